//! Makes a widget in a copy of the project and runs what a developer would run next.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may stop at once")]

use std::{
    collections::BTreeMap,
    fs::{self, File},
    io::{BufRead, BufReader, Read, Write},
    net::TcpStream,
    path::{Path, PathBuf},
    process::{Child, Command, Output, Stdio},
};

/// Where the copy is kept and built, beside our own output, so that a second run is quick.
const TARGET: &str = "target/new-widget";

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(1).unwrap().to_path_buf()
}

/// Makes `copy` the same as what is, or could be, committed. What is the same
/// already is left alone, so that Cargo need not build it again.
fn copy_the_project(copy: &Path) {
    let listed = Command::new("git")
        .args(["ls-files", "-z", "--cached", "--others", "--exclude-standard"])
        .current_dir(root())
        .output()
        .unwrap();
    assert_success(&listed);
    let listed = String::from_utf8(listed.stdout).unwrap();
    // A file that was deleted and not yet committed is still listed.
    let files: BTreeMap<PathBuf, Vec<u8>> = listed
        .split_terminator('\0')
        .filter_map(|path| Some((copy.join(path), fs::read(root().join(path)).ok()?)))
        .collect();
    let before = contents(copy);
    for path in before.keys().filter(|path| !files.contains_key(*path)) {
        fs::remove_file(path).unwrap();
        let mut emptied = path.ancestors().skip(1);
        while emptied.next().is_some_and(|folder| fs::remove_dir(folder).is_ok()) {}
    }
    for (path, bytes) in files.iter().filter(|(path, bytes)| before.get(*path) != Some(*bytes)) {
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
}

fn xtask(folder: &Path, arguments: &[&str]) -> Output {
    let mut xtask = Command::new(env!("CARGO_BIN_EXE_xtask"));
    xtask.args(arguments).current_dir(folder).output().unwrap()
}

/// Cargo in the copy.
fn cargo(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO"))
        .args(arguments)
        .current_dir(folder)
        .env("CARGO_TARGET_DIR", root().join(TARGET))
        .output()
        .unwrap()
}

/// A program that is stopped with the test.
struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        self.0.kill().unwrap();
        self.0.wait().unwrap();
    }
}

/// What the copy's monolith answers to `GET /api/tiles`.
fn tiles_of_the_monolith() -> String {
    let mut monolith = Running(
        Command::new(root().join(TARGET).join("debug/monolith"))
            .env("DASHBOARD_LISTEN", "127.0.0.1:0")
            .env("DASHBOARD_LINK__LISTEN", "127.0.0.1:0")
            .env("DASHBOARD_SOURCE__KIND", "simulated")
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap(),
    );
    let mut greeting = String::new();
    let output = monolith.0.stdout.take().unwrap();
    BufReader::new(output).read_line(&mut greeting).unwrap();
    get(address_in(&greeting).unwrap(), "/api/tiles")
}

/// `127.0.0.1:41234` out of `… http://127.0.0.1:41234/ …`.
fn address_in(greeting: &str) -> Option<&str> {
    greeting.split_once("http://")?.1.split('/').next()
}

fn get(address: &str, path: &str) -> String {
    let mut stream = TcpStream::connect(address).unwrap();
    write!(stream, "GET {path} HTTP/1.0\r\nHost: {address}\r\n\r\n").unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    answer
}

#[track_caller]
fn assert_success(output: &Output) -> String {
    let text =
        [&output.stdout, &output.stderr].map(|part| String::from_utf8_lossy(part).into_owned());
    let text = text.concat();
    assert!(output.status.success(), "{text}");
    text
}

/// Every file with its bytes.
fn contents(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut files = BTreeMap::new();
    let mut folders = vec![folder.to_path_buf()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let bytes = fs::read(&path).unwrap();
                files.insert(path, bytes);
            }
        }
    }
    files
}

#[test]
fn a_new_widget_is_complete_and_passes() {
    let target = root().join(TARGET);
    let copy = target.join("project");
    fs::create_dir_all(&copy).unwrap();
    let lock = File::create(target.join("lock")).unwrap();
    lock.lock().unwrap();
    copy_the_project(&copy);
    assert_success(&xtask(&copy, &["new-widget", "soil"]));

    assert_success(&xtask(&copy, &["tidy"]));
    assert_success(&cargo(&copy, &["fmt", "--check", "-p", "soil", "-p", "monolith"]));
    let tests = assert_success(&cargo(&copy, &["test", "--locked", "-p", "soil"]));
    assert!(tests.contains("4 passed; 0 failed"), "{tests}");

    assert_success(&cargo(&copy, &["build", "--locked", "-p", "monolith"]));
    let tiles = tiles_of_the_monolith();
    assert!(tiles.contains(r#""widget":"soil""#), "{tiles}");
    assert!(tiles.contains(r#""relative_humidity_pct":"#), "{tiles}");
}

#[test]
fn a_bad_id_changes_nothing() {
    let copy = tempfile::tempdir().unwrap();
    copy_the_project(copy.path());
    let before = contents(copy.path());
    for (id, reason) in [
        ("Soil", "is no id"),
        ("../soil", "is no id"),
        ("type", "Rust language"),
        ("frontend", "is taken"),
        ("serde", "is taken"),
        ("widget", "its source needs"),
    ] {
        let output = xtask(copy.path(), &["new-widget", id]);
        let told = String::from_utf8_lossy(&output.stdout).into_owned();
        assert_eq!(output.status.code(), Some(1), "{id}");
        assert!(told.contains(reason), "{id}: {told}");
    }
    assert_eq!(contents(copy.path()), before);
}
