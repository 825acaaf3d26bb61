//! Links open and close.

use usersig_login::UnixMillis;
use usersig_login::exchange::Link;

use crate::app::app_state::App;
use crate::app::effects::Effects;
use crate::app::open_link::{Client, OpenLink, Outgoing};
use crate::words::cause::Cause;
use crate::words::link_id::LinkId;

impl App {
    pub(crate) fn open(&mut self, id: LinkId, link: Link, client: Client) {
        self.links.insert(id, OpenLink { link, client, login: None, ending: None });
    }

    /// A link is gone. Its device keeps its place and can come back.
    pub(crate) fn close(&mut self, id: LinkId, now: UnixMillis, effects: &mut Effects<'_>) {
        let Some(open) = self.links.remove(&id) else { return };
        let session = open.link.session().or(open.login.map(|login| login.session));
        let cause = Cause::Device(open.link.device().platform, open.link.source());
        let events = session.map(|session| self.registry.disconnect(session, now)).unwrap_or_default();
        if let Some(session) = session
            && self.routes.get(&session) == Some(&id)
        {
            self.routes.remove(&session);
        }
        self.pass_on(events, cause, now, effects);
    }

    /// Breaks links, of one user or all. Returns how many.
    pub(crate) fn break_links(&mut self, user_id: Option<&usersig::UserId>) -> usize {
        let is_meant = |open: &&mut OpenLink| {
            let of_user = user_id.is_none_or(|user_id| open.login.is_some_and(|login| login.user_id == *user_id));
            of_user && !open.client.is_phone()
        };
        let broken = self.links.values_mut().filter(is_meant);
        broken.map(|open| open.client.push(Outgoing::Break)).count()
    }
}
