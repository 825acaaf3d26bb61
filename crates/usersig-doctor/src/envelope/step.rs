//! What one step of undoing yields.

use crate::finding::Finding;

/// What was found, and the text without it if it can be undone.
pub(crate) type Step = (Finding, Option<String>);
