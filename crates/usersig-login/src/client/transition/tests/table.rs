//! Reads the table.

use std::collections::BTreeMap;

use super::events::ROWS;
use super::position::Position;

/// The cells that have an effect. Every other event in every other state has none.
pub(super) struct Table(BTreeMap<(&'static str, &'static str), (Position, Vec<String>)>);

impl Table {
    /// A line without indent names a state. Each line below it has an event, the state that follows and the effects,
    /// separated by `|`. A dot is the same state.
    pub(super) fn read(text: &'static str) -> Self {
        let mut cells = BTreeMap::new();
        let mut from = None;
        for line in text.lines().filter(|line| !line.trim().is_empty() && !line.starts_with('#')) {
            if !line.starts_with(' ') {
                from = Some(named(line));
                continue;
            }
            let from = from.expect("a state stands above its events");
            let mut parts = line.split('|').map(str::trim);
            let mut part = || parts.next().unwrap_or_else(|| panic!("three parts: {line}"));
            let (row, to, effects) = (part(), part(), part());
            assert!(ROWS.contains(&row), "{row} is not an event");
            let to = if to == "." { from } else { named(to) };
            let cell = (to, effects.split_whitespace().map(ToOwned::to_owned).collect());
            assert!(cells.insert((from.name(), row), cell).is_none(), "{row} when {} is there twice", from.name());
        }
        assert!(cells.len() > 200);
        Self(cells)
    }

    pub(super) fn cell(&self, from: Position, row: &'static str) -> (Position, Vec<String>) {
        self.0.get(&(from.name(), row)).cloned().unwrap_or((from, Vec::new()))
    }
}

fn named(name: &str) -> Position {
    *Position::ALL.iter().find(|position| position.name() == name).unwrap_or_else(|| panic!("{name} is not a state"))
}
