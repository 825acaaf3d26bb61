//! The query of a REST request says to every reader what it was made of.

use proptest::prelude::*;
use usersig::{Lifetime, RestQuery, SdkAppId, SecretKey, Signer, UnixTime, UserId, UserSig};

fn ticket_at(identifier: &str, now: u64) -> UserSig {
    let key = SecretKey::new("a throw-away key").unwrap();
    let signer = Signer::new(SdkAppId::new(1_400_000_000).unwrap(), &key);
    signer.user_sig(&UserId::new(identifier).unwrap(), Lifetime::DAY, UnixTime::from_secs(now))
}

fn ticket_of(identifier: &str) -> UserSig {
    ticket_at(identifier, 1_700_000_000)
}

/// Names and values, decoded as RFC 3986 says, by a reader that knows nothing of the writer.
fn decoded(query: &str) -> Vec<(String, String)> {
    let pairs = query.split('&').map(|pair| pair.split_once('=').unwrap());
    pairs.map(|(name, value)| (percent_decoded(name), percent_decoded(value))).collect()
}

fn percent_decoded(text: &str) -> String {
    let mut pieces = text.split('%');
    let mut plain = pieces.next().unwrap().to_owned();
    for piece in pieces {
        let (digits, rest) = piece.split_at(2);
        plain.push(char::from(u8::from_str_radix(digits, 16).unwrap()));
        plain.push_str(rest);
    }
    plain
}

fn expected(ticket: &UserSig, identifier: &str, random: u32) -> Vec<(String, String)> {
    let random = random.to_string();
    let pairs = [
        ("sdkappid", "1400000000"),
        ("identifier", identifier),
        ("usersig", ticket.as_str()),
        ("random", random.as_str()),
        ("contenttype", "json"),
    ];
    pairs.map(|(name, value)| (name.to_owned(), value.to_owned())).into()
}

/// RFC 3986, 3.4: what may stand in a query, without what separates its parts, and without `+`, which forms take for a
/// space.
fn may_stand_in_a_value(character: char) -> bool {
    character.is_ascii_alphanumeric() || "-._~!$'()*,;:@/?%".contains(character)
}

#[test]
fn the_query_is_as_the_documents_show_it() {
    let ticket = ticket_of("administrator");
    let query = RestQuery::new(ticket.clone(), 0).to_string();
    let head = "sdkappid=1400000000&identifier=administrator&usersig=";
    assert_eq!(query, format!("{head}{}&random=0&contenttype=json", ticket.as_str()));
    assert!(RestQuery::new(ticket, u32::MAX).to_string().contains("&random=4294967295&"));
}

#[test]
fn every_printable_character_of_an_id_comes_back() {
    for character in ' '..='~' {
        let identifier = format!("a{character}b{character}");
        let ticket = ticket_of(&identifier);
        let query = RestQuery::new(ticket.clone(), 7).to_string();
        assert_eq!(decoded(&query), expected(&ticket, &identifier, 7), "{query}");

        let stays = character.is_ascii_alphanumeric() || "-._~".contains(character);
        let encoded = if stays { character.to_string() } else { format!("%{:02X}", u32::from(character)) };
        assert!(query.contains(&format!("&identifier=a{encoded}b{encoded}&")), "{query}");
    }
}

#[test]
fn a_ticket_stands_in_the_query_as_it_is_with_all_its_characters() {
    let mut seen = String::new();
    for now in 1_700_000_000..1_700_000_100 {
        let ticket = ticket_at("administrator", now);
        assert!(RestQuery::new(ticket.clone(), 7).to_string().contains(&format!("&usersig={}&", ticket.as_str())));
        seen.push_str(ticket.as_str());
    }
    assert!("*-_".chars().all(|special| seen.contains(special)), "tickets without these prove nothing");
}

#[test]
fn debug_shows_nothing_of_the_ticket() {
    let ticket = ticket_of("administrator");
    let shown = format!("{:?}", RestQuery::new(ticket.clone(), 7));
    assert_eq!(shown, format!("RestQuery {{ user_sig: {ticket:?}, random: 7 }}"));
    assert!(!shown.contains(&ticket.as_str()[..8]));
}

proptest! {
    #[test]
    fn the_query_is_read_back_by_a_general_reader(identifier in "[ -~]{1,32}", random in any::<u32>()) {
        let ticket = ticket_of(&identifier);
        let query = RestQuery::new(ticket.clone(), random).to_string();
        prop_assert_eq!(decoded(&query), expected(&ticket, &identifier, random));
        for value in query.split('&').map(|pair| pair.split_once('=').unwrap().1) {
            prop_assert!(value.chars().all(may_stand_in_a_value), "{}", value);
        }
    }
}
