//! The keys of an app, of which one signs at a time.
//!
//! A rotation has three steps, which the configuration plans in advance. The new key is distributed: every replica knows
//! it and accepts its tickets. From `signs_from` it signs. After the last ticket of the old key has expired, the old key
//! retires. The times at which another key starts to sign divide time into phases, and each phase has a prepared signer
//! and verifier, so that a request only looks up its phase.

use std::time::Duration;

use usersig::{KeyRing, SdkAppId, SecretKey, Signer, UnixTime, Verifier};

use crate::keys::invalid_plan::InvalidPlan;

/// A key, and when it is used.
pub(crate) struct PlannedKey {
    pub(crate) name: String,
    pub(crate) key: SecretKey,
    /// `None` signs from the beginning.
    pub(crate) signs_from: Option<UnixTime>,
    /// When the key began to sign, as far as it is known.
    pub(crate) in_use_since: UnixTime,
    /// `None` retires when the last ticket has expired that `verify` would accept.
    pub(crate) retires_at: Option<UnixTime>,
}

/// Signs and verifies according to the plan.
pub(crate) struct AppKeys {
    /// Ascending, and the first one starts at 0 or at the first `signs_from`.
    phases: Vec<Phase>,
}

/// The time during which one key signs.
pub(crate) struct Phase {
    pub(crate) starts_at: UnixTime,
    pub(crate) key_name: String,
    /// When the key began to sign, as far as it is known.
    pub(crate) in_use_since: UnixTime,
    /// `None` for the last phase.
    pub(crate) ends_at: Option<UnixTime>,
    /// The last second at which the key's tickets are accepted, if it ever retires.
    pub(crate) retires_at: Option<UnixTime>,
    pub(crate) signer: Signer,
    pub(crate) verifier: Verifier,
}

impl AppKeys {
    /// Prepares the phases. Tickets are accepted for `longest_accepted` after they were issued.
    pub(crate) fn plan(
        sdk_app_id: SdkAppId,
        mut keys: Vec<PlannedKey>,
        longest_accepted: Duration,
        now: UnixTime,
    ) -> Result<Self, InvalidPlan> {
        keys.sort_by_key(starts_at);
        if let Some(pair) = keys.windows(2).find(|pair| starts_at(&pair[0]) == starts_at(&pair[1])) {
            return Err(InvalidPlan::TwoSign { names: [pair[0].name.clone(), pair[1].name.clone()] });
        }
        let first = keys.first().ok_or(InvalidPlan::NoKey)?;
        if starts_at(first) > now {
            return Err(InvalidPlan::NoneSignsYet { name: first.name.clone() });
        }
        let ends: Vec<Option<UnixTime>> = keys.iter().skip(1).map(|next| Some(starts_at(next))).chain([None]).collect();
        let retirements: Vec<Option<UnixTime>> = keys
            .iter()
            .zip(&ends)
            .map(|(key, end)| key.retires_at.or(end.map(|end| end.saturating_add(longest_accepted))))
            .collect();
        if let Some(last) = keys.last().filter(|key| key.retires_at.is_some()) {
            return Err(InvalidPlan::LastKeyRetires { name: last.name.clone() });
        }
        let mut phases = Vec::with_capacity(keys.len());
        for (index, key) in keys.iter().enumerate() {
            let (signer, verifier) = ring(sdk_app_id, &keys, index, &retirements);
            phases.push(Phase {
                starts_at: starts_at(key),
                key_name: key.name.clone(),
                in_use_since: key.in_use_since,
                ends_at: ends[index],
                retires_at: retirements[index],
                signer,
                verifier,
            });
        }
        Ok(Self { phases })
    }

    /// The phase at this time.
    pub(crate) fn at(&self, now: UnixTime) -> &Phase {
        let started = self.phases.partition_point(|phase| phase.starts_at <= now);
        // The plan was checked to have a key that signs. If the clock goes back before that, the first key still signs.
        &self.phases[started.saturating_sub(1)]
    }

    pub(crate) fn phases(&self) -> &[Phase] {
        &self.phases
    }
}

fn starts_at(key: &PlannedKey) -> UnixTime {
    key.signs_from.unwrap_or(UnixTime::from_secs(0))
}

/// Signs with one key and verifies with all of them. A key that does not sign yet is accepted too, because the clock of
/// another replica may be ahead.
fn ring(
    sdk_app_id: SdkAppId,
    keys: &[PlannedKey],
    signing: usize,
    retirements: &[Option<UnixTime>],
) -> (Signer, Verifier) {
    let mut ring = KeyRing::default().with_signing_key(sdk_app_id, &keys[signing].key);
    for (index, key) in keys.iter().enumerate().filter(|(index, _)| *index != signing) {
        ring = ring.with_retiring_key(sdk_app_id, &key.key, retirements[index].unwrap_or(UnixTime::MAX));
    }
    let missing = "the app was just given a signing key";
    (ring.signer(sdk_app_id).expect(missing).clone(), ring.verifier(sdk_app_id).expect(missing).clone())
}

#[cfg(test)]
mod tests {
    use usersig::{Lifetime, UserId};

    use super::*;

    const NOW: UnixTime = UnixTime::from_secs(1_700_000_000);
    const WEEK: Duration = Duration::from_secs(604_800);

    fn app() -> SdkAppId {
        SdkAppId::new(1_400_000_000).unwrap()
    }

    fn key(name: &str, signs_from: Option<u64>, retires_at: Option<u64>) -> PlannedKey {
        let key = SecretKey::new(&format!("the throw-away key {name}")).unwrap();
        let time = |secs: Option<u64>| secs.map(UnixTime::from_secs);
        PlannedKey {
            name: name.to_owned(),
            key,
            signs_from: time(signs_from),
            in_use_since: NOW,
            retires_at: time(retires_at),
        }
    }

    fn plan(keys: Vec<PlannedKey>) -> Result<AppKeys, InvalidPlan> {
        AppKeys::plan(app(), keys, WEEK, NOW)
    }

    #[test]
    fn the_new_key_signs_from_its_second_and_the_old_one_retires_after_its_last_ticket() {
        let from = NOW.as_secs() + 100;
        let keys = plan(vec![key("new", Some(from), None), key("old", None, None)]).unwrap();
        let alice = UserId::new("alice").unwrap();
        let (before, after) = (UnixTime::from_secs(from - 1), UnixTime::from_secs(from));
        assert_eq!((keys.at(before).key_name.as_str(), keys.at(after).key_name.as_str()), ("old", "new"));

        let lifetime = Lifetime::try_from(WEEK).unwrap();
        let old = keys.at(before).signer.user_sig(&alice, lifetime, before);
        let new = keys.at(after).signer.user_sig(&alice, lifetime, after);
        // A replica whose clock is behind accepts the new key's ticket.
        assert!(keys.at(before).verifier.user_sig(new.as_str(), &alice, before).is_ok());
        assert!(keys.at(after).verifier.user_sig(old.as_str(), &alice, old.expires_at()).is_ok());
        assert_eq!(keys.phases()[0].retires_at, Some(after.saturating_add(WEEK)));
    }

    #[test]
    fn a_key_that_retires_early_is_refused_after_its_last_second() {
        let keys =
            plan(vec![key("leaked", None, Some(NOW.as_secs() + 5)), key("new", Some(NOW.as_secs()), None)]).unwrap();
        let alice = UserId::new("alice").unwrap();
        let before = UnixTime::from_secs(NOW.as_secs() - 1);
        let ticket = keys.at(before).signer.user_sig(&alice, Lifetime::DAY, before);
        let at = |secs| keys.at(NOW).verifier.user_sig(ticket.as_str(), &alice, UnixTime::from_secs(secs));
        assert!(at(NOW.as_secs() + 5).is_ok());
        assert!(at(NOW.as_secs() + 6).is_err());
    }

    #[test]
    fn a_plan_without_exactly_one_signing_key_is_refused() {
        let refused = |keys| plan(keys).err().unwrap();
        assert_eq!(refused(vec![]), InvalidPlan::NoKey);
        assert_eq!(
            refused(vec![key("a", Some(NOW.as_secs() + 1), None)]),
            InvalidPlan::NoneSignsYet { name: "a".into() }
        );
        assert_eq!(
            refused(vec![key("a", None, None), key("b", None, None)]),
            InvalidPlan::TwoSign { names: ["a".into(), "b".into()] }
        );
        assert_eq!(
            refused(vec![key("a", None, Some(NOW.as_secs()))]),
            InvalidPlan::LastKeyRetires { name: "a".into() }
        );
    }
}
