//! The routes of the control plane.

use std::sync::Arc;

use axum::routing::{delete, get, post};
use axum::{Router, middleware};

use crate::control::{
    accounts, apps, check, clock, codes, devices, faults, journal, links, online, openapi, query_names, sessions,
    state, stream, user_sig,
};
use crate::world::emulator::Emulator;

pub(crate) fn routes() -> Router<Arc<Emulator>> {
    let of_app = Router::new()
        .route("/", get(apps::read).patch(apps::patch))
        .route("/user-sig", post(user_sig::sign))
        .route("/user-sig/check", post(check::check))
        .route("/devices", get(devices::list).post(devices::log_in))
        .route("/devices/{device}", delete(devices::log_out))
        .route("/accounts", get(accounts::list).post(accounts::operate))
        .route("/accounts/{user_id}/sessions", get(sessions::list))
        .route("/accounts/{user_id}/sessions/{session}", delete(sessions::kick))
        .route("/online", get(online::list))
        .route("/faults", get(faults::list).post(faults::inject))
        .route("/faults/{fault}", delete(faults::remove))
        .route("/links/break", post(links::break_links));
    let all = Router::new()
        .route("/apps", get(apps::list))
        .route("/clock", get(clock::read))
        .route("/clock/advance", post(clock::advance))
        .route("/clock/freeze", post(clock::freeze))
        .route("/clock/resume", post(clock::resume))
        .route("/clock/set", post(clock::set))
        .route("/codes", get(codes::list))
        .route("/journal", get(journal::read))
        .route("/journal/events", get(stream::follow))
        .route("/openapi.json", get(openapi::document))
        .route("/reset", post(state::reset))
        .route("/state", get(state::read).put(state::replace))
        .nest("/apps/{sdkappid}", of_app);
    Router::new().nest("/emulator/v1", all).route_layer(middleware::from_fn(query_names::check))
}
