//! Calls the service's REST interface with an administrator's ticket and asks whether accounts exist.
//!
//! ```sh
//! export USERSIG_SDKAPPID=1400000000 USERSIG_KEY_FILE=key
//! cargo run --package usersig-examples --bin rest_call -- https://console.tim.qq.com alice bob
//! ```
//!
//! The dependency on `ureq` has no TLS here. Give it the feature `rustls` to call a real host.

#![expect(clippy::print_stdout, reason = "a program tells its user what it does")]

use std::time::SystemTime;
use std::{env, fs};

use anyhow::{Context, anyhow, bail};
use serde_json::{Value, json};
use usersig::{Lifetime, RestQuery, SdkAppId, SecretKey, Signer, UnixTime, UserId};

fn main() -> anyhow::Result<()> {
    let mut arguments = env::args().skip(1);
    let host = arguments.next().context("usage: rest_call HOST USER_ID...")?;
    let accounts: Vec<UserId> =
        arguments.map(|id| id.parse().with_context(|| format!("{id:?} is not a UserID"))).collect::<Result<_, _>>()?;

    let app = env::var("USERSIG_SDKAPPID").context("USERSIG_SDKAPPID is not set to the SDKAppID of your app")?;
    let app: SdkAppId = app.parse().context("USERSIG_SDKAPPID is not an SDKAppID")?;
    let key_file = env::var("USERSIG_KEY_FILE").context("USERSIG_KEY_FILE is not set to the path of your key file")?;
    let key = fs::read(&key_file).with_context(|| format!("cannot read the key file {key_file}"))?;
    let key = SecretKey::from_file(&key).with_context(|| format!("cannot use the key in {key_file}"))?;
    let signer = Signer::new(app, &key);
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
) -> anyhow::Result<Vec<(String, String)>> {
    // Each request gets its own ticket, because signing takes less than a microsecond.
    let now = UnixTime::try_from(SystemTime::now())?;
    let query = RestQuery::new(signer.user_sig(administrator, Lifetime::HOUR, now), fastrand::u32(..));
    let items: Vec<Value> = accounts.iter().map(|user_id| json!({ "UserID": user_id })).collect();

    // The URL contains the ticket, so errors that repeat the URL must not be shown.
    let mut response = ureq::post(format!("{host}/v4/im_open_login_svc/account_check?{query}"))
        .send_json(json!({ "CheckItem": items }))
        .map_err(|_| anyhow!("the service at {host} cannot be reached"))?;
    let answer: Value =
        response.body_mut().read_json().map_err(|_| anyhow!("the service at {host} did not answer with JSON"))?;
    if answer["ErrorCode"] != 0 {
        bail!("the service refused with {}: {}", answer["ErrorCode"], answer["ErrorInfo"]);
    }
    let results = answer["ResultItem"].as_array().context("the answer has no ResultItem")?;
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    Ok(results.iter().map(|result| (text(&result["UserID"]), text(&result["AccountStatus"]))).collect())
}
