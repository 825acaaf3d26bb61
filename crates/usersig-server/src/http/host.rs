//! The header `Host` (RFC 9112, 3.2). The service does not need it. A request for which a proxy and the service could read two
//! hosts is refused.

use hyper::Version;
use hyper::header::{HOST, HeaderMap};

use crate::http::problem::Problem;

/// Requires exactly one host, which may be empty. HTTP/1.0 has requests without one.
pub(crate) fn check(version: Version, headers: &HeaderMap) -> Result<(), Problem> {
    let mut values = headers.get_all(HOST).iter();
    match (values.next(), values.next()) {
        (Some(value), None) if value.as_bytes().iter().all(|byte| may_stand_in_host(*byte)) => Ok(()),
        (Some(_), None) => Err(Problem::bad_request("the header Host is not a host and a port")),
        (Some(_), Some(_)) => Err(Problem::bad_request("the header Host is there twice")),
        (None, _) if version < Version::HTTP_11 => Ok(()),
        (None, _) => Err(Problem::bad_request("the header Host is missing")),
    }
}

/// The characters of a host and a port (RFC 3986, 3.2.2 and 3.2.3).
fn may_stand_in_host(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"-._~!$&'()*+,;=%[]:".contains(&byte)
}
