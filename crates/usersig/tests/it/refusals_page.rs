//! The tables of `docs/refusals.md`, in both languages, state what the library states.

use std::collections::BTreeSet;
use std::fs;

use usersig::{Cause, ErrorCode, Language};

const PAGES: [(&str, Language); 2] = [("refusals.md", Language::English), ("refusals.zh-CN.md", Language::Chinese)];

#[test]
fn the_page_on_refusals_lists_each_cause_with_its_meaning_code_and_advice() {
    for (name, language) in PAGES {
        let page = page(name);
        for cause in Cause::ALL {
            let cells = page
                .iter()
                .find(|cells| cells.len() == 4 && cells[0].trim_end_matches("\\*") == format!("`{cause}`"))
                .unwrap_or_else(|| panic!("{name} has no row for {cause}"));
            let marked = cells[0].ends_with("\\*");
            assert_eq!(marked, !cause.has_documented_code(), "{name}, row of {cause}");
            let expected =
                [cause.meaning(language).to_owned(), cause.code().to_string(), cause.advice(language).to_owned()];
            assert_eq!(cells[1..], expected, "{name}, row of {cause}");
        }
        let rows = page.iter().filter(|cells| cells.len() == 4).count();
        assert_eq!(rows, Cause::ALL.len() + HEADER_ROWS, "{name} has a row for a cause that does not exist");
    }
}

#[test]
fn the_page_on_refusals_lists_each_error_code_with_its_constant_and_meaning() {
    let codes: BTreeSet<ErrorCode> = Cause::ALL.into_iter().map(Cause::code).collect();
    for (name, language) in PAGES {
        let page = page(name);
        let rows: Vec<_> = page.iter().filter(|cells| cells.len() == 3).skip(HEADER_ROWS).collect();
        assert_eq!(rows.len(), codes.len(), "{name} has one row for each code");
        for code in &codes {
            let constant = code.name().expect("the service has a constant for each code of a cause");
            let meaning = code.meaning(language).expect("each code of a cause has a meaning");
            let expected = [code.to_string(), format!("`{constant}`"), meaning.to_owned()];
            assert!(rows.iter().any(|cells| cells[..] == expected), "{name} lacks the row {expected:?}");
        }
    }
}

/// A table begins with its titles and a line of dashes.
const HEADER_ROWS: usize = 2;

/// The cells of each table row.
fn page(name: &str) -> Vec<Vec<String>> {
    let path = format!("{}/../../docs/{name}", env!("CARGO_MANIFEST_DIR"));
    let text = fs::read_to_string(&path).unwrap_or_else(|error| panic!("cannot read {path}: {error}"));
    let rows = text.lines().filter_map(|line| line.strip_prefix('|')?.strip_suffix('|'));
    rows.map(|row| row.split('|').map(|cell| cell.trim().to_owned()).collect()).collect()
}
