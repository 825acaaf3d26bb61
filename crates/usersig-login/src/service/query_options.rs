//! The options of a request of `query_online_status`, and the editions of its document.

/// Whether `query_online_status` lists the platforms of each user. Its request says so in `IsNeedDetail`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Detail {
    /// `IsNeedDetail` is 1.
    Needed,
    /// `IsNeedDetail` is 0 or absent.
    #[default]
    NotNeeded,
}

/// Whether `query_online_status` gives the instance id of each device. Its request says so in `IsReturnInstid`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum InstanceIds {
    /// `IsReturnInstid` is 1. There is one entry for each device, with its `Instid`.
    Returned,
    /// `IsReturnInstid` is 0 or absent. There is one entry for each platform.
    #[default]
    NotReturned,
}

/// Whether `query_online_status` gives the custom status of each user. Its request says so in `IsReturnCustomStatus`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum CustomStatuses {
    /// `IsReturnCustomStatus` is 1. This library keeps no custom status, so `CustomStatus` is empty.
    Returned,
    /// `IsReturnCustomStatus` is 0 or absent.
    #[default]
    NotReturned,
}

/// The edition of the `query_online_status` document. Their samples have different names.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum QueryEdition {
    /// A user has a `Status`, and the platform is `iPhone` (269/2566).
    #[default]
    Domestic,
    /// A user has a `State`, and the platform is `IPhone` (1047/35477 of 2025-10-23).
    International,
}
