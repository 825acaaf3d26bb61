//! Signs for many users, several of them at once.

use std::array;

use crate::claims::claims::Claims;
use crate::mint::signed::Validity;
use crate::mint::signer::Signer;
use crate::wire::batch::Common;
use crate::words::identifier::AsIdentifier;
use crate::words::time::{Lifetime, UnixTime};

impl Signer {
    /// Signs a ticket for each of many users, and hands the tickets to `take` in the order of the users. Ends at the first
    /// error of `take`.
    ///
    /// This is faster than one call for each user. It signs for 8 users at once if they follow each other and have the same
    /// lifetime, so it reads up to 8 users before it calls `take`. The tickets are the same as those of
    /// [`write_user_sig`](Self::write_user_sig).
    ///
    /// ```
    /// use std::io::Write;
    /// use usersig::{Lifetime, SdkAppId, SecretKey, Signer, UnixTime, UserId};
    ///
    /// let signer = Signer::new(SdkAppId::new(1_400_000_000)?, &SecretKey::new("a throw-away key")?);
    /// let users = [UserId::new("alice")?, UserId::new("bob")?];
    /// let mut out = Vec::new();
    /// signer.user_sigs(
    ///     users.iter().map(|user_id| (user_id, Lifetime::DAY)),
    ///     UnixTime::from_secs(1_700_000_000),
    ///     |user_id, user_sig, _| writeln!(out, "{user_id},{user_sig}"),
    /// )?;
    /// assert_eq!(out.split(|byte| *byte == b'\n').filter(|line| !line.is_empty()).count(), 2);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// The first error of `take`.
    pub fn user_sigs<'users, I: AsIdentifier + 'users, E>(
        &self,
        users: impl IntoIterator<Item = (&'users I, Lifetime)>,
        now: UnixTime,
        mut take: impl FnMut(&'users I, &str, Validity) -> Result<(), E>,
    ) -> Result<(), E> {
        let mut batch = Batch::new(self, now);
        for (user_id, lifetime) in users {
            batch.add(user_id, lifetime, &mut take)?;
        }
        batch.sign_singly(&mut take)
    }
}

/// How many tickets are signed at once. Hashing four side by side is as fast as eight, and eight take less time for
/// everything else.
const AT_ONCE: usize = 8;

/// Users that wait until there are enough of them with one lifetime.
struct Batch<'signer, 'users, I> {
    signer: &'signer Signer,
    now: UnixTime,
    waiting: Vec<&'users I>,
    /// The lifetime of those who wait.
    lifetime: Lifetime,
    /// The lifetime of those who were signed for at once, and what their tickets have in common.
    prepared: Option<(Lifetime, Common)>,
    texts: [String; AT_ONCE],
}

impl<'signer, 'users, I: AsIdentifier> Batch<'signer, 'users, I> {
    fn new(signer: &'signer Signer, now: UnixTime) -> Self {
        Self {
            signer,
            now,
            waiting: Vec::with_capacity(AT_ONCE),
            lifetime: Lifetime::DAY,
            prepared: None,
            texts: array::from_fn(|_| String::with_capacity(Signer::MAX_TICKET_LEN)),
        }
    }

    fn add<E>(
        &mut self,
        user_id: &'users I,
        lifetime: Lifetime,
        take: &mut impl FnMut(&'users I, &str, Validity) -> Result<(), E>,
    ) -> Result<(), E> {
        if lifetime != self.lifetime {
            self.sign_singly(take)?;
            self.lifetime = lifetime;
        }
        self.waiting.push(user_id);
        if self.waiting.len() < AT_ONCE { Ok(()) } else { self.sign_at_once(take) }
    }

    /// Signs for those who wait if they are too few.
    fn sign_singly<E>(&mut self, take: &mut impl FnMut(&'users I, &str, Validity) -> Result<(), E>) -> Result<(), E> {
        let [text, ..] = &mut self.texts;
        for user_id in self.waiting.drain(..) {
            text.clear();
            let validity = self.signer.write_user_sig(user_id, self.lifetime, self.now, text);
            take(user_id, text, validity)?;
        }
        Ok(())
    }

    /// Signs for those who wait if they are enough.
    fn sign_at_once<E>(&mut self, take: &mut impl FnMut(&'users I, &str, Validity) -> Result<(), E>) -> Result<(), E> {
        let Self { signer, waiting, lifetime, prepared, texts, .. } = self;
        let validity = signer.validity(*lifetime, self.now);
        let is_prepared = prepared.as_ref().is_some_and(|(prepared, _)| prepared == lifetime);
        if !is_prepared {
            *prepared = None;
        }
        let (_, common) = prepared.get_or_insert_with(|| (*lifetime, common(signer, validity)));
        texts.iter_mut().for_each(String::clear);
        let identifiers: [&[u8]; AT_ONCE] = array::from_fn(|index| waiting[index].as_bytes());
        common.write(&signer.template, &signer.key, identifiers, texts);
        for (user_id, text) in waiting.drain(..).zip(texts) {
            take(user_id, text, validity)?;
        }
        Ok(())
    }
}

fn common(signer: &Signer, Validity { issued_at, expires_at }: Validity) -> Common {
    let sdk_app_id = signer.sdk_app_id();
    Common::new(&signer.template, &Claims { identifier: b"", sdk_app_id, issued_at, expires_at, userbuf: None })
}
