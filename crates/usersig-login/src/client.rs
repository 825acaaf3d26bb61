//! The client's side: the states and callbacks of the SDK.

mod action;
mod answer;
mod answered;
mod calls;
mod codes;
mod event;
mod farewell;
mod machine;
mod meaning;
mod network;
mod outbox;
mod pushes;
mod settings;
mod state;
mod timeout;
mod transition;

pub use action::{Action, Callback, Request};
pub use answer::Answer;
pub use codes::{
    KICKED_DURING_LOGIN, LOGIN_AGAIN, LOGIN_DURING_LOGIN, LOGIN_DURING_LOGOUT, LOGOUT_ANSWER, LOGOUT_WHEN_LOGGED_OUT,
    NOT_ANSWERED,
};
pub use event::{Api, Attempt, CallId, Event, LoginCall, TicketText};
pub use machine::Client;
pub use outbox::ANSWER_WITHIN;
pub use settings::{ClientSettings, ConversationsOfNobody, RefusedRenewal};
pub use state::LoginStatus;
