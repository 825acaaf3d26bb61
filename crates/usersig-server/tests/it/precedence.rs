//! The sources of a setting: flags before the environment before the file.

use crate::harness::config::Folder;
use crate::harness::server::command;

/// A setting: its member in the file, the name of its flag, and three of its values.
struct Setting {
    member: &'static str,
    flag: &'static str,
    values: [&'static str; 3],
}

const SETTINGS: [Setting; 5] = [
    Setting { member: "listen", flag: "--listen", values: ["127.0.0.1:1001", "127.0.0.1:1002", "127.0.0.1:1003"] },
    Setting { member: "admin_listen", flag: "--admin-listen", values: ["127.0.0.1:1", "127.0.0.1:2", "127.0.0.1:3"] },
    Setting { member: "data_dir", flag: "--data-dir", values: ["/tmp/file", "/tmp/environment", "/tmp/flag"] },
    Setting { member: "store", flag: "--store", values: ["embedded", "memory", "embedded"] },
    Setting { member: "file", flag: "--audit-file", values: ["/tmp/a.jsonl", "/tmp/b.jsonl", "/tmp/c.jsonl"] },
];

/// `--audit-file` is `USERSIG_SERVER_AUDIT_FILE`.
fn variable(setting: &Setting) -> String {
    format!("USERSIG_SERVER{}", setting.flag.replace("--", "_").replace('-', "_").to_uppercase())
}

/// A configuration whose file has the first value.
fn with_first_value(setting: &Setting) -> Folder {
    let mut folder = Folder::new();
    let written = format!("{} = \"{}\"\n", setting.member, setting.values[0]);
    let is_there = |line: &&str| line.starts_with(&format!("{} = ", setting.member));
    match folder.top.lines().find(is_there).map(str::to_owned) {
        Some(line) => folder.top = folder.top.replacen(&format!("{line}\n"), &written, 1),
        None => folder.top.insert_str(0, &written),
    }
    folder
}

#[test]
fn a_flag_overrides_the_environment_and_the_environment_overrides_the_file() {
    for setting in &SETTINGS {
        let folder = with_first_value(setting);
        let path = folder.write();
        for (sources, value) in setting.values.iter().enumerate() {
            let mut command = command();
            command.arg("--config").arg(&path).arg("--check");
            if sources >= 1 {
                command.env(variable(setting), setting.values[1]);
            }
            if sources >= 2 {
                command.args([setting.flag, setting.values[2]]);
            }
            let output = command.output().unwrap();
            let text = String::from_utf8(output.stdout).unwrap();
            let line = format!("{} = \"{value}\"", setting.member);
            assert!(output.status.success() && text.lines().any(|own| own == line), "no {line} in {text}");
        }
    }
}
