//! The doctor.

use std::ffi::{c_char, c_void};
use std::mem::MaybeUninit;

use usersig_doctor::{Hints, NamedKey, Rendered, diagnose};

use crate::arguments;
use crate::codes;
use crate::failure::{Text, usersig_error, usersig_result};
use crate::guard::guarded;
use crate::pointers;
use crate::verifier::ticket_text;

/// One cause that the doctor found. Texts end with NUL. A text that is too long is cut, and U+FFFD replaces control
/// characters.
#[repr(C)]
pub struct usersig_finding {
    /// The word for programs.
    pub id: [c_char; 48],
    /// The service's number if the finding is a reason to refuse the ticket, else 0.
    pub code: i32,
    /// A sentence that names the problem.
    pub what: [c_char; 256],
    /// The evidence in the ticket.
    pub evidence: [c_char; 256],
    /// The next step.
    pub remedy: [c_char; 256],
}

/// Says why a ticket is refused. Calls `found` with `data` for each finding, the most likely cause first. A user or a key
/// that is NULL, or an app or a time that is 0, is not known. `found` may be NULL. A C++ exception that leaves `found` ends
/// the process.
///
/// # Safety
/// All pointers are valid for their lengths. `found` does not keep its argument, and does not leave with `longjmp`.
#[must_use]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn usersig_diagnose(
    ticket: *const c_char,
    ticket_len: usize,
    sdk_app_id: u32,
    user_id: *const c_char,
    user_id_len: usize,
    key: *const c_char,
    key_len: usize,
    now: u64,
    language: u32,
    found: Option<extern "C-unwind" fn(finding: *const usersig_finding, data: *mut c_void)>,
    data: *mut c_void,
    error: Option<&mut MaybeUninit<usersig_error>>,
) -> usersig_result {
    let body = || {
        let language = codes::language(language)?;
        let mut hints = Hints::default();
        if sdk_app_id != 0 {
            hints = hints.with_sdk_app_id(arguments::app(sdk_app_id)?);
        }
        if !user_id.is_null() {
            // SAFETY: the caller promises it.
            hints = hints.with_user_id(unsafe { pointers::text(user_id, user_id_len, "user id") }?);
        }
        if !key.is_null() {
            // SAFETY: the caller promises it.
            hints = hints.with_key(NamedKey::new("key", unsafe { pointers::text(key, key_len, "key") }?));
        }
        if now != 0 {
            hints = hints.with_now(arguments::time(now, "now")?);
        }
        // SAFETY: the caller promises it.
        let findings = diagnose(unsafe { ticket_text(ticket, ticket_len) }?, &hints);
        for finding in &findings {
            let Rendered { id, code, what, evidence, remedy } = Rendered::new(finding, language);
            let finding = usersig_finding {
                id: Text::of(&id.as_str()).chars(),
                code: code.unwrap_or(0),
                what: Text::of(&what).chars(),
                evidence: Text::of(&evidence).chars(),
                remedy: Text::of(&remedy).chars(),
            };
            if let Some(found) = found {
                // A C++ exception reaches the guard, which cannot catch it and aborts.
                found(&raw const finding, data);
            }
        }
        Ok(())
    };
    guarded(error, body)
}
