//! Tickets for tests: good ones, and one of each way to be refused.

mod bent;

use anyhow::Context;
use serde::Serialize;
use usersig::{Cause, ErrorCode, Lifetime, Privileges, Room, SdkAppId, SecretKey, Signer, UnixTime, UserId};

/// The room of the map keys.
const ROOM: &str = "fixture";

/// What the tickets are for.
#[derive(Serialize)]
pub(crate) struct Fixture {
    sdk_app_id: SdkAppId,
    user_id: UserId,
    /// The moment they were made at, and all but the expiring one can be judged at.
    issued_at: UnixTime,
    tickets: Vec<Specimen>,
}

/// A ticket, how to ask about it, and the answer.
#[derive(Serialize)]
struct Specimen {
    name: String,
    ticket: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    room_name: Option<&'static str>,
    /// What is asked of a map key.
    #[serde(skip_serializing_if = "Option::is_none")]
    privileges: Option<Privileges>,
    /// The last second the answer holds, if it is good.
    #[serde(skip_serializing_if = "Option::is_none")]
    expires_at: Option<UnixTime>,
    valid: bool,
    code: Option<ErrorCode>,
    cause: Option<Cause>,
}

/// Who makes them.
pub(crate) struct Maker {
    pub(crate) signer: Signer,
    pub(crate) user_id: UserId,
    pub(crate) ttl: Lifetime,
    pub(crate) expiring_in: Lifetime,
    pub(crate) now: UnixTime,
}

impl Maker {
    pub(crate) fn make(&self) -> anyhow::Result<Fixture> {
        let mut tickets = vec![self.good(), self.expiring(), self.expired()?];
        tickets.extend(self.foreign()?);
        tickets.extend(self.bent()?);
        tickets.extend(self.map_keys()?);
        Ok(Fixture { sdk_app_id: self.signer.sdk_app_id(), user_id: self.user_id, issued_at: self.now, tickets })
    }

    fn good(&self) -> Specimen {
        let ticket = self.signer.user_sig(&self.user_id, self.ttl, self.now);
        Specimen::good("good", ticket.as_str(), ticket.expires_at())
    }

    fn expiring(&self) -> Specimen {
        let ticket = self.signer.user_sig(&self.user_id, self.expiring_in, self.now);
        Specimen::good("expiring", ticket.as_str(), ticket.expires_at())
    }

    /// An hour long and a day old, or less of both where 1970 is nearer.
    fn expired(&self) -> anyhow::Result<Specimen> {
        let issued_at = self.now.saturating_sub(Lifetime::DAY.into());
        let over = self.now.since(issued_at).as_secs().saturating_sub(1);
        let lifetime = Lifetime::from_secs(over.min(Lifetime::HOUR.as_secs()));
        let lifetime = lifetime.ok().context("nothing can have expired before the third second of 1970")?;
        let ticket = self.signer.user_sig(&self.user_id, lifetime, issued_at);
        Ok(Specimen::refused("expired", ticket.as_str(), Cause::Expired))
    }

    /// Another user's, another app's, and one signed by nobody.
    fn foreign(&self) -> anyhow::Result<[Specimen; 3]> {
        let app = self.signer.sdk_app_id();
        let other_user = ["somebody", "else"].into_iter().find(|other| *other != self.user_id.as_str());
        let other_user = UserId::new(other_user.context("one of two differs")?)?;
        let other_app = SdkAppId::new(app.number().checked_add(1).unwrap_or(1))?;
        let no_key = SecretKey::new("this key belongs to nobody")?;
        let sign = |signer: &Signer, user: &UserId| signer.user_sig(user, self.ttl, self.now).into_string();
        Ok([
            Specimen::refused("wrong_user", &sign(&self.signer, &other_user), Cause::WrongUserId),
            Specimen::refused(
                "wrong_app",
                &sign(&Signer::new(other_app, &no_key), &self.user_id),
                Cause::WrongSdkAppId,
            ),
            Specimen::refused("wrong_key", &sign(&Signer::new(app, &no_key), &self.user_id), Cause::BadSignature),
        ])
    }

    /// The good one, after something happened to it on its way.
    fn bent(&self) -> anyhow::Result<[Specimen; 5]> {
        let good = self.signer.user_sig(&self.user_id, self.ttl, self.now);
        let text = good.as_str();
        Ok([
            Specimen::refused("empty", "", Cause::Empty),
            Specimen::refused("cut_off", bent::cut_off(text), Cause::BadZlib),
            Specimen::refused("bent", &bent::bend(text), Cause::BadZlib),
            Specimen::refused("not_compressed", &bent::not_compressed(text)?, Cause::BadZlib),
            Specimen::good("stored", &bent::stored(text)?, good.expires_at()),
        ])
    }

    /// A good one, and for each right one that lacks it.
    fn map_keys(&self) -> anyhow::Result<Vec<Specimen>> {
        let room = Room::name(ROOM)?;
        let sign = |rights| self.signer.private_map_key(&self.user_id, &room, rights, self.ttl, self.now);
        let all = sign(Privileges::ALL)?;
        let mut specimens = vec![Specimen::good("map_key", all.as_str(), all.expires_at()).of_room(Privileges::ALL)];
        for name in Privileges::ALL.names() {
            let needed: Privileges = name.parse()?;
            let ticket = sign(Privileges::ALL.without(needed))?;
            let name = format!("map_key_without_{}", name.replace('-', "_"));
            specimens.push(Specimen::refused(&name, ticket.as_str(), Cause::MissingPrivilege).of_room(needed));
        }
        specimens.push(Specimen::refused("map_key_as_user_sig", all.as_str(), Cause::NotAUserSig));
        Ok(specimens)
    }
}

impl Specimen {
    fn good(name: &str, ticket: &str, expires_at: UnixTime) -> Self {
        Self::new(name, ticket, Some(expires_at), None)
    }

    fn refused(name: &str, ticket: &str, cause: Cause) -> Self {
        Self::new(name, ticket, None, Some(cause))
    }

    fn new(name: &str, ticket: &str, expires_at: Option<UnixTime>, cause: Option<Cause>) -> Self {
        Self {
            name: name.to_owned(),
            ticket: ticket.to_owned(),
            room_name: None,
            privileges: None,
            expires_at,
            valid: cause.is_none(),
            code: cause.map(Cause::code),
            cause,
        }
    }

    fn of_room(mut self, needed: Privileges) -> Self {
        self.room_name = Some(ROOM);
        self.privileges = Some(needed);
        self
    }
}
