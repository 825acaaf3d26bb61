//! Signs with the crate `tencent_im_rs`.

use signer::{Arguments, Failure, serve};
use tencent_im_rs::user_sig::hmac_sha256::TencentSig;

fn main() -> Result<(), Failure> {
    let Arguments { sdk_app_id, lifetime, key, user_ids } = Arguments::read()?;
    let signer = TencentSig::new(sdk_app_id, key);
    serve(&user_ids, |user_id| {
        signer.generate_user_sig(user_id.clone(), lifetime.into()).ok_or_else(|| "it signs nothing".into())
    })
}
