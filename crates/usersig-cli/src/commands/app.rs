//! `usersig app`.

use std::path::{self, PathBuf};

use anyhow::{Context, ensure};
use clap::{Args, Subcommand};
use usersig::{Lifetime, SdkAppId};

use crate::config::profiles::{self, Config, Profile};
use crate::options::config::ConfigOptions;
use crate::output::outcome::Outcome;
use crate::output::{message, table};
use crate::time::duration;

/// Give apps names, and say where their keys are
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

The config holds no key, only where keys are. To rotate, name the new key first: --key-file new --key-file old; the \
first signs, the others still verify.";

const ADD_EXAMPLES: &str = "\
Examples:
  usersig app add production --sdkappid 1400000000 --key-file ~/keys/production
  usersig app add staging --sdkappid 1400000001 --key-env STAGING_KEY --ttl 1d
  usersig app add production --sdkappid 1400000000 --key-file new --key-file old";

#[derive(Subcommand)]
enum Action {
    /// The names, the default marked with a star
    List {
        #[command(flatten)]
        config: ConfigOptions,
    },
    Add(Add),
    /// One app, without its keys
    Show {
        /// The app's name
        name: String,
        #[command(flatten)]
        config: ConfigOptions,
    },
    /// Make an app the one that is meant when none is named
    Default {
        /// The app's name
        name: String,
        #[command(flatten)]
        config: ConfigOptions,
    },
}

/// Add an app, or put it in the place of the one with this name
#[derive(Args)]
#[command(after_help = ADD_EXAMPLES)]
struct Add {
    /// What to call it, in letters, digits and _.-
    name: String,

    /// The app's SDKAppID
    #[arg(long = "sdkappid", value_name = "N")]
    sdk_app_id: SdkAppId,

    /// A file with a key, the one that signs first
    #[arg(long, value_name = "PATH", required_unless_present = "key_env", conflicts_with = "key_env")]
    key_file: Vec<PathBuf>,

    /// The name of a variable with a key, the one that signs first
    #[arg(long, value_name = "NAME")]
    key_env: Vec<String>,

    /// How long its tickets are good: 90s, 5m, 1h, 7d or plain seconds
    #[arg(long, value_name = "DURATION", value_parser = duration::lifetime)]
    ttl: Option<Lifetime>,

    #[command(flatten)]
    config: ConfigOptions,
}

impl App {
    pub(crate) fn run(&self) -> anyhow::Result<Outcome> {
        match &self.action {
            Action::Add(add) => add.run()?,
            Action::Default { name, config } => make_default(name, config)?,
            Action::List { config } => message::answer(&list(&config.read()?.config))?,
            Action::Show { name, config } => message::answer(&show(config.read()?.config.profile(name)?))?,
        }
        Ok(Outcome::Good)
    }
}

impl Add {
    fn run(&self) -> anyhow::Result<()> {
        profiles::check_name(&self.name)?;
        ensure!(!self.key_file.iter().any(|path| path.as_os_str() == "-"), "a config cannot name standard input");
        let absolute = |path| path::absolute(path).context("cannot find the folder this is in");
        let profile = Profile {
            sdkappid: self.sdk_app_id,
            key_file: self.key_file.iter().map(absolute).collect::<anyhow::Result<_>>()?,
            key_env: self.key_env.clone(),
            ttl: self.ttl,
        };
        profile.check()?;
        let mut file = self.config.read_to_write()?;
        if profile.key_env.is_empty() {
            // What cannot be read is not written down: it may be the key itself, put in the wrong place.
            profile.key_sources(file.folder()).iter().try_for_each(|source| source.read().map(drop))?;
        }
        file.config.app.insert(self.name.clone(), profile);
        file.write()
    }
}

fn make_default(name: &str, config: &ConfigOptions) -> anyhow::Result<()> {
    let mut file = config.read_to_write()?;
    file.config.profile(name)?;
    file.config.default = Some(name.to_owned());
    file.write()
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
    rows.extend(profile.ttl.map(|ttl| ("ttl", duration::words(ttl.into()))));
    table::lines("", &rows)
}
