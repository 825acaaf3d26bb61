//! Reads the JSON of a request within its bounds.

use std::pin::pin;
use std::time::Duration;

use futures_util::FutureExt;
use http_body_util::BodyExt;
use hyper::body::{Body, Bytes, Incoming};
use hyper::header::{CONTENT_ENCODING, CONTENT_LENGTH, CONTENT_TYPE};
use hyper::{HeaderMap, Request};
use serde::de::DeserializeOwned;
use serde_json::error::Category;
use tokio::sync::{Semaphore, SemaphorePermit};
use tokio::time::timeout;

use crate::access::caller::{Caller, LARGE_BODIES_OF_ONE};
use crate::http::problem::{Kind, Problem};
use crate::words::object::Object;
use crate::words::route::Route;

/// A body up to this size needs no place among the large ones.
const SMALL: usize = 16 << 10;

/// The most bytes of a request's body. There are few places for large bodies, and any end user could take all of them. A user
/// gets only their own ticket, so their bodies are small.
fn max_len(route: Route, caller: &Caller<'_>) -> usize {
    match caller {
        Caller::Server(_) => route.max_body_len(),
        Caller::User(_) => route.max_body_len().min(SMALL),
    }
}

/// A place among the caller's large bodies and one among all of them. A request keeps them until its handler ends, because
/// the values of a large body need memory too.
pub(crate) struct Places<'a> {
    _own: Option<SemaphorePermit<'a>>,
    _common: SemaphorePermit<'a>,
}

/// A whole body.
pub(crate) struct Whole<'a> {
    pub(crate) bytes: Bytes,
    pub(crate) places: Option<Places<'a>>,
    /// Whether the body came after the headers.
    pub(crate) has_waited: bool,
}

/// Reads the whole body.
pub(crate) async fn read<'a>(
    request: &mut Request<Incoming>,
    route: Route,
    caller: &'a Caller<'_>,
    within: Duration,
    large: &'a Semaphore,
) -> Result<Whole<'a>, Problem> {
    let headers = request.headers();
    check_headers(headers)?;
    let max_len = max_len(route, caller);
    let stated = headers.get(CONTENT_LENGTH).and_then(|value| value.to_str().ok()?.parse::<usize>().ok());
    if stated.is_some_and(|len| len > max_len) {
        return Err(too_large(max_len));
    }
    // Without a stated length the body may be as large as it is allowed to be.
    let places = if stated.unwrap_or(max_len) > SMALL { Some(places(caller, large)?) } else { None };
    let mut whole = pin!(whole(request.body_mut(), max_len));
    // Nearly every body comes together with the headers, and then it needs no timer.
    let (bytes, has_waited) = match whole.as_mut().now_or_never() {
        Some(bytes) => (bytes?, false),
        None => (timeout(within, whole).await.unwrap_or_else(|_| Err(Problem::new(Kind::Timeout)))?, true),
    };
    let places = places.filter(|_| bytes.len() > SMALL);
    Ok(Whole { bytes, places, has_waited })
}

fn places<'a>(caller: &'a Caller<'_>, large: &'a Semaphore) -> Result<Places<'a>, Problem> {
    let overloaded = || Problem::new(Kind::Overloaded).with_retry_after(Duration::from_secs(1));
    let own = match caller {
        Caller::Server(server) => Some(server.large_bodies.try_acquire().map_err(|_| {
            overloaded()
                .with_detail(format!("a caller sends at most {LARGE_BODIES_OF_ONE} large bodies at the same time"))
        })?),
        // A user has no large bodies.
        Caller::User(_) => None,
    };
    Ok(Places { _own: own, _common: large.try_acquire().map_err(|_| overloaded())? })
}

/// Collects the body. Nearly every body comes in one piece, which is not copied.
async fn whole(body: &mut Incoming, max_len: usize) -> Result<Bytes, Problem> {
    let mut first = Bytes::new();
    let mut all = Vec::new();
    while let Some(frame) = body.frame().await {
        // Trailers have no meaning here.
        let Ok(piece) = frame.map_err(|_| Problem::bad_request("the body is incomplete"))?.into_data() else {
            continue;
        };
        if first.len() + all.len() + piece.len() > max_len {
            return Err(too_large(max_len));
        }
        if first.is_empty() && all.is_empty() {
            first = piece;
            if body.is_end_stream() {
                break;
            }
        } else {
            all.extend_from_slice(&std::mem::take(&mut first));
            all.extend_from_slice(&piece);
        }
    }
    Ok(if all.is_empty() { first } else { all.into() })
}

fn too_large(max_len: usize) -> Problem {
    Problem::new(Kind::TooLarge).with_detail(format!("a body has at most {max_len} bytes"))
}

fn check_headers(headers: &HeaderMap) -> Result<(), Problem> {
    if headers.contains_key(CONTENT_ENCODING) {
        return Err(Problem::new(Kind::NotJson).with_detail("the body must not be compressed"));
    }
    let mut types = headers.get_all(CONTENT_TYPE).iter();
    let (content_type, None) = (types.next(), types.next()) else {
        return Err(Problem::new(Kind::NotJson).with_detail("the header Content-Type is there twice"));
    };
    let content_type = content_type.and_then(|value| value.to_str().ok()).unwrap_or_default();
    let media_type = content_type.split(';').next().unwrap_or_default().trim();
    if !media_type.eq_ignore_ascii_case("application/json") {
        return Err(Problem::new(Kind::NotJson).with_detail("the Content-Type must be application/json"));
    }
    Ok(())
}

/// Parses the body.
pub(crate) fn parse<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, Problem> {
    let body = serde_json::from_slice(bytes).map(|Object(body)| body);
    body.map_err(|error: serde_json::Error| {
        let fault = match error.classify() {
            Category::Data => fault_of_members(&error.to_string()),
            Category::Eof | Category::Io | Category::Syntax => "the body is not valid JSON".to_owned(),
        };
        Problem::bad_request(format!("{fault}, at line {} column {}", error.line(), error.column()))
    })
}

/// The fault in a message of serde, without values and unknown names of the client, which can be tickets. serde writes the text
/// behind the last `, expected ` and the names of missing and repeated members, and takes both from our types. Messages of other
/// forms are not repeated.
fn fault_of_members(message: &str) -> String {
    let message = message.rsplit_once(" at line ").map_or(message, |(message, _place)| message);
    if let Some(name) = message.strip_prefix("missing field ") {
        return format!("the member {name} is missing");
    }
    if let Some(name) = message.strip_prefix("duplicate field ") {
        return format!("the member {name} is there twice");
    }
    let faults = [
        ("invalid type: ", "a value has the wrong type"),
        ("invalid value: ", "a value is out of range"),
        ("unknown field ", "a member is unknown"),
    ];
    let fault = faults.into_iter().find(|(start, _)| message.starts_with(start));
    match fault.zip(message.rsplit_once(", expected ")) {
        Some(((_, fault), (_found, "u32"))) => format!("{fault}, expected a whole number from 0 to 4294967295"),
        Some(((_, fault), (_found, "u64"))) => format!("{fault}, expected a whole number from 0 on"),
        Some(((_, fault), (_found, "a sequence"))) => format!("{fault}, expected a list"),
        Some(((_, fault), (_found, expected))) if !message.ends_with("there are no fields") => {
            format!("{fault}, expected {expected}")
        }
        _ => "the body does not have the members that this route needs".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::http::requests::{PrivateMapKeyRequest, UserSigRequest, UserSigsRequest};

    fn fault<T: DeserializeOwned>(body: &str) -> String {
        let problem = parse::<T>(body.as_bytes()).map(|_| ()).unwrap_err();
        serde_json::to_value(problem.document()).unwrap()["detail"].as_str().unwrap().to_owned()
    }

    #[test]
    fn a_refusal_states_the_fault_of_the_body_and_its_place() {
        let expected = [
            ("{}", "the member `user_id` is missing, at line 1 column 2"),
            (r#"{"user_id":"a","user_id":"b"}"#, "the member `user_id` is there twice, at line 1 column 24"),
            (r#"{"user_id":7}"#, "a value has the wrong type, expected a string, at line 1 column 12"),
            (
                r#"{"user_id":"a","ttl":-1}"#,
                "a value is out of range, expected a whole number from 0 on, at line 1 column 23",
            ),
            (
                r#"{"user_id":"a","ttl":"1"}"#,
                "a value has the wrong type, expected a whole number from 0 on, at line 1 column 24",
            ),
            (r#"["a"]"#, "a value has the wrong type, expected an object, at line 1 column 0"),
            (r#"{"user_id""#, "the body is not valid JSON, at line 1 column 10"),
        ];
        for (body, fault_of_body) in expected {
            assert_eq!(fault::<UserSigRequest>(body), fault_of_body, "{body}");
        }
        for (members, fault_of_body) in [
            (r#""room_id":1,"privileges":"enter""#, "a value has the wrong type, expected a list, at line 1 column 47"),
            (
                r#""room_id":4294967296"#,
                "a value is out of range, expected a whole number from 0 to 4294967295, at line 1 column 35",
            ),
        ] {
            let body = format!(r#"{{"user_id":"a",{members}}}"#);
            assert_eq!(fault::<PrivateMapKeyRequest>(&body), fault_of_body, "{body}");
        }
        let entry = r#"{"requests":[{"user_id":"a"},{"ttl":1}]}"#;
        assert_eq!(fault::<UserSigsRequest>(entry), "the member `user_id` is missing, at line 1 column 38");
    }

    #[test]
    fn a_refused_body_is_not_repeated_in_the_answer() {
        let ticket = "eJyrVgrxCdYrSy1SslIy0jNQ0gHzM1NS80oy0zLBwsWpRdlwxUABCwA";
        for body in [
            format!(r#"{{"{ticket}":"a"}}"#),
            format!(r#"{{"{ticket}, expected {ticket}":"a"}}"#),
            format!(r#"{{"user_id":"a","ttl":"{ticket}, expected {ticket} at line 1"}}"#),
            format!(r#"{{"user_id":"a","{ticket}":1,"{ticket}":2}}"#),
            format!(r#""{ticket}""#),
            ticket.to_owned(),
        ] {
            let fault = fault::<UserSigRequest>(&body);
            assert!(!fault.contains(&ticket[..6]), "{fault}");
        }
        for message in ["unknown field `x, expected SECRET`, there are no fields", "the id x, expected SECRET"] {
            assert_eq!(fault_of_members(message), "the body does not have the members that this route needs");
        }
        let unknown = fault::<UserSigRequest>(r#"{"userid":"a"}"#);
        assert_eq!(unknown, "a member is unknown, expected `user_id` or `ttl`, at line 1 column 9");
    }
}
