//! Tickets with known answers, for tests.

use napi::bindgen_prelude::Either;
use napi::{Env, Result};
use napi_derive::napi;
use usersig::Cause;
use usersig::test_util::{self, Question, TestTicket, TestTicketOptions};

use crate::arguments::{lifetime, number, time_or_clock, user};
use crate::claims::room_value;
use crate::errors::allowed;
use crate::signer::Signer;

#[napi(object, object_from_js = false)]
pub struct TestTicketValue {
    pub name: String,
    pub ticket: String,
    pub room: Option<Either<f64, String>>,
    pub needed: u32,
    pub future_tolerance: Option<f64>,
    pub valid_after: Option<f64>,
    pub expires_at: Option<f64>,
    pub cause: Option<&'static str>,
}

impl From<TestTicket> for TestTicketValue {
    fn from(ticket: TestTicket) -> Self {
        let Question { room, tolerances, .. } = ticket.question;
        Self {
            name: ticket.name,
            ticket: ticket.ticket,
            room: room.map(|(room, _)| room_value(&room)),
            needed: room.map_or(0, |(_, needed)| needed.bits()).into(),
            future_tolerance: tolerances.future_tolerance().map(|tolerance| tolerance.as_secs_f64()),
            valid_after: tolerances.valid_after().map(number),
            expires_at: ticket.expected.ok().map(number),
            cause: ticket.expected.err().map(Cause::as_str),
        }
    }
}

#[napi(catch_unwind)]
pub fn test_tickets(
    env: Env,
    signer: &Signer,
    user_id: String,
    seconds: f64,
    expiring_in: f64,
    now: Option<f64>,
) -> Result<Vec<TestTicketValue>> {
    let options = TestTicketOptions {
        user_id: user(env, &user_id)?,
        lifetime: lifetime(env, seconds)?,
        expiring_in: lifetime(env, expiring_in)?,
        now: time_or_clock(env, now)?,
    };
    let tickets = allowed(env, test_util::test_tickets(&signer.0, options))?;
    Ok(tickets.into_iter().map(TestTicketValue::from).collect())
}
