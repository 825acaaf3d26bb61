//! The flag `--check`, and values that it must not repeat.

use std::fs;

use crate::harness::config::{Folder, write_secret};
use crate::harness::server::{command, run};

#[test]
fn check_finds_the_faults_that_would_stop_the_start() {
    let folder = Folder::new();
    let path = folder.temporary.path().display().to_string();
    fs::write(folder.path("no.pem"), "this is not PEM").unwrap();
    write_secret(&folder.path("empty.password"), "\n");
    let redis = |members: &str| {
        let store = "store = \"rediss://localhost:6379\"\ndefault_app";
        (store.to_owned(), format!("[redis]\n{members}\n[audit]"))
    };
    let tls = format!("[tls]\ncertificate = \"{path}/no.pem\"\nkey = \"{path}/app.key\"\n[audit]");
    let faults = [
        (("default_app".to_owned(), tls), "tls.certificate"),
        (redis("prefix = \"a b\""), "prefix has"),
        (redis(&format!("ca = \"{path}/missing.pem\"")), "ca"),
        (redis(&format!("ca = \"{path}/no.pem\"")), "no certificate as PEM"),
        (redis(&format!("password_file = \"{path}/missing\"")), "password_file cannot be read"),
        (redis(&format!("password_file = \"{path}/empty.password\"")), "the password of Redis is empty"),
    ];
    for ((top, sections), reason) in faults {
        let folder_with_fault = Folder {
            temporary: std::sync::Arc::clone(&folder.temporary),
            top: folder.top.replace("default_app", &top).replace("[audit]", &sections),
            sections: folder.sections.clone(),
        };
        let (code, _, errors) = run(Some(&folder_with_fault.write()), &["--check"]);
        assert_eq!(code, 2, "{sections}: {errors}");
        assert!(errors.contains(reason), "no {reason:?} in {errors}");
    }
    let path = folder.write();
    let (code, _, errors) = run(Some(&path), &["--check", "--insecure-sample-key", "--listen", "0.0.0.0:0"]);
    assert_eq!(code, 2);
    assert!(errors.contains("loopback"), "{errors}");
}

#[test]
fn a_password_in_the_address_of_the_store_is_not_repeated() {
    let secret = "a-password-of-redis";
    let address = format!("redis://:{secret}@localhost");
    let folder = Folder::new();
    let path = folder.write();
    let flag = command().args(["--check", "--store", &address, "--config"]).arg(&path).output().unwrap();
    let variable =
        command().env("USERSIG_SERVER_STORE", &address).args(["--check", "--config"]).arg(&path).output().unwrap();
    for output in [flag, variable] {
        let text = String::from_utf8([output.stdout, output.stderr].concat()).unwrap();
        assert_eq!(output.status.code(), Some(2), "{text}");
        assert!(text.contains("redis.password_file") && !text.contains(secret), "{text}");
    }
}
