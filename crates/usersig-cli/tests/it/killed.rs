//! Batches that are killed.

use std::fs;
use std::io::Write;
use std::process::{Command, Stdio};
use std::thread::sleep;
use std::time::Duration;

use crate::outputs::Folder;
use crate::support::{bare, run, stderr};

#[test]
fn a_killed_batch_leaves_the_older_output_and_the_next_run_reports_its_rest() {
    let folder = Folder::new();
    folder.write("tickets.txt", "of yesterday");
    let batch = || folder.usersig(&["batch", "--app=a", "--output=tickets.txt"]);
    for signal in ["-KILL", "-USR1"] {
        let before = fs::read_dir(folder.0.path()).unwrap().count();
        let mut child = batch().stdin(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
        let mut stdin = child.stdin.take().unwrap();
        writeln!(stdin, "alice").unwrap();
        while fs::read_dir(folder.0.path()).unwrap().count() == before {
            sleep(Duration::from_millis(10));
        }
        let still_running = run(batch(), "alice\n");
        assert!(!stderr(&still_running).contains("left"), "{}", stderr(&still_running));
        folder.write("tickets.txt", "of yesterday");
        assert!(Command::new("kill").args([signal, &child.id().to_string()]).status().unwrap().success());
        assert!(!child.wait().unwrap().success());
        drop(stdin);
        assert_eq!(folder.read("tickets.txt"), "of yesterday");
        let next = run(batch(), "alice\n");
        let said = stderr(&next);
        assert!(said.contains("an earlier run was killed and left") && said.contains(".usersig-"), "{signal}: {said}");
        for entry in fs::read_dir(folder.0.path()).unwrap().map(Result::unwrap) {
            if entry.file_name().to_str().unwrap().starts_with(".usersig-") {
                fs::remove_file(entry.path()).unwrap();
            }
        }
        assert!(!stderr(&run(batch(), "alice\n")).contains("left"));
    }
}

#[test]
fn an_output_beyond_the_limit_of_a_files_size_is_an_error_and_leaves_nothing() {
    let folder = Folder::new();
    folder.write("users.txt", &"alice\n".repeat(50_000));
    folder.write("tickets.txt", "of yesterday");
    let binary = bare(&[]).get_program().to_str().unwrap().to_owned();
    let mut command = folder.usersig(&[]);
    let script = format!("ulimit -f 100; {binary} batch users.txt --app=a --output=tickets.txt");
    let environment: Vec<_> =
        command.get_envs().map(|(name, value)| (name.to_owned(), value.map(ToOwned::to_owned))).collect();
    command = Command::new("sh");
    command.args(["-c", &script]).current_dir(folder.0.path());
    command.envs(environment.into_iter().filter_map(|(name, value)| Some((name, value?))));
    let output = run(command, "");
    assert_eq!(output.status.code(), Some(2), "{}", stderr(&output));
    assert!(stderr(&output).contains("cannot write the output"), "{}", stderr(&output));
    assert_eq!(folder.read("tickets.txt"), "of yesterday");
    assert_eq!(fs::read_dir(folder.0.path()).unwrap().count(), 4);
}
