//! How often the REST interface may be called.

use std::collections::BTreeMap;
use std::time::Duration;

/// The calls of the current second, by the machine's clock, because a frozen clock must not stop a test's own calls.
#[derive(Debug, Default)]
pub(crate) struct Rates {
    second: u64,
    /// By command. It is cleared with each second.
    calls: BTreeMap<&'static str, u32>,
}

/// A command was called too often in this second.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct TooOften;

impl Rates {
    /// Counts a call.
    ///
    /// # Errors
    /// If there have been `allowed` calls in this second.
    pub(crate) fn count(&mut self, command: &'static str, allowed: u32, uptime: Duration) -> Result<(), TooOften> {
        if self.second != uptime.as_secs() {
            self.second = uptime.as_secs();
            self.calls.clear();
        }
        let calls = self.calls.entry(command).or_default();
        if *calls >= allowed {
            return Err(TooOften);
        }
        *calls += 1;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_command_can_be_called_as_often_a_second_as_its_document_says() {
        let mut rates = Rates::default();
        let second = Duration::from_secs(5);
        for _ in 0..200 {
            assert_eq!(rates.count("kick", 200, second), Ok(()));
        }
        assert_eq!(rates.count("kick", 200, second), Err(TooOften));
        assert_eq!(rates.count("account_check", 100, second), Ok(()));
        assert_eq!(rates.count("kick", 200, Duration::from_secs(6)), Ok(()));
    }
}
