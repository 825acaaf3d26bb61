//! Errors as problem documents (RFC 9457).

use std::time::Duration;

use hyper::StatusCode;
use hyper::header::{ALLOW, CONNECTION, HeaderValue, RETRY_AFTER, WWW_AUTHENTICATE};
use serde::Serialize;
use usersig::ErrorCode;
use utoipa::ToSchema;

use crate::http::reply::{self, Reply};
use crate::words::outcome::Outcome;

/// An error of the API.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Problem {
    kind: Kind,
    detail: Option<String>,
    code: Option<ErrorCode>,
    retry_after: Option<Duration>,
    allowed_methods: Option<&'static str>,
    is_recorded: bool,
}

/// The members of a problem document.
#[derive(Serialize, ToSchema)]
pub(crate) struct Document<'a> {
    /// A name that never changes, as a URN.
    #[schema(example = "urn:usersig:problem:denied")]
    r#type: &'a str,
    title: &'a str,
    #[schema(example = 403)]
    status: u16,
    /// The reason, with the value involved.
    #[serde(skip_serializing_if = "Option::is_none")]
    detail: Option<&'a str>,
    /// The number that Tencent's service gives for the same error.
    #[serde(skip_serializing_if = "Option::is_none")]
    code: Option<i32>,
    /// The constant of the number.
    #[serde(skip_serializing_if = "Option::is_none")]
    constant: Option<&'static str>,
    /// The seconds to wait, as in the header `Retry-After`. The errors of `user-sigs` have no header of their own.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(example = 1)]
    retry_after: Option<u64>,
}

/// The kinds of errors. The order is the order of their statuses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    BadRequest,
    Unauthorized,
    Denied,
    NotFound,
    MethodNotAllowed,
    Timeout,
    TooLarge,
    NotJson,
    Limited,
    Failed,
    Overloaded,
    Unavailable,
}

impl Kind {
    const fn row(self) -> (u16, &'static str, &'static str) {
        match self {
            Self::BadRequest => (400, "urn:usersig:problem:bad-request", "The request is not valid"),
            Self::Unauthorized => (401, "urn:usersig:problem:unauthorized", "The credentials are missing or wrong"),
            Self::Denied => (403, "urn:usersig:problem:denied", "The caller may not do this"),
            Self::NotFound => (404, "urn:usersig:problem:not-found", "There is no such route"),
            Self::MethodNotAllowed => (405, "urn:usersig:problem:method-not-allowed", "The route needs another method"),
            Self::Timeout => (408, "urn:usersig:problem:timeout", "The request did not arrive in time"),
            Self::TooLarge => (413, "urn:usersig:problem:too-large", "The body is too large"),
            Self::NotJson => (415, "urn:usersig:problem:not-json", "The body must be plain JSON"),
            Self::Limited => (429, "urn:usersig:problem:limited", "Too many requests"),
            Self::Failed => (500, "urn:usersig:problem:failed", "The service failed"),
            Self::Overloaded => (503, "urn:usersig:problem:overloaded", "The service has too much to do"),
            Self::Unavailable => (503, "urn:usersig:problem:unavailable", "The service cannot do this at the moment"),
        }
    }

    const fn outcome(self) -> Outcome {
        match self {
            Self::BadRequest
            | Self::NotFound
            | Self::MethodNotAllowed
            | Self::Timeout
            | Self::TooLarge
            | Self::NotJson => Outcome::BadRequest,
            Self::Unauthorized => Outcome::Unauthorized,
            Self::Denied => Outcome::Denied,
            Self::Limited => Outcome::Limited,
            Self::Failed | Self::Unavailable => Outcome::Failed,
            Self::Overloaded => Outcome::Overloaded,
        }
    }

    /// Whether a part of the request may not have been read, so that the next request cannot be found.
    const fn ends_connection(self) -> bool {
        matches!(self, Self::Timeout | Self::TooLarge)
    }
}

impl Problem {
    pub(crate) const fn new(kind: Kind) -> Self {
        Self { kind, detail: None, code: None, retry_after: None, allowed_methods: None, is_recorded: true }
    }

    pub(crate) fn bad_request(detail: impl Into<String>) -> Self {
        Self { detail: Some(detail.into()), ..Self::new(Kind::BadRequest) }
    }

    pub(crate) fn method_not_allowed(allowed: &'static str) -> Self {
        Self { allowed_methods: Some(allowed), ..Self::new(Kind::MethodNotAllowed) }
    }

    pub(crate) fn with_detail(self, detail: impl Into<String>) -> Self {
        Self { detail: Some(detail.into()), ..self }
    }

    pub(crate) fn with_code(self, code: ErrorCode) -> Self {
        Self { code: Some(code), ..self }
    }

    pub(crate) fn with_retry_after(self, wait: Duration) -> Self {
        Self { retry_after: Some(wait), ..self }
    }

    /// The caller was refused too often, so the audit gets no line. Every reason that a caller learns is in the audit, so
    /// this caller does not learn it.
    pub(crate) fn withheld(self, wait: Duration) -> Self {
        let problem = match self.kind {
            Kind::BadRequest | Kind::Denied => Self::new(Kind::Limited)
                .with_detail("too many requests of the caller were refused")
                .with_retry_after(wait),
            _ => self,
        };
        Self { is_recorded: false, ..problem }
    }

    /// Whether the audit gets a line.
    pub(crate) fn is_recorded(&self) -> bool {
        self.is_recorded && self.kind != Kind::Overloaded
    }

    pub(crate) const fn outcome(&self) -> Outcome {
        self.kind.outcome()
    }

    pub(crate) const fn code(&self) -> Option<ErrorCode> {
        self.code
    }

    pub(crate) fn document(&self) -> Document<'_> {
        let (status, urn, title) = self.kind.row();
        Document {
            r#type: urn,
            title,
            status,
            detail: self.detail.as_deref(),
            code: self.code.map(ErrorCode::number),
            constant: self.code.and_then(ErrorCode::name),
            retry_after: self.retry_after.map(whole_seconds),
        }
    }

    pub(crate) fn reply(&self) -> Reply {
        let body = serde_json::to_vec(&self.document()).expect("a problem is text and numbers");
        let status = StatusCode::from_u16(self.kind.row().0).expect("the table has valid statuses");
        let mut reply = reply::reply(status, "application/problem+json", body);
        let headers = reply.headers_mut();
        if self.kind == Kind::Unauthorized {
            headers.insert(WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
        }
        if let Some(methods) = self.allowed_methods {
            headers.insert(ALLOW, HeaderValue::from_static(methods));
        }
        if self.kind.ends_connection() {
            headers.insert(CONNECTION, HeaderValue::from_static("close"));
        }
        if let Some(wait) = self.retry_after {
            headers.insert(RETRY_AFTER, HeaderValue::from(whole_seconds(wait)));
        }
        reply
    }
}

/// Rounded up, because a request before that time is refused again.
fn whole_seconds(wait: Duration) -> u64 {
    wait.as_secs() + u64::from(wait.subsec_nanos() > 0)
}
