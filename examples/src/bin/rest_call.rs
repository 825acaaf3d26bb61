//! A call of the service's REST interface: it asks whether accounts exist, with an administrator's ticket.
//!
//! ```sh
//! export USERSIG_SDKAPPID=1400000000 USERSIG_KEY_FILE=key
//! cargo run --package usersig-examples --bin rest_call -- https://console.tim.qq.com alice bob
//! ```
//!
//! The dependency on `ureq` has no TLS here. Give it the feature `rustls` to call a real host.

#![expect(clippy::print_stdout, reason = "a program tells its user what it does")]

use std::error::Error;
use std::time::SystemTime;
use std::{env, fs};

use serde_json::{Value, json};
use usersig::{Lifetime, RestQuery, SdkAppId, SecretKey, Signer, UnixTime, UserId};

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = env::args().skip(1);
    let host = arguments.next().ok_or("usage: rest_call HOST USER_ID...")?;
    let accounts: Vec<UserId> = arguments.map(|user_id| user_id.parse()).collect::<Result<_, _>>()?;

    let app: SdkAppId = env::var("USERSIG_SDKAPPID")?.parse()?;
    let signer = Signer::new(app, &SecretKey::from_file(&fs::read(env::var("USERSIG_KEY_FILE")?)?)?);
    let administrator = UserId::new("administrator")?;
    for (user_id, status) in account_check(&host, &signer, &administrator, &accounts)? {
        println!("{user_id} {status}");
    }
    Ok(())
}

/// The accounts, and whether each is `Imported` or `NotImported`.
fn account_check(
    host: &str,
    signer: &Signer,
    administrator: &UserId,
    accounts: &[UserId],
) -> Result<Vec<(String, String)>, Box<dyn Error>> {
    // A ticket for each request: signing takes less than a microsecond.
    let now = UnixTime::try_from(SystemTime::now())?;
    let query = RestQuery::new(signer.user_sig(administrator, Lifetime::HOUR, now), fastrand::u32(..));
    let items: Vec<Value> = accounts.iter().map(|user_id| json!({ "UserID": user_id })).collect();

    // The URL contains the ticket, so errors that repeat the URL must not be shown.
    let mut response = ureq::post(format!("{host}/v4/im_open_login_svc/account_check?{query}"))
        .send_json(json!({ "CheckItem": items }))
        .map_err(|_| "the service cannot be reached")?;
    let answer: Value = response.body_mut().read_json().map_err(|_| "the service did not answer with JSON")?;
    if answer["ErrorCode"] != 0 {
        return Err(format!("the service refused with {}: {}", answer["ErrorCode"], answer["ErrorInfo"]).into());
    }
    let results = answer["ResultItem"].as_array().ok_or("the answer has no ResultItem")?;
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    Ok(results.iter().map(|result| (text(&result["UserID"]), text(&result["AccountStatus"]))).collect())
}
