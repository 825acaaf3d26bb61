//! What kind of network and service a simulation has.

use std::time::Duration;

use crate::service::AppSettings;

/// The network between the clients and the service. Links keep their messages in order and lose none but with
/// themselves, as TCP does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Network {
    /// The shortest way of a message.
    pub least_delay: Duration,
    /// The longest.
    pub most_delay: Duration,
    /// Of a thousand messages, so many are the last thing their link sees.
    pub dies_per_thousand: u64,
}

impl Default for Network {
    /// 10 to 200 ms, and no link dies.
    fn default() -> Self {
        let (least_delay, most_delay) = (Duration::from_millis(10), Duration::from_millis(200));
        Self { least_delay, most_delay, dies_per_thousand: 0 }
    }
}

/// What a simulation is made of, but for its seed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct SimSettings {
    /// The app.
    pub app: AppSettings,
    /// The network.
    pub network: Network,
}
