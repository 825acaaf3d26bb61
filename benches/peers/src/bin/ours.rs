//! Signs with usersig.

use std::time::SystemTime;

use signer::{Arguments, Failure, serve};
use usersig::{Lifetime, SdkAppId, SecretKey, Signer, UnixTime, UserId};

fn main() -> Result<(), Failure> {
    let Arguments { sdk_app_id, lifetime, key, user_ids } = Arguments::read()?;
    let lifetime = Lifetime::from_secs(lifetime.into())?;
    let users: Vec<UserId> = user_ids.iter().map(|id| UserId::new(id)).collect::<Result<_, _>>()?;
    let signer = Signer::new(SdkAppId::new(sdk_app_id)?, &SecretKey::new(&key)?);
    serve(&users, |user_id| {
        Ok(signer.user_sig(user_id, lifetime, UnixTime::try_from(SystemTime::now())?).into_string())
    })
}
