//! Refuses query parameters that a route does not have. A misspelt filter would otherwise find everything.

use axum::body::Body;
use axum::extract::Request;
use axum::http::{Method, Response};
use axum::middleware::Next;
use axum::response::IntoResponse as _;

use crate::http::problem::Problem;

/// The parameters of the routes that have some.
fn names_of(method: &Method, path: &str) -> &'static [&'static str] {
    match path {
        "/emulator/v1/journal" | "/emulator/v1/journal/events" => &["user_id", "sdkappid", "after"],
        _ if *method == Method::GET && (path.ends_with("/accounts") || path.ends_with("/online")) => &["start"],
        _ => &[],
    }
}

pub(super) async fn check(request: Request, next: Next) -> Response<Body> {
    let names = names_of(request.method(), request.uri().path());
    let query = request.uri().query().unwrap_or_default();
    let given = query.split('&').filter_map(|pair| pair.split('=').next()).filter(|name| !name.is_empty());
    match given.into_iter().find(|name| !names.contains(name)) {
        Some(name) if names.is_empty() => {
            Problem::bad_request(format!("{name:?} is a query parameter, and this route has none")).into_response()
        }
        Some(name) => {
            let known = names.join(", ");
            Problem::bad_request(format!("{name:?} is not one of the query parameters {known}")).into_response()
        }
        None => next.run(request).await,
    }
}
