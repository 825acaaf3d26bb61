//! The scripts. They are constant: a request only passes keys and arguments.

use redis::Cmd;
use sha1_smol::Sha1;

/// A script and its name on the server.
pub(crate) struct Script {
    code: &'static str,
    digest: String,
}

/// All scripts of the store.
pub(crate) struct Scripts {
    pub(crate) canary: Script,
    pub(crate) revoke: Script,
    pub(crate) visit: Script,
}

impl Scripts {
    pub(crate) fn new() -> Self {
        Self {
            canary: Script::new(concat!(include_str!("common.lua"), include_str!("canary.lua"))),
            revoke: Script::new(concat!(include_str!("common.lua"), include_str!("revoke.lua"))),
            visit: Script::new(concat!(include_str!("common.lua"), include_str!("visit.lua"))),
        }
    }
}

impl Script {
    fn new(code: &'static str) -> Self {
        Self { code, digest: Sha1::from(code).digest().to_string() }
    }

    /// Runs the script if the server knows it.
    pub(crate) fn by_digest(&self, call: &Call) -> Cmd {
        call.command("EVALSHA", &self.digest)
    }

    /// Runs the script and teaches it to the server, which forgets it with a restart or a failover.
    pub(crate) fn by_code(&self, call: &Call) -> Cmd {
        call.command("EVAL", self.code)
    }
}

/// The keys and arguments of one request. The first argument is its nonce.
pub(crate) struct Call {
    pub(crate) keys: Vec<String>,
    pub(crate) arguments: Vec<String>,
}

impl Call {
    fn command(&self, name: &str, script: &str) -> Cmd {
        let mut command = redis::cmd(name);
        command.arg(script).arg(self.keys.len()).arg(&self.keys).arg(&self.arguments);
        command
    }

    pub(crate) fn nonce(&self) -> &str {
        self.arguments.first().map_or("", String::as_str)
    }
}
