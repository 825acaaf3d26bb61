//! The faults of public reports: for each the right finding comes first.

use serde::Deserialize;
use usersig::{Privileges, Room};

use crate::common::ask::{Ask, ask};

#[derive(Debug, Deserialize)]
struct Report {
    #[serde(rename = "report")]
    number: u32,
    source: String,
    why: String,
    text: String,
    key: String,
    /// A key that is known to belong to another app.
    other_key: Option<String>,
    user_id: String,
    sdk_app_id: u32,
    now: u64,
    room_id: Option<u32>,
    room_name: Option<String>,
    #[serde(default)]
    needed: u8,
    valid_after: Option<u64>,
    first: String,
}

impl Report {
    fn ask(&self) -> Ask {
        let number = self.room_id.map(|number| Room::number(number).unwrap());
        let other = self.other_key.iter().map(|key| ("other".to_owned(), key.clone(), Some(self.sdk_app_id + 1)));
        Ask {
            user: Some(self.user_id.clone()),
            app: Some(self.sdk_app_id),
            now: Some(self.now),
            keys: [("given".to_owned(), self.key.clone(), None)].into_iter().chain(other).collect(),
            room: number.or_else(|| self.room_name.as_ref().map(|name| Room::name(name).unwrap())),
            needed: Privileges::from_bits(self.needed),
            valid_after: self.valid_after,
            ..ask()
        }
    }
}

#[test]
fn the_right_finding_comes_first_for_every_public_report() {
    let lines = include_str!("../vectors/reports.jsonl").lines();
    let reports: Vec<Report> = lines.map(|line| serde_json::from_str(line).unwrap()).collect();
    assert!(reports.len() > 35, "only {} reports", reports.len());
    for report in &reports {
        let findings = report.ask().diagnose(&report.text);
        let Report { number, source, why, first, .. } = report;
        assert_eq!(findings[0].id().as_str(), first, "{number}, {source}: {why}: {findings:#?}");
    }
}
