//! The configuration.

use std::fs;
use std::os::unix::fs::PermissionsExt;

use crate::harness::config::{APP_KEY, Folder, KEY, OTHER_KEY, write_secret};
use crate::harness::server::{Server, command, run};

const SAMPLE_KEY: &str = "5bd2850fff3ecb11d7c805251c51ee463a25727bddc2385f3fa8bfee1bb93b5e";

fn check(folder: &Folder) -> (i32, String, String) {
    run(Some(&folder.write()), &["--check"])
}

#[test]
fn check_prints_the_effective_configuration_without_secrets() {
    let folder = Folder::new();
    let path = folder.write();
    let output = command()
        .env("USERSIG_SERVER_LISTEN", "127.0.0.1:1111")
        .env("USERSIG_SERVER_ADMIN_LISTEN", "127.0.0.1:2222")
        .args(["--check", "--listen", "127.0.0.1:3333", "--config"])
        .arg(path)
        .output()
        .unwrap();
    assert!(output.status.success());
    let text = String::from_utf8(output.stdout).unwrap();
    assert!(text.contains("listen = \"127.0.0.1:3333\""), "a flag overrides the environment: {text}");
    assert!(text.contains("admin_listen = \"127.0.0.1:2222\""), "the environment overrides the file: {text}");
    for shown in [
        "limit = \"7d\"",
        "default = \"1d\"",
        "longest_accepted = \"7d\"",
        "on_audit_failure = \"refuse\"",
        "per_user = \"60/1m\"",
    ] {
        assert!(text.contains(shown), "no {shown} in {text}");
    }
    for secret in [APP_KEY, OTHER_KEY, KEY] {
        assert!(!text.contains(secret));
    }
    // The printed configuration is a configuration.
    fs::write(folder.path("config.toml"), &text).unwrap();
    let (code, again, errors) = run(Some(&folder.path("config.toml")), &["--check"]);
    assert_eq!((code, again), (0, text), "{errors}");
}

#[test]
fn a_configuration_with_one_fault_is_refused_and_no_secret_is_repeated() {
    let too_long = format!("name = \"{}\"", "a.".repeat(33));
    let faults = [
        ("default_app = 1400000000", "default_app = 1400000009", "default_app 1400000009 has no section"),
        ("default_app", "defualt_app", "defualt_app"),
        ("name = \"chat\"", "name = \"admin\"", "is there twice"),
        ("apps = [1400000000]", "apps = []", "apps is empty"),
        ("\"sign\", \"verify\", \"revoke\"]", "\"sgin\"]", "unknown variant `sgin`"),
        ("rate = \"20/1m\"", "rate = \"often\"", "a rate is"),
        ("ttl_limit = \"1h\"", "ttl_limit = \"long\"", "a span of time is"),
        ("[audit]", "[lifetimes]\ndefault = \"8d\"\n[audit]", "the default is above the limit"),
        ("[audit]", "[lifetimes]\nlimit = \"8d\"\n[audit]", "the limit is above longest_accepted"),
        ("[audit]", "[verification]\nfuture_tolerance = \"1s\"\n[audit]", "future_tolerance"),
        ("[audit]", "[limits]\nrequests = 0\n[audit]", "nonzero"),
        (
            "[audit]",
            "[[certificates]]\nname = \"a\"\nscopes = [\"sign\"]\napps = [1400000000]\n[audit]",
            "tls.client_ca",
        ),
        ("/app.key\"", "/missing.key\"", "cannot be read"),
        ("sdk_app_id = 1400000001", "sdk_app_id = 1400000000", "an app is there twice"),
        ("name = \"first\"", "name = \"the-key-of-the-year-twenty\"", "a name has at most 24 letters"),
        ("name = \"signer\"", too_long.as_str(), "the name has 1 to 64 bytes"),
    ];
    for (old, new, reason) in faults {
        let (code, _, errors) = check(&Folder::new().replacing(old, new));
        assert_eq!(code, 2, "{new}: {errors}");
        assert!(errors.contains(reason), "no {reason:?} in {errors}");
    }
    let hash = crate::harness::config::sha256(KEY);
    let in_wrong_places = [
        (format!("sha256 = \"{hash}\""), format!("sha256 = \"{APP_KEY}0\"")),
        (format!("sha256 = \"{hash}\""), format!("sha256 = {APP_KEY}")),
        ("default_app = 1400000000".to_owned(), format!("default_app = \"{APP_KEY}\"")),
        ("default_app = 1400000000".to_owned(), format!("{APP_KEY} = 1")),
        ("name = \"first\"".to_owned(), format!("name = \"{APP_KEY}\"\nkey")),
    ];
    for (old, new) in in_wrong_places {
        let (code, _, errors) = check(&Folder::new().replacing(&old, &new));
        assert_eq!(code, 2, "{new}");
        assert!(!errors.contains(&APP_KEY[..20]), "{errors}");
    }
    let folder = Folder::new();
    let file = format!("{}/app.key", folder.temporary.path().display());
    let (code, _, errors) = check(&folder.replacing(&file, APP_KEY));
    assert_eq!(code, 2);
    assert!(!errors.contains(&APP_KEY[..20]), "{errors}");
}

/// S12 and C02 for the service.
#[test]
fn a_key_must_be_64_hexadecimal_digits_that_are_not_public_and_closed_to_others() {
    let folder = Folder::new();
    for (key, reason) in [
        ("", "not a secret key"),
        (&APP_KEY[1..], "64 hexadecimal digits"),
        ("throw-away-key-of-the-sample-app-in-usersig-test-util-not-secret", "64 hexadecimal digits"),
        (SAMPLE_KEY, "the public sample key"),
        (&SAMPLE_KEY.to_uppercase(), "the public sample key"),
    ] {
        write_secret(&folder.path("app.key"), key);
        let (code, _, errors) = check(&folder);
        assert_eq!(code, 2, "{key}");
        assert!(errors.contains(reason) && (key.is_empty() || !errors.contains(key)), "{errors}");
    }
    write_secret(&folder.path("app.key"), &format!("{APP_KEY}\r\n"));
    assert_eq!(check(&folder).0, 0);
    for mode in [0o644, 0o640, 0o602] {
        fs::set_permissions(folder.path("app.key"), fs::Permissions::from_mode(mode)).unwrap();
        let (code, _, errors) = check(&folder);
        assert_eq!(code, 2);
        assert!(errors.contains("chmod 600"), "{errors}");
    }
    fs::remove_file(folder.path("app.key")).unwrap();
    for device in ["/dev/zero", "/dev/urandom", "/"] {
        let path = folder.path("app.key");
        std::os::unix::fs::symlink(device, &path).unwrap();
        assert_eq!(check(&folder).0, 2, "{device}");
        fs::remove_file(&path).unwrap();
    }
}

/// C02: a mounted secret belongs to another user and may be open.
#[test]
fn a_key_file_of_another_owner_is_accepted_with_a_warning() {
    let folder = Folder::new();
    let key = folder.path("app.key");
    fs::set_permissions(&key, fs::Permissions::from_mode(0o644)).unwrap();
    // Only root can give a file away. Other users cannot set up the case.
    if rustix::process::geteuid().is_root() {
        std::os::unix::fs::chown(&key, Some(4711), None).unwrap();
        let (code, _, errors) = check(&folder);
        assert_eq!(code, 0, "{errors}");
        assert!(errors.contains("the mode lets group or others access this secret"), "{errors}");
    }
}

#[test]
fn a_key_can_come_from_the_environment() {
    let folder = Folder::new();
    let file = format!("file = \"{}/app.key\"", folder.temporary.path().display());
    let folder = folder.replacing(&file, "env = \"APP_KEY\"");
    let output = command().env("APP_KEY", APP_KEY).args(["--check", "--config"]).arg(folder.write()).output().unwrap();
    assert!(output.status.success());
    assert!(!String::from_utf8(output.stdout).unwrap().contains(APP_KEY));
    let (code, _, errors) = check(&folder);
    assert_eq!(code, 2);
    assert!(errors.contains("not set"), "{errors}");
}

#[test]
fn the_sample_key_needs_a_flag_prints_a_banner_and_binds_only_to_loopback() {
    let folder = Folder::new();
    write_secret(&folder.path("app.key"), SAMPLE_KEY);
    let path = folder.write();
    let (code, _, errors) = run(Some(&path), &[]);
    assert_eq!(code, 2, "{errors}");
    for address in ["0.0.0.0:0", "[::]:0"] {
        for flag in ["--listen", "--admin-listen"] {
            let (code, _, errors) = run(Some(&path), &["--insecure-sample-key", flag, address]);
            assert_eq!(code, 2);
            assert!(errors.contains("loopback"), "{errors}");
        }
    }
    let server = Server::start_with(&folder, &["--insecure-sample-key"]);
    assert!(server.log().contains("everybody can sign with such a key"));
    assert_eq!(server.post("/v1/user-sig", r#"{"user_id":"alice"}"#).status, 200);
    let (code, _, errors) = run(Some(&path), &["--fault-delay", "1"]);
    assert_eq!(code, 2, "{errors}");
}

#[test]
fn a_damaged_store_is_an_error_at_the_start() {
    let folder = Folder::new();
    drop(Server::start(&folder));
    fs::write(folder.path("data/revocations.redb"), "not a store".repeat(1000)).unwrap();
    let (code, _, errors) = run(Some(&folder.write()), &[]);
    assert_eq!(code, 2, "{errors}");
    assert!(errors.contains("data_dir"), "{errors}");
}
