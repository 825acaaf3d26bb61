//! The query of a request to the service's REST interface.

use std::fmt::{self, Write};

use crate::embed::ticket_cache::CachedTicket;

/// What stands behind the `?` of `https://{domain}/v4/{service}/{command}`, with an administrator's ticket.
///
/// Its `Display` is the query and has the ticket in it, so keep it out of logs; its `Debug` leaves it out. The number
/// is one the caller draws anew for each request.
///
/// The id is percent-encoded but for the unreserved characters of RFC 3986. The ticket stands as it is: beyond letters
/// and digits it has `-`, `_` and `*`, and a `*` needs no encoding in a query, neither by the RFC nor as a form's data,
/// so every reader takes it for itself, and the text is the same as in the documents' examples.
///
/// ```
/// use std::time::Duration;
/// use usersig::{Lifetime, RestQuery, SdkAppId, SecretKey, Signer, TicketCache, UnixTime, UserId};
///
/// let signer = Signer::new(SdkAppId::new(1_400_000_000)?, &SecretKey::new("a throw-away key")?);
/// let cache = TicketCache::new(signer, Lifetime::DAY, Duration::from_secs(3600), 10)?;
/// let ticket = cache.user_sig(&UserId::new("administrator")?, UnixTime::from_secs(1_700_000_000));
///
/// let query = RestQuery::new(ticket.clone(), 99_999_999).to_string();
/// let expected = "sdkappid=1400000000&identifier=administrator&usersig=";
/// assert_eq!(query, format!("{expected}{ticket}&random=99999999&contenttype=json"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone)]
pub struct RestQuery {
    ticket: CachedTicket,
    random: u32,
}

impl RestQuery {
    /// Asks as the ticket's user, who must be an administrator of the ticket's app (else the service says 60010).
    #[must_use]
    pub const fn new(ticket: CachedTicket, random: u32) -> Self {
        Self { ticket, random }
    }
}

impl fmt::Display for RestQuery {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { ticket, random } = self;
        write!(f, "sdkappid={}&identifier={}", ticket.sdk_app_id(), Encoded(ticket.user_id().as_str()))?;
        write!(f, "&usersig={ticket}&random={random}&contenttype=json")
    }
}

impl fmt::Debug for RestQuery {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RestQuery").field("ticket", &self.ticket).field("random", &self.random).finish()
    }
}

/// RFC 3986, 2.1 and 2.3.
struct Encoded<'a>(&'a str);

impl fmt::Display for Encoded<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.bytes().try_for_each(|byte| match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => f.write_char(byte.into()),
            _ => write!(f, "%{byte:02X}"),
        })
    }
}
