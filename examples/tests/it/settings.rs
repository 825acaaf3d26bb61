//! A program that cannot start says which setting is wrong.

use std::process::Command;

use crate::program::key_file;

const SERVERS: [&str; 3] =
    [env!("CARGO_BIN_EXE_business_server"), env!("CARGO_BIN_EXE_minimal_server"), env!("CARGO_BIN_EXE_rotating_keys")];
const REST_CALL: &str = env!("CARGO_BIN_EXE_rest_call");

/// The error of a program that must not start with these settings.
fn error(program: &str, settings: &[(&str, &str)]) -> String {
    let mut command = Command::new(program);
    for name in ["RUST_BACKTRACE", "USERSIG_SDKAPPID", "USERSIG_KEY_FILE"] {
        command.env_remove(name);
    }
    let output = command
        .env("ADDRESS", "127.0.0.1:0")
        .envs(settings.iter().copied())
        .args(["http://127.0.0.1:9", "alice"])
        .output()
        .unwrap();
    assert_eq!((output.status.code(), output.stdout.len()), (Some(1), 0), "{program}");
    String::from_utf8(output.stderr).unwrap()
}

#[test]
fn every_program_names_the_variable_that_is_not_set_and_the_file_that_is_missing() {
    for program in SERVERS.into_iter().chain([REST_CALL]) {
        let told = error(program, &[]);
        assert!(told.starts_with("Error: USERSIG_SDKAPPID is not set to the SDKAppID of your app\n"), "{told}");
        let told = error(program, &[("USERSIG_SDKAPPID", "my app")]);
        assert!(told.starts_with("Error: USERSIG_SDKAPPID is not an SDKAppID\n"), "{told}");
        let told = error(program, &[("USERSIG_SDKAPPID", "1400000000")]);
        assert!(told.starts_with("Error: USERSIG_KEY_FILE is not set to the path of your key file\n"), "{told}");
        let told = error(program, &[("USERSIG_SDKAPPID", "1400000000"), ("USERSIG_KEY_FILE", "no/such/file")]);
        assert!(told.starts_with("Error: cannot read the key file no/such/file\n"), "{told}");
    }
}

#[test]
fn an_unusable_key_or_address_is_named() {
    let (empty, good) = (key_file("\n"), key_file("a throw-away key"));
    let (empty, good) = (empty.path().to_str().unwrap(), good.path().to_str().unwrap());
    for server in SERVERS {
        let told = error(server, &[("USERSIG_SDKAPPID", "1400000000"), ("USERSIG_KEY_FILE", empty)]);
        assert!(told.contains(empty) && told.contains("secret key is empty"), "{told}");
        let settings = [("USERSIG_SDKAPPID", "1400000000"), ("USERSIG_KEY_FILE", good), ("ADDRESS", "nowhere")];
        assert!(error(server, &settings).starts_with("Error: cannot listen on nowhere\n"));
    }
}
