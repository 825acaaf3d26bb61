//! Continues from a saved state.

use std::collections::BTreeSet;

use anyhow::{Context as _, anyhow, ensure};
use usersig_login::UnixMillis;
use usersig_login::exchange::Link;
use usersig_login::service::Registry;

use crate::app::app_state::App;
use crate::app::logins::after;
use crate::app::open_link::{Client, OpenLink};
use crate::clock::LATEST;
use crate::clock::Pace;
use crate::faults::faults_in_force::FaultsInForce;
use crate::journal::entry::Entry;
use crate::state::document::{AppDocument, Document, PhoneDocument, VERSION};
use crate::words::link_id::LinkId;
use crate::world::apps::APPS_ALLOWED;
use crate::world::plan::Plan;
use crate::world::world_state::World;

/// Replaces everything but the configuration. Pages lose their links and come back by themselves.
///
/// # Errors
/// If the state is not one that an emulator with these keys can have saved. Then nothing is replaced.
pub(crate) fn import(world: &mut World, document: Document) -> anyhow::Result<()> {
    let Document { version, saved_at: _, clock, apps, faults, outbox, next_entry, journal } = document;
    ensure!(version == VERSION, "the state has version {version}, this emulator reads {VERSION}");
    ensure!(apps.len() <= APPS_ALLOWED, "the state has {} apps, at most {APPS_ALLOWED} are allowed", apps.len());
    let distinct: BTreeSet<_> = apps.iter().map(|app| app.sdk_app_id).collect();
    ensure!(distinct.len() == apps.len(), "the state has an app twice");
    ensure!(is_ascending(&journal, next_entry), "the entries of the journal are not in order");
    let mut moved = world.clock;
    moved.set_pace(bounded(clock));
    let now = moved.now();
    let faults = FaultsInForce::restored(faults).map_err(|why| anyhow!(why))?;
    let apps =
        apps.into_iter().map(|app| restored(&world.apps.plan, app, now)).collect::<anyhow::Result<Vec<App>>>()?;

    let last_link = apps.iter().flat_map(|app| app.links.keys()).max().copied();
    world.clock = moved;
    world.clock_was_replaced();
    world.skip_links(last_link.unwrap_or(LinkId(0)));
    world.apps.replace(apps);
    world.faults = faults;
    world.journal.restore(next_entry, journal);
    world.outbox.clear();
    for notification in outbox {
        // More than an emulator keeps are dropped, as an emulator would.
        let _ = world.outbox.push(notification);
    }
    Ok(())
}

fn restored(plan: &Plan, document: AppDocument, now: UnixMillis) -> anyhow::Result<App> {
    let AppDocument { sdk_app_id, key, settings, registry, secrets, phones } = document;
    let of_app = || format!("app {sdk_app_id}");
    settings.check().map_err(|why| anyhow!(why)).with_context(of_app)?;
    let key = plan.key(&key).with_context(|| format!("there is no key {key:?}")).with_context(of_app)?;
    let registry = Registry::restore(registry, [], settings.bounded(), 0, now).with_context(of_app)?;
    ensure!(registry.sdk_app_id() == sdk_app_id, "the accounts of app {sdk_app_id} are of another app");
    let mut app = App::with_registry(registry, settings, key);
    for (hash, record) in secrets {
        app.secrets.insert(hash, record);
    }
    for phone in phones {
        open_again(&mut app, &phone);
    }
    Ok(app)
}

fn open_again(app: &mut App, phone: &PhoneDocument) {
    let PhoneDocument { link: id, device, source, login, ending } = *phone;
    if let Some(login) = login {
        app.routes.insert(login.session, id);
        app.expiries.insert((after(login.expires_at), id));
    }
    app.links.insert(id, OpenLink { link: Link::new(device, source), client: Client::Phone, login, ending });
}

fn is_ascending(journal: &[Entry], next_entry: u64) -> bool {
    journal.is_sorted_by(|one, next| one.id < next.id) && journal.last().is_none_or(|last| last.id < next_entry)
}

/// The clock of a state ends when every clock ends.
fn bounded(pace: Pace) -> Pace {
    match pace {
        Pace::FrozenAt(at) => Pace::FrozenAt(at.min(LATEST)),
        running @ Pace::RunsAhead(_) => running,
    }
}
