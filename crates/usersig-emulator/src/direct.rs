//! The emulator without sockets, for benches and fuzz targets.

use std::collections::BTreeMap;
use std::net::{IpAddr, Ipv4Addr};
use std::sync::Arc;

use tokio::sync::mpsc::Receiver;
use usersig::{Lifetime, SdkAppId, UserId};

use crate::app::open_link::Outgoing;
use crate::clock::Clock;
use crate::gateway::commands;
use crate::gateway::session::Session;
use crate::rest::call::{Call, answer};
use crate::world::apps::Apps;
use crate::world::emulator::Emulator;
use crate::world::plan::Plan;
use crate::world::world_state::World;

/// An emulator that a program calls instead of connecting to it.
#[derive(Clone, Debug)]
pub struct Direct {
    emulator: Arc<Emulator>,
}

/// The link of one page.
#[derive(Debug)]
pub struct Page {
    session: Session,
    pushes: Receiver<Outgoing>,
}

impl Direct {
    /// An emulator without a configuration.
    ///
    /// # Errors
    /// If the machine's clock shows a time before 1970.
    pub fn start() -> anyhow::Result<Self> {
        let world = World::new(Clock::start()?, Apps::new(Plan::new([])));
        Ok(Self { emulator: Arc::new(Emulator::new(world)) })
    }

    /// Opens the link of the page with this `instanceid`.
    ///
    /// # Errors
    /// If the app would be one too many.
    pub fn page(&self, sdk_app_id: SdkAppId, instance_id: &str) -> anyhow::Result<Page> {
        let source = IpAddr::V4(Ipv4Addr::LOCALHOST);
        let (session, pushes) = Session::open(Arc::clone(&self.emulator), sdk_app_id, instance_id, source)?;
        Ok(Page { session, pushes })
    }

    /// Signs a ticket at the emulator's time.
    ///
    /// # Errors
    /// If the app would be one too many.
    pub fn user_sig(&self, sdk_app_id: SdkAppId, user_id: &UserId, lifetime: Lifetime) -> anyhow::Result<String> {
        Ok(self.emulator.user_sig(sdk_app_id, user_id, lifetime)?.as_str().to_owned())
    }

    /// Answers a call of the REST interface.
    #[must_use]
    pub fn rest(&self, service: &str, command: &str, parameters: &[(&str, &str)], body: &[u8]) -> String {
        let owned = |(name, value): &(&str, &str)| ((*name).to_owned(), (*value).to_owned());
        let parameters: BTreeMap<String, String> = parameters.iter().map(owned).collect();
        serde_json::Value::Object(answer(&self.emulator, Call { service, command, parameters, body })).to_string()
    }
}

impl Page {
    /// Answers one frame of the page, or nothing if it is not a frame.
    #[must_use]
    pub fn serve(&self, frame: &[u8]) -> Option<Vec<u8>> {
        match commands::serve(&self.session, frame)? {
            Outgoing::Frame(answer) | Outgoing::Late(_, answer) => Some(answer),
            Outgoing::Break => None,
        }
    }

    /// The next frame that the emulator has pushed to the page.
    pub fn pushed(&mut self) -> Option<Vec<u8>> {
        match self.pushes.try_recv().ok()? {
            Outgoing::Frame(push) | Outgoing::Late(_, push) => Some(push),
            Outgoing::Break => None,
        }
    }
}
