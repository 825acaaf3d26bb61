//! The facts about a ticket that are known when its signed text is searched for.

use usersig::{Privileges, Room, SdkAppId};

use crate::claims::{Claims, Number};
use crate::document::Document;
use crate::hints::Hints;
use crate::signature::text::parts::{Line, SignedText};

/// The claims of the document, and those of the login.
#[derive(Debug)]
pub(crate) struct Facts<'a> {
    pub(crate) identifier: String,
    pub(crate) app: Number,
    pub(crate) time: Number,
    pub(crate) lifetime: Number,
    pub(crate) userbuf: Option<String>,
    pub(crate) document: Option<&'a Document>,
    pub(crate) asked_user: Option<&'a str>,
    pub(crate) asked_app: Option<SdkAppId>,
    pub(crate) asked_room: Option<Room>,
    pub(crate) needed: Privileges,
}

impl<'a> Facts<'a> {
    /// Nothing when a claim is missing.
    pub(crate) fn of(claims: &Claims, document: Option<&'a Document>, hints: &Hints<'a>) -> Option<Self> {
        Some(Self {
            identifier: claims.identifier.clone()?,
            app: claims.sdk_app_id.clone()?,
            time: claims.time.clone()?,
            lifetime: claims.lifetime.clone()?,
            userbuf: claims.userbuf.clone(),
            document,
            asked_user: hints.user_id,
            asked_app: hints.sdk_app_id,
            asked_room: hints.room,
            needed: hints.needed,
        })
    }

    /// The right text.
    pub(crate) fn text(&self) -> SignedText {
        let mut lines = vec![
            Line::new(IDENTIFIER, self.identifier.as_bytes()),
            Line::new(SDK_APP_ID, self.app.written.as_bytes()),
            Line::new(TIME, self.time.written.as_bytes()),
            Line::new(EXPIRE, self.lifetime.written.as_bytes()),
        ];
        lines.extend(self.userbuf.as_ref().map(|userbuf| Line::new(USERBUF, userbuf.as_bytes())));
        SignedText::new(lines)
    }

    /// The last second of the ticket.
    pub(crate) fn end(&self) -> Option<u64> {
        self.time.value.checked_add(self.lifetime.value)
    }
}

pub(crate) const IDENTIFIER: &str = "TLS.identifier";
pub(crate) const SDK_APP_ID: &str = "TLS.sdkappid";
pub(crate) const TIME: &str = "TLS.time";
pub(crate) const EXPIRE: &str = "TLS.expire";
pub(crate) const USERBUF: &str = "TLS.userbuf";
pub(crate) const SIG: &str = "TLS.sig";
pub(crate) const VERSION: &str = "TLS.ver";
