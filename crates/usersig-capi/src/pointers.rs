//! Memory of the caller.
//!
//! Pointers to one object are references in the signatures, where `None` stands for NULL. An output may be memory that was
//! never written, so it is a `MaybeUninit`. Only texts and buffers, which have a length, are pointers.

use std::ffi::c_char;
use std::mem::MaybeUninit;
use std::{ptr, slice};

use crate::failure::Failure;

/// The bytes at a pointer. NULL is allowed for no bytes.
///
/// # Safety
/// `start` is NULL or points to `len` readable bytes, which do not change while the result lives.
pub(crate) unsafe fn bytes<'a>(start: *const u8, len: usize, noun: &str) -> Result<&'a [u8], Failure> {
    if len == 0 {
        return Ok(&[]);
    }
    if start.is_null() {
        return Err(Failure::invalid(format_args!("{noun} is NULL")));
    }
    // No object of C is that long. It is a negative number that was passed as a length.
    if isize::try_from(len).is_err() {
        return Err(Failure::invalid(format_args!("the length of {noun} is too big")));
    }
    // SAFETY: the caller promises it, and the pointer is not NULL.
    Ok(unsafe { slice::from_raw_parts(start, len) })
}

/// The text at a pointer.
///
/// # Safety
/// As [`bytes`].
pub(crate) unsafe fn text<'a>(start: *const c_char, len: usize, noun: &str) -> Result<&'a str, Failure> {
    // SAFETY: the caller promises it.
    let bytes = unsafe { bytes(start.cast(), len, noun) }?;
    str::from_utf8(bytes).map_err(|_| Failure::invalid(format_args!("{noun} is not UTF-8")))
}

/// An object that must not be NULL.
pub(crate) fn given<T>(object: Option<T>, noun: &str) -> Result<T, Failure> {
    object.ok_or_else(|| Failure::invalid(format_args!("{noun} is NULL")))
}

/// Writes an output, if the caller wants it.
pub(crate) fn write<T>(out: Option<&mut MaybeUninit<T>>, value: T) {
    if let Some(out) = out {
        out.write(value);
    }
}

/// Copies a text and a NUL into the caller's buffer.
///
/// # Safety
/// `buffer` points to `capacity` writable bytes, or is NULL if that is 0.
pub(crate) unsafe fn copy_text(
    text: &str,
    buffer: *mut c_char,
    capacity: usize,
    len: Option<&mut MaybeUninit<usize>>,
) -> Result<(), Failure> {
    if buffer.is_null() && capacity > 0 {
        return Err(Failure::invalid("buffer is NULL"));
    }
    if text.len() >= capacity {
        return Err(Failure::too_small(text.len() + 1));
    }
    // SAFETY: the buffer has room for the text and the NUL, and it is not a part of our memory.
    unsafe {
        ptr::copy_nonoverlapping(text.as_ptr(), buffer.cast(), text.len());
        buffer.add(text.len()).write(0);
    }
    write(len, text.len());
    Ok(())
}
