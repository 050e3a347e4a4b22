use std::{
    io::{BufRead, BufReader, ErrorKind},
    os::unix::process::CommandExt,
    process::{Child, Command, Stdio},
};

use acceptance::leave_out;
use rustix::process::{Pid, Signal, kill_process_group};

/// A running geckodriver with the browsers it started; they end when it is dropped.
pub(crate) struct Gecko {
    child: Child,
    pub(crate) url: String,
}

impl Gecko {
    /// Starts a driver on a free port; none, and a line that says so, where it is not
    /// installed. Debian packages none, so it is never required: `cargo xtask e2e` runs
    /// the suites in Firefox.
    pub(crate) fn start() -> Option<Self> {
        let mut command = Command::new("geckodriver");
        command.args(["--port", "0"]);
        if Command::new("firefox-esr").arg("--version").output().is_ok() {
            command.args(["--binary", "/usr/bin/firefox-esr"]);
        }
        let spawned = command.process_group(0).stdout(Stdio::piped()).stderr(Stdio::null()).spawn();
        let mut child = match spawned {
            Err(error) if error.kind() == ErrorKind::NotFound => {
                leave_out("no geckodriver here (cargo install geckodriver)");
                return None;
            }
            spawned => spawned.expect("geckodriver starts"),
        };
        let mut output = BufReader::new(child.stdout.take().expect("its output"));
        let mut line = String::new();
        let url = loop {
            line.clear();
            assert!(output.read_line(&mut line).unwrap() > 0, "geckodriver says its address");
            if let Some((_, address)) = line.split_once("Listening on ") {
                break format!("http://{}", address.trim());
            }
        };
        // It goes on to write, and stops where nobody reads.
        std::thread::spawn(move || std::io::copy(&mut output, &mut std::io::sink()));
        Some(Self { child, url })
    }
}

impl Drop for Gecko {
    fn drop(&mut self) {
        // Either may have ended already.
        let _ = kill_process_group(Pid::from_child(&self.child), Signal::KILL);
        let _ = self.child.wait();
    }
}
