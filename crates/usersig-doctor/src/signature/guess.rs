//! A guess at the key and the text of a signature that does not hold.

use zeroize::Zeroizing;

use crate::fault::{KeyGarble, SignatureFault};
use crate::hints::Hints;
use crate::signature::attempts::Attempts;
use crate::signature::keys::forms::Form;
use crate::signature::keys::{assignments, cores, damage, forms, placeholders};
use crate::signature::mac;
use crate::signature::sample::SAMPLE_KEY;
use crate::signature::text::facts::Facts;
use crate::signature::text::search::{self, Key};

/// A MAC, the claims that it should cover, and the keys that may have made it.
pub(super) struct Guess<'a> {
    pub(super) facts: &'a Facts<'a>,
    pub(super) mac: &'a [u8],
    pub(super) hints: &'a Hints<'a>,
}

impl Guess<'_> {
    /// The key and the text that the MAC fits. Nothing when none of those that are tried fits.
    pub(super) fn faults(&self) -> Vec<SignatureFault> {
        let mut attempts = Attempts::new();
        let text = self.facts.text().bytes();
        let of_the_right_text = self.not_loaded(&text, &mut attempts).or_else(|| self.garbled(&text, &mut attempts));
        if let Some(fault) = of_the_right_text {
            return vec![fault];
        }
        if let Some((index, deviations)) = search::find(self.facts, self.mac, &self.given(), &mut attempts) {
            return vec![SignatureFault::OtherSignedText { key: self.name(index), deviations }];
        }
        self.both(&mut attempts).unwrap_or_default()
    }

    /// A word in the place of the key, or the key of the samples.
    fn not_loaded(&self, text: &[u8], attempts: &mut Attempts) -> Option<SignatureFault> {
        if mac::covers(SAMPLE_KEY.as_bytes(), text, self.mac) {
            return Some(SignatureFault::SampleKey { given: false });
        }
        let mut words = placeholders::all();
        let word = words.find(|word| attempts.take(1) && mac::covers(word.as_bytes(), text, self.mac))?;
        Some(SignatureFault::KeyNotLoaded { word })
    }

    /// A key that was given, in another form.
    fn garbled(&self, text: &[u8], attempts: &mut Attempts) -> Option<SignatureFault> {
        let fits = |attempts: &mut Attempts, bytes: &[u8]| attempts.take(1) && mac::covers(bytes, text, self.mac);
        for key in &self.hints.keys {
            for (garble, bytes) in likely_forms(key.text) {
                if fits(attempts, &bytes) {
                    return Some(SignatureFault::GarbledKey { key: key.name.to_owned(), garble });
                }
            }
            for core in cores(key.line()) {
                let mut unlikely = assignments::of(&core).chain(damage::of(&core));
                if let Some((garble, _)) = unlikely.find(|(_, bytes)| fits(attempts, bytes)) {
                    return Some(SignatureFault::GarbledKey { key: key.name.to_owned(), garble });
                }
            }
        }
        None
    }

    /// The keys as they were given.
    fn given(&self) -> Vec<Key> {
        let texts = self.hints.keys.iter().enumerate().map(|(index, key)| (index, key.line()));
        let texts = texts.filter(|(_, text)| !text.is_empty() && !text.contains("-----BEGIN"));
        texts.map(|(index, text)| key(index, text.as_bytes())).collect()
    }

    /// A garbled key under another text: of each only the usual ones are tried.
    fn both(&self, attempts: &mut Attempts) -> Option<Vec<SignatureFault>> {
        for (index, given) in self.hints.keys.iter().enumerate() {
            let forms: Vec<Form> = likely_forms(given.text).into_iter().take(MOST_GUESSED).collect();
            let keys: Vec<Key> = forms.iter().enumerate().map(|(form, (_, bytes))| key(form, bytes)).collect();
            if let Some((form, deviations)) = search::find_single(self.facts, self.mac, &keys, attempts) {
                let garbled = SignatureFault::GarbledKey { key: self.name(index), garble: forms[form].0.clone() };
                return Some(vec![garbled, SignatureFault::OtherSignedText { key: self.name(index), deviations }]);
            }
        }
        let words: Vec<&str> = placeholders::usual().chain([SAMPLE_KEY]).collect();
        let keys: Vec<Key> = words.iter().enumerate().map(|(index, word)| key(index, word.as_bytes())).collect();
        let (word, deviations) = search::find_single(self.facts, self.mac, &keys, attempts)?;
        let not_loaded = match words[word] {
            SAMPLE_KEY => SignatureFault::SampleKey { given: false },
            word => SignatureFault::KeyNotLoaded { word: word.to_owned() },
        };
        let key = words[word].to_owned();
        let name = if key == SAMPLE_KEY { "official samples".to_owned() } else { key };
        Some(vec![not_loaded, SignatureFault::OtherSignedText { key: name, deviations }])
    }

    fn name(&self, index: usize) -> String {
        self.hints.keys.get(index).map(|key| key.name.to_owned()).unwrap_or_default()
    }
}

/// How many forms of a key are tried under other texts.
const MOST_GUESSED: usize = 24;

/// The key without what stands around it in the given text, then in the forms that keys take.
fn likely_forms(text: &str) -> Vec<Form> {
    let cores = cores::of(text);
    let mut likely: Vec<Form> = Vec::new();
    if text.contains("-----BEGIN") {
        likely.extend(forms::of(text));
    }
    likely.extend(cores.iter().map(|(garble, core)| (garble.clone(), Zeroizing::new(core.as_bytes().to_vec()))));
    likely.push((KeyGarble::Around { before: "", behind: "" }, Zeroizing::new(text.as_bytes().to_vec())));
    for core in cores.iter().map(|(_, core)| core.as_str()).take(2).chain([text]) {
        likely.extend(forms::of(core));
    }
    likely
}

fn key(index: usize, bytes: &[u8]) -> Key {
    Key { index, bytes: Zeroizing::new(bytes.to_vec()), keyed: mac::keyed(bytes) }
}

/// The key as it was given, and the first core of it.
fn cores(text: &str) -> Vec<Zeroizing<String>> {
    let core = cores::of(text).into_iter().next().map(|(_, core)| core);
    core.into_iter().chain([Zeroizing::new(text.to_owned())]).collect()
}
