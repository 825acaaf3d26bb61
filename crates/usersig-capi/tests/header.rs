//! The header is what cbindgen makes of the sources. UPDATE=1 writes it.

use std::{env, fs};

#[test]
fn the_header_is_generated_from_the_sources() {
    let folder = env!("CARGO_MANIFEST_DIR");
    let mut config = cbindgen::Config::from_file(format!("{folder}/cbindgen.toml")).unwrap();
    // Only builds for tests and figures have them.
    config
        .export
        .exclude
        .extend(["usersig_figures_sign", "usersig_figures_verify", "usersig_panic"].map(str::to_owned));
    let mut header = Vec::new();
    cbindgen::generate_with_config(folder, config).unwrap().write(&mut header);
    let path = format!("{folder}/include/usersig.h");
    if env::var_os("UPDATE").is_some() {
        fs::write(&path, &header).unwrap();
    }
    let found = fs::read_to_string(&path).unwrap();
    let results = found.matches("enum usersig_result usersig_").count();
    assert_eq!(
        found.matches("USERSIG_MUST_USE\nenum usersig_result usersig_").count(),
        results,
        "a result can be ignored"
    );
    assert_eq!(found, String::from_utf8(header).unwrap(), "run this test with UPDATE=1");
}
