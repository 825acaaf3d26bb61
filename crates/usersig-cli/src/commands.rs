//! What `usersig` can do.

mod inspect;
mod mint;
mod private_map_key;
mod verify;

use clap::Subcommand;

use crate::outcome::Outcome;

/// One of the commands, in the order they are needed.
#[derive(Subcommand)]
pub(crate) enum Command {
    Mint(mint::Mint),
    PrivateMapKey(private_map_key::PrivateMapKey),
    Verify(verify::Verify),
    Inspect(inspect::Inspect),
}

pub(crate) fn run(command: &Command) -> anyhow::Result<Outcome> {
    match command {
        Command::Mint(mint) => mint.run(),
        Command::PrivateMapKey(private_map_key) => private_map_key.run(),
        Command::Verify(verify) => verify.run(),
        Command::Inspect(inspect) => inspect.run(),
    }
}
