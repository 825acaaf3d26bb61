//! Signing.

use std::cell::RefCell;
use std::ffi::c_char;
use std::mem::MaybeUninit;
use std::time::Duration;

use usersig::{Lifetime, Signer, UnixTime};

use crate::arguments::{self, Name, usersig_room};
use crate::failure::{Failure, usersig_error, usersig_result};
use crate::guard::{guarded, guarded_object};
use crate::pointers;

/// Signs the tickets of one app.
pub struct usersig_signer(pub(crate) Signer);

/// A buffer of this size holds every ticket that a signer writes and the NUL behind it.
pub const USERSIG_MAX_TICKET_LEN: usize = 601;
const _: () = assert!(USERSIG_MAX_TICKET_LEN > Signer::MAX_TICKET_LEN);

thread_local! {
    // The library appends to a `String`. Each thread keeps one, so that only its first ticket allocates.
    static TEXT: RefCell<String> = RefCell::new(String::with_capacity(Signer::MAX_TICKET_LEN));
}

/// Makes a signer. A key is the text of the console or the bytes of a file, which may end with one line end. Free the
/// signer with `usersig_signer_free`, which wipes the key. `backdating` is a number of seconds, usually 0 and at most a day.
/// Tickets are dated this much earlier, so that a verifier whose clock is behind accepts them. The expiry stays the same.
///
/// # Safety
/// `key` points to `key_len` bytes. `out` points to a pointer.
#[must_use]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn usersig_signer_new(
    sdk_app_id: u32,
    key: *const u8,
    key_len: usize,
    backdating: u64,
    out: Option<&mut MaybeUninit<Box<usersig_signer>>>,
    error: Option<&mut MaybeUninit<usersig_error>>,
) -> usersig_result {
    let new = || {
        // SAFETY: the caller promises it.
        let key = unsafe { arguments::key(key, key_len) }?;
        let signer = Signer::new(arguments::app(sdk_app_id)?, &key);
        signer.with_backdating(Duration::from_secs(backdating)).map(usersig_signer).map_err(Failure::invalid)
    };
    guarded_object(out, error, new)
}

/// Frees a signer. NULL is allowed.
///
/// # Safety
/// The signer is not used again.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn usersig_signer_free(signer: Option<Box<usersig_signer>>) {
    drop(signer);
}

/// Signs a ticket to log in with, and writes it and a NUL into the buffer. `name_kind` is `USERSIG_USER_ID` or
/// `USERSIG_IDENTIFIER`. `len` may be NULL.
///
/// # Safety
/// All pointers are valid for their lengths.
#[must_use]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn usersig_signer_user_sig(
    signer: Option<&usersig_signer>,
    name_kind: u32,
    user_id: *const c_char,
    user_id_len: usize,
    lifetime: u64,
    now: u64,
    buffer: *mut c_char,
    capacity: usize,
    len: Option<&mut MaybeUninit<usize>>,
    error: Option<&mut MaybeUninit<usersig_error>>,
) -> usersig_result {
    let write = |signer: &Signer, lifetime, now, text: &mut String| {
        // SAFETY: the caller promises it.
        match unsafe { arguments::name(name_kind, user_id, user_id_len) }? {
            Name::Identifier(identifier) => signer.write_user_sig(&identifier, lifetime, now, text),
            Name::UserId(user_id) => signer.write_user_sig(&user_id, lifetime, now, text),
        };
        Ok(())
    };
    // SAFETY: the caller promises it.
    unsafe { sign(signer, lifetime, now, Output { buffer, capacity, len }, error, write) }
}

/// Signs a ticket that gives a user privileges in one TRTC room.
///
/// # Safety
/// All pointers are valid for their lengths.
#[must_use]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn usersig_signer_private_map_key(
    signer: Option<&usersig_signer>,
    user_id: *const c_char,
    user_id_len: usize,
    room: Option<&MaybeUninit<usersig_room>>,
    privileges: u32,
    lifetime: u64,
    now: u64,
    buffer: *mut c_char,
    capacity: usize,
    len: Option<&mut MaybeUninit<usize>>,
    error: Option<&mut MaybeUninit<usersig_error>>,
) -> usersig_result {
    let write = |signer: &Signer, lifetime, now, text: &mut String| {
        // SAFETY: the caller promises it.
        let (user_id, room) = unsafe { (arguments::user(user_id, user_id_len)?, arguments::room(room)?) };
        let privileges = arguments::privileges(privileges)?;
        let written = signer.write_private_map_key(&user_id, &room, privileges, lifetime, now, text);
        written.map(drop).map_err(Failure::invalid)
    };
    // SAFETY: the caller promises it.
    unsafe { sign(signer, lifetime, now, Output { buffer, capacity, len }, error, write) }
}

/// Memory of the caller for a ticket.
struct Output<'a> {
    buffer: *mut c_char,
    capacity: usize,
    len: Option<&'a mut MaybeUninit<usize>>,
}

/// Writes a ticket into the text of this thread, and copies it to the caller.
///
/// # Safety
/// All pointers are valid for their lengths.
unsafe fn sign(
    signer: Option<&usersig_signer>,
    lifetime: u64,
    now: u64,
    Output { buffer, capacity, len }: Output<'_>,
    error: Option<&mut MaybeUninit<usersig_error>>,
    write: impl FnOnce(&Signer, Lifetime, UnixTime, &mut String) -> Result<(), Failure>,
) -> usersig_result {
    let body = || {
        let signer = pointers::given(signer, "signer")?;
        let (lifetime, now) = arguments::lifetime_and_time(lifetime, now)?;
        with_text(|text| {
            write(&signer.0, lifetime, now, text)?;
            // SAFETY: the caller promises it.
            unsafe { pointers::copy_text(text, buffer, capacity, len) }
        })
    };
    guarded(error, body)
}

/// Calls `write` with the empty text of this thread. The destructors of a thread may sign after its text was destroyed. They
/// get a new one.
fn with_text<T>(write: impl FnOnce(&mut String) -> T) -> T {
    let mut text = TEXT.try_with(RefCell::take).unwrap_or_default();
    text.clear();
    let written = write(&mut text);
    // The only error is that the text of the thread is destroyed.
    let _destroyed = TEXT.try_with(|kept| kept.replace(text));
    written
}
