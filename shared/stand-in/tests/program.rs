//! The program.
// The lint table lets tests unwrap, but takes the helpers of a test for something else.
#![allow(clippy::unwrap_used)]

use std::{
    io::{BufRead, BufReader, Read, Write},
    net::TcpStream,
    process::{Child, Command, Stdio},
};

use rustix::process::{Pid, Signal, kill_process};

fn program(arguments: &[&str]) -> Child {
    let mut command = Command::new(env!("CARGO_BIN_EXE_stand-in"));
    command.args(arguments).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap()
}

#[test]
fn it_prints_settings_and_runs_until_told_to_stop() {
    for signal in [Signal::TERM, Signal::INT] {
        let mut child = program(&["--listen", "127.0.0.1:0"]);
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines().map(Result::unwrap);
        let lines: Vec<String> = lines.by_ref().take(7).collect();
        let keys: Vec<&str> = lines.iter().map(|line| line.split_once('=').unwrap().0).collect();
        let expected = [
            "FORECAST",
            "AIR_QUALITY",
            "MARINE",
            "ARCHIVE",
            "GEOCODING",
            "NWS_ALERTS",
            "METEOALARM",
        ]
        .map(|key| format!("DASHBOARD_SOURCE__URLS__{key}"));
        assert_eq!(keys, expected);
        let url = lines[0].split_once("=http://").unwrap().1;
        let (address, path) = url.split_once('/').unwrap();
        assert_eq!(path, "v1/forecast");
        let mut stream = TcpStream::connect(address).unwrap();
        stream.write_all(b"GET / HTTP/1.1\r\n\r\n").unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        assert!(answer.starts_with("HTTP/1.1 200 OK\r\n"));
        kill_process(Pid::from_child(&child), signal).unwrap();
        assert!(child.wait().unwrap().success());
    }
}

#[test]
fn a_bad_address_is_refused() {
    let mut taken = program(&["--listen", "192.0.2.1:1"]);
    assert_eq!(taken.wait().unwrap().code(), Some(1));
    let mut words = String::new();
    taken.stderr.take().unwrap().read_to_string(&mut words).unwrap();
    assert!(words.starts_with("stand-in: 192.0.2.1:1: "), "{words}");
    assert_eq!(program(&["--listen", "here"]).wait().unwrap().code(), Some(2));
}
