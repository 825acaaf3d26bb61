//! Refuses requests of strangers, names the emulator in every answer, and answers CORS.

use std::sync::Arc;

use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::header::{
    ACCESS_CONTROL_ALLOW_HEADERS, ACCESS_CONTROL_ALLOW_METHODS, ACCESS_CONTROL_ALLOW_ORIGIN, ACCESS_CONTROL_MAX_AGE,
    ACCESS_CONTROL_REQUEST_METHOD, CACHE_CONTROL, HOST, ORIGIN, VARY,
};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, Response, StatusCode};
use axum::middleware::Next;

use crate::http::access::Access;
use crate::http::problem::Problem;
use crate::journal::log::shortened;
use crate::journal::refusals::RefusalReason;
use crate::world::emulator::Emulator;

/// Names the emulator, so that its answers are not taken for the service's.
const EMULATOR: HeaderName = HeaderName::from_static("x-usersig-emulator");

/// The clients that are allowed, and the emulator whose journal tells of the others.
#[derive(Clone, Debug)]
pub(crate) struct Guard {
    pub(crate) access: Arc<Access>,
    pub(crate) emulator: Arc<Emulator>,
}

/// A refused request. A client that may become an allowed one is noted by its host or origin.
struct Refusal {
    problem: Problem,
    client: Option<(RefusalReason, String)>,
}

/// Stands before every route, also before `/binfo`.
pub(crate) async fn guard(
    State(Guard { access, emulator }): State<Guard>,
    request: Request,
    next: Next,
) -> Response<Body> {
    let origin = request.headers().get(ORIGIN).cloned();
    let response = if let Some(Refusal { problem, client }) = refusal(&access, request.headers()) {
        if let Some((reason, value)) = client.filter(|_| is_for_service(request.uri().path())) {
            let detail = problem.detail().to_owned();
            emulator.call(|world, now| world.journal.note_refused(now, reason, value, detail));
        }
        problem.response()
    } else {
        let response = if is_preflight(&request) { preflight() } else { next.run(request).await };
        shared_with(origin, response)
    };
    let mut response = named(response);
    let headers = response.headers_mut();
    headers.insert(VARY, HeaderValue::from_static("origin"));
    headers.entry(CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
    response
}

/// Adds the header that names the emulator.
pub(crate) fn named<B>(mut response: Response<B>) -> Response<B> {
    response.headers_mut().insert(EMULATOR, HeaderValue::from_static(env!("CARGO_PKG_VERSION")));
    response
}

/// Whether a request of a client under test is lost. A person sees the answers of the other routes.
fn is_for_service(path: &str) -> bool {
    path == "/binfo" || path.starts_with("/v4/")
}

fn refusal(access: &Access, headers: &HeaderMap) -> Option<Refusal> {
    let one = |name: HeaderName| -> Result<Option<&str>, Problem> {
        let mut values = headers.get_all(&name).iter();
        let value = values.next().map(|value| value.to_str().unwrap_or_default());
        match values.next() {
            Some(_) => Err(Problem::bad_request(format!("the request has two headers {name}"))),
            None => Ok(value),
        }
    };
    let (host, origin) = match (one(HOST), one(ORIGIN)) {
        (Ok(host), Ok(origin)) => (host.unwrap_or_default(), origin),
        (Err(problem), _) | (_, Err(problem)) => {
            return Some(Refusal { problem, client: None });
        }
    };
    if !access.allows_host(host) {
        let host = shortened(host);
        let detail = format!("Host {host:?} is not this machine; start the emulator with --allow-host to allow it");
        let problem = Problem::new(StatusCode::MISDIRECTED_REQUEST, detail);
        return Some(Refusal { problem, client: Some((RefusalReason::Host, host)) });
    }
    let origin = shortened(origin.filter(|origin| !access.allows_origin(origin))?);
    let detail =
        format!("Origin {origin:?} is not on this machine; start the emulator with --allow-origin to allow it");
    let problem = Problem::new(StatusCode::FORBIDDEN, detail);
    Some(Refusal { problem, client: Some((RefusalReason::Origin, origin)) })
}

fn is_preflight(request: &Request) -> bool {
    request.method() == Method::OPTIONS && request.headers().contains_key(ACCESS_CONTROL_REQUEST_METHOD)
}

/// The answer to a browser that asks before it lets a page call.
fn preflight() -> Response<Body> {
    let mut response = Response::new(Body::empty());
    *response.status_mut() = StatusCode::NO_CONTENT;
    let allowed = [
        (ACCESS_CONTROL_ALLOW_HEADERS, "content-type, last-event-id"),
        (ACCESS_CONTROL_ALLOW_METHODS, "DELETE, GET, PATCH, POST, PUT"),
        (ACCESS_CONTROL_MAX_AGE, "600"),
        // A page of another address space asks for this one. Only pages of allowed origins come this far.
        (HeaderName::from_static("access-control-allow-private-network"), "true"),
    ];
    for (name, value) in allowed {
        response.headers_mut().insert(name, HeaderValue::from_static(value));
    }
    response
}

/// Lets a page of this origin read the answer.
fn shared_with(origin: Option<HeaderValue>, mut response: Response<Body>) -> Response<Body> {
    if let Some(origin) = origin {
        response.headers_mut().insert(ACCESS_CONTROL_ALLOW_ORIGIN, origin);
    }
    response
}
