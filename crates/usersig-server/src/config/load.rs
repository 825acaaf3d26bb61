//! Reads the file and everything it names, and turns it into valid values.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};

use anyhow::{Context, anyhow};
use usersig::{Lifetime, Tolerances};

use crate::config::file::File;
use crate::config::redact::redacted;
use crate::config::store_kind::StoreKind;
use crate::config::{app_keys, consistency, credentials, restart};
use crate::secrets::app_key::KeyPolicy;
use crate::secrets::file;
use crate::state::{Live, Rules};
use crate::words::moment::Clock;
use crate::words::span::Span;

/// Many times a configuration of a thousand callers.
const MAX_FILE_LEN: usize = 4 << 20;

/// Where the configuration comes from. A reload reads it again.
#[derive(Clone, Debug)]
pub(crate) struct Source {
    pub(crate) path: PathBuf,
    pub(crate) overrides: Overrides,
    pub(crate) key_policy: KeyPolicy,
}

/// Values of flags and of the environment, which replace those of the file.
#[derive(Clone, Debug, Default)]
pub(crate) struct Overrides {
    pub(crate) listen: Option<SocketAddr>,
    pub(crate) admin_listen: Option<SocketAddr>,
    pub(crate) data_dir: Option<PathBuf>,
    pub(crate) store: Option<StoreKind>,
    pub(crate) audit_file: Option<PathBuf>,
}

/// A valid configuration.
pub(crate) struct Loaded {
    /// The file with the values of flags and of the environment, which `--check` prints.
    pub(crate) file: File,
    pub(crate) live: Live,
    pub(crate) rules: Rules,
}

/// A valid configuration that was read again.
pub(crate) struct Reloaded {
    pub(crate) file: File,
    pub(crate) live: Live,
    /// The names of members that changed and need a restart.
    pub(crate) need_restart: Vec<&'static str>,
}

/// Reads and checks everything.
pub(crate) fn load(source: &Source, clock: Clock) -> anyhow::Result<Loaded> {
    let (file, rules) = checked(source)?;
    let live = live(&file, source, clock)?;
    Ok(Loaded { file, live, rules })
}

/// Reads and checks everything again. Members that need a restart keep their running values.
pub(crate) fn reload(source: &Source, clock: Clock, running: &File) -> anyhow::Result<Reloaded> {
    // The new values of those members are checked too, because the next start uses them.
    let (mut file, _) = checked(source)?;
    let need_restart = restart::keep(&mut file, running);
    let live = live(&file, source, clock)?;
    Ok(Reloaded { file, live, need_restart })
}

fn checked(source: &Source) -> anyhow::Result<(File, Rules)> {
    let file = overridden(read(&source.path)?, &source.overrides);
    consistency::check(&file)?;
    let rules = rules(&file)?;
    Ok((file, rules))
}

fn live(file: &File, source: &Source, clock: Clock) -> anyhow::Result<Live> {
    let apps = app_keys::load(file, source.key_policy, clock.now()?.wall)?;
    let credentials = credentials::load(file)?;
    Ok(Live { apps, credentials })
}

/// Reads the file only. Errors name the line and never repeat it, because it may contain a secret in the wrong place.
fn read(path: &Path) -> anyhow::Result<File> {
    let name = || format!("configuration {}", path.display());
    let bytes = file::read_public(path, MAX_FILE_LEN).with_context(name)?;
    let text = str::from_utf8(&bytes).map_err(|_| anyhow!("it is not UTF-8 text")).with_context(name)?;
    toml::from_str(text).map_err(|error| anyhow!(explained(text, &error))).with_context(name)
}

fn explained(text: &str, error: &toml::de::Error) -> String {
    let message = redacted(error.message());
    match error.span() {
        Some(span) => {
            let line = text.bytes().take(span.start).filter(|byte| *byte == b'\n').count() + 1;
            format!("line {line}: {message}")
        }
        None => message,
    }
}

fn overridden(mut file: File, overrides: &Overrides) -> File {
    let Overrides { listen, admin_listen, data_dir, store, audit_file } = overrides;
    file.listen = listen.unwrap_or(file.listen);
    file.admin_listen = admin_listen.unwrap_or(file.admin_listen);
    file.data_dir = data_dir.clone().or(file.data_dir);
    file.store = store.clone().unwrap_or(file.store);
    file.audit.file = audit_file.clone().or(file.audit.file);
    file
}

fn rules(file: &File) -> anyhow::Result<Rules> {
    let lifetime = |span: Span| Lifetime::from_secs(span.as_secs());
    Ok(Rules {
        body_timeout: file.limits.body_timeout.duration(),
        default_lifetime: lifetime(file.lifetimes.default)?,
        failed_verifications: file.rates.failed_verifications,
        lifetime_limit: lifetime(file.lifetimes.limit)?,
        longest_accepted: file.lifetimes.longest_accepted.duration(),
        on_store_failure: file.verification.on_store_failure,
        per_user: file.rates.per_user,
        tolerances: Tolerances::default().with_future_tolerance(file.verification.future_tolerance.duration())?,
    })
}
