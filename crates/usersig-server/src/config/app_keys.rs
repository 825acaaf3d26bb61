//! Reads the keys of the apps.

use std::collections::HashMap;
use std::fs;
use std::sync::Arc;

use anyhow::{Context, bail, ensure};
use jiff::Timestamp;
use usersig::{SecretKey, UnixTime};

use crate::config::apps::{AppKeySection, AppSection};
use crate::config::file::File;
use crate::config::redact::{LONGEST_SHOWN, redacted};
use crate::keys::apps::{App, Apps};
use crate::keys::rotation::{AppKeys, PlannedKey};
use crate::secrets::app_key::{self, KeyPolicy};

/// Reads the keys of all apps.
pub(crate) fn load(file: &File, policy: KeyPolicy, now: UnixTime) -> anyhow::Result<Apps> {
    let mut apps = HashMap::new();
    for section in &file.apps {
        let app = app(file, section, policy, now).with_context(|| format!("app {}", section.sdk_app_id))?;
        apps.insert(section.sdk_app_id, Arc::new(app));
    }
    Ok(Apps { apps, default: file.default_app })
}

fn app(file: &File, section: &AppSection, policy: KeyPolicy, now: UnixTime) -> anyhow::Result<App> {
    let mut keys: Vec<PlannedKey> = Vec::with_capacity(section.keys.len());
    for key in &section.keys {
        let name = redacted(&key.name);
        ensure!(
            name == key.name,
            "key {name}: a name has at most {LONGEST_SHOWN} letters, digits, - and _ in a row, because a longer row may be the \
             key itself, and neither quotes nor control characters"
        );
        ensure!(keys.iter().all(|other| other.name != name), "key {name} is there twice");
        keys.push(planned(key, policy, now).with_context(|| format!("key {name}"))?);
    }
    let keys = AppKeys::plan(section.sdk_app_id, keys, file.lifetimes.longest_accepted.duration(), now)?;
    warn_of_early_retirements(file, section, &keys);
    Ok(App::new(keys, section.long_identifiers, section.admins.clone()))
}

fn planned(section: &AppKeySection, policy: KeyPolicy, now: UnixTime) -> anyhow::Result<PlannedKey> {
    let signs_from = section.signs_from.map(unix_time).transpose()?;
    Ok(PlannedKey {
        name: section.name.clone(),
        key: key(section, policy)?,
        signs_from,
        in_use_since: signs_from.or_else(|| changed_at(section)).unwrap_or(now),
        retires_at: section.retires_at.map(unix_time).transpose()?,
    })
}

fn key(section: &AppKeySection, policy: KeyPolicy) -> anyhow::Result<SecretKey> {
    // The name of a variable and a path are not repeated, because they may be the key itself in the wrong place.
    match (&section.file, &section.env) {
        (Some(path), None) => app_key::from_file(path, policy).context("file"),
        (None, Some(name)) => app_key::from_environment(name, policy).context("env"),
        _ => bail!("exactly one of file and env is needed"),
    }
}

/// The last change of a key file is the best that is known about the age of its key.
fn changed_at(section: &AppKeySection) -> Option<UnixTime> {
    UnixTime::try_from(fs::metadata(section.file.as_ref()?).ok()?.modified().ok()?).ok()
}

fn unix_time(timestamp: Timestamp) -> anyhow::Result<UnixTime> {
    let secs = u64::try_from(timestamp.as_second()).ok().context("the time is before 1970")?;
    Ok(UnixTime::from_secs(secs))
}

/// A key may retire early after a leak, and then users must log in again.
fn warn_of_early_retirements(file: &File, section: &AppSection, keys: &AppKeys) {
    for phase in keys.phases() {
        let last_ticket = phase.ends_at.map(|end| end.saturating_add(file.lifetimes.limit.duration()));
        if let (Some(last_ticket), Some(retires_at)) = (last_ticket, phase.retires_at)
            && retires_at < last_ticket
        {
            tracing::warn!(
                app = section.sdk_app_id.number(),
                key = phase.key_name,
                retires_at = retires_at.as_secs(),
                last_ticket_expires_at = last_ticket.as_secs(),
                "the key retires before its last ticket expires; users with such tickets must log in again"
            );
        }
    }
}
