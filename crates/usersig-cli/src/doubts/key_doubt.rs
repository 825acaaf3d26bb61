//! The appearance of a text that is not an `SDKSecretKey`.

use std::fmt;

/// The number of hexadecimal digits of an `SDKSecretKey`.
pub(crate) const LEN: usize = 64;

/// The appearance of a text that was given as a key. It never holds any of the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum KeyDoubt {
    Assignment,
    Base64,
    Digits { count: usize },
    HexOfAnotherLength { count: usize },
    InvisibleCharacter,
    Json,
    Other { count: usize },
    PathOrAddress,
    Placeholder,
    Quoted,
    SampleKey,
    SecretId,
    Ticket,
    UpperCase,
    Uuid,
}

impl fmt::Display for KeyDoubt {
    /// Continues a sentence about the key, and ends with the next step.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let appearance = match self {
            Self::SampleKey => {
                return f.write_str(
                    "is the public key of Tencent's samples, which is not the key of this app. The service refuses \
                     its tickets with 70009. Take the SDKSecretKey of the app from the console",
                );
            }
            Self::UpperCase => {
                return f.write_str(
                    "has upper-case letters, but an SDKSecretKey has lower-case ones, and their case matters. Copy it \
                     from the console",
                );
            }
            Self::Assignment => "looks like a line with a name and a value. Give only the value",
            Self::Base64 => "looks like base64. If it comes from a Kubernetes secret, decode it first",
            Self::Digits { count } => return number(f, *count),
            Self::HexOfAnotherLength { count } => {
                return write!(
                    f,
                    "has {count} hexadecimal digit{}, but an SDKSecretKey has {LEN}. Copy it from the console again",
                    plural(*count)
                );
            }
            Self::InvisibleCharacter => "has an invisible character. Type it or copy it from the console again",
            Self::Json => "looks like JSON. Give only the value of the key",
            Self::Other { count } => {
                return write!(
                    f,
                    "is not an SDKSecretKey, which has {LEN} hexadecimal digits: it has {count} character{}, and not \
                     only such digits. Copy it from the console",
                    plural(*count)
                );
            }
            Self::PathOrAddress => "looks like a path or an address. Give the text of the key",
            Self::Placeholder => "looks like a placeholder. Put the SDKSecretKey of the app in its place",
            Self::Quoted => "has quotes around it. Remove them",
            Self::SecretId => {
                "looks like a SecretId of the cloud API. Take the SDKSecretKey of the app from the console"
            }
            Self::Ticket => "looks like a ticket. Take the SDKSecretKey of the app from the console",
            Self::Uuid => "looks like a UUID. Take the SDKSecretKey of the app from the console",
        };
        write!(f, "is not an SDKSecretKey, which has {LEN} hexadecimal digits: it {appearance}")
    }
}

const fn plural(count: usize) -> &'static str {
    if count == 1 { "" } else { "s" }
}

fn number(f: &mut fmt::Formatter<'_>, count: usize) -> fmt::Result {
    let guess = if count <= 10 { ", like an SDKAppID" } else { "" };
    write!(
        f,
        "is not an SDKSecretKey, which has {LEN} hexadecimal digits: it is a number of {count} digit{}{guess}. Take the \
         SDKSecretKey of the app from the console",
        plural(count)
    )
}
