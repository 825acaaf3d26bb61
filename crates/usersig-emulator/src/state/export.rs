//! Saves the emulator.

use usersig_login::UnixMillis;

use crate::app::app_state::App;
use crate::app::open_link::OpenLink;
use crate::state::document::{AppDocument, Document, PhoneDocument, VERSION};
use crate::words::link_id::LinkId;
use crate::world::world_state::World;

/// The whole state. Open links of pages are not part of it: their devices come back by themselves.
pub(crate) fn export(world: &mut World, now: UnixMillis) -> Document {
    Document {
        version: VERSION,
        saved_at: now,
        clock: world.clock.pace(),
        apps: world.apps.iter_mut().map(|app| app_document(app, now)).collect(),
        faults: world.faults.iter().cloned().collect(),
        outbox: world.outbox.waiting().cloned().collect(),
        next_entry: world.journal.next_id(),
        journal: world.journal.after(0).map(|entry| (**entry).clone()).collect(),
    }
}

fn app_document(app: &mut App, now: UnixMillis) -> AppDocument {
    AppDocument {
        sdk_app_id: app.sdk_app_id,
        key: app.key.name().to_owned(),
        settings: app.settings.clone(),
        registry: app.registry.save(now).to_saved(),
        secrets: app.secrets.sorted(),
        phones: app.links.iter().filter(|(_, open)| open.client.is_phone()).map(phone_document).collect(),
    }
}

fn phone_document((link, open): (&LinkId, &OpenLink)) -> PhoneDocument {
    let OpenLink { link: state, login, ending, .. } = open;
    PhoneDocument { link: *link, device: state.device(), source: state.source(), login: *login, ending: *ending }
}
