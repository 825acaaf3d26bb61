//! What can be wrong, with the facts it rests on, stage by stage.

mod document;
mod envelope;
mod identity;
mod map_key;
mod signature;
mod times;

pub use document::DocumentFault;
pub use envelope::{EnvelopeFault, Uncompressed, Vendor};
pub use identity::{Difference, IdentityFault, Whose};
pub use map_key::MapFault;
pub use signature::{KeyGarble, Recipe, SignatureEncoding, SignatureFault};
pub use times::{TimeFault, Unit};
