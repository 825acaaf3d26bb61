//! Makes the test tickets of one user.

use std::time::Duration;

use crate::claims::claims::Claims;
use crate::claims::userbuf::{UserBuf, UserBufRoom};
use crate::codes::cause::Cause;
use crate::judge::tolerances::Tolerances;
use crate::mint::signed::{ExpiryAfter2106, PrivateMapKey};
use crate::mint::signer::Signer;
use crate::test_util::documents::{TestDocument, as_ticket, stored, too_big};
use crate::test_util::options::{NoTestTickets, TestTicketOptions};
use crate::test_util::test_ticket::TestTicket;
use crate::wire::ticket::MAX_TICKET_LEN;
use crate::words::privileges::Privileges;
use crate::words::room::Room;
use crate::words::sdk_app_id::SdkAppId;
use crate::words::secret_key::SecretKey;
use crate::words::time::{Lifetime, UnixTime};
use crate::words::user_id::UserId;

pub(crate) struct Maker<'a> {
    signer: &'a Signer,
    options: TestTicketOptions,
    room: Room,
}

impl<'a> Maker<'a> {
    pub(crate) fn new(signer: &'a Signer, options: TestTicketOptions) -> Self {
        Self { signer, options, room: Room::name("fixture").expect("the name is valid") }
    }

    fn user_sig(&self, lifetime: Lifetime, now: UnixTime) -> String {
        self.signer.user_sig(&self.options.user_id, lifetime, now).into_string()
    }

    fn good(&self) -> String {
        self.user_sig(self.options.lifetime, self.options.now)
    }

    fn end_of(&self, lifetime: Lifetime) -> UnixTime {
        self.options.now.saturating_add(lifetime.into())
    }

    pub(crate) fn in_time(&self) -> Result<Vec<TestTicket>, NoTestTickets> {
        let TestTicketOptions { lifetime, expiring_in, now, .. } = self.options;
        // The expired ticket is a day old and lived for an hour, or less of both shortly after 1970.
        let issued_at = now.saturating_sub(Lifetime::DAY.into());
        let age = now.since(issued_at).as_secs().saturating_sub(1);
        let expired = Lifetime::from_secs(age.min(Lifetime::HOUR.as_secs())).map_err(|_| NoTestTickets::TooEarly)?;
        Ok(vec![
            TestTicket::of_user_sig("good", self.good(), Ok(self.end_of(lifetime))),
            TestTicket::of_user_sig("expiring", self.user_sig(expiring_in, now), Ok(self.end_of(expiring_in))),
            TestTicket::of_user_sig("expired", self.user_sig(expired, issued_at), Err(Cause::Expired)),
        ])
    }

    pub(crate) fn of_others(&self) -> [TestTicket; 3] {
        let TestTicketOptions { user_id, lifetime, now, .. } = self.options;
        let (app, key) = (self.signer.sdk_app_id(), SecretKey::new("a key of no app").expect("the key is valid"));
        let other_user = UserId::new(if user_id.as_str() == "somebody" { "else" } else { "somebody" });
        let other_user = other_user.expect("both are UserIDs");
        let other_app = SdkAppId::new(app.number().checked_add(1).unwrap_or(1)).expect("the number is not 0");
        let sign = |signer: &Signer, user_id| signer.user_sig(user_id, lifetime, now).into_string();
        let of_user = sign(self.signer, &other_user);
        let (of_app, of_key) = (sign(&Signer::new(other_app, &key), &user_id), sign(&Signer::new(app, &key), &user_id));
        [
            TestTicket::of_user_sig("wrong_user", of_user, Err(Cause::WrongUserId)),
            TestTicket::of_user_sig("wrong_app", of_app, Err(Cause::WrongSdkAppId)),
            TestTicket::of_user_sig("wrong_key", of_key, Err(Cause::BadSignature)),
        ]
    }

    pub(crate) fn malformed(&self) -> Vec<TestTicket> {
        let good = self.good();
        let document = TestDocument::new(&self.claims(None), self.signer.key());
        let json = document.json();
        // Whole groups of four, so that the text is still base64.
        let half = good[..good.len() / 8 * 4].to_owned();
        // The checksum is in the last group, so every reader reads all of the ticket before it refuses the ticket.
        let (head, last) = good.split_at(good.len() - 4);
        let altered = [head, if last.starts_with('A') { "B" } else { "A" }, &last[1..]].concat();
        let refused = |name, ticket, cause| TestTicket::of_user_sig(name, ticket, Err(cause));
        vec![
            TestTicket::of_user_sig("stored", document.stored(), Ok(self.end_of(self.options.lifetime))),
            refused("empty", String::new(), Cause::Empty),
            refused("cut_off", half, Cause::BadZlib),
            refused("altered", altered, Cause::BadZlib),
            refused("not_compressed", as_ticket(json.as_bytes()), Cause::BadZlib),
            refused("escaped", format!("%{good}"), Cause::BadBase64),
            refused("open_document", as_ticket(&stored(&json.as_bytes()[..json.len() - 1])), Cause::BadJson),
            refused("time_as_text", document.clone().with_text("TLS.time").stored(), Cause::BadField),
            refused("version_1", document.of_version_1().stored(), Cause::LegacyVersion),
            refused("inflating", as_ticket(&too_big()), Cause::TooBig),
            refused("padded", format!("{good}{}", "A".repeat(MAX_TICKET_LEN)), Cause::TooLong),
        ]
    }

    pub(crate) fn for_tolerances(&self) -> [TestTicket; 2] {
        let TestTicketOptions { lifetime, now, .. } = self.options;
        let tolerance = Tolerances::default().with_future_tolerance(FUTURE_TOLERANCE).expect("it is less than a day");
        let future = self.user_sig(lifetime, now.saturating_add(2 * FUTURE_TOLERANCE));
        let kicked_now = Tolerances::default().with_valid_after(now);
        [
            TestTicket::of_user_sig("future", future, Err(Cause::NotYetValid)).asked_within(tolerance),
            TestTicket::of_user_sig("before_kick", self.good(), Err(Cause::Revoked)).asked_within(kicked_now),
        ]
    }

    pub(crate) fn private_map_keys(&self) -> Result<Vec<TestTicket>, ExpiryAfter2106> {
        let TestTicketOptions { user_id, lifetime, now, .. } = self.options;
        let room = self.room;
        let sign = |room: &Room, given| {
            self.signer.private_map_key(&user_id, room, given, lifetime, now).map(PrivateMapKey::into_string)
        };
        let other_room = Room::number(1).expect("the number is not 0");
        let all = sign(&room, Privileges::ALL)?;
        let refused = |name: &str, ticket, cause| TestTicket::of_user_sig(name, ticket, Err(cause));
        let mut tickets = vec![
            TestTicket::of_user_sig("private_map_key", all.clone(), Ok(self.end_of(lifetime)))
                .asked_for(room, Privileges::ALL),
            refused("private_map_key_as_user_sig", all, Cause::NotAUserSig),
            refused("user_sig_as_private_map_key", self.good(), Cause::NotAPrivateMapKey)
                .asked_for(room, Privileges::NONE),
            refused("other_room", sign(&other_room, Privileges::ALL)?, Cause::WrongRoom)
                .asked_for(room, Privileges::NONE),
            refused("other_account", self.other_account()?, Cause::BadUserBuf).asked_for(room, Privileges::NONE),
        ];
        for name in Privileges::ALL.names() {
            let needed = name.parse().expect("each privilege has a name");
            let lacking = sign(&room, Privileges::ALL.without(needed))?;
            let name = format!("private_map_key_without_{}", name.replace('-', "_"));
            tickets.push(refused(&name, lacking, Cause::MissingPrivilege).asked_for(room, needed));
        }
        Ok(tickets)
    }

    /// A PrivateMapKey whose userbuf names another account than the ticket.
    fn other_account(&self) -> Result<String, ExpiryAfter2106> {
        let expires_at = self.end_of(self.options.lifetime);
        let userbuf = UserBuf {
            account: b"",
            sdk_app_id: self.signer.sdk_app_id().number(),
            room: UserBufRoom::from(&self.room),
            expires_at: u32::try_from(expires_at.as_secs()).map_err(|_| ExpiryAfter2106 { expires_at })?,
            privileges: Privileges::ALL,
        };
        let mut buffer = [0; UserBuf::MAX_SIGNED_LEN];
        let claims = self.claims(Some(userbuf.write(&mut buffer)));
        Ok(TestDocument::new(&claims, self.signer.key()).stored())
    }

    fn claims<'b>(&'b self, userbuf: Option<&'b [u8]>) -> Claims<'b> {
        Claims {
            identifier: self.options.user_id.as_bytes(),
            sdk_app_id: self.signer.sdk_app_id(),
            issued_at: self.options.now,
            expires_at: self.end_of(self.options.lifetime),
            userbuf,
        }
    }
}

/// The future tolerance to ask with, if a question has one.
const FUTURE_TOLERANCE: Duration = Duration::from_secs(300);
