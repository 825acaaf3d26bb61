//! Values of which a whole range is tried.

use usersig::Room;

use crate::base64;
use crate::fault::{Deviation, ValueReason};
use crate::signature::text::facts::{EXPIRE, Facts, TIME, USERBUF};
use crate::signature::text::layout::Variant;
use crate::signature::text::line_values::value;
use crate::signature::text::parts::{Line, SignedText};

/// The signer read the clock twice, once for the text and once for the document.
pub(super) fn clock_read_twice<'a>(facts: &'a Facts<'_>) -> impl Iterator<Item = Variant> + 'a {
    let text = facts.text();
    let time = facts.time.value;
    let moments = (1..=MAX_SECONDS).flat_map(move |by| [time.checked_add(by), time.checked_sub(by)]).flatten();
    moments.map(move |moment| {
        let other = text.with_value(TIME, moment.to_string());
        (value(TIME, &facts.time.written, &moment.to_string(), ValueReason::ClockReadTwice), other)
    })
}

/// The longest time between the two readings that is tried. A request that waits for another service takes seconds.
const MAX_SECONDS: u64 = 90;

/// The signer signed milliseconds and wrote seconds. The document lost the last three digits, so each is tried.
pub(super) fn milliseconds<'a>(facts: &'a Facts<'_>) -> impl Iterator<Item = Variant> + 'a {
    let text = facts.text();
    let lifetime = facts.lifetime.value.saturating_mul(1000).to_string();
    let moments = (0..1000).map(|part| facts.time.value.saturating_mul(1000).saturating_add(part));
    moments.flat_map(move |moment| {
        let in_milliseconds = text.with_value(TIME, moment.to_string());
        let both = in_milliseconds.with_value(EXPIRE, lifetime.clone());
        let deviation = value(TIME, &facts.time.written, &moment.to_string(), ValueReason::Unit);
        [(deviation.clone(), in_milliseconds), (deviation, both)]
    })
}

/// The userbuf is signed and does not stand in the document. It is built anew for the room that is asked for, with each
/// set of privileges.
pub(super) fn userbufs_not_in_the_document<'a>(facts: &'a Facts<'_>) -> impl Iterator<Item = Variant> + 'a {
    let room = facts.asked_room.filter(|_| facts.userbuf.is_none());
    let text = facts.text();
    let end = facts.end().unwrap_or_default();
    let ends = [end, end.saturating_add(1), facts.lifetime.value];
    let privileges = [255, u32::from(facts.needed.bits()), 42].into_iter().chain(0..255);
    let pairs = privileges.flat_map(move |privileges| ends.map(|end| (privileges, end)));
    room.into_iter().flat_map(move |room| {
        let text = text.clone();
        pairs.clone().filter_map(move |(privileges, end)| {
            let bytes = userbuf(facts, room, u32::try_from(end).ok()?, privileges)?;
            let line = Line::new(USERBUF, base64::encode_standard(&bytes));
            Some((Deviation::UserbufNotInDocument, text.with(|text: &mut SignedText| text.lines.push(line))))
        })
    })
}

fn userbuf(facts: &Facts<'_>, room: Room, end: u32, privileges: u32) -> Option<Vec<u8>> {
    let sized = |bytes: &[u8]| Some([&u16::try_from(bytes.len()).ok()?.to_be_bytes(), bytes].concat());
    let (version, number, name) = match &room {
        Room::Name(name) => (1, 0, sized(name.as_str().as_bytes())?),
        Room::Number(number) => (0, number.get(), Vec::new()),
        _ => return None,
    };
    let mut bytes = vec![version];
    bytes.extend(sized(facts.identifier.as_bytes())?);
    for number in [u32::try_from(facts.app.value).ok()?, number, end, privileges, 0] {
        bytes.extend(number.to_be_bytes());
    }
    bytes.extend(name);
    Some(bytes)
}
