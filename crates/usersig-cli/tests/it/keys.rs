//! Where keys may be, where not, and that they stay there.

use std::fs::{self, File, Permissions};
use std::os::unix::fs::{PermissionsExt, chown};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::thread;

use crate::support::{KEY, answer, bare, run, stderr, stdout, ticket, with_key};
use rustix::fs::{CWD, FileType, Mode, mknodat};
use rustix::process::geteuid;
use tempfile::TempDir;

pub(crate) const MINT: &[&str] = &["mint", "--user-id=alice", "--at=1700000000"];

/// A folder with a key file in it.
pub(crate) struct KeyFile {
    folder: TempDir,
}

impl KeyFile {
    pub(crate) fn new(content: impl AsRef<[u8]>) -> Self {
        let file = Self { folder: TempDir::new().unwrap() };
        fs::write(file.path(), content).unwrap();
        file.set_mode(0o600);
        file
    }

    pub(crate) fn path(&self) -> PathBuf {
        self.folder.path().join("key")
    }

    pub(crate) fn set_mode(&self, mode: u32) {
        fs::set_permissions(self.path(), Permissions::from_mode(mode)).unwrap();
    }
}

pub(crate) fn mint_with_file(path: impl AsRef<Path>) -> Command {
    let mut command = bare(MINT);
    command.arg("--key-file").arg(path.as_ref());
    command
}

fn refused_with(command: Command, sentence: &str) {
    let output = run(command, "");
    assert_eq!((output.status.code(), stdout(&output).as_str()), (Some(2), ""), "{}", stderr(&output));
    assert!(stderr(&output).contains(sentence), "no {sentence:?} in {:?}", stderr(&output));
}

#[test]
fn the_environment_a_file_and_standard_input_hold_the_same_key() {
    let file = KeyFile::new(KEY);
    let mut named_by_environment = bare(MINT);
    named_by_environment.env("USERSIG_KEY_FILE", file.path());
    let expected = ticket() + "\n";
    assert_eq!(answer(named_by_environment, ""), expected);
    assert_eq!(answer(mint_with_file(file.path()), ""), expected);
    assert_eq!(answer(mint_with_file("-"), KEY), expected);
    assert_eq!(answer(mint_with_file("/dev/stdin"), KEY), expected);
}

#[test]
fn one_line_end_is_not_part_of_the_key() {
    let expected = ticket() + "\n";
    for end in ["\n", "\r\n"] {
        assert_eq!(answer(mint_with_file(KeyFile::new(format!("{KEY}{end}")).path()), ""), expected);
        assert_eq!(answer(mint_with_file("-"), format!("{KEY}{end}")), expected);
    }
    refused_with(mint_with_file(KeyFile::new(format!("{KEY}\n\n")).path()), "white space");
}

#[test]
fn the_flag_goes_before_the_environment() {
    let mut command = mint_with_file(KeyFile::new(KEY).path());
    command.env("USERSIG_KEY", "another key");
    refused_with(command, "cannot open");

    let file = KeyFile::new(KEY);
    let mut command = mint_with_file(file.path());
    command.env("USERSIG_KEY", "another key").env("USERSIG_KEY_FILE", "/nowhere");
    assert_eq!(answer(command, ""), ticket() + "\n");
}

#[test]
fn two_variables_are_one_too_many() {
    let file = KeyFile::new(KEY);
    let mut command = with_key(MINT);
    command.env("USERSIG_KEY_FILE", file.path());
    refused_with(command, "USERSIG_KEY and USERSIG_KEY_FILE are both set");
}

#[test]
fn whoever_has_no_key_is_told_where_keys_go() {
    for place in ["USERSIG_KEY,", "USERSIG_KEY_FILE", "--key-file", "--key-file -"] {
        refused_with(bare(MINT), place);
    }
}

#[test]
fn a_key_as_an_argument_is_refused_by_every_command_before_anything_else() {
    for command in ["mint", "private-map-key", "verify", "inspect"] {
        refused_with(with_key(&[command, "--key", KEY]), "the option --key does not exist");
        refused_with(with_key(&[command, &format!("--key={KEY}")]), "USERSIG_KEY_FILE or --key-file");
    }
}

#[test]
fn what_follows_two_dashes_is_no_option() {
    let output = run(with_key(&["inspect", "--", "--key"]), "");
    assert_eq!(output.status.code(), Some(1), "{}", stderr(&output));
    assert!(stderr(&output).contains("bad_base64"));
}

#[test]
fn an_own_key_file_that_others_can_read_or_write_is_refused_with_the_chmod_that_fixes_it() {
    for mode in [0o640, 0o604, 0o644, 0o444, 0o620, 0o602, 0o622, 0o660, 0o606] {
        let file = KeyFile::new(KEY);
        file.set_mode(mode);
        let chmod = format!("chmod 600 {}", file.path().display());
        refused_with(mint_with_file(file.path()), &chmod);
        assert!(Command::new("sh").args(["-c", &chmod]).status().unwrap().success());
        assert_eq!(answer(mint_with_file(file.path()), ""), ticket() + "\n");
    }
}

#[test]
fn somebody_elses_file_that_others_can_read_is_only_warned_of() {
    let file = KeyFile::new(KEY);
    file.set_mode(0o644);
    // Only root can give a file away. Other users find files of root.
    let path = match chown(file.path(), Some(geteuid().as_raw() + 1), None) {
        Ok(()) => file.path(),
        Err(_) => PathBuf::from("/proc/sys/kernel/hostname"),
    };
    let output = run(mint_with_file(path), "");
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    assert!(stderr(&output).starts_with("warning: "), "{}", stderr(&output));
    assert!(stdout(&output).starts_with("eJ"));
}

#[test]
fn a_pipe_that_others_can_read_is_only_warned_of() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("pipe");
    mknodat(CWD, &path, FileType::Fifo, Mode::from_raw_mode(0o600), 0).unwrap();
    for (mode, warnings) in [(0o600, 0), (0o644, 1)] {
        fs::set_permissions(&path, Permissions::from_mode(mode)).unwrap();
        let writer = thread::spawn({
            let path = path.clone();
            move || fs::write(path, KEY).unwrap()
        });
        let output = run(mint_with_file(&path), "");
        writer.join().unwrap();
        assert_eq!(stdout(&output), ticket() + "\n");
        assert_eq!(stderr(&output).matches("warning").count(), warnings, "{}", stderr(&output));
    }
}

#[test]
fn a_key_has_an_end() {
    let longest = KeyFile::new("k".repeat(4096));
    assert!(stdout(&run(mint_with_file(longest.path()), "")).starts_with("eJ"));

    let too_long = KeyFile::new("k".repeat(4097));
    refused_with(mint_with_file(too_long.path()), "more than 4096 bytes");

    let huge = KeyFile::new("");
    File::options().write(true).open(huge.path()).unwrap().set_len(1 << 30).unwrap();
    refused_with(mint_with_file(huge.path()), "more than 4096 bytes");

    refused_with(mint_with_file("/dev/zero"), "more than 4096 bytes");
    let mut endless = mint_with_file("-");
    endless.stdin(File::open("/dev/zero").unwrap());
    let output = endless.output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(&output).contains("more than 4096 bytes"));
}

#[test]
fn what_holds_no_key_is_refused() {
    let folder = TempDir::new().unwrap();
    refused_with(mint_with_file(folder.path()), "directory");
    refused_with(mint_with_file(folder.path().join("nothing")), "cannot open");
    refused_with(mint_with_file(KeyFile::new("").path()), "empty");
    refused_with(mint_with_file(KeyFile::new([0xff]).path()), "not UTF-8");
    refused_with(mint_with_file(KeyFile::new(format!("\u{feff}{KEY}")).path()), "byte order mark");
    refused_with(mint_with_file("-"), "empty");
}
