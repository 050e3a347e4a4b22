//! What processes take of memory and of the processor, as Linux counts it.

use std::{
    fs,
    time::{Duration, Instant},
};

use anyhow::{Context, Result};

use super::statistics::figure;

/// Bytes of a mebibyte.
pub(super) const MIB: f64 = 1_048_576.0;

/// Memory of processes, bytes.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Memory {
    /// What they have written to: nobody else has it, and it cannot be read from a file again.
    pub(super) own: f64,
    /// The same with their share of the pages of programs and libraries (PSS).
    pub(super) whole: f64,
}

impl Memory {
    /// Of a process.
    ///
    /// # Errors
    /// When the process has ended.
    pub(super) fn of(process: u32) -> Result<Self> {
        let text = fs::read_to_string(format!("/proc/{process}/smaps_rollup"))?;
        let bytes = |key| kibibytes(&text, key).map(|kib| figure(kib * 1024));
        let told = bytes("Pss_Anon:").zip(bytes("Pss:"));
        let (own, whole) = told.context("the system tells no memory")?;
        Ok(Self { own, whole })
    }

    /// Of several processes together.
    ///
    /// # Errors
    /// When one has ended.
    pub(super) fn of_all(processes: &[u32]) -> Result<Self> {
        let mut all = Self::default();
        for process in processes {
            let one = Self::of(*process)?;
            all = Self { own: all.own + one.own, whole: all.whole + one.whole };
        }
        Ok(all)
    }
}

/// How busy processes are together over a while, % of one processor.
///
/// # Errors
/// When one ends meanwhile.
pub(super) fn busy_pct(processes: &[u32], during: Duration) -> Result<f64> {
    let time =
        || processes.iter().map(|process| processor_time(*process)).sum::<Result<Duration>>();
    let (began, before) = (Instant::now(), time()?);
    std::thread::sleep(during);
    let spent = time()?.saturating_sub(before);
    Ok(spent.as_secs_f64() / began.elapsed().as_secs_f64() * 100.0)
}

/// The processor time that the threads of a process have had.
pub(super) fn processor_time(process: u32) -> Result<Duration> {
    let mut nanoseconds = 0;
    for thread in fs::read_dir(format!("/proc/{process}/task"))? {
        // A thread may end while we look.
        let text = fs::read_to_string(thread?.path().join("schedstat")).unwrap_or_default();
        nanoseconds += text.split(' ').next().and_then(|time| time.parse().ok()).unwrap_or(0);
    }
    Ok(Duration::from_nanos(nanoseconds))
}

/// A line such as `Pss:   1234 kB`.
fn kibibytes(text: &str, key: &str) -> Option<u64> {
    let line = text.lines().find_map(|line| line.strip_prefix(key))?;
    line.split_whitespace().next()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_size_is_read_from_its_line() {
        let text = "Rss:     2048 kB\nPss:     1536 kB\nPss_Dirty:  4 kB\n";
        assert_eq!(kibibytes(text, "Pss:"), Some(1536));
        assert_eq!(kibibytes(text, "Swap:"), None);
    }

    #[test]
    fn this_process_takes_memory_and_time() {
        let process = std::process::id();
        let before = Memory::of(process).unwrap();
        let block = std::hint::black_box(vec![1_u8; 32 << 20]);
        let after = Memory::of_all(&[process]).unwrap();
        assert!(after.own > before.own + 16.0 * MIB, "{}", block.len());
        assert!(after.whole > after.own);
        assert!(processor_time(process).unwrap() > Duration::ZERO);
        assert!(Memory::of(u32::MAX).is_err());
    }
}
