//! Opens connections.

use std::time::Duration;

use redis::aio::MultiplexedConnection;
use redis::io::tcp::TcpSettings;
use redis::{
    AsyncConnectionConfig, Client, ConnectionAddr, ConnectionInfo, IntoConnectionInfo, RedisConnectionInfo,
    RedisResult, TlsCertificates,
};

use crate::store::redis::address::Node;
use crate::store::redis::connection::Connection;
use crate::store::redis::settings::Settings;

/// The time to connect to a server.
const CONNECT_WITHIN: Duration = Duration::from_millis(300);

/// Requests have a shorter time. This one ends those that were given up.
const RESPONSE_WITHIN: Duration = Duration::from_millis(500);

/// Requests of one connection that wait for their replies. Another one waits in the time of its request.
const CONCURRENT: usize = 1024;

/// Knows how to connect to every server.
pub(crate) struct Connector {
    is_tls: bool,
    login: RedisConnectionInfo,
    certificates: Option<TlsCertificates>,
    /// The instance, or the nodes of a cluster that the configuration names.
    pub(crate) nodes: Vec<Node>,
}

impl Connector {
    /// # Errors
    /// If the settings do not fit.
    pub(crate) fn new(settings: &Settings) -> RedisResult<Self> {
        let database = i64::from(settings.address.database);
        let mut login = RedisConnectionInfo::default().set_db(database).set_skip_set_lib_name();
        if let Some(username) = &settings.username {
            login = login.set_username(username);
        }
        if let Some(password) = &settings.password {
            login = login.set_password(password.as_str());
        }
        let ca = settings.ca.clone();
        let certificates = ca.map(|ca| TlsCertificates { client_tls: None, root_cert: Some(ca) });
        let (is_tls, nodes) = (settings.address.is_tls, settings.address.nodes.clone());
        let connector = Self { is_tls, login, certificates, nodes };
        for node in &connector.nodes {
            connector.client(node)?;
        }
        Ok(connector)
    }

    /// Opens a connection that answers. The name of the server is looked up each time, because after a failover it may lead
    /// to another one.
    pub(crate) async fn connect(&self, node: &Node) -> RedisResult<Connection> {
        let config = AsyncConnectionConfig::new()
            .set_connection_timeout(Some(CONNECT_WITHIN))
            .set_response_timeout(Some(RESPONSE_WITHIN))
            .set_concurrency_limit(CONCURRENT);
        let connection: MultiplexedConnection =
            self.client(node)?.get_multiplexed_async_connection_with_config(&config).await?;
        let connection = Connection::new(connection);
        connection.send(redis::cmd("PING")).await?;
        Ok(connection)
    }

    fn client(&self, node: &Node) -> RedisResult<Client> {
        let info = self.info(node)?;
        match &self.certificates {
            Some(certificates) => Client::build_with_tls(info, certificates.clone()),
            None => Client::open(info),
        }
    }

    fn info(&self, Node { host, port }: &Node) -> RedisResult<ConnectionInfo> {
        let (host, port) = (host.clone(), *port);
        let address = if self.is_tls {
            ConnectionAddr::TcpTls { host, port, insecure: false, tls_params: None }
        } else {
            ConnectionAddr::Tcp(host, port)
        };
        let tcp = TcpSettings::default().set_nodelay(true);
        Ok(address.into_connection_info()?.set_redis_settings(self.login.clone()).set_tcp_settings(tcp))
    }
}
