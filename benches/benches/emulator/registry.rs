//! The library's registry under the same logins, without frames, sockets and a journal.

use std::net::{IpAddr, Ipv4Addr};
use std::time::{Duration, Instant};

use usersig_benches::emulator::load::Users;
use usersig_login::client::{Request, TicketText};
use usersig_login::exchange::Link;
use usersig_login::platform::Platform;
use usersig_login::service::{AppSettings, Device, Registry};

const SOURCE: IpAddr = IpAddr::V4(Ipv4Addr::LOCALHOST);

/// The function that the emulator calls for a login, which verifies the ticket.
pub(crate) fn logins_per_second(users: &Users, links: usize, lasts: Duration) -> f64 {
    let verifier = users.verifier();
    let mut registry = Registry::new(verifier.sdk_app_id(), AppSettings::default());
    let device = |number: usize| Device::new(Platform::Web, u64::try_from(number).expect("some hundred links"));
    let mut pages: Vec<_> =
        (0..links).map(|number| (Link::new(device(number), SOURCE), users.on_link(number, links))).collect();
    let (start, mut logins) = (Instant::now(), 0_u32);
    while start.elapsed() < lasts {
        for (link, users) in &mut pages {
            let (user_id, ticket) = users.next().expect("they come again and again");
            let request = Request::Login { user_id: *user_id, user_sig: TicketText::new(ticket.as_str()) };
            let served = registry.serve(link, &request, &verifier, ticket.issued_at().into());
            assert_eq!(served.code.number(), 0, "{user_id} is let in");
            logins += 1;
        }
    }
    f64::from(logins) / start.elapsed().as_secs_f64()
}
