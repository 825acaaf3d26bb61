//! One test ticket for each answer that a verifier can give.

use crate::mint::signer::Signer;
use crate::test_util::maker::Maker;
use crate::test_util::options::{NoTestTickets, TestTicketOptions};
use crate::test_util::test_ticket::TestTicket;

/// Makes test tickets for the signer's app: valid ones, and one for each cause that a ticket can have.
///
/// The causes `no_key` and `unknown_sdk_app_id` are not those of a ticket but of a key ring. Valid tickets are genuine, so
/// use a key that is made for tests.
///
/// | Name | Ticket | Expected |
/// |---|---|---|
/// | `good`, `private_map_key` | as a signer writes it | valid |
/// | `expiring` | expires after `expiring_in` | valid |
/// | `stored` | in a zlib stream that does not compress | valid |
/// | `expired` | expired earlier | `expired` |
/// | `wrong_user`, `wrong_app`, `wrong_key` | of another user, app or key | `wrong_user_id`, `wrong_sdk_app_id`, `bad_signature` |
/// | `empty` | no text | `empty` |
/// | `cut_off`, `altered`, `not_compressed` | the first half, one character changed, no zlib step | `bad_zlib` |
/// | `escaped` | with a percent sign | `bad_base64` |
/// | `open_document` | without the last brace | `bad_json` |
/// | `time_as_text` | with quotes around `TLS.time` | `bad_field` |
/// | `version_1` | as version 1 has it | `legacy_version` |
/// | `inflating`, `padded` | larger than any document, longer than any ticket | `too_big`, `too_long` |
/// | `future`, `before_kick` | asked about with a future tolerance, a valid-after time | `not_yet_valid`, `revoked` |
/// | `private_map_key_as_user_sig`, `user_sig_as_private_map_key` | the other kind | `not_a_user_sig`, `not_a_private_map_key` |
/// | `other_room`, `other_account` | for another room, with a userbuf of another account | `wrong_room`, `bad_private_map` |
/// | `private_map_key_without_create` and seven more | lacks the privilege that is asked for | `missing_privilege` |
///
/// ```
/// use usersig::test_util::{TestTicketOptions, signer, test_tickets, verifier};
/// use usersig::{Lifetime, UnixTime, UserId};
///
/// let (alice, now) = (UserId::new("alice")?, UnixTime::from_secs(1_700_000_000));
/// let options =
///     TestTicketOptions { user_id: alice, lifetime: Lifetime::HOUR, expiring_in: Lifetime::from_secs(60)?, now };
/// for ticket in test_tickets(&signer(), options)? {
///     let judged = ticket.judge(&verifier(), &alice, now);
///     assert_eq!(judged.map_err(|refused| refused.cause()), ticket.expected, "{}", ticket.name);
/// }
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
/// When `now` is so early that no ticket can have expired, or so late that a PrivateMapKey would expire after 2106.
pub fn test_tickets(signer: &Signer, options: TestTicketOptions) -> Result<Vec<TestTicket>, NoTestTickets> {
    let maker = Maker::new(signer, options);
    let mut tickets = maker.in_time()?;
    tickets.extend(maker.of_others());
    tickets.extend(maker.malformed());
    tickets.extend(maker.for_tolerances());
    tickets.extend(maker.private_map_keys()?);
    Ok(tickets)
}
