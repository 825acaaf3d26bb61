//! Words about the times.

use usersig::{Language, Lifetime, UnixTime};

use crate::fault::{TimeFault, TimeUnit, Unit};
use crate::wording::shown::{moment_in, span};
use crate::wording::words::{Moment, Words, either, words};

impl TimeFault {
    pub(crate) fn words(&self, language: Language, moment: Moment<'_>) -> Words {
        let moment = |time: UnixTime| moment_in(time, language, moment);
        match *self {
            Self::TimeInMilliseconds { time } => {
                let meant = moment(UnixTime::from_secs(time / 1000));
                words!(language;
                    "TLS.time is in milliseconds" | "TLS.time 用了毫秒";
                    "It is {time}, which in milliseconds is {meant}" | "值为 {time}，按毫秒算是 {meant}";
                    "Divide by 1,000 and drop the rest, both in the document and in the signed text" | "除以 1,000 后取整，文档和签名文本都要用秒")
            }
            Self::TimeUnit { time, unit, meant, .. } => {
                let (unit, in_chinese) = unit_shown(unit);
                let meant = moment(meant);
                words!(language;
                    "TLS.time is not in seconds since 1970" | "TLS.time 不是 1970 年以来的秒数";
                    "It is {time}, which is {meant} as {unit}" | "值为 {time}，按{in_chinese}算是 {meant}";
                    "Sign whole seconds since 1970-01-01 UTC, in the document and in the signed text" | "文档和签名文本都用 1970-01-01 UTC 以来的整秒数")
            }
            Self::Revoked { issued_at, valid_after } => {
                let (issued_at, valid_after) = (moment(issued_at), moment(valid_after));
                words!(language;
                    "The ticket was issued before the account was kicked" | "票据是在账号被踢之前签发的";
                    "It was issued at {issued_at}, and the account was kicked at {valid_after}" | "签发于 {issued_at}，账号在 {valid_after} 被踢";
                    "Sign a new ticket and log in with it. After a kick no older ticket counts, however long its lifetime is"
                        | "重新签一张再登录：账号被踢后，之前签发的票据全部被吊销，与剩余有效期无关")
            }
            Self::IssuedInTheFuture { issued_at, now, refused } => {
                let by = span(issued_at.since(now).as_secs(), language);
                let only = if refused {
                    ""
                } else {
                    either(
                        language,
                        "; a verifier refuses it only if it tolerates less",
                        "；只有容忍度更小的校验方才会拒绝",
                    )
                };
                let (issued_at, now) = (moment(issued_at), moment(now));
                words!(language;
                    "The ticket was issued {by} in the future" | "票据的签发时间在未来，超前 {by}";
                    "TLS.time is {issued_at}, and it was judged at {now}{only}" | "TLS.time 为 {issued_at}，判断时刻为 {now}{only}";
                    "Set the signer's clock by NTP and use UTC, because Unix time has no time zone" | "用 NTP 校准签名服务器的时钟，并使用 UTC：Unix 时间没有时区")
            }
            Self::ExpiredAtOnce { issued_at, expires_at, now } => {
                let (lived, ago) = (
                    span(expires_at.since(issued_at).as_secs(), language),
                    span(now.since(expires_at).as_secs(), language),
                );
                let end = moment(expires_at);
                words!(language;
                    "The ticket expired {lived} after it was issued" | "票据签发后只过了 {lived}就到期";
                    "It was valid through {end}, {ago} ago" | "有效期到 {end}，已过 {ago}";
                    "Sign with a lifetime of at least 86,400 seconds. Check the unit and the default of the setting"
                        | "有效期至少给 86,400 秒；检查单位和配置的默认值")
            }
            Self::Expired { issued_at, expires_at, now } => expired([issued_at, expires_at, now], language, &moment),
            Self::LifetimeZero { .. } => words!(language;
                "The lifetime is 0" | "有效期为 0";
                "TLS.expire is 0, so the ticket is valid for one second only" | "TLS.expire 为 0，只在签发的那一秒有效";
                "Give the lifetime in seconds, for a week 604800. A setting without a value often reads as 0" | "以秒给出有效期，一周为 604800；未设置的配置项常被读成 0"),
            Self::LifetimeIsSdkAppId { number } => words!(language;
                "The lifetime is the number of the app" | "有效期写成了应用编号";
                "TLS.expire and TLS.sdkappid are both {number}" | "TLS.expire 和 TLS.sdkappid 都是 {number}";
                "Check the order of the arguments where it is signed" | "检查签名调用处参数的顺序"),
            Self::LifetimeIsATime { lifetime, meant } => words!(language;
                "The lifetime is a moment, not a span of time" | "有效期写成了时刻，而不是时长";
                "TLS.expire is {lifetime}; as a moment, it is {meant} seconds after TLS.time" | "TLS.expire 为 {lifetime}，当作时刻则在 TLS.time 之后 {meant} 秒";
                "Pass the number of seconds from now on, here {meant}" | "传入从现在起的秒数，这里应为 {meant}"),
            Self::LifetimeInMilliseconds { lifetime } => {
                let (seconds, as_seconds) = (lifetime / 1000, span(lifetime, language));
                words!(language;
                    "The lifetime is in milliseconds" | "有效期用了毫秒";
                    "TLS.expire is {lifetime}, which is {as_seconds} as seconds" | "TLS.expire 为 {lifetime}，按秒算是 {as_seconds}";
                    "Divide by 1,000: {seconds}" | "除以 1,000：{seconds}")
            }
            Self::LifetimeTooLong { lifetime, is_greatest } => too_long(lifetime, is_greatest, language),
            Self::LifetimeTooShort { lifetime, meant, .. } => too_short(lifetime, meant, language),
        }
    }
}

fn expired(
    [issued_at, expires_at, now]: [UnixTime; 3],
    language: Language,
    moment: &dyn Fn(UnixTime) -> String,
) -> Words {
    let (age, ago) = (span(now.since(issued_at).as_secs(), language), span(now.since(expires_at).as_secs(), language));
    // A ticket that was never valid says nothing about the clock.
    let clock = match (issued_at <= expires_at, language) {
        (false, _) => String::new(),
        (true, Language::Chinese) => format!("；若这张是刚签的，则签名服务器的时钟慢了约 {age}"),
        (true, Language::English) => format!("; if this one is new, the signer's clock is about {age} behind"),
    };
    let (start, end) = (moment(issued_at), moment(expires_at));
    words!(language;
        "The ticket expired {ago} ago" | "票据已过期 {ago}";
        "It was issued at {start} and valid through {end}" | "签发于 {start}，有效期到 {end}";
        "Sign a new ticket and log in with it{clock}" | "重新签一张再登录{clock}")
}

fn too_long(lifetime: u64, is_greatest: bool, language: Language) -> Words {
    let (max, as_seconds) = (Lifetime::MAX.as_secs(), span(lifetime, language));
    let greatest = if is_greatest {
        either(language, ". It is the greatest number of its type", "；这是该整数类型的最大值")
    } else {
        ""
    };
    words!(language;
        "The lifetime is over 50 years" | "有效期超过 50 年";
        "TLS.expire is {lifetime}, which is {as_seconds}; at most {max} is documented{greatest}" | "TLS.expire 为 {lifetime}，即 {as_seconds}；文档规定最多 {max}{greatest}";
        "Give a lifetime in seconds, for half a year 15552000" | "以秒给出有效期，半年为 15552000")
}

const fn unit_shown(unit: TimeUnit) -> (&'static str, &'static str) {
    match unit {
        TimeUnit::Days => ("days since 1970", " 1970 年以来的天数"),
        TimeUnit::DaysOfASpreadsheet => {
            ("a date of a spreadsheet, days since 1900", "电子表格的日期（1900 年以来的天数）")
        }
        TimeUnit::DecimalDate => ("the digits of a date", "按年月日排列的数字"),
        TimeUnit::FileTime => {
            ("a Windows file time, ticks of 100 ns since 1601", " Windows FILETIME（1601 年以来的 100 ns 数）")
        }
        TimeUnit::Microseconds => ("microseconds since 1970", " 1970 年以来的微秒（microseconds）数"),
        TimeUnit::Minutes => ("minutes since 1970", " 1970 年以来的分钟数"),
        TimeUnit::Nanoseconds => ("nanoseconds since 1970", " 1970 年以来的纳秒数"),
        TimeUnit::SecondsSince1900 => ("seconds since 1900, as NTP counts", " 1900 年以来的秒数（NTP 的算法）"),
        TimeUnit::SecondsSince2001 => {
            ("seconds since 2001, as Apple's reference date counts", " 2001 年以来的秒数（苹果的参考日期）")
        }
        TimeUnit::Ticks => (".NET ticks, 100 ns each since the year 1", " .NET ticks（公元 1 年以来的 100 ns 数）"),
    }
}

fn too_short(lifetime: u64, meant: Option<Unit>, language: Language) -> Words {
    let lived = span(lifetime, language);
    let Some(unit) = meant else {
        return words!(language;
            "The lifetime is very short" | "有效期很短";
            "TLS.expire is {lifetime}, which is {lived}" | "TLS.expire 为 {lifetime}，即 {lived}";
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
        "TLS.expire is {lifetime}, which is {lived} as seconds" | "TLS.expire 为 {lifetime}，按秒算只有 {lived}";
        "Multiply by {factor}: {seconds}" | "乘以 {factor}：{seconds}")
}
