//! All apps of the configuration by name.

use std::collections::BTreeMap;

use anyhow::{Context, anyhow, ensure};
use serde::{Deserialize, Serialize};

use crate::config::profile::Profile;
use crate::output::terminal;

/// The configuration.
#[derive(Default, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Config {
    /// The name of the default profile.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) default: Option<String>,
    #[serde(default)]
    pub(crate) app: BTreeMap<String, Profile>,
}

impl Config {
    /// Parses the text of the file. An error names the line and repeats no value, because a value may be a key.
    pub(crate) fn parse(text: &str) -> anyhow::Result<Self> {
        let config: Self = toml::from_str(text).map_err(|error| {
            let line = error.span().map_or(1, |span| text[..span.start].matches('\n').count() + 1);
            anyhow!("line {line}: {}", without_values(error.message()))
        })?;
        for (name, profile) in &config.app {
            check_name(name)?;
            profile.check().with_context(|| format!("app {name}"))?;
        }
        if let Some(name) = &config.default {
            config.profile(name).context("default")?;
        }
        Ok(config)
    }

    pub(crate) fn profile(&self, name: &str) -> anyhow::Result<&Profile> {
        self.app.get(name).with_context(|| {
            let known: Vec<&str> = self.app.keys().map(String::as_str).collect();
            let known = if known.is_empty() { String::from("none") } else { known.join(", ") };
            format!("there is no app {}; the configuration has: {known}", terminal::quoted_name(name))
        })
    }
}

/// Accepts only names that can be typed and shown everywhere.
pub(crate) fn check_name(name: &str) -> anyhow::Result<()> {
    let is_plain = name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"_-.".contains(&byte));
    ensure!(
        is_plain && (1..=MAX_NAME_LEN).contains(&name.len()) && !name.starts_with('-'),
        "the name of an app has 1 to {MAX_NAME_LEN} letters, digits, _ - or . and does not begin with a dash"
    );
    Ok(())
}

/// Shorter than a key, so that a key is not taken for a name.
const MAX_NAME_LEN: usize = 32;

/// The message of the parser without the values, which it puts between double quotes, and without long names.
fn without_values(message: &str) -> String {
    let parts = message.split('"').enumerate().map(|(index, part)| if index % 2 == 0 { part } else { "..." });
    terminal::without_long_words(&terminal::sentence(&parts.collect::<Vec<_>>().join("\"")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_profile_has_an_app_and_one_or_more_places_of_keys() {
        let text = "default = \"a\"\n[app.a]\nsdkappid = 1\nkey_file = [\"new\", \"old\"]\nttl = \"7d\"\n\
                    [app.b]\nsdkappid = 2\nkey_env = \"KEY_B\"\nttl = 60\n";
        let config = Config::parse(text).unwrap();
        assert_eq!(config.app["a"].places(), ["file new", "file old"]);
        assert_eq!(config.app["a"].ttl.unwrap().lifetime().as_secs(), 604_800);
        assert_eq!(config.app["b"].places(), ["variable KEY_B"]);
        let written = toml::to_string(&config).unwrap();
        assert_eq!(toml::to_string(&Config::parse(&written).unwrap()).unwrap(), written);
    }

    #[test]
    fn what_makes_no_sense_is_refused_by_its_line_and_without_its_value() {
        let key = "38e71f669dc361929a45c3475243b6faf1fab2f04cba0d9d04f6905036846eef";
        for (text, reason) in [
            (format!("[app.a]\nsdkappid = 1\nkey = \"{key}\""), "line 3: unknown field `key`"),
            (format!("[app.a]\nsdkappid = \"{key}\""), "line 2: invalid type"),
            (format!("[app.a]\nsdkappid = 1\nkey_env = \"{key}\""), "not the key"),
            (format!("[app.a]\nsdkappid = 1\nkey_file = {{ key = \"{key}\" }}"), "a text or a list"),
            (format!("[app.a]\nsdkappid = 1\nttl = \"{key}\""), "a duration is"),
            (format!("[app.{key}]\nsdkappid = 1\nkey_env = \"A\""), "the name of an app"),
            (format!("sdkappid = {key}"), "line 1: "),
            (format!("{key} = 1"), "line 1: unknown field"),
            ("[app.a]\nsdkappid = 0\nkey_env = \"A\"".to_owned(), "line 2: "),
            ("[app.a]\nsdkappid = 1".to_owned(), "either key_file or key_env"),
            ("[app.a]\nsdkappid = 1\nkey_env = \"A\"\nkey_file = \"a\"".to_owned(), "either key_file or key_env"),
            ("default = \"b\"".to_owned(), "there is no app \"b\"; the configuration has: none"),
        ] {
            let error = format!("{:#}", Config::parse(&text).err().unwrap());
            assert!(error.contains(reason) && !error.contains(&key[..8]), "{text}: {error}");
        }
    }
}
