//! The command line as documents: what is typed and what comes back. `TRYCMD=overwrite cargo test` writes them anew.

use std::env;

use trycmd::TestCases;

/// The key of the documents, made for them.
const KEY: &str = "38e71f669dc361929a45c3475243b6faf1fab2f04cba0d9d04f6905036846eef";

#[test]
fn the_command_line_answers_as_its_documents_say() {
    for variable in ["USERSIG_KEY", "USERSIG_KEY_FILE", "USERSIG_SDKAPPID"] {
        assert!(env::var_os(variable).is_none(), "the documents hold without {variable}, unset it");
    }
    TestCases::new()
        .env("USERSIG_KEY", KEY)
        .env("COLUMNS", "100")
        .env("LC_ALL", "C.UTF-8")
        .env("TZ", "UTC")
        .env("USERSIG_CONFIG", "/nowhere/config.toml")
        .register_bin("usersig", trycmd::cargo::cargo_bin!("usersig"))
        .case("tests/cmd/*.trycmd");
}
