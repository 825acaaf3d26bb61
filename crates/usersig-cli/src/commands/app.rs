//! `usersig app`.

use std::path::{self, PathBuf};

use anyhow::{Context, ensure};
use clap::{ArgGroup, Args, Subcommand};
use usersig::{Lifetime, SdkAppId};

use crate::config::profile::Profile;
use crate::config::profiles::{self, Config};
use crate::keys::source::KeySource;
use crate::options::config::ConfigOptions;
use crate::options::ttl::TtlOptions;
use crate::output::outcome::Outcome;
use crate::output::warnings::Warnings;
use crate::output::{message, table, terminal};
use crate::time::duration;

/// Give names to apps, and say where their keys are
#[derive(Args)]
#[command(after_help = AFTER_HELP)]
pub(crate) struct App {
    #[command(subcommand)]
    action: Action,
}

const AFTER_HELP: &str = "\
Examples:
  usersig app add production --sdkappid 1400000000 --key-file ~/keys/production --ttl 7d
  usersig app default production
  usersig mint --app production --user-id alice

The configuration contains the places of the keys, not the keys. To rotate a key, name the new one first \
(--key-file new --key-file old). The first key signs, and all keys verify.";

const ADD_EXAMPLES: &str = "\
Examples:
  usersig app add production --sdkappid 1400000000 --key-file ~/keys/production
  usersig app add staging --sdkappid 1400000001 --key-env STAGING_KEY --ttl 1d
  usersig app add production --sdkappid 1400000000 --key-file new --key-file old";

#[derive(Subcommand)]
enum Action {
    /// List the names, with a star at the default
    List {
        #[command(flatten)]
        config: ConfigOptions,
    },
    Add(Add),
    /// Show one app and the places of its keys
    Show(Named),
    /// Make an app the default
    Default(Named),
    /// Remove an app from the configuration, but not its key files
    Remove(Named),
}

/// One app of the configuration.
#[derive(Args)]
struct Named {
    /// The app's name
    name: String,

    #[command(flatten)]
    config: ConfigOptions,
}

/// Add an app, or replace the one that has this name
#[derive(Args)]
#[command(after_help = ADD_EXAMPLES, group = ArgGroup::new("key").args(["key_file", "key_env"]).required(true))]
struct Add {
    /// The app's name, in letters, digits, and the characters . _ and -
    name: String,

    /// The app's SDKAppID
    #[arg(long = "sdkappid", value_name = "N")]
    sdk_app_id: SdkAppId,

    /// A file with a key. The first one signs
    #[arg(long, value_name = "PATH")]
    key_file: Vec<PathBuf>,

    /// The name of a variable with a key. The first one signs
    #[arg(long, value_name = "NAME")]
    key_env: Vec<String>,

    #[command(flatten)]
    ttl: TtlOptions,

    #[command(flatten)]
    config: ConfigOptions,
}

impl App {
    pub(crate) fn run(&self) -> anyhow::Result<Outcome> {
        let warnings = Warnings::default();
        match &self.action {
            Action::Add(add) => add.run(&warnings)?,
            Action::Default(named) => named.make_default(&warnings)?,
            Action::List { config } => message::answer(&list(&config.read(&warnings)?.config))?,
            Action::Remove(named) => named.remove(&warnings)?,
            Action::Show(Named { name, config }) => {
                message::answer(&show(config.read(&warnings)?.config.profile(name)?))?;
            }
        }
        Ok(Outcome::Good)
    }
}

impl Add {
    fn run(&self, warnings: &Warnings) -> anyhow::Result<()> {
        profiles::check_name(&self.name)?;
        ensure!(
            !self.key_file.iter().any(|path| path.as_os_str() == "-"),
            "the configuration cannot name standard input as a key file: give the path of a file"
        );
        let absolute = |path| path::absolute(path).context("cannot find the current folder");
        let profile = Profile {
            sdkappid: self.sdk_app_id,
            key_file: self.key_file.iter().map(absolute).collect::<anyhow::Result<_>>()?,
            key_env: self.key_env.clone(),
            ttl: self.ttl.given(warnings),
        };
        profile.check()?;
        let mut file = self.config.read_to_write(warnings)?;
        // A path that cannot be read is not saved, because it may be the key itself in the wrong place.
        for path in &profile.key_file {
            KeySource::file(path.clone(), "--key-file").read(Some(self.sdk_app_id), warnings)?;
        }
        let is_replaced = file.config.app.insert(self.name.clone(), profile).is_some();
        file.write(warnings)?;
        if is_replaced {
            message::say(format_args!("replaced the app {}", self.name));
        }
        Ok(())
    }
}

impl Named {
    fn make_default(&self, warnings: &Warnings) -> anyhow::Result<()> {
        let mut file = self.config.read_to_write(warnings)?;
        file.config.profile(&self.name)?;
        file.config.default = Some(self.name.clone());
        file.write(warnings)
    }

    fn remove(&self, warnings: &Warnings) -> anyhow::Result<()> {
        let mut file = self.config.read_to_write(warnings)?;
        file.config.profile(&self.name)?;
        file.config.app.remove(&self.name);
        file.config.default.take_if(|default| *default == self.name);
        file.write(warnings)?;
        if file.config.default.is_none() {
            message::say(format_args!(
                "removed the app {}; there is no default app",
                terminal::quoted_name(&self.name)
            ));
        }
        Ok(())
    }
}

fn list(config: &Config) -> String {
    let mark = |name: &String| if config.default.as_ref() == Some(name) { "*" } else { " " };
    let line = |(name, profile): (&String, &Profile)| format!("{} {name}  {}\n", mark(name), profile.sdkappid);
    config.app.iter().map(line).collect::<Vec<_>>().concat()
}

fn show(profile: &Profile) -> String {
    let mut rows = vec![("app", profile.sdkappid.to_string())];
    for (index, place) in profile.places().into_iter().enumerate() {
        rows.push((if index == 0 { "signs with" } else { "verifies with" }, place));
    }
    let lifetime = profile.ttl.map(|ttl| Lifetime::into(ttl.lifetime()));
    rows.extend(lifetime.map(|lifetime| ("ttl", duration::words(lifetime))));
    table::lines("", &rows)
}
