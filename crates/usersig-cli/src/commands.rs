//! The commands of `usersig`.

mod app;
mod batch;
mod batch_help;
mod codes;
mod completions;
mod doctor;
mod fixture;
mod inspect;
mod man;
mod mint;
mod private_map_key;
mod verify;
mod verify_help;

use clap::Subcommand;

use crate::output::outcome::Outcome;

/// The commands, in the order in which people need them.
#[derive(Subcommand)]
pub(crate) enum Command {
    Mint(mint::Mint),
    PrivateMapKey(private_map_key::PrivateMapKey),
    Verify(verify::Verify),
    Inspect(inspect::Inspect),
    Doctor(doctor::Doctor),
    Batch(batch::Batch),
    Fixture(fixture::Fixture),
    #[command(alias = "profile", alias = "profiles")]
    App(app::App),
    Codes(codes::Codes),
    Completions(completions::Completions),
    Man(man::Man),
}

/// Runs the command. Completions and man pages are made from the grammar of the whole command line.
pub(crate) fn run(command: &Command, grammar: fn() -> clap::Command) -> anyhow::Result<Outcome> {
    match command {
        Command::Mint(mint) => mint.run(),
        Command::PrivateMapKey(private_map_key) => private_map_key.run(),
        Command::Verify(verify) => verify.run(),
        Command::Doctor(doctor) => doctor.run(),
        Command::Fixture(fixture) => fixture.run(),
        Command::Inspect(inspect) => inspect.run(),
        Command::App(app) => app.run(),
        Command::Batch(batch) => batch.run(),
        Command::Codes(codes) => codes.run(),
        Command::Completions(completions) => completions.run(grammar()),
        Command::Man(man) => man.run(grammar()),
    }
}
