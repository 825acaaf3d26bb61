//! Recognizes files that are not UTF-8 text, by their first bytes.

use std::fmt;

/// A format that people bring in place of text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ForeignFormat {
    Gzip,
    OldExcel,
    Pdf,
    Utf16,
    Utf32,
    Zip,
    Zstandard,
}

/// The format, if these first bytes are not those of UTF-8 text.
pub(crate) fn foreign_format(bytes: &[u8]) -> Option<ForeignFormat> {
    let begins = |signature: &[u8]| bytes.starts_with(signature);
    if begins(b"\xff\xfe\0\0") || begins(b"\0\0\xfe\xff") {
        return Some(ForeignFormat::Utf32);
    }
    if begins(b"\xff\xfe") || begins(b"\xfe\xff") || has_zeros_in_pairs(bytes) {
        return Some(ForeignFormat::Utf16);
    }
    let signatures: [(&[u8], ForeignFormat); 6] = [
        (b"PK\x03\x04", ForeignFormat::Zip),
        (b"PK\x05\x06", ForeignFormat::Zip),
        (b"\xd0\xcf\x11\xe0", ForeignFormat::OldExcel),
        (b"\x1f\x8b", ForeignFormat::Gzip),
        (b"\x28\xb5\x2f\xfd", ForeignFormat::Zstandard),
        (b"%PDF-", ForeignFormat::Pdf),
    ];
    signatures.into_iter().find(|(signature, _)| begins(signature)).map(|(_, format)| format)
}

/// ASCII in UTF-16: of each pair of bytes one is zero, always on the same side.
fn has_zeros_in_pairs(bytes: &[u8]) -> bool {
    let mut pairs = bytes.chunks_exact(2);
    let is_zero_at = |side: usize| pairs.clone().all(|pair| pair[side] == 0 && pair[1 - side] != 0);
    let is_one_sided = is_zero_at(0) || is_zero_at(1);
    pairs.nth(1).is_some() && is_one_sided
}

impl fmt::Display for ForeignFormat {
    /// Continues a sentence about the file, and ends with the next step.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Gzip => "is compressed with gzip: decompress it first, for example with gunzip -c FILE",
            Self::OldExcel => "is an Excel workbook (xls): save the sheet as CSV UTF-8",
            Self::Pdf => "is a PDF document: give plain text, CSV or NDJSON",
            Self::Utf16 => "is UTF-16 text: save it as CSV UTF-8, or convert it with iconv -f UTF-16 -t UTF-8 FILE",
            Self::Utf32 => "is UTF-32 text: convert it with iconv -f UTF-32 -t UTF-8 FILE",
            Self::Zip => "is an Excel workbook (xlsx) or another zip archive: save the sheet as CSV UTF-8",
            Self::Zstandard => "is compressed with zstd: decompress it first, for example with zstdcat FILE",
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_recognized_by_its_first_bytes_and_text_is_not() {
        for (bytes, format) in [
            (&b"alice\nbob\n"[..], None),
            (b"\xef\xbb\xbfalice", None),
            (b"", None),
            (b"a\0", None),
            (b"\xff\xfea\0l\0", Some(ForeignFormat::Utf16)),
            (b"\xfe\xff\0a\0l", Some(ForeignFormat::Utf16)),
            (b"a\0l\0i\0", Some(ForeignFormat::Utf16)),
            (b"\0a\0l\0i", Some(ForeignFormat::Utf16)),
            (b"\xff\xfe\0\0a\0\0\0", Some(ForeignFormat::Utf32)),
            (b"PK\x03\x04\x14\0", Some(ForeignFormat::Zip)),
            (b"\xd0\xcf\x11\xe0\xa1\xb1", Some(ForeignFormat::OldExcel)),
            (b"\x1f\x8b\x08", Some(ForeignFormat::Gzip)),
            (b"%PDF-1.7", Some(ForeignFormat::Pdf)),
        ] {
            assert_eq!(foreign_format(bytes), format, "{bytes:?}");
        }
    }
}
