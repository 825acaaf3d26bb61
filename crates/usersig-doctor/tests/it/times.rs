//! The faults of the times.

use usersig_doctor::{Finding, FindingId as Id, TimeFault, Unit};

use crate::common::ask::{Ask, ask};
use crate::common::case::{Case, case, check};
use crate::common::draft::draft;
use crate::common::{APP, NOW};

fn issued(time: u64) -> String {
    draft().with(|draft| draft.time = time).ticket()
}

fn living(expire: u64) -> String {
    draft().with(|draft| draft.expire = expire).ticket()
}

fn at(now: u64) -> Ask {
    ask().with(|ask| ask.now = Some(now))
}

pub(crate) fn cases() -> Vec<Case> {
    let unknown = || ask().with(|ask| ask.now = None);
    vec![
        case("a ticket is good through its last second", issued(NOW), &[Id::Good]).asking(at(NOW + 604_800)),
        case("it is expired the second after", issued(NOW), &[Id::Expired]).asking(at(NOW + 604_801)),
        case("without a time nothing is expired", issued(NOW), &[Id::Good]).asking(unknown()),
        case("milliseconds of issue raise a doubt", issued(NOW * 1000 + 7), &[Id::TimeInMilliseconds, Id::Good]),
        case("microseconds of issue raise a doubt", issued(NOW * 1_000_000), &[Id::TimeUnit, Id::Good]),
        case("seconds since 2001 are the reason of the expiry", issued(NOW - 978_307_200), &[Id::TimeUnit]),
        case("a ticket of the future raises a doubt", issued(NOW + 1), &[Id::IssuedInTheFuture, Id::Good]),
        case("one beyond the tolerance is refused", issued(NOW + 61), &[Id::IssuedInTheFuture])
            .asking(ask().with(|ask| ask.future_tolerance = Some(60))),
        case("one within it raises a doubt alone", issued(NOW + 60), &[Id::IssuedInTheFuture, Id::Good])
            .asking(ask().with(|ask| ask.future_tolerance = Some(60))),
        case("so is a time in milliseconds", issued(NOW * 1000), &[Id::IssuedInTheFuture, Id::TimeInMilliseconds])
            .asking(ask().with(|ask| ask.future_tolerance = Some(60))),
        case("a leeway takes an expired ticket for longer", issued(NOW), &[Id::Good])
            .asking(at(NOW + 604_830).with(|ask| ask.leeway = 30)),
        case("and not for ever", issued(NOW), &[Id::Expired]).asking(at(NOW + 604_831).with(|ask| ask.leeway = 30)),
        case("a ticket of the second of a kick is revoked", issued(NOW), &[Id::Revoked])
            .asking(ask().with(|ask| ask.valid_after = Some(NOW))),
        case("one of the second after is good", issued(NOW), &[Id::Good])
            .asking(ask().with(|ask| ask.valid_after = Some(NOW - 1))),
        case("a ticket is revoked at any time", issued(NOW), &[Id::Revoked])
            .asking(unknown().with(|ask| ask.valid_after = Some(NOW))),
        case("a lifetime of 0 is expired at once", living(0), &[Id::LifetimeZero, Id::ExpiredAtOnce])
            .asking(at(NOW + 1)),
        case("it is good in its one second", living(0), &[Id::LifetimeZero, Id::Good]),
        case("and expired when nobody knows the time", living(0), &[Id::LifetimeZero]).asking(unknown()),
        case("the app's number as lifetime raises a doubt", living(APP.into()), &[Id::LifetimeIsSdkAppId, Id::Good]),
        case("a moment as lifetime raises a doubt", living(NOW + 86_400), &[Id::LifetimeIsATime, Id::Good]),
        case("so it does in milliseconds", living((NOW + 86_400) * 1000), &[Id::LifetimeIsATime, Id::Good]),
        case("milliseconds of lifetime raise a doubt", living(15_552_000_000), &[Id::LifetimeInMilliseconds, Id::Good]),
        case("so do a week's", living(604_800_000), &[Id::LifetimeInMilliseconds, Id::Good]),
        case("so do 30 days', which could be a moment", living(2_592_000_000), &[Id::LifetimeInMilliseconds, Id::Good]),
        case("a lifetime over 50 years raises a doubt", living(1_576_800_001), &[Id::LifetimeTooLong, Id::Good]),
        case("the greatest number of 31 bits is not a moment", living(2_147_483_647), &[Id::LifetimeTooLong, Id::Good]),
        case("nor are 100 years", living(3_153_600_000), &[Id::LifetimeTooLong, Id::Good]),
        case("50 years raise none", living(1_576_800_000), &[Id::Good]),
        case("days as seconds raise a doubt", living(180), &[Id::LifetimeTooShort, Id::Good]),
        case("and explain why it is expired", living(180), &[Id::LifetimeTooShort, Id::ExpiredAtOnce])
            .asking(at(NOW + 181)),
        case("later it is just expired", living(180), &[Id::LifetimeTooShort, Id::Expired]).asking(at(NOW + 9999)),
        case("five minutes are short, and meant so perhaps", living(300), &[Id::Good]),
    ]
}

#[test]
fn what_is_wrong_with_the_times_is_told() {
    check(&cases());
}

#[test]
fn the_unit_of_a_short_lifetime_is_guessed() {
    for (lifetime, meant) in [
        (1, Some(Unit::Days)),
        (7, Some(Unit::Days)),
        (24, Some(Unit::Hours)),
        (30, Some(Unit::Days)),
        (59, None),
        (180, Some(Unit::Days)),
        (365, Some(Unit::Days)),
        (720, Some(Unit::Hours)),
        (1440, Some(Unit::Minutes)),
        (10_080, Some(Unit::Minutes)),
    ] {
        let expected = TimeFault::LifetimeTooShort { lifetime, meant, expired: false };
        assert_eq!(ask().diagnose(&living(lifetime))[0], Finding::Time(expected), "{lifetime}");
    }
}

#[test]
fn an_expired_ticket_tells_when_and_an_early_one_by_how_much() {
    let english = |findings: &[Finding]| findings[0].what(usersig::Language::English);
    assert_eq!(english(&at(NOW + 604_800 + 3 * 3600).diagnose(&issued(NOW))), "The ticket expired 3 h ago");
    assert_eq!(english(&ask().diagnose(&issued(NOW + 28_800))), "The ticket was issued 8 h in the future");
}

#[test]
fn the_leeway_is_named_where_it_alone_makes_a_ticket_good() {
    let late = at(NOW + 604_810).with(|ask| ask.leeway = 30);
    let evidence = late.diagnose(&issued(NOW))[0].evidence(usersig::Language::English);
    assert!(evidence.ends_with("10 s ago, and accepted only because of the leeway"), "{evidence}");
}

#[test]
fn a_moment_as_lifetime_tells_the_span_that_was_meant() {
    let meant = 86_400;
    for lifetime in [NOW + meant, (NOW + meant) * 1000] {
        let expected = TimeFault::LifetimeIsATime { lifetime, meant };
        assert_eq!(ask().diagnose(&living(lifetime))[0], Finding::Time(expected));
    }
}
