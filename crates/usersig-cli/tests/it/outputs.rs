//! Nothing is lost: an output never replaces the input, a key or the configuration, and never loses the older output.

use std::fs::{self, File, Permissions, hard_link};
use std::os::unix::fs::{PermissionsExt, lchown, symlink};
use std::path::PathBuf;
use std::process::{Command, Stdio};

use rustix::fs::{CWD, FileType, Mode, mknodat};
use rustix::process::geteuid;
use tempfile::TempDir;

use crate::support::{KEY, bare, run, stderr, stdout};

/// A folder with users, a key and a configuration.
pub(crate) struct Folder(pub(crate) TempDir);

impl Folder {
    pub(crate) fn new() -> Self {
        let folder = Self(TempDir::new().unwrap());
        folder.write("users.txt", "alice\nbob\n");
        folder.write("key", KEY);
        folder.write("config.toml", "default = \"a\"\n[app.a]\nsdkappid = 1400000000\nkey_file = \"key\"\n");
        folder
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    pub(crate) fn write(&self, name: &str, text: &str) {
        fs::write(self.path(name), text).unwrap();
        fs::set_permissions(self.path(name), Permissions::from_mode(0o600)).unwrap();
    }

    pub(crate) fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap()
    }

    pub(crate) fn usersig(&self, arguments: &[&str]) -> Command {
        let mut command = bare(arguments);
        command.current_dir(self.0.path()).env("USERSIG_CONFIG", self.path("config.toml"));
        command
    }
}

#[test]
fn an_output_that_is_the_input_a_key_or_the_configuration_is_refused_under_every_name() {
    let folder = Folder::new();
    for name in ["users.txt", "key", "config.toml"] {
        let before = folder.read(name);
        symlink(name, folder.path("link")).unwrap();
        hard_link(folder.path(name), folder.path("hard")).unwrap();
        let absolute = folder.path(name).to_str().unwrap().to_owned();
        for output in [name, &format!("./{name}"), &absolute, "link", "hard"] {
            let arguments = [&["batch", "users.txt", "--output", output][..], &["--app=a"]].concat();
            for mut command in [
                folder.usersig(&arguments),
                folder.usersig(&["fixture", "--user-id=alice", "--app=a", "--output", output]),
            ] {
                if name == "users.txt" && command.get_args().any(|argument| argument == "fixture") {
                    continue;
                }
                let run = command.output().unwrap();
                assert_eq!(run.status.code(), Some(2), "{command:?}: {}", stderr(&run));
                assert!(stderr(&run).contains("which would be lost"), "{command:?}: {}", stderr(&run));
                assert_eq!(folder.read(name), before, "{command:?}");
            }
        }
        fs::remove_file(folder.path("link")).unwrap();
        fs::remove_file(folder.path("hard")).unwrap();
    }
}

#[test]
fn an_output_is_not_the_file_that_standard_input_or_standard_output_is_redirected_to() {
    let folder = Folder::new();
    let mut from_input = folder.usersig(&["batch", "--app=a", "--output=users.txt"]);
    let output = from_input.stdin(File::open(folder.path("users.txt")).unwrap()).output().unwrap();
    assert_eq!(output.status.code(), Some(2), "{}", stderr(&output));
    let mut from_key = folder.usersig(&["batch", "users.txt", "--sdkappid=1", "--key-file=-", "--output=key"]);
    let output = from_key.stdin(File::open(folder.path("key")).unwrap()).output().unwrap();
    assert_eq!(output.status.code(), Some(2), "{}", stderr(&output));
    assert_eq!(folder.read("key"), KEY);
    let mut to_input = folder.usersig(&["batch", "users.txt", "--app=a"]);
    let appending = File::options().append(true).open(folder.path("users.txt")).unwrap();
    let output = to_input.stdin(Stdio::null()).stdout(appending).output().unwrap();
    assert_eq!(output.status.code(), Some(2), "{}", stderr(&output));
    assert_eq!(folder.read("users.txt"), "alice\nbob\n");
}

#[test]
fn a_configuration_is_not_written_over_a_key() {
    let folder = Folder::new();
    let add = ["app", "add", "b", "--sdkappid=1", "--key-file=key", "--config=key"];
    let output = run(folder.usersig(&add), "");
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(folder.read("key"), KEY);
}

#[test]
fn a_batch_without_a_good_line_keeps_the_older_output() {
    let folder = Folder::new();
    folder.write("tickets.txt", "of yesterday");
    for (input, status) in [("\n\n", 1), ("\u{7f}\n", 1)] {
        folder.write("users.txt", input);
        let output = run(folder.usersig(&["batch", "users.txt", "--app=a", "--output=tickets.txt"]), "");
        assert_eq!(output.status.code(), Some(status), "{input:?}: {}", stderr(&output));
        assert!(stderr(&output).contains("tickets.txt was not written"), "{}", stderr(&output));
        assert_eq!(folder.read("tickets.txt"), "of yesterday");
    }
}

#[test]
fn a_batch_without_lines_empties_the_output_unless_it_is_strict() {
    let folder = Folder::new();
    folder.write("users.txt", "");
    for (strict, status, left) in [("--strict", 2, "of yesterday"), ("--app=a", 0, "")] {
        folder.write("tickets.txt", "of yesterday");
        let mut arguments = vec!["batch", "users.txt", "--output=tickets.txt", strict];
        arguments.extend((strict == "--strict").then_some("--app=a"));
        let output = run(folder.usersig(&arguments), "");
        assert_eq!(output.status.code(), Some(status), "{strict}: {}", stderr(&output));
        assert!(stderr(&output).contains("the input is empty"), "{}", stderr(&output));
        assert_eq!(stderr(&output).contains("was not written"), !left.is_empty(), "{}", stderr(&output));
        assert_eq!(folder.read("tickets.txt"), left, "{strict}");
    }
}

#[test]
fn in_a_shared_folder_an_own_link_is_followed_and_another_users_link_or_pipe_is_not() {
    let folder = Folder::new();
    let shared = folder.path("shared");
    fs::create_dir(&shared).unwrap();
    fs::set_permissions(&shared, Permissions::from_mode(0o1777)).unwrap();
    folder.write("target", "precious");
    symlink(folder.path("target"), shared.join("link")).unwrap();
    mknodat(CWD, shared.join("pipe"), FileType::Fifo, Mode::from_raw_mode(0o666), 0).unwrap();
    let write_to = |name: &str| {
        let output = format!("shared/{name}");
        run(folder.usersig(&["batch", "users.txt", "--app=a", "--output", &output]), "")
    };
    assert_eq!(write_to("link").status.code(), Some(0));
    assert!(shared.join("link").is_symlink() && folder.read("target").starts_with("eJ"));
    // Only root can give a file to another user.
    let another = Some(geteuid().as_raw() + 1);
    if lchown(shared.join("link"), another, None).is_ok() && lchown(shared.join("pipe"), another, None).is_ok() {
        // The folder belongs to another user than the attacker and the caller, as /tmp does.
        lchown(&shared, Some(geteuid().as_raw() + 2), None).unwrap();
        folder.write("target", "precious");
        for name in ["link", "pipe"] {
            let output = write_to(name);
            assert_eq!((output.status.code(), stdout(&output).as_str()), (Some(2), ""), "{name}");
            assert!(stderr(&output).contains("another user"), "{name}: {}", stderr(&output));
        }
        assert_eq!(folder.read("target"), "precious");
    }
}

#[test]
fn an_output_in_a_folder_that_does_not_exist_is_told_without_the_name_of_a_temporary_file() {
    let folder = Folder::new();
    let output = run(folder.usersig(&["batch", "users.txt", "--app=a", "--output=nowhere/tickets.txt"]), "");
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(&output).contains("nowhere does not exist") && !stderr(&output).contains(".usersig-"));
}

#[test]
fn a_dangling_link_is_followed_to_the_file_that_it_names() {
    let folder = Folder::new();
    symlink("tickets.txt", folder.path("link")).unwrap();
    let output = run(folder.usersig(&["batch", "users.txt", "--app=a", "--output=link"]), "");
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    assert!(folder.path("link").is_symlink() && folder.read("tickets.txt").starts_with("eJ"));
}
