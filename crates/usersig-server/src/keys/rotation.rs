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
        refuse_early_retirements(&keys, &ends, now)?;
        let retirements: Vec<Option<UnixTime>> = keys
            .iter()
            .zip(&ends)
            .map(|(key, end)| key.retires_at.or(end.map(|end| end.saturating_add(longest_accepted))))
            .collect();
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

/// A verifier has no end for the key that signs, so a key that retires while it signs would be accepted until the next key
/// signs. A phase that has ended is not checked, because a key may have retired at the time at which it leaked.
fn refuse_early_retirements(keys: &[PlannedKey], ends: &[Option<UnixTime>], now: UnixTime) -> Result<(), InvalidPlan> {
    for (key, end) in keys.iter().zip(ends) {
        let Some(retires_at) = key.retires_at else { continue };
        match end {
            None => return Err(InvalidPlan::LastKeyRetires { name: key.name.clone() }),
            // The key signs its last ticket in the second before the end.
            Some(end) if *end > now && retires_at.saturating_add(Duration::from_secs(1)) < *end => {
                return Err(InvalidPlan::RetiresWhileSigning { name: key.name.clone() });
            }
            Some(_) => {}
        }
    }
    Ok(())
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
mod tests;
