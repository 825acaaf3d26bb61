//! Finds out why a ticket was refused, with the evidence, the service's code and the remedy.
//!
//! [`diagnose`] reads a text more leniently than any code that grants access may. It undoes damage from the way the
//! text took, reads documents with slips in them, and tries the keys as people garble them. It does no I/O, has no
//! clock and does bounded work on any text. It never decides by itself whether a ticket is good, because only
//! [`usersig::Verifier`] and [`usersig::inspect`] say that.
//!
//! ```
//! use usersig::{Language, SdkAppId, UnixTime};
//! use usersig_doctor::{FindingId, Hints, NamedKey, diagnose};
//!
//! let hints = Hints::default()
//!     .with_sdk_app_id(SdkAppId::new(1_400_000_000)?)
//!     .with_user_id("alice")
//!     .with_key(NamedKey::new("production", "the app's SDKSecretKey"))
//!     .with_now(UnixTime::from_secs(1_700_000_000));
//! let findings = diagnose("undefined", &hints);
//! assert_eq!(findings[0].id(), FindingId::Placeholder);
//! assert_eq!(findings[0].what(Language::English), "This is a placeholder or a word for nothing, not a ticket");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # Ranking
//! The likeliest cause comes first. Findings with a [`code`](Finding::code) refuse the ticket and come before those
//! without one, which only raise a doubt or say that the ticket is good. Both groups are in the order of [`FindingId`].
//! This is the order in which a ticket is judged (text, container, document, signature, user, kind, times, room), and
//! at each stage a cause comes before its consequences. So the fault that stops the reading first stands first, above
//! all a garbled text.

#![warn(clippy::unwrap_used)]

// Words that the modules share.
mod blank;
mod percent;
mod placeholder;

// The question.
mod hints;
mod named_key;

// The findings.
mod fault;
mod finding;
mod finding_id;
mod good;
mod rendered;
mod wording;

// Where it is looked for, in the order of judgement.
mod base64;
mod claims;
mod document;
mod document_kind;
mod envelope;
mod identity;
mod look_alike;
mod members;
mod private_map_key;
mod signature;
mod spelling;
mod times;
mod verdict;

mod diagnose;

pub use diagnose::diagnose;
pub use fault::{
    Base64Flaw, Deviation, Difference, DocumentFault, EnvelopeFault, Escape, Foreign, ForeignValue, HashedText,
    IdentityFault, JsonFlaw, KeyGarble, KeyShape, LabelStyle, Mark, NotAUserBuf, PrivateMapKeyFault, SignatureEncoding,
    SignatureFault, SignedDocument, TextEncoding, TimeFault, TimeUnit, Uncompressed, Unit, ValueReason, Vendor, Whose,
};
pub use finding::Finding;
pub use finding_id::FindingId;
pub use good::Good;
pub use hints::{Hints, TicketKind};
pub use named_key::NamedKey;
pub use rendered::Rendered;

#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
