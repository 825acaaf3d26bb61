//! Who calls: an administrator of the app, with a ticket.

use std::collections::BTreeMap;
use std::sync::Arc;

use usersig::{ErrorCode, SdkAppId, UnixTime, UserId};

use crate::app::app_state::App;
use crate::journal::finding::Refused;
use crate::rest::command::Command;
use crate::rest::refusal::Refusal;
use crate::words::app_key::AppKey;

/// The parameters of an address. Their order does not matter, and the service reads no others.
#[derive(Debug)]
pub(super) struct Caller {
    pub(super) sdk_app_id: SdkAppId,
    pub(super) identifier: String,
    user_sig: String,
}

/// A ticket that was refused, to be examined later.
pub(super) struct RefusedTicket {
    code: ErrorCode,
    key: Arc<AppKey>,
    valid_after: Option<UnixTime>,
    now: UnixTime,
}

/// Why a caller may not call.
pub(super) enum NotAllowed {
    Refused(Refusal),
    Ticket(RefusedTicket),
}

impl Caller {
    pub(super) fn read(parameters: &mut BTreeMap<String, String>) -> Result<Self, Refusal> {
        let number = parameters.remove("sdkappid").filter(|text| !text.is_empty());
        let number = number.ok_or_else(|| Refusal::new(ErrorCode::SVR_COMM_SDKAPPID_MISS))?;
        let sdk_app_id = number.parse().ok().and_then(|number| SdkAppId::new(number).ok());
        let sdk_app_id = sdk_app_id.ok_or_else(|| Refusal::new(ErrorCode::SVR_COMM_INVALID_SDKAPPID))?;
        let identifier = parameters.remove("identifier").unwrap_or_default();
        let user_sig = parameters.remove("usersig").unwrap_or_default();
        if identifier.is_empty() {
            return Err(Refusal::with_info(ErrorCode::SVR_COMM_INVALID_ACCOUNT, "the address has no identifier"));
        }
        Ok(Self { sdk_app_id, identifier, user_sig })
    }

    /// Whether the caller is an administrator with a valid ticket.
    ///
    /// The ticket is judged first, so a forged one learns nothing of the app. The order of the service is not documented.
    pub(super) fn check(&self, app: &App, command: Command, now: UnixTime) -> Result<(), NotAllowed> {
        let user_id = UserId::new(&self.identifier)
            .map_err(|_| NotAllowed::Refused(Refusal::new(ErrorCode::SVR_COMM_INVALID_ACCOUNT)))?;
        let valid_after = app.registry.valid_after(&user_id);
        let tolerances = app.verifier.tolerances().with_valid_after(valid_after);
        if let Err(refusal) = app.verifier.user_sig_within(tolerances, &self.user_sig, &user_id, now) {
            let (code, key) = (refusal.code(), Arc::clone(&app.key));
            return Err(NotAllowed::Ticket(RefusedTicket { code, key, valid_after, now }));
        }
        if !app.settings.admins.contains(&user_id) {
            let info = format!("{user_id} is not an administrator of the app");
            return Err(NotAllowed::Refused(Refusal::with_info(command.not_an_administrator(), info)));
        }
        Ok(())
    }

    /// Lets the doctor examine a refused ticket.
    pub(super) fn examine(&self, refused: &RefusedTicket) -> Refusal {
        let RefusedTicket { code, key, valid_after, now } = refused;
        let findings = Refused {
            ticket: &self.user_sig,
            user_id: &self.identifier,
            sdk_app_id: self.sdk_app_id,
            key,
            valid_after: *valid_after,
            now: *now,
        };
        Refusal { findings: findings.findings(), ..Refusal::new(*code) }
    }
}
