//! `/v4`: the service's REST interface, which business servers call.

mod account_list;
mod accounts;
pub(crate) mod call;
mod caller;
mod command;
mod members;
mod online;
mod refusal;
pub(crate) mod route;
