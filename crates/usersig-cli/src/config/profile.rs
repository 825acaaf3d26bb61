//! One app of the configuration: its SDKAppID and the places of its keys, never the keys.

use std::path::{Path, PathBuf};

use anyhow::ensure;
use serde::de::Error;
use serde::{Deserialize, Deserializer, Serialize};
use usersig::{Lifetime, SdkAppId};

use crate::keys::source::KeySource;
use crate::output::terminal;
use crate::time::ttl::{self, Ttl};

/// An app, and the places of its keys.
#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Profile {
    pub(crate) sdkappid: SdkAppId,
    /// Files with keys. The first key signs, the others still verify.
    #[serde(default, skip_serializing_if = "Vec::is_empty", deserialize_with = "one_or_more")]
    pub(crate) key_file: Vec<PathBuf>,
    /// Variables with keys. The first key signs, the others still verify.
    #[serde(default, skip_serializing_if = "Vec::is_empty", deserialize_with = "one_or_more")]
    pub(crate) key_env: Vec<String>,
    /// The lifetime of new tickets, in seconds or with a unit such as `7d`.
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "lifetime")]
    pub(crate) ttl: Option<Ttl>,
}

impl Profile {
    pub(crate) fn check(&self) -> anyhow::Result<()> {
        ensure!(
            self.key_file.is_empty() != self.key_env.is_empty(),
            "give either key_file or key_env, which say where the key is, and not both"
        );
        for name in &self.key_env {
            let is_name = name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
            let is_key = name.len() >= 32 && name.bytes().all(|byte| byte.is_ascii_hexdigit());
            ensure!(is_name && !is_key && !name.is_empty(), "key_env is the name of a variable, not the key");
        }
        Ok(())
    }

    /// The places of the keys, the one that signs first. Relative paths start from this folder.
    pub(crate) fn key_sources(&self, folder: &Path) -> Vec<KeySource> {
        let files =
            self.key_file.iter().map(|path| KeySource::file(folder.join(path), "key_file of the configuration"));
        files.chain(self.key_env.iter().map(|name| KeySource::variable(name))).collect()
    }

    /// The same places in words.
    pub(crate) fn places(&self) -> Vec<String> {
        let files = self.key_file.iter().map(|path| format!("file {}", terminal::path_unless_secret(path)));
        files.chain(self.key_env.iter().map(|name| format!("variable {name}"))).collect()
    }
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

fn lifetime<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Ttl>, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged, expecting = "expected seconds or a duration such as 7d")]
    enum Span {
        Secs(u64),
        Text(String),
    }
    match Span::deserialize(deserializer)? {
        Span::Secs(secs) => {
            Lifetime::from_secs(secs).map(|secs| Some(Ttl::of_plain_seconds(secs))).map_err(D::Error::custom)
        }
        Span::Text(text) => ttl::parse(&text).map(Some).map_err(D::Error::custom),
    }
}
