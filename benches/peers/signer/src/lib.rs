//! The lines between `peers` and a signer that is written in Rust. Call the signer as `PROGRAM SDKAPPID LIFETIME ID..`.
//!
//! The key is in the environment as `USERSIG_KEY`. For each line read, the program signs once for every id and writes a
//! line with the nanoseconds for a ticket and the tickets.

use std::env;
use std::error::Error;
use std::hint::black_box;
use std::io::{self, Write};
use std::time::Instant;

/// Why a signer ended.
pub type Failure = Box<dyn Error>;

/// The arguments of a signer.
#[derive(Debug)]
pub struct Arguments {
    /// The app.
    pub sdk_app_id: u32,
    /// The lifetime in seconds.
    pub lifetime: u32,
    /// The secret key.
    pub key: String,
    /// The users.
    pub user_ids: Vec<String>,
}

impl Arguments {
    /// Reads them.
    ///
    /// # Errors
    /// If one is missing or is not a number.
    pub fn read() -> Result<Self, Failure> {
        let mut arguments = env::args().skip(1);
        let mut number = || Ok::<u32, Failure>(arguments.next().ok_or("SDKAPPID LIFETIME ID..")?.parse()?);
        let (sdk_app_id, lifetime) = (number()?, number()?);
        Ok(Self { sdk_app_id, lifetime, key: env::var("USERSIG_KEY")?, user_ids: arguments.collect() })
    }
}

/// Signs for every user whenever it reads a line.
///
/// # Errors
/// Those of the signer and of the pipes.
pub fn serve<U, T: AsRef<str>>(users: &[U], mut sign: impl FnMut(&U) -> Result<T, Failure>) -> Result<(), Failure> {
    // This is the state of a server that has once freed a large buffer. From then on glibc keeps the memory of a
    // compressor for the next one. A fresh process gives it back after every ticket, and takes three times as long.
    drop(black_box(vec![0_u8; 8 << 20]));
    let mut tickets = String::new();
    for line in io::stdin().lines() {
        line?;
        tickets.clear();
        let start = Instant::now();
        for user in users {
            tickets.push(' ');
            tickets.push_str(sign(black_box(user))?.as_ref());
        }
        let nanoseconds = start.elapsed().as_nanos() / users.len() as u128;
        writeln!(io::stdout(), "{nanoseconds}{tickets}")?;
    }
    Ok(())
}
