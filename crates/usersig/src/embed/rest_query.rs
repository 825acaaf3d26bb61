//! The query of a request to the service's REST interface.

use std::fmt::{self, Write};

use crate::mint::signed::UserSig;

/// The part after the `?` in `https://{domain}/v4/{service}/{command}`, with an administrator's ticket.
///
/// Sign a ticket for each request: signing takes less time than keeping tickets in a cache. Draw `random` anew for each
/// request as well.
///
/// `Display` writes the query. It contains the ticket, so do not log it, and note that HTTP clients repeat the URL in
/// their errors. `Debug` hides the ticket.
///
/// The identifier is percent-encoded as RFC 3986 says. The ticket needs no encoding: besides letters and digits it has
/// only `-`, `_` and `*`, and the documents' examples do not encode them either.
///
/// ```
/// use usersig::{Lifetime, RestQuery, SdkAppId, SecretKey, Signer, UnixTime, UserId};
///
/// let signer = Signer::new(SdkAppId::new(1_400_000_000)?, &SecretKey::new("a throw-away key")?);
/// let administrator = UserId::new("administrator")?;
/// let now = UnixTime::from_secs(1_700_000_000);
///
/// let query = RestQuery::new(signer.user_sig(&administrator, Lifetime::HOUR, now), 99_999_999);
/// let url = format!("https://console.tim.qq.com/v4/im_open_login_svc/account_check?{query}");
/// # assert!(url.contains("?sdkappid=1400000000&identifier=administrator&usersig=eJ"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone)]
pub struct RestQuery {
    user_sig: UserSig,
    random: u32,
}

impl RestQuery {
    /// Sends the request as the user of `user_sig`. The service answers 60010 unless this user is an administrator of
    /// the app.
    #[must_use]
    pub const fn new(user_sig: UserSig, random: u32) -> Self {
        Self { user_sig, random }
    }
}

impl fmt::Display for RestQuery {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { user_sig, random } = self;
        let identifier = Encoded(user_sig.user_id().as_str());
        write!(f, "sdkappid={}&identifier={identifier}", user_sig.sdk_app_id())?;
        write!(f, "&usersig={user_sig}&random={random}&contenttype=json")
    }
}

impl fmt::Debug for RestQuery {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RestQuery").field("user_sig", &self.user_sig).field("random", &self.random).finish()
    }
}

/// Text in percent-encoding (RFC 3986, 2.1). Only unreserved characters (2.3) stay as they are.
struct Encoded<'a>(&'a str);

impl fmt::Display for Encoded<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.bytes().try_for_each(|byte| match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => f.write_char(byte.into()),
            _ => write!(f, "%{byte:02X}"),
        })
    }
}
