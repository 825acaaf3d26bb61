//! What keeps a user logged in.

mod common;

use common::{at, user};
use usersig::{ErrorCode, UnixTime};
use usersig_login::{
    Action, Attempt, CallId, Callback, Client, Event, KeeperAction, KeeperSettings, Request, SessionKeeper, TicketText,
};

const DAY: u64 = 86_400;

fn keeper(seed: u64) -> SessionKeeper {
    let mut client = Client::new();
    client.init(1_400_000_000);
    SessionKeeper::new(client, KeeperSettings::default(), seed)
}

fn bring(keeper: &mut SessionKeeper, text: &str, lifetime: u64, now: u64) -> Vec<KeeperAction> {
    keeper.ticket(user("alice"), &TicketText::new(text), at(now + lifetime), at(now))
}

fn attempt(actions: &[KeeperAction]) -> Attempt {
    match actions {
        [KeeperAction::Client(Action::Send(attempt, _))] => *attempt,
        other => panic!("{other:?} is no request"),
    }
}

fn answered(keeper: &mut SessionKeeper, attempt: Attempt, code: i32, now: u64) -> Vec<KeeperAction> {
    keeper.handle(Event::Answered { attempt, code: ErrorCode::new(code) }, at(now))
}

fn ask() -> KeeperAction {
    KeeperAction::AskForTicket(user("alice"))
}

/// Logged in at 0, with a ticket of a day.
fn logged_in(seed: u64) -> SessionKeeper {
    let mut keeper = keeper(seed);
    assert_eq!(keeper.log_in(user("alice"), at(0)), [ask()]);
    let sent = attempt(&bring(&mut keeper, "first", DAY, 0));
    assert_eq!(answered(&mut keeper, sent, 0, 0), [KeeperAction::LoggedIn(user("alice"))]);
    keeper
}

/// Logged in, with a fresh ticket sent and not answered yet, and when that was.
fn renewing() -> (SessionKeeper, Attempt, UnixTime) {
    let mut keeper = logged_in(1);
    let moment = keeper.wakes_at().unwrap();
    keeper.advance(moment);
    let sent = attempt(&keeper.ticket(user("alice"), &TicketText::new("second"), at(2 * DAY), moment));
    (keeper, sent, moment)
}

#[test]
fn a_fresh_ticket_is_asked_for_within_the_margin_and_its_jitter_and_sent_on() {
    let mut moments = Vec::new();
    for seed in 0..100 {
        let mut keeper = logged_in(seed);
        let moment = keeper.wakes_at().unwrap();
        assert!((at(DAY - 3600 - 900)..=at(DAY - 3600)).contains(&moment), "{moment}");
        assert_eq!(keeper.advance(at(moment.as_secs() - at(0).as_secs() - 1)), []);
        assert_eq!(keeper.advance(moment), [ask()]);
        moments.push(moment);
        let actions = keeper.ticket(user("alice"), &TicketText::new("second"), at(2 * DAY), moment);
        assert!(matches!(&actions[..], [KeeperAction::Client(Action::Send(_, Request::Renew(..)))]), "{actions:?}");
        let sent = attempt(&actions);
        let code = ErrorCode::new(0);
        let actions = keeper.handle(Event::Answered { attempt: sent, code }, moment);
        assert_eq!(actions, [KeeperAction::LoggedIn(user("alice"))]);
        assert!(keeper.wakes_at().unwrap() > at(DAY));
    }
    moments.sort();
    moments.dedup();
    assert!(moments.len() > 80, "{} different moments of 100", moments.len());
    assert_eq!(logged_in(7).wakes_at(), logged_in(7).wakes_at(), "the same seed, the same moment");
}

#[test]
fn one_ticket_at_a_time_is_asked_for() {
    let mut keeper = keeper(1);
    assert_eq!(keeper.log_in(user("alice"), at(0)), [ask()]);
    assert_eq!(keeper.log_in(user("alice"), at(0)), []);
    assert_eq!(keeper.advance(at(DAY)), []);
    let sent = attempt(&bring(&mut keeper, "first", DAY, 0));
    assert_eq!(keeper.log_in(user("alice"), at(0)), []);
    assert_eq!(bring(&mut keeper, "nobody asked for this", DAY, 0), []);
    answered(&mut keeper, sent, 0, 0);
    assert_eq!(keeper.log_in(user("alice"), at(1)), [], "she is logged in");
    let moment = keeper.wakes_at().unwrap();
    assert_eq!(keeper.advance(moment), [ask()]);
    assert_eq!(
        keeper.handle(Event::TicketExpired, moment),
        [KeeperAction::Client(Action::Notify(Callback::UserSigExpired))]
    );
}

#[test]
fn an_expired_ticket_is_replaced_at_once_and_then_with_growing_pauses() {
    for code in [6206, 70001] {
        let mut keeper = keeper(1);
        keeper.log_in(user("alice"), at(0));
        let sent = attempt(&bring(&mut keeper, "0", DAY, 0));
        assert_eq!(answered(&mut keeper, sent, code, 0), [ask()], "the first time at once");
        let (mut now, mut pauses) = (0, Vec::new());
        for _ in 0..12 {
            let sent = attempt(&bring(&mut keeper, &now.to_string(), DAY, now));
            assert_eq!(answered(&mut keeper, sent, code, now), []);
            let next = keeper.wakes_at().unwrap().as_secs() - at(0).as_secs();
            pauses.push(next - now);
            now = next;
            assert_eq!(keeper.advance(at(now)), [ask()]);
        }
        assert!(pauses[0] >= 2 && pauses[11] >= 300 && pauses.iter().all(|pause| *pause <= 450), "{pauses:?}");
    }
}

#[test]
fn a_login_that_succeeds_lets_the_failures_before_it_be_forgotten() {
    let mut keeper = keeper(1);
    keeper.log_in(user("alice"), at(0));
    let mut now = 0;
    for _ in 0..2 {
        let sent = attempt(&bring(&mut keeper, &now.to_string(), DAY, now));
        assert_eq!(answered(&mut keeper, sent, 70001, now), [ask()], "at once again");
        for code in [70001, 70001, 0] {
            let sent = attempt(&bring(&mut keeper, &format!("{now} {code}"), DAY, now));
            answered(&mut keeper, sent, code, now);
            now = keeper.wakes_at().unwrap().as_secs() - at(0).as_secs();
            assert_eq!(keeper.advance(at(now)), [ask()]);
        }
    }
}

#[test]
fn a_ticket_that_runs_out_online_is_replaced_and_logged_in_with() {
    let mut keeper = logged_in(1);
    let actions = keeper.handle(Event::TicketExpired, at(DAY + 1));
    assert_eq!(actions, [KeeperAction::Client(Action::Notify(Callback::UserSigExpired)), ask()]);
    let actions = bring(&mut keeper, "second", DAY, DAY + 1);
    assert!(matches!(&actions[..], [KeeperAction::Client(Action::Send(_, Request::Login(..)))]));
}

#[test]
fn no_other_code_is_ever_answered_with_a_login() {
    for code in ErrorCode::all().map(ErrorCode::number).chain([-1, 1]).filter(|code| ![6206, 70001].contains(code)) {
        let mut keeper = keeper(1);
        keeper.log_in(user("alice"), at(0));
        let sent = attempt(&bring(&mut keeper, "first", DAY, 0));
        let actions = answered(&mut keeper, sent, code, 0);
        let [KeeperAction::Paused { code: why, until }] = actions[..] else { panic!("{code}: {actions:?}") };
        assert_eq!(why.number(), code);
        assert_eq!((keeper.wakes_at(), keeper.advance(at(30 * DAY))), (None, vec![]));
        assert_eq!(keeper.log_in(user("alice"), at(1)), actions, "not before the pause is over");
        assert_eq!(keeper.log_in(user("alice"), until), [ask()]);
    }
}

#[test]
fn two_devices_that_kick_each_other_do_not_go_on_by_themselves_and_slower_and_slower_by_their_owners() {
    let mut keeper = logged_in(1);
    let (mut now, mut pauses) = (0, Vec::new());
    for _ in 0..10 {
        let actions = keeper.handle(Event::Kicked, at(now));
        let [KeeperAction::Client(Action::Notify(Callback::KickedOffline)), KeeperAction::Paused { until, .. }] =
            actions[..]
        else {
            panic!("{actions:?}")
        };
        assert_eq!((keeper.wakes_at(), keeper.advance(until)), (None, vec![]));
        let next = until.as_secs() - at(0).as_secs();
        pauses.push(next - now);
        now = next;
        // An owner who logs in as soon as it may.
        assert_eq!(keeper.log_in(user("alice"), at(now)), [ask()]);
        let sent = attempt(&bring(&mut keeper, "again", DAY, now));
        answered(&mut keeper, sent, 0, now);
    }
    assert!(pauses[9] >= 300, "{pauses:?}");
}

#[test]
fn a_kick_after_a_long_time_starts_with_the_first_pause_again() {
    let mut keeper = logged_in(1);
    for round in 1..=10 {
        let now = round * 10_000;
        keeper.handle(Event::Kicked, at(now));
        let actions = keeper.log_in(user("alice"), at(now));
        let [KeeperAction::Paused { until, .. }] = actions[..] else { panic!("{actions:?}") };
        assert!(until <= at(now + 3), "{until}");
        keeper.log_in(user("alice"), until);
        let sent = attempt(&bring(&mut keeper, "again", DAY, now + 3));
        answered(&mut keeper, sent, 0, now + 3);
    }
}

#[test]
fn a_ticket_that_cannot_be_had_or_is_over_already_is_asked_for_again_later() {
    let mut keeper = keeper(1);
    keeper.log_in(user("alice"), at(0));
    assert_eq!(keeper.no_ticket(user("alice"), at(0)), []);
    let later = keeper.wakes_at().unwrap();
    assert_eq!(keeper.advance(later), [ask()]);
    assert_eq!(keeper.ticket(user("alice"), &TicketText::new("over"), later, later), []);
    assert!(keeper.wakes_at().unwrap() > later);
}

#[test]
fn a_fresh_ticket_that_fails_while_the_old_one_is_good_is_tried_again_later() {
    let (mut keeper, sent, moment) = renewing();
    let code = ErrorCode::NET_WAIT_ACK_TIMEOUT;
    assert_eq!(keeper.handle(Event::Answered { attempt: sent, code }, moment), []);
    assert!(keeper.wakes_at().unwrap() > moment);
    assert_eq!(keeper.client().login_user(), Some(&user("alice")));
}

#[test]
fn a_kick_that_answers_a_fresh_ticket_is_one_pause_for_the_owner() {
    let (mut keeper, sent, moment) = renewing();
    let actions = keeper.handle(Event::Answered { attempt: sent, code: ErrorCode::new(6208) }, moment);
    let told = KeeperAction::Client(Action::Notify(Callback::KickedOffline));
    assert!(matches!(&actions[..], [first, KeeperAction::Paused { .. }] if *first == told), "{actions:?}");
    assert_eq!(keeper.client().login_user(), None);
}

#[test]
fn who_logs_out_is_left_alone() {
    let mut keeper = logged_in(1);
    let sent = attempt(&keeper.log_out(CallId(1), at(5)));
    assert!(matches!(answered(&mut keeper, sent, 0, 5)[..], [KeeperAction::Client(Action::Answer(CallId(1), _))]));
    assert_eq!((keeper.wakes_at(), keeper.advance(at(DAY))), (None, vec![]));
    assert_eq!(bring(&mut keeper, "late", DAY, 6), []);
}

#[test]
fn an_app_that_logs_out_or_un_inits_by_itself_is_left_alone_until_it_wants_a_login_again() {
    for end in [Event::Logout { call: CallId(1) }, Event::UnInit] {
        for is_running in [false, true] {
            let mut keeper = logged_in(1);
            let moment = keeper.wakes_at().unwrap();
            keeper.advance(moment);
            if is_running {
                keeper.ticket(user("alice"), &TicketText::new("second"), at(2 * DAY), moment);
            }
            let ending = keeper.handle(end.clone(), moment);
            assert!(!ending.contains(&ask()), "{ending:?}");
            for action in ending {
                if let KeeperAction::Client(Action::Send(attempt, Request::Logout(_))) = action {
                    keeper.handle(Event::Answered { attempt, code: ErrorCode::new(0) }, moment);
                }
            }
            assert_eq!((keeper.wakes_at(), keeper.advance(at(9 * DAY))), (None, vec![]));
            keeper.handle(Event::Init { sdk_app_id: 1 }, moment);
            assert_eq!(keeper.log_in(user("alice"), moment), [ask()]);
        }
    }
}

#[test]
fn another_user_is_switched_to_with_one_ticket_even_in_the_middle_of_a_login() {
    let mut keeper = keeper(1);
    keeper.log_in(user("alice"), at(0));
    let sent = attempt(&bring(&mut keeper, "alice's", DAY, 0));
    assert_eq!(keeper.log_in(user("bob"), at(0)), []);
    assert_eq!(answered(&mut keeper, sent, 0, 0), [KeeperAction::AskForTicket(user("bob"))]);
    assert_eq!(bring(&mut keeper, "alice's", DAY, 0), [], "nobody asked for that");
    let actions = keeper.ticket(user("bob"), &TicketText::new("bob's"), at(DAY), at(0));
    assert_eq!(actions.len(), 2, "{actions:?}: alice is logged out, bob is logged in");
}

#[test]
fn a_ticket_shorter_than_the_margin_is_renewed_at_half_its_life_and_never_at_once() {
    for lifetime in 1..100 {
        let mut keeper = keeper(lifetime);
        keeper.log_in(user("alice"), at(0));
        let sent = attempt(&bring(&mut keeper, "short", lifetime, 0));
        answered(&mut keeper, sent, 0, 0);
        let asks_at = keeper.wakes_at().unwrap();
        assert!(asks_at >= at(1) && asks_at <= at(lifetime.div_ceil(2).max(1)), "{lifetime}: {asks_at}");
    }
}

#[test]
fn a_login_that_lasts_no_second_is_not_repeated_at_once() {
    let mut keeper = logged_in(1);
    let told = KeeperAction::Client(Action::Notify(Callback::UserSigExpired));
    assert_eq!(keeper.handle(Event::TicketExpired, at(0)), [told]);
    assert!(keeper.wakes_at().unwrap() > at(0));
}

#[test]
fn a_service_whose_clock_is_behind_does_not_make_the_keeper_ask_for_ever() {
    let mut keeper = keeper(1);
    keeper.log_in(user("alice"), at(0));
    let sent = attempt(&bring(&mut keeper, "short", 5, 0));
    answered(&mut keeper, sent, 0, 10);
    assert_eq!(keeper.wakes_at(), Some(at(11)));
}
