//! One service and many devices in one thread, with a clock and a network of their own (feature `sim`).
//!
//! The same seed and the same calls give the same run, to the millisecond. If a test panics, the simulation prints its
//! seed and the end of its journal.
//!
//! A device runs a [`Client`](crate::client::Client), a [`SessionKeeper`](crate::keeper::SessionKeeper), or a program of
//! your own that implements [`DeviceProgram`].
//!
//! Alice logs in on iPhone and Web, then on Android. The iPhone is told that it was kicked, and Web stays:
//!
//! ```
//! use usersig_login::{client::Callback, platform::Platform, sim::Simulation};
//!
//! let mut sim = Simulation::new(1);
//! let alice = usersig::UserId::new("alice")?;
//! let [iphone, web, android] = [Platform::IPhone, Platform::Web, Platform::Android].map(|on| sim.device(alice, on));
//! for device in [iphone, web, android] {
//!     sim.login(device);
//!     sim.run_for(std::time::Duration::from_secs(2));
//! }
//! assert_eq!(sim.heard(iphone).last(), Some(&Callback::KickedOffline));
//! assert_eq!([iphone, web, android].map(|device| sim.is_logged_in(device)), [false, true, true]);
//! # Ok::<(), usersig::InvalidUserId>(())
//! ```

mod clock;
mod device;
mod device_id;
mod device_side;
mod failure_report;
mod journal;
mod network;
mod operator;
mod program;
mod queue;
mod script;
mod scripted;
mod service_side;
mod settings;
mod sim_app;
mod simulation;

pub use clock::BEGIN;
pub use device_id::DeviceId;
pub use journal::{Line, Note, Restored};
pub use program::DeviceProgram;
pub use scripted::{RequestKind, Script, TicketServer};
pub use settings::{Network, SimSettings};
pub use simulation::Simulation;
