//! The network and the service of a simulation.

use std::time::Duration;

use crate::service::AppSettings;

/// The network between the devices and the service. Like TCP, a link keeps its messages in order and loses none, unless
/// the link itself is lost.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Network {
    /// The shortest delay of a message.
    pub least_delay: Duration,
    /// The longest delay.
    pub most_delay: Duration,
    /// How many messages of a thousand are lost together with their link.
    pub dies_per_thousand: u64,
}

impl Default for Network {
    /// 10 to 200 ms, and no link is lost.
    fn default() -> Self {
        let (least_delay, most_delay) = (Duration::from_millis(10), Duration::from_millis(200));
        Self { least_delay, most_delay, dies_per_thousand: 0 }
    }
}

/// The settings of a simulation.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct SimSettings {
    /// The app.
    pub app: AppSettings,
    /// The network.
    pub network: Network,
}
