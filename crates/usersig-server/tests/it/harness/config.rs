//! Configurations for tests.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use tempfile::TempDir;

/// A key that no app has.
pub(crate) const APP_KEY: &str = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

/// The key of the second app.
pub(crate) const OTHER_KEY: &str = "fedcba9876543210fedcba9876543210fedcba9876543210fedcba9876543210";

pub(crate) const APP: u32 = 1_400_000_000;
pub(crate) const OTHER_APP: u32 = 1_400_000_001;

/// An API key with the scopes sign, verify and revoke for the first app.
pub(crate) const KEY: &str = "usk_chat-backend-of-the-tests";

/// An API key with all scopes for both apps.
pub(crate) const ADMIN_KEY: &str = "usk_admin-backend-of-the-tests";

/// An API key that may only sign, for at most an hour.
pub(crate) const SIGN_KEY: &str = "usk_signer-of-the-tests";

/// A folder with a configuration and everything it names.
pub(crate) struct Folder {
    pub(crate) temporary: Arc<TempDir>,
    pub(crate) top: String,
    pub(crate) sections: String,
}

impl Folder {
    /// Two apps and three API keys, on free ports.
    pub(crate) fn new() -> Self {
        let temporary = Arc::new(TempDir::new().unwrap());
        let path = temporary.path();
        write_secret(&path.join("app.key"), APP_KEY);
        write_secret(&path.join("other.key"), OTHER_KEY);
        let shown = path.display();
        let top = format!(
            "listen = \"127.0.0.1:0\"\nadmin_listen = \"127.0.0.1:0\"\ndata_dir = \"{shown}/data\"\ndefault_app = {APP}\n\
             [audit]\nfile = \"{shown}/audit.jsonl\"\n"
        );
        let sections = format!(
            "[[apps]]\nsdk_app_id = {APP}\nadmins = [\"root\"]\nkeys = [{{ name = \"first\", file = \"{shown}/app.key\" }}]\n\
             [[apps]]\nsdk_app_id = {OTHER_APP}\nlong_identifiers = true\n\
             keys = [{{ name = \"other\", file = \"{shown}/other.key\" }}]\n\
             {}{}{}",
            api_key("chat", KEY, "\"sign\", \"verify\", \"revoke\"", &[APP], "rate = \"1000000/s\""),
            api_key("admin", ADMIN_KEY, "\"sign\", \"verify\", \"revoke\", \"admin\"", &[APP, OTHER_APP], ""),
            api_key("signer", SIGN_KEY, "\"sign\"", &[APP], "ttl_limit = \"1h\"\nrate = \"20/1m\""),
        );
        Self { temporary, top, sections }
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.temporary.path().join(name)
    }

    /// Adds members to the top of the file, or sections.
    pub(crate) fn with(mut self, text: &str) -> Self {
        self.sections = format!("{text}\n{}", self.sections);
        self
    }

    pub(crate) fn replacing(mut self, old: &str, new: &str) -> Self {
        assert!(self.top.contains(old) || self.sections.contains(old), "{old} is not in the configuration");
        self.top = self.top.replace(old, new);
        self.sections = self.sections.replace(old, new);
        self
    }

    /// Writes the configuration and returns its path.
    pub(crate) fn write(&self) -> PathBuf {
        let path = self.path("config.toml");
        fs::write(&path, format!("{}{}", self.top, self.sections)).unwrap();
        path
    }

    pub(crate) fn audit(&self) -> Vec<serde_json::Value> {
        let text = fs::read_to_string(self.path("audit.jsonl")).unwrap();
        text.lines()
            .map(|line| serde_json::from_str(line).unwrap_or_else(|error| panic!("{error} in {line}")))
            .collect()
    }
}

/// The section of an API key.
pub(crate) fn api_key(name: &str, key: &str, scopes: &str, apps: &[u32], more: &str) -> String {
    let hash = sha256(key);
    format!("[[api_keys]]\nname = \"{name}\"\nsha256 = \"{hash}\"\nscopes = [{scopes}]\napps = {apps:?}\n{more}\n")
}

pub(crate) fn sha256(text: &str) -> String {
    use sha2::{Digest, Sha256};
    Sha256::digest(text).iter().fold(String::new(), |text, byte| text + &format!("{byte:02x}"))
}

/// Writes a file that only its owner can read.
pub(crate) fn write_secret(path: &Path, text: &str) {
    fs::write(path, text).unwrap();
    fs::set_permissions(path, fs::Permissions::from_mode(0o600)).unwrap();
}
