//! Where the ticket comes from: the argument, or standard input.

use std::borrow::Cow;
use std::ffi::OsString;
use std::io::{self, Read};

use anyhow::Context;
use clap::Args;
use usersig::{MAX_TICKET_LEN, MalformedTicket};

use crate::input::standard_input;

/// Enough to see that a ticket is too long: a byte more than it can have, and a line end.
const READ_LEN: u64 = MAX_TICKET_LEN as u64 + 1 + 2;

/// The ticket to look at.
#[derive(Args)]
pub(crate) struct TicketOptions {
    /// The ticket [default: read from standard input]
    #[arg(value_name = "TICKET")]
    ticket: Option<OsString>,
}

impl TicketOptions {
    pub(crate) fn is_standard_input(&self) -> bool {
        self.ticket.is_none()
    }

    pub(crate) fn read(&self) -> anyhow::Result<TicketBytes> {
        self.read_at_most(READ_LEN)
    }

    /// The same of a text that may be anything.
    pub(crate) fn read_at_most(&self, most: u64) -> anyhow::Result<TicketBytes> {
        match &self.ticket {
            Some(ticket) => Ok(TicketBytes(ticket.as_encoded_bytes().to_vec())),
            None => read_standard_input(most),
        }
    }
}

fn read_standard_input(most: u64) -> anyhow::Result<TicketBytes> {
    standard_input::announce("ticket");
    let mut bytes = Vec::new();
    io::stdin().lock().take(most).read_to_end(&mut bytes).context("cannot read the ticket")?;
    if bytes.pop_if(|last| *last == b'\n').is_some() {
        bytes.pop_if(|last| *last == b'\r');
    }
    Ok(TicketBytes(bytes))
}

/// What somebody says is a ticket.
pub(crate) struct TicketBytes(Vec<u8>);

impl TicketBytes {
    /// The bytes as text, with a sign in the place of what is none.
    pub(crate) fn lossy_text(&self) -> Cow<'_, str> {
        String::from_utf8_lossy(&self.0)
    }

    /// The bytes as text, or what a verifier would say of such bytes.
    pub(crate) fn text(&self) -> Result<&str, MalformedTicket> {
        str::from_utf8(&self.0).map_err(|_| match self.0.len() {
            0..=MAX_TICKET_LEN => MalformedTicket::BadBase64,
            _ => MalformedTicket::TooLong,
        })
    }
}
