//! The cache hands out one ticket a user, never one too near its end, and holds no more than it may.

use std::collections::HashSet;
use std::sync::Barrier;
use std::thread;
use std::time::Duration;

use proptest::prelude::*;
use usersig::{
    CachedTicket, InvalidTicketCache, Lifetime, SdkAppId, SecretKey, Signer, TicketCache, UnixTime, UserId, Verifier,
};

const START: u64 = 1_700_000_000;
const HOUR: Duration = Duration::from_secs(3600);

fn app_and_key() -> (SdkAppId, SecretKey) {
    (SdkAppId::new(1_400_000_000).unwrap(), SecretKey::new("a throw-away key").unwrap())
}

fn signer() -> Signer {
    let (app, key) = app_and_key();
    Signer::new(app, &key)
}

fn of_a_day(capacity: usize) -> TicketCache {
    TicketCache::new(signer(), Lifetime::DAY, HOUR, capacity).unwrap()
}

fn user(number: usize) -> UserId {
    UserId::new(&format!("user-{number}")).unwrap()
}

fn at(secs: u64) -> UnixTime {
    UnixTime::from_secs(START + secs)
}

fn ask(cache: &TicketCache, user_id: &UserId, secs: u64) {
    drop(cache.user_sig(user_id, at(secs)));
}

/// When the ticket it hands out then was made.
fn made_at(cache: &TicketCache, user_id: &UserId, secs: u64) -> u64 {
    cache.user_sig(user_id, at(secs)).issued_at().as_secs() - START
}

#[test]
fn a_ticket_is_handed_out_until_the_margin_and_renewed_in_the_next_second() {
    let made = |margin, asked_at: [u64; 5]| {
        let cache = TicketCache::new(signer(), Lifetime::HOUR, margin, 10).unwrap();
        asked_at.map(|secs| made_at(&cache, &user(1), secs))
    };
    assert_eq!(made(Duration::from_secs(10), [0, 3590, 3591, 7181, 7182]), [0, 0, 3591, 3591, 7182]);
    // A part of a second counts.
    assert_eq!(made(Duration::from_millis(10_001), [0, 1, 3589, 3590, 3591]), [0, 0, 0, 3590, 3590]);
    assert_eq!(made(Duration::ZERO, [0, 1, 3600, 3601, 7201]), [0, 0, 0, 3601, 3601]);
}

#[test]
fn a_ticket_says_whose_it_is_and_no_debug_shows_it() {
    let cache = of_a_day(10);
    let ticket = cache.user_sig(&user(1), at(0));
    assert_eq!((ticket.user_id(), ticket.sdk_app_id()), (&user(1), signer().sdk_app_id()));
    assert_eq!((ticket.issued_at(), ticket.expires_at()), (at(0), at(86_400)));
    assert_eq!(ticket.to_string(), ticket.as_str());
    assert_eq!(ticket.as_str(), signer().user_sig(&user(1), Lifetime::DAY, at(0)).as_str());
    assert_eq!(format!("{ticket:?}"), format!("CachedTicket({} characters)", ticket.as_str().len()));
    assert!(!format!("{cache:?}").contains(&ticket.as_str()[..8]));
}

#[test]
fn a_clock_that_was_set_back_is_believed() {
    let cache = of_a_day(10);
    assert_eq!([1_000_000, 0, 1, 0, 2].map(|secs| made_at(&cache, &user(1), secs)), [1_000_000, 0, 0, 0, 0]);
}

#[test]
fn jitter_is_within_its_bounds_fixed_for_a_user_and_spread_evenly() {
    let last = Lifetime::DAY.as_secs() - HOUR.as_secs();
    let jittered = |seed| of_a_day(3000).with_jitter(Duration::from_secs(99), seed).unwrap();
    let (cache, same_seed, other_seed) = (jittered(7), jittered(7), jittered(8));
    let renewed_early = |cache: &TicketCache, user_id: &UserId| {
        ask(cache, user_id, 0);
        let is_kept = |early: &u64| made_at(cache, user_id, last - early) == 0;
        (0..=100).rev().take_while(is_kept).last().expect("it is not renewed earlier than it may be")
    };
    let mut users_by_second = [0; 100];
    let mut unlike = 0;
    for number in 0..2000 {
        let early = renewed_early(&cache, &user(number));
        assert_eq!(renewed_early(&same_seed, &user(number)), early);
        unlike += u32::from(renewed_early(&other_seed, &user(number)) != early);
        users_by_second[usize::try_from(early).unwrap()] += 1;
    }
    assert!(users_by_second.iter().all(|users| (4..=45).contains(users)), "20 a second, not {users_by_second:?}");
    assert!(unlike > 1900, "{unlike}");
}

#[test]
fn the_bound_holds_and_is_reached() {
    for capacity in [1, 2, 63, 64, 127, 128, 130, 1000, 1024, 2000] {
        let cache = of_a_day(capacity);
        assert!(cache.is_empty());
        for number in 0..capacity * 3 {
            ask(&cache, &user(number), 0);
            assert!(cache.len() <= capacity);
        }
        assert_eq!(cache.len(), capacity);
    }
    ask(&of_a_day(usize::MAX), &user(1), 0);
}

#[test]
fn a_forgotten_ticket_is_made_anew() {
    let cache = of_a_day(10);
    ask(&cache, &user(1), 0);
    ask(&cache, &user(2), 0);
    cache.forget(&user(1));
    cache.forget(&user(3));
    assert_eq!([1, 2].map(|number| made_at(&cache, &user(number), 9)), [9, 0]);
}

#[test]
fn eight_threads_are_handed_the_same_tickets() {
    let (cache, barrier) = (of_a_day(1000), Barrier::new(8));
    let ask = || {
        barrier.wait();
        (0..200).map(|number| cache.user_sig(&user(number), at(0))).collect::<Vec<CachedTicket>>()
    };
    let handed_out = thread::scope(|scope| [(); 8].map(|()| scope.spawn(ask)).map(|thread| thread.join().unwrap()));
    for number in 0..200 {
        // Equal texts would say little, since signing is deterministic: it is one and the same.
        let places: HashSet<*const u8> = handed_out.iter().map(|tickets| tickets[number].as_str().as_ptr()).collect();
        assert_eq!(places.len(), 1, "user {number}");
    }
}

#[test]
fn eight_threads_with_clocks_apart_and_a_cache_too_small_never_get_a_ticket_too_old() {
    let cache = TicketCache::new(signer(), Lifetime::HOUR, Duration::from_secs(3000), 20).unwrap();
    let cache = cache.with_jitter(Duration::from_secs(500), 1).unwrap();
    let ask = |thread: u64| {
        for step in 0..3000 {
            let now = at(step * 7 + thread * 13);
            let ticket = cache.user_sig(&user(usize::try_from(step % 30).unwrap()), now);
            assert!(ticket.issued_at() <= now && ticket.expires_at().since(now).as_secs() >= 3000);
            if step % 97 == 0 {
                cache.forget(ticket.user_id());
            }
        }
    };
    thread::scope(|scope| (0..8).for_each(|thread| drop(scope.spawn(move || ask(thread)))));
    assert!(cache.len() <= 20);
}

#[test]
fn there_is_no_cache_whose_tickets_are_due_at_once() {
    let new = |signer, margin| TicketCache::new(signer, Lifetime::HOUR, margin, 10);
    let refused = |lives, reserve| Some(InvalidTicketCache::TooShortLived { lives, reserve });
    assert!(new(signer(), HOUR.saturating_sub(Duration::from_nanos(1))).is_ok());
    assert_eq!(new(signer(), HOUR).err(), refused(HOUR, HOUR));
    assert_eq!(new(signer(), Duration::MAX).err(), refused(HOUR, Duration::MAX));

    let half = HOUR / 2;
    let jittered = |jitter| new(signer(), half).unwrap().with_jitter(jitter, 0).err();
    assert_eq!(jittered(Duration::from_secs(1799)), None);
    assert_eq!(jittered(half), refused(HOUR, HOUR));
    assert_eq!(jittered(Duration::MAX), refused(HOUR, Duration::MAX));

    assert_eq!(TicketCache::new(signer(), Lifetime::HOUR, half, 0).err(), Some(InvalidTicketCache::NoCapacity));
}

#[test]
fn a_ticket_that_is_dated_back_counts_with_the_life_it_has() {
    let dated_back = signer().with_backdating(HOUR);
    let margin = Duration::from(Lifetime::MAX).saturating_sub(HOUR);
    assert!(TicketCache::new(dated_back.clone(), Lifetime::MAX, margin, 10).is_err());
    assert!(TicketCache::new(dated_back.clone(), Lifetime::MAX, margin / 2, 10).is_ok());

    // It says it was issued an hour ago; what counts is when it was made.
    let cache = TicketCache::new(dated_back, Lifetime::DAY, HOUR, 10).unwrap();
    let made = [3600, 3599, 3600, 86_399].map(|secs| made_at(&cache, &user(1), 3600 + secs));
    assert_eq!(made, [3600, 3599, 3599, 3599]);
}

proptest! {
    #[test]
    fn whatever_is_handed_out_is_good_now_and_a_margin_later(
        lifetime in 1..=Lifetime::MAX.as_secs(),
        margin in 0.0..1.0_f64,
        jitter in 0.0..1.0_f64,
        seed in any::<u64>(),
        capacity in 1_usize..6,
        start in 0..10_000_000_000_u64,
        asked in prop::collection::vec((0_usize..8, -0.3..0.9_f64), 1..50),
    ) {
        let (app, key) = app_and_key();
        let life = Duration::from_secs(lifetime);
        let margin = life.mul_f64(margin);
        let jitter = life.saturating_sub(margin).mul_f64(jitter);
        let cache = TicketCache::new(Signer::new(app, &key), Lifetime::from_secs(lifetime).unwrap(), margin, capacity);
        // Rounding may have left no life, which is refused.
        let cache = cache.and_then(|cache| cache.with_jitter(jitter, seed));
        prop_assume!(cache.is_ok());
        let (cache, verifier) = (cache.unwrap(), Verifier::new(app, &key).with_future_tolerance(Duration::ZERO));

        let mut now = UnixTime::from_secs(start);
        for (number, step) in asked {
            now = if step < 0.0 { now.saturating_sub(life.mul_f64(-step)) } else { now.saturating_add(life.mul_f64(step)) };
            let ticket = cache.user_sig(&user(number), now);
            prop_assert_eq!(ticket.user_id(), &user(number));
            for second in [now, now.saturating_add(margin)] {
                let verified = verifier.user_sig(ticket.as_str(), &user(number), second);
                prop_assert!(verified.is_ok(), "{:?} at {}", verified, second);
            }
            prop_assert!(ticket.expires_at().since(now) >= margin);
            prop_assert!(cache.len() <= capacity);
        }
    }
}
