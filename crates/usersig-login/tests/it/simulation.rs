//! What the simulation offers to the tests of an app.

use std::process::Command;
use std::time::Duration;

use usersig::{ErrorCode, Lifetime, UserId};
use usersig_login::client::{Action, CallId, Callback, Client, Event, LoginStatus, TicketText};
use usersig_login::keeper::{KeeperAction, KeeperSettings};
use usersig_login::platform::Platform::{self, Android, IPhone, Web};
use usersig_login::policy::{InstanceLimits, LoginSettings, MultiDevicePolicy};
use usersig_login::service::{AppSettings, Deletion, Device, ExpiryNotice, KickedWhileAway, Status};
use usersig_login::sim::{DeviceId, DeviceProgram, Network, Note, RequestKind, Script, SimSettings, Simulation};

use crate::support::clients::SEC;
use crate::support::fixture::{DAY, user};
use crate::support::random::{Rng, seeds};

fn endings(sim: &Simulation, device: DeviceId) -> Vec<Callback> {
    let is_end = |callback: &Callback| matches!(callback, Callback::KickedOffline | Callback::UserSigExpired);
    sim.heard(device).iter().copied().filter(is_end).collect()
}

#[test]
fn the_same_seed_is_the_same_run() {
    let run = |seed| {
        let network = Network { dies_per_thousand: 50, ..Network::default() };
        let mut sim = Simulation::with(seed, SimSettings { network, ..SimSettings::default() });
        let devices = [IPhone, Web].map(|on| sim.device(user("alice"), on));
        for _ in 0..20 {
            for device in devices {
                sim.login(device);
            }
            sim.run_for(SEC * 100);
        }
        sim.journal().iter().map(ToString::to_string).collect::<Vec<_>>()
    };
    assert_eq!(run(1), run(1));
    assert_ne!(run(1), run(2));
}

/// The test runs itself again, to fail there.
#[test]
fn a_failing_run_prints_its_seed_and_the_end_of_its_journal() {
    const MYSELF: &str = "simulation::a_failing_run_prints_its_seed_and_the_end_of_its_journal";
    const FAILS: &str = "USERSIG_LOGIN_FAILS";
    if std::env::var_os(FAILS).is_some() {
        let mut sim = Simulation::new(4711);
        let page = sim.device(user("alice"), Web);
        sim.login(page);
        sim.run_for(SEC * 2);
        assert!(!sim.is_logged_in(page), "on purpose");
    }
    let again = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", MYSELF, "--nocapture"])
        .env(FAILS, "")
        .output()
        .unwrap();
    let said = String::from_utf8(again.stderr).unwrap();
    assert!(!again.status.success() && said.contains("on purpose"), "{said}");
    assert!(said.contains("device 0: Login(CallId(1), \"alice\")"), "{said}");
    assert!(said.contains("the seed of this simulation is 4711"), "{said}");
}

#[test]
fn a_kick_that_is_lost_with_the_link_is_told_on_the_next_one_and_kicks_nobody() {
    let mut sim = Simulation::new(4);
    let [iphone, android] = [IPhone, Android].map(|on| sim.device(user("alice"), on));
    for phone in [iphone, android] {
        sim.run_for(SEC);
        sim.login(phone);
        sim.run_for(SEC);
        sim.cut_off(iphone);
    }
    // Also if the other one is gone by then.
    sim.logout(android);
    sim.run_for(SEC * 60);
    assert!(sim.is_logged_in(iphone), "it cannot know");
    sim.let_back(iphone);
    sim.run_for(SEC * 30);
    assert_eq!((endings(&sim, iphone), endings(&sim, android)), (vec![Callback::KickedOffline], vec![]));
}

#[test]
fn every_kind_of_request_can_be_scripted() {
    for kind in RequestKind::ALL {
        let mut sim = Simulation::new(6);
        let phone = sim.device(user("alice"), IPhone);
        sim.run_for(SEC);
        sim.script(phone, kind, Script::Answer(ErrorCode::INTERNAL_ERROR));
        sim.login(phone);
        sim.run_for(SEC);
        sim.login(phone);
        sim.run_for(SEC * 300);
        sim.login(phone);
        sim.run_for(SEC);
        sim.kill_link(phone);
        sim.run_for(SEC * 60);
        sim.logout(phone);
        sim.run_for(SEC * 60);
        let was_scripted = |note: &Note| match note {
            Note::Served(request, code) => {
                *code == ErrorCode::INTERNAL_ERROR && format!("{request:?}").starts_with(&format!("{kind:?}"))
            }
            _ => false,
        };
        assert!(sim.journal().iter().any(|line| was_scripted(&line.what)), "{kind:?}");
        assert_eq!(sim.registry().presence(&user("alice")).unwrap().status, Status::Offline, "{kind:?}");
    }
}

#[test]
fn an_answer_that_is_lost_or_late_is_answered_in_time_and_changes_nothing_later() {
    for script in [Script::LoseAnswer, Script::LoseRequest, Script::DelayAnswer(SEC * 20)] {
        let mut sim = Simulation::new(3);
        let phone = sim.device(user("alice"), IPhone);
        sim.run_for(SEC);
        sim.script(phone, RequestKind::Login, script);
        let call = sim.login(phone);
        assert!(sim.run_until(SEC * 11, |sim| !sim.answers(phone, call).is_empty()));
        assert_eq!(sim.answers(phone, call)[0].code, ErrorCode::NET_WAIT_ACK_TIMEOUT);
        sim.run_for(SEC * 60);
        assert!(!sim.is_logged_in(phone));
        let status = sim.registry().presence(&user("alice")).map_or(Status::Offline, |presence| presence.status);
        assert_eq!(status, Status::Offline, "{script:?}: a login the app gave up is taken back");
    }
}

#[test]
fn the_service_can_be_restarted_from_its_saved_state_and_without_any() {
    for is_saved in [true, false] {
        let mut sim = Simulation::new(12);
        let phones = [IPhone, Web].map(|on| sim.device(user("alice"), on));
        for phone in phones {
            sim.login(phone);
            sim.run_for(SEC);
        }
        if is_saved {
            sim.save_service();
        }
        sim.restart_service();
        sim.run_for(SEC * 60);
        sim.crash_service();
        sim.run_for(SEC * 60);
        assert_eq!(phones.map(|phone| endings(&sim, phone)), [vec![], vec![]]);
        assert_eq!(sim.registry().counts().online_sessions, 2, "saved: {is_saved}");
    }
}

#[test]
fn the_operator_can_do_everything_a_console_and_the_rest_calls_can() {
    let mut sim = Simulation::new(8);
    let page = sim.device(user("alice"), Web);
    assert!(sim.import(&user("alice")));
    sim.block(&user("alice"));
    let call = sim.login(page);
    sim.run_for(SEC);
    assert_eq!(sim.answers(page, call)[0].code, ErrorCode::BLACKLIST);
    assert!(sim.unblock(&user("alice")));
    sim.login(page);
    sim.run_for(SEC);
    sim.kick_account(&user("alice"));
    sim.run_for(SEC);
    assert_eq!(endings(&sim, page), [Callback::KickedOffline]);
    let valid_after = sim.registry().valid_after(&user("alice")).unwrap();
    sim.undo_kick(&user("alice"), valid_after);
    assert_eq!(sim.registry().valid_after(&user("alice")), None);
    sim.set_settings(AppSettings { deletion: Deletion::Refused, ..AppSettings::default() });
    sim.delete(&user("alice"));
    assert!(sim.registry().has_account(&user("alice")));
    sim.set_settings(AppSettings::default());
    sim.delete(&user("alice"));
    assert!(!sim.registry().has_account(&user("alice")));
}

#[test]
fn a_keeper_stays_logged_in_for_a_month_with_tickets_of_an_hour_and_a_wrong_clock() {
    let network = Network { dies_per_thousand: 20, ..Network::default() };
    let mut sim = Simulation::with(5, SimSettings { network, ..SimSettings::default() });
    let phone = sim.keeper(user("alice"), IPhone, KeeperSettings::default());
    sim.set_device_clock(phone, SEC * 1_000_000);
    sim.set_ticket_lifetime(phone, Lifetime::HOUR);
    sim.want_login(phone);
    for _ in 0..30 {
        sim.run_for(SEC * 43_200);
        sim.set_device_clock(phone, SEC * 7);
        sim.cut_off(phone);
        sim.run_for(SEC * 5000);
        sim.let_back(phone);
        sim.run_for(SEC * 38_200);
        assert!(sim.is_logged_in(phone));
    }
    assert!(!endings(&sim, phone).contains(&Callback::KickedOffline));
}

/// The login loop of an app that logs in again at once on every end, which the login guide forbids.
#[derive(Debug)]
struct Careless(Client, UserId);

impl DeviceProgram for Careless {
    fn handle(&mut self, event: Event, now: Duration) -> Vec<KeeperAction> {
        let mut actions: Vec<_> = self.0.handle(event, now).into_iter().map(KeeperAction::Client).collect();
        if actions.contains(&KeeperAction::Client(Action::Notify(Callback::KickedOffline))) {
            actions.push(KeeperAction::AskForTicket(self.1));
        }
        actions
    }

    fn handle_timeout(&mut self, now: Duration) -> Vec<KeeperAction> {
        self.0.handle_timeout(now).into_iter().map(KeeperAction::Client).collect()
    }

    fn poll_timeout(&self) -> Option<Duration> {
        self.0.poll_timeout()
    }

    fn ticket(&mut self, user_id: UserId, user_sig: &TicketText, _: Duration, now: Duration) -> Vec<KeeperAction> {
        let call = CallId(u64::MAX);
        let actions = self.0.login(call, user_id.as_str(), user_sig, now);
        actions.into_iter().map(KeeperAction::Client).collect()
    }

    fn login_user(&self) -> Option<UserId> {
        self.0.login_user().copied()
    }

    fn login_status(&self) -> LoginStatus {
        self.0.login_status()
    }
}

#[test]
fn a_login_loop_an_app_team_wrote_runs_in_the_simulation_and_shows_its_fault() {
    let mut sim = Simulation::new(1);
    let phones = [IPhone, Android].map(|on| {
        let program = Careless(Client::default(), user("alice"));
        sim.device_with(user("alice"), Device::new(on, 1), Box::new(program))
    });
    for phone in phones {
        sim.login(phone);
        sim.run_for(SEC * 2);
    }
    let kicks = |sim: &Simulation| phones.map(|phone| endings(sim, phone).len()).iter().sum::<usize>();
    assert!(sim.run_until(SEC * 60, |sim| kicks(sim) > 20), "the two phones kick each other without a pause");
}

// Ten thousand stories of several devices.

struct Story {
    sim: Simulation,
    rng: Rng,
    devices: Vec<(DeviceId, Platform)>,
    calls: Vec<(DeviceId, CallId)>,
    login: LoginSettings,
}

impl Story {
    fn new(seed: u64) -> Self {
        let mut rng = Rng::new(seed);
        let mut limits = InstanceLimits::default();
        for platform in Platform::ALL {
            limits = limits.with(platform, 1 + rng.below(2) as u8).unwrap();
        }
        let login = LoginSettings { policy: *rng.pick(&MultiDevicePolicy::ALL), limits };
        let app = AppSettings {
            login,
            expiry_notice: *rng.pick(&[ExpiryNotice::AtTheNextRequest, ExpiryNotice::AtTheSecond]),
            kicked_while_away: *rng.pick(&[KickedWhileAway::IsTold, KickedWhileAway::LogsIn]),
            ..AppSettings::default()
        };
        let network = Network { dies_per_thousand: *rng.pick(&[0, 20, 200]), ..Network::default() };
        let mut sim = Simulation::with(seed, SimSettings { app, network });
        let mut devices = Vec::new();
        for _ in 0..2 + rng.below(3) {
            let platform = *rng.pick(&Platform::ALL);
            devices.push((sim.device(user("alice"), platform), platform));
        }
        Self { sim, rng, devices, calls: Vec::new(), login }
    }

    fn step(&mut self) {
        let (device, _) = *self.rng.pick(&self.devices);
        match self.rng.below(20) {
            0..8 => {
                let name = if self.rng.below(5) == 0 { "bob" } else { "alice" };
                let call = self.sim.login_as(device, user(name));
                self.calls.push((device, call));
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
                let seconds = *self.rng.pick(&[3, 60, DAY]);
                self.sim.set_ticket_lifetime(device, Lifetime::from_secs(seconds).unwrap());
            }
            16 => {
                let kind = *self.rng.pick(&RequestKind::ALL);
                let scripts = [Script::LoseAnswer, Script::LoseRequest, Script::DelayAnswer(SEC * 3)];
                self.sim.script(device, kind, *self.rng.pick(&scripts));
            }
            17 if self.rng.below(3) == 0 => self.sim.kick_account(&user("alice")),
            18 if self.rng.below(4) == 0 => self.sim.jump_clock(i64::try_from(self.rng.below(2000)).unwrap() - 500),
            19 if self.rng.below(6) == 0 => {
                self.sim.save_service();
                self.sim.restart_service();
            }
            _ => {}
        }
        let pause = *self.rng.pick(&[1, 50, 300, 2000, 20_000, 150_000]);
        self.sim.run_for(Duration::from_millis(self.rng.below(pause) + 1));
        for name in ["alice", "bob"] {
            let Ok(presence) = self.sim.registry().presence(&user(name)) else { continue };
            let online = presence.platforms.iter().filter(|(_, status)| *status == Status::Online);
            let online: Vec<Platform> = online.map(|(platform, _)| *platform).collect();
            let policy = self.login.policy;
            assert!(online.iter().all(|one| online.iter().all(|other| !policy.conflict(*one, *other))), "{online:?}");
        }
    }

    fn check(&mut self) {
        for (device, _) in &self.devices {
            self.sim.let_back(*device);
        }
        self.sim.stop_link_deaths();
        self.sim.run_for(SEC * 700);
        for (device, call) in &self.calls {
            assert_eq!(self.sim.answers(*device, *call).len(), 1, "{call:?} has not one answer");
        }
        let everybody_is_right = |sim: &Simulation| self.devices.iter().all(|entry| is_right(sim, *entry));
        assert!(self.sim.run_until(SEC * 700, everybody_is_right), "a device believes to be online and is not");
        for platform in Platform::ALL {
            let here = self.devices.iter().filter(|(_, on)| *on == platform);
            let alice = here.filter(|(device, _)| self.sim.login_user(*device) == Some(user("alice"))).count();
            assert!(alice <= self.login.limits.of(platform).into(), "{alice} of {platform}");
        }
    }
}

/// Whether a device that believes to be logged in is online.
fn is_right(sim: &Simulation, (device, platform): (DeviceId, Platform)) -> bool {
    let Some(user_id) = sim.login_user(device) else { return true };
    sim.registry().presence(&user_id).is_ok_and(|presence| presence.platforms.contains(&(platform, Status::Online)))
}

#[test]
fn in_ten_thousand_stories_of_several_devices_who_believes_to_be_online_is() {
    for seed in seeds(10_000) {
        let mut story = Story::new(seed);
        for _ in 0..15 {
            story.step();
        }
        story.check();
    }
}
