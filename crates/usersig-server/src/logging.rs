//! Logs on standard error. `RUST_LOG` selects them, and control characters in values are escaped. A panic is logged without its
//! message.

use std::{io, panic};

use tracing_subscriber::EnvFilter;

/// Starts logging.
pub(crate) fn start(as_json: bool) {
    let filter = EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new("info"));
    let lines = tracing_subscriber::fmt().with_env_filter(filter).with_writer(io::stderr).with_ansi(false);
    if as_json {
        lines.json().init();
    } else {
        lines.init();
    }
    // The usual hook writes the message as it is, and the message may contain a value of a request.
    panic::set_hook(Box::new(|panic| {
        let place = panic.location().map(ToString::to_string);
        tracing::error!(place, "the service panicked, which is a fault of the service");
    }));
}
