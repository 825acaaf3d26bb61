//! One table: what a ticket costs beside building its signed text and taking the MAC, and how long it is.
//!
//! `--json` prints one JSON list instead, `--quick` takes less than 30 seconds.

use std::hint::black_box;
use std::io;
use std::sync::Barrier;
use std::time::{Duration, Instant};

use usersig::{Signer, UserId};
use usersig_benches::claims::{self, Official};
use usersig_benches::cores;
use usersig_benches::figure::{self, Figure};
use usersig_benches::plain::{self, Claims};
use usersig_benches::ratio::{Subject, Timing, median, side_by_side};
use usersig_benches::worst;

fn main() -> io::Result<()> {
    let effort = if figure::is_asked_for("--quick") { Effort::QUICK } else { Effort::FULL };
    let mut figures = times(&effort);
    figures.extend(allocations());
    figures.extend(lengths(&effort));
    figures.push(refused_worst(&effort));
    figures.extend(threads(&effort));
    let sha = if has_sha_instructions() { "used" } else { "not there" };
    figure::print(&format!("SHA instructions of the CPU: {sha}"), &figures)
}

/// How long to look.
struct Effort {
    rounds: usize,
    rounds_of_threads: usize,
    slice: Duration,
    lengths: usize,
}

impl Effort {
    const QUICK: Self = Self { rounds: 31, rounds_of_threads: 31, slice: Duration::from_millis(10), lengths: 5_000 };
    const FULL: Self = Self { rounds: 101, rounds_of_threads: 401, slice: Duration::from_millis(20), lengths: 100_000 };
}

const USERS: usize = 64;

fn times(effort: &Effort) -> Vec<Figure> {
    let users = claims::numbered_users(USERS);
    let (own, plain) = own_tickets(&users, effort);
    let official = official_tickets(effort);
    vec![
        Figure::at_most("sign", own[1].ratio, "x floor", 2.5),
        Figure::at_most("verify_own", own[2].ratio, "x floor", 4.5),
        Figure::at_most("verify_official", official.ratio, "x floor", 8.0),
        Figure::at_least("sign_vs_plain", plain, "x faster", 25.0),
    ]
}

fn claims_of(user_id: &UserId) -> Claims<'_> {
    let (sdk_app_id, time, expire) = (claims::APP, claims::ISSUED_AT, claims::LIFETIME);
    Claims { user_id: user_id.as_str(), sdk_app_id, time, expire, userbuf: None }
}

/// The floor, signing and verifying; and how much faster signing is than the plain way.
fn own_tickets(users: &[UserId], effort: &Effort) -> (Vec<Timing>, f64) {
    let (signer, verifier) = (claims::signer(), claims::verifier());
    let (now, lifetime) = (claims::now(), claims::lifetime());
    let key = plain::key_state(claims::KEY);
    let tickets: Vec<String> = users.iter().map(|user| signer.user_sig(user, lifetime, now).into_string()).collect();
    let (mut text, mut out) = (Vec::new(), String::new());
    let floor = || users.iter().for_each(|user| _ = black_box(plain::mac(&key, &claims_of(user), &mut text)));
    let sign = || {
        for user in users {
            out.clear();
            signer.write_user_sig(user, lifetime, now, &mut out);
            black_box(&out);
        }
        assert!(!out.is_empty());
    };
    let verify = || {
        for (ticket, user) in tickets.iter().zip(users) {
            black_box(verifier.user_sig(ticket, user, now).expect("the ticket is good"));
        }
    };
    let plainly = || {
        for user in users {
            assert!(!black_box(plain::sign(claims::KEY, &claims_of(user))).is_empty());
        }
    };
    let mut subjects = [
        Subject::new(USERS, floor),
        Subject::new(USERS, sign),
        Subject::new(USERS, verify),
        Subject::new(USERS, plainly),
    ];
    let timings = side_by_side(&mut subjects, effort.rounds, effort.slice);
    assert_eq!(plain::document(&tickets[0]), plain::document(&plain::sign(claims::KEY, &claims_of(&users[0]))));
    let faster = timings[3].ratio / timings[1].ratio;
    (timings, faster)
}

/// All tickets of the official signers beside the MACs of the same claims.
fn official_tickets(effort: &Effort) -> Timing {
    let tickets = claims::official();
    let documents: Vec<_> = tickets.iter().map(|ticket| plain::document(&ticket.text)).collect();
    let keys: Vec<_> = tickets.iter().map(|ticket| plain::key_state(&ticket.key)).collect();
    let mut text = Vec::new();
    let floor = || {
        for ((ticket, document), key) in tickets.iter().zip(&documents).zip(&keys) {
            let claims = Claims {
                user_id: ticket.user_id.as_str(),
                sdk_app_id: ticket.verifier.sdk_app_id().number(),
                time: ticket.issued_at.as_secs(),
                expire: ticket.lifetime,
                userbuf: document["TLS.userbuf"].as_str(),
            };
            black_box(plain::mac(key, &claims, &mut text));
        }
    };
    let verify = || tickets.iter().for_each(|ticket| assert!(black_box(Official::is_good(ticket))));
    let mut subjects = [Subject::new(tickets.len(), floor), Subject::new(tickets.len(), verify)];
    side_by_side(&mut subjects, effort.rounds, effort.slice)[1]
}

#[expect(clippy::cast_precision_loss, reason = "a few allocations at most")]
fn allocations() -> [Figure; 2] {
    let (signer, verifier) = (claims::signer(), claims::verifier());
    let mut out = String::with_capacity(Signer::MAX_TICKET_LEN);
    let user = &claims::numbered_users(1)[0];
    let official = claims::official();
    let signing = allocation_counter::measure(|| {
        signer.write_user_sig(user, claims::lifetime(), claims::now(), &mut out);
    });
    let verifying = allocation_counter::measure(|| {
        verifier.user_sig(&out, user, claims::now()).expect("the ticket is good");
        for ticket in &official {
            assert!(ticket.is_good());
        }
    });
    [
        Figure::at_most("sign_allocs", signing.count_total as f64, "allocations", 0.0),
        Figure::at_most("verify_allocs", verifying.count_total as f64, "allocations", 0.0),
    ]
}

fn lengths(effort: &Effort) -> [Figure; 2] {
    let of = |users: &[UserId]| {
        let signer = claims::signer();
        let key = plain::key_state(claims::KEY);
        let (mut ours, mut theirs) = (0, 0);
        for user in users {
            let mac = plain::mac(&key, &claims_of(user), &mut Vec::new());
            ours += signer.user_sig(user, claims::lifetime(), claims::now()).as_str().len();
            theirs += plain::len_at_level_9(&claims_of(user), &plain::base64(mac));
        }
        f64::from(u32::try_from(ours).expect("few tickets")) / f64::from(u32::try_from(theirs).expect("few tickets"))
    };
    [
        Figure::at_most("length_random", of(&claims::random_users(effort.lengths)), "x zlib 9", 1.01),
        Figure::at_most("length_user", of(&claims::numbered_users(effort.lengths)), "x zlib 9", 1.0),
    ]
}

/// The dearest of all candidates: a short look at all, a longer one at the dearest of them, the longest at the winner.
fn refused_worst(effort: &Effort) -> Figure {
    let (verifier, now) = (claims::verifier(), claims::now());
    let alice = claims::numbered_users(1)[0];
    let key = plain::key_state(claims::KEY);
    let refuse = |text: &str| _ = black_box(verifier.user_sig(black_box(text), &alice, now).expect_err("all is bad"));
    let shortest_of = |times: usize, text: &str| {
        let time = |()| {
            let start = Instant::now();
            refuse(text);
            start.elapsed()
        };
        std::iter::repeat_n((), times).map(time).min()
    };
    let mut candidates: Vec<String> = worst::candidates().into_iter().map(|(_, text)| text).collect();
    candidates.sort_by_cached_key(|text| std::cmp::Reverse(shortest_of(2, text)));
    candidates.truncate(100);
    let worst = candidates.iter().max_by_key(|text| shortest_of(50, text)).expect("there are candidates");

    let allocated = allocation_counter::measure(|| refuse(worst));
    assert_eq!(allocated.count_total, 0, "refusing takes no heap");
    let mut text = Vec::new();
    let floor = || (0..USERS).for_each(|_| _ = black_box(plain::mac(&key, &claims_of(&alice), &mut text)));
    let mut subjects = [Subject::new(USERS, floor), Subject::new(1, || refuse(worst))];
    let timing = side_by_side(&mut subjects, effort.rounds, effort.slice)[1];
    Figure::at_most("refused_worst", timing.ratio, "x floor", 200.0)
}

/// How many times more two threads do at once than one: signing and verifying, and beside it the plain way, which shares
/// nothing with us. Where that gains less than twice, the machine's two cores are less than two.
fn threads(effort: &Effort) -> [Figure; 2] {
    let (signer, verifier) = (claims::signer(), claims::verifier());
    let (user, lifetime, now) = (claims::numbered_users(1)[0], claims::lifetime(), claims::now());
    let ours = |out: &mut String| {
        out.clear();
        signer.write_user_sig(&user, lifetime, now, out);
        verifier.user_sig(out, &user, now).expect("the ticket is good");
    };
    let plainly = |out: &mut String| *out = plain::sign(claims::KEY, &claims_of(&user));
    let [ours, plainly] = gains_of_two([&ours, &plainly], effort);
    [Figure::at_least("threads", ours, "x one core", 1.9), Figure::stated("threads_of_plain", plainly, "x one core")]
}

const THREADS: usize = 2;

/// What two threads do at once of each call, over what one does alone, on average over both.
///
/// Each is held to a core, and turns are short: neighbours on the same hardware slow one core or the other for seconds, and
/// must meet all turns of a round alike. For seconds, too, two virtual cores give little more than one: all calls are in
/// each round, to meet that alike, and the rounds go on for long enough that it is not most of them.
fn gains_of_two<const CALLS: usize>(calls: [&(dyn Fn(&mut String) + Sync); CALLS], effort: &Effort) -> [f64; CALLS] {
    // A call that fails does so here, where nobody waits for it.
    for call in calls {
        call(&mut String::new());
    }
    let turns = Barrier::new(THREADS);
    // How much a thread does alone, and how much at once with the other.
    let turn_of = |core: usize, call: &dyn Fn(&mut String)| {
        let mut alone = 0.0;
        for turn in 0..THREADS {
            turns.wait();
            if turn == core {
                alone = rate(call, effort.slice);
            }
        }
        turns.wait();
        (alone, rate(call, effort.slice))
    };
    let work = |core: usize| {
        cores::hold_to(core..core + 1).expect("a thread may choose its core");
        (0..effort.rounds_of_threads).map(|_| calls.map(|call| turn_of(core, call))).collect::<Vec<_>>()
    };
    let [first, second] = std::thread::scope(|scope| {
        let work = &work;
        let threads: [_; THREADS] = std::array::from_fn(|core| scope.spawn(move || work(core)));
        threads.map(|thread| thread.join().expect("no thread panics"))
    });
    let gain = |(one, two): ((f64, f64), (f64, f64))| (one.1 + two.1) / f64::midpoint(one.0, two.0);
    std::array::from_fn(|call| {
        median(first.iter().zip(&second).map(|(one, two)| gain((one[call], two[call]))).collect())
    })
}

/// Calls a second.
fn rate(call: &dyn Fn(&mut String), slice: Duration) -> f64 {
    let mut out = String::new();
    let (start, mut calls) = (Instant::now(), 0_u32);
    while start.elapsed() < slice {
        (0..100).for_each(|_| call(&mut out));
        assert!(!black_box(&out).is_empty());
        calls += 100;
    }
    f64::from(calls) / start.elapsed().as_secs_f64()
}

fn has_sha_instructions() -> bool {
    #[cfg(target_arch = "x86_64")]
    return std::arch::is_x86_feature_detected!("sha");
    #[cfg(target_arch = "aarch64")]
    return std::arch::is_aarch64_feature_detected!("sha2");
    #[cfg(not(any(target_arch = "x86_64", target_arch = "aarch64")))]
    false
}
