//! Many tickets at once. One string holds all names, and one all tickets, because each value that crosses the border
//! between the languages takes as long as a quarter of a signature.

use std::convert::Infallible;

use usersig::{InvalidUserId, Lifetime, Signer, UnixTime, UserId};

/// No name and no ticket contains it.
const SEPARATOR: char = '\n';

/// Signs for the names, which a separator follows.
pub(crate) fn sign(signer: &Signer, names: &str, lifetime: Lifetime, now: UnixTime) -> Result<String, InvalidUserId> {
    let user_ids = names.split_terminator(SEPARATOR).map(UserId::new).collect::<Result<Vec<_>, _>>()?;
    let mut texts = String::with_capacity(user_ids.len() * 200);
    let Ok(()) = signer.user_sigs(user_ids.iter().map(|user_id| (user_id, lifetime)), now, |_, text, _| {
        texts.push_str(text);
        texts.push(SEPARATOR);
        Ok::<_, Infallible>(())
    });
    Ok(texts)
}
