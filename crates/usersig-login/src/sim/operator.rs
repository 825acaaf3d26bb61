//! The actions of the service's operator.

use usersig::{UnixTime, UserId};

use crate::service::{AppSettings, Registry, ServiceEvent};
use crate::sim::device_id::DeviceId;
use crate::sim::journal::{Note, Restored};
use crate::sim::simulation::Simulation;
use crate::unix_millis::UnixMillis;

impl Simulation {
    /// Makes any call of the service, and passes on its events.
    pub fn operate(&mut self, call: impl FnOnce(&mut Registry, UnixMillis) -> Vec<ServiceEvent>) {
        let now = self.now();
        let events = call(&mut self.registry, now);
        self.pass_on(events);
    }

    /// `kick`, if there is such an account.
    pub fn kick_account(&mut self, user_id: &UserId) {
        self.note(None, Note::Operated("kick", *user_id));
        self.operate(|registry, now| registry.kick_account(user_id, now).unwrap_or_default());
    }

    /// Takes the latest kick of an account back, if its valid-after time is this one.
    pub fn undo_kick(&mut self, user_id: &UserId, valid_after: UnixTime) {
        self.note(None, Note::Operated("undo kick", *user_id));
        self.operate(|registry, _| registry.undo_kick(user_id, valid_after).unwrap_or_default());
    }

    /// `account_import`. Returns whether the account exists afterwards.
    pub fn import(&mut self, user_id: &UserId) -> bool {
        self.note(None, Note::Operated("import", *user_id));
        self.registry.import(user_id).is_ok()
    }

    /// `account_delete`, if there is such an account.
    pub fn delete(&mut self, user_id: &UserId) {
        self.note(None, Note::Operated("delete", *user_id));
        self.operate(|registry, now| registry.delete(user_id, now).unwrap_or_default());
    }

    /// Blocks an account, if there is one.
    pub fn block(&mut self, user_id: &UserId) {
        self.note(None, Note::Operated("block", *user_id));
        self.operate(|registry, now| registry.block(user_id, now).unwrap_or_default());
    }

    /// Unblocks an account. Returns whether there is one.
    pub fn unblock(&mut self, user_id: &UserId) -> bool {
        self.note(None, Note::Operated("unblock", *user_id));
        self.registry.unblock(user_id).is_ok()
    }

    /// Changes the settings of the service, such as the login policy.
    pub fn set_settings(&mut self, settings: AppSettings) {
        self.note(None, Note::SettingsChanged);
        self.registry.set_settings(settings);
    }

    /// Saves the state of the service, for a later restart.
    pub fn save_service(&mut self) {
        let now = self.now();
        self.saved = Some(self.registry.save(now).to_saved());
        self.changes.clear();
    }

    /// Restarts the service. Every link breaks. It starts from the last saved state and every change since, or from nothing
    /// if no state was saved.
    ///
    /// # Panics
    /// If a registry refuses the state it has saved itself, which would be a fault of this library.
    pub fn restart_service(&mut self) {
        let changes = self.registry.take_changes();
        self.changes.push(changes);
        self.start_service();
    }

    /// Lets the service crash and start again. Every link breaks. Changes since the last saved state are lost.
    ///
    /// # Panics
    /// If a registry refuses the state it has saved itself, which would be a fault of this library.
    pub fn crash_service(&mut self) {
        self.changes.clear();
        self.start_service();
    }

    fn start_service(&mut self) {
        let (now, settings, sdk_app_id) = (self.now(), *self.registry.settings(), self.app.sdk_app_id);
        let restored = if let Some(saved) = self.saved.clone() {
            let (generation, changes) = (saved.generation(), self.changes.clone());
            self.registry = Registry::restore(saved, changes, settings, generation, now)
                .expect("the simulation has saved this state itself");
            Restored::FromSnapshot
        } else {
            self.registry = Registry::new(sdk_app_id, settings);
            self.changes.clear();
            Restored::Empty
        };
        self.note(None, Note::ServiceRestarted(restored));
        self.routes.clear();
        for number in 0..self.devices.len() {
            self.at_mut(DeviceId(number)).service_links.clear();
            self.break_link(DeviceId(number));
        }
    }
}
