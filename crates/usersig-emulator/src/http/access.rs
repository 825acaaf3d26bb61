//! Which hosts and origins may speak to the emulator.

use std::net::{IpAddr, Ipv6Addr};

use crate::tls::service_hosts::is_service_host;

/// The names of this machine, and those that the command line allows.
#[derive(Clone, Debug, Default)]
pub(crate) struct Access {
    hosts: Vec<String>,
    origins: Vec<String>,
    /// Tunnels of the proxy also end at the service's hosts.
    serves_tunnels: bool,
}

impl Access {
    /// Allows hosts (`emulator`, `emulator:8080`) and origins (`https://app.example`) beside those of loopback.
    pub(crate) fn new(hosts: &[String], origins: &[String]) -> Self {
        let hosts = hosts.iter().map(|host| without_brackets(&host.to_ascii_lowercase()).to_owned()).collect();
        let origins = origins.iter().map(|origin| origin.to_ascii_lowercase()).collect();
        Self { hosts, origins, serves_tunnels: false }
    }

    /// Allows the service's hosts too. Only clients of the proxy reach the emulator under these names.
    pub(crate) fn for_tunnels(self) -> Self {
        Self { serves_tunnels: true, ..self }
    }

    /// Whether a `Host` is ours. A page whose name was pointed at this machine has another one (DNS rebinding).
    pub(crate) fn allows_host(&self, host: &str) -> bool {
        let host = host.to_ascii_lowercase();
        let name = name_of(&host);
        is_loopback(name)
            || self.serves_tunnels && is_service_host(name)
            || self.hosts.iter().any(|allowed| *allowed == host || allowed == name)
    }

    /// Whether a page of this origin may call. Pages under test come from a server on loopback, on any port.
    pub(crate) fn allows_origin(&self, origin: &str) -> bool {
        let origin = origin.to_ascii_lowercase();
        let authority = origin.strip_prefix("http://").or_else(|| origin.strip_prefix("https://"));
        let is_ours = authority.is_some_and(|authority| !authority.contains('/') && is_loopback(name_of(authority)));
        is_ours || self.origins.contains(&origin)
    }
}

/// The host without its port, and an IPv6 address also without its brackets.
fn name_of(authority: &str) -> &str {
    // The last colon of an address without brackets is not that of a port.
    if authority.parse::<Ipv6Addr>().is_ok() {
        return authority;
    }
    without_brackets(match authority.rsplit_once(':') {
        Some((name, port)) if port.bytes().all(|byte| byte.is_ascii_digit()) && !port.is_empty() => name,
        _ => authority,
    })
}

/// An IPv6 address without its brackets, and any other text as it is.
fn without_brackets(name: &str) -> &str {
    let address = name.strip_prefix('[').and_then(|name| name.strip_suffix(']'));
    address.filter(|address| address.parse::<Ipv6Addr>().is_ok()).unwrap_or(name)
}

fn is_loopback(name: &str) -> bool {
    name == "localhost" || name.parse::<IpAddr>().is_ok_and(|address| address.is_loopback())
}

#[cfg(test)]
mod tests {
    use super::Access;

    #[test]
    fn loopback_is_allowed_on_any_port_and_nothing_that_looks_like_it() {
        let access = Access::default();
        for host in ["localhost", "LOCALHOST:1", "127.0.0.1:8080", "127.1.2.3", "[::1]:80", "[::1]"] {
            assert!(access.allows_host(host), "{host}");
            assert!(access.allows_origin(&format!("http://{host}")), "{host}");
        }
        let others = [
            "",
            "evil.example",
            "127.0.0.1.evil.example",
            "localhost.evil.example:80",
            "10.0.0.1",
            "0.0.0.0",
            "localhost:80@evil.example",
            "evil.example:127.0.0.1",
            "127.0.0.1:",
            "[localhost]",
            "[127.0.0.1]:80",
            "::1:80",
            "[::1]:80:80",
        ];
        for host in others {
            assert!(!access.allows_host(host), "{host}");
            assert!(!access.allows_origin(&format!("http://{host}")), "{host}");
        }
        for origin in ["null", "file://", "http://localhost/", "ws://localhost", "http://localhost/.evil.example"] {
            assert!(!access.allows_origin(origin), "{origin}");
        }
    }

    #[test]
    fn the_command_line_adds_hosts_and_origins() {
        let access = Access::new(&["Emulator".to_owned()], &["https://app.example".to_owned()]);
        assert!(access.allows_host("emulator:8080") && access.allows_origin("https://APP.example"));
        assert!(!access.allows_origin("https://app.example:8443"));
    }

    #[test]
    fn an_ipv6_address_is_allowed_as_a_whole_with_and_without_brackets() {
        for allowed in ["fd00::2", "[fd00::2]", "FD00::2"] {
            let access = Access::new(&[allowed.to_owned()], &[]);
            for host in ["[fd00::2]:7000", "[fd00::2]", "[FD00::2]:1"] {
                assert!(access.allows_host(host), "{host} with {allowed}");
            }
            for host in
                ["[fd00::3]:7000", "[fd00::]:2", "fd00::2:7000", "[fd00::2", "fd00::2]", "[fd00::2].evil.example"]
            {
                assert!(!access.allows_host(host), "{host} with {allowed}");
            }
        }
        let access = Access::new(&["[fd00::2]:7000".to_owned()], &[]);
        assert!(access.allows_host("[fd00::2]:7000") && !access.allows_host("[fd00::2]:7001"));
    }

    #[test]
    fn the_service_s_hosts_are_ours_only_in_a_tunnel() {
        let access = Access::default();
        assert!(!access.allows_host("console.tim.qq.com"));
        let access = access.for_tunnels();
        assert!(access.allows_host("console.tim.qq.com:443") && access.allows_host("adminapisgp.im.qcloud.com"));
        assert!(!access.allows_host("evil.example") && !access.allows_origin("https://console.tim.qq.com"));
    }
}
