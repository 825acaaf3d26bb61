//! The most expensive refusals that we could find.

use std::cmp::Reverse;
use std::hint::black_box;
use std::time::{Duration, Instant};

use usersig::{KeyRing, SecretKey, UnixTime, UserId, Verifier};
use usersig_benches::case::Case;
use usersig_benches::figure::Figure;
use usersig_benches::ratio::{Subject, side_by_side};
use usersig_benches::worst::{Documents, Shape, faults_at_the_end};
use usersig_benches::{claims, plain};

use crate::effort::Effort;

/// With this many different texts of a shape, a branch predictor learns little.
const TEXTS: u64 = 256;
/// Texts for the first look at a shape.
const FIRST_LOOK: u64 = 16;
/// How often they are refused for it.
const LOOKS: usize = 3;
/// The shapes that get a longer look, with [`TEXTS`].
const FINALISTS: usize = 24;
/// Keys of an app, of which all are tried.
const KEYS: u32 = 16;

/// The figures, and the shapes of the texts with one key and with many.
pub(crate) fn figures(effort: &Effort) -> (Vec<Figure>, [String; 2]) {
    let (verifier, ring) = (claims::verifier(), ring_of_many_keys());
    let many_keys = ring.verifier(claims::app()).expect("the ring has the app");
    let documents = Documents::new();
    let mut shapes = documents.shapes();
    // Quick runs look at some shapes of every kind.
    let step = shapes.len().div_ceil(effort.shapes);
    shapes = shapes.into_iter().step_by(step).collect();

    let (one_shape, one) = worst(&shapes, &verifier, effort);
    let (many_shape, many) = worst(&shapes, many_keys, effort);
    for text in faults_at_the_end().iter().chain(&one).chain(&many) {
        let allocated = allocation_counter::measure(|| refuse(&verifier, text));
        assert_eq!(allocated.count_total, 0, "a refusal takes no heap");
    }
    let figures = vec![
        Figure::at_most("refused_256", ratio(&one, &verifier, effort), "x floor", 250.0),
        Figure::stated("refused_256_16_keys", ratio(&many, many_keys, effort), "x floor"),
        Figure::stated("refused_same", ratio(&one[..1], &verifier, effort), "x floor"),
    ];
    (figures, [one_shape, many_shape])
}

fn ring_of_many_keys() -> KeyRing {
    let key = |text: &str| SecretKey::new(text).expect("it is not empty");
    let ring = KeyRing::default().with_signing_key(claims::app(), &key(claims::KEY));
    let names = (1..KEYS).map(|number| format!("retiring key {number}"));
    names.fold(ring, |ring, name| ring.with_retiring_key(claims::app(), &key(&name), UnixTime::MAX))
}

/// The most expensive shape, and its texts.
fn worst(shapes: &[Shape<'_>], verifier: &Verifier, effort: &Effort) -> (String, Vec<String>) {
    let mut looks: Vec<(Duration, &Shape<'_>)> =
        shapes.iter().filter_map(|shape| Some((least_mean(&shape.texts(FIRST_LOOK), verifier)?, shape))).collect();
    looks.sort_by_key(|(time, _)| Reverse(*time));
    let finalists = looks.iter().take(FINALISTS).map(|(_, shape)| (shape, shape.texts(TEXTS)));
    let subject = |texts: &Vec<String>| side_by_side(&mut [refusing(texts, verifier)], 5, effort.slice)[0].nanoseconds;
    let ranked = finalists.map(|(shape, texts)| (subject(&texts), shape, texts));
    let worst = ranked.max_by(|one, other| one.0.total_cmp(&other.0));
    let (_, shape, texts) = worst.expect("there are shapes");
    (shape.name(), texts)
}

/// The mean time of a text in the shortest look, which other programs disturbed the least. A branch predictor learns a little of so
/// few texts, so this only chooses the shapes for the longer look.
fn least_mean(texts: &[String], verifier: &Verifier) -> Option<Duration> {
    let count = u32::try_from(texts.len()).ok().filter(|count| *count > 0)?;
    let look = || {
        let start = Instant::now();
        refuse_all(texts, verifier);
        start.elapsed()
    };
    std::iter::repeat_with(look).take(LOOKS).min().map(|time| time / count)
}

fn refuse_all(texts: &[String], verifier: &Verifier) {
    for text in texts {
        refuse(verifier, text);
    }
}

fn refuse(verifier: &Verifier, text: &str) {
    let alice = UserId::new("alice").expect("it is a UserID");
    _ = black_box(verifier.user_sig(black_box(text), &alice, claims::now()).expect_err("the text is bad"));
}

fn refusing<'a>(texts: &'a [String], verifier: &'a Verifier) -> Subject<'a> {
    Subject::new(texts.len(), || refuse_all(texts, verifier))
}

fn ratio(texts: &[String], verifier: &Verifier, effort: &Effort) -> f64 {
    let (key, mut text) = (plain::key_state(claims::KEY), Vec::new());
    let alice = claims::numbered_users(1)[0];
    let case = Case { user_id: alice, lifetime: claims::lifetime(), now: claims::now() };
    let floor = || (0..64).for_each(|_| _ = black_box(plain::mac(&key, &case.plain(), &mut text)));
    let mut subjects = [Subject::new(64, floor), refusing(texts, verifier)];
    side_by_side(&mut subjects, effort.rounds, effort.slice)[1].ratio
}
