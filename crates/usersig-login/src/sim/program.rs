//! The program that runs on a device.

use std::fmt;
use std::time::Duration;

use usersig::UserId;

use crate::client::{Action, Client, Event, LoginStatus, TicketText};
use crate::keeper::{KeeperAction, SessionKeeper};

/// The login code of an app: the SDK's client, a keeper around it, or your own.
///
/// The simulation is its driver. It performs the actions the program returns, in order, and brings what comes of them.
/// Implement this for the code of your app to test it against a service that kicks, forgets, restarts and loses answers.
pub trait DeviceProgram: fmt::Debug + Send + Sync {
    /// An event has happened: a call of the app, a message of the service, or something the link brings.
    fn handle(&mut self, event: Event, now: Duration) -> Vec<KeeperAction>;

    /// The time of [`poll_timeout`](Self::poll_timeout) has come.
    fn handle_timeout(&mut self, now: Duration) -> Vec<KeeperAction>;

    /// When [`handle_timeout`](Self::handle_timeout) should be called, if ever.
    fn poll_timeout(&self) -> Option<Duration>;

    /// The owner of the device wants this user logged in, and leaves the ticket to the program.
    fn log_in(&mut self, _user_id: UserId, _now: Duration) -> Vec<KeeperAction> {
        Vec::new()
    }

    /// The ticket the program asked for with [`KeeperAction::AskForTicket`], and how long it lives.
    fn ticket(
        &mut self,
        _user_id: UserId,
        _user_sig: &TicketText,
        _lifetime: Duration,
        _now: Duration,
    ) -> Vec<KeeperAction> {
        Vec::new()
    }

    /// The ticket the program asked for cannot be had now.
    fn no_ticket(&mut self, _user_id: UserId, _now: Duration) -> Vec<KeeperAction> {
        Vec::new()
    }

    /// The user the program believes to be logged in.
    fn login_user(&self) -> Option<UserId>;

    /// The login status the program shows.
    fn login_status(&self) -> LoginStatus;
}

fn of_client(actions: Vec<Action>) -> Vec<KeeperAction> {
    actions.into_iter().map(KeeperAction::Client).collect()
}

impl DeviceProgram for Client {
    fn handle(&mut self, event: Event, now: Duration) -> Vec<KeeperAction> {
        of_client(Self::handle(self, event, now))
    }

    fn handle_timeout(&mut self, now: Duration) -> Vec<KeeperAction> {
        of_client(Self::handle_timeout(self, now))
    }

    fn poll_timeout(&self) -> Option<Duration> {
        Self::poll_timeout(self)
    }

    fn login_user(&self) -> Option<UserId> {
        Self::login_user(self).copied()
    }

    fn login_status(&self) -> LoginStatus {
        Self::login_status(self)
    }
}

impl DeviceProgram for SessionKeeper {
    fn handle(&mut self, event: Event, now: Duration) -> Vec<KeeperAction> {
        Self::handle(self, event, now)
    }

    fn handle_timeout(&mut self, now: Duration) -> Vec<KeeperAction> {
        Self::handle_timeout(self, now)
    }

    fn poll_timeout(&self) -> Option<Duration> {
        Self::poll_timeout(self)
    }

    fn log_in(&mut self, user_id: UserId, now: Duration) -> Vec<KeeperAction> {
        Self::log_in(self, user_id, now)
    }

    fn ticket(
        &mut self,
        user_id: UserId,
        user_sig: &TicketText,
        lifetime: Duration,
        now: Duration,
    ) -> Vec<KeeperAction> {
        Self::ticket(self, user_id, user_sig, lifetime, now)
    }

    fn no_ticket(&mut self, user_id: UserId, now: Duration) -> Vec<KeeperAction> {
        Self::no_ticket(self, user_id, now)
    }

    fn login_user(&self) -> Option<UserId> {
        self.client().login_user().copied()
    }

    fn login_status(&self) -> LoginStatus {
        self.client().login_status()
    }
}
