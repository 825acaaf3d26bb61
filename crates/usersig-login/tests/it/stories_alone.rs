//! Ten thousand stories of one device on a faulty network. No other device could kick it.

use std::collections::{HashMap, HashSet};
use std::time::Duration;

use usersig::{ErrorCode, Lifetime};
use usersig_login::client::{CallId, Callback, LoginStatus};
use usersig_login::platform::Platform;
use usersig_login::service::{AppSettings, ExpiryNotice, KickedWhileAway, Status};
use usersig_login::sim::{DeviceId, Network, Note, RequestKind, Script, SimSettings, Simulation};

use crate::support::fixture::{DAY, user};
use crate::support::random::{Rng, seeds};

/// One device, and everything that can go wrong but a kick.
struct Story {
    sim: Simulation,
    rng: Rng,
    device: DeviceId,
    logins: Vec<CallId>,
    logouts: Vec<CallId>,
}

impl Story {
    fn new(seed: u64) -> Self {
        let mut rng = Rng::new(seed + 1);
        let notices = [ExpiryNotice::AtTheNextRequest, ExpiryNotice::AtTheSecond];
        let switches = [KickedWhileAway::IsTold, KickedWhileAway::LogsIn];
        let app = AppSettings {
            expiry_notice: *rng.pick(&notices),
            kicked_while_away: *rng.pick(&switches),
            ..AppSettings::default()
        };
        let network = Network { dies_per_thousand: *rng.pick(&[0, 30, 60, 200]), ..Network::default() };
        let mut sim = Simulation::with(seed, SimSettings { app, network });
        let device = sim.device(user("alice"), *rng.pick(&Platform::ALL));
        // Its clock differs from the service's by days.
        sim.set_device_clock(device, Duration::from_secs(rng.below(30 * DAY)));
        Self { sim, rng, device, logins: Vec::new(), logouts: Vec::new() }
    }

    fn step(&mut self) {
        let device = self.device;
        match self.rng.below(20) {
            0..5 => self.logins.push(self.sim.login(device)),
            5 => {
                let call = self.sim.login_as(device, user("bob"));
                self.logins.push(call);
            }
            6 | 7 => self.logouts.push(self.sim.logout(device)),
            8 | 9 => self.sim.cut_off(device),
            10..13 => self.sim.let_back(device),
            13 => self.sim.kill_link(device),
            14 => {
                let seconds = *self.rng.pick(&[3, 60, DAY]);
                self.sim.set_ticket_lifetime(device, Lifetime::from_secs(seconds).unwrap());
            }
            15 => {
                let kind = *self.rng.pick(&RequestKind::ALL);
                let late = Duration::from_millis(self.rng.below(30_000));
                let scripts = [
                    Script::LoseAnswer,
                    Script::LoseRequest,
                    Script::DelayAnswer(late),
                    Script::Answer(ErrorCode::INTERNAL_ERROR),
                    Script::Answer(ErrorCode::NET_WAIT_ACK_TIMEOUT),
                ];
                self.sim.script(device, kind, *self.rng.pick(&scripts));
            }
            16 if self.rng.below(3) == 0 => self.sim.restart(device),
            17 if self.rng.below(3) == 0 => self.sim.save_service(),
            18 if self.rng.below(3) == 0 => self.sim.restart_service(),
            19 if self.rng.below(4) == 0 => self.sim.jump_clock(i64::try_from(self.rng.below(2 * DAY)).unwrap()),
            _ => {}
        }
        let most = *self.rng.pick(&[100, 3_000, 30_000, 300_000]);
        self.sim.run_for(Duration::from_millis(self.rng.below(most)));
        assert!(!self.sim.heard(device).contains(&Callback::KickedOffline), "nobody has kicked it");
    }

    /// The network and the service are well again.
    fn settle(&mut self) {
        self.sim.stop_link_deaths();
        self.sim.let_back(self.device);
        self.sim.run_for(Duration::from_secs(1200));
    }

    fn check(&self) {
        let (sim, device) = (&self.sim, self.device);
        assert!(!sim.heard(device).contains(&Callback::KickedOffline), "nobody has kicked it");
        for call in self.logins.iter().chain(&self.logouts) {
            let answers = sim.answers(device, *call);
            assert_eq!(answers.len(), 1, "{call:?} has not one answer");
            assert_ne!(answers[0].code, ErrorCode::LOGIN_KICKED_OFF_BY_OTHER);
        }
        assert_ne!(sim.login_status(device), LoginStatus::LoggingIn);
        for name in ["alice", "bob"] {
            let status = sim.registry().presence(&user(name)).map_or(Status::Offline, |presence| presence.status);
            match sim.login_user(device) {
                Some(who) if who == user(name) => assert_eq!(status, Status::Online, "{name} believes to be online"),
                // The app quit, or the ticket expired, without a logout.
                _ if self.may_linger().contains(name) => {}
                _ => assert_eq!(status, Status::Offline, "{name} has logged out"),
            }
        }
    }

    /// The users who logged in and have neither logged out since nor been replaced by another user.
    fn may_linger(&self) -> HashSet<String> {
        let (mut lingering, mut current) = (HashSet::new(), None::<String>);
        let mut users: HashMap<CallId, String> = HashMap::new();
        for line in self.sim.journal() {
            match &line.what {
                Note::Login(call, name) => {
                    users.insert(*call, name.clone());
                }
                // The call had no effect.
                Note::Answered(_, answer) if [6013, 6017, 7003, 7501, 7502].contains(&answer.code.number()) => {}
                Note::Answered(call, answer) => {
                    let Some(name) = users.get(call) else { continue };
                    if let Some(left) = current.take_if(|current| current != name) {
                        lingering.remove(&left);
                    }
                    if answer.is_success() {
                        lingering.insert(name.clone());
                        current = Some(name.clone());
                    }
                }
                Note::Logout(_) => {
                    if let Some(left) = current.take() {
                        lingering.remove(&left);
                    }
                }
                Note::Restarted | Note::CalledBack(Callback::UserSigExpired) => current = None,
                _ => {}
            }
        }
        lingering
    }
}

#[test]
fn in_ten_thousand_stories_a_device_is_never_told_it_was_kicked_nor_left_online_after_a_logout() {
    for seed in seeds(10_000) {
        let mut story = Story::new(seed);
        for _ in 0..25 {
            story.step();
        }
        story.settle();
        story.check();
    }
}
