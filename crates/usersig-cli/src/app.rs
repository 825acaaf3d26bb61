//! Which app, and its keys.

use std::env;

use anyhow::{Context, bail, ensure};
use clap::Args;
use usersig::{KeyRing, Lifetime, SdkAppId, SecretKey, Signer, UnixTime, Verifier};

use crate::config::file::ConfigArgument;
use crate::key_source::{self, KeyArguments, KeySource};
use crate::output;

const SDK_APP_ID: &str = "USERSIG_SDKAPPID";

/// An app, by its number and key or by the name of its profile.
#[derive(Args)]
pub(crate) struct AppArguments {
    /// The profile with the app and its keys [else: the default of usersig app, when no SDKAppID is given]
    #[arg(long, value_name = "NAME", conflicts_with_all = ["sdk_app_id", "key_file"])]
    pub(crate) app: Option<String>,

    #[arg(long = "sdkappid", value_name = "N", help = "The app's SDKAppID [else: USERSIG_SDKAPPID]")]
    sdk_app_id: Option<SdkAppId>,

    #[command(flatten)]
    pub(crate) key: KeyArguments,

    #[command(flatten)]
    pub(crate) config: ConfigArgument,
}

/// The app, and where its keys are: the one that signs first.
pub(crate) struct App {
    pub(crate) sdk_app_id: SdkAppId,
    ttl: Option<Lifetime>,
    key_sources: Vec<KeySource>,
}

impl AppArguments {
    /// The one app that is meant. `--app` goes before a number, a number before the default profile.
    pub(crate) fn choose(&self) -> anyhow::Result<App> {
        if self.app.is_none()
            && let Some(sdk_app_id) = self.number()?
        {
            return Ok(App { sdk_app_id, ttl: None, key_sources: vec![self.key.source()?] });
        }
        let file = self.config.read()?;
        let Some(name) = self.app.as_ref().or(file.config.default.as_ref()) else {
            bail!("which app? Give --sdkappid or {SDK_APP_ID}, or --app for one of usersig app list");
        };
        ensure!(self.key.is_silent(), "--key-file needs --sdkappid: app {name} has its own keys");
        let profile = file.config.profile(name)?;
        let key_sources = profile.key_sources(file.folder());
        if self.app.is_none()
            && let Some(variable) = key_source::left_unread(&key_sources)
        {
            output::warn(format_args!("{variable} is not read: {name}, the default app, has its own keys"));
        }
        Ok(App { sdk_app_id: profile.sdkappid, ttl: profile.ttl, key_sources })
    }

    /// The flag goes before the environment.
    pub(crate) fn number(&self) -> anyhow::Result<Option<SdkAppId>> {
        if self.sdk_app_id.is_some() {
            return Ok(self.sdk_app_id);
        }
        let Some(number) = env::var_os(SDK_APP_ID) else { return Ok(None) };
        let number = number.to_str().with_context(|| format!("{SDK_APP_ID} is no number"))?;
        number.parse().map(Some).context(SDK_APP_ID)
    }
}

impl App {
    /// How long a ticket is good for which this was asked: an hour, when nobody says anything.
    pub(crate) fn ttl(&self, asked: Option<Lifetime>) -> Lifetime {
        asked.or(self.ttl).unwrap_or(Lifetime::HOUR)
    }

    pub(crate) fn is_key_on_standard_input(&self) -> bool {
        self.key_sources.iter().any(KeySource::is_standard_input)
    }

    /// Signs with the first key; the others are not looked at.
    pub(crate) fn signer(&self) -> anyhow::Result<Signer> {
        let first = self.key_sources.first().context("the app has no key")?;
        Ok(Signer::new(self.sdk_app_id, &first.read()?))
    }

    /// Verifies with all keys.
    pub(crate) fn verifier(&self) -> anyhow::Result<Verifier> {
        let keys: Vec<SecretKey> = self.key_sources.iter().map(KeySource::read).collect::<anyhow::Result<_>>()?;
        let (first, others) = keys.split_first().context("the app has no key")?;
        let ring = KeyRing::default().with_signing_key(self.sdk_app_id, first);
        let ring = others.iter().fold(ring, |ring, key| ring.with_retiring_key(self.sdk_app_id, key, UnixTime::MAX));
        Ok(ring.app(self.sdk_app_id)?.1)
    }
}
