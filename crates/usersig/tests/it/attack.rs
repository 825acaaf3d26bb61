//! One line of `vectors/attacks.jsonl`. The tests of the doctor read it with this file as well.

use serde::Deserialize;
use usersig::Room;

/// A ticket with one fault or none, the question about it, and the expected answer.
#[derive(Debug, Deserialize)]
#[expect(dead_code, reason = "each of the two test programs leaves some members unread")]
pub(crate) struct Attack {
    pub(crate) name: String,
    pub(crate) row: String,
    pub(crate) why: String,
    pub(crate) ticket: Option<String>,
    pub(crate) ticket_hex: Option<String>,
    pub(crate) sdk_app_id: u32,
    pub(crate) user_id: String,
    pub(crate) key: String,
    pub(crate) now: u64,
    pub(crate) room_id: Option<u32>,
    pub(crate) room_name: Option<String>,
    #[serde(default)]
    pub(crate) needed: u8,
    pub(crate) leeway: Option<u64>,
    pub(crate) future_tolerance: Option<u64>,
    pub(crate) valid_after: Option<u64>,
    pub(crate) expect: i32,
    pub(crate) cause: Option<String>,
}

impl Attack {
    pub(crate) fn room(&self) -> Option<Room> {
        let by_number = self.room_id.map(|number| Room::number(number).unwrap());
        by_number.or_else(|| self.room_name.as_ref().map(|name| Room::name(name).unwrap()))
    }

    /// Every vector of the file.
    pub(crate) fn all() -> Vec<Self> {
        let lines = include_str!("../vectors/attacks.jsonl").lines();
        let attacks: Vec<Self> = lines.map(|line| serde_json::from_str(line).unwrap()).collect();
        assert!(attacks.len() > 700, "only {} attacks", attacks.len());
        attacks
    }
}
