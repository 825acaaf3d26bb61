//! The routes of the control plane.

use std::sync::Arc;

use axum::Router;
use axum::routing::{get, post};

use crate::control::{clock, devices, user_sig};
use crate::world::emulator::Emulator;

pub(crate) fn routes() -> Router<Arc<Emulator>> {
    Router::new()
        .route("/emulator/v1/clock", get(clock::read))
        .route("/emulator/v1/clock/advance", post(clock::advance))
        .route("/emulator/v1/clock/freeze", post(clock::freeze))
        .route("/emulator/v1/clock/resume", post(clock::resume))
        .route("/emulator/v1/clock/set", post(clock::set))
        .route("/emulator/v1/apps/{sdkappid}/user-sig", post(user_sig::sign))
        .route("/emulator/v1/apps/{sdkappid}/devices", get(devices::list).post(devices::log_in))
}
