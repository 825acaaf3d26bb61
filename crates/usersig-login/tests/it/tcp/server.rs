//! The server: a registry behind a line protocol. One thread waits for inputs and for the next timeout, as the page on
//! drivers shows it.

use std::collections::HashMap;
use std::io::{BufRead as _, BufReader, Write as _};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread::{JoinHandle, spawn};
use std::time::{Duration, SystemTime};

use usersig::{UserId, Verifier};
use usersig_login::UnixMillis;
use usersig_login::client::{Request, TicketText};
use usersig_login::exchange::Link;
use usersig_login::platform::Platform;
use usersig_login::service::{
    AppSettings, Detail, Device, ExpiryNotice, InstanceIds, OnlineStatus, Registry, ServiceEvent, SessionId,
};

use crate::support::fixture::{registry_with, user, verifier};

pub(super) struct Server {
    address: SocketAddr,
    inputs: Sender<Input>,
    service: Option<JoinHandle<()>>,
}

enum Input {
    Opened(u32, TcpStream),
    Line(u32, String),
    Closed(u32),
    Stop,
}

impl Server {
    pub(super) fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        let (inputs, received) = channel();
        let opened = inputs.clone();
        // The listener ends with the first connection after the service.
        spawn(move || {
            for (number, stream) in (0..).zip(listener.incoming()) {
                let stream = stream.unwrap();
                if opened.send(Input::Opened(number, stream.try_clone().unwrap())).is_err() {
                    break;
                }
                let lines = opened.clone();
                spawn(move || read(number, stream, &lines));
            }
        });
        let service = Some(spawn(move || Service::new().run(&received)));
        Self { address, inputs, service }
    }

    pub(super) const fn address(&self) -> SocketAddr {
        self.address
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.inputs.send(Input::Stop);
        let _ = self.service.take().map(JoinHandle::join);
        let _ = TcpStream::connect(self.address);
    }
}

fn read(number: u32, stream: TcpStream, inputs: &Sender<Input>) {
    for line in BufReader::new(stream).lines().map_while(Result::ok) {
        let _ = inputs.send(Input::Line(number, line));
    }
    let _ = inputs.send(Input::Closed(number));
}

struct Service {
    registry: Registry,
    verifier: Verifier,
    links: HashMap<u32, (Link, TcpStream)>,
    routes: HashMap<SessionId, u32>,
    webhook: Vec<String>,
}

impl Service {
    fn new() -> Self {
        let settings = AppSettings { expiry_notice: ExpiryNotice::AtTheSecond, ..AppSettings::default() };
        let (links, routes, webhook) = (HashMap::new(), HashMap::new(), Vec::new());
        Self { registry: registry_with(settings), verifier: verifier(), links, routes, webhook }
    }

    fn run(&mut self, inputs: &Receiver<Input>) {
        loop {
            let wait = self.registry.poll_timeout().map_or(Duration::from_secs(60), |due_at| due_at.since(now()));
            match inputs.recv_timeout(wait) {
                Ok(Input::Opened(number, stream)) => {
                    let source = stream.peer_addr().unwrap().ip();
                    let device = Device::new(Platform::Linux, number.into());
                    self.links.insert(number, (Link::new(device, source), stream));
                }
                Ok(Input::Line(number, line)) => self.line(number, &line),
                Ok(Input::Closed(number)) => {
                    if let Some((mut link, _)) = self.links.remove(&number) {
                        let events = self.registry.close(&mut link, now());
                        self.pass_on(events);
                    }
                }
                Ok(Input::Stop) | Err(RecvTimeoutError::Disconnected) => return,
                Err(RecvTimeoutError::Timeout) => {}
            }
            while self.registry.poll_timeout().is_some_and(|due_at| due_at <= now()) {
                let events = self.registry.handle_timeout(now(), 100);
                self.pass_on(events);
            }
        }
    }

    fn line(&mut self, number: u32, text: &str) {
        let words: Vec<&str> = text.split_whitespace().collect();
        let answer = match words[..] {
            ["DEVICE", name] => {
                let platform = *Platform::ALL.iter().find(|platform| platform.as_str() == name).unwrap();
                let (link, _) = self.links.get_mut(&number).unwrap();
                *link = Link::new(Device::new(platform, number.into()), link.source());
                "0".to_owned()
            }
            ["LOGIN", name, sig] => {
                self.serve(number, &Request::Login { user_id: user(name), user_sig: TicketText::new(sig) })
            }
            ["RENEW", name, sig] => {
                let session = self.links[&number].0.session();
                self.serve(number, &Request::Renew { user_id: user(name), user_sig: TicketText::new(sig), session })
            }
            ["BEAT"] => self.serve(number, &Request::Heartbeat),
            ["KICK", name] => {
                let events = self.registry.kick_account(&user(name), now()).unwrap();
                self.pass_on(events);
                "0".to_owned()
            }
            ["QUERY", names] => {
                let users: Vec<UserId> = names.split(',').map(user).collect();
                let answers = self.registry.query(&users).unwrap();
                let status = OnlineStatus::new(&answers, Detail::Needed, InstanceIds::NotReturned);
                serde_json::to_string(&status).unwrap()
            }
            ["STATS"] => {
                let counts = self.registry.counts();
                format!("{} accounts, {} online, {} links", counts.accounts, counts.online_sessions, self.links.len())
            }
            ["WEBHOOK"] => self.webhook.join("\u{1}"),
            _ => panic!("{text:?} is not in the protocol"),
        };
        self.write(number, &format!("= {answer}"));
    }

    fn serve(&mut self, number: u32, request: &Request) -> String {
        let (link, _) = self.links.get_mut(&number).unwrap();
        let served = self.registry.serve(link, request, &self.verifier, now());
        self.routes.extend(served.session.map(|session| (session, number)));
        self.pass_on(served.events);
        served.code.to_string()
    }

    fn pass_on(&mut self, events: Vec<ServiceEvent>) {
        for event in events {
            match event {
                ServiceEvent::KickUndone { .. } => {}
                ServiceEvent::KickedOffline(connection) => self.push(connection.session, "KICKED"),
                ServiceEvent::StateChanged(change) => self.webhook.push(serde_json::to_string(&change).unwrap()),
                ServiceEvent::UserSigExpired(connection) => self.push(connection.session, "EXPIRED"),
            }
        }
    }

    fn push(&mut self, session: SessionId, what: &str) {
        if let Some(number) = self.routes.get(&session).copied() {
            self.write(number, &format!("! {what}"));
        }
    }

    /// A link that is gone takes nothing.
    fn write(&mut self, number: u32, line: &str) {
        if let Some((_, stream)) = self.links.get_mut(&number) {
            let _ = writeln!(stream, "{line}");
        }
    }
}

fn now() -> UnixMillis {
    UnixMillis::try_from(SystemTime::now()).unwrap()
}
