//! A page that speaks the frames of the Web SDK.

use std::net::{SocketAddr, TcpStream};
use std::time::Duration;

use serde_json::{Value, json};
use tungstenite::protocol::WebSocketConfig;
use tungstenite::{Message, WebSocket, client};

use crate::harness::emulator::{APP, Emulator, PATIENCE};

/// The link of a page.
pub(crate) struct Page {
    pub(crate) socket: WebSocket<TcpStream>,
    sequence: u64,
    /// Frames that were no answers.
    pub(crate) pushes: Vec<Value>,
}

impl Page {
    /// Opens the link of the page with this `instanceid`.
    pub(crate) fn open(emulator: &Emulator, instance: &str) -> Self {
        Self::at(emulator.address, instance)
    }

    pub(crate) fn at(address: SocketAddr, instance: &str) -> Self {
        let stream = TcpStream::connect(address).unwrap();
        stream.set_read_timeout(Some(PATIENCE)).unwrap();
        let url = format!("ws://{address}/binfo?sdkappid={APP}&instanceid={instance}&random=0.5&platform=7");
        let (socket, _) = client::client_with_config(url, stream, Some(WebSocketConfig::default())).unwrap();
        Self { socket, sequence: 0, pushes: Vec::new() }
    }

    /// A page with a user who is logged in.
    pub(crate) fn logged_in(emulator: &Emulator, instance: &str, user_id: &str) -> Self {
        let mut page = Self::open(emulator, instance);
        let answer = page.login(user_id, &emulator.ticket(user_id));
        assert_eq!(answer["ErrorCode"], 0, "{answer}");
        page
    }

    pub(crate) fn login(&mut self, user_id: &str, user_sig: &str) -> Value {
        self.ask("im_open_status.wslogin", &json!({ "identifier": user_id, "usersig": user_sig }), &json!({}))
    }

    /// A login with the secret of a session.
    pub(crate) fn reconnect(&mut self, secret: &Value) -> Value {
        self.ask("im_open_status.wslogin", &json!({ "a2": secret, "tinyid": "1" }), &json!({ "State": "Online" }))
    }

    pub(crate) fn command(&mut self, command: &str) -> Value {
        self.ask(command, &json!({}), &json!({}))
    }

    pub(crate) fn hello(&mut self) -> Value {
        self.command("im_open_status.wshello")
    }

    pub(crate) fn text(&mut self, from: &str, to: &str, text: &str) -> Value {
        let element = json!({ "MsgType": "TIMTextElem", "MsgContent": { "Text": text } });
        let body = json!({ "From_Account": from, "To_Account": to, "MsgSeq": 7, "MsgRandom": 8,
            "MsgClientTime": 9, "MsgBody": [element] });
        self.ask("openim.sendmsg", &json!({}), &body)
    }

    /// Sends a request and returns the body of its answer.
    pub(crate) fn ask(&mut self, command: &str, head: &Value, body: &Value) -> Value {
        self.send(command, head, body);
        loop {
            let frame = self.read().unwrap_or_else(|| panic!("the link broke before the answer to {command}"));
            if frame["head"]["seq"] == self.sequence {
                assert_eq!(frame["head"]["servcmd"], command);
                return frame["body"].clone();
            }
            self.pushes.push(frame);
        }
    }

    pub(crate) fn send(&mut self, command: &str, head: &Value, body: &Value) {
        self.sequence += 1;
        let mut head = head.clone();
        head["servcmd"] = command.into();
        head["seq"] = self.sequence.into();
        let frame = json!({ "head": head, "body": body }).to_string();
        self.socket.send(Message::binary(frame.into_bytes())).unwrap();
    }

    /// The next frame, or nothing if the link is closed.
    pub(crate) fn read(&mut self) -> Option<Value> {
        loop {
            match self.socket.read() {
                Ok(Message::Binary(bytes)) => return Some(serde_json::from_slice(&bytes).unwrap()),
                Ok(Message::Ping(_) | Message::Pong(_)) => {}
                Ok(other) => panic!("a message of another kind: {other:?}"),
                Err(_) => return None,
            }
        }
    }

    /// The next push.
    pub(crate) fn push(&mut self) -> Value {
        if self.pushes.is_empty() { self.read().unwrap() } else { self.pushes.remove(0) }
    }

    /// Whether no frame arrives for a while.
    pub(crate) fn is_quiet(&mut self) -> bool {
        self.socket.get_ref().set_read_timeout(Some(Duration::from_millis(300))).unwrap();
        let quiet = self.pushes.is_empty() && self.read().is_none();
        self.socket.get_ref().set_read_timeout(Some(PATIENCE)).unwrap();
        quiet
    }
}

/// Who kicked a page, by its push.
pub(crate) fn kick_type(push: &Value) -> &Value {
    assert_eq!(push["head"]["servcmd"], "im_open_status.stat_forceoffline", "{push}");
    &push["body"]["EventArray"][0]["C2cNotifyMsgArray"][0]["KickoutMsgNotify"]["KickType"]
}
