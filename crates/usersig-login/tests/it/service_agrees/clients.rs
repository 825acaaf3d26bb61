//! A client asks both for the same.

use usersig::UserId;
use usersig_login::service::{Change, LoggedIn, Registration, ServiceEvent};

use crate::model::state::{Label, Told};
use crate::service_agrees::inputs::{USERS, ip};
use crate::service_agrees::pair::Pair;
use crate::support::fixture::user;
use crate::support::random::Rng;

impl Pair<'_> {
    pub(super) fn login(&mut self, name: usize, rng: &mut Rng) {
        let claims = self.tickets.one(name, self.now, rng);
        let (device, source) = (Self::device(rng), u8::try_from(rng.below(2)).unwrap());
        let real = self.registry.login(claims, device, ip(source), self.time());
        let real = real.map_err(|refused| refused.code().number());
        let model = self.model.login(claims, device, source, self.now);
        self.note("login", real.as_ref().map_or_else(|code| *code, |_| 0));
        match (real, model) {
            (Ok(real), Ok(((label, told), is_new))) => {
                assert_eq!(real.registration == Registration::New, is_new);
                self.same_arrival(&real, label, told);
            }
            (real, model) => assert_eq!(real.map(drop), model.map(drop)),
        }
    }

    pub(super) fn reconnect(&mut self, name: usize, rng: &mut Rng) {
        let claims = self.tickets.one(name, self.now, rng);
        let known = self.some_session(rng);
        let device = match known.and_then(|(_, label)| self.model.entry(label)) {
            Some((_, entry)) if rng.below(4) > 0 => entry.device,
            _ => Self::device(rng),
        };
        // The client may know a session of this user.
        let mut is_of_user = |label| self.model.entry(label).is_some_and(|(owner, _)| owner == *claims.user_id());
        let previous = known.filter(|_| rng.below(2) == 0).filter(|(_, label)| is_of_user(*label));
        let real = self.registry.reconnect(claims, device, previous.map(|(session, _)| session), self.time());
        let real = real.map_err(|refused| refused.code().number());
        let model = self.model.reconnect(claims, device, previous.map(|(_, label)| label), self.now);
        self.note("reconnect", real.as_ref().map_or_else(|code| *code, |_| 0));
        match (real, model) {
            (Ok(real), Ok((label, told))) => self.same_arrival(&real, label, told),
            (real, model) => assert_eq!(real.map(drop), model.map(drop)),
        }
    }

    pub(super) fn same_arrival(&mut self, real: &LoggedIn, label: Label, told: Vec<Told>) {
        let [others @ .., ServiceEvent::StateChanged(change)] = &real.events[..] else { panic!("{real:?}") };
        self.same_events(others, told);
        assert_eq!((change.change, change.at), (Change::LoggedIn, self.time()));
        assert_eq!(self.labels.insert(real.session, label), None, "an id is used twice");
        self.sessions.push(real.session);
    }

    pub(super) fn request(&mut self, rng: &mut Rng) {
        let Some((session, label)) = self.some_session(rng) else { return };
        let real = self.registry.request(session, self.time()).map_or_else(|refused| refused.code().number(), |()| 0);
        self.note("request", real);
        assert_eq!(real, self.model.request(label, self.now));
    }

    pub(super) fn renew(&mut self, name: usize, rng: &mut Rng) {
        let Some((session, label)) = self.some_session(rng) else { return };
        let own = self.model.entry(label).and_then(|(owner, _)| USERS.iter().position(|name| user(name) == owner));
        let name = own.filter(|_| rng.below(4) > 0).unwrap_or(name);
        let claims = self.tickets.one(name, self.now, rng);
        let real = self.registry.renew(session, claims, self.time());
        let real = real.map_or_else(|refused| refused.code().number(), |()| 0);
        self.note("renew", real);
        assert_eq!(real, self.model.renew(label, claims, self.now));
    }

    pub(super) fn logout(&mut self, rng: &mut Rng) {
        let Some((session, label)) = self.some_session(rng) else { return };
        let real = self.registry.logout(session, self.time()).unwrap_or_default();
        let model = self.model.logout(label, self.now);
        self.same_events(&real, model.into_iter().collect());
    }

    pub(super) fn logout_device(&mut self, who: &UserId, rng: &mut Rng) {
        let (device, named) = (Self::device(rng), self.some_session(rng).filter(|_| rng.below(2) == 0));
        let mut is_of_user = |label| self.model.entry(label).is_some_and(|(owner, _)| owner == *who);
        let named = named.filter(|(_, label)| is_of_user(*label));
        let real = self.registry.logout_device(who, device, named.map(|(session, _)| session), self.time());
        let model = self.model.logout_device(who, device, named.map(|(_, label)| label), self.now);
        assert_eq!(real.is_ok(), model.is_some());
        self.same_events(&real.unwrap_or_default(), model.unwrap_or_default());
    }

    pub(super) fn disconnect(&mut self, rng: &mut Rng) {
        let Some((session, label)) = self.some_session(rng) else { return };
        let real = self.registry.disconnect(session, self.time());
        let model = self.model.lose(label, "LinkClose", self.now);
        self.same_events(&real, model.into_iter().collect());
    }
}
