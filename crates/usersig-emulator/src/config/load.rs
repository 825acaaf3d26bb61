//! Reads the configuration file and the key files that it names.

use std::fs::File;
use std::io::Read as _;
use std::path::Path;

use anyhow::{Context as _, anyhow, bail, ensure};

use crate::config::file::ConfigFile;
use crate::config::key_file;
use crate::options::OwnKeys;
use crate::words::app_key::SAMPLE_KEY_NAME;
use crate::world::apps::APPS_ALLOWED;
use crate::world::plan::{AppPlan, Plan};

/// Many times a configuration of all the apps that there can be.
const FILE_MAX: u64 = 1 << 20;

/// The plan of a file, or the plan without a file.
///
/// # Errors
/// If a file cannot be read or is not valid, or names a key without the flag that allows it.
pub(crate) fn load(path: Option<&Path>, own_keys: OwnKeys) -> anyhow::Result<Plan> {
    let Some(path) = path else { return Ok(Plan::new([])) };
    let of_file = || format!("configuration {}", path.display());
    let text = read(path).with_context(of_file)?;
    let file: ConfigFile = toml::from_str(&text).with_context(of_file)?;
    plan(file, path.parent().unwrap_or(Path::new("")), own_keys).with_context(of_file)
}

/// The length is counted while it is read, because a device or a pipe states none.
fn read(path: &Path) -> anyhow::Result<String> {
    let mut bytes = Vec::new();
    File::open(path)?.take(FILE_MAX + 1).read_to_end(&mut bytes)?;
    ensure!(bytes.len() as u64 <= FILE_MAX, "it has more than {FILE_MAX} bytes");
    String::from_utf8(bytes).map_err(|_| anyhow!("it is not UTF-8 text"))
}

/// Paths of key files are relative to the folder of the configuration file.
fn plan(file: ConfigFile, folder: &Path, own_keys: OwnKeys) -> anyhow::Result<Plan> {
    let ConfigFile { keys, apps } = file;
    if !keys.is_empty() && own_keys == OwnKeys::Refused {
        bail!("it names keys; start with --allow-own-keys to allow them, and never use the key of a real app here");
    }
    ensure!(!keys.contains_key(SAMPLE_KEY_NAME), "the key {SAMPLE_KEY_NAME:?} is the public sample key");
    ensure!(apps.len() <= APPS_ALLOWED, "it has {} apps, at most {APPS_ALLOWED} are allowed", apps.len());
    let keys = keys.iter().map(|(name, path)| key_file::read(name, &folder.join(path)));
    let mut plan = Plan::new(keys.collect::<anyhow::Result<Vec<_>>>()?);
    for app in apps {
        let of_app = format!("app {}", app.sdk_app_id);
        app.settings.check().map_err(|why| anyhow!(why)).context(of_app.clone())?;
        let key = plan.key(&app.key).with_context(|| format!("{of_app}: there is no key {:?}", app.key))?;
        let before = plan.insert(app.sdk_app_id, AppPlan { settings: app.settings, key });
        ensure!(before.is_none(), "{of_app} occurs twice");
    }
    Ok(plan)
}
