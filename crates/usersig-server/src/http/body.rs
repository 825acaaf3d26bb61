//! Reads the body of a request within its bounds.

use std::pin::pin;
use std::time::Duration;

use futures_util::FutureExt;
use http_body_util::BodyExt;
use hyper::body::{Body, Bytes, Incoming};
use hyper::header::{CONTENT_ENCODING, CONTENT_LENGTH, CONTENT_TYPE};
use hyper::{HeaderMap, Request};
use tokio::sync::{Semaphore, SemaphorePermit};
use tokio::time::timeout;

use crate::access::caller::{Caller, LARGE_BODIES_OF_ONE};
use crate::http::problem::{Kind, Problem};
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
