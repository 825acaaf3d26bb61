//! General packages inflate each ticket that we sign and read the same claims from it.
#![no_main]

use libfuzzer_sys::fuzz_target;
use usersig::Room;
use usersig_fuzz::legal::Legal;
use usersig_fuzz::model::{self, Claims};
use usersig_fuzz::packing;

fuzz_target!(|legal: Legal| {
    let document = packing::inflate(&packing::from_text(&legal.sign())).expect("a signed ticket is a zlib stream");
    let (claims, _) = model::read(&document).expect("a signed ticket holds claims");
    let (user_id, expires_at) = (legal.user_id.as_str(), legal.expires_at().as_secs());
    let userbuf = |number, name| {
        let expires_at = u32::try_from(expires_at).expect("it ends before 2106");
        let numbers = [legal.sdk_app_id.number(), number, expires_at, legal.privileges.bits().into(), 0];
        model::userbuf(user_id, numbers, name)
    };
    let expected = Claims {
        user_id: user_id.to_owned(),
        sdk_app_id: legal.sdk_app_id.number(),
        issued_at: legal.now.as_secs(),
        expires_at,
        userbuf: legal.room.as_ref().map(|room| match room {
            Room::Name(name) => userbuf(0, Some(name.as_str())),
            Room::Number(number) => userbuf(number.get(), None),
            _ => unreachable!("a room is a name or a number"),
        }),
    };
    assert_eq!(claims, expected);
});
