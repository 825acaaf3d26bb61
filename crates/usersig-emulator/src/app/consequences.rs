//! The events of the registry reach links, the journal and the webhook.

use usersig_login::UnixMillis;
use usersig_login::service::{Connection, ServiceEvent, StateChange};

use crate::app::app_state::App;
use crate::app::effects::Effects;
use crate::app::ending::Ending;
use crate::app::open_link::Outgoing;
use crate::journal::entry::Record;
use crate::webhook::notification::Notification;
use crate::webhook::outbox::OutboxFull;
use crate::wire::push;
use crate::words::cause::Cause;
use crate::words::link_id::LinkId;

impl App {
    /// Passes events on, in order.
    pub(crate) fn pass_on(
        &mut self,
        events: Vec<ServiceEvent>,
        cause: Cause,
        now: UnixMillis,
        effects: &mut Effects<'_>,
    ) {
        for event in events {
            match event {
                ServiceEvent::KickedOffline(connection) => self.kicked(connection, cause, now, effects),
                ServiceEvent::KickUndone { user_id, undone, .. } => {
                    let operation = format!("undo the kick at {undone}");
                    effects.note(self.sdk_app_id, user_id.as_str(), now, Record::control(operation));
                }
                ServiceEvent::StateChanged(change) => self.state_changed(&change, cause, effects),
                ServiceEvent::UserSigExpired(connection) => {
                    if let Some(id) = self.routes.get(&connection.session).copied() {
                        self.expired(id, now, effects);
                    }
                }
            }
        }
    }

    fn kicked(&mut self, connection: Connection, cause: Cause, now: UnixMillis, effects: &mut Effects<'_>) {
        let by = cause.kick_type();
        let Connection { session, user_id, device } = connection;
        self.secrets.kicked(&user_id, device, by);
        let link = self.routes.remove(&session);
        if let Some(id) = link {
            self.end(id, Ending::Kicked(by));
        }
        if let Some(open) = link.and_then(|id| self.links.get_mut(&id)) {
            open.client.push(Outgoing::Frame(push::force_offline(self.sdk_app_id, by, now)));
        }
        let record = Record::Kick { link, platform: device.platform, by, operation: cause.forced_logout() };
        effects.note(self.sdk_app_id, user_id.as_str(), now, record);
    }

    /// A ticket has expired while its device was online. The page hears of it in the answer to its next request.
    pub(crate) fn expired(&mut self, id: LinkId, now: UnixMillis, effects: &mut Effects<'_>) {
        let Some(open) = self.links.get_mut(&id) else { return };
        let Some(login) = open.login.take() else { return };
        open.ending = Some(Ending::Expired);
        let record = Record::Expired { link: id, platform: open.link.device().platform };
        effects.note(self.sdk_app_id, login.user_id.as_str(), now, record);
    }

    fn state_changed(&self, change: &StateChange, cause: Cause, effects: &mut Effects<'_>) {
        let record = Record::StateChange {
            action: change.change.action().to_owned(),
            reason: change.change.reason().to_owned(),
            platform: change.platform,
            kicked: change.kicked.clone(),
        };
        effects.note(self.sdk_app_id, change.user_id.as_str(), change.at, record);
        if let Some(address) = &self.settings.webhook {
            let notification = Notification::new(self.sdk_app_id, address, change, cause);
            if let Err(OutboxFull) = effects.outbox.push(notification) {
                let (action, outcome) =
                    (change.change.action().to_owned(), "dropped: too many notifications wait".to_owned());
                let record = Record::Webhook { action, attempt: 0, outcome };
                effects.note(self.sdk_app_id, change.user_id.as_str(), change.at, record);
            }
        }
    }
}
