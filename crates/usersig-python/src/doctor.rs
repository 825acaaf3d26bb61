//! The doctor.

use pyo3::prelude::*;
use pyo3::types::{PyDict, PyString};
use usersig_doctor::{Hints, NamedKey, Rendered, TicketKind};

use crate::arguments::{self, App, Bits, RoomOf, Text};
use crate::errors::{bad_type, bad_value};
use crate::seconds::{Moment, Span};
use crate::verifier::tolerances;

/// One cause that the doctor found. A finding with a code is a reason to refuse the ticket.
#[pyclass(frozen, get_all, module = "usersig")]
pub(crate) struct Finding {
    id: &'static str,
    code: Option<i32>,
    what: String,
    evidence: String,
    remedy: String,
}

#[pymethods]
impl Finding {
    fn __repr__(&self) -> String {
        let Self { id, what, .. } = self;
        format!("Finding({id:?}, {what:?})")
    }

    // Nothing can change the object, so a copy would be the same.
    fn __copy__(this: Py<Self>) -> Py<Self> {
        this
    }

    fn __deepcopy__(this: Py<Self>, _memo: &Bound<'_, PyAny>) -> Py<Self> {
        this
    }
}

/// Says why a ticket is refused, the most likely cause first. `keys` has a name and a text for each key.
#[pyfunction]
#[pyo3(signature = (
    text, *, sdk_app_id = None, user_id = None, keys = None, now = None, kind = None, room = None, needed = None,
    leeway = None, future_tolerance = None, valid_after = None, language = "en",
))]
#[expect(clippy::too_many_arguments, reason = "every hint is optional and has a name")]
pub(crate) fn diagnose(
    text: Text<'_>,
    sdk_app_id: Option<App>,
    user_id: Option<&str>,
    keys: Option<&Bound<'_, PyDict>>,
    now: Option<Moment>,
    kind: Option<&str>,
    room: Option<RoomOf>,
    needed: Option<Bits>,
    leeway: Option<Span>,
    future_tolerance: Option<Span>,
    valid_after: Option<Moment>,
    language: &str,
) -> PyResult<Vec<Finding>> {
    let language = arguments::language(language)?;
    let tolerances = tolerances(leeway, future_tolerance)?.with_valid_after(valid_after.map(Moment::time));
    let keys = named_keys(keys)?;
    let mut hints = Hints::default().with_tolerances(tolerances);
    for (name, text) in &keys {
        hints = hints.with_key(NamedKey::new(name.to_str()?, arguments::key_text(text)?));
    }
    if let Some(App(sdk_app_id)) = sdk_app_id {
        hints = hints.with_sdk_app_id(sdk_app_id);
    }
    if let Some(user_id) = user_id {
        hints = hints.with_user_id(user_id);
    }
    if let Some(now) = now {
        hints = hints.with_now(now.time());
    }
    if let Some(kind) = kind {
        hints = hints.with_kind(ticket_kind(kind)?);
    }
    if let Some(RoomOf(room)) = room {
        hints = hints.with_room(room);
    }
    if let Some(Bits(needed)) = needed {
        hints = hints.with_needed(needed);
    }
    let findings = usersig_doctor::diagnose(&text.0, &hints);
    Ok(findings.iter().map(|finding| Rendered::new(finding, language).into()).collect())
}

impl From<Rendered> for Finding {
    fn from(Rendered { id, code, what, evidence, remedy }: Rendered) -> Self {
        Self { id: id.as_str(), code, what, evidence, remedy }
    }
}

/// Names and texts, which borrow from the objects of Python. The caller has them already, so no copy is made.
fn named_keys<'py>(keys: Option<&Bound<'py, PyDict>>) -> PyResult<Vec<(Bound<'py, PyString>, Bound<'py, PyString>)>> {
    let Some(keys) = keys else { return Ok(Vec::new()) };
    let is_text = |value: Bound<'py, PyAny>| {
        value.cast::<PyString>().cloned().map_err(|_| bad_type("a str as a key and as its name", &value))
    };
    keys.iter().map(|(name, text)| Ok((is_text(name)?, is_text(text)?))).collect()
}

fn ticket_kind(word: &str) -> PyResult<TicketKind> {
    match word {
        "private_map_key" => Ok(TicketKind::PrivateMapKey),
        "user_sig" => Ok(TicketKind::UserSig),
        _ => Err(bad_value("a kind is \"private_map_key\" or \"user_sig\"")),
    }
}
