// The operations of one `library`. This file is included twice, because two revisions of a type are two types.

use std::convert::Infallible;
use std::hint::black_box;

use library::{Lifetime, Privileges, Room, SdkAppId, SecretKey, Signer, UnixTime, UserId, Verifier};
use usersig_benches::case;
use usersig_benches::claims::{APP, ISSUED_AT, KEY, Official};
use usersig_benches::plain;
use usersig_benches::ratio::Subject;

/// Claims of one slice of time. The next slice takes the next ones.
const AT_ONCE: usize = 1_000;

struct Case {
    user_id: UserId,
    lifetime: Lifetime,
    now: UnixTime,
}

fn cases(cases: &[case::Case]) -> Vec<Case> {
    let case = |case: &case::Case| Case {
        user_id: user(case.user_id.as_str()),
        lifetime: Lifetime::from_secs(case.lifetime.as_secs()).expect("it is a lifetime"),
        now: UnixTime::from_secs(case.now.as_secs()),
    };
    cases.iter().map(case).collect()
}

fn user(id: &str) -> UserId {
    UserId::new(id).expect("it is a UserID")
}

fn key(key: &str) -> SecretKey {
    SecretKey::new(key).expect("it is a key")
}

fn app(number: u32) -> SdkAppId {
    SdkAppId::new(number).expect("it is not 0")
}

fn signer() -> Signer {
    Signer::new(app(APP), &key(KEY))
}

/// Calls `run` with the next items each time.
fn in_turn<T: 'static>(items: Vec<T>, mut run: impl FnMut(&[T]) + 'static) -> Subject<'static> {
    let (count, mut start) = (AT_ONCE.min(items.len()), 0);
    Subject::new(count, move || {
        run(&items[start..start + count]);
        start = (start + count) % (items.len() / count * count);
    })
}

pub(crate) fn sign(claims: &[case::Case]) -> Subject<'static> {
    let (signer, mut out) = (signer(), String::new());
    in_turn(cases(claims), move |cases| {
        for case in cases {
            out.clear();
            signer.write_user_sig(&case.user_id, case.lifetime, case.now, &mut out);
            black_box(&out);
        }
        assert!(!out.is_empty());
    })
}

pub(crate) fn sign_batch(claims: &[case::Case]) -> Subject<'static> {
    let signer = signer();
    in_turn(cases(claims), move |cases| {
        let users = cases.iter().map(|case| (&case.user_id, Lifetime::DAY));
        let mut count = 0;
        let Ok(()) = signer.user_sigs(users, UnixTime::from_secs(ISSUED_AT), |_, ticket, _| {
            count += black_box(ticket).len().min(1);
            Ok::<_, Infallible>(())
        });
        assert_eq!(count, cases.len());
    })
}

pub(crate) fn verify(claims: &[case::Case]) -> Subject<'static> {
    let (signer, verifier) = (signer(), Verifier::new(app(APP), &key(KEY)));
    let sign = |case: Case| (signer.user_sig(&case.user_id, case.lifetime, case.now).into_string(), case);
    in_turn(cases(claims).into_iter().map(sign).collect(), move |tickets| {
        for (ticket, case) in tickets {
            black_box(verifier.user_sig(ticket, &case.user_id, case.now).expect("the ticket is valid"));
        }
    })
}

pub(crate) fn sign_map_key(claims: &[case::Case]) -> Subject<'static> {
    let (signer, room, mut out) = (signer(), Room::name("lobby").expect("5 characters"), String::new());
    in_turn(cases(claims), move |cases| {
        for Case { user_id, lifetime, now } in cases {
            out.clear();
            let written = signer.write_private_map_key(user_id, &room, Privileges::ALL, *lifetime, *now, &mut out);
            written.expect("it ends before 2106");
            black_box(&out);
        }
    })
}

/// Verifies tickets of the official signers. All of them are for rooms, or none is.
pub(crate) fn official(tickets: &[&Official]) -> Subject<'static> {
    let ticket = |ticket: &&Official| {
        let number = plain::document(&ticket.text)["TLS.sdkappid"].as_u64().expect("the ticket names its app");
        let number = u32::try_from(number).expect("it has 32 bits");
        #[allow(unused_qualifications, reason = "for the earlier revision, this is another type")]
        let room = ticket.room.as_ref().map(|room| match room {
            usersig::Room::Name(name) => Room::name(name.as_str()).expect("it is a name"),
            usersig::Room::Number(number) => Room::number(number.get()).expect("it is a number"),
            _ => unreachable!("a room has a number or a name"),
        });
        let verifier = Verifier::new(app(number), &key(&ticket.key));
        (
            verifier,
            ticket.text.clone(),
            user(ticket.user_id.as_str()),
            room,
            UnixTime::from_secs(ticket.issued_at.as_secs()),
        )
    };
    in_turn(tickets.iter().map(ticket).collect(), move |tickets| {
        for (verifier, text, user, room, now) in tickets {
            let is_good = match room {
                None => verifier.user_sig(text, user, *now).is_ok(),
                Some(room) => verifier.private_map_key(text, user, room, Privileges::NONE, *now).is_ok(),
            };
            assert!(black_box(is_good));
        }
    })
}

/// Refuses bad texts.
pub(crate) fn refuse(texts: Vec<String>) -> Subject<'static> {
    let (verifier, alice) = (Verifier::new(app(APP), &key(KEY)), user("alice"));
    in_turn(texts, move |texts| {
        for text in texts {
            let refused = verifier.user_sig(black_box(text), &alice, UnixTime::from_secs(ISSUED_AT));
            _ = black_box(refused.expect_err("the text is bad"));
        }
    })
}
