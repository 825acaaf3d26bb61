//! The start of the command line.

use std::io;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Instant;

use usersig_benches::claims;
use usersig_benches::ratio::median;

/// The time to sign one ticket from start to end, relative to a program that does nothing.
pub(crate) fn relative_to_nothing(usersig: &Path) -> io::Result<f64> {
    let time = |command: &mut Command| -> io::Result<f64> {
        let start = Instant::now();
        let status = command.stdout(Stdio::null()).stderr(Stdio::null()).status()?;
        assert!(status.success(), "{command:?}: {status}");
        Ok(start.elapsed().as_secs_f64())
    };
    let mut mint = Command::new(usersig);
    mint.args(["mint", "--user-id=alice"]).env("USERSIG_SDKAPPID", claims::APP.to_string());
    mint.env("USERSIG_KEY", claims::KEY).env_remove("USERSIG_KEY_FILE").stdin(Stdio::null());
    let mut nothing = Command::new("true");
    let ratios = (0..201).map(|_| Ok(time(&mut mint)? / time(&mut nothing)?));
    Ok(median(ratios.collect::<io::Result<_>>()?))
}
