//! The key of an app.

use std::fmt;

use usersig::{InvalidSecretKey, SecretKey};
use zeroize::Zeroizing;

/// The key that Tencent's official samples print. Everybody can sign with it.
const SAMPLE_KEY: &str = "5bd2850fff3ecb11d7c805251c51ee463a25727bddc2385f3fa8bfee1bb93b5e";

/// The name under which the sample key is selected.
pub(crate) const SAMPLE_KEY_NAME: &str = "sample";

/// A key and its name. The text is kept because the doctor compares garbled forms of it.
pub(crate) struct AppKey {
    name: String,
    text: Zeroizing<String>,
    secret: SecretKey,
}

impl AppKey {
    /// The public key of the official samples.
    pub(crate) fn sample() -> Self {
        Self::new(SAMPLE_KEY_NAME, SAMPLE_KEY).expect("the sample key is a key")
    }

    /// # Errors
    /// If the text is not a key.
    pub(crate) fn new(name: &str, text: &str) -> Result<Self, InvalidSecretKey> {
        let secret = SecretKey::new(text)?;
        Ok(Self { name: name.to_owned(), text: Zeroizing::new(text.to_owned()), secret })
    }

    pub(crate) fn name(&self) -> &str {
        &self.name
    }

    pub(crate) fn text(&self) -> &str {
        &self.text
    }

    pub(crate) const fn secret(&self) -> &SecretKey {
        &self.secret
    }
}

impl fmt::Debug for AppKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "AppKey({})", self.name)
    }
}
