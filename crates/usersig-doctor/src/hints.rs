//! The facts that are known besides the ticket.

use usersig::{Privileges, Room, SdkAppId, Tolerances, UnixTime};

use crate::named_key::NamedKey;

/// The facts that the caller knows. Every hint is optional, and each makes the diagnosis more precise.
#[derive(Clone, Debug, Default)]
pub struct Hints<'a> {
    pub(crate) now: Option<UnixTime>,
    pub(crate) user_id: Option<&'a str>,
    pub(crate) sdk_app_id: Option<SdkAppId>,
    pub(crate) keys: Vec<NamedKey<'a>>,
    pub(crate) kind: Option<TicketKind>,
    pub(crate) room: Option<Room>,
    pub(crate) needed: Privileges,
    pub(crate) tolerances: Tolerances,
}

impl<'a> Hints<'a> {
    /// The moment to judge at. Without it nothing is expired.
    #[must_use]
    pub const fn with_now(mut self, now: UnixTime) -> Self {
        self.now = Some(now);
        self
    }

    /// The user who logs in, as the app passes it: it need not be a valid [`UserId`](usersig::UserId).
    #[must_use]
    pub const fn with_user_id(mut self, user_id: &'a str) -> Self {
        self.user_id = Some(user_id);
        self
    }

    /// The app that is logged in to.
    #[must_use]
    pub const fn with_sdk_app_id(mut self, sdk_app_id: SdkAppId) -> Self {
        self.sdk_app_id = Some(sdk_app_id);
        self
    }

    /// One more key that may have signed. The work grows with the number of keys.
    #[must_use]
    pub fn with_key(mut self, key: NamedKey<'a>) -> Self {
        self.keys.push(key);
        self
    }

    /// The kind of ticket that is meant. Without it, a room or privileges mean a PrivateMapKey, a user without a room
    /// means a login and so a UserSig, and if neither is known the ticket decides.
    #[must_use]
    pub const fn with_kind(mut self, kind: TicketKind) -> Self {
        self.kind = Some(kind);
        self
    }

    /// The room to enter.
    #[must_use]
    pub const fn with_room(mut self, room: Room) -> Self {
        self.room = Some(room);
        self
    }

    /// The privileges that are needed in the room.
    #[must_use]
    pub const fn with_needed(mut self, needed: Privileges) -> Self {
        self.needed = needed;
        self
    }

    /// The tolerances that the verifier has, with the account's valid-after time. The service has no leeway.
    #[must_use]
    pub const fn with_tolerances(mut self, tolerances: Tolerances) -> Self {
        self.tolerances = tolerances;
        self
    }

    /// Whether a ticket or a privilege that ends then is no longer accepted.
    pub(crate) fn is_over(&self, end: UnixTime) -> bool {
        self.now.is_some_and(|now| now > end.saturating_add(self.tolerances.leeway()))
    }

    pub(crate) fn meant_kind(&self) -> Option<TicketKind> {
        let is_for_a_room = self.room.is_some() || self.needed != Privileges::NONE;
        let of_room = is_for_a_room.then_some(TicketKind::PrivateMapKey);
        self.kind.or(of_room).or(self.user_id.map(|_| TicketKind::UserSig))
    }
}

/// The purpose of a ticket.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TicketKind {
    /// To enter one TRTC room with privileges.
    PrivateMapKey,
    /// To log in.
    UserSig,
}
