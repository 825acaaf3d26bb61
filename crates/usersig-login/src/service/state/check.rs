//! Refuses a state that no registry can have written.

use usersig::SdkAppId;

use crate::service::journal::Journal;
use crate::service::state::changes::Changes;
use crate::service::state::record::{AccountRecord, SESSIONS_MAX};
use crate::service::state::restore_refused::RestoreRefused;
use crate::service::state::snapshot::{SavedState, VERSION};

/// The highest serial a snapshot may contain. Half of the range is left for what follows.
const SERIAL_MAX: u64 = u64::MAX / 2;

/// The highest generation a snapshot may have. Each save adds one.
const GENERATION_MAX: u64 = u64::MAX / 2;

/// Checks the head of a snapshot, and returns its next serial.
pub(in crate::service) fn check(
    saved: &SavedState,
    sdk_app_id: SdkAppId,
    known_generation: u64,
) -> Result<u64, RestoreRefused> {
    if saved.version != VERSION {
        return Err(RestoreRefused::Version { version: saved.version });
    }
    if saved.sdk_app_id != sdk_app_id {
        return Err(RestoreRefused::OtherApp { named: saved.sdk_app_id });
    }
    if saved.generation < known_generation {
        return Err(RestoreRefused::Outdated { generation: saved.generation, known: known_generation });
    }
    if saved.generation > GENERATION_MAX {
        return Err(RestoreRefused::Generation { generation: saved.generation });
    }
    if saved.next_serial > SERIAL_MAX {
        return Err(RestoreRefused::Serial { serial: saved.next_serial });
    }
    Ok(saved.next_serial)
}

/// Checks that these changes come next, and that their serial is possible.
pub(in crate::service) fn check_changes(changes: &Changes, journal: &mut Journal) -> Result<(), RestoreRefused> {
    let (expected, found) = ((journal.generation, journal.sequence), (changes.generation, changes.sequence));
    if found != expected {
        return Err(RestoreRefused::ChangesOutOfOrder { expected, found });
    }
    if changes.next_serial > SERIAL_MAX {
        return Err(RestoreRefused::Serial { serial: changes.next_serial });
    }
    journal.sequence += 1;
    Ok(())
}

/// Refuses a record that a registry could not have written.
pub(super) fn is_consistent(record: &AccountRecord, next_serial: u64) -> Result<(), &'static str> {
    if !record.days.is_possible() {
        return Err("its days");
    }
    if !record.kicks.is_sorted_by(|one, next| one < next) {
        return Err("the order of its kicks");
    }
    if record.sessions.len() > SESSIONS_MAX {
        return Err("the number of its sessions");
    }
    if !record.sessions.is_sorted_by(|one, next| one.login <= next.login) {
        return Err("the order of its sessions");
    }
    for (position, session) in record.sessions.iter().enumerate() {
        let others = &record.sessions[..position];
        if session.login > session.serial || session.serial >= next_serial {
            return Err("the serial of a session");
        }
        if others.iter().any(|other| other.device == session.device || other.serial == session.serial) {
            return Err("two sessions of one device");
        }
    }
    Ok(())
}
