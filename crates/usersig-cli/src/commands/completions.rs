//! `usersig completions`.

use clap::Args;
use clap_complete::Shell;

use crate::output::message;
use crate::output::outcome::Outcome;

/// Print completions for a shell
#[derive(Args)]
#[command(after_help = AFTER_HELP)]
pub(crate) struct Completions {
    /// The shell
    shell: Shell,
}

const AFTER_HELP: &str = "\
Examples:
  usersig completions bash > ~/.local/share/bash-completion/completions/usersig
  usersig completions zsh > ~/.zfunc/_usersig
  usersig completions fish > ~/.config/fish/completions/usersig.fish";

impl Completions {
    pub(crate) fn run(&self, mut grammar: clap::Command) -> anyhow::Result<Outcome> {
        let mut script = Vec::new();
        clap_complete::generate(self.shell, &mut grammar, "usersig", &mut script);
        message::answer(&String::from_utf8(script)?)?;
        Ok(Outcome::Good)
    }
}
