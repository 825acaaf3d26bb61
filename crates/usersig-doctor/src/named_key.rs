//! A secret key with a name.

use std::fmt;

use usersig::{InvalidSecretKey, SdkAppId, SecretKey};

/// A secret key and its name, because the key itself is never shown.
#[derive(Clone, Copy)]
pub struct NamedKey<'a> {
    pub(crate) name: &'a str,
    pub(crate) text: &'a str,
    pub(crate) sdk_app_id: Option<SdkAppId>,
}

impl<'a> NamedKey<'a> {
    /// Takes the text as a file has it. As in [`SecretKey::from_file`], one line end is not part of the key. Trim
    /// nothing else: a diagnosis looks for blanks and quotes around a key. The key counts for the app that is asked
    /// about.
    #[must_use]
    pub const fn new(name: &'a str, text: &'a str) -> Self {
        Self { name, text, sdk_app_id: None }
    }

    /// The key is known to belong to this app, and is right for no other app.
    #[must_use]
    pub const fn of_app(mut self, sdk_app_id: SdkAppId) -> Self {
        self.sdk_app_id = Some(sdk_app_id);
        self
    }

    /// The text without its line end: the bytes that a verifier uses.
    pub(crate) fn line(&self) -> &'a str {
        self.text.strip_suffix('\n').map_or(self.text, |line| line.strip_suffix('\r').unwrap_or(line))
    }

    /// The key as a verifier takes it.
    pub(crate) fn secret(&self) -> Result<SecretKey, InvalidSecretKey> {
        SecretKey::from_file(self.text.as_bytes())
    }
}

impl fmt::Debug for NamedKey<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("NamedKey")
            .field("name", &self.name)
            .field("sdk_app_id", &self.sdk_app_id)
            .finish_non_exhaustive()
    }
}
