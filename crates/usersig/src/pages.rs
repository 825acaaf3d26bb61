//! Runs the Rust examples of the README and of the pages in `docs/` as tests.

#[doc = include_str!("../README.md")]
struct Readme;

#[doc = include_str!("../../../README.md")]
struct ProjectReadme;

#[doc = include_str!("../../../README.zh-CN.md")]
struct ProjectReadmeInChinese;

#[cfg(feature = "test-util")]
#[doc = include_str!("../../../docs/embedding.md")]
struct Embedding;

#[cfg(feature = "test-util")]
#[doc = include_str!("../../../docs/embedding.zh-CN.md")]
struct EmbeddingInChinese;
