//! Creates an API key.

use std::io::{self, Write};

use crate::access::api_key::{self, KeyHash};

/// Prints the key once, and the lines for the configuration, which do not contain the key.
pub(crate) fn run() -> anyhow::Result<()> {
    let key = api_key::generate()?;
    let mut output = io::stdout().lock();
    writeln!(output, "# The key. The business server keeps it; it is not shown again.")?;
    writeln!(output, "# {}", key.as_str())?;
    writeln!(output, "[[api_keys]]")?;
    writeln!(output, "name = \"my-business-server\"")?;
    writeln!(output, "sha256 = \"{}\"", KeyHash::of(&key))?;
    writeln!(output, "scopes = [\"sign\"]")?;
    writeln!(output, "apps = [1400000000]")?;
    output.flush()?;
    Ok(())
}
