//! All keys that are known, so that the doctor can find the one that signed a ticket.

use usersig::{InvalidSecretKey, SdkAppId};
use zeroize::Zeroizing;

use crate::config::file::ConfigFile;
use crate::options::app::AppOptions;
use crate::output::warnings::Warnings;

/// The text of a key and the name that messages use for it.
pub(crate) struct CandidateKey {
    pub(crate) name: String,
    pub(crate) text: Zeroizing<String>,
    pub(crate) sdk_app_id: Option<SdkAppId>,
}

/// The key that an option or the environment gave, and the reason why other commands refuse it.
pub(crate) struct GivenKey {
    pub(crate) name: String,
    pub(crate) refused: Option<InvalidSecretKey>,
}

/// The key that was given, and the keys of all profiles.
#[derive(Default)]
pub(crate) struct CandidateKeys {
    pub(crate) all: Vec<CandidateKey>,
    pub(crate) given: Option<GivenKey>,
    pub(crate) came_by_standard_input: bool,
}

impl CandidateKeys {
    /// The app, if one was given, and all keys. A key of a profile that cannot be read causes a warning.
    pub(crate) fn of(options: &AppOptions, warnings: &Warnings) -> anyhow::Result<(Option<SdkAppId>, Self)> {
        let file = options.config.read(warnings)?;
        let sdk_app_id = match &options.app {
            Some(name) => Some(file.config.profile(name)?.sdkappid),
            None => options.number()?,
        };
        let mut keys = Self::default();
        if let Some(source) = options.key.source_if_any()? {
            keys.came_by_standard_input = source.is_standard_input();
            let (name, (text, refused)) = (source.name(), source.text(warnings)?);
            keys.given = Some(GivenKey { name: name.clone(), refused });
            keys.all.push(CandidateKey { name, text, sdk_app_id: None });
        }
        keys.add_profiles(&file, warnings);
        Ok((sdk_app_id, keys))
    }

    fn add_profiles(&mut self, file: &ConfigFile, warnings: &Warnings) {
        for (name, profile) in &file.config.app {
            for (source, place) in profile.key_sources(file.folder()).iter().zip(profile.places()) {
                let name = format!("{name} ({place})");
                match source.text(warnings) {
                    Ok((text, _)) => self.all.push(CandidateKey { name, text, sdk_app_id: Some(profile.sdkappid) }),
                    Err(error) => warnings.warn(format_args!("the key of app {name} is not tried: {error:#}")),
                }
            }
        }
    }
}
