//! Reports about login loops, each rebuilt with keepers.

use usersig_login::client::{Action, TicketText};
use usersig_login::keeper::KeeperAction;

use crate::support::clients::{answered, keeper, kicked, secs, success, ticket_expired};
use crate::support::fixture::{DAY, user};

const HOUR: u64 = 3600;

// An onUserSigExpired storm: a service whose clock runs ahead says 0 and, a second later, that the ticket has expired.
#[test]
fn an_expiry_storm_is_answered_with_growing_pauses() {
    let mut k = keeper(1);
    let (mut asked, mut now) = (0, 0);
    let mut actions = k.log_in(user("alice"), secs(0));
    while now < HOUR {
        let mut next = Vec::new();
        for action in actions.drain(..) {
            match action {
                KeeperAction::AskForTicket(who) => {
                    asked += 1;
                    next.extend(k.ticket(who, &TicketText::new(format!("t{asked}")), secs(DAY), secs(now)));
                }
                KeeperAction::Client(Action::Send(attempt, _)) => {
                    next.extend(k.handle(success(attempt), secs(now)));
                }
                _ => {}
            }
        }
        actions = next;
        if actions.is_empty() {
            now += 1;
            actions = k.handle_timeout(secs(now));
            actions.extend(k.handle(ticket_expired("alice"), secs(now)));
        }
    }
    assert!((5..60).contains(&asked), "{asked} tickets and logins in an hour");
}

/// Two devices whose owners log in whenever they may. Returns the seconds of the kicks.
fn kicks_of_two_devices(seed: u64, days: u64) -> Vec<u64> {
    let mut keepers = [keeper(seed), keeper(seed + 1)];
    let mut may_at = [Some(0), Some(1)];
    let (mut kicks, mut online) = (Vec::new(), None);
    for now in 0..days * DAY {
        for me in 0..2 {
            if may_at[me].is_none_or(|at| at > now) {
                continue;
            }
            may_at[me] = None;
            assert_eq!(keepers[me].log_in(user("alice"), secs(now)), [KeeperAction::AskForTicket(user("alice"))]);
            let ticket = TicketText::new(format!("{me}-{now}"));
            for action in keepers[me].ticket(user("alice"), &ticket, secs(30 * DAY), secs(now)) {
                let KeeperAction::Client(Action::Send(attempt, _)) = action else { panic!("{action:?}") };
                keepers[me].handle(success(attempt), secs(now));
            }
            if let Some(other) = online.replace(me).filter(|other| *other != me) {
                for action in keepers[other].handle(kicked("alice"), secs(now)) {
                    if let KeeperAction::Paused { until, .. } = action {
                        may_at[other] = Some(until.as_secs() + 1);
                        kicks.push(now);
                    }
                }
            }
        }
    }
    kicks
}

// Two devices of a user whose owners both log in again when they may (FAQ, login guide: never round in circles).
#[test]
fn two_keepers_that_kick_each_other_do_so_at_most_20_times_a_day_and_less_often_over_time() {
    for seed in [1, 77, 4711] {
        let kicks = kicks_of_two_devices(seed, 5);
        let on_day = |day: u64| kicks.iter().filter(|at| **at / DAY == day).count();
        let days = [0, 1, 2, 3, 4].map(on_day);
        assert!((2..=20).contains(&days[0]), "{days:?}");
        assert!(days[1..].iter().all(|later| *later <= 4), "{days:?}");
        let gaps: Vec<u64> = kicks.windows(2).map(|pair| pair[1] - pair[0]).collect();
        assert!(gaps[gaps.len() * 2 / 3..].iter().all(|gap| *gap >= HOUR), "{gaps:?}");
    }
}

// A phone whose clock is ahead, because its user set it by hand. The service accepts the ticket.
#[test]
fn a_keeper_on_a_phone_with_a_wrong_clock_logs_in() {
    for shown in [0, 2 * DAY, 100 * 365 * DAY] {
        let mut k = keeper(1);
        k.log_in(user("alice"), secs(shown));
        let actions = k.ticket(user("alice"), &TicketText::new("t"), secs(DAY), secs(shown));
        assert!(matches!(actions[..], [KeeperAction::Client(Action::Send(..))]), "{actions:?}");
    }
}

// One failure while the clock showed 2038, then the clock was set right.
#[test]
fn a_pause_does_not_get_longer_if_the_clock_is_set_back() {
    let year_2038 = 68 * 365 * DAY;
    let mut k = keeper(1);
    k.log_in(user("alice"), secs(year_2038));
    let actions = k.ticket(user("alice"), &TicketText::new("t"), secs(DAY), secs(year_2038));
    let [KeeperAction::Client(Action::Send(attempt, _))] = actions[..] else { panic!("{actions:?}") };
    let actions = k.handle(answered(attempt, 9520), secs(year_2038));
    assert!(actions.iter().any(|action| matches!(action, KeeperAction::Paused { .. })), "{actions:?}");
    let now = 56 * 365 * DAY;
    let actions = k.log_in(user("alice"), secs(now));
    let [KeeperAction::Paused { until, .. }] = actions[..] else { panic!("{actions:?}") };
    assert!(until <= secs(now + 4), "{until:?}");
    assert_eq!(k.log_in(user("alice"), until), [KeeperAction::AskForTicket(user("alice"))]);
}
