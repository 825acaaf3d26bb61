//! The question about a ticket.

use std::time::Duration;

use usersig::{Privileges, Room, SdkAppId, Tolerances, UnixTime};
use usersig_doctor::{Finding, Hints, NamedKey, TicketKind, diagnose};

use crate::common::{APP, KEY, NOW};

/// The facts that are known besides the ticket.
#[derive(Clone, Debug)]
pub(crate) struct Ask {
    pub(crate) user: Option<String>,
    pub(crate) app: Option<u32>,
    pub(crate) now: Option<u64>,
    /// The name, the text, the app it belongs to.
    pub(crate) keys: Vec<(String, String, Option<u32>)>,
    pub(crate) kind: Option<TicketKind>,
    pub(crate) room: Option<Room>,
    pub(crate) needed: Privileges,
    pub(crate) leeway: u64,
    pub(crate) future_tolerance: Option<u64>,
    pub(crate) valid_after: Option<u64>,
}

/// Everything, and all of it right for a UserSig.
pub(crate) fn ask() -> Ask {
    Ask {
        user: Some("alice".into()),
        app: Some(APP),
        now: Some(NOW),
        keys: vec![("prod".into(), KEY.into(), None)],
        kind: None,
        room: None,
        needed: Privileges::NONE,
        leeway: 0,
        future_tolerance: None,
        valid_after: None,
    }
}

/// Nothing at all.
pub(crate) fn ask_nothing() -> Ask {
    Ask { user: None, app: None, now: None, keys: Vec::new(), ..ask() }
}

/// About room 7 and an audience.
pub(crate) fn ask_for_room() -> Ask {
    Ask { room: Some(Room::number(7).unwrap()), needed: Privileges::AUDIENCE, ..ask() }
}

impl Ask {
    pub(crate) fn with(mut self, change: impl FnOnce(&mut Self)) -> Self {
        change(&mut self);
        self
    }

    pub(crate) fn hints(&self) -> Hints<'_> {
        let mut hints = Hints::default().with_needed(self.needed).with_tolerances(self.tolerances());
        for (name, text, app) in &self.keys {
            let key = NamedKey::new(name, text);
            hints = hints.with_key(app.map_or(key, |app| key.of_app(SdkAppId::new(app).unwrap())));
        }
        if let Some(user) = &self.user {
            hints = hints.with_user_id(user);
        }
        if let Some(app) = self.app {
            hints = hints.with_sdk_app_id(SdkAppId::new(app).unwrap());
        }
        if let Some(now) = self.now {
            hints = hints.with_now(UnixTime::from_secs(now));
        }
        if let Some(kind) = self.kind {
            hints = hints.with_kind(kind);
        }
        if let Some(room) = self.room {
            hints = hints.with_room(room);
        }
        hints
    }

    pub(crate) fn tolerances(&self) -> Tolerances {
        let tolerances = Tolerances::default().with_leeway(Duration::from_secs(self.leeway)).unwrap();
        let future_tolerance = self.future_tolerance.map(Duration::from_secs);
        tolerances
            .with_future_tolerance(future_tolerance)
            .unwrap()
            .with_valid_after(self.valid_after.map(UnixTime::from_secs))
    }

    pub(crate) fn diagnose(&self, text: &str) -> Vec<Finding> {
        diagnose(text, &self.hints())
    }
}
