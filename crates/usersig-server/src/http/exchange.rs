//! One request and its answer, step by step. Every route of the API takes the same steps.

use std::mem;
use std::pin::pin;
use std::time::{Duration, Instant};

use hyper::body::Incoming;
use hyper::header::{CONNECTION, HeaderValue};
use hyper::{HeaderMap, Request};
use serde::de::DeserializeOwned;
use usersig::{ErrorCode, SdkAppId};

use crate::access::caller::Caller;
use crate::access::certificate::CertificateNames;
use crate::access::credentials::Unauthorized;
use crate::http::body::{self, Whole};
use crate::http::host;
use crate::http::notes::{self, Note};
use crate::http::panics;
use crate::http::parse::parse;
use crate::http::problem::{Kind, Problem};
use crate::http::reply::{self, Reply};
use crate::http::request_id::{REQUEST_ID, RequestId};
use crate::http::service::Service;
use crate::keys::apps::App;
use crate::state::Live;
use crate::words::moment::Moment;
use crate::words::outcome::Outcome;
use crate::words::route::Route;

/// The header that selects the app.
const SDK_APP_ID: &str = "x-sdk-app-id";

/// The results of the steps before the handler.
pub(crate) struct Known<'a> {
    pub(crate) service: &'a Service,
    pub(crate) caller: &'a Caller<'a>,
    pub(crate) sdk_app_id: SdkAppId,
    pub(crate) app: &'a App,
    pub(crate) moment: Moment,
}

/// A request before its first step.
struct Start<'a> {
    at: Instant,
    service: &'a Service,
    route: Route,
    request_id: RequestId,
}

/// Takes all steps. The handler gets the parsed body, and writes what it decides into the notes.
pub(crate) async fn exchange<B: DeserializeOwned>(
    service: &Service,
    route: Route,
    names: &CertificateNames,
    request: &mut Request<Incoming>,
    handle: impl AsyncFnOnce(&Known<'_>, B, &mut Vec<Note>) -> Result<Vec<u8>, Problem>,
) -> Reply {
    let start = Start { at: Instant::now(), service, route, request_id: service.request_ids.of(request.headers()) };
    let answered = steps(&start, names, request, handle).await;
    let Start { request_id, at, .. } = start;
    let outcome = answered.as_ref().map_or_else(Problem::outcome, |(_, outcome)| *outcome);
    tracing::debug!(request_id = request_id.as_str(), route = route.as_str(), outcome = outcome.as_str(), "answered");
    let mut reply = match answered {
        Ok((body, _)) => reply::json_with(mem::take(request.headers_mut()), body),
        Err(problem) => problem.reply(),
    };
    reply.headers_mut().insert(REQUEST_ID, request_id.into_header_value());
    if service.is_closing() {
        reply.headers_mut().insert(CONNECTION, HeaderValue::from_static("close"));
    }
    service.metrics.request(route, outcome, at.elapsed());
    reply
}

async fn steps<B: DeserializeOwned>(
    start: &Start<'_>,
    names: &CertificateNames,
    request: &mut Request<Incoming>,
    handle: impl AsyncFnOnce(&Known<'_>, B, &mut Vec<Note>) -> Result<Vec<u8>, Problem>,
) -> Result<(Vec<u8>, Outcome), Problem> {
    let Start { service, route, ref request_id, at } = *start;
    host::check(request.version(), request.headers())?;
    if service.in_progress.0.is_full() {
        return Err(overloaded());
    }
    let mut moment = moment_at(service, at)?;
    let live = service.live.load();
    let caller = identify(&live, request.headers(), names, moment)?;
    let mut notes = Vec::with_capacity(1);
    let answered = known_caller(start, &live, &caller, request, &mut moment, &mut notes, handle);
    // A handler that panics is a decision too, with its line in the audit.
    let answered = panics::caught(service, pin!(answered)).await.unwrap_or_else(|problem| {
        tracing::error!(request_id = request_id.as_str(), route = route.as_str(), "a handler panicked");
        Err(problem)
    });
    let answered = answered.map_err(|problem| service.refusals.judge(&caller, problem, moment));
    let outcome = answered.as_ref().map_or_else(Problem::outcome, |_| notes::common_outcome(&notes));
    notes::finish(&mut notes, answered.as_ref().err());
    let lines = notes::lines(route, request_id, &caller, moment, &notes);
    // A thread can borrow 8 states without counting the references. Requests that wait must not occupy these places.
    drop(caller);
    drop(live);
    if lines.count > 0 {
        service.audit.record(lines).await.map_err(|_| notes::unrecorded(route, &notes))?;
    }
    answered.map(|body| (body, outcome))
}

/// The steps after the caller was identified. Before that, no byte of the body is read.
async fn known_caller<B: DeserializeOwned>(
    start: &Start<'_>,
    live: &Live,
    caller: &Caller<'_>,
    request: &mut Request<Incoming>,
    moment: &mut Moment,
    notes: &mut Vec<Note>,
    handle: impl AsyncFnOnce(&Known<'_>, B, &mut Vec<Note>) -> Result<Vec<u8>, Problem>,
) -> Result<Vec<u8>, Problem> {
    let Start { service, route, .. } = *start;
    if request.uri().query().is_some() {
        // A ticket in a URL would be written into the access logs of every proxy.
        return Err(Problem::bad_request("this route takes no query; put everything into the body"));
    }
    let (sdk_app_id, app) = app(live, request.headers())?;
    let Whole { bytes, places: _places, has_waited } =
        body::read(request, route, caller, service.rules.body_timeout, &service.large_bodies).await?;
    let body = parse(&bytes)?;
    // The handler needs only the values.
    drop(bytes);
    // Only now, because a client that sends its body slowly must not take a place from others.
    let _in_progress = service.in_progress.0.enter().ok_or_else(overloaded)?;
    if let Some(delay) = service.fault.delay {
        tokio::time::sleep(delay).await;
    }
    // A body may take seconds. With the time before it, a revocation would miss the tickets that were signed meanwhile.
    if has_waited || route == Route::Revoke || service.fault.delay.is_some() {
        *moment = moment_at(service, Instant::now())?;
    }
    handle(&Known { service, caller, sdk_app_id, app, moment: *moment }, body, notes).await
}

fn moment_at(service: &Service, now: Instant) -> Result<Moment, Problem> {
    service.clock.at(now).map_err(|error| {
        tracing::error!(%error, "no ticket can be signed or judged");
        Problem::new(Kind::Unavailable)
    })
}

fn identify<'a>(
    live: &'a Live,
    headers: &HeaderMap,
    names: &CertificateNames,
    moment: Moment,
) -> Result<Caller<'a>, Problem> {
    let identified = live.credentials.identify(headers, &names.0, moment.wall);
    identified.map_err(|Unauthorized| Problem::new(Kind::Unauthorized))
}

fn app<'a>(live: &'a Live, headers: &HeaderMap) -> Result<(SdkAppId, &'a App), Problem> {
    let mut values = headers.get_all(SDK_APP_ID).iter();
    let sdk_app_id = match (values.next(), values.next()) {
        (None, _) => live.apps.default.ok_or_else(|| Problem::bad_request("the header X-Sdk-App-Id is missing"))?,
        (Some(value), None) => {
            let sdk_app_id = value.to_str().ok().and_then(|text| text.parse().ok());
            sdk_app_id.ok_or_else(|| Problem::bad_request("the header X-Sdk-App-Id is not an SDKAppID"))?
        }
        (Some(_), Some(_)) => return Err(Problem::bad_request("the header X-Sdk-App-Id is there twice")),
    };
    let unknown = || Problem::bad_request(format!("the service has no app {sdk_app_id}"));
    let app = live.apps.apps.get(&sdk_app_id).ok_or_else(|| unknown().with_code(ErrorCode::new(70020)))?;
    Ok((sdk_app_id, app))
}

fn overloaded() -> Problem {
    Problem::new(Kind::Overloaded).with_retry_after(Duration::from_secs(1))
}
