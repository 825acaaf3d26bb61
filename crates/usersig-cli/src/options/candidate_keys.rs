//! Every key there is, to find the one that fits.

use usersig::{InvalidSecretKey, SdkAppId, SecretKey};
use zeroize::Zeroizing;

use crate::config::file::ConfigFile;
use crate::options::app::AppOptions;
use crate::output::message;

/// A key as its file has it, and what to call it.
pub(crate) struct CandidateKey {
    pub(crate) name: String,
    pub(crate) text: Zeroizing<String>,
    pub(crate) sdk_app_id: Option<SdkAppId>,
}

/// The one that a flag or the environment gave, and why other commands refuse it, if they do.
pub(crate) struct GivenKey {
    pub(crate) name: String,
    pub(crate) refused: Option<InvalidSecretKey>,
}

/// The keys that are given, and those of all profiles.
#[derive(Default)]
pub(crate) struct CandidateKeys {
    pub(crate) all: Vec<CandidateKey>,
    pub(crate) given: Option<GivenKey>,
    pub(crate) came_by_standard_input: bool,
}

impl CandidateKeys {
    /// The app that is named, if one is, and all keys. A profile whose key cannot be read is only warned of.
    pub(crate) fn of(arguments: &AppOptions) -> anyhow::Result<(Option<SdkAppId>, Self)> {
        let file = arguments.config.read()?;
        let sdk_app_id = match &arguments.app {
            Some(name) => Some(file.config.profile(name)?.sdkappid),
            None => arguments.number()?,
        };
        let mut keys = Self::default();
        if let Some(source) = arguments.key.source_if_any()? {
            keys.came_by_standard_input = source.is_standard_input();
            let (name, text) = (source.name(), source.text()?);
            let refused = SecretKey::from_file(text.as_bytes()).err();
            keys.given = Some(GivenKey { name: name.clone(), refused });
            keys.all.push(CandidateKey { name, text, sdk_app_id: None });
        }
        keys.add_profiles(&file);
        Ok((sdk_app_id, keys))
    }

    fn add_profiles(&mut self, file: &ConfigFile) {
        for (name, profile) in &file.config.app {
            for (source, place) in profile.key_sources(file.folder()).iter().zip(profile.places()) {
                let name = format!("{name} ({place})");
                match source.text() {
                    Ok(text) => self.all.push(CandidateKey { name, text, sdk_app_id: Some(profile.sdkappid) }),
                    Err(error) => message::warn(format_args!("the key of app {name} is not tried: {error:#}")),
                }
            }
        }
    }
}
