//! Identifies the caller of a request by an API key, a login token or a client certificate.

use std::sync::Arc;

use hyper::HeaderMap;
use hyper::header::AUTHORIZATION;
use usersig::UnixTime;

use crate::access::api_key::KeyHash;
use crate::access::caller::{Caller, Server};
use crate::access::issuers::Issuers;

/// The known callers.
#[derive(Default)]
pub(crate) struct Credentials {
    pub(crate) api_keys: Vec<(KeyHash, Arc<Server>)>,
    pub(crate) certificates: Vec<(String, Arc<Server>)>,
    pub(crate) issuers: Issuers,
}

/// The credentials are missing or wrong. No reason is kept, because the answer to an unknown caller must not have one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Unauthorized;

impl Credentials {
    /// Identifies the caller. A bearer token is decisive: if it is wrong, a good certificate does not help.
    pub(crate) fn identify(
        &self,
        headers: &HeaderMap,
        certificate_names: &[String],
        now: UnixTime,
    ) -> Result<Caller<'_>, Unauthorized> {
        let mut values = headers.get_all(AUTHORIZATION).iter();
        match (values.next(), values.next()) {
            (None, _) => self.by_certificate(certificate_names),
            (Some(value), None) => self.by_bearer(value.to_str().map_err(|_| Unauthorized)?, now),
            (Some(_), Some(_)) => Err(Unauthorized),
        }
    }

    fn by_bearer(&self, value: &str, now: UnixTime) -> Result<Caller<'_>, Unauthorized> {
        let (scheme, token) = value.split_once(' ').ok_or(Unauthorized)?;
        if !scheme.eq_ignore_ascii_case("bearer") {
            return Err(Unauthorized);
        }
        // A JWT has two dots, and an API key has none.
        if token.contains('.') {
            return self.issuers.identify(token, now).map(Caller::User).ok_or(Unauthorized);
        }
        let presented = KeyHash::of(token);
        // All hashes are compared, so that the time does not tell which one was close.
        let found = self.api_keys.iter().fold(
            None,
            |found, (hash, server)| {
                if hash.is(&presented) { Some(server) } else { found }
            },
        );
        found.map(|server| Caller::Server(server)).ok_or(Unauthorized)
    }

    fn by_certificate(&self, names: &[String]) -> Result<Caller<'_>, Unauthorized> {
        let mut known = self.certificates.iter().filter(|(name, _)| names.contains(name));
        match (known.next(), known.next()) {
            // A certificate with the names of two callers is not either of them.
            (Some((_, server)), None) => Ok(Caller::Server(server)),
            _ => Err(Unauthorized),
        }
    }

    /// The business server of this name, for `usersig-server ask`.
    pub(crate) fn server(&self, name: &str) -> Option<&Arc<Server>> {
        let keys = self.api_keys.iter().map(|(_, server)| server);
        keys.chain(self.certificates.iter().map(|(_, server)| server)).find(|server| server.name == name)
    }
}
