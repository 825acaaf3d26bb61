//! Signs with the crate `tls_sig_api`.
//!
//! Its tickets are in standard base64, which the service refuses, so this program replaces three characters.

use chrono::Duration;
use signer::{Arguments, Failure, serve};
use tls_sig_api::TlsSigApiVer2;

fn main() -> Result<(), Failure> {
    let Arguments { sdk_app_id, lifetime, key, user_ids } = Arguments::read()?;
    let signer = TlsSigApiVer2::new(sdk_app_id.into(), &key);
    let lifetime = Duration::seconds(lifetime.into());
    serve(&user_ids, |user_id| {
        let ticket = signer.gen_sign(user_id, lifetime, None);
        Ok(ticket.replace('+', "*").replace('/', "-").replace('=', "_"))
    })
}
