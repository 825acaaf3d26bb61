//! One million users log in for the first time: how many a second, and how long the slowest call takes.

use std::hint::black_box;
use std::num::NonZeroU8;
use std::time::{Duration, Instant};

#[cfg(target_os = "linux")]
use rustix::time::{ClockId, clock_gettime};
use usersig::VerifiedClaims;
use usersig_benches::claims;
use usersig_benches::figure::Figure;
use usersig_login::UnixMillis;
use usersig_login::platform::Platform;
use usersig_login::service::{AppSettings, Device, Registry, SILENCE_ALLOWED, ShardedRegistry};

use crate::SOURCE;

pub(crate) fn growth(tickets: &[VerifiedClaims]) -> Vec<Figure> {
    let one = logins_per_second(tickets, 1);
    let two = logins_per_second(tickets, 2);
    let (login, timer) = slowest(tickets);
    vec![
        Figure::stated("logins_per_second", one, "a second"),
        Figure::stated("logins_per_second_2", two, "a second, two threads"),
        Figure::at_most("slowest_login", millis(login), "ms of CPU", 2.0),
        Figure::at_most("slowest_timer_call", millis(timer), "ms of CPU", 2.0),
    ]
}

/// Threads that share one app. Each ticket is verified before, so this is the time of the registry.
fn logins_per_second(tickets: &[VerifiedClaims], threads: usize) -> f64 {
    let app = ShardedRegistry::new(
        claims::verifier().sdk_app_id(),
        AppSettings::default(),
        NonZeroU8::new(255).expect("255 is not 0"),
    );
    let start = Instant::now();
    std::thread::scope(|scope| {
        for part in tickets.chunks(tickets.len().div_ceil(threads)) {
            let app = &app;
            scope.spawn(move || {
                for ticket in part {
                    app.with_user(ticket.user_id(), |shard| {
                        shard.login(ticket, device(), SOURCE, now()).expect("the user is let in")
                    });
                }
            });
        }
    });
    let seconds = start.elapsed().as_secs_f64();
    assert_eq!(app.counts().online_users, tickets.len(), "everybody is online");
    crate::quotient(i64::try_from(tickets.len()).expect("a million"), 1) / seconds
}

/// The CPU time of the slowest login while the app grows, and of the slowest timer call that ends 100 sessions.
fn slowest(tickets: &[VerifiedClaims]) -> (Duration, Duration) {
    let mut registry = Registry::new(claims::verifier().sdk_app_id(), AppSettings::default());
    let mut login = Duration::ZERO;
    for ticket in tickets {
        let start = cpu_time();
        let logged_in = registry.login(ticket, device(), SOURCE, now()).expect("the user is let in");
        login = login.max(cpu_time().saturating_sub(start));
        black_box(logged_in);
    }
    let (mut timer, mut events) = (Duration::ZERO, 0);
    let end = now().saturating_add(SILENCE_ALLOWED);
    while registry.poll_timeout().is_some_and(|due_at| due_at <= end) {
        let start = cpu_time();
        events += registry.handle_timeout(end, 100).len();
        timer = timer.max(cpu_time().saturating_sub(start));
    }
    assert_eq!(events, tickets.len(), "everybody has timed out");
    (login, timer)
}

#[cfg(target_os = "linux")]
fn cpu_time() -> Duration {
    let time = clock_gettime(ClockId::ThreadCPUTime);
    let (seconds, nanos) = (u64::try_from(time.tv_sec), u32::try_from(time.tv_nsec));
    Duration::new(seconds.expect("CPU time is positive"), nanos.expect("less than a second"))
}

/// Elsewhere the clock on the wall has to do.
#[cfg(not(target_os = "linux"))]
fn cpu_time() -> Duration {
    static START: std::sync::LazyLock<Instant> = std::sync::LazyLock::new(Instant::now);
    START.elapsed()
}

const fn device() -> Device {
    Device::new(Platform::Android, 1)
}

fn now() -> UnixMillis {
    claims::now().into()
}

fn millis(span: Duration) -> f64 {
    span.as_secs_f64() * 1000.0
}
