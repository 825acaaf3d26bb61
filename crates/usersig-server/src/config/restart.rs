//! The members that need a restart to change.

use crate::config::file::File;

/// Puts the running values of these members into a file that SIGHUP read again, and returns the names of those that differ.
/// Values of the file that SIGHUP does replace are derived from them, for example the rate of a caller without its own.
pub(crate) fn keep(file: &mut File, running: &File) -> Vec<&'static str> {
    // Every member is here, so that a new one is decided about.
    let File {
        listen,
        admin_listen,
        data_dir,
        store,
        default_app: _,
        redis,
        lifetimes,
        verification,
        rates,
        limits,
        audit,
        tls,
        apps: _,
        api_keys: _,
        issuers: _,
        certificates: _,
    } = file;
    let changed = [
        ("listen", keep_one(listen, &running.listen)),
        ("admin_listen", keep_one(admin_listen, &running.admin_listen)),
        ("data_dir", keep_one(data_dir, &running.data_dir)),
        ("store", keep_one(store, &running.store)),
        ("redis", keep_one(redis, &running.redis)),
        ("lifetimes", keep_one(lifetimes, &running.lifetimes)),
        ("verification", keep_one(verification, &running.verification)),
        ("rates", keep_one(rates, &running.rates)),
        ("limits", keep_one(limits, &running.limits)),
        ("audit", keep_one(audit, &running.audit)),
        // The files of TLS are read again, and only the switch needs a restart.
        ("tls", tls.is_some() != running.tls.is_some()),
    ];
    changed.into_iter().filter_map(|(name, is_changed)| is_changed.then_some(name)).collect()
}

/// Whether the value differs from the running one, which replaces it.
fn keep_one<T: Clone + PartialEq>(value: &mut T, running: &T) -> bool {
    let is_changed = value != running;
    if is_changed {
        value.clone_from(running);
    }
    is_changed
}
