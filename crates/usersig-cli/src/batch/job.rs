//! The work on a line.

use usersig::Cause;

use crate::batch::answers::Answers;
use crate::doubts::doubt::Doubt;

/// Work on lines, by many threads at once.
pub(crate) trait Job: Send + Sync + 'static {
    /// Appends the answer and its line end: `Ok(None)` for a good line, the cause for a refused ticket. An error says
    /// why the line is bad. Then the caller removes what was appended. `doubt` takes each doubt and its value.
    fn answer(
        &self,
        line: &str,
        doubt: &mut dyn FnMut(Doubt, &str),
        out: &mut Answers,
    ) -> anyhow::Result<Option<Cause>>;

    /// Appends the answer to a bad line, so that the answers stay beside their lines.
    fn answer_bad_line(&self, out: &mut String);

    /// Completes the answers so far.
    fn complete(&self, out: &mut Answers);
}
