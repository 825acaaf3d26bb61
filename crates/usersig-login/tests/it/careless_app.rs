//! An app that ignores the login guide, in the simulation.

use std::time::Duration;

use usersig::UserId;
use usersig_login::client::{Action, CallId, Callback, Client, Event, LoginStatus, TicketText};
use usersig_login::keeper::KeeperAction;
use usersig_login::platform::Platform::{Android, IPhone};
use usersig_login::service::Device;
use usersig_login::sim::{DeviceProgram, Simulation};

use crate::support::clients::{SEC, endings};
use crate::support::fixture::user;

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
