//! `usersig man`.

use std::fs;
use std::path::PathBuf;

use anyhow::Context;
use clap::Args;

use crate::output::outcome::Outcome;
use crate::output::{message, terminal};

/// Print the man page, or write the man pages of all commands into a folder
#[derive(Args)]
#[command(after_help = AFTER_HELP)]
pub(crate) struct Man {
    /// The folder for usersig.1, usersig-mint.1 and so on; it is created if it does not exist
    #[arg(value_name = "DIR")]
    folder: Option<PathBuf>,
}

const AFTER_HELP: &str = "\
Examples:
  usersig man | man -l -
  usersig man ~/.local/share/man/man1";

impl Man {
    pub(crate) fn run(&self, grammar: clap::Command) -> anyhow::Result<Outcome> {
        if let Some(folder) = &self.folder {
            fs::create_dir_all(folder)
                .and_then(|()| clap_mangen::generate_to(grammar, folder))
                .with_context(|| format!("cannot write man pages into {}", terminal::path(folder)))?;
        } else {
            let mut page = Vec::new();
            clap_mangen::Man::new(grammar).render(&mut page)?;
            message::answer(&String::from_utf8(page)?)?;
        }
        Ok(Outcome::Good)
    }
}
