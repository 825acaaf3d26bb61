//! The frames of the Web SDK, as they were observed with `@tencentcloud/chat` 3.6.6. No document describes them.

pub(crate) mod answers;
pub(crate) mod frame;
pub(crate) mod push;
