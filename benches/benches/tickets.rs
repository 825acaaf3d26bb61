//! The time that a caller waits for each call, as criterion's report.

use std::hint::black_box;

use criterion::{Criterion, criterion_group, criterion_main};
use usersig::{Cause, Privileges, Room, SdkAppId, SecretKey, Signer, UnixTime, UserId, Verifier};
use usersig_benches::claims;

criterion_main!(tickets);
criterion_group!(tickets, mint, verify, refuse, private_map_key);

fn user() -> UserId {
    UserId::new("user_00000001").expect("13 characters")
}

fn room() -> Room {
    Room::name("lobby").expect("5 characters")
}

fn mint(criterion: &mut Criterion) {
    let (signer, user, lifetime, now) = (claims::signer(), user(), claims::lifetime(), claims::now());
    let mut out = String::with_capacity(Signer::MAX_TICKET_LEN);
    criterion.bench_function("mint", |bencher| {
        bencher.iter(|| {
            out.clear();
            signer.write_user_sig(black_box(&user), lifetime, now, &mut out)
        });
    });
    assert!(claims::verifier().user_sig(&out, &user, now).is_ok(), "the ticket is good");
}

fn verify(criterion: &mut Criterion) {
    let (verifier, user, now) = (claims::verifier(), user(), claims::now());
    let user_sig = claims::signer().user_sig(&user, claims::lifetime(), now);
    criterion.bench_function("verify", |bencher| {
        bencher.iter(|| verifier.user_sig(black_box(user_sig.as_str()), &user, now).expect("the ticket is good"));
    });
}

fn refuse(criterion: &mut Criterion) {
    let (verifier, user, now) = (claims::verifier(), user(), claims::now());
    let foreign_key = SecretKey::new("a key of somebody else").expect("22 characters");
    let foreign = Signer::new(SdkAppId::new(claims::APP).expect("the app is not 0"), &foreign_key);
    let foreign = foreign.user_sig(&user, claims::lifetime(), now);
    let old = claims::signer().user_sig(&user, claims::lifetime(), now);
    let too_late = UnixTime::from_secs(old.expires_at().as_secs() + 1);
    refuse_one(criterion, "refuse a foreign signature", &verifier, foreign.as_str(), now, Cause::BadSignature);
    refuse_one(criterion, "refuse an expired ticket", &verifier, old.as_str(), too_late, Cause::Expired);
}

fn refuse_one(criterion: &mut Criterion, name: &str, verifier: &Verifier, text: &str, now: UnixTime, cause: Cause) {
    let user = user();
    criterion.bench_function(name, |bencher| {
        bencher.iter(|| {
            let refused = verifier.user_sig(black_box(text), &user, now).expect_err("it is refused");
            assert_eq!(refused.cause(), cause);
        });
    });
}

fn private_map_key(criterion: &mut Criterion) {
    let (signer, verifier, user, room) = (claims::signer(), claims::verifier(), user(), room());
    let (lifetime, now) = (claims::lifetime(), claims::now());
    let mut out = String::with_capacity(Signer::MAX_TICKET_LEN);
    let sign = |out: &mut String| {
        out.clear();
        let all = Privileges::ALL;
        signer.write_private_map_key(black_box(&user), &room, all, lifetime, now, out).expect("it ends before 2106")
    };
    criterion.bench_function("mint a private map key", |bencher| bencher.iter(|| sign(&mut out)));
    criterion.bench_function("verify a private map key", |bencher| {
        bencher.iter(|| {
            let judged = verifier.private_map_key(black_box(&out), &user, &room, Privileges::ALL, now);
            judged.expect("the map key is good")
        });
    });
}
