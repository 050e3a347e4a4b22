//! Answers kept for a while, and one call for many askers.

use std::{
    collections::HashMap,
    hash::Hash,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use tokio::time::Instant;

/// Keeps the outcome of each question as long as its life says.
///
/// Whoever asks while the same question is on its way waits for that outcome;
/// when the one who asked goes away, the next in line asks.
pub(crate) struct Memory<K, V> {
    slots: Mutex<HashMap<K, Slot<V>>>,
    capacity: usize,
}

struct Slot<V> {
    used: Instant,
    kept: Arc<tokio::sync::Mutex<Option<Kept<V>>>>,
}

struct Kept<V> {
    value: V,
    since: Instant,
    life: Duration,
}

impl<V> Kept<V> {
    fn is_good(&self) -> bool {
        self.since.elapsed() < self.life
    }
}

impl<K: Clone + Eq + Hash, V: Clone> Memory<K, V> {
    /// An empty memory for `capacity` questions; the least recently used goes first.
    pub(crate) fn new(capacity: usize) -> Self {
        Self { slots: Mutex::default(), capacity }
    }

    /// The kept outcome of `key` while it lives, else that of `ask`, which is
    /// then kept for the time that `life` gives it.
    pub(crate) async fn recall_or(
        &self,
        key: &K,
        ask: impl Future<Output = V>,
        life: impl FnOnce(&V) -> Duration,
    ) -> V {
        let slot = self.slot(key);
        let mut kept = slot.lock().await;
        if let Some(kept) = kept.as_ref().filter(|kept| kept.is_good()) {
            return kept.value.clone();
        }
        let value = ask.await;
        *kept = Some(Kept { value: value.clone(), since: Instant::now(), life: life(&value) });
        value
    }

    fn slot(&self, key: &K) -> Arc<tokio::sync::Mutex<Option<Kept<V>>>> {
        let mut slots = self.slots.lock().unwrap_or_else(PoisonError::into_inner);
        if !slots.contains_key(key) {
            make_room(&mut slots, self.capacity);
        }
        let slot = slots
            .entry(key.clone())
            .or_insert_with(|| Slot { used: Instant::now(), kept: Arc::default() });
        slot.used = Instant::now();
        slot.kept.clone()
    }
}

/// Forgets what is out of date, and then, if the map is still full, the entry
/// that was not used for longest.
fn make_room<K: Clone + Eq + Hash, V>(slots: &mut HashMap<K, Slot<V>>, capacity: usize) {
    slots.retain(|_, slot| {
        let asked_right_now = Arc::strong_count(&slot.kept) > 1;
        asked_right_now
            || slot.kept.try_lock().is_ok_and(|kept| kept.as_ref().is_some_and(Kept::is_good))
    });
    if slots.len() >= capacity {
        let oldest = slots.iter().min_by_key(|(_, slot)| slot.used).map(|(key, _)| key.clone());
        if let Some(oldest) = oldest {
            slots.remove(&oldest);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::*;

    const LIFE: Duration = Duration::from_secs(60);

    struct Counted {
        memory: Memory<&'static str, usize>,
        asked: AtomicUsize,
    }

    impl Counted {
        fn new(capacity: usize) -> Self {
            Self { memory: Memory::new(capacity), asked: AtomicUsize::new(0) }
        }

        async fn ask(&self, key: &'static str) -> usize {
            let answer = async {
                tokio::time::sleep(Duration::from_secs(1)).await;
                self.asked.fetch_add(1, Ordering::SeqCst) + 1
            };
            self.memory.recall_or(&key, answer, |_| LIFE).await
        }
    }

    #[tokio::test(start_paused = true)]
    async fn an_outcome_is_kept_for_its_life() {
        let counted = Counted::new(8);
        assert_eq!(counted.ask("a").await, 1);
        tokio::time::advance(LIFE - Duration::from_secs(1)).await;
        assert_eq!(counted.ask("a").await, 1);
        tokio::time::advance(Duration::from_secs(1)).await;
        assert_eq!(counted.ask("a").await, 2);
    }

    #[tokio::test(start_paused = true)]
    async fn who_asks_meanwhile_gets_the_same_outcome() {
        let counted = Counted::new(8);
        let (first, second, other) =
            tokio::join!(counted.ask("a"), counted.ask("a"), counted.ask("b"));
        assert_eq!(first, second);
        assert_ne!(first, other);
        assert_eq!(counted.asked.load(Ordering::SeqCst), 2);
    }

    #[tokio::test(start_paused = true)]
    async fn when_the_asker_goes_the_next_one_asks() {
        let counted = Counted::new(8);
        let gone = tokio::time::timeout(Duration::from_millis(10), counted.ask("a"));
        let (gone, patient) = tokio::join!(gone, counted.ask("a"));
        assert!(gone.is_err());
        assert_eq!(patient, 1);
    }

    #[tokio::test(start_paused = true)]
    async fn the_least_recently_used_makes_room() {
        let counted = Counted::new(2);
        for key in ["a", "b", "a", "c"] {
            counted.ask(key).await;
        }
        assert_eq!(counted.ask("a").await, 1);
        assert_eq!(counted.memory.slots.lock().unwrap().len(), 2);
        assert_eq!(counted.ask("b").await, 4);
    }
}
