//! The options `--app` and `--sdkappid`, which choose the app that the command works for, and its keys.

use std::env;
use std::path::PathBuf;

use anyhow::{Context, bail, ensure};
use clap::Args;
use usersig::{KeyRing, Lifetime, SdkAppId, SecretKey, Signer, UnixTime, Verifier};

use crate::doubts::lifetime;
use crate::keys::source::{self, KeySource};
use crate::options::config::ConfigOptions;
use crate::options::key::KeyOptions;
use crate::output::protected::Protected;
use crate::output::warnings::Warnings;
use crate::time::ttl::Ttl;

const SDK_APP_ID: &str = "USERSIG_SDKAPPID";

/// The app, by its SDKAppID or by the name of a profile.
#[derive(Args)]
pub(crate) struct AppOptions {
    /// The profile that has the app and its keys [default: the default profile, if no SDKAppID is given]
    #[arg(long, alias = "profile", value_name = "NAME", conflicts_with_all = ["sdk_app_id", "key_file"])]
    pub(crate) app: Option<String>,

    #[arg(long = "sdkappid", value_name = "N", help = "The app's SDKAppID [default: the variable USERSIG_SDKAPPID]")]
    sdk_app_id: Option<SdkAppId>,

    #[command(flatten)]
    pub(crate) key: KeyOptions,

    #[command(flatten)]
    pub(crate) config: ConfigOptions,
}

/// The app that was chosen, and the places of its keys. The first key signs.
pub(crate) struct ChosenApp {
    pub(crate) sdk_app_id: SdkAppId,
    ttl: Option<Ttl>,
    key_sources: Vec<KeySource>,
    config: Option<PathBuf>,
}

impl AppOptions {
    /// Chooses the app by `--app`, else by an SDKAppID, else by the default profile.
    pub(crate) fn choose(&self, warnings: &Warnings) -> anyhow::Result<ChosenApp> {
        if self.app.is_none()
            && let Some(sdk_app_id) = self.number()?
        {
            return Ok(ChosenApp { sdk_app_id, ttl: None, key_sources: vec![self.key.source()?], config: None });
        }
        let file = self.config.read(warnings)?;
        let Some(name) = self.app.as_ref().or(file.config.default.as_ref()) else {
            bail!(
                "no app was given. Name its SDKAppID with --sdkappid or {SDK_APP_ID}, or a profile with --app; \
                 usersig app list shows the profiles"
            );
        };
        ensure!(
            self.key.is_absent(),
            "--key-file needs --sdkappid, because the profile {name} names its own keys: add --sdkappid or leave \
             --key-file out"
        );
        let profile = file.config.profile(name)?;
        let key_sources = profile.key_sources(file.folder());
        if self.app.is_none()
            && let Some(variable) = source::ignored_variable(&key_sources)
        {
            warnings.warn(format_args!(
                "{variable} is ignored, because the default profile {name} names its own keys; --sdkappid uses it"
            ));
        }
        let (sdk_app_id, ttl) = (profile.sdkappid, profile.ttl);
        Ok(ChosenApp { sdk_app_id, ttl, key_sources, config: Some(file.path) })
    }

    /// The SDKAppID. The option overrides the environment.
    pub(crate) fn number(&self) -> anyhow::Result<Option<SdkAppId>> {
        if self.sdk_app_id.is_some() {
            return Ok(self.sdk_app_id);
        }
        let Some(number) = env::var_os(SDK_APP_ID) else { return Ok(None) };
        let number = number.to_str().with_context(|| format!("{SDK_APP_ID} is not a number"))?;
        number.parse().map(Some).context(SDK_APP_ID)
    }
}

impl ChosenApp {
    /// The lifetime of a new ticket. It is the one that was asked for, else the profile's, else an hour.
    pub(crate) fn ttl(&self, asked: Option<Lifetime>, warnings: &Warnings) -> Lifetime {
        if asked.is_none()
            && let Some(ttl) = self.ttl
            && let Some(doubt) = ttl.plain_seconds().and_then(lifetime::doubt)
        {
            warnings.warn(format_args!("the ttl {} of the profile {doubt}", ttl.lifetime().as_secs()));
        }
        asked.or(self.ttl.map(Ttl::lifetime)).unwrap_or(Lifetime::HOUR)
    }

    /// Protects the key files and the configuration from becoming an output.
    pub(crate) fn protect(&self, protected: &mut Protected) {
        self.key_sources.iter().for_each(|source| source.protect(protected));
        if let Some(config) = &self.config {
            protected.add_path(config, "the configuration");
        }
    }

    pub(crate) fn is_key_on_standard_input(&self) -> bool {
        self.key_sources.iter().any(KeySource::is_standard_input)
    }

    /// Signs with the first key. The other keys are not read.
    pub(crate) fn signer(&self, warnings: &Warnings) -> anyhow::Result<Signer> {
        let first = self.key_sources.first().context("the app has no key")?;
        Ok(Signer::new(self.sdk_app_id, &first.read(Some(self.sdk_app_id), warnings)?))
    }

    /// Verifies with all keys.
    pub(crate) fn verifier(&self, warnings: &Warnings) -> anyhow::Result<Verifier> {
        let read = |source: &KeySource| source.read(Some(self.sdk_app_id), warnings);
        let keys: Vec<SecretKey> = self.key_sources.iter().map(read).collect::<anyhow::Result<_>>()?;
        let (first, others) = keys.split_first().context("the app has no key")?;
        let ring = KeyRing::default().with_signing_key(self.sdk_app_id, first);
        let ring = others.iter().fold(ring, |ring, key| ring.with_retiring_key(self.sdk_app_id, key, UnixTime::MAX));
        Ok(ring.verifier(self.sdk_app_id)?.clone())
    }
}
