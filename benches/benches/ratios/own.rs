//! Signing, and verifying our own tickets.

use std::convert::Infallible;
use std::hint::black_box;

use usersig::{Lifetime, Signer};
use usersig_benches::case::{self, Case};
use usersig_benches::figure::Figure;
use usersig_benches::ratio::{Subject, Timing, side_by_side};
use usersig_benches::{claims, plain};

use crate::effort::Effort;

/// Claims of one slice of time. A round takes the next ones.
const AT_ONCE: usize = 1_000;

pub(crate) fn figures(effort: &Effort) -> Vec<Figure> {
    let different = timings(&case::different(), effort);
    let long_ids = timings(&case::long_ids(), effort);
    let few = timings(&case::few(), effort);
    vec![
        Figure::stated("floor", different.floor.nanoseconds, "ns"),
        Figure::at_most("sign", different.sign.ratio, "x floor", 1.70),
        Figure::at_most("sign_32", long_ids.sign.ratio, "x floor", 1.75),
        Figure::stated("sign_64_claims", few.sign.ratio, "x floor"),
        Figure::at_most("sign_batch", different.batch.ratio, "x floor", 1.40),
        Figure::at_most("verify_own", different.verify.ratio, "x floor", 2.6),
        Figure::stated("verify_own_32", long_ids.verify.ratio, "x floor"),
        Figure::stated("verify_own_64_claims", few.verify.ratio, "x floor"),
        Figure::at_least("sign_vs_plain", few.plain.ratio / few.sign.ratio, "x faster", 25.0),
    ]
}

struct Timings {
    floor: Timing,
    sign: Timing,
    batch: Timing,
    verify: Timing,
    plain: Timing,
}

/// Every subject goes on where it stopped, so that in the end it has seen all cases.
fn timings(cases: &[Case], effort: &Effort) -> Timings {
    let (signer, verifier) = (claims::signer(), claims::verifier());
    let tickets: Vec<String> =
        cases.iter().map(|case| signer.user_sig(&case.user_id, case.lifetime, case.now).into_string()).collect();
    let key = plain::key_state(claims::KEY);
    let count = AT_ONCE.min(cases.len());
    let (mut text, mut out) = (Vec::new(), String::new());
    let floor = |cases: &[Case], _: &[String]| {
        for case in cases {
            black_box(plain::mac(&key, &case.plain(), &mut text));
        }
    };
    let sign = |cases: &[Case], _: &[String]| {
        for case in cases {
            out.clear();
            signer.write_user_sig(&case.user_id, case.lifetime, case.now, &mut out);
            black_box(&out);
        }
        assert!(!out.is_empty());
    };
    // A batch has one second, and nearly always one lifetime.
    let batch = |cases: &[Case], _: &[String]| {
        let users = cases.iter().map(|case| (&case.user_id, Lifetime::DAY));
        let mut count = 0;
        let take = |_: &_, ticket: &str, _| {
            count += black_box(ticket).len().min(1);
            Ok::<_, Infallible>(())
        };
        let Ok(()) = signer.user_sigs(users, claims::now(), take);
        assert_eq!(count, cases.len());
    };
    let verify = |cases: &[Case], tickets: &[String]| {
        for (case, ticket) in cases.iter().zip(tickets) {
            black_box(verifier.user_sig(ticket, &case.user_id, case.now).expect("the ticket is valid"));
        }
    };
    let plainly = |cases: &[Case], _: &[String]| {
        for case in &cases[..64.min(cases.len())] {
            assert!(!black_box(plain::sign(claims::KEY, &case.plain())).is_empty());
        }
    };
    let mut subjects = [
        Subject::new(count, in_turn(cases, &tickets, floor)),
        Subject::new(count, in_turn(cases, &tickets, sign)),
        Subject::new(count, in_turn(cases, &tickets, batch)),
        Subject::new(count, in_turn(cases, &tickets, verify)),
        Subject::new(64, in_turn(cases, &tickets, plainly)),
    ];
    let [floor, sign, batch, verify, plain] = side_by_side(&mut subjects, effort.rounds, effort.slice)[..] else {
        unreachable!("there are five subjects")
    };
    assert_eq!(plain::document(&tickets[0]), plain::document(&plain::sign(claims::KEY, &cases[0].plain())));
    Timings { floor, sign, batch, verify, plain }
}

/// Calls `run` with the next cases and their tickets each time.
fn in_turn<'a>(
    cases: &'a [Case],
    tickets: &'a [String],
    mut run: impl FnMut(&[Case], &[String]) + 'a,
) -> impl FnMut() + 'a {
    let mut parts = cases.chunks(AT_ONCE).zip(tickets.chunks(AT_ONCE)).cycle();
    move || {
        let (cases, tickets) = parts.next().expect("a cycle has no end");
        run(cases, tickets);
    }
}

#[expect(clippy::cast_precision_loss, reason = "a few allocations at most")]
pub(crate) fn allocations() -> [Figure; 2] {
    let (signer, verifier) = (claims::signer(), claims::verifier());
    let mut out = String::with_capacity(Signer::MAX_TICKET_LEN);
    let user = &claims::numbered_users(1)[0];
    let official = claims::official();
    let signing = allocation_counter::measure(|| {
        signer.write_user_sig(user, claims::lifetime(), claims::now(), &mut out);
    });
    let verifying = allocation_counter::measure(|| {
        verifier.user_sig(&out, user, claims::now()).expect("the ticket is valid");
        for ticket in &official {
            assert!(ticket.is_good());
        }
    });
    [
        Figure::at_most("sign_allocs", signing.count_total as f64, "allocations", 0.0),
        Figure::at_most("verify_allocs", verifying.count_total as f64, "allocations", 0.0),
    ]
}
