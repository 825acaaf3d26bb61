//! The place of Redis: `redis://HOST:PORT/DATABASE`, or several hosts of a cluster.

use std::fmt;
use std::str::FromStr;

/// One instance, or some nodes of a cluster.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Address {
    pub(crate) is_tls: bool,
    pub(crate) nodes: Vec<Node>,
    /// A cluster has only database 0.
    pub(crate) database: u16,
}

/// One server.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Node {
    pub(crate) host: String,
    pub(crate) port: u16,
}

const DEFAULT_PORT: u16 = 6379;

impl FromStr for Address {
    type Err = InvalidAddress;

    fn from_str(text: &str) -> Result<Self, InvalidAddress> {
        let (is_tls, rest) = match (text.strip_prefix("redis://"), text.strip_prefix("rediss://")) {
            (Some(rest), _) => (false, rest),
            (_, Some(rest)) => (true, rest),
            _ => return Err(InvalidAddress::Scheme),
        };
        if rest.contains('@') {
            return Err(InvalidAddress::Credentials);
        }
        let (nodes, database) = rest.split_once('/').unwrap_or((rest, ""));
        let nodes: Vec<Node> = nodes.split(',').map(node).collect::<Option<_>>().ok_or(InvalidAddress::Host)?;
        let database = if database.is_empty() { Some(0) } else { digits(database) };
        let database = database.ok_or(InvalidAddress::Database)?;
        if nodes.len() > 1 && database != 0 {
            return Err(InvalidAddress::Database);
        }
        Ok(Self { is_tls, nodes, database })
    }
}

fn node(text: &str) -> Option<Node> {
    let (host, port) = match text.strip_prefix('[').and_then(|rest| rest.split_once(']')) {
        Some((host, "")) => (host, None),
        Some((host, rest)) => (host, Some(rest.strip_prefix(':')?)),
        None => text.split_once(':').map_or((text, None), |(host, port)| (host, Some(port))),
    };
    let is_of_a_host = |byte: u8| byte.is_ascii_alphanumeric() || b".-_:".contains(&byte);
    let port = port.map_or(Some(DEFAULT_PORT), digits)?;
    (!host.is_empty() && host.bytes().all(is_of_a_host)).then(|| Node { host: host.to_owned(), port })
}

/// A number without a sign, which `parse` would accept.
fn digits(text: &str) -> Option<u16> {
    text.bytes().all(|byte| byte.is_ascii_digit()).then(|| text.parse().ok()).flatten()
}

/// As it was written. There is no password in it.
impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if self.is_tls { "rediss://" } else { "redis://" })?;
        for (index, node) in self.nodes.iter().enumerate() {
            write!(f, "{}{node}", if index == 0 { "" } else { "," })?;
        }
        write!(f, "/{}", self.database)
    }
}

impl fmt::Display for Node {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (open, close) = if self.host.contains(':') { ("[", "]") } else { ("", "") };
        write!(f, "{open}{}{close}:{}", self.host, self.port)
    }
}

/// The text is not an address. The message does not repeat it, because it may contain a password.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum InvalidAddress {
    Credentials,
    Database,
    Host,
    Scheme,
}

impl fmt::Display for InvalidAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Credentials => {
                "the address of Redis must not contain a password, because other programs can read it; \
                 set redis.username and redis.password_file"
            }
            Self::Database => "after the slash stands the number of a database, and a cluster has only database 0",
            Self::Host => "the address of Redis is redis://HOST:PORT, or redis://HOST:PORT,HOST:PORT for a cluster",
            Self::Scheme => "the store is embedded, memory, redis://HOST:PORT or rediss://HOST:PORT",
        })
    }
}

impl std::error::Error for InvalidAddress {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_names_one_instance_or_nodes_of_a_cluster() {
        let rows = [
            ("redis://localhost", "redis://localhost:6379/0"),
            ("rediss://redis.example.com:6380/3", "rediss://redis.example.com:6380/3"),
            ("redis://[::1]:7000", "redis://[::1]:7000/0"),
            ("redis://a:7000,b,[::1]/", "redis://a:7000,b:6379,[::1]:6379/0"),
        ];
        for (text, written) in rows {
            let address: Address = text.parse().unwrap();
            assert_eq!(address.to_string(), written);
            assert_eq!(written.parse(), Ok(address));
        }
    }

    #[test]
    fn an_address_that_is_wrong_is_refused_with_the_reason() {
        let rows = [
            ("http://localhost", InvalidAddress::Scheme),
            ("redis://:secret@localhost", InvalidAddress::Credentials),
            ("redis://", InvalidAddress::Host),
            ("redis://a,,b", InvalidAddress::Host),
            ("redis://a:x", InvalidAddress::Host),
            ("redis://a:+7000", InvalidAddress::Host),
            ("redis://a:", InvalidAddress::Host),
            ("redis://a?b", InvalidAddress::Host),
            ("redis://a/x", InvalidAddress::Database),
            ("redis://a/+1", InvalidAddress::Database),
            ("redis://a,b/1", InvalidAddress::Database),
        ];
        for (text, reason) in rows {
            assert_eq!(text.parse::<Address>(), Err(reason), "{text}");
        }
    }
}
