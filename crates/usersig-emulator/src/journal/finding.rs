//! Why a ticket was refused, in the doctor's words.

use serde::{Deserialize, Serialize};
use usersig::{Language, SdkAppId, Tolerances, UnixTime};
use usersig_doctor::{Finding, FindingId, Hints, NamedKey, Rendered, TicketKind, diagnose};
use utoipa::ToSchema;

use crate::words::app_key::AppKey;

/// The doctor may find many things in a hostile text. The first ones are the likeliest causes.
const FINDINGS_KEPT: usize = 3;

/// A finding of the doctor.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub(crate) struct FindingNote {
    /// The word for scripts.
    pub(crate) id: String,
    /// The number the service would give, if the finding is a reason to refuse.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) code: Option<i32>,
    #[serde(flatten)]
    pub(crate) english: FindingWords,
    /// The same in Chinese.
    // The entries of a state that was saved by an older version have none.
    #[serde(default, rename = "zh", skip_serializing_if = "Option::is_none")]
    pub(crate) chinese: Option<FindingWords>,
}

/// A finding in one language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub(crate) struct FindingWords {
    /// The fault.
    pub(crate) what: String,
    /// The part of the ticket that shows the fault.
    pub(crate) evidence: String,
    /// The change that cures it.
    pub(crate) remedy: String,
}

/// A refused ticket and everything that the doctor needs to know. It is examined after the emulator's lock is released,
/// because the examination computes thousands of MACs.
#[derive(Debug)]
pub(crate) struct Refused<'a> {
    pub(crate) ticket: &'a str,
    pub(crate) user_id: &'a str,
    pub(crate) sdk_app_id: SdkAppId,
    pub(crate) key: &'a AppKey,
    pub(crate) valid_after: Option<UnixTime>,
    pub(crate) now: UnixTime,
}

impl Refused<'_> {
    /// The likeliest causes.
    pub(crate) fn findings(&self) -> Vec<FindingNote> {
        let tolerances = Tolerances::default().with_valid_after(self.valid_after);
        let hints = hints(self.sdk_app_id, self.key, tolerances, self.now);
        let hints = hints.with_user_id(self.user_id).with_kind(TicketKind::UserSig);
        explained(self.ticket, &hints).into_iter().take(FINDINGS_KEPT).collect()
    }
}

/// The facts that the emulator knows of every ticket of an app.
pub(crate) fn hints(sdk_app_id: SdkAppId, key: &AppKey, tolerances: Tolerances, now: UnixTime) -> Hints<'_> {
    Hints::default()
        .with_sdk_app_id(sdk_app_id)
        .with_key(NamedKey::new(key.name(), key.text()).of_app(sdk_app_id))
        .with_tolerances(tolerances)
        .with_now(now)
}

/// The findings of the doctor, the likeliest cause first.
pub(crate) fn explained(ticket: &str, hints: &Hints<'_>) -> Vec<FindingNote> {
    let findings = diagnose(ticket, hints);
    let is_for_another_app = findings.iter().any(|finding| finding.id() == FindingId::WrongSdkAppId);
    // An app without a key in the configuration has the sample key. Its tickets are therefore right to use that key. A ticket
    // for another app has a more important fault.
    let is_told =
        |finding: &&Finding| finding.id() != FindingId::SampleKey || (finding.code().is_some() && !is_for_another_app);
    findings.iter().filter(is_told).map(FindingNote::new).collect()
}

impl FindingNote {
    fn new(finding: &Finding) -> Self {
        let id = finding.id().as_str().to_owned();
        let code = finding.code().map(usersig::ErrorCode::number);
        let words = |language| FindingWords::new(finding, language);
        Self { id, code, english: words(Language::English), chinese: Some(words(Language::Chinese)) }
    }

    /// About how much memory its texts take.
    pub(crate) fn weight(&self) -> usize {
        self.id.len() + self.english.weight() + self.chinese.as_ref().map_or(0, FindingWords::weight)
    }
}

impl FindingWords {
    fn new(finding: &Finding, language: Language) -> Self {
        let Rendered { id, what, evidence, remedy, .. } = Rendered::new(finding, language);
        let remedy = match about_the_clock(id, language) {
            Some(more) => remedy + more,
            None => remedy,
        };
        Self { what, evidence, remedy }
    }

    const fn weight(&self) -> usize {
        self.what.len() + self.evidence.len() + self.remedy.len()
    }
}

/// The next step that the doctor cannot name, because it does not know that a test moves the clock.
fn about_the_clock(id: FindingId, language: Language) -> Option<&'static str> {
    match (id, language) {
        (FindingId::Expired | FindingId::ExpiredAtOnce, Language::English) => {
            Some(". If the test advanced the clock, sign a new ticket")
        }
        (FindingId::Expired | FindingId::ExpiredAtOnce, Language::Chinese) => {
            Some("。如果是测试拨快了时钟，重新签一张票据即可")
        }
        (FindingId::Revoked, Language::English) => Some(
            ". A ticket of the same second as the kick is revoked as well, so advance a frozen clock by one second first",
        ),
        (FindingId::Revoked, Language::Chinese) => Some("。与踢人同一秒签发的票据也被吊销，时钟停住时请先拨快一秒"),
        _ => None,
    }
}
