//! The faults of a ticket, stage by stage, with the facts that show them.

mod deviation;
mod document;
mod envelope;
mod envelope_id;
mod foreign;
mod identity;
mod key_garble;
mod packaging;
mod private_map_key;
mod signature;
mod times;

pub use deviation::{Deviation, HashedText, LabelStyle, SignedDocument, TextEncoding, ValueReason};
pub use document::{Base64Flaw, DocumentFault, JsonFlaw};
pub use envelope::EnvelopeFault;
pub use foreign::{Foreign, ForeignValue};
pub use identity::{Difference, IdentityFault, Whose};
pub use key_garble::{KeyGarble, KeyShape};
pub use packaging::{Escape, Mark, Uncompressed, Vendor};
pub use private_map_key::{NotAUserBuf, PrivateMapKeyFault};
pub use signature::{SignatureEncoding, SignatureFault};
pub use times::{TimeFault, TimeUnit, Unit};
