//! The exit status: 0 good, 1 refused, 2 could not ask.

use crate::support::{bare, run, stderr, ticket, with_key};

#[test]
fn the_exit_status_tells_good_refused_and_not_asked_apart() {
    let ticket = ticket();
    let verify = |more: &[&'static str]| [&["verify", "--user-id=alice"], more].concat();
    for (status, arguments, stdin) in [
        (0, vec!["--help"], ""),
        (0, vec!["--version"], ""),
        (0, vec!["help", "mint"], ""),
        (0, vec!["verify", "--help"], ""),
        (0, vec!["mint", "--user-id=alice"], ""),
        (0, vec!["mint", "--user-id=-x"], ""),
        (0, vec!["mint", "--user-id=@file"], ""),
        (0, vec!["mint", "--user-id=*"], ""),
        (0, vec!["private-map-key", "--user-id=alice", "--room-id=7", "--privileges=0"], ""),
        (0, verify(&["--at=1700003600"]), &ticket),
        (0, verify(&["--at=1700003630", "--leeway=30s"]), &ticket),
        (0, vec!["inspect"], &ticket),
        (1, verify(&["--at=1700003601"]), &ticket),
        (1, verify(&["--at=1700003601", "--json"]), &ticket),
        (1, verify(&["--at=1700003631", "--leeway=30s"]), &ticket),
        (1, verify(&["--room-id=7"]), &ticket),
        (1, verify(&[]), ""),
        (1, verify(&["--", "--json"]), ""),
        (1, vec!["inspect"], ""),
        (2, vec![], ""),
        (2, vec!["sign"], ""),
        (2, vec!["mint"], ""),
        (2, vec!["mint", "--user-id="], ""),
        (2, vec!["mint", "--user-id", "-x"], ""),
        (2, vec!["mint", "--user-id=alice", "alice"], ""),
        (2, vec!["mint", "--user-id=alice", "--sdkappid=0"], ""),
        (2, vec!["mint", "--user-id=alice", "--ttl=0"], ""),
        (2, vec!["mint", "--user-id=alice", "--ttl=18251d"], ""),
        (2, vec!["mint", "--user-id=alice", "--key-file=/nowhere"], ""),
        (2, vec!["private-map-key", "--user-id=alice", "--room-id=7"], ""),
        (2, vec!["private-map-key", "--user-id=alice", "--privileges=all"], ""),
        (2, vec!["private-map-key", "--user-id=alice", "--room-id=7", "--privileges=256"], ""),
        (2, verify(&["--privileges=all"]), &ticket),
        (2, verify(&["--room-id=7", "--room-name=lobby"]), &ticket),
        (2, verify(&["--leeway=soon"]), &ticket),
        (2, verify(&["--key-file=-"]), &ticket),
        (2, vec!["inspect", "a", "b"], ""),
        (0, vec!["doctor", "--at=1700003600"], &ticket),
        (1, vec!["doctor", "--at=1700003601"], &ticket),
        (1, vec!["doctor", "--user-id=bob", "--at=1700003600"], &ticket),
        (1, vec!["doctor"], ""),
        (2, vec!["doctor", "--key-file=-"], &ticket),
        (2, vec!["doctor", "--app=nobody"], &ticket),
        (2, vec!["doctor", "--lang=fr"], &ticket),
        (0, vec!["batch"], "alice\n"),
        (1, vec!["batch"], "alice\n\n"),
        (1, vec!["batch", "--fail-fast"], "\nalice\n"),
        (2, vec!["batch", "--verify"], "alice\n"),
        (2, vec!["batch", "--input-format=xml"], ""),
        (0, vec!["fixture", "--user-id=alice"], ""),
        (2, vec!["fixture"], ""),
        (0, vec!["codes", "70001"], ""),
        (1, vec!["codes", "1"], ""),
        (2, vec!["codes", ""], ""),
        (0, vec!["app", "list"], ""),
        (2, vec!["app", "show", "nobody"], ""),
        (0, vec!["completions", "zsh"], ""),
        (2, vec!["completions", "tcsh"], ""),
        (0, vec!["man"], ""),
        (2, vec!["man", "/dev/null/man1"], ""),
    ] {
        let output = run(with_key(&arguments), stdin);
        assert_eq!(output.status.code(), Some(status), "{arguments:?}: {}", stderr(&output));
    }
}

#[test]
fn without_a_key_only_inspect_can_be_asked() {
    let ticket = ticket();
    for (status, arguments) in
        [(2, &["mint", "--user-id=alice"][..]), (2, &["verify", "--user-id=alice"]), (0, &["inspect"])]
    {
        assert_eq!(run(bare(arguments), &ticket).status.code(), Some(status), "{arguments:?}");
    }
}
