//! Settings that cannot be used.

use std::{net::TcpListener, process::Output};

use acceptance::{Process, Setting};

const PROGRAMS: [&str; 3] = ["frontend", "monolith", "wind"];

fn run(name: &str, arguments: &[&str], settings: &[Setting<'_>]) -> (Option<i32>, String) {
    let settings: Vec<_> =
        settings.iter().map(|(key, value)| ((*key).to_owned(), (*value).to_owned())).collect();
    let Output { status, stdout, stderr } = Process::run(name, arguments, &settings);
    assert!(stdout.is_empty(), "{name} says something before it fails");
    (status.code(), String::from_utf8_lossy(&stderr).into_owned())
}

fn assert_has(text: &str, words: &[&str]) {
    for word in words {
        assert!(text.contains(word), "{text:?} lacks {word:?}");
    }
}

#[test]
fn a_bad_setting_is_named_with_what_was_found_and_what_is_allowed() {
    let cases: [(Setting<'_>, &[&str]); 17] = [
        (("DASHBOARD_SAUCE__KIND", "x"), &["sauce", "unknown", "source"]),
        (("DASHBOARD_LINK__BORED", "x"), &["link", "bored", "unknown", "board"]),
        (("DASHBOARD_SOURCE__KIND", "psychic"), &["source.kind", "psychic", "simulated"]),
        (("DASHBOARD_LINK__BOARD", "http://x"), &["link.board", "http://x", "ws://"]),
        (("DASHBOARD_LINK__BOARD", "board:3031"), &["link.board", "board:3031", "ws://"]),
        (("DASHBOARD_SOURCE__URLS__FORECAST", "so?"), &["source.urls.forecast", "so?", "URL"]),
        (
            ("DASHBOARD_SOURCE__URLS__MARINE", "ftp://x/"),
            &["source.urls.marine", "ftp://x/", "http://"],
        ),
        (("DASHBOARD_SOURCE__REFRESH_S", "0"), &["source.refresh_s", "0", "1 to 86400"]),
        (("DASHBOARD_SOURCE__DAILY_CALLS", "0"), &["source.daily_calls", "0", "1 to 1000000"]),
        (("DASHBOARD_SOURCE__KIND", "replay"), &["source.replay_dir", "missing", "recording"]),
        (("DASHBOARD_LISTEN", "nowhere"), &["listen", "nowhere", "socket address"]),
        (("DASHBOARD_CLOCK__SPEED", "7200"), &["clock.speed", "7200", "3600"]),
        (("DASHBOARD_CLOCK__START_AT", "noon"), &["clock.start_at", "noon"]),
        // As of a variable that is exported and holds nothing.
        (("DASHBOARD_LINK__TOKEN", ""), &["link.token", "empty", "visible ASCII"]),
        (("DASHBOARD_LINK__TOKEN", "sésame"), &["link.token", "visible ASCII"]),
        (("DASHBOARD_SOURCE__API_KEY", ""), &["source.api_key", "empty", "visible ASCII"]),
        (("DASHBOARD_SOURCE__API_KEY", "a key"), &["source.api_key", "visible ASCII"]),
    ];
    for name in PROGRAMS {
        for (setting, words) in cases {
            let (code, said) = run(name, &[], &[setting]);
            assert_eq!(code, Some(2), "{name} {setting:?}: {said}");
            assert_has(&said, words);
            assert_has(&said, &[name]);
            assert_eq!(said.trim_end().lines().count(), 1, "{said}");
        }
    }
}

#[test]
fn a_bad_setting_of_the_board_is_named() {
    let cases: [(Setting<'_>, &[&str]); 4] = [
        (("DASHBOARD_BOARD__TILES", "wind;Sun"), &["board.tiles", "Sun"]),
        (("DASHBOARD_BOARD__BASE_PATH", "weather"), &["board.base_path", "weather", "/weather/"]),
        (("DASHBOARD_BOARD__FRAME_ANCESTORS", "*"), &["board.frame_ancestors", "*", "https://"]),
        (("DASHBOARD_BOARD__TRUSTED_PROXIES", "nginx"), &["board.trusted_proxies", "10.0.0.0/8"]),
    ];
    for name in ["frontend", "monolith"] {
        for (setting, words) in cases {
            let (code, said) = run(name, &[], &[setting]);
            assert_ne!(code, Some(0), "{name} {setting:?}: {said}");
            assert_has(&said, words);
        }
    }
}

#[test]
fn a_bad_file_is_named() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = |name: &str, text: &str| {
        let path = folder.path().join(name);
        std::fs::write(&path, text).expect("a file");
        path.display().to_string()
    };
    let cases: [(String, &[&str]); 3] = [
        (file("unknown.toml", "[board]\ncolour = 1"), &["board", "colour", "max_views"]),
        (file("broken.toml", "[board\n"), &["broken.toml"]),
        (folder.path().join("missing.toml").display().to_string(), &["missing.toml"]),
    ];
    for name in PROGRAMS {
        for (path, words) in &cases {
            let (code, said) = run(name, &["--config", path], &[]);
            assert_eq!(code, Some(2), "{name} {path}: {said}");
            assert_has(&said, words);
        }
    }
}

#[test]
fn an_unknown_argument_is_named() {
    for name in PROGRAMS {
        let (code, said) = run(name, &["--colour"], &[]);
        assert_eq!(code, Some(2), "{name}: {said}");
        assert_has(&said, &["--colour", "--help"]);
    }
}

#[test]
fn a_place_that_is_none_is_named_by_the_board() {
    for name in ["frontend", "monolith"] {
        for key in ["DASHBOARD_BOARD__DEFAULT", "DASHBOARD_BOARD__PLACES"] {
            let free = ("DASHBOARD_LISTEN", "127.0.0.1:0");
            let (code, said) = run(name, &[], &[free, (key, "lisbonn")]);
            assert_eq!(code, Some(2), "{name}: {said}");
            assert_has(&said, &["board.", "lisbonn", "did you mean lisbon?"]);
        }
    }
}

#[test]
fn a_secret_is_not_in_what_is_said_of_it() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("secret.toml");
    for text in [
        "[link]\ntoken = [\"hunter2\"]",
        "[link]\ntoken = { a = \"hunter2\" }",
        "[source]\napi_key = [\"hunter2\"]",
        "[link]\ntoken = \"hunter2\"\ntoken_file = \"there\"",
        "[link]\ntoken = \"hunter2 \"",
        "[source]\napi_key = \"hunter2\\n\"",
    ] {
        std::fs::write(&path, text).expect("a file");
        for name in PROGRAMS {
            let (code, said) = run(name, &["--config", &path.display().to_string()], &[]);
            assert_eq!(code, Some(2), "{name}: {said}");
            assert!(!said.contains("hunter2"), "{said}");
            assert!(said.contains("link.token") || said.contains("source.api_key"), "{said}");
        }
    }
}

#[test]
fn a_file_that_holds_no_token_is_named_without_what_it_holds() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("token");
    let file = path.display().to_string();
    let settings = [
        ("DASHBOARD_LISTEN", "127.0.0.1:0"),
        ("DASHBOARD_LINK__LISTEN", "127.0.0.1:0"),
        ("DASHBOARD_LINK__TOKEN_FILE", file.as_str()),
    ];
    for text in ["\n", "hunter2\nhunter3\n", "hunter2é"] {
        std::fs::write(&path, text).expect("a file");
        for name in PROGRAMS {
            let (code, said) = run(name, &[], &settings);
            assert_eq!(code, Some(2), "{name}: {said}");
            assert_has(&said, &["link.token_file", &file, "visible ASCII"]);
            assert!(!said.contains("hunter"), "{said}");
        }
    }
}

#[test]
fn a_secret_is_not_in_what_is_said_of_a_file_that_is_no_toml() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("broken.toml");
    for text in ["[source]\napi_key = hunter2", "[link]\ntoken = \"hunter2\n"] {
        std::fs::write(&path, text).expect("a file");
        for name in PROGRAMS {
            let (code, said) = run(name, &["--config", &path.display().to_string()], &[]);
            assert_eq!(code, Some(2), "{name}: {said}");
            assert_has(&said, &["broken.toml", "line 2"]);
            assert!(!said.contains("hunter2"), "{said}");
        }
    }
}

#[test]
fn a_port_in_use_is_named() {
    let taken = TcpListener::bind("127.0.0.1:0").expect("a free port");
    let taken = taken.local_addr().map(|address| (address.to_string(), taken)).expect("address");
    let address = taken.0.as_str();
    let free = ("DASHBOARD_LISTEN", "127.0.0.1:0");
    for name in PROGRAMS {
        let (code, said) = run(name, &[], &[("DASHBOARD_LISTEN", address)]);
        assert_eq!(code, Some(1), "{name}: {said}");
        assert_has(&said, &["listen", address, "in use"]);
    }
    for name in ["frontend", "monolith"] {
        let (code, said) = run(name, &[], &[free, ("DASHBOARD_LINK__LISTEN", address)]);
        assert_eq!(code, Some(1), "{name}: {said}");
        assert_has(&said, &["link.listen", address, "in use"]);
    }
}
