//! Opens connections.

use std::time::Duration;

use redis::aio::ConnectionLike;
use redis::cluster::{ClusterClient, ClusterClientBuilder};
use redis::io::tcp::TcpSettings;
use redis::{
    AsyncConnectionConfig, Client, ConnectionAddr, ConnectionInfo, IntoConnectionInfo, RedisConnectionInfo,
    RedisResult, TlsCertificates, TlsMode,
};

use crate::store::redis::address::Node;
use crate::store::redis::connection::Connection;
use crate::store::redis::settings::{Settings, Topology};

/// The time to connect to one server.
const CONNECT_WITHIN: Duration = Duration::from_millis(300);

/// Requests have a shorter time. This one ends those that nobody waits for.
const RESPONSE_WITHIN: Duration = Duration::from_millis(500);

/// Requests of one connection that wait for their replies. Another one waits in the time of its request.
const CONCURRENT: usize = 1024;

/// A redirection needs one try, and a failover that was just noticed needs two.
const CLUSTER_RETRIES: u32 = 3;

/// Between the tries of one request, in milliseconds. A request waits at most 180 ms.
const CLUSTER_RETRY_WAIT: (u64, u64) = (5, 50);

/// Knows where to connect to.
pub(crate) enum Connector {
    Cluster(Box<ClusterClient>),
    Instance(Box<Client>),
}

impl Connector {
    pub(crate) fn new(settings: &Settings) -> RedisResult<Self> {
        let nodes = settings.address.nodes.iter().map(|node| info(settings, node));
        let nodes: Vec<ConnectionInfo> = nodes.collect::<RedisResult<_>>()?;
        let certificates = TlsCertificates { client_tls: None, root_cert: settings.ca.clone() };
        match settings.topology {
            Topology::Instance => {
                let node = nodes.into_iter().next().expect("an address has a node");
                let client =
                    if settings.ca.is_some() { Client::build_with_tls(node, certificates) } else { Client::open(node) };
                Ok(Self::Instance(Box::new(client?)))
            }
            Topology::Cluster => {
                let mut builder = ClusterClientBuilder::new(nodes)
                    .retries(CLUSTER_RETRIES)
                    .min_retry_wait(CLUSTER_RETRY_WAIT.0)
                    .max_retry_wait(CLUSTER_RETRY_WAIT.1)
                    .connection_timeout(CONNECT_WITHIN)
                    .response_timeout(RESPONSE_WITHIN)
                    .connection_concurrency_limit(CONCURRENT)
                    .tcp_settings(TcpSettings::default().set_nodelay(true));
                if settings.address.is_tls {
                    builder = builder.tls(TlsMode::Secure);
                }
                if settings.ca.is_some() {
                    builder = builder.certs(certificates);
                }
                Ok(Self::Cluster(Box::new(builder.build()?)))
            }
        }
    }

    /// Opens a connection that answers.
    pub(crate) async fn connect(&self) -> RedisResult<Connection> {
        match self {
            Self::Cluster(client) => Ok(Connection::Cluster(client.get_async_connection().await?)),
            Self::Instance(client) => {
                let config = AsyncConnectionConfig::new()
                    .set_connection_timeout(Some(CONNECT_WITHIN))
                    .set_response_timeout(Some(RESPONSE_WITHIN))
                    .set_concurrency_limit(CONCURRENT);
                let mut connection = client.get_multiplexed_async_connection_with_config(&config).await?;
                connection.req_packed_command(&redis::cmd("PING")).await?;
                Ok(Connection::Instance(connection))
            }
        }
    }
}

fn info(settings: &Settings, Node { host, port }: &Node) -> RedisResult<ConnectionInfo> {
    let (host, port) = (host.clone(), *port);
    let address = if settings.address.is_tls {
        ConnectionAddr::TcpTls { host, port, insecure: false, tls_params: None }
    } else {
        ConnectionAddr::Tcp(host, port)
    };
    let mut login = RedisConnectionInfo::default().set_db(i64::from(settings.address.database)).set_skip_set_lib_name();
    if let Some(username) = &settings.username {
        login = login.set_username(username);
    }
    if let Some(password) = &settings.password {
        login = login.set_password(password.as_str());
    }
    let tcp = TcpSettings::default().set_nodelay(true);
    Ok(address.into_connection_info()?.set_redis_settings(login).set_tcp_settings(tcp))
}
