//! The labels of the lines, as signers misspell them.

use std::borrow::Cow;

use crate::fault::{Deviation, LabelStyle};
use crate::signature::text::facts::{EXPIRE, Facts, IDENTIFIER, SDK_APP_ID, TIME, USERBUF};
use crate::signature::text::layout::Variant;
use crate::signature::text::parts::{Line, SignedText};

/// One label that is another one.
pub(super) fn aliases(text: &SignedText, _: &Facts<'_>) -> Vec<Variant> {
    let renamed = |&(member, written): &(&'static str, &'static str)| {
        text.lines.iter().any(|line| line.member == member).then(|| {
            let other = text.with(|text| {
                for line in text.lines.iter_mut().filter(|line| line.member == member) {
                    line.label = Cow::Borrowed(written);
                }
            });
            (Deviation::Label { member, written }, other)
        })
    };
    ALIASES.iter().filter_map(renamed).collect()
}

/// All labels in another style, and none at all.
pub(super) fn styles(text: &SignedText, _: &Facts<'_>) -> Vec<Variant> {
    let styled = |(style, write): (LabelStyle, Write)| {
        let other =
            text.with(|text| text.lines.iter_mut().for_each(|line| line.label = Cow::Owned(write(&line.label))));
        (Deviation::Labels(style), other)
    };
    let mut variants: Vec<Variant> = STYLES.into_iter().map(styled).collect();
    variants.push((
        Deviation::ValuesOnly,
        text.with(|text| text.lines.iter_mut().for_each(|line| line.label = Cow::Borrowed(""))),
    ));
    variants
}

/// From a label to the label in another style.
type Write = fn(&str) -> String;

const STYLES: [(LabelStyle, Write); 6] = [
    (LabelStyle::WithoutPrefix, |label| label.replace("TLS.", "")),
    (LabelStyle::SmallLetters, str::to_lowercase),
    (LabelStyle::Capitals, str::to_uppercase),
    (LabelStyle::Underscore, |label| label.replace('.', "_")),
    (LabelStyle::Quoted, |label| format!("\"{label}\"")),
    (LabelStyle::SmallLetters, |label| label.replace("TLS.", "tls.")),
];

/// The text of version 1 with the claims of version 2.
pub(super) fn version_1(facts: &Facts<'_>) -> Vec<Variant> {
    let line = |label: &'static str, value: &str| Line::new(label, value);
    let lines = |app_id_at_3rd: bool, userbuf: bool| {
        let mut lines = Vec::new();
        if app_id_at_3rd {
            lines.push(line("TLS.appid_at_3rd", "0"));
        }
        lines.extend([
            line("TLS.account_type", "0"),
            line(IDENTIFIER, &facts.identifier),
            line("TLS.sdk_appid", &facts.app.written),
            line(TIME, &facts.time.written),
            line("TLS.expire_after", &facts.lifetime.written),
        ]);
        if let Some(value) = facts.userbuf.as_deref().filter(|_| userbuf) {
            lines.push(line(USERBUF, value));
        }
        SignedText::new(lines)
    };
    let with_userbuf = facts.userbuf.is_some();
    [(true, with_userbuf), (false, with_userbuf), (true, false), (false, false)]
        .map(|(third, userbuf)| (Deviation::Version1, lines(third, userbuf)))
        .into()
}

/// Labels by the member that they stand for.
const ALIASES: [(&str, &str); 52] = [
    (SDK_APP_ID, "TLS.sdkAppId"),
    (SDK_APP_ID, "TLS.sdk_appid"),
    (SDK_APP_ID, "TLS.app_id"),
    (SDK_APP_ID, "TLS.appid"),
    (SDK_APP_ID, "TLS.sdkAppID"),
    (SDK_APP_ID, "TLS.SDKAppID"),
    (SDK_APP_ID, "TLS.sdk_app_id"),
    (SDK_APP_ID, "TLS.SdkAppId"),
    (SDK_APP_ID, "TLS.SDKAPPID"),
    (SDK_APP_ID, "TLS.sdkappId"),
    (SDK_APP_ID, "TLS.sdkAppid"),
    (SDK_APP_ID, "TLS.appId"),
    (SDK_APP_ID, "TLS.sdk-appid"),
    (SDK_APP_ID, "TLS.sdkapp"),
    (SDK_APP_ID, "sdkappid"),
    (SDK_APP_ID, "TLS.sdkapppid"),
    (IDENTIFIER, "TLS.identifer"),
    (IDENTIFIER, "TLS.userid"),
    (IDENTIFIER, "TLS.userId"),
    (IDENTIFIER, "TLS.user_id"),
    (IDENTIFIER, "TLS.Identifier"),
    (IDENTIFIER, "TLS.identity"),
    (IDENTIFIER, "TLS.id"),
    (IDENTIFIER, "TLS.uid"),
    (IDENTIFIER, "TLS.user"),
    (IDENTIFIER, "TLS.UserID"),
    (IDENTIFIER, "TLS.account"),
    (IDENTIFIER, "TLS.indentifier"),
    (IDENTIFIER, "TLS.identifiler"),
    (IDENTIFIER, "identifier"),
    (TIME, "TLS.Time"),
    (TIME, "TLS.timestamp"),
    (TIME, "TLS.currTime"),
    (TIME, "TLS.curr_time"),
    (TIME, "TLS.currtime"),
    (TIME, "TLS.init_time"),
    (TIME, "TLS.now"),
    (TIME, "TLS.create_time"),
    (TIME, "time"),
    (EXPIRE, "TLS.expire_after"),
    (EXPIRE, "TLS.expires"),
    (EXPIRE, "TLS.Expire"),
    (EXPIRE, "TLS.expireTime"),
    (EXPIRE, "TLS.expire_time"),
    (EXPIRE, "TLS.exp"),
    (EXPIRE, "TLS.expired"),
    (EXPIRE, "TLS.expiry"),
    (EXPIRE, "TLS.ttl"),
    (EXPIRE, "expire"),
    (USERBUF, "TLS.userBuf"),
    (USERBUF, "TLS.user_buf"),
    (USERBUF, "TLS.userbuff"),
];
