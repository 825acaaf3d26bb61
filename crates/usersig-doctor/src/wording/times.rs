//! Words about the times.

use usersig::{Language, Lifetime, UnixTime};

use crate::fault::{TimeFault, Unit};
use crate::wording::shown::span;
use crate::wording::{Moment, Words, either, words};

impl TimeFault {
    pub(crate) fn words(&self, language: Language, moment: Moment<'_>) -> Words {
        let max = Lifetime::MAX.as_secs();
        match *self {
            Self::TimeInMilliseconds { time } => {
                let meant = moment(UnixTime::from_secs(time / 1000));
                words!(language;
                    "TLS.time is in milliseconds" | "TLS.time 用了毫秒";
                    "{time}, which in milliseconds is {meant}" | "值为 {time}，按毫秒算是 {meant}";
                    "Divide by 1,000 and drop the rest, for the document and for the signed text alike" | "除以 1,000 后取整，文档和签名文本都要用秒")
            }
            Self::Revoked { issued_at, valid_after } => {
                let (issued_at, valid_after) = (moment(issued_at), moment(valid_after));
                words!(language;
                    "The ticket is from before the account was kicked" | "票据是在账号被踢之前签发的";
                    "Issued at {issued_at}, the account was kicked at {valid_after}" | "签发于 {issued_at}，账号在 {valid_after} 被踢";
                    "Sign a new one and log in with it: after a kick no older ticket counts, however long its lifetime"
                        | "重新签一张再登录：账号被踢后，之前签发的票据全部作废，与剩余有效期无关")
            }
            Self::IssuedInTheFuture { issued_at, now, refused } => {
                let by = span(issued_at.since(now).as_secs(), language);
                let only = if refused {
                    ""
                } else {
                    either(
                        language,
                        "; only a verifier that tolerates less refuses it",
                        "；只有容忍度更小的校验方才会拒绝",
                    )
                };
                let (issued_at, now) = (moment(issued_at), moment(now));
                words!(language;
                    "The ticket was issued {by} in the future" | "票据的签发时间在未来，超前 {by}";
                    "TLS.time is {issued_at}, it was judged at {now}{only}" | "TLS.time 为 {issued_at}，判断时刻为 {now}{only}";
                    "Set the signer's clock by NTP, and take UTC: Unix time has no time zone" | "用 NTP 校准签名服务器的时钟，并使用 UTC：Unix 时间没有时区")
            }
            Self::ExpiredAtOnce { issued_at, expires_at, now } => {
                let (lived, ago) = (
                    span(expires_at.since(issued_at).as_secs(), language),
                    span(now.since(expires_at).as_secs(), language),
                );
                let end = moment(expires_at);
                words!(language;
                    "The ticket expired {lived} after it was issued" | "票据签发后只过了 {lived}就到期";
                    "It was good through {end}, {ago} ago" | "有效期到 {end}，已过 {ago}";
                    "Sign with a lifetime of at least 86,400 seconds; look at the unit and at the default of the setting"
                        | "有效期至少给 86,400 秒；检查单位和配置的默认值")
            }
            Self::Expired { issued_at, expires_at, now } => expired([issued_at, expires_at, now], language, moment),
            Self::LifetimeZero { .. } => words!(language;
                "The lifetime is 0" | "有效期为 0";
                "TLS.expire is 0, so it is good in one second alone" | "TLS.expire 为 0，只在签发的那一秒有效";
                "Give the lifetime in seconds, for a week 604800; an unset setting often reads as 0" | "以秒给出有效期，一周为 604800；未设置的配置项常被读成 0"),
            Self::LifetimeIsSdkAppId { number } => words!(language;
                "The lifetime is the number of the app" | "有效期写成了应用编号";
                "TLS.expire and TLS.sdkappid are both {number}" | "TLS.expire 和 TLS.sdkappid 都是 {number}";
                "Check the order of the arguments where it is signed" | "检查签名调用处参数的顺序"),
            Self::LifetimeIsATime { lifetime, meant } => words!(language;
                "The lifetime is a moment, not a span" | "有效期写成了时刻，而不是时长";
                "TLS.expire is {lifetime}, {meant} seconds after TLS.time as a moment" | "TLS.expire 为 {lifetime}，当作时刻则在 TLS.time 之后 {meant} 秒";
                "Pass the seconds from now on, here {meant}" | "传入从现在起的秒数，这里应为 {meant}"),
            Self::LifetimeInMilliseconds { lifetime } => {
                let (seconds, as_seconds) = (lifetime / 1000, span(lifetime, language));
                words!(language;
                    "The lifetime is in milliseconds" | "有效期用了毫秒";
                    "TLS.expire is {lifetime}, as seconds {as_seconds}" | "TLS.expire 为 {lifetime}，按秒算是 {as_seconds}";
                    "Divide by 1,000: {seconds}" | "除以 1,000：{seconds}")
            }
            Self::LifetimeTooLong { lifetime } => words!(language;
                "The lifetime is over 50 years" | "有效期超过 50 年";
                "TLS.expire is {lifetime}, at most {max} is documented" | "TLS.expire 为 {lifetime}，文档规定最多 {max}";
                "Give seconds, for half a year 15552000" | "以秒给出，半年为 15552000"),
            Self::LifetimeTooShort { lifetime, meant, .. } => too_short(lifetime, meant, language),
        }
    }
}

fn expired([issued_at, expires_at, now]: [UnixTime; 3], language: Language, moment: Moment<'_>) -> Words {
    let (age, ago) = (span(now.since(issued_at).as_secs(), language), span(now.since(expires_at).as_secs(), language));
    // A ticket that never was good says nothing about the clock.
    let clock = match (issued_at <= expires_at, language) {
        (false, _) => String::new(),
        (true, Language::Chinese) => format!("；若这张是刚签的，则签名服务器的时钟慢了约 {age}"),
        (true, Language::English) => format!("; if this one is fresh, the signer's clock is about {age} behind"),
    };
    let (start, end) = (moment(issued_at), moment(expires_at));
    words!(language;
        "The ticket expired {ago} ago" | "票据已过期 {ago}";
        "Issued at {start}, good through {end}" | "签发于 {start}，有效期到 {end}";
        "Sign a new one and log in with it{clock}" | "重新签一张再登录{clock}")
}

fn too_short(lifetime: u64, meant: Option<Unit>, language: Language) -> Words {
    let lived = span(lifetime, language);
    let Some(unit) = meant else {
        return words!(language;
            "The lifetime is very short" | "有效期很短";
            "TLS.expire is {lifetime}: {lived}" | "TLS.expire 为 {lifetime}，即 {lived}";
            "Give at least 86400 seconds for real logins" | "正式登录至少给 86400 秒");
    };
    let name = match unit {
        Unit::Days => either(language, "days", "天"),
        Unit::Hours => either(language, "hours", "小时"),
        Unit::Minutes => either(language, "minutes", "分钟"),
    };
    let (factor, seconds) = (unit.as_secs(), unit.as_secs() * lifetime);
    words!(language;
        "The lifetime is probably in {name}, not in seconds" | "有效期的单位多半是{name}，而应为秒";
        "TLS.expire is {lifetime}, as seconds {lived}" | "TLS.expire 为 {lifetime}，按秒算只有 {lived}";
        "Multiply by {factor}: {seconds}" | "乘以 {factor}：{seconds}")
}
