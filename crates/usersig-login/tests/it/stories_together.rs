//! Ten thousand stories of several devices.

use std::time::Duration;

use usersig::Lifetime;
use usersig_login::client::CallId;
use usersig_login::platform::Platform;
use usersig_login::policy::{InstanceLimits, LoginSettings, MultiDevicePolicy};
use usersig_login::service::{AppSettings, ExpiryNotice, KickedWhileAway, Status};
use usersig_login::sim::{DeviceId, Network, RequestKind, Script, SimSettings, Simulation};

use crate::support::clients::SEC;
use crate::support::fixture::{DAY, user};
use crate::support::random::{Rng, seeds};

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
