//! The doctor.

use napi::bindgen_prelude::Either;
use napi::{Env, Result};
use napi_derive::napi;
use usersig_doctor::{Hints, NamedKey, Rendered, TicketKind};
use zeroize::Zeroizing;

use crate::arguments::{app, language, privileges, room, time};
use crate::errors::allowed;
use crate::verifier::tolerances;

#[napi(object, object_from_js = false)]
pub struct FindingValue {
    pub id: &'static str,
    pub code: Option<i32>,
    pub what: String,
    pub evidence: String,
    pub remedy: String,
}

#[napi(object, object_to_js = false)]
pub struct HintsValue {
    pub sdk_app_id: Option<f64>,
    pub user_id: Option<String>,
    /// Names and texts.
    pub keys: Vec<Vec<String>>,
    pub now: Option<f64>,
    pub kind: Option<String>,
    pub room: Option<Either<f64, String>>,
    pub needed: Option<f64>,
    pub leeway: Option<f64>,
    pub future_tolerance: Option<f64>,
    pub valid_after: Option<f64>,
    pub language: Option<String>,
}

#[napi(catch_unwind)]
pub fn diagnose(env: Env, text: String, known: HintsValue) -> Result<Vec<FindingValue>> {
    let keys = Zeroizing::new(known.keys);
    let language = language(env, known.language.as_deref())?;
    let tolerances = tolerances(env, known.leeway.unwrap_or(0.0), known.future_tolerance)?;
    let valid_after = known.valid_after.map(|valid_after| time(env, valid_after)).transpose()?;
    let mut hints = Hints::default().with_tolerances(tolerances.with_valid_after(valid_after));
    for key in keys.iter() {
        if let [name, text] = &key[..] {
            hints = hints.with_key(NamedKey::new(name, text));
        }
    }
    if let Some(number) = known.sdk_app_id {
        hints = hints.with_sdk_app_id(app(env, number)?);
    }
    if let Some(user_id) = &known.user_id {
        hints = hints.with_user_id(user_id);
    }
    if let Some(now) = known.now {
        hints = hints.with_now(time(env, now)?);
    }
    if let Some(kind) = &known.kind {
        hints = hints.with_kind(allowed(env, ticket_kind(kind))?);
    }
    if let Some(of_room) = known.room {
        hints = hints.with_room(room(env, of_room)?);
    }
    if let Some(needed) = known.needed {
        hints = hints.with_needed(privileges(env, needed)?);
    }
    let findings = usersig_doctor::diagnose(&text, &hints);
    Ok(findings.iter().map(|finding| Rendered::new(finding, language).into()).collect())
}

impl From<Rendered> for FindingValue {
    fn from(Rendered { id, code, what, evidence, remedy }: Rendered) -> Self {
        Self { id: id.as_str(), code, what, evidence, remedy }
    }
}

fn ticket_kind(word: &str) -> std::result::Result<TicketKind, &'static str> {
    match word {
        "private_map_key" => Ok(TicketKind::PrivateMapKey),
        "user_sig" => Ok(TicketKind::UserSig),
        _ => Err("a kind is \"private_map_key\" or \"user_sig\""),
    }
}
