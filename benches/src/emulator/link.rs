//! A WebSocket to the emulator, with just enough of the protocol to log in again and again.

use std::io;
use std::net::SocketAddr;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use usersig::{UserId, UserSig};

use crate::claims::APP;

/// An open link of a page.
#[derive(Debug)]
pub struct Link {
    stream: TcpStream,
    outgoing: Vec<u8>,
    incoming: Vec<u8>,
}

impl Link {
    /// Opens a link as the page with this number.
    ///
    /// # Errors
    /// Those of the connection, or if the emulator refuses it.
    pub async fn open(address: SocketAddr, page: usize) -> io::Result<Self> {
        let mut stream = TcpStream::connect(address).await?;
        stream.set_nodelay(true)?;
        let request = format!(
            "GET /binfo?sdkappid={APP}&instanceid={page:032x}&random=0.5&platform=7&host=unknown&version=-1\
             &sdkversion=3.6.6&compress=gzip HTTP/1.1\r\nHost: {address}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\
             Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n"
        );
        stream.write_all(request.as_bytes()).await?;
        let mut link = Self { stream, outgoing: Vec::new(), incoming: Vec::new() };
        let mut read = 0;
        let head = loop {
            read = link.read_after(read).await?;
            if let Some(end) = link.incoming[..read].windows(4).position(|bytes| bytes == b"\r\n\r\n") {
                break &link.incoming[..end];
            }
        };
        if !head.starts_with(b"HTTP/1.1 101 ") {
            return Err(io::Error::other(String::from_utf8_lossy(head).into_owned()));
        }
        Ok(link)
    }

    /// Logs a user in and panics if the emulator does not.
    ///
    /// # Errors
    /// Those of the connection.
    pub async fn login(&mut self, user_id: &UserId, ticket: &UserSig) -> io::Result<()> {
        let ticket = ticket.as_str();
        let request = format!(
            r#"{{"head":{{"ver":"v4","platform":7,"websdkappid":{APP},"websdkversion":"3.6.6","status_instid":0,"sdkappid":{APP},"contenttype":"json","reqtime":0,"identifier":"{user_id}","usersig":"{ticket}","sdkability":0,"servcmd":"im_open_status.wslogin","seq":1}},"body":{{"State":"Online","is_web_uniapp":0,"InstType":0,"CustomInfo":""}}}}"#
        );
        self.send(request.as_bytes()).await?;
        let answer = self.receive().await?;
        let answer = str::from_utf8(answer).map_err(io::Error::other)?;
        assert!(answer.contains(r#""ErrorCode":0"#) && answer.contains(r#""A2Key""#), "{user_id}: {answer}");
        Ok(())
    }

    /// Sends a binary frame. Its mask is 0, which leaves the bytes as they are.
    async fn send(&mut self, payload: &[u8]) -> io::Result<()> {
        let len = u16::try_from(payload.len()).map_err(io::Error::other)?;
        self.outgoing.clear();
        self.outgoing.extend([0x82, 0x80 | 0x7E]);
        self.outgoing.extend(len.to_be_bytes());
        self.outgoing.extend([0; 4]);
        self.outgoing.extend(payload);
        self.stream.write_all(&self.outgoing).await
    }

    /// The bytes of the next frame.
    async fn receive(&mut self) -> io::Result<&[u8]> {
        let mut read = 0;
        loop {
            read = self.read_after(read).await?;
            let [_, short, rest @ ..] = &self.incoming[..read] else { continue };
            let (start, len) = match (short & 0x7F, rest) {
                (126, [high, low, ..]) => (4, usize::from(u16::from_be_bytes([*high, *low]))),
                (126, _) => continue,
                (short, _) => (2, usize::from(short)),
            };
            if read >= start + len {
                return Ok(&self.incoming[start..start + len]);
            }
        }
    }

    /// Reads more bytes behind those that were read.
    async fn read_after(&mut self, read: usize) -> io::Result<usize> {
        const ROOM: usize = 2048;
        self.incoming.resize(read + ROOM, 0);
        match self.stream.read(&mut self.incoming[read..]).await? {
            0 => Err(io::ErrorKind::UnexpectedEof.into()),
            more => Ok(read + more),
        }
    }
}
