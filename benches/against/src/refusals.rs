//! The most expensive texts to refuse. Each library gets those that cost it most.

use std::time::Duration;

use usersig_benches::ratio::{Subject, side_by_side};
use usersig_benches::worst::{Documents, Shape};

use crate::row::{Effort, Row};
use crate::{earlier, now};

const TEXTS: u64 = 256;
/// Texts for the first look at a shape, and how many shapes get a longer look.
const FIRST_LOOK: u64 = 6;
const FINALISTS: usize = 24;

pub(crate) fn row(effort: &Effort) -> Row {
    let documents = Documents::new();
    let shapes = documents.shapes();
    let shapes: Vec<_> = shapes.iter().step_by(shapes.len().div_ceil(effort.shapes)).collect();
    let (earlier_texts, now_texts) = (worst(&shapes, earlier::refuse, effort), worst(&shapes, now::refuse, effort));
    Row::new("refused_256", 333.0, 250.0, earlier::refuse(earlier_texts), now::refuse(now_texts))
}

fn worst(shapes: &[&Shape<'_>], refuse: fn(Vec<String>) -> Subject<'static>, effort: &Effort) -> Vec<String> {
    let nanoseconds = |texts: Vec<String>, rounds, slice| {
        (!texts.is_empty()).then(|| side_by_side(&mut [refuse(texts)], rounds, slice)[0].nanoseconds)
    };
    let look = |shape: &Shape<'_>| nanoseconds(shape.texts(FIRST_LOOK), 1, Duration::ZERO);
    let mut looks: Vec<_> = shapes.iter().filter_map(|shape| Some((look(shape)?, *shape))).collect();
    looks.sort_by(|one, other| other.0.total_cmp(&one.0));
    let finalists = looks.iter().take(FINALISTS).map(|(_, shape)| shape.texts(TEXTS));
    let ranked = finalists.filter_map(|texts| Some((nanoseconds(texts.clone(), 5, effort.slice)?, texts)));
    ranked.max_by(|one, other| one.0.total_cmp(&other.0)).expect("there are shapes").1
}
