//! The library without the program.

use std::num::NonZero;
use std::thread;
use std::time::Instant;

use usersig::UserId;
use usersig_benches::{claims, cores};

/// Tickets a second that the library signs for these users with this many threads.
pub(crate) fn rate(users: &[UserId], threads: NonZero<usize>) -> f64 {
    let (signer, lifetime, now) = (claims::signer(), claims::lifetime(), claims::now());
    let start = Instant::now();
    thread::scope(|scope| {
        for users in users.chunks(users.len().div_ceil(threads.get())) {
            let signer = &signer;
            scope.spawn(move || {
                let mut out = String::new();
                for user in users {
                    out.clear();
                    signer.write_user_sig(user, lifetime, now, &mut out);
                }
                claims::verifier().user_sig(&out, &users[users.len() - 1], now).expect("the ticket is valid");
            });
        }
    });
    count(users.len()) / start.elapsed().as_secs_f64()
}

/// Runs something, and the programs it starts, on the first core.
pub(crate) fn on_one_core<T: Send>(run: impl FnOnce() -> T + Send) -> T {
    let work = || {
        cores::hold_to(0..1).expect("a thread may choose its core");
        run()
    };
    thread::scope(|scope| scope.spawn(work).join()).expect("no thread panics")
}

pub(crate) fn count(lines: usize) -> f64 {
    f64::from(u32::try_from(lines).expect("a few million"))
}
