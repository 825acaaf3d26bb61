//! One connection: HTTP/1.1 with timeouts, with or without TLS.

use std::convert::Infallible;
use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use hyper::Request;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::TokioIo;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::TcpStream;
use tokio::sync::watch;
use tokio::task::JoinHandle;
use tokio::time::timeout;
use tokio_io_timeout::TimeoutStream;
use tokio_rustls::TlsAcceptor;

use crate::access::certificate::CertificateNames;
use crate::http::panics;
use crate::http::problem::{Kind, Problem};
use crate::http::reply::Reply;
use crate::http::router::{self, Listener};
use crate::http::service::Service;
use crate::serve::header_timer::HeaderTimer;
use crate::serve::places::Place;
use crate::serve::tls::{self, LiveTls};
use crate::serve::when_woken::WhenWoken;

/// The most bytes of a request's headers, enough for a large JWT.
const MAX_HEADER_BYTES: usize = 32 << 10;

/// The most headers of a request.
const MAX_HEADERS: usize = 64;

/// How connections are served.
#[derive(Clone)]
pub(crate) struct Connections {
    pub(crate) listener: Listener,
    pub(crate) service: Arc<Service>,
    pub(crate) tls: Option<LiveTls>,
    pub(crate) header_timeout: Duration,
    pub(crate) write_timeout: Duration,
}

/// The steps of closing the service, which every connection watches.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Phase {
    /// Serve requests.
    Open,
    /// Finish the requests in progress and close.
    Finish,
}

impl Connections {
    /// Serves requests until the client leaves, a timeout passes or the service closes.
    pub(crate) async fn serve(self, stream: TcpStream, phase: watch::Receiver<Phase>, place: Place) {
        let place = Arc::new(place);
        // Answers are small and written at once, so waiting for more data only delays them.
        if stream.set_nodelay(true).is_err() {
            return;
        }
        match self.tls.as_ref().map(|tls| TlsAcceptor::from(tls.load_full())) {
            None => self.serve_http(stream, CertificateNames(Arc::default()), phase, place).await,
            Some(acceptor) => {
                // The handshake must not take longer than the headers.
                let Ok(Ok(stream)) = timeout(self.header_timeout, acceptor.accept(stream)).await else { return };
                let names = tls::client_names(stream.get_ref().1);
                self.serve_http(stream, names, phase, place).await;
            }
        }
    }

    async fn serve_http(
        self,
        stream: impl AsyncRead + AsyncWrite + Send + 'static,
        names: CertificateNames,
        mut phase: watch::Receiver<Phase>,
        place: Arc<Place>,
    ) {
        let mut stream = TimeoutStream::new(stream);
        stream.set_write_timeout(Some(self.write_timeout));
        let stream = Box::pin(stream);
        let (listener, service, names) = (self.listener, &self.service, &names);
        let requests = service_fn(|request: Request<Incoming>| {
            // Now, because hyper may drop the future before it polls it.
            let begun = if router::outlives_client(&request) {
                let (service, names) = (Arc::clone(service), names.clone());
                let answer = async move { answer(listener, &service, &names, request).await };
                Begun::InTask(in_task(answer, Arc::clone(&place)))
            } else {
                Begun::Here(request)
            };
            async move {
                Ok::<_, Infallible>(match begun {
                    // The task ends without a reply only if the process ends.
                    Begun::InTask(task) => task.await.unwrap_or_else(|_| Problem::new(Kind::Failed).reply()),
                    Begun::Here(request) => answer(listener, service, names, request).await,
                })
            }
        });
        let timer = HeaderTimer::default();
        let connection = http1::Builder::new()
            .timer(timer.clone())
            .header_read_timeout(self.header_timeout)
            .max_buf_size(MAX_HEADER_BYTES)
            .max_headers(MAX_HEADERS)
            .serve_connection(TokioIo::new(stream), requests);
        let mut connection = pin!(connection);
        let serve = async {
            tokio::select! {
                biased;
                // An error is the client's: it left, was too slow, or did not speak HTTP.
                _ = connection.as_mut() => {}
                () = WhenWoken::new(finish(&mut phase)) => {
                    connection.as_mut().graceful_shutdown();
                    drop(connection.await);
                }
            }
        };
        // The timer must also run while the connection finishes its last request, so it is not part of the select above.
        tokio::select! {
            biased;
            () = serve => {}
            () = WhenWoken::new(timer.wake_at_deadlines(self.header_timeout)) => {}
        }
    }
}

async fn answer(
    listener: Listener,
    service: &Service,
    names: &CertificateNames,
    mut request: Request<Incoming>,
) -> Reply {
    let answer = pin!(router::answer(listener, service, names, &mut request));
    // The handlers catch their own panics. Those of the other parts have no request id.
    panics::caught(service, answer).await.unwrap_or_else(|problem| problem.reply())
}

/// The place in which a request is answered.
#[expect(clippy::large_enum_variant, reason = "nearly every request is the large variant, and it is moved only once")]
enum Begun {
    Here(Request<Incoming>),
    InTask(JoinHandle<Reply>),
}

/// Answers in a task of its own. hyper drops the future of a request whose client has left.
fn in_task(answer: impl Future<Output = Reply> + Send + 'static, place: Arc<Place>) -> JoinHandle<Reply> {
    tokio::spawn(async move {
        let reply = answer.await;
        drop(place);
        reply
    })
}

async fn finish(phase: &mut watch::Receiver<Phase>) {
    // Without a sender the service has ended.
    drop(phase.wait_for(|phase| *phase == Phase::Finish).await);
}
