//! Answers with a body that is complete before it is sent.

use http_body_util::Full;
use hyper::body::Bytes;
use hyper::header::{CACHE_CONTROL, CONTENT_TYPE, HeaderValue};
use hyper::{HeaderMap, Response, StatusCode};

/// An answer.
pub(crate) type Reply = Response<Full<Bytes>>;

/// Makes an answer. No answer may be stored, because most of them contain a ticket or depend on credentials.
pub(crate) fn reply(status: StatusCode, content_type: &'static str, body: impl Into<Bytes>) -> Reply {
    reply_with(HeaderMap::new(), status, content_type, body)
}

/// Does the same in the memory of other headers.
fn reply_with(mut headers: HeaderMap, status: StatusCode, content_type: &'static str, body: impl Into<Bytes>) -> Reply {
    headers.clear();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static(content_type));
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    let mut reply = Response::new(Full::new(body.into()));
    *reply.status_mut() = status;
    *reply.headers_mut() = headers;
    reply
}

/// Answers with JSON.
pub(crate) fn json(body: impl Into<Bytes>) -> Reply {
    reply(StatusCode::OK, "application/json", body)
}

/// Does the same in the memory of other headers, such as those of the request.
pub(crate) fn json_with(headers: HeaderMap, body: impl Into<Bytes>) -> Reply {
    reply_with(headers, StatusCode::OK, "application/json", body)
}

#[cfg(test)]
mod tests {
    use hyper::header::{AUTHORIZATION, COOKIE};

    use super::*;

    #[test]
    fn an_answer_in_the_memory_of_other_headers_has_none_of_them() {
        let mut headers = HeaderMap::new();
        headers.insert(AUTHORIZATION, HeaderValue::from_static("Bearer a"));
        headers.append(COOKIE, HeaderValue::from_static("a"));
        headers.append(COOKIE, HeaderValue::from_static("b"));
        assert_eq!(json_with(headers, "{}").headers(), json("{}").headers());
    }
}
