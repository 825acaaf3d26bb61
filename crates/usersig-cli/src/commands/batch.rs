//! `usersig batch`.

use std::io::{self, IsTerminal};
use std::path::{Path, PathBuf};
use std::time::Instant;

use anyhow::{Context, ensure};
use clap::Args;

use crate::batch::ending::Ending;
use crate::batch::format::{Format, Layout};
use crate::batch::interrupt::Interrupts;
use crate::batch::mint::Minting;
use crate::batch::pipeline::Run;
use crate::batch::source::Source;
use crate::batch::tally::Tally;
use crate::batch::task::Task;
use crate::batch::verify::Verifying;
use crate::commands::batch_help::{EXAMPLES, long_help};
use crate::options::app::{AppOptions, ChosenApp};
use crate::options::strict::StrictOptions;
use crate::options::time::TimeOptions;
use crate::options::ttl::TtlOptions;
use crate::options::verify::VerifyOptions;
use crate::output::destination::Destination;
use crate::output::outcome::Outcome;
use crate::output::warnings::Warnings;
use crate::output::{message, terminal};

/// Sign or verify the tickets of many users, one on each line
#[derive(Args)]
#[command(after_help = EXAMPLES, after_long_help = long_help())]
pub(crate) struct Batch {
    /// The file with the users. Without it, or with -, standard input is read
    #[arg(value_name = "INPUT")]
    input: Option<PathBuf>,

    /// The file to write. It is replaced only when the batch is complete. Without it, standard output is written
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,

    /// The format of the input [default: by the end of the file's name, else lines]
    #[arg(long, value_name = "FORMAT")]
    input_format: Option<Format>,

    /// The format of the output [default: by the end of the file's name, else the format of the input]
    #[arg(long, value_name = "FORMAT")]
    output_format: Option<Format>,

    /// Stop at the first bad line, and write no output file
    #[arg(long)]
    fail_fast: bool,

    /// Verify tickets instead of signing them, and count the causes
    #[arg(long)]
    verify: bool,

    /// Put ' before CSV cells that begin with = + - or @, which a spreadsheet would run as a formula
    #[arg(long)]
    escape_formulas: bool,

    #[command(flatten)]
    app: AppOptions,

    #[command(flatten)]
    ttl: TtlOptions,

    #[command(flatten)]
    time: TimeOptions,

    #[command(flatten)]
    strict: StrictOptions,

    #[command(flatten)]
    options: VerifyOptions,
}

impl Batch {
    pub(crate) fn run(&self) -> anyhow::Result<Outcome> {
        let warnings = self.strict.warnings();
        let app = self.app.choose(&warnings)?;
        let (input_format, output_format) = self.formats();
        self.check_usage(&app, input_format)?;
        let started = Instant::now();
        let is_shown = self.output().is_none() && io::stdout().is_terminal();
        let Source { mut chunks, progress, mut protected } = Source::open(self.input(), is_shown)?;
        let layout = Layout::read(input_format, self.input_format.is_some(), &mut chunks)?;
        app.protect(&mut protected);
        // The key is read before the output is created, because waiting for it can be interrupted.
        let task = self.task(&app, &warnings)?;
        let interrupts = Interrupts::watch()?;
        let mut destination = match self.output() {
            Some(path) => Destination::at(path, &protected, &warnings)?,
            None => Destination::standard_output(&protected)?,
        };
        warnings.check()?;
        if output_format == Format::Csv {
            destination.write_lines(self.csv_header().as_bytes()).context("cannot write the output")?;
        }
        let run = Run {
            chunks,
            destination,
            progress,
            lines_before: u64::from(matches!(layout, Layout::Csv(_))),
            stops_at_bad_line: self.fail_fast,
            accepts_empty: !warnings.are_strict(),
            interrupts,
        };
        let (ending, tally) = task.process(run, layout, output_format, self.escape_formulas)?;
        self.conclude(ending, &tally, started, &warnings)
    }

    fn check_usage(&self, app: &ChosenApp, input_format: Format) -> anyhow::Result<()> {
        ensure!(
            !(app.is_key_on_standard_input() && self.input().is_none()),
            "the key and the users cannot both come from standard input. Give one of them in a file"
        );
        ensure!(
            self.verify || self.options.are_absent(),
            "--leeway, --future-tolerance and --valid-after need --verify"
        );
        ensure!(!self.verify || self.ttl.is_absent(), "--ttl cannot be used with --verify");
        ensure!(
            !(self.verify && input_format == Format::Lines),
            "to verify, a line needs a user id and a ticket: give CSV or NDJSON, by the end of the file's name or with \
             --input-format"
        );
        Ok(())
    }

    fn task(&self, app: &ChosenApp, warnings: &Warnings) -> anyhow::Result<Task> {
        let now = self.time.time(warnings)?;
        Ok(if self.verify {
            Task::Verify { verifier: self.options.applied_to(app.verifier(warnings)?, warnings)?, now }
        } else {
            let signer = app.signer(warnings)?;
            Task::Mint {
                signer,
                ttl: app.ttl(self.ttl.lifetime(warnings), warnings),
                now,
                is_strict: warnings.are_strict(),
            }
        })
    }

    fn conclude(
        &self,
        ending: Ending,
        tally: &Tally,
        started: Instant,
        warnings: &Warnings,
    ) -> anyhow::Result<Outcome> {
        let outcome = match ending {
            Ending::Done if tally.is_good() => Outcome::Good,
            Ending::Done | Ending::StoppedAtBadLine => Outcome::Refused,
            Ending::Interrupted => Outcome::Interrupted,
            Ending::Failed(error) => return Err(error),
        };
        let (verb, end) = (
            if self.verify { "good" } else { "signed" },
            if outcome == Outcome::Interrupted { ", interrupted" } else { "" },
        );
        if matches!(outcome, Outcome::Good | Outcome::Refused) && !tally.has_answers() {
            let is_kept = !tally.is_empty() || warnings.are_strict();
            let kept =
                self.output().filter(|_| is_kept).map(|path| format!("; {} was not written", terminal::path(path)));
            let input = if tally.is_empty() { "the input is empty" } else { "the input has no good line" };
            warnings.warn(format_args!("{input}{}", kept.unwrap_or_default()));
        }
        message::say(format_args!("{}{end}", tally.summary(verb, started.elapsed())));
        warnings.check()?;
        Ok(outcome)
    }

    fn formats(&self) -> (Format, Format) {
        let input = self.input_format.or_else(|| Format::of(self.input()?)).unwrap_or(Format::Lines);
        let output = self.output_format.or_else(|| Format::of(self.output()?)).unwrap_or(input);
        (input, output)
    }

    fn csv_header(&self) -> &'static str {
        if self.verify { Verifying::CSV_HEADER } else { Minting::CSV_HEADER }
    }

    fn input(&self) -> Option<&Path> {
        self.input.as_deref().filter(|path| *path != Path::new("-"))
    }

    fn output(&self) -> Option<&Path> {
        self.output.as_deref().filter(|path| *path != Path::new("-"))
    }
}
