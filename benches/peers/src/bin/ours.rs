//! Signs with usersig: `ours SDKAPPID LIFETIME ID..`
//!
//! The key is in the environment as `USERSIG_KEY`. For each line read, signs once for every id and writes a line: how
//! many nanoseconds a ticket took, and the tickets.

use std::env;
use std::error::Error;
use std::hint::black_box;
use std::io::{self, Write};
use std::time::{Instant, SystemTime};

use usersig::{Lifetime, SdkAppId, SecretKey, Signer, UnixTime, UserId};

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = env::args().skip(1);
    let mut argument = || arguments.next().ok_or("SDKAPPID LIFETIME ID..");
    let sdk_app_id = SdkAppId::new(argument()?.parse()?)?;
    let lifetime = Lifetime::from_secs(argument()?.parse()?)?;
    let user_ids: Vec<UserId> = arguments.map(|id| UserId::new(&id)).collect::<Result<_, _>>()?;
    let signer = Signer::new(sdk_app_id, &SecretKey::new(&env::var("USERSIG_KEY")?)?);
    let mut tickets = String::new();
    for line in io::stdin().lines() {
        line?;
        tickets.clear();
        let start = Instant::now();
        for user_id in &user_ids {
            let now = UnixTime::try_from(SystemTime::now())?;
            tickets.push(' ');
            tickets.push_str(signer.user_sig(black_box(user_id), lifetime, now).as_str());
        }
        let nanoseconds = start.elapsed().as_nanos() / user_ids.len() as u128;
        writeln!(io::stdout(), "{nanoseconds}{tickets}")?;
    }
    Ok(())
}
