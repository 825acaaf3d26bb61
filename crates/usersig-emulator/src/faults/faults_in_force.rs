//! The faults that a test has injected.

use usersig::{SdkAppId, UserId};

use crate::faults::fault::{Effect, Fault, FaultInForce};

/// How many faults there can be.
const FAULTS_MAX: usize = 256;

/// The faults in the order in which they were injected. The first one that strikes decides.
#[derive(Debug, Default)]
pub(crate) struct FaultsInForce {
    faults: Vec<FaultInForce>,
    last_id: u64,
}

/// The subject of a fault.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Strikes {
    Login,
    Webhook,
}

/// There are as many faults as there can be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct TooManyFaults;

impl FaultsInForce {
    /// Injects a fault and returns its number.
    ///
    /// # Errors
    /// If there are too many.
    pub(crate) fn insert(&mut self, sdk_app_id: SdkAppId, fault: Fault) -> Result<FaultInForce, TooManyFaults> {
        if self.faults.len() >= FAULTS_MAX {
            return Err(TooManyFaults);
        }
        self.last_id += 1;
        let fault = FaultInForce { id: self.last_id, sdk_app_id, fault, progress: 0 };
        self.faults.push(fault.clone());
        Ok(fault)
    }

    /// The fault that strikes this request, if any. It has then struck once more.
    pub(crate) fn strike(
        &mut self,
        what: Strikes,
        sdk_app_id: SdkAppId,
        user_id: Option<&UserId>,
    ) -> Option<(u64, Effect)> {
        for at in 0..self.faults.len() {
            let in_force = &mut self.faults[at];
            let is_for = in_force.sdk_app_id == sdk_app_id && in_force.fault.is_for(user_id);
            if !is_for || strikes(in_force.fault.effect) != what {
                continue;
            }
            in_force.progress = in_force.progress.saturating_add(in_force.fault.percent);
            if in_force.progress < 100 {
                continue;
            }
            in_force.progress -= 100;
            let struck = (in_force.id, in_force.fault.effect);
            if let Some(times) = &mut in_force.fault.times {
                *times -= 1;
                if *times == 0 {
                    self.faults.remove(at);
                }
            }
            return Some(struck);
        }
        None
    }

    /// Removes a fault. Returns whether it was there.
    pub(crate) fn remove(&mut self, sdk_app_id: SdkAppId, id: u64) -> bool {
        let before = self.faults.len();
        self.faults.retain(|fault| fault.sdk_app_id != sdk_app_id || fault.id != id);
        self.faults.len() < before
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = &FaultInForce> {
        self.faults.iter()
    }

    /// Continues with saved faults.
    ///
    /// # Errors
    /// If one of them cannot have been injected.
    pub(crate) fn restored(faults: Vec<FaultInForce>) -> Result<Self, String> {
        if faults.len() > FAULTS_MAX {
            return Err(format!("there are {} faults, at most {FAULTS_MAX} are allowed", faults.len()));
        }
        faults.iter().try_for_each(|fault| fault.fault.check())?;
        if faults.iter().any(|fault| fault.progress >= 100) {
            return Err("the progress of a fault is 100 percent or more".to_owned());
        }
        let last_id = faults.iter().map(|fault| fault.id).max().unwrap_or(0);
        Ok(Self { faults, last_id })
    }
}

const fn strikes(effect: Effect) -> Strikes {
    match effect {
        Effect::AnswerLogin { .. } | Effect::BreakLogin | Effect::DelayLogin { .. } | Effect::IgnoreLogin => {
            Strikes::Login
        }
        Effect::FailWebhook => Strikes::Webhook,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fault(user_id: Option<&str>, times: Option<u32>, percent: u8) -> Fault {
        let user_id = user_id.map(|user_id| UserId::new(user_id).unwrap());
        Fault { user_id, effect: Effect::IgnoreLogin, times, percent }
    }

    fn strikes_of(faults: &mut FaultsInForce, user_id: &str, count: usize) -> Vec<bool> {
        let (app, user_id) = (SdkAppId::new(1).unwrap(), UserId::new(user_id).unwrap());
        (0..count).map(|_| faults.strike(Strikes::Login, app, Some(&user_id)).is_some()).collect()
    }

    #[test]
    fn a_fault_strikes_as_often_as_asked_and_only_its_user() {
        let mut faults = FaultsInForce::default();
        faults.insert(SdkAppId::new(1).unwrap(), fault(Some("alice"), Some(2), 100)).unwrap();
        assert_eq!(strikes_of(&mut faults, "bob", 1), [false]);
        assert_eq!(strikes_of(&mut faults, "alice", 3), [true, true, false]);
        assert_eq!(faults.iter().count(), 0);
    }

    #[test]
    fn a_share_strikes_evenly() {
        let mut faults = FaultsInForce::default();
        faults.insert(SdkAppId::new(1).unwrap(), fault(None, None, 50)).unwrap();
        assert_eq!(strikes_of(&mut faults, "alice", 4), [false, true, false, true]);
    }
}
