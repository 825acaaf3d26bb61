//! Why a ticket was refused, in the doctor's words.

use serde::{Deserialize, Serialize};
use usersig::{Language, SdkAppId, Tolerances, UnixTime};
use usersig_doctor::{Hints, NamedKey, Rendered, TicketKind, diagnose};
use utoipa::ToSchema;

use crate::words::app_key::AppKey;

/// The doctor may find many things in a hostile text. The first ones are the likeliest causes.
const FINDINGS_KEPT: usize = 3;

/// A finding of the doctor.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub(crate) struct FindingNote {
    /// The word for scripts.
    pub(crate) id: String,
    /// The number the service would give, if the finding is a reason to refuse.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) code: Option<i32>,
    /// The fault.
    pub(crate) what: String,
    /// The part of the ticket that shows the fault.
    pub(crate) evidence: String,
    /// The change that cures it.
    pub(crate) remedy: String,
}

/// A refused ticket and everything that the doctor needs to know. It is examined after the emulator's lock is released,
/// because the examination computes thousands of MACs.
#[derive(Debug)]
pub(crate) struct Refused<'a> {
    pub(crate) ticket: &'a str,
    pub(crate) user_id: &'a str,
    pub(crate) sdk_app_id: SdkAppId,
    pub(crate) key: &'a AppKey,
    pub(crate) valid_after: Option<UnixTime>,
    pub(crate) now: UnixTime,
}

impl Refused<'_> {
    /// The likeliest causes.
    pub(crate) fn findings(&self) -> Vec<FindingNote> {
        let hints = Hints::default()
            .with_sdk_app_id(self.sdk_app_id)
            .with_user_id(self.user_id)
            .with_key(NamedKey::new(self.key.name(), self.key.text()).of_app(self.sdk_app_id))
            .with_kind(TicketKind::UserSig)
            .with_tolerances(Tolerances::default().with_valid_after(self.valid_after))
            .with_now(self.now);
        diagnose(self.ticket, &hints).iter().take(FINDINGS_KEPT).map(note).collect()
    }
}

fn note(finding: &usersig_doctor::Finding) -> FindingNote {
    let Rendered { id, code, what, evidence, remedy } = Rendered::new(finding, Language::English);
    let id = id.as_str().to_owned();
    // The doctor does not know that a test moves the clock.
    let remedy = match id.as_str() {
        "expired" | "expired_at_once" => format!("{remedy}. If the test advanced the clock, sign a new ticket"),
        _ => remedy,
    };
    FindingNote { id, code, what, evidence, remedy }
}
