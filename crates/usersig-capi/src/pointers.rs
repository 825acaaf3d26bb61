//! Memory of the caller.

use std::ffi::c_char;
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

/// The object at a pointer.
///
/// # Safety
/// `pointer` is NULL or points to a valid object that lives as long as the result.
pub(crate) unsafe fn object<'a, T>(pointer: *const T, noun: &str) -> Result<&'a T, Failure> {
    // SAFETY: the caller promises it.
    unsafe { pointer.as_ref() }.ok_or_else(|| Failure::invalid(format_args!("{noun} is NULL")))
}

/// Writes an output, if the caller wants it.
///
/// # Safety
/// `out` is NULL or points to memory for a value.
pub(crate) unsafe fn write<T>(out: *mut T, value: T) {
    if !out.is_null() {
        // SAFETY: the caller promises it, and the pointer is not NULL.
        unsafe { out.write(value) };
    }
}

/// Writes a new object that the caller frees.
///
/// # Safety
/// `out` is NULL or points to memory for a pointer.
pub(crate) unsafe fn hand_over<T>(out: *mut *mut T, object: T) -> Result<(), Failure> {
    if out.is_null() {
        return Err(Failure::invalid("out is NULL"));
    }
    // SAFETY: the caller promises it, and the pointer is not NULL.
    unsafe { out.write(Box::into_raw(Box::new(object))) };
    Ok(())
}

/// Frees an object that [`hand_over`] made. NULL is allowed.
///
/// # Safety
/// `object` is NULL, or comes from [`hand_over`] and is not used again.
pub(crate) unsafe fn free<T>(object: *mut T) {
    if !object.is_null() {
        // SAFETY: the object was made by `Box::into_raw`, and the caller promises that it is freed once.
        drop(unsafe { Box::from_raw(object) });
    }
}

/// Copies a text and a NUL into the caller's buffer.
///
/// # Safety
/// `buffer` points to `capacity` writable bytes, or is NULL if that is 0. `len` is NULL or points to a number.
pub(crate) unsafe fn copy_text(
    text: &str,
    buffer: *mut c_char,
    capacity: usize,
    len: *mut usize,
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
        write(len, text.len());
    }
    Ok(())
}
