//! The profiles: apps by name, and where their keys are. Never the keys.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use anyhow::{Context, anyhow, ensure};
use serde::de::Error;
use serde::{Deserialize, Deserializer, Serialize};
use usersig::{Lifetime, SdkAppId};

use crate::keys::source::KeySource;
use crate::output::terminal;
use crate::time::duration;

/// What the file says.
#[derive(Default, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Config {
    /// The profile that is meant when none is named.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) default: Option<String>,
    #[serde(default)]
    pub(crate) app: BTreeMap<String, Profile>,
}

/// An app, and how it is signed for.
#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Profile {
    pub(crate) sdkappid: SdkAppId,
    /// Files with keys: the first signs, the others still verify.
    #[serde(default, skip_serializing_if = "Vec::is_empty", deserialize_with = "one_or_more")]
    pub(crate) key_file: Vec<PathBuf>,
    /// Variables with keys: the first signs, the others still verify.
    #[serde(default, skip_serializing_if = "Vec::is_empty", deserialize_with = "one_or_more")]
    pub(crate) key_env: Vec<String>,
    /// How long its tickets are good, in seconds or as `7d`.
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "lifetime")]
    pub(crate) ttl: Option<Lifetime>,
}

impl Config {
    /// Reads the file's text. What is wrong is told by its line and without values: one may be a key.
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
            format!("there is no app {}, known: {known}", terminal::quoted_name(name))
        })
    }
}

impl Profile {
    pub(crate) fn check(&self) -> anyhow::Result<()> {
        ensure!(
            self.key_file.is_empty() != self.key_env.is_empty(),
            "either key_file or key_env says where its key is, one of the two"
        );
        for name in &self.key_env {
            let is_name = name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
            let is_key = name.len() >= 32 && name.bytes().all(|byte| byte.is_ascii_hexdigit());
            ensure!(is_name && !is_key && !name.is_empty(), "key_env is the name of a variable, not the key");
        }
        Ok(())
    }

    /// Where its keys are, the one that signs first. Paths begin at the folder of the config.
    pub(crate) fn key_sources(&self, folder: &Path) -> Vec<KeySource> {
        let files = self.key_file.iter().map(|path| KeySource::file(folder.join(path), "key_file of the config"));
        files.chain(self.key_env.iter().map(|name| KeySource::variable(name))).collect()
    }

    /// The same places in words.
    pub(crate) fn places(&self) -> Vec<String> {
        let files = self.key_file.iter().map(|path| format!("file {}", terminal::path(path)));
        files.chain(self.key_env.iter().map(|name| format!("variable {name}"))).collect()
    }
}

/// A name that can be typed and shown anywhere.
pub(crate) fn check_name(name: &str) -> anyhow::Result<()> {
    let is_plain = name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"_-.".contains(&byte));
    ensure!(
        is_plain && (1..=MAX_NAME_LEN).contains(&name.len()) && !name.starts_with('-'),
        "an app's name is 1 to {MAX_NAME_LEN} letters, digits, _ - ."
    );
    Ok(())
}

/// Less than a key has, which should not be taken for a name.
const MAX_NAME_LEN: usize = 32;

/// A message of the parser, in which a value stands between double quotes.
fn without_values(message: &str) -> String {
    let parts = message.split('"').enumerate().map(|(index, part)| if index % 2 == 0 { part } else { "..." });
    terminal::sentence(&parts.collect::<Vec<_>>().join("\""))
}

fn one_or_more<'de, D: Deserializer<'de>, T: Deserialize<'de>>(deserializer: D) -> Result<Vec<T>, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged, expecting = "expected a text or a list of texts")]
    enum OneOrMore<T> {
        More(Vec<T>),
        One(T),
    }
    Ok(match OneOrMore::deserialize(deserializer)? {
        OneOrMore::More(all) => all,
        OneOrMore::One(one) => vec![one],
    })
}

fn lifetime<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Lifetime>, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged, expecting = "expected seconds or a duration such as 7d")]
    enum Span {
        Secs(u64),
        Text(String),
    }
    match Span::deserialize(deserializer)? {
        Span::Secs(secs) => Lifetime::from_secs(secs).map(Some).map_err(D::Error::custom),
        Span::Text(text) => duration::lifetime(&text).map(Some).map_err(D::Error::custom),
    }
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
        assert_eq!(config.app["a"].ttl.unwrap().as_secs(), 604_800);
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
            (format!("[app.{key}]\nsdkappid = 1\nkey_env = \"A\""), "an app's name"),
            (format!("sdkappid = {key}"), "line 1: "),
            ("[app.a]\nsdkappid = 0\nkey_env = \"A\"".to_owned(), "line 2: "),
            ("[app.a]\nsdkappid = 1".to_owned(), "one of the two"),
            ("[app.a]\nsdkappid = 1\nkey_env = \"A\"\nkey_file = \"a\"".to_owned(), "one of the two"),
            ("default = \"b\"".to_owned(), "there is no app \"b\", known: none"),
        ] {
            let error = format!("{:#}", Config::parse(&text).err().unwrap());
            assert!(error.contains(reason) && !error.contains(&key[..8]), "{text}: {error}");
        }
    }
}
