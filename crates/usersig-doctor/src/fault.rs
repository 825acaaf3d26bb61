//! What can be wrong, with the facts it rests on, stage by stage.

mod deviation;
mod document;
mod envelope;
mod foreign;
mod identity;
mod key_garble;
mod map_key;
mod packaging;
mod signature;
mod times;

pub use deviation::{Deviation, HashedText, LabelStyle, SignedDocument, TextEncoding, ValueReason};
pub use document::{Base64Flaw, DocumentFault, JsonFlaw};
pub use envelope::EnvelopeFault;
pub use foreign::{Foreign, ForeignValue};
pub use identity::{Difference, IdentityFault, Whose};
pub use key_garble::{KeyGarble, KeyShape};
pub use map_key::{MapFault, NotAUserBuf};
pub use packaging::{Escape, Uncompressed, Vendor};
pub use signature::{SignatureEncoding, SignatureFault};
pub use times::{TimeFault, TimeUnit, Unit};
