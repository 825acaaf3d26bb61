//! Many tickets at once. They are signed without Python.

use std::convert::Infallible;
use std::iter;

use pyo3::prelude::*;
use pyo3::types::PyString;
use usersig::{AsIdentifier, Identifier, Lifetime, Signer, UnixTime, UserId};

use crate::arguments::Name;
use crate::errors::bad_value;

/// Users in their order. The names are UserIDs as long as all of them are, because a UserID is four times smaller.
pub(crate) enum Names {
    Identifiers(Vec<Identifier>),
    UserIds(Vec<UserId>),
}

impl Default for Names {
    fn default() -> Self {
        Self::UserIds(Vec::new())
    }
}

impl Names {
    pub(crate) fn push(&mut self, name: &Bound<'_, PyAny>) -> PyResult<()> {
        // Nearly every name is one. A name of another type has room for 128 characters, which takes time to copy.
        if let (Self::UserIds(user_ids), Ok(text)) = (&mut *self, name.cast_exact::<PyString>()) {
            user_ids.push(UserId::new(text.to_str()?).map_err(bad_value)?);
        } else {
            self.push_name(name.extract()?);
        }
        Ok(())
    }

    fn push_name(&mut self, name: Name) {
        match (&mut *self, name) {
            (Self::Identifiers(identifiers), Name::Identifier(identifier)) => identifiers.push(identifier),
            (Self::Identifiers(identifiers), Name::UserId(user_id)) => identifiers.push(user_id.into()),
            (Self::UserIds(user_ids), Name::Identifier(identifier)) => {
                let before = user_ids.drain(..).map(Identifier::from);
                *self = Self::Identifiers(before.chain([identifier]).collect());
            }
            (Self::UserIds(user_ids), Name::UserId(user_id)) => user_ids.push(user_id),
        }
    }

    pub(crate) fn clear(&mut self) {
        match self {
            Self::Identifiers(identifiers) => identifiers.clear(),
            Self::UserIds(user_ids) => user_ids.clear(),
        }
    }

    pub(crate) const fn len(&self) -> usize {
        match self {
            Self::Identifiers(identifiers) => identifiers.len(),
            Self::UserIds(user_ids) => user_ids.len(),
        }
    }
}

/// The texts of many tickets, one behind the other.
#[derive(Default)]
pub(crate) struct Signed {
    texts: String,
    ends: Vec<usize>,
}

impl Signed {
    pub(crate) fn sign(&mut self, signer: &Signer, names: &Names, lifetime: Lifetime, now: UnixTime) {
        self.texts.clear();
        self.ends.clear();
        match names {
            Names::Identifiers(identifiers) => self.sign_for(signer, identifiers, lifetime, now),
            Names::UserIds(user_ids) => self.sign_for(signer, user_ids, lifetime, now),
        }
    }

    fn sign_for<I: AsIdentifier>(&mut self, signer: &Signer, names: &[I], lifetime: Lifetime, now: UnixTime) {
        let Self { texts, ends } = self;
        let Ok(()) = signer.user_sigs(names.iter().map(|name| (name, lifetime)), now, |_, text, _| {
            texts.push_str(text);
            ends.push(texts.len());
            Ok::<_, Infallible>(())
        });
    }

    pub(crate) fn texts(&self) -> impl Iterator<Item = &str> {
        let starts = iter::once(0).chain(self.ends.iter().copied());
        starts.zip(&self.ends).map(|(start, end)| &self.texts[start..*end])
    }
}
