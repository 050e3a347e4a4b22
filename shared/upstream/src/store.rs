//! Last good answers on disk, shared by every process that has the folder.
//!
//! An answer is one file: a line of JSON that says what was asked, when, and
//! the SHA-256 of the rest, then the body as it came. It is written beside its
//! place and moved there, so that a reader sees the old one or the new one
//! whatever happens to the writer.

use std::{
    collections::BTreeSet,
    fs::{self, File, TryLockError},
    io::{self, Write},
    os::unix::fs::PermissionsExt,
    path::{Path, PathBuf},
    sync::{Mutex, PoisonError},
    time::{Duration, Instant, SystemTime},
};

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use tempfile::NamedTempFile;

/// How long an answer stays that nobody asks for any more.
const KEEP: Duration = Duration::from_secs(7 * 24 * 3600);
/// The same for the reference, which is asked once a year.
const KEEP_REFERENCE: Duration = Duration::from_secs(400 * 24 * 3600);
/// How long a half-written file of a writer that died stays.
const KEEP_HALF: Duration = Duration::from_secs(3600);
/// How often the folder is tidied.
const TIDY_EVERY: Duration = Duration::from_secs(3600);

/// What the names of half-written files begin with.
const HALF: &str = ".half-";
/// What the names of answers end with.
const ANSWER: &str = "answer";

/// Where an answer is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Key {
    /// The question as it was asked, without a key.
    pub(crate) asked: String,
    /// The service's code.
    pub(crate) service: &'static str,
}

/// An answer as it came.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Stored {
    /// When it came, by the system clock.
    pub(crate) fetched_at: Timestamp,
    pub(crate) body: Vec<u8>,
}

/// The first line of a file.
#[derive(Serialize, Deserialize)]
struct Head {
    asked: String,
    fetched_at: Timestamp,
    sha256: String,
}

/// Whether this process may ask now.
pub(crate) enum Turn {
    /// It may, as long as this lives.
    Ours { _lock: Option<File> },
    /// Another process does.
    Theirs,
}

/// A folder of answers.
pub(crate) struct Store {
    folder: PathBuf,
    said: Mutex<BTreeSet<String>>,
    tidied: Mutex<Option<Instant>>,
}

impl Store {
    /// The folder, made where it is missing. What cannot be done there is
    /// warned of, once each, and done without.
    pub(crate) fn open(folder: &Path) -> Self {
        let (said, tidied) = (Mutex::default(), Mutex::default());
        let store = Self { folder: folder.to_owned(), said, tidied };
        if let Err(error) = fs::create_dir_all(folder) {
            store.warn("cannot be made", folder, &error);
        }
        store
    }

    /// The answer kept for a question.
    pub(crate) fn load(&self, key: &Key) -> Option<Stored> {
        let path = self.path(key);
        match fs::read(&path) {
            Ok(content) => match read(&content, key) {
                Some(stored) => Some(stored),
                None => {
                    if self.is_news(format!("{} is corrupt", path.display())) {
                        let path = path.display();
                        tracing::warn!(%path, "a file of source.cache_dir is no whole answer and is replaced");
                    }
                    None
                }
            },
            Err(error) if error.kind() == io::ErrorKind::NotFound => None,
            Err(error) => {
                self.warn("cannot be read", &path, &error);
                None
            }
        }
    }

    /// Keeps an answer in the place of the one before.
    pub(crate) fn save(&self, key: &Key, stored: &Stored) {
        let path = self.path(key);
        if let Err(error) = self.write(&path, key, stored) {
            self.warn("cannot be written; weather goes on without", &path, &error);
        }
        self.tidy();
    }

    /// Asks for the turn to call, which one process at a time has, by the file of this name.
    pub(crate) fn try_turn(&self, lock: &str) -> Turn {
        let path = self.folder.join(lock);
        let opened = File::options().create(true).append(true).open(&path);
        // Where nothing may be written a file that is there can still be locked.
        match opened.or_else(|_| File::open(&path)) {
            Ok(file) => match file.try_lock() {
                Ok(()) => {
                    // Others see by it since when; where it cannot be told they may go ahead.
                    let _ = file.set_modified(SystemTime::now());
                    Turn::Ours { _lock: Some(file) }
                }
                Err(TryLockError::WouldBlock) => Turn::Theirs,
                Err(TryLockError::Error(error)) => self.without_turns(&path, &error),
            },
            Err(error) => self.without_turns(&path, &error),
        }
    }

    /// Ends a turn that was taken longer than `age` ago: its file goes, and the
    /// next one to ask makes a new one.
    pub(crate) fn end_turn(&self, lock: &str, age: Duration) {
        let path = self.folder.join(lock);
        let taken = fs::metadata(&path).and_then(|file| file.modified());
        if !taken.is_ok_and(|taken| taken.elapsed().is_ok_and(|passed| passed > age)) {
            return;
        }
        match fs::remove_file(&path) {
            Ok(()) => tracing::warn!(lock, "who has the turn to call stands still; others go on"),
            Err(error) => self.warn("cannot be removed; who has it stands still", &path, &error),
        }
    }

    /// Whether any answer of the services is younger than `age`.
    pub(crate) fn has_younger_than(&self, age: Duration) -> bool {
        self.files().any(|(path, found)| is_answer(&path) && found < age)
    }

    fn without_turns(&self, path: &Path, error: &io::Error) -> Turn {
        self.warn("cannot be locked; calls are not taken in turns", path, error);
        Turn::Ours { _lock: None }
    }

    fn path(&self, key: &Key) -> PathBuf {
        let digest = hex(&Sha256::digest(key.asked.as_bytes())[..16]);
        self.folder.join(format!("{}-{digest}.{ANSWER}", key.service))
    }

    fn write(&self, path: &Path, key: &Key, stored: &Stored) -> io::Result<()> {
        let head = Head {
            asked: key.asked.clone(),
            fetched_at: stored.fetched_at,
            sha256: hex(&Sha256::digest(&stored.body)),
        };
        // As any file that is made here: others who share the folder may read it.
        let readable = fs::Permissions::from_mode(0o666);
        let mut file: NamedTempFile = tempfile::Builder::new()
            .prefix(HALF)
            .permissions(readable)
            .tempfile_in(&self.folder)?;
        serde_json::to_writer(&mut file, &head)?;
        file.write_all(b"\n")?;
        file.write_all(&stored.body)?;
        file.flush()?;
        file.persist(path).map_err(|error| error.error)?;
        Ok(())
    }

    /// Removes what nobody has asked for in a long time, now and then.
    fn tidy(&self) {
        let mut tidied = self.tidied.lock().unwrap_or_else(PoisonError::into_inner);
        if tidied.is_some_and(|last| last.elapsed() < TIDY_EVERY) {
            return;
        }
        *tidied = Some(Instant::now());
        drop(tidied);
        for (path, age) in self.files() {
            if keep(&path).is_some_and(|keep| age > keep)
                && let Err(error) = fs::remove_file(&path)
            {
                self.warn("is old and cannot be removed", &path, &error);
            }
        }
    }

    /// The files of the folder with their ages.
    fn files(&self) -> impl Iterator<Item = (PathBuf, Duration)> {
        let entries = fs::read_dir(&self.folder).into_iter().flatten().flatten();
        entries.filter_map(|entry| {
            let changed = entry.metadata().ok()?.modified().ok()?;
            let age = SystemTime::now().duration_since(changed).unwrap_or_default();
            Some((entry.path(), age))
        })
    }

    /// Warns of each kind of trouble once, with the first path that had it.
    fn warn(&self, trouble: &str, path: &Path, error: &io::Error) {
        if self.is_news(format!("{trouble}: {}", error.kind())) {
            tracing::warn!(path = %path.display(), %error, "a file of source.cache_dir {trouble}");
        }
    }

    fn is_news(&self, trouble: String) -> bool {
        self.said.lock().unwrap_or_else(PoisonError::into_inner).insert(trouble)
    }
}

/// The answer in a file; none where it is not whole or not to this question.
fn read(content: &[u8], key: &Key) -> Option<Stored> {
    let line = content.iter().position(|byte| *byte == b'\n')?;
    let (head, body) = content.split_at_checked(line)?;
    let body = body.get(1..)?;
    let head: Head = serde_json::from_slice(head).ok()?;
    let is_whole = head.sha256 == hex(&Sha256::digest(body)) && head.asked == key.asked;
    is_whole.then(|| Stored { fetched_at: head.fetched_at, body: body.to_vec() })
}

fn is_answer(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension == ANSWER)
}

/// How long a file of ours stays unchanged; none for what is not ours.
fn keep(path: &Path) -> Option<Duration> {
    let name = path.file_name()?.to_str()?;
    if name.starts_with(HALF) {
        return Some(KEEP_HALF);
    }
    let is_reference = name.starts_with(crate::service::Service::Archive.code());
    is_answer(path).then_some(if is_reference { KEEP_REFERENCE } else { KEEP })
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(asked: &str) -> Key {
        Key { asked: asked.into(), service: "forecast" }
    }

    fn stored(body: &str) -> Stored {
        let fetched_at = "2026-01-02T03:04:05Z".parse().unwrap();
        Stored { fetched_at, body: body.into() }
    }

    fn set_age(path: &Path, age: Duration) {
        let file = File::options().append(true).open(path).unwrap();
        file.set_modified(SystemTime::now() - age).unwrap();
    }

    #[test]
    fn what_was_saved_is_there_for_everyone() {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(&folder.path().join("new/folder"));
        assert_eq!(store.load(&key("a")), None);
        assert!(!store.has_younger_than(KEEP));
        store.save(&key("a"), &stored("first\nline"));
        store.save(&key("b"), &stored(""));
        store.save(&key("a"), &stored("second\nline"));
        let other = Store::open(&folder.path().join("new/folder"));
        assert_eq!(other.load(&key("a")), Some(stored("second\nline")));
        assert_eq!(other.load(&key("b")), Some(stored("")));
        assert!(other.has_younger_than(KEEP));
    }

    #[test]
    fn a_file_that_is_not_whole_is_not_used() {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(folder.path());
        store.save(&key("a"), &stored("some weather"));
        let path = store.path(&key("a"));
        let whole = fs::read(&path).unwrap();
        for length in 0..whole.len() {
            fs::write(&path, &whole[..length]).unwrap();
            assert_eq!(store.load(&key("a")), None, "{length} bytes");
        }
        fs::write(&path, [whole.as_slice(), b"x"].concat()).unwrap();
        assert_eq!(store.load(&key("a")), None);
        store.save(&key("b"), &stored("other weather"));
        fs::copy(store.path(&key("b")), &path).unwrap();
        assert_eq!(store.load(&key("a")), None, "an answer to another question");
        store.save(&key("a"), &stored("some weather"));
        assert_eq!(store.load(&key("a")), Some(stored("some weather")));
    }

    #[test]
    fn one_has_the_turn_at_a_time() {
        let folder = tempfile::tempdir().unwrap();
        let (one, other) = (Store::open(folder.path()), Store::open(folder.path()));
        let turn = one.try_turn("a");
        assert!(matches!(turn, Turn::Ours { _lock: Some(_) }));
        assert!(matches!(other.try_turn("a"), Turn::Theirs));
        assert!(matches!(other.try_turn("b"), Turn::Ours { _lock: Some(_) }), "another queue");
        drop(turn);
        assert!(matches!(other.try_turn("a"), Turn::Ours { _lock: Some(_) }));
    }

    #[test]
    fn what_is_old_goes_and_what_is_not_ours_stays() {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(folder.path());
        let file = |name: &str, age: Duration| {
            let path = folder.path().join(name);
            fs::write(&path, "x").unwrap();
            set_age(&path, age);
            path
        };
        let day = Duration::from_secs(24 * 3600);
        let gone = [
            file(".half-written", 2 * KEEP_HALF),
            file("forecast-1.answer", 8 * day),
            file("archive-1.answer", 401 * day),
        ];
        let stays = [
            file(".half-now", Duration::ZERO),
            file("forecast-2.answer", 6 * day),
            file("archive-2.answer", 300 * day),
            file("letter.txt", 900 * day),
        ];
        store.tidy();
        assert!(gone.iter().all(|path| !path.exists()));
        assert!(stays.iter().all(|path| path.exists()));
    }

    #[test]
    fn a_folder_that_is_none_is_done_without() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("file");
        fs::write(&path, "x").unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o444)).unwrap();
        let store = Store::open(&path);
        store.save(&key("a"), &stored("weather"));
        assert_eq!(store.load(&key("a")), None);
        assert!(matches!(store.try_turn("a"), Turn::Ours { _lock: None }));
    }
}
