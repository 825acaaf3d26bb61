//! The two login guides, sentence by sentence: what each says happens, happens.
//!
//! SD1 is the Flutter guide to login and logout (`000_703455b751f31f9e.txt`), SD2 the guide to the `login` API
//! (`002_8a2711207a8d7961.txt`). The devices here have a link without delay; `simulation.rs` has the others.

mod common;

use common::{HOME, app, at, device, key, registry, user};
use usersig::{ErrorCode, Lifetime, Signer, UserId, Verifier};
use usersig_login::Platform::{Android, IPad, IPhone, Linux, Mac, Web, Windows};
use usersig_login::{
    Action, Answer, Api, AppSettings, CallId, Callback, Client, Device, Event, Framework, Happening, Hears,
    InstanceLimits, LoginSettings, LoginStatus, MultiDevicePolicy, Platform, Registration, Registry, Request,
    SessionId, Status, TicketText,
};

/// A device, its SDK, and all its app was told.
struct Phone {
    device: Device,
    client: Client,
    session: Option<SessionId>,
    is_link_up: bool,
    answers: Vec<(CallId, Answer)>,
    callbacks: Vec<Callback>,
    performed: Vec<CallId>,
}

/// The service, and devices that reach it at once.
struct World {
    registry: Registry,
    now: u64,
    phones: Vec<Phone>,
    calls: u64,
    registrations: Vec<UserId>,
}

impl World {
    fn new(login: LoginSettings, devices: &[Device]) -> Self {
        let settings = AppSettings { login, ..AppSettings::default() };
        let mut world =
            Self { registry: registry(settings), now: 0, phones: Vec::new(), calls: 0, registrations: Vec::new() };
        for device in devices {
            let client = Client::new();
            let (answers, callbacks, performed) = (Vec::new(), Vec::new(), Vec::new());
            let (device, session, is_link_up) = (*device, None, true);
            world.phones.push(Phone { device, client, session, is_link_up, answers, callbacks, performed });
        }
        for phone in 0..devices.len() {
            world.happens(phone, Event::Init { sdk_app_id: app().number().into() });
        }
        world
    }

    fn with(devices: &[Device]) -> Self {
        Self::new(LoginSettings::default(), devices)
    }

    fn ticket(&self, name: &str, lifetime: u64) -> TicketText {
        let lifetime = Lifetime::from_secs(lifetime).unwrap();
        TicketText::new(Signer::new(app(), &key()).user_sig(&user(name), lifetime, at(self.now)).as_str())
    }

    fn call(&mut self) -> CallId {
        self.calls += 1;
        CallId(self.calls)
    }

    /// The code a login is answered with.
    fn login(&mut self, phone: usize, name: &str, user_sig: &TicketText) -> i32 {
        let call = self.call();
        let actions = self.phones[phone].client.login(call, name, user_sig);
        self.act(phone, actions);
        self.code(phone, call)
    }

    fn fresh_login(&mut self, phone: usize, name: &str) -> i32 {
        let ticket = self.ticket(name, 86_400);
        self.login(phone, name, &ticket)
    }

    fn logout(&mut self, phone: usize) -> i32 {
        let call = self.call();
        self.happens(phone, Event::Logout { call });
        self.code(phone, call)
    }

    /// 0 when the call is let through.
    fn api(&mut self, phone: usize, api: Api) -> i32 {
        let call = self.call();
        self.happens(phone, Event::Call { call, api });
        if self.phones[phone].performed.contains(&call) { 0 } else { self.code(phone, call) }
    }

    fn code(&self, phone: usize, call: CallId) -> i32 {
        let answers: Vec<_> = self.phones[phone].answers.iter().filter(|answer| answer.0 == call).collect();
        let [(_, answer)] = answers[..] else { panic!("{answers:?} is not one answer") };
        answer.code.number()
    }

    fn heartbeat(&mut self, phone: usize) {
        let session = self.phones[phone].session.expect("a heartbeat needs a login");
        let answer = self.registry.request(session, at(self.now));
        if answer.is_err_and(|refused| refused.code() == ErrorCode::USER_SIG_EXPIRED) {
            self.happens(phone, Event::TicketExpired);
        }
    }

    fn link(&mut self, phone: usize, is_up: bool) {
        self.phones[phone].is_link_up = is_up;
        self.happens(phone, Event::Connecting);
        if is_up {
            self.happens(phone, Event::Connected);
        }
    }

    fn pass(&mut self, seconds: u64) {
        for _ in 0..seconds {
            self.now += 1;
            let happenings = self.registry.advance(at(self.now));
            self.pass_on(&happenings);
        }
    }

    fn happens(&mut self, phone: usize, event: Event) {
        let actions = self.phones[phone].client.handle(event);
        self.act(phone, actions);
    }

    fn act(&mut self, phone: usize, actions: Vec<Action>) {
        for action in actions {
            match action {
                Action::Answer(call, answer) => self.phones[phone].answers.push((call, answer)),
                Action::Notify(callback) => self.phones[phone].callbacks.push(callback),
                Action::Perform(call, _) => self.phones[phone].performed.push(call),
                Action::CloseLink => {
                    if let Some(session) = self.phones[phone].session.take() {
                        self.registry.disconnect(session, at(self.now));
                    }
                }
                Action::Initialized(_) | Action::OpenLink => {}
                Action::Send(attempt, request) => {
                    let code = if self.phones[phone].is_link_up { self.serve(phone, &request) } else { 9520 };
                    self.happens(phone, Event::Answered { attempt, code: ErrorCode::new(code) });
                }
            }
        }
    }

    fn serve(&mut self, phone: usize, request: &Request) -> i32 {
        let (now, device) = (at(self.now), self.phones[phone].device);
        let (Request::Login(user_id, text) | Request::Reconnect(user_id, text) | Request::Renew(user_id, text)) =
            request
        else {
            let left = self.phones[phone].session.take().map(|session| self.registry.logout(session, now));
            return left.map_or(0, |left| left.map_or_else(|refused| refused.code().number(), |_| 0));
        };
        let claims = match Verifier::new(app(), &key()).user_sig(text.as_str(), user_id, now) {
            Ok(claims) => claims,
            Err(refusal) => return self.registry.refused(user_id, HOME, &refusal, now).number(),
        };
        if let (Request::Renew(..), Some(session)) = (request, self.phones[phone].session) {
            let renewed = self.registry.renew(session, &claims, now);
            return renewed.map_or_else(|refused| refused.code().number(), |()| 0);
        }
        let logged_in = match request {
            Request::Reconnect(..) => self.registry.reconnect(&claims, device, now).map_err(|refused| refused.code()),
            _ => self.registry.login(&claims, device, HOME, now).map_err(|refused| refused.code()),
        };
        match logged_in {
            Err(code) => code.number(),
            Ok(logged_in) => {
                if logged_in.account == Registration::New {
                    self.registrations.push(*user_id);
                }
                self.phones[phone].session = Some(logged_in.session);
                let told = logged_in.kicked.iter().filter(|kicked| kicked.hears == Hears::Now);
                let told: Vec<_> = told.map(|kicked| Happening::KickedOffline(kicked.connection)).collect();
                self.pass_on(&told);
                0
            }
        }
    }

    fn pass_on(&mut self, happenings: &[Happening]) {
        for happening in happenings {
            let (connection, event) = match happening {
                Happening::KickedOffline(connection) => (connection, Event::Kicked),
                Happening::UserSigExpired(connection) => (connection, Event::TicketExpired),
                Happening::StateChanged(_) => continue,
            };
            let of_session = |phone: &Phone| phone.session == Some(connection.session);
            if let Some(phone) = self.phones.iter().position(of_session) {
                self.happens(phone, event);
            }
        }
    }

    fn login_user(&self, phone: usize) -> Option<&str> {
        self.phones[phone].client.login_user().map(UserId::as_str)
    }

    fn status(&self, phone: usize) -> LoginStatus {
        self.phones[phone].client.login_status()
    }

    fn heard(&self, phone: usize, callback: Callback) -> usize {
        self.phones[phone].callbacks.iter().filter(|heard| **heard == callback).count()
    }

    fn online(&self, name: &str) -> Vec<Platform> {
        let presence = self.registry.presence(&user(name)).unwrap();
        presence.platforms.into_iter().filter(|(_, status)| *status == Status::Online).map(|(on, _)| on).collect()
    }
}

// SD1, what it does

/// Login comes after the initialisation of the SDK.
#[test]
fn before_the_sdk_is_initialised_nothing_can_be_called() {
    let mut client = Client::new();
    let refused = |code| vec![Action::Answer(CallId(1), Answer::new(code))];
    assert_eq!(client.login(CallId(1), "alice", &TicketText::new("t")), refused(ErrorCode::NOT_INITIALIZED));
    assert_eq!(client.logout(CallId(1)), refused(ErrorCode::NOT_INITIALIZED));
}

/// Everything but the conversations needs a login that has succeeded.
#[test]
fn everything_else_can_be_called_only_after_a_login_has_succeeded() {
    let mut world = World::with(&[device(IPhone)]);
    assert_eq!(world.api(0, Api::Other), 6014);
    assert_eq!(world.fresh_login(0, "alice"), 0);
    assert_eq!(world.api(0, Api::Other), 0);
}

/// Conversations alone need not wait for the answer to the login.
#[test]
fn conversations_can_be_had_as_soon_as_login_is_called() {
    let mut client = Client::new();
    client.init(1);
    let conversations = Event::Call { call: CallId(2), api: Api::Conversations };
    assert!(matches!(client.handle(conversations.clone())[..], [Action::Answer(..)]), "nobody has called login");
    client.login(CallId(1), "alice", &TicketText::new("t"));
    assert_eq!(client.handle(conversations), [Action::Perform(CallId(2), Api::Conversations)]);
    let other = client.handle(Event::Call { call: CallId(3), api: Api::Other });
    assert_eq!(other, [Action::Answer(CallId(3), Answer::new(ErrorCode::NOT_LOGGED_IN))]);
}

// SD1, login; SD2

/// An account need not be registered before: a successful login does it.
#[test]
fn the_first_login_of_an_account_registers_it() {
    let mut world = World::with(&[device(IPhone)]);
    assert_eq!(world.fresh_login(0, "alice"), 0);
    world.logout(0);
    assert_eq!(world.fresh_login(0, "alice"), 0);
    assert_eq!(world.registrations, [user("alice")]);
}

/// Up to 32 bytes are allowed; letters, digits, underscore and hyphen are advised.
#[test]
fn an_id_has_up_to_32_bytes_and_the_alphabet_is_advice() {
    let mut world = World::with(&[device(IPhone)]);
    let ticket = world.ticket("alice", 100);
    assert_eq!(world.login(0, &"a".repeat(33), &ticket), 7003);
    assert_eq!(world.fresh_login(0, &"a".repeat(32)), 0);
    assert_eq!(world.fresh_login(0, "not advised!"), 0);
}

/// An expired ticket gives 6206 or 70001 at login, and a new one is needed. Here the service says it.
#[test]
fn a_ticket_that_has_expired_is_refused_at_login_and_a_new_one_logs_in() {
    let mut world = World::with(&[device(IPhone)]);
    let old = world.ticket("alice", 10);
    world.pass(11);
    assert_eq!(world.login(0, "alice", &old), 70001);
    assert_eq!((world.login_user(0), world.status(0)), (None, LoginStatus::LoggedOut));
    assert_eq!(world.fresh_login(0, "alice"), 0);
}

/// The same with the other code of the sentence, which the SDK gives when the ticket made from it is over.
#[test]
fn a_login_that_gives_6206_leaves_nobody_logged_in_and_a_new_one_logs_in() {
    let mut client = Client::new();
    client.init(1);
    for (code, user) in [(6206, None), (0, Some("alice"))] {
        let actions = client.login(CallId(1), "alice", &TicketText::new("t"));
        let [Action::Send(attempt, _)] = actions[..] else { panic!("{actions:?}") };
        client.handle(Event::Answered { attempt, code: ErrorCode::new(code) });
        assert_eq!(client.login_user().map(UserId::as_str), user);
    }
}

/// A ticket may run out online: a callback says so, and a new one logs in.
#[test]
fn a_ticket_that_expires_online_is_told_once_and_a_new_one_logs_in() {
    let mut world = World::with(&[device(IPhone)]);
    let short = world.ticket("alice", 100);
    assert_eq!(world.login(0, "alice", &short), 0);
    for _ in 0..3 {
        world.pass(50);
        world.heartbeat(0);
    }
    assert_eq!(world.heard(0, Callback::UserSigExpired), 1);
    assert_eq!(world.login_user(0), None);
    assert_eq!(world.fresh_login(0, "alice"), 0);
    assert_eq!(world.online("alice"), [IPhone]);
}

/// A kick online is told by a callback, and the app may log in again.
#[test]
fn who_is_kicked_online_is_told_once_and_can_log_in_again() {
    let mut world = World::with(&[device(IPhone), device(Android)]);
    world.fresh_login(0, "alice");
    world.fresh_login(1, "alice");
    assert_eq!((world.heard(0, Callback::KickedOffline), world.heard(1, Callback::KickedOffline)), (1, 0));
    assert_eq!(world.login_user(0), None);
    assert_eq!(world.api(0, Api::Other), 6014);
    assert_eq!(world.fresh_login(0, "alice"), 0);
    assert_eq!((world.heard(1, Callback::KickedOffline), world.login_user(1)), (1, None));
}

/// After the network was lost and is back, the SDK goes online by itself.
#[test]
fn after_the_network_is_back_no_login_is_needed() {
    let mut world = World::with(&[device(IPhone)]);
    world.fresh_login(0, "alice");
    world.link(0, false);
    world.pass(1000);
    assert_eq!(world.online("alice"), []);
    assert_eq!((world.login_user(0), world.status(0)), (Some("alice"), LoginStatus::LoggedIn));
    world.link(0, true);
    assert_eq!(world.online("alice"), [IPhone]);
    assert_eq!((world.heard(0, Callback::Connecting), world.heard(0, Callback::ConnectSuccess)), (2, 1));
}

/// The same while the place was taken: the kick is told when the link is back (change log 7.9.5666).
#[test]
fn who_is_kicked_while_the_link_is_down_is_told_when_it_is_back() {
    let mut world = World::with(&[device(IPhone), device(Android)]);
    world.fresh_login(0, "alice");
    world.link(0, false);
    world.pass(500);
    world.fresh_login(1, "alice");
    world.link(0, true);
    assert_eq!((world.heard(0, Callback::KickedOffline), world.login_user(0)), (1, None));
    assert_eq!(world.online("alice"), [Android]);
}

/// While a login runs, no second one is needed.
#[test]
fn while_a_login_runs_another_one_is_refused_and_the_first_goes_on() {
    let mut client = Client::new();
    client.init(1);
    let actions = client.login(CallId(1), "alice", &TicketText::new("t"));
    let again = client.login(CallId(2), "alice", &TicketText::new("t"));
    assert_eq!(again, [Action::Answer(CallId(2), Answer::new(ErrorCode::ACCOUNT_LOGIN_IN_PROCESS))]);
    let [Action::Send(attempt, _)] = actions[..] else { panic!("{actions:?}") };
    let done = client.handle(Event::Answered { attempt, code: Answer::SUCCESS });
    assert_eq!(done, [Action::Answer(CallId(1), Answer::new(Answer::SUCCESS))]);
}

/// Daily active users are counted from the successful login on.
#[test]
fn a_user_counts_from_the_login_that_succeeds() {
    let mut world = World::with(&[device(IPhone), device(Web)]);
    let old = world.ticket("alice", 1);
    world.pass(2);
    world.login(0, "alice", &old);
    assert_eq!(world.registry.daily_active_users(at(world.now)), 0);
    for phone in [0, 1, 0] {
        world.fresh_login(phone, "alice");
        assert_eq!(world.registry.daily_active_users(at(world.now)), 1);
    }
}

/// One SDK has one account online: the last one.
#[test]
fn of_several_accounts_in_one_app_the_last_one_is_online() {
    let mut world = World::with(&[device(IPhone)]);
    for name in ["alice", "bob", "carol"] {
        assert_eq!(world.fresh_login(0, name), 0);
    }
    assert_eq!(world.login_user(0), Some("carol"));
    assert_eq!((world.online("alice"), world.online("bob"), world.online("carol")), (vec![], vec![], vec![IPhone]));
}

/// SD1 example, SD2 return template: a code, 0 for success, and a description.
#[test]
fn a_result_is_a_code_and_words_and_code_0_is_success() {
    let success = Answer::new(Answer::SUCCESS);
    assert_eq!((success.code.number(), success.desc, success.is_success()), (0, "", true));
    let failure = Answer::new(ErrorCode::USERSIG_EXPIRED);
    assert!(failure.code.number() == 70001 && !failure.desc.is_empty() && !failure.is_success());
}

// SD1, login user and login status

/// The login user is known after success, and empty after failure.
#[test]
fn the_login_user_is_there_after_success_and_empty_after_failure() {
    let mut world = World::with(&[device(IPhone)]);
    assert_eq!(world.login_user(0), None);
    let bobs = world.ticket("bob", 100);
    assert_eq!(world.login(0, "alice", &bobs), 70013);
    assert_eq!(world.login_user(0), None);
    world.fresh_login(0, "alice");
    assert_eq!(world.login_user(0), Some("alice"));
}

/// The table of the three states and their numbers.
#[test]
fn the_status_is_1_logged_in_2_logging_in_3_logged_out() {
    let mut client = Client::new();
    client.init(1);
    let mut seen = vec![client.login_status().number()];
    let actions = client.login(CallId(1), "alice", &TicketText::new("t"));
    seen.push(client.login_status().number());
    let [Action::Send(attempt, _)] = actions[..] else { panic!("{actions:?}") };
    client.handle(Event::Answered { attempt, code: Answer::SUCCESS });
    seen.push(client.login_status().number());
    client.logout(CallId(2));
    seen.push(client.login_status().number());
    assert_eq!(seen, [3, 2, 1, 3]);
}

/// Whoever is logged in should not call login again and again.
#[test]
fn a_login_again_of_who_is_logged_in_is_a_success_and_costs_the_service_nothing() {
    let mut world = World::with(&[device(IPhone)]);
    let ticket = world.ticket("alice", 100);
    assert_eq!(world.login(0, "alice", &ticket), 0);
    let session = world.phones[0].session;
    for _ in 0..100 {
        assert_eq!(world.login(0, "alice", &ticket), 0);
    }
    assert_eq!(world.phones[0].session, session);
}

// SD1, several devices

/// The first policy the guide names.
#[test]
fn one_kind_of_mobile_or_desktop_platform_and_web_can_be_online() {
    let mut world = World::with(&[device(IPhone), device(Web), device(Windows)]);
    for phone in 0..3 {
        world.fresh_login(phone, "alice");
    }
    assert_eq!(world.online("alice"), [Windows, Web]);
    assert_eq!((world.heard(0, Callback::KickedOffline), world.heard(1, Callback::KickedOffline)), (1, 0));
}

/// The second policy the guide names.
#[test]
fn every_platform_can_be_online() {
    let multi = LoginSettings { policy: MultiDevicePolicy::Multi, ..LoginSettings::default() };
    let mut world = World::new(multi, &Platform::ALL.map(device));
    for phone in 0..Platform::ALL.len() {
        world.fresh_login(phone, "alice");
    }
    assert_eq!(world.online("alice"), Platform::ALL);
}

/// The highest numbers of instances: 10 of Web, 3 of the others.
#[test]
fn at_most_10_pages_and_3_devices_of_another_platform_can_be_allowed() {
    for platform in Platform::ALL {
        let most = if platform == Web { 10 } else { 3 };
        assert!(InstanceLimits::default().with(platform, most).is_ok());
        assert!(InstanceLimits::default().with(platform, most + 1).is_err());
    }
}

/// Flutter is what it is compiled to.
#[test]
fn flutter_counts_as_what_it_is_compiled_for() {
    for platform in [Android, IPhone, IPad, Windows, Mac, Linux, Web] {
        assert_eq!(Framework::Flutter(platform).platform(), platform);
    }
    assert_eq!(Framework::MiniProgram.platform(), Web);
}

/// Beyond the limit the new instance puts out an earlier one, and that one hears it.
#[test]
fn beyond_the_limit_the_new_instance_kicks_the_one_before_which_is_told() {
    let limits = InstanceLimits::default().with(Web, 2).unwrap();
    let login = LoginSettings { limits, ..LoginSettings::default() };
    let mut world = World::new(login, &[1, 2, 3].map(|instance| Device::new(Web, instance)));
    for phone in 0..3 {
        world.fresh_login(phone, "alice");
    }
    assert_eq!([0, 1, 2].map(|phone| world.heard(phone, Callback::KickedOffline)), [1, 0, 0]);
    assert_eq!([0, 1, 2].map(|phone| world.login_user(phone)), [None, Some("alice"), Some("alice")]);
}

// SD1, logout

/// An app may quit without a logout.
#[test]
fn an_app_that_just_quits_is_reached_by_push_and_logs_in_next_time() {
    let mut world = World::with(&[device(IPhone)]);
    world.fresh_login(0, "alice");
    world.happens(0, Event::UnInit);
    assert_eq!(world.registry.presence(&user("alice")).unwrap().status, Status::PushOnline);
    world.happens(0, Event::Init { sdk_app_id: 1 });
    assert_eq!(world.fresh_login(0, "alice"), 0);
    assert_eq!(world.online("alice"), [IPhone]);
}

/// After a logout no new messages come.
#[test]
fn after_a_logout_nothing_reaches_the_device_not_even_push() {
    let mut world = World::with(&[device(IPhone)]);
    world.fresh_login(0, "alice");
    assert_eq!(world.logout(0), 0);
    assert_eq!(world.registry.presence(&user("alice")).unwrap().status, Status::Offline);
    assert_eq!((world.login_user(0), world.status(0)), (None, LoginStatus::LoggedOut));
}

/// Where the SDK is used no more, un-init follows the logout.
#[test]
fn after_logout_and_un_init_everything_needs_init_again() {
    let mut world = World::with(&[device(IPhone)]);
    world.fresh_login(0, "alice");
    world.logout(0);
    world.happens(0, Event::UnInit);
    assert_eq!(world.fresh_login(0, "alice"), 6013);
    world.happens(0, Event::Init { sdk_app_id: 1 });
    assert_eq!(world.fresh_login(0, "alice"), 0);
}

// SD1, another account

/// To switch from alice to bob, log in as bob: the logout of alice is the SDK's.
#[test]
fn alice_is_switched_to_bob_by_logging_in_as_bob() {
    let mut world = World::with(&[device(IPhone)]);
    world.fresh_login(0, "alice");
    assert_eq!(world.fresh_login(0, "bob"), 0);
    assert_eq!(world.login_user(0), Some("bob"));
    assert_eq!((world.online("alice"), world.online("bob")), (vec![], vec![IPhone]));
    assert_eq!(world.heard(0, Callback::KickedOffline), 0, "alice has left, she was not kicked");
}
