//! A folder with a configuration, as a user has it.

use std::fs::{self, Permissions};
use std::os::unix::fs::PermissionsExt;
use std::path::PathBuf;
use std::process::Command;

use tempfile::TempDir;

use crate::support::{KEY, bare, run, shows, stderr, stdout};

pub(crate) const OTHER_KEY: &str = "7d1a0c5e9f3b48627d1a0c5e9f3b48627d1a0c5e9f3b48627d1a0c5e9f3b4862";

/// A folder with a config and two keys.
pub(crate) struct Home(pub(crate) TempDir);

impl Home {
    pub(crate) fn new() -> Self {
        let home = Self(TempDir::new().unwrap());
        for (name, key) in [("key", KEY), ("other", OTHER_KEY)] {
            fs::write(home.path(name), key).unwrap();
            fs::set_permissions(home.path(name), Permissions::from_mode(0o600)).unwrap();
        }
        home
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    pub(crate) fn config(&self, text: &str) {
        fs::write(self.path("config.toml"), text).unwrap();
    }

    /// The binary with this config, without an app or key in the environment.
    pub(crate) fn usersig(&self, arguments: &[&str]) -> Command {
        let mut command = bare(arguments);
        command.env_remove("USERSIG_SDKAPPID").env("USERSIG_CONFIG", self.path("config.toml"));
        command.current_dir(self.0.path());
        command
    }

    pub(crate) fn refuses(&self, arguments: &[&str], sentence: &str) {
        let output = run(self.usersig(arguments), "");
        assert_eq!((output.status.code(), stdout(&output).as_str()), (Some(2), ""), "{arguments:?}");
        assert!(stderr(&output).contains(sentence), "{arguments:?}: {}", stderr(&output));
        assert!(!shows(&stderr(&output), KEY), "{}", stderr(&output));
    }
}
