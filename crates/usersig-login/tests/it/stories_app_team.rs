//! Stories an app team would write: many users for a while, and one device with long tickets.

use std::time::Duration;

use usersig::Lifetime;
use usersig_login::client::Callback;
use usersig_login::platform::Platform::{self, Android, IPhone, Web};
use usersig_login::service::{AppSettings, ExpiryNotice, Status};
use usersig_login::sim::{DeviceId, Network, SimSettings, Simulation};

use crate::support::clients::SEC;
use crate::support::fixture::{DAY, user};
use crate::support::random::{Rng, seeds};

// 50 users with 3 devices, kicks, tickets of 3 s, a faulty network.
#[test]
fn fifty_users_in_a_simulation() {
    let app = AppSettings { expiry_notice: ExpiryNotice::AtTheSecond, ..AppSettings::default() };
    let network = Network { dies_per_thousand: 30, ..Network::default() };
    let mut sim = Simulation::with(2024, SimSettings { app, network });
    let names: Vec<String> = (0..50).map(|number| format!("user{number}")).collect();
    let devices: Vec<[DeviceId; 3]> =
        names.iter().map(|name| [IPhone, Web, Android].map(|platform| sim.device(user(name), platform))).collect();
    for round in 0..20 {
        for (number, (name, on)) in names.iter().zip(&devices).enumerate() {
            let seconds = if round % 2 == 0 { 3 } else { DAY };
            sim.set_ticket_lifetime(on[1], Lifetime::from_secs(seconds).unwrap());
            let device = on[(number + round) % 3];
            if !sim.is_logged_in(device) {
                sim.login(device);
            }
            if (number + round) % 17 == 0 {
                sim.kick_account(&user(name));
            }
        }
        sim.run_for(SEC * 7);
    }
    sim.stop_link_deaths();
    sim.run_for(SEC * 300);
    let mut online = 0;
    for (name, on) in names.iter().zip(&devices) {
        let presence = sim.registry().presence(&user(name)).unwrap();
        for (device, platform) in on.iter().zip([IPhone, Web, Android]) {
            if sim.is_logged_in(*device) {
                online += 1;
                assert!(presence.platforms.contains(&(platform, Status::Online)), "{name} on {platform}");
            }
        }
        assert!(!(sim.is_logged_in(on[0]) && sim.is_logged_in(on[2])), "{name} has one mobile device");
    }
    assert!(online > 40, "{online}");
}

// Tickets of seconds, a minute and a day, and either way to tell that one expired.
#[test]
fn alone_with_short_tickets_a_device_is_never_told_that_it_was_kicked() {
    for (expiry_notice, stories) in [(ExpiryNotice::AtTheSecond, 5000), (ExpiryNotice::AtTheNextRequest, 1000)] {
        for seed in seeds(stories) {
            let (app, dies_per_thousand) = (AppSettings { expiry_notice, ..AppSettings::default() }, seed % 4 * 30);
            let network = Network { dies_per_thousand, ..Network::default() };
            let (mut sim, mut rng) = (Simulation::with(seed, SimSettings { app, network }), Rng::new(seed + 1));
            let device = sim.device(user("alice"), *rng.pick(&Platform::ALL));
            let mut logins = Vec::new();
            for _ in 0..30 {
                match rng.below(12) {
                    0..5 => logins.push(sim.login(device)),
                    5 if rng.below(3) == 0 => drop(sim.logout(device)),
                    6 => sim.cut_off(device),
                    7 | 8 => sim.let_back(device),
                    9 => sim.kill_link(device),
                    10 => {
                        let seconds = *rng.pick(&[3, 60, DAY]);
                        sim.set_ticket_lifetime(device, Lifetime::from_secs(seconds).unwrap());
                    }
                    11 if rng.below(5) == 0 => sim.restart(device),
                    _ => {}
                }
                let most = *rng.pick(&[100, 3_000, 30_000, 300_000]);
                sim.run_for(Duration::from_millis(rng.below(most)));
            }
            sim.run_for(SEC * 30);
            assert!(!sim.heard(device).contains(&Callback::KickedOffline), "seed {seed}");
            let codes = logins.iter().flat_map(|call| sim.answers(device, *call)).map(|answer| answer.code.number());
            assert!(codes.into_iter().all(|code| code != 6208), "seed {seed}");
        }
    }
}

#[test]
fn alone_with_long_tickets_a_device_is_never_told_that_it_was_kicked() {
    for seed in seeds(3000) {
        let network = Network { dies_per_thousand: 120, ..Network::default() };
        let mut sim = Simulation::with(seed, SimSettings { network, ..SimSettings::default() });
        let device = sim.device(user("alice"), Android);
        let mut rng = Rng::new(seed + 1);
        for _ in 0..40 {
            match rng.below(8) {
                0..3 => drop(sim.login(device)),
                3 => sim.kill_link(device),
                4 => sim.cut_off(device),
                5 => sim.let_back(device),
                6 if rng.below(4) == 0 => drop(sim.logout(device)),
                _ => {}
            }
            sim.run_for(Duration::from_millis(rng.below(20_000)));
        }
        assert!(!sim.heard(device).contains(&Callback::KickedOffline), "seed {seed}");
    }
}
