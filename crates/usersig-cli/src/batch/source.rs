//! The input of a batch.

use std::fs::{File, Metadata};
use std::io::{self, IsTerminal};
use std::path::Path;

use anyhow::{Context, bail};

use crate::batch::chunks::Chunks;
use crate::batch::progress::Progress;
use crate::input::{encoding, standard_input};
use crate::output::protected::Protected;
use crate::output::terminal;

/// An input that is open, and looks like text.
pub(crate) struct Source {
    pub(crate) chunks: Chunks<File>,
    pub(crate) progress: Progress,
    /// Contains the input, which the output must not replace.
    pub(crate) protected: Protected,
}

impl Source {
    /// Opens the file, or standard input. Progress is shown unless the terminal is used for input or output.
    pub(crate) fn open(path: Option<&Path>, is_output_on_terminal: bool) -> anyhow::Result<Self> {
        let name = path.map_or_else(|| String::from("standard input"), terminal::path);
        let file = if let Some(path) = path {
            File::open(path).with_context(|| format!("cannot open {name}"))?
        } else {
            standard_input::announce("users");
            standard_input::unbuffered()?
        };
        let mut protected = Protected::default();
        protected.add_file(&file, "the input of the batch");
        let len = file.metadata().ok().filter(Metadata::is_file).map(|metadata| metadata.len());
        let is_typed = path.is_none() && io::stdin().is_terminal();
        let progress = Progress::new(len, !is_typed && !is_output_on_terminal);
        let chunks = Chunks::new(file).with_context(|| format!("cannot read {name}"))?;
        if let Some(format) = encoding::foreign_format(chunks.beginning()) {
            bail!("{name} {format}");
        }
        Ok(Self { chunks, progress, protected })
    }
}
