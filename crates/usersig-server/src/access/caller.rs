//! A caller whose credentials were verified.

use std::borrow::Cow;
use std::sync::Arc;

use tokio::sync::Semaphore;
use usersig::{Identifier, SdkAppId};

use crate::access::grant::Grant;
use crate::access::room_grant::RoomGrant;
use crate::words::rate::Rate;
use crate::words::span::Span;

/// Only `credentials` and `usersig-server ask` make callers. A business server is borrowed from the credentials. With an `Arc`,
/// every request would write the reference count, beside which other cores read.
#[derive(Clone, Debug)]
pub(crate) enum Caller<'a> {
    /// A business server, which acts for every user of its apps.
    Server(&'a Server),
    /// An end user, who acts only for itself.
    User(User),
}

/// A business server.
#[derive(Debug)]
pub(crate) struct Server {
    /// `key:NAME` or `certificate:NAME`.
    pub(crate) name: String,
    pub(crate) grant: Grant,
    /// Places for its large bodies, so that it cannot take those of all business servers.
    pub(crate) large_bodies: Semaphore,
}

/// A quarter of all places.
pub(crate) const LARGE_BODIES_OF_ONE: usize = 8;

impl Server {
    pub(crate) fn new(name: String, grant: Grant) -> Self {
        Self { name, grant, large_bodies: Semaphore::new(LARGE_BODIES_OF_ONE) }
    }
}

/// An end user, as a login token names it.
#[derive(Clone, Debug)]
pub(crate) struct User {
    pub(crate) issuer: Arc<Issuer>,
    pub(crate) identifier: Identifier,
    pub(crate) rooms: Vec<RoomGrant>,
}

/// The limits of each user of a login service.
#[derive(Debug)]
pub(crate) struct Issuer {
    pub(crate) name: String,
    pub(crate) apps: Vec<SdkAppId>,
    pub(crate) ttl_limit: Option<Span>,
    pub(crate) rate: Rate,
}

impl Caller<'_> {
    pub(crate) fn apps(&self) -> &[SdkAppId] {
        match self {
            Self::Server(server) => &server.grant.apps,
            Self::User(user) => &user.issuer.apps,
        }
    }

    /// The caller's name in the audit.
    pub(crate) fn name(&self) -> Cow<'_, str> {
        match self {
            Self::Server(server) => Cow::Borrowed(&server.name),
            Self::User(user) => Cow::Owned(format!("user:{} of {}", user.identifier, user.issuer.name)),
        }
    }

    pub(crate) fn rate(&self) -> Rate {
        match self {
            Self::Server(server) => server.grant.rate,
            Self::User(user) => user.issuer.rate,
        }
    }

    /// The key by which the caller's rate is counted.
    pub(crate) fn rate_key(&self) -> (&str, Option<Identifier>) {
        match self {
            Self::Server(server) => (&server.name, None),
            Self::User(user) => (&user.issuer.name, Some(user.identifier)),
        }
    }

    pub(crate) fn ttl_limit(&self) -> Option<Span> {
        match self {
            Self::Server(server) => server.grant.ttl_limit,
            Self::User(user) => user.issuer.ttl_limit,
        }
    }
}
