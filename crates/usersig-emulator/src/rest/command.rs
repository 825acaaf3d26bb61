//! The commands of the REST interface.

use usersig::ErrorCode;

/// A command and its limits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Command {
    Check,
    Delete,
    Import,
    ImportMany,
    Kick,
    Query,
}

impl Command {
    /// The command of an address, or nothing if the emulator does not have it.
    pub(super) fn of(service: &str, command: &str) -> Option<Self> {
        match (service, command) {
            ("im_open_login_svc", "account_check") => Some(Self::Check),
            ("im_open_login_svc", "account_delete") => Some(Self::Delete),
            ("im_open_login_svc", "account_import") => Some(Self::Import),
            ("im_open_login_svc", "multiaccount_import") => Some(Self::ImportMany),
            ("im_open_login_svc", "kick") => Some(Self::Kick),
            // `querystate` is the name of older documents.
            ("openim", "query_online_status" | "querystate") => Some(Self::Query),
            _ => None,
        }
    }

    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Check => "account_check",
            Self::Delete => "account_delete",
            Self::Import => "account_import",
            Self::ImportMany => "multiaccount_import",
            Self::Kick => "kick",
            Self::Query => "query_online_status",
        }
    }

    /// How many calls a second an app may make (REST documents). `account_delete` has the limit of the imports, because
    /// its document gives none.
    pub(super) const fn calls_a_second(self) -> u32 {
        match self {
            Self::Check | Self::Delete | Self::ImportMany => 100,
            Self::Import | Self::Kick | Self::Query => 200,
        }
    }

    /// The code for a caller who is not an administrator. The documents of the accounts list 70403, and that of the online
    /// status lists 90009.
    pub(super) const fn not_an_administrator(self) -> ErrorCode {
        match self {
            Self::Check | Self::Delete | Self::Import | Self::ImportMany | Self::Kick => ErrorCode::ADMIN_REQUIRED,
            Self::Query => ErrorCode::new(90_009),
        }
    }

    /// The code for a body that is not a JSON object (`query_online_status` document: 90001).
    pub(super) const fn bad_json(self) -> ErrorCode {
        match self {
            Self::Check | Self::Delete | Self::Import | Self::ImportMany | Self::Kick => {
                ErrorCode::SVR_COMM_REQ_JSON_PARSE_FAILED
            }
            Self::Query => ErrorCode::new(90_001),
        }
    }
}
