//! Checks what a batch wrote.

use std::fs::File;
use std::io::{self, BufRead, BufReader};
use std::path::Path;

use serde_json::Value;
use usersig::UserId;
use usersig_benches::claims;

/// As many lines as users, in their order, each as the library signs it; a sample is accepted.
pub(crate) fn tickets(file: &Path, users: &[UserId]) -> io::Result<()> {
    let (signer, verifier) = (claims::signer(), claims::verifier());
    let (lifetime, now) = (claims::lifetime(), claims::now());
    let expires_at = claims::ISSUED_AT + claims::LIFETIME;
    check(file, users, |index, user, line| {
        let user_sig = signer.user_sig(user, lifetime, now);
        let ticket = user_sig.as_str();
        let expected = format!("{{\"user_id\":\"{user}\",\"user_sig\":\"{ticket}\",\"expires_at\":{expires_at}}}");
        assert_eq!(line, expected);
        if index % 1000 == 0 {
            let object: Value = serde_json::from_str(line).expect("a line is JSON");
            let ticket = object["user_sig"].as_str().expect("it has a ticket");
            verifier.user_sig(ticket, user, now).expect("the ticket is valid");
        }
    })
}

/// Every ticket is valid.
pub(crate) fn verdicts(file: &Path, users: &[UserId]) -> io::Result<()> {
    check(file, users, |_, user, line| {
        assert_eq!(line, format!("{{\"user_id\":\"{user}\",\"valid\":true}}"));
    })
}

fn check(file: &Path, users: &[UserId], look: impl Fn(usize, &UserId, &str)) -> io::Result<()> {
    let mut lines = BufReader::new(File::open(file)?).lines();
    for (index, user) in users.iter().enumerate() {
        look(index, user, &lines.next().expect("there is a line for every user")?);
    }
    assert!(lines.next().is_none(), "there are no other lines");
    Ok(())
}
