//! The ticket, from an argument or from standard input.

use std::borrow::Cow;
use std::ffi::OsString;
use std::io::{self, Read};
use std::path::Path;

use anyhow::{Context, bail};
use clap::Args;
use usersig::{MAX_TICKET_LEN, MalformedTicket};

use crate::input::standard_input;
use crate::output::terminal;

/// Enough to see that a ticket is too long, which is one byte more than the maximum, and a line end.
const READ_LEN: u64 = MAX_TICKET_LEN as u64 + 1 + 2;

/// The ticket to examine.
#[derive(Args)]
pub(crate) struct TicketOptions {
    /// The ticket. Without it, or with -, it is read from standard input and stays out of the list of processes
    #[arg(value_name = "TICKET")]
    ticket: Option<OsString>,
}

impl TicketOptions {
    pub(crate) fn is_standard_input(&self) -> bool {
        self.argument().is_none()
    }

    pub(crate) fn read(&self) -> anyhow::Result<TicketBytes> {
        self.read_at_most(READ_LEN)
    }

    /// Reads a text that may be anything, up to this size.
    pub(crate) fn read_at_most(&self, most: u64) -> anyhow::Result<TicketBytes> {
        let Some(ticket) = self.argument() else { return read_standard_input(most) };
        check_not_a_file(Path::new(ticket))?;
        Ok(TicketBytes(ticket.as_encoded_bytes().to_vec()))
    }

    fn argument(&self) -> Option<&OsString> {
        self.ticket.as_ref().filter(|ticket| *ticket != "-")
    }
}

/// A ticket is never the name of a file, so the name of a file is a mistake.
fn check_not_a_file(argument: &Path) -> anyhow::Result<()> {
    let text = argument.to_string_lossy();
    let named = [argument, Path::new(text.strip_prefix('@').unwrap_or(&text))];
    if let Some(file) = named.into_iter().find(|path| path.is_file()) {
        let file = terminal::path(file);
        bail!("{file} is a file, and a ticket is expected here: read the ticket from the file with < {file}");
    }
    Ok(())
}

fn read_standard_input(most: u64) -> anyhow::Result<TicketBytes> {
    standard_input::check_open()?;
    standard_input::announce("ticket");
    let mut bytes = Vec::new();
    io::stdin().lock().take(most).read_to_end(&mut bytes).context("cannot read the ticket from standard input")?;
    if bytes.pop_if(|last| *last == b'\n').is_some() {
        bytes.pop_if(|last| *last == b'\r');
    }
    Ok(TicketBytes(bytes))
}

/// The bytes that were given as a ticket.
pub(crate) struct TicketBytes(Vec<u8>);

impl TicketBytes {
    /// The bytes as text for the doctor. Bytes that are not UTF-8 become U+FFFD.
    pub(crate) fn lossy_text(&self) -> Cow<'_, str> {
        String::from_utf8_lossy(&self.0)
    }

    /// The bytes as text, or the reason why a verifier refuses them.
    pub(crate) fn text(&self) -> Result<&str, MalformedTicket> {
        str::from_utf8(&self.0).map_err(|_| match self.0.len() {
            0..=MAX_TICKET_LEN => MalformedTicket::BadBase64,
            _ => MalformedTicket::TooLong,
        })
    }
}
