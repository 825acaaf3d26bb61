//! No message shows any of a key.

use std::process::Command;

use crate::keys::{KeyFile, MINT, mint_with_file};
use crate::support::{KEY, bare, run, shows, stderr, stdout, with_key};

#[test]
fn no_error_shows_any_of_the_key() {
    let attached = |flag: &str| format!("{flag}{KEY}");
    for wrong_place in [
        vec!["mint", "--user-id=alice", "-k", KEY],
        vec!["mint", "--user-id=alice", &attached("-k")],
        vec!["mint", "--user-id=alice", "--key", KEY],
        vec!["mint", "--user-id=alice", &attached("--key=")],
        vec!["mint", "--user-id=alice", "--secret-key", KEY],
        vec!["mint", "--user-id=alice", &attached("--secret-key=")],
        vec!["mint", "--user-id=alice", &attached("--key-fil=")],
        vec!["mint", "--user-id=alice", "--key-file", KEY],
        vec!["mint", "--user-id=alice", KEY],
        vec!["mint", "--user-id=alice", "--sdkappid", KEY],
        vec!["mint", "--user-id=alice", "--ttl", KEY],
        vec!["mint", "--user-id=alice", "--at", KEY],
        vec!["mint", "--user-id=alice", &attached("--json=")],
        vec!["private-map-key", "--user-id=alice", "--room-id", KEY],
        vec!["private-map-key", "--user-id=alice", "--room-id=7", "--privileges", KEY],
        vec!["verify", "--user-id=alice", "--leeway", KEY],
        vec!["verify", "--user-id=alice", "ticket", KEY],
        vec!["inspect", KEY],
        vec!["inspect", "--json", KEY],
        vec![KEY],
        vec!["verify", "--user-id=alice", &attached("--key")],
        vec!["inspect", &attached("--")],
        vec!["mint", "--user-id=alice", &attached("--KEY=")],
    ] {
        shows_nothing(bare(&wrong_place), "");
        shows_nothing(with_key(&wrong_place), "");
    }
}

#[test]
fn no_error_about_a_key_shows_any_of_it() {
    let pem = format!("-----BEGIN PRIVATE KEY-----\n{KEY}\n-----END PRIVATE KEY-----");
    for bad in [format!("{KEY} "), format!("\u{feff}{KEY}"), format!("{KEY}\n\n"), pem, KEY.repeat(65)] {
        let mut in_environment = bare(MINT);
        in_environment.env("USERSIG_KEY", &bad);
        if bad.len() <= 4096 {
            shows_nothing(in_environment, "");
        }
        shows_nothing(mint_with_file(KeyFile::new(&bad).path()), "");
        shows_nothing(mint_with_file("-"), &bad);
    }
    let open_to_others = KeyFile::new(KEY);
    open_to_others.set_mode(0o644);
    shows_nothing(mint_with_file(open_to_others.path()), "");
    let mut in_place_of_its_path = bare(MINT);
    in_place_of_its_path.env("USERSIG_KEY_FILE", KEY);
    shows_nothing(in_place_of_its_path, "");
    shows_nothing(with_key(&["mint", "--user-id=alice", "--at=x"]), "");
    shows_nothing(with_key(&["verify", "--user-id=alice"]), "no ticket");
}

fn shows_nothing(command: Command, stdin: &str) {
    let said = format!("{command:?}");
    let output = run(command, stdin);
    assert_ne!(output.status.code(), Some(0), "{said}");
    let shown = stdout(&output) + &stderr(&output);
    assert!(!shown.is_empty() && !shows(&shown, KEY), "{said} shows {shown}");
}
