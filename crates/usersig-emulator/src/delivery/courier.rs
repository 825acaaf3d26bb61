//! Delivers notifications: one courier for each user, so that each user's notifications arrive in order.

use std::sync::Arc;
use std::time::Duration;

use tokio::sync::{Semaphore, watch};
use tokio::time::sleep;

use crate::delivery::post::post;
use crate::faults::faults_in_force::Strikes;
use crate::journal::entry::Record;
use crate::journal::log::About;
use crate::webhook::notification::Notification;
use crate::webhook::outbox::Recipient;
use crate::world::emulator::Emulator;

/// How many couriers work at the same time.
const COURIERS: usize = 32;

/// The pauses after failed attempts. After the last one the notification is given up.
const PAUSES: [Duration; 4] =
    [Duration::from_millis(500), Duration::from_secs(1), Duration::from_secs(2), Duration::from_secs(4)];

/// Sends couriers out until the emulator stops.
pub(crate) async fn deliver(emulator: Arc<Emulator>, mut stop: watch::Receiver<bool>) {
    let wake = emulator.call(|world, _| world.outbox.wake());
    let couriers = Arc::new(Semaphore::new(COURIERS));
    loop {
        while let Some(recipient) = emulator.call(|world, _| world.outbox.take_ready()) {
            let Ok(place) = Arc::clone(&couriers).acquire_owned().await else { return };
            let emulator = Arc::clone(&emulator);
            tokio::spawn(async move {
                serve(&emulator, &recipient).await;
                drop(place);
            });
        }
        tokio::select! {
            () = wake.notified() => {}
            _ = stop.wait_for(|stop| *stop) => return,
        }
    }
}

/// Delivers everything that a user's queue holds.
async fn serve(emulator: &Emulator, recipient: &Recipient) {
    while let Some((number, notification)) = emulator.call(|world, _| world.outbox.first(recipient).cloned()) {
        insist(emulator, &notification).await;
        emulator.call(|world, _| world.outbox.done(recipient, number));
    }
}

/// Tries again with growing pauses, by the machine's clock, because the app's server lives in its time.
async fn insist(emulator: &Emulator, notification: &Notification) {
    for (attempt, pause) in (1..).zip(PAUSES.into_iter().map(Some).chain([None])) {
        let outcome = attempt_once(emulator, notification).await;
        let is_delivered = outcome.is_ok();
        let outcome = match (outcome, pause) {
            (Ok(()), _) => "delivered".to_owned(),
            (Err(error), Some(_)) => error,
            (Err(error), None) => format!("given up: {error}"),
        };
        note(emulator, notification, attempt, outcome);
        match pause.filter(|_| !is_delivered) {
            Some(pause) => sleep(pause).await,
            None => return,
        }
    }
}

async fn attempt_once(emulator: &Emulator, notification: &Notification) -> Result<(), String> {
    let Notification { sdk_app_id, user_id, .. } = notification;
    let fault = emulator.call(|world, now| world.strike(Strikes::Webhook, *sdk_app_id, Some(user_id), now));
    match fault {
        Some((fault, _)) => Err(format!("fault {fault}")),
        None => post(notification).await.map_err(|error| format!("{error:#}")),
    }
}

fn note(emulator: &Emulator, notification: &Notification, attempt: u32, outcome: String) {
    let Notification { sdk_app_id, user_id, action, .. } = notification;
    let about = About { sdk_app_id: Some(*sdk_app_id), user_id: Some(user_id.as_str()) };
    let record = Record::Webhook { action: action.clone(), attempt, outcome };
    emulator.call(|world, now| world.journal.note(about, now, record));
}
