//! Notifications that wait for their delivery, in order per user.

use std::collections::{BTreeMap, VecDeque};
use std::sync::Arc;

use tokio::sync::Notify;
use usersig::{SdkAppId, UserId};

use crate::webhook::notification::Notification;

/// How many notifications wait at most, in all apps. Above it new ones are dropped, and the journal says so.
const WAITING_MAX: usize = 10_000;

/// Whose notifications are delivered in order.
pub(crate) type Recipient = (SdkAppId, UserId);

/// A queue for each user. The first one of a queue is on its way while its courier works.
#[derive(Debug, Default)]
pub(crate) struct Outbox {
    queues: BTreeMap<Recipient, VecDeque<(u64, Notification)>>,
    next_number: u64,
    waiting: usize,
    /// Users whose queue has no courier yet.
    ready: VecDeque<Recipient>,
    /// Wakes the couriers.
    wake: Arc<Notify>,
}

/// There are too many notifications.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct OutboxFull;

impl Outbox {
    /// Adds a notification.
    ///
    /// # Errors
    /// If too many wait already.
    pub(crate) fn push(&mut self, notification: Notification) -> Result<(), OutboxFull> {
        if self.waiting >= WAITING_MAX {
            return Err(OutboxFull);
        }
        let recipient = (notification.sdk_app_id, notification.user_id);
        let queue = self.queues.entry(recipient).or_default();
        if queue.is_empty() {
            self.ready.push_back(recipient);
            self.wake.notify_one();
        }
        queue.push_back((self.next_number, notification));
        self.next_number += 1;
        self.waiting += 1;
        Ok(())
    }

    /// A user whose queue needs a courier.
    pub(crate) fn take_ready(&mut self) -> Option<Recipient> {
        self.ready.pop_front()
    }

    /// The notification to deliver next, and its number.
    pub(crate) fn first(&self, recipient: &Recipient) -> Option<&(u64, Notification)> {
        self.queues.get(recipient)?.front()
    }

    /// The notification of this number was delivered or given up.
    pub(crate) fn done(&mut self, recipient: &Recipient, number: u64) {
        let Some(queue) = self.queues.get_mut(recipient) else { return };
        // After a reset, another notification may be the first one.
        if queue.front().is_some_and(|(first, _)| *first == number) {
            queue.pop_front();
            self.waiting -= 1;
        }
        if queue.is_empty() {
            self.queues.remove(recipient);
        }
    }

    pub(crate) fn wake(&self) -> Arc<Notify> {
        Arc::clone(&self.wake)
    }

    /// Everything that waits, by user and in order.
    pub(crate) fn waiting(&self) -> impl Iterator<Item = &Notification> {
        self.queues.values().flatten().map(|(_, notification)| notification)
    }

    /// Forgets everything. A courier that is on its way finds an empty queue and ends.
    pub(crate) fn clear(&mut self) {
        self.queues.clear();
        self.ready.clear();
        self.waiting = 0;
    }
}
