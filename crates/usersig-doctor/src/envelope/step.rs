//! The result of undoing one change.

use crate::finding::Finding;

/// The finding, and the text without the change if it can be undone.
pub(crate) type Step = (Finding, Option<String>);
