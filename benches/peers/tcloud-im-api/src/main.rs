//! Signs with the crate `tcloud-im-api`.

use std::time::Duration;

use signer::{Arguments, Failure, serve};
use tcloud_im_api::api::usersig::gen_usersig;

fn main() -> Result<(), Failure> {
    let Arguments { sdk_app_id, lifetime, key, user_ids } = Arguments::read()?;
    let lifetime = Duration::from_secs(lifetime.into());
    serve(&user_ids, |user_id| {
        gen_usersig(sdk_app_id.into(), &key, user_id, lifetime).map_err(|error| format!("{error:?}").into())
    })
}
