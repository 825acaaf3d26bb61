//! `usersig batch`.

use std::fs::File;
use std::io::{self, IsTerminal};
use std::path::{Path, PathBuf};
use std::time::Instant;

use anyhow::{Context, ensure};
use clap::Args;
use usersig::Lifetime;

use crate::batch::chunks::Chunks;
use crate::batch::csv::Columns;
use crate::batch::format::{Format, Layout};
use crate::batch::mint::Minting;
use crate::batch::ordered_writer::Ending;
use crate::batch::pipeline::Run;
use crate::batch::progress::Progress;
use crate::batch::tally::Tally;
use crate::batch::verify::Verifying;
use crate::input::standard_input;
use crate::options::app::{AppOptions, ChosenApp};
use crate::options::time::TimeOptions;
use crate::options::verify::VerifyOptions;
use crate::output::destination::Destination;
use crate::output::outcome::Outcome;
use crate::output::{message, terminal};
use crate::time::duration;

/// Sign or verify tickets of many users, a line each
#[derive(Args)]
#[command(after_help = EXAMPLES, after_long_help = format!("{EXAMPLES}\n\n{FORMATS}"))]
pub(crate) struct Batch {
    /// The file with the users [default: standard input]
    #[arg(value_name = "INPUT")]
    input: Option<PathBuf>,

    /// The file to write, whole or not at all [default: standard output]
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,

    /// What a line of the input is [default: as the file's name ends, else lines]
    #[arg(long, value_name = "FORMAT")]
    input_format: Option<Format>,

    /// What a line of the output is [default: as the file's name ends, else as the input]
    #[arg(long, value_name = "FORMAT")]
    output_format: Option<Format>,

    /// Stop at the first bad line, and keep no output file
    #[arg(long)]
    fail_fast: bool,

    /// Judge tickets instead of signing them, and count the causes
    #[arg(long)]
    verify: bool,

    #[command(flatten)]
    app: AppOptions,

    /// How long tickets are good whose line does not say: 90s, 5m, 1h, 7d or plain seconds [default:
    /// the profile's, else 1h]
    #[arg(long, value_name = "DURATION", value_parser = duration::lifetime, conflicts_with = "verify")]
    ttl: Option<Lifetime>,

    #[command(flatten)]
    time: TimeOptions,

    #[command(flatten)]
    options: VerifyOptions,
}

const EXAMPLES: &str = "\
Examples:
  usersig batch users.txt --output tickets.txt
  usersig batch users.csv --output tickets.ndjson --ttl 7d
  usersig batch --input-format ndjson < users.ndjson | gzip > tickets.gz
  usersig batch --verify tickets.ndjson --output verdicts.csv

A bad line stops nothing: it goes to standard error as `line N: reason`. How far it is shows on a terminal, a summary \
everywhere. Exit status: \
0 all good, 1 there were bad lines or refused tickets, 2 could not ask, read or write, 130 interrupted. An output file \
is there with 0 and 1 alone, but not where --fail-fast stopped it.";

const FORMATS: &str = "\
Formats:
  lines   a user id a line; out come tickets, or good or the cause, an empty line for a bad one. Unless --input-format \
says lines, one with any of \",;[]{|} in it is a bad line, since it may be a record
  csv     RFC 4180, a record a line, with a header that names the columns
  ndjson  a JSON object a line

Fields: user_id and perhaps ttl (seconds or 7d), room_id or room_name and privileges (a number or a list), which make \
it a PrivateMapKey. With --verify user_sig, or private_map_key and its room. The output has user_id, user_sig or \
private_map_key, room_id or room_name, expires_at, and can be the input of another batch; with --verify user_id, \
valid, cause. Answers stand in the order of the input. A line has at most 32 KiB.";

impl Batch {
    pub(crate) fn run(&self) -> anyhow::Result<Outcome> {
        let app = self.app.choose()?;
        ensure!(
            !(app.is_key_on_standard_input() && self.input().is_none()),
            "key and users cannot both come from standard input: give one of them in a file"
        );
        ensure!(
            self.verify || self.options.are_absent(),
            "--leeway, --future-tolerance and --valid-after are for --verify"
        );
        let (input_format, output_format) = self.formats();
        ensure!(
            !(self.verify && input_format == Format::Lines),
            "to verify, a line needs a user id and a ticket: give csv or ndjson, by the file's name or --input-format"
        );
        let started = Instant::now();
        let (mut chunks, progress) = self.open()?;
        let layout = self.layout(input_format, &mut chunks)?;
        let mut destination = self.output().map_or_else(Destination::standard_output, Destination::at)?;
        if output_format == Format::Csv {
            destination.write_lines(self.csv_header().as_bytes()).context("cannot write the output")?;
        }
        let run = Run {
            chunks,
            destination,
            progress,
            lines_before: u64::from(matches!(layout, Layout::Csv(_))),
            stops_at_bad_line: self.fail_fast,
        };
        let (ending, tally) = self.answer_all(run, &app, layout, output_format)?;
        self.conclude(ending, &tally, started)
    }

    fn answer_all(
        &self,
        run: Run<File>,
        app: &ChosenApp,
        layout: Layout,
        output: Format,
    ) -> anyhow::Result<(Ending, Tally)> {
        if self.verify {
            let (verifier, now) = (self.options.applied_to(app.verifier()?)?, self.time.time()?);
            return run.process(Verifying { verifier, now, layout, output });
        }
        // All tickets of a batch are of one moment.
        let (signer, now) = (app.signer()?, self.time.time()?);
        run.process(Minting { signer, ttl: app.ttl(self.ttl), now, layout, output })
    }

    fn conclude(&self, ending: Ending, tally: &Tally, started: Instant) -> anyhow::Result<Outcome> {
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
        message::say(format_args!("{}{end}", tally.summary(verb, started.elapsed())));
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

    fn open(&self) -> anyhow::Result<(Chunks<File>, Progress)> {
        let file = if let Some(path) = self.input() {
            File::open(path).with_context(|| format!("cannot open {}", terminal::path(path)))?
        } else {
            standard_input::announce("users");
            standard_input::unbuffered()?
        };
        let len = file.metadata().ok().filter(std::fs::Metadata::is_file).map(|metadata| metadata.len());
        let is_typed = self.input().is_none() && io::stdin().is_terminal();
        let is_shown = self.output().is_none() && io::stdout().is_terminal();
        let progress = Progress::new(len, !is_typed && !is_shown);
        Ok((Chunks::new(file).context("cannot read the input")?, progress))
    }

    fn layout(&self, format: Format, chunks: &mut Chunks<File>) -> anyhow::Result<Layout> {
        Ok(match format {
            Format::Csv => Layout::Csv(Columns::read(&chunks.header().context("cannot read the input")?)?),
            Format::Lines if self.input_format.is_none() => Layout::GuessedLines,
            Format::Lines => Layout::Lines,
            Format::Ndjson => Layout::Ndjson,
        })
    }
}
