//! Findings in English and Chinese, the two side by side: what is wrong, the evidence, the remedy.

mod container;
mod deviation;
mod document;
mod foreign;
mod identity;
mod json_flaw;
mod key;
mod private_map_key;
mod shown;
mod signature;
mod text;
mod times;
mod vendor;
mod verdict;
pub(crate) mod words;

pub(crate) use shown::moment;
pub(crate) use verdict::refused;
