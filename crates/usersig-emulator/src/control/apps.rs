//! The apps, with their policies, limits, quotas and webhooks.

use std::sync::Arc;

use axum::extract::State;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use usersig::SdkAppId;
use usersig_login::UnixMillis;
use utoipa::ToSchema;

use crate::app::app_settings::Settings;
use crate::app::app_state::App;
use crate::control::answer::{Answer, change, read as read_app};
use crate::control::settings_schema::SettingsSchema;
use crate::http::body::Json;
use crate::http::path::Path;
use crate::http::plain_words::plain;
use crate::http::problem::{Document, Problem};
use crate::world::emulator::Emulator;

/// An app.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct AppAnswer {
    #[schema(value_type = u32)]
    sdk_app_id: SdkAppId,
    /// The name of its key.
    #[schema(example = "sample")]
    key: String,
    /// `admins`, `hello_interval`, `webhook`, and `service` with the policies, limits and quotas.
    #[schema(value_type = SettingsSchema)]
    settings: Settings,
    /// How many accounts it has.
    accounts: usize,
    /// How many users have a connected device.
    online_users: usize,
    /// How many devices are connected.
    online_sessions: usize,
    /// How many devices lost their link and are remembered.
    away_sessions: usize,
    /// How many users have logged in today.
    daily_active_users: u32,
    /// How many users have logged in this month.
    monthly_active_users: u32,
}

/// A change of an app.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct AppChange {
    /// The name of a key that was given at the start. Keys themselves are never accepted here.
    key: Option<String>,
    /// The settings that change. Members that are absent stay, and `null` restores the default.
    #[schema(value_type = Option<SettingsSchema>)]
    settings: Option<Value>,
}

/// List the apps that have been used or configured
#[utoipa::path(get, path = "/emulator/v1/apps", tag = "apps",
    responses((status = 200, body = Vec<AppAnswer>),
        (status = "4XX", body = Document<'static>, content_type = "application/problem+json")))]
pub(crate) async fn list(State(emulator): State<Arc<Emulator>>) -> Answer<Vec<AppAnswer>> {
    Answer(emulator.call(|world, now| world.apps.iter().map(|app| shown(app, now)).collect()))
}

/// Read an app
#[utoipa::path(get, path = "/emulator/v1/apps/{sdkappid}", tag = "apps",
    params(("sdkappid" = u32, Path, minimum = 1)),
    responses((status = 200, body = AppAnswer),
        (status = "4XX", body = Document<'static>, content_type = "application/problem+json")))]
pub(crate) async fn read(
    State(emulator): State<Arc<Emulator>>,
    Path(sdk_app_id): Path<SdkAppId>,
) -> Result<Answer<AppAnswer>, Problem> {
    let now = emulator.call(|_, now| now);
    read_app(&emulator, sdk_app_id, |app| shown(app, now)).map(Answer)
}

/// Change the policies, limits, quotas, webhook or key of an app
#[utoipa::path(patch, path = "/emulator/v1/apps/{sdkappid}", tag = "apps", request_body = AppChange,
    params(("sdkappid" = u32, Path, minimum = 1)),
    responses((status = 200, body = AppAnswer),
        (status = "4XX", body = Document<'static>, content_type = "application/problem+json")))]
pub(crate) async fn patch(
    State(emulator): State<Arc<Emulator>>,
    Path(sdk_app_id): Path<SdkAppId>,
    Json(AppChange { key, settings }): Json<AppChange>,
) -> Result<Answer<AppAnswer>, Problem> {
    let key = key.map(|name| emulator.call(|world, _| named_key(&world.apps.plan, &name))).transpose();
    change(&emulator, sdk_app_id, None, "change the app".to_owned(), |app, now, _| {
        let key = key?;
        let settings = settings.as_ref().map(|change| changed(&app.settings, change)).transpose()?;
        if let Some(settings) = settings {
            app.set_settings(settings);
        }
        if let Some(key) = key {
            app.set_key(key);
        }
        Ok(Answer(shown(app, now)))
    })
}

fn named_key(plan: &crate::world::plan::Plan, name: &str) -> Result<Arc<crate::words::app_key::AppKey>, Problem> {
    plan.key(name).ok_or_else(|| {
        let names: Vec<&str> = plan.key_names().collect();
        Problem::bad_request(format!("there is no key of this name; the configuration has {}", names.join(", ")))
    })
}

/// The settings after a merge patch (RFC 7396).
fn changed(settings: &Settings, change: &Value) -> Result<Settings, Problem> {
    let mut merged = serde_json::to_value(settings).expect("settings are text and numbers");
    merge(&mut merged, change);
    let settings: Settings =
        serde_path_to_error::deserialize(merged).map_err(|error| Problem::bad_request(wrong_setting(&error)))?;
    settings.check().map_err(Problem::bad_request)?;
    Ok(settings)
}

fn wrong_setting(error: &serde_path_to_error::Error<serde_json::Error>) -> String {
    plain(&format!("settings.{}", error.path()), &error.inner().to_string())
}

/// The body was read with a bounded depth, so this recursion is bounded.
fn merge(target: &mut Value, change: &Value) {
    let Value::Object(members) = change else {
        target.clone_from(change);
        return;
    };
    if !target.is_object() {
        *target = Value::Object(serde_json::Map::new());
    }
    let Some(target) = target.as_object_mut() else { return };
    for (name, value) in members {
        if value.is_null() {
            target.remove(name);
        } else {
            merge(target.entry(name.clone()).or_insert(Value::Null), value);
        }
    }
}

fn shown(app: &App, now: UnixMillis) -> AppAnswer {
    let counts = app.registry.counts();
    AppAnswer {
        sdk_app_id: app.sdk_app_id,
        key: app.key.name().to_owned(),
        settings: app.settings.clone(),
        accounts: counts.accounts,
        online_users: counts.online_users,
        online_sessions: counts.online_sessions,
        away_sessions: counts.away_sessions,
        daily_active_users: app.registry.daily_active_users(now),
        monthly_active_users: app.registry.monthly_active_users(now),
    }
}
