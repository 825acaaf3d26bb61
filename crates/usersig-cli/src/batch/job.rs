//! What is done with a line.

use usersig::Cause;

/// Work on lines, by many threads at once.
pub(crate) trait Job: Send + Sync + 'static {
    /// Appends the answer and its line end: `Ok(None)` for good, the cause for a refusal. The error says what is wrong
    /// with the line, of whose answer nothing counts then.
    fn answer(&self, line: &str, out: &mut String) -> anyhow::Result<Option<Cause>>;

    /// Appends what stands for the answer to a bad line, so that answers and questions stay side by side.
    fn answer_bad_line(&self, out: &mut String);
}
