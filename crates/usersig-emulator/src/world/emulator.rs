//! The handle that every edge shares.

use std::sync::{Mutex, MutexGuard, PoisonError};

use usersig::{Lifetime, SdkAppId, UserId, UserSig};
use usersig_login::UnixMillis;

use crate::world::apps::TooManyApps;
use crate::world::world_state::World;

/// The state behind its lock. Calls are short and never wait, so the order of the calls is the order of the events.
#[derive(Debug)]
pub(crate) struct Emulator {
    world: Mutex<World>,
}

impl Emulator {
    pub(crate) const fn new(world: World) -> Self {
        Self { world: Mutex::new(world) }
    }

    /// Calls the state after everything that is due has happened.
    pub(crate) fn call<T>(&self, call: impl FnOnce(&mut World, UnixMillis) -> T) -> T {
        let mut world = self.lock();
        let now = world.catch_up();
        call(&mut world, now)
    }

    /// Signs a ticket at the emulator's time.
    ///
    /// # Errors
    /// If the app would be one too many.
    pub(crate) fn user_sig(
        &self,
        sdk_app_id: SdkAppId,
        user_id: &UserId,
        lifetime: Lifetime,
    ) -> Result<UserSig, TooManyApps> {
        self.call(|world, now| {
            let (app, _) = world.app(sdk_app_id)?;
            Ok(app.signer.user_sig(user_id, lifetime, now.second()))
        })
    }

    /// A connection that panics must not end the others. The library's registry stays consistent over a panic.
    fn lock(&self) -> MutexGuard<'_, World> {
        self.world.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
