//! The states of the table: a state of the client with its link.

use crate::client::outbox::Link;
use crate::client::state::{Earlier, Online, State, With};

macro_rules! positions {
    ($($variant:ident = $name:literal,)+) => {
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub(super) enum Position { $($variant,)+ }

        impl Position {
            pub(super) const ALL: &'static [Self] = &[$(Self::$variant,)+];

            pub(super) const fn name(self) -> &'static str {
                match self { $(Self::$variant => $name,)+ }
            }
        }
    };
}

positions! {
    Uninitialized = "before initSDK",
    LoggedOut = "logged out",
    LoggedOutDown = "logged out, link down",
    Failed = "login failed",
    FailedDown = "login failed, link down",
    LoggingIn = "logging in",
    LoggingInDown = "logging in, link down",
    LoggingInAgain = "logging in again after a lost answer",
    LoggingInAgainDown = "logging in again after a lost answer, link down",
    Online = "online",
    Down = "link down",
    Reconnecting = "reconnecting",
    LoggingInByItself = "logging in by itself",
    Waiting = "waiting to reconnect",
    OnlineRenewing = "online, new ticket",
    DownRenewing = "link down, new ticket",
    ReconnectingRenewing = "reconnecting, new ticket",
    LoggingInByItselfRenewing = "logging in by itself, new ticket",
    WaitingRenewing = "waiting to reconnect, new ticket",
    ExpiredRenewing = "expired, new ticket",
    ExpiredDownRenewing = "expired, link down, new ticket",
    LoggingOut = "logging out",
}

pub(super) fn position(state: &State, link: Link) -> Position {
    use Position as P;
    match (state, link) {
        (State::Uninitialized, Link::Down) => P::Uninitialized,
        (State::LoggedOut { last: None }, Link::Up) => P::LoggedOut,
        (State::LoggedOut { last: None }, Link::Down) => P::LoggedOutDown,
        (State::LoggedOut { last: Some(_) }, Link::Up) => P::Failed,
        (State::LoggedOut { last: Some(_) }, Link::Down) => P::FailedDown,
        (State::LoggingIn(login), link) => match (login.sent.is_some(), login.earlier, link) {
            (true, Earlier::None, Link::Up) => P::LoggingIn,
            (false, Earlier::None, Link::Down) => P::LoggingInDown,
            (true, Earlier::Lost, Link::Up) => P::LoggingInAgain,
            (false, Earlier::Lost, Link::Down) => P::LoggingInAgainDown,
            other => panic!("a login is {other:?}"),
        },
        (State::LoggedIn(session), link) => {
            let renewal = session.renewal.as_ref().map(|renewal| renewal.sent.is_some());
            assert!(renewal.is_none_or(|sent| sent == (link == Link::Up)), "a new ticket is sent when the link is up");
            match (session.online, renewal.is_some(), session.is_expired, link) {
                (Online::Now { .. }, false, false, Link::Up) => P::Online,
                (Online::LinkDown, false, false, Link::Down) => P::Down,
                (Online::Reconnecting { with: With::Reconnect, .. }, false, false, Link::Up) => P::Reconnecting,
                (Online::Reconnecting { with: With::Login, .. }, false, false, Link::Up) => P::LoggingInByItself,
                (Online::Waiting { .. }, false, false, Link::Up) => P::Waiting,
                (Online::Now { .. }, true, false, Link::Up) => P::OnlineRenewing,
                (Online::LinkDown, true, false, Link::Down) => P::DownRenewing,
                (Online::Reconnecting { with: With::Reconnect, .. }, true, false, Link::Up) => P::ReconnectingRenewing,
                (Online::Reconnecting { with: With::Login, .. }, true, false, Link::Up) => P::LoggingInByItselfRenewing,
                (Online::Waiting { .. }, true, false, Link::Up) => P::WaitingRenewing,
                (Online::Waiting { .. }, true, true, Link::Up) => P::ExpiredRenewing,
                (Online::LinkDown, true, true, Link::Down) => P::ExpiredDownRenewing,
                other => panic!("a session is {other:?}"),
            }
        }
        (State::LoggingOut { .. }, Link::Up) => P::LoggingOut,
        (state, link) => panic!("{state:?} with its link {link:?}"),
    }
}
