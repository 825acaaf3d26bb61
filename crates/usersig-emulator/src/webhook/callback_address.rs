//! The address of an app's webhook.

use std::fmt;
use std::str::FromStr;

use axum::http::Uri;
use serde::{Deserialize, Serialize};

/// The address that State.StateChange is sent to, such as `http://127.0.0.1:9000/im`. The emulator has no TLS.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub(crate) struct CallbackAddress {
    text: String,
    /// Where to connect, with a port.
    pub(crate) authority: String,
    /// The path and the query, which the service's own parameters are added to.
    pub(crate) path: String,
}

impl FromStr for CallbackAddress {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let invalid = |why: &str| format!("webhook address {text:?}: {why}");
        let uri: Uri = text.parse().map_err(|_| invalid("it is not a URL"))?;
        if uri.scheme_str() != Some("http") {
            return Err(invalid("it must begin with http://, because the emulator has no TLS"));
        }
        let authority = uri.authority().filter(|authority| !authority.as_str().contains('@'));
        let authority = authority.ok_or_else(|| invalid("it must name a host and no user"))?;
        let port = authority.port_u16().unwrap_or(80);
        let path = uri.path_and_query().map_or("/", |path| path.as_str()).to_owned();
        Ok(Self { text: text.to_owned(), authority: format!("{}:{port}", authority.host()), path })
    }
}

impl TryFrom<String> for CallbackAddress {
    type Error = String;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

impl From<CallbackAddress> for String {
    fn from(address: CallbackAddress) -> Self {
        address.text
    }
}

impl fmt::Display for CallbackAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

#[cfg(test)]
mod tests {
    use super::CallbackAddress;

    #[test]
    fn an_address_needs_a_host_and_no_tls() {
        let address: CallbackAddress = "http://localhost/im?x=1".parse().unwrap();
        assert_eq!((address.authority.as_str(), address.path.as_str()), ("localhost:80", "/im?x=1"));
        for text in ["", "/im", "https://localhost/im", "http://user@localhost/", "http:///im", "localhost:9000"] {
            assert!(text.parse::<CallbackAddress>().is_err(), "{text}");
        }
    }
}
