//! Simulations: told stories, and ten thousand random ones.
#![cfg(feature = "sim")]

mod common;

use std::collections::HashMap;
use std::process::Command;
use std::time::Duration;

use common::dice::Dice;
use common::user;
use usersig::{ErrorCode, Lifetime, UserId};
use usersig_login::sim::{DeviceId, Network, Note, SimSettings, Simulation};
use usersig_login::{
    AppSettings, CallId, Callback, Change, ExpiryNotice, InstanceLimits, KickedWhileAway, LoginSettings, LoginStatus,
    MultiDevicePolicy, Platform, Status,
};

const SECOND: Duration = Duration::from_secs(1);

fn ended(callback: Callback) -> bool {
    matches!(callback, Callback::KickedOffline | Callback::UserSigExpired)
}

/// What the app heard about its login, without the network's comings and goings.
fn endings(sim: &Simulation, device: DeviceId) -> Vec<Callback> {
    sim.heard(device).iter().copied().filter(|callback| ended(*callback)).collect()
}

fn codes(sim: &Simulation, device: DeviceId, call: CallId) -> Vec<i32> {
    sim.answers(device, call).iter().map(|answer| answer.code.number()).collect()
}

#[test]
fn the_same_seed_is_the_same_run() {
    let run = |seed| {
        let network = Network { dies_per_thousand: 50, ..Network::default() };
        let mut sim = Simulation::with(seed, SimSettings { network, ..SimSettings::default() });
        let devices = [Platform::IPhone, Platform::Web].map(|on| sim.device(user("alice"), on));
        for _ in 0..20 {
            for device in devices {
                sim.login(device);
            }
            sim.run_for(SECOND * 100);
        }
        sim.journal().iter().map(ToString::to_string).collect::<Vec<_>>()
    };
    assert_eq!(run(1), run(1));
    assert_ne!(run(1), run(2));
}

/// It runs itself again, to fail there.
#[test]
fn a_failing_run_prints_its_seed_and_the_end_of_its_journal() {
    const MYSELF: &str = "a_failing_run_prints_its_seed_and_the_end_of_its_journal";
    const FAILS: &str = "USERSIG_LOGIN_FAILS";
    if std::env::var_os(FAILS).is_some() {
        let mut sim = Simulation::new(4711);
        let page = sim.device(user("alice"), Platform::Web);
        sim.login(page);
        sim.run_for(SECOND * 2);
        assert!(!sim.is_logged_in(page), "on purpose");
    }
    let again = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", MYSELF, "--nocapture"])
        .env(FAILS, "")
        .output()
        .unwrap();
    let said = String::from_utf8(again.stderr).unwrap();
    assert!(!again.status.success() && said.contains("on purpose"), "{said}");
    assert!(said.contains("device 0: Login(CallId(1), UserId(\"alice\"))"), "{said}");
    assert!(said.contains("the seed of this simulation is 4711"), "{said}");
}

#[test]
fn alice_logs_in_on_iphone_and_web_then_on_android_the_iphone_is_told_it_was_kicked_and_web_stays() {
    let mut sim = Simulation::new(1);
    let devices = [Platform::IPhone, Platform::Web, Platform::Android].map(|on| sim.device(user("alice"), on));
    for device in devices {
        sim.login(device);
        sim.run_for(SECOND * 2);
    }
    assert_eq!(endings(&sim, devices[0]), [Callback::KickedOffline], "before any heartbeat");
    assert_eq!(devices.map(|device| sim.is_logged_in(device)), [false, true, true]);
}

#[test]
fn two_phones_of_one_user_kick_each_other_only_as_often_as_they_log_in() {
    let mut sim = Simulation::new(3);
    let phones = [Platform::IPhone, Platform::Android].map(|on| sim.device(user("alice"), on));
    for turn in 0..10 {
        sim.login(phones[turn % 2]);
        sim.run_for(SECOND * 1000);
    }
    assert_eq!(phones.map(|phone| endings(&sim, phone).len()), [5, 4]);
}

#[test]
fn a_kick_that_is_lost_with_the_link_is_told_on_the_next_one_and_kicks_nobody() {
    let mut sim = Simulation::new(4);
    let [iphone, android] = [Platform::IPhone, Platform::Android].map(|on| sim.device(user("alice"), on));
    for phone in [iphone, android] {
        sim.run_for(SECOND);
        sim.login(phone);
        sim.run_for(SECOND);
        sim.cut_off(iphone);
    }
    sim.run_for(SECOND * 60);
    assert!(sim.is_logged_in(iphone), "it cannot know");
    sim.let_back(iphone);
    sim.run_for(SECOND * 30);
    assert_eq!(endings(&sim, iphone), [Callback::KickedOffline]);
    assert!(sim.is_logged_in(android) && endings(&sim, android).is_empty());
}

#[test]
fn a_ticket_of_seconds_ends_the_login_and_a_fresh_one_goes_on() {
    let at_the_second = AppSettings { expiry_notice: ExpiryNotice::AtTheSecond, ..AppSettings::default() };
    let mut sim = Simulation::with(5, SimSettings { app: at_the_second, ..SimSettings::default() });
    let page = sim.device(user("alice"), Platform::Web);
    sim.set_ticket_lifetime(page, Lifetime::from_secs(5).unwrap());
    for round in 1..=3 {
        sim.run_for(SECOND);
        let call = sim.login(page);
        sim.run_for(SECOND);
        assert!(sim.answers(page, call)[0].is_success());
        sim.run_for(SECOND * 9);
        assert_eq!(endings(&sim, page), vec![Callback::UserSigExpired; round]);
    }
    let logins = sim
        .journal()
        .iter()
        .filter(|line| matches!(&line.what, Note::StateChanged(change) if change.change == Change::LoggedIn));
    assert_eq!(logins.count(), 1, "the connection went on");
}

#[test]
fn a_fresh_ticket_brought_while_the_link_is_down_goes_on_where_the_old_one_has_run_out() {
    let mut sim = Simulation::new(9);
    let phone = sim.device(user("alice"), Platform::IPhone);
    sim.set_ticket_lifetime(phone, Lifetime::from_secs(60).unwrap());
    sim.login(phone);
    sim.run_for(SECOND * 2);
    sim.cut_off(phone);
    sim.run_for(SECOND * 70);
    sim.let_back(phone);
    let call = sim.login(phone);
    sim.run_for(SECOND * 9);
    assert_eq!(codes(&sim, phone, call), [0]);
    assert_eq!(endings(&sim, phone), [], "nothing has ended");
    let presence = sim.registry().presence(&user("alice")).unwrap();
    assert_eq!(presence.platforms, [(Platform::IPhone, Status::Online)]);
}

#[test]
fn a_fresh_ticket_on_a_new_link_kicks_nobody_who_has_taken_the_place_meanwhile() {
    let mut sim = Simulation::new(11);
    let [iphone, android] = [Platform::IPhone, Platform::Android].map(|on| sim.device(user("alice"), on));
    sim.set_ticket_lifetime(iphone, Lifetime::from_secs(60).unwrap());
    sim.login(iphone);
    sim.run_for(SECOND * 2);
    sim.cut_off(iphone);
    sim.run_for(SECOND * 500);
    sim.login(android);
    sim.run_for(SECOND);
    sim.let_back(iphone);
    let call = sim.login(iphone);
    sim.run_for(SECOND * 9);
    assert_eq!(codes(&sim, iphone, call), [6208]);
    assert_eq!((endings(&sim, iphone), endings(&sim, android)), (vec![Callback::KickedOffline], vec![]));
    assert_eq!([iphone, android].map(|device| sim.is_logged_in(device)), [false, true]);
}

#[test]
fn a_scripted_answer_is_given_once() {
    let mut sim = Simulation::new(6);
    let page = sim.device(user("alice"), Platform::Web);
    sim.run_for(SECOND);
    sim.next_login_answers(page, ErrorCode::INTERNAL_ERROR);
    let codes = [(); 2].map(|()| {
        let call = sim.login(page);
        sim.run_for(SECOND);
        sim.answers(page, call)[0].code
    });
    assert_eq!(codes.map(ErrorCode::number), [70500, 0]);
}

#[test]
fn a_clock_that_jumps_a_year_ends_a_login_of_a_day() {
    let mut sim = Simulation::new(7);
    let page = sim.device(user("alice"), Platform::Web);
    sim.run_for(SECOND);
    sim.login(page);
    sim.run_for(SECOND);
    sim.jump_clock(365 * 86_400);
    sim.run_for(SECOND * 300);
    assert_eq!(endings(&sim, page), [Callback::UserSigExpired]);
}

#[test]
fn the_journal_has_everything_that_was_done_and_everything_that_came_of_it_in_order() {
    let mut sim = Simulation::new(10);
    let page = sim.device(user("alice"), Platform::Web);
    sim.set_ticket_lifetime(page, Lifetime::from_secs(60).unwrap());
    sim.next_login_answers(page, ErrorCode::INTERNAL_ERROR);
    sim.login(page);
    sim.run_for(SECOND);
    sim.login(page);
    sim.run_for(SECOND);
    sim.cut_off(page);
    sim.let_back(page);
    sim.jump_clock(1);
    sim.kick_account(&user("alice"));
    sim.logout(page);
    sim.restart(page);
    let word =
        |line: &usersig_login::sim::Line| format!("{:?}", line.what).split(['(', ' ']).next().unwrap().to_owned();
    let words: Vec<String> = sim.journal().iter().map(word).collect();
    let expected = [
        "Called",
        "TicketLifetimeSet",
        "NextLoginAnswers",
        "Login",
        "LinkUp",
        "Called",
        "Served",
        "Answered",
        "Login",
        "StateChanged",
        "Served",
        "Answered",
        "CutOff",
        "LinkDied",
        "LetBack",
        "ClockSet",
        "AccountKicked",
        "StateChanged",
        "Logout",
        "Restarted",
        "Answered",
        "Called",
    ];
    assert_eq!(words, expected);
    assert!(sim.journal().is_sorted_by_key(|line| line.at));
}

#[test]
fn an_account_that_is_kicked_by_its_server_is_told_at_once_on_every_device() {
    let mut sim = Simulation::new(8);
    let devices = [Platform::IPhone, Platform::Web].map(|on| sim.device(user("alice"), on));
    for device in devices {
        sim.login(device);
    }
    sim.run_for(SECOND * 2);
    sim.kick_account(&user("alice"));
    sim.run_for(SECOND);
    assert_eq!(devices.map(|device| endings(&sim, device)), [[Callback::KickedOffline], [Callback::KickedOffline]]);
    sim.login(devices[0]);
    sim.run_for(SECOND);
    assert!(sim.is_logged_in(devices[0]), "a ticket of a later second is good");
}

// Ten thousand stories

struct Story {
    sim: Simulation,
    dice: Dice,
    devices: Vec<(DeviceId, Platform)>,
    logins: Vec<(DeviceId, CallId)>,
    calls: Vec<(DeviceId, CallId)>,
    login_settings: LoginSettings,
}

impl Story {
    fn new(seed: u64) -> Self {
        let mut dice = Dice::new(seed);
        let mut limits = InstanceLimits::default();
        for platform in Platform::ALL {
            limits = limits.with(platform, 1 + u8::try_from(dice.below(2)).unwrap()).unwrap();
        }
        let login = LoginSettings { policy: *dice.one_of(&MultiDevicePolicy::ALL), limits };
        let app = AppSettings {
            login,
            expiry_notice: *dice.one_of(&[ExpiryNotice::AtTheNextRequest, ExpiryNotice::AtTheSecond]),
            kicked_while_away: *dice.one_of(&[KickedWhileAway::IsTold, KickedWhileAway::LogsIn]),
            ..AppSettings::default()
        };
        let network = Network { dies_per_thousand: *dice.one_of(&[0, 20, 200]), ..Network::default() };
        let mut sim = Simulation::with(seed, SimSettings { app, network });
        let mut devices = Vec::new();
        for _ in 0..2 + dice.below(3) {
            let platform = *dice.one_of(&Platform::ALL);
            devices.push((sim.device(user("alice"), platform), platform));
        }
        Self { sim, dice, devices, logins: Vec::new(), calls: Vec::new(), login_settings: login }
    }

    fn step(&mut self) {
        let (device, _) = *self.dice.one_of(&self.devices);
        match self.dice.below(20) {
            0..8 => {
                let name = if self.dice.below(5) == 0 { "bob" } else { "alice" };
                let call = self.sim.login_as(device, user(name));
                self.logins.push((device, call));
            }
            8 | 9 => {
                let call = self.sim.logout(device);
                self.calls.push((device, call));
            }
            10 => self.sim.cut_off(device),
            11 | 12 => self.sim.let_back(device),
            13 => self.sim.kill_link(device),
            14 => self.sim.restart(device),
            15 => {
                let seconds = *self.dice.one_of(&[3, 60, 86_400]);
                self.sim.set_ticket_lifetime(device, Lifetime::from_secs(seconds).unwrap());
            }
            16 => self
                .sim
                .next_login_answers(device, *self.dice.one_of(&[ErrorCode::SEC_RSTR, ErrorCode::USER_SIG_EXPIRED])),
            17 if self.dice.below(3) == 0 => self.sim.kick_account(&user("alice")),
            18 if self.dice.below(4) == 0 => {
                let seconds = i64::try_from(self.dice.below(2000)).unwrap() - 500;
                self.sim.jump_clock(seconds);
            }
            _ => {}
        }
        let pause = *self.dice.one_of(&[1, 50, 300, 2000, 20_000, 150_000]);
        self.sim.run_for(Duration::from_millis(self.dice.below(pause) + 1));
        self.limits_hold();
    }

    fn limits_hold(&self) {
        for name in ["alice", "bob"] {
            let Ok(presence) = self.sim.registry().presence(&user(name)) else { continue };
            let online = presence.platforms.iter().filter(|(_, status)| *status == Status::Online);
            let online: Vec<Platform> = online.map(|(platform, _)| *platform).collect();
            for one in &online {
                assert!(online.iter().all(|other| !self.login_settings.policy.conflict(*one, *other)), "{online:?}");
            }
        }
    }

    /// Everybody can reach the service, and whatever was to be told has been: a heartbeat has passed.
    fn settle(&mut self) {
        for (device, _) in &self.devices {
            self.sim.let_back(*device);
        }
        self.sim.stop_link_deaths();
        self.sim.run_for(SECOND * 300);
    }

    fn check(&mut self) {
        // What the service has said to one of them in this very moment is on its way.
        for _ in 0..2 * self.devices.len() {
            if !self.who_is_not_online().is_empty() {
                self.sim.run_for(SECOND);
            }
        }
        assert_eq!(self.who_is_not_online(), []);
        for (device, call) in self.logins.iter().chain(&self.calls) {
            assert_eq!(self.sim.answers(*device, *call).len(), 1, "{call:?} has not one answer");
        }
        let mut online: HashMap<&str, Vec<Platform>> = HashMap::new();
        for (device, platform) in &self.devices {
            self.each_login_ends_at_most_once(*device);
            assert_ne!(self.sim.client(*device).login_status(), LoginStatus::LoggingIn);
            if let Some(name) = self.sim.client(*device).login_user() {
                online.entry(name.as_str()).or_default().push(*platform);
            }
        }
        for platforms in online.into_values() {
            for platform in Platform::ALL {
                let instances = platforms.iter().filter(|on| **on == platform).count();
                assert!(instances <= self.login_settings.limits.of(platform).into(), "{instances} of {platform}");
            }
        }
    }

    /// Who believes to be logged in and is not. Others may be logged in, whose answers were lost with their links.
    fn who_is_not_online(&self) -> Vec<(DeviceId, UserId)> {
        let user_of = |(device, platform): &(DeviceId, Platform)| {
            let name = *self.sim.client(*device).login_user()?;
            let presence = self.sim.registry().presence(&name).unwrap();
            (!presence.platforms.contains(&(*platform, Status::Online))).then_some((*device, name))
        };
        self.devices.iter().filter_map(user_of).collect()
    }

    /// A kick ends every login of its account, and time that of every ticket.
    fn everything_ends(&mut self) {
        self.sim.kick_account(&user("alice"));
        self.settle();
        self.check();
        for (device, _) in &self.devices {
            assert_ne!(self.sim.client(*device).login_user(), Some(&user("alice")), "{device:?} was kicked");
        }
        self.sim.jump_clock(2 * 86_400);
        self.settle();
        self.check();
        for (device, _) in &self.devices {
            assert!(!self.sim.is_logged_in(*device), "the ticket of {device:?} is over");
        }
    }

    /// A login that has succeeded ends with one callback, or by the app's own doing with none.
    fn each_login_ends_at_most_once(&self, device: DeviceId) {
        let mut is_logged_in = false;
        let of_device = |line: &&usersig_login::sim::Line| line.device == Some(device);
        for line in self.sim.journal().iter().filter(of_device) {
            match &line.what {
                Note::Answered(call, answer) if self.logins.contains(&(device, *call)) => {
                    is_logged_in = answer.is_success() || is_logged_in;
                }
                Note::Called(callback) if ended(*callback) => {
                    assert!(is_logged_in, "{callback:?} without a login");
                    is_logged_in = false;
                }
                _ => {}
            }
        }
        assert!(is_logged_in || !self.sim.is_logged_in(device));
    }
}

#[test]
fn in_ten_thousand_random_stories_nobody_is_forgotten_told_twice_or_logged_in_for_too_long() {
    let seeds = common::dice::seeds(10_000);
    let stories = seeds.end - seeds.start;
    let mut heard: HashMap<String, u64> = HashMap::new();
    for seed in seeds {
        let mut story = Story::new(seed);
        for _ in 0..20 {
            story.step();
        }
        story.settle();
        story.check();
        story.everything_ends();
        for (device, _) in &story.devices {
            for callback in endings(&story.sim, *device) {
                *heard.entry(format!("{callback:?}")).or_default() += 1;
            }
        }
    }
    let times = |what| heard.get(what).copied().unwrap_or_default();
    let is_replayed = stories == 1;
    assert!(is_replayed || times("KickedOffline").min(times("UserSigExpired")) > stories / 10, "{heard:?}");
}
