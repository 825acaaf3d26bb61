//! Runs the Rust examples of this crate's README and of the page on embedding as tests.
//!
//! The project's README quotes a program in `examples/`, which has tests of its own.

#[doc = include_str!("../README.md")]
struct Readme;

#[cfg(feature = "test-util")]
#[doc = include_str!("../../../docs/embedding.md")]
struct Embedding;

#[cfg(feature = "test-util")]
#[doc = include_str!("../../../docs/embedding.zh-CN.md")]
struct EmbeddingInChinese;
