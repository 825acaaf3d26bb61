//! Words about the privileges in a room.

use usersig::{BadUserBuf, InvalidRoom, Language, Privileges, Room, UnverifiedRoom};

use crate::fault::{NotAUserBuf, PrivateMapKeyFault};
use crate::wording::shown::{counted, moment_in, quoted, room as shown_room};
use crate::wording::words::{Moment, Words, words};

impl PrivateMapKeyFault {
    pub(crate) fn words(&self, language: Language, moment: Moment<'_>) -> Words {
        match self {
            Self::ByteOrder => words!(language;
                "The numbers in the userbuf are little-endian" | "userbuf 中的数字用了小端序";
                "The app in it is the ticket's app with its bytes in reverse order" | "其中的应用编号是票据的应用编号按字节倒过来的";
                "Write every number of the userbuf big-endian, also the length of the account" | "userbuf 的所有数字都用大端序，账号长度也是"),
            Self::Layout { bad, content } => layout(*bad, *content, language),
            Self::Account { account, user_id } => {
                let (account, user_id) = (quoted(account), quoted(user_id));
                words!(language;
                    "The userbuf names another account than the ticket" | "userbuf 里的账号与票据不同";
                    "The userbuf has {account}, the ticket {user_id}" | "userbuf 里是 {account}，票据上是 {user_id}";
                    "Give the same UserID to both. The length before it counts bytes, not characters" | "两处用同一个 UserID；前面的长度按字节计，不按字符计")
            }
            Self::SdkAppId { inner, outer } => words!(language;
                "The userbuf names another app than the ticket" | "userbuf 里的应用与票据不同";
                "The userbuf has {inner}, the ticket {outer}" | "userbuf 里是 {inner}，票据上是 {outer}";
                "Write {outer} into the userbuf" | "在 userbuf 中写入 {outer}"),
            Self::Expiry { inner, outer, .. } => {
                let [inner, outer] = [inner, outer].map(|end| moment_in(*end, language, moment));
                words!(language;
                    "The privileges end at another time than the ticket" | "权限的到期时间与票据不同";
                    "The privileges end at {inner}, the ticket at {outer}. The earlier end counts" | "权限到 {inner} 为止，票据到 {outer} 为止；以早的为准";
                    "Write TLS.time + TLS.expire into the userbuf: a moment, not a span of time" | "在 userbuf 中写入 TLS.time + TLS.expire：是时刻，不是时长")
            }
            Self::ImpossibleRoom { room, reason } => impossible_room(room, *reason, language),
            Self::WrongRoom { named, is_account: true, .. } => account_as_room(named, language),
            Self::WrongRoom { asked, named, .. } => wrong_room(asked, named, language),
            Self::MissingPrivilege { missing, given } => missing_privilege(*missing, *given, language),
        }
    }
}

fn layout(bad: BadUserBuf, content: Option<NotAUserBuf>, language: Language) -> Words {
    let (english, chinese) = match content {
        Some(content) => content_shown(content),
        None => (format!("The {bad}"), format!("userbuf {}", reason_in_chinese(bad))),
    };
    words!(language;
        "The userbuf is not well-formed" | "userbuf 的格式不对";
        "{english}" | "{chinese}";
        "Its parts are, in this order: version (0 number, 1 name), length of the account, account, app, room number or 0, expiry, privileges, 0, and in version 1 the length of the room's name and the name"
            | "按顺序写：版本（0 数字、1 字符串）、账号长度和账号、应用、房间号或 0、到期时间、权限、0；版本 1 再加名称长度和名称")
}

fn content_shown(content: NotAUserBuf) -> (String, String) {
    let (english, chinese) = match content {
        NotAUserBuf::Base64 => ("Its bytes are base64 again: it was encoded twice", "解码后仍是 base64：编码了两次"),
        NotAUserBuf::Empty => ("It has no bytes", "没有任何字节"),
        NotAUserBuf::Hex => ("Its bytes are hexadecimal digits", "内容是十六进制文本"),
        NotAUserBuf::Json => ("Its bytes are JSON, and the userbuf is binary", "内容是 JSON，而 userbuf 应是二进制"),
        NotAUserBuf::Text => ("Its bytes are text, and the userbuf is binary", "内容是文本，而 userbuf 应是二进制"),
        NotAUserBuf::LeftOver { count, are_zeros } => {
            let (english, chinese) =
                if are_zeros { ("all of them 0", "全是 0") } else { ("not all of them 0", "不全是 0") };
            return (
                format!("It has {} too many at its end, {english}", counted(count, "byte")),
                format!("末尾多出 {count} 字节，{chinese}"),
            );
        }
        NotAUserBuf::Privileges { number } => {
            let digits = number.to_string();
            let is_binary = digits.bytes().all(|digit| matches!(digit, b'0' | b'1'));
            let hint = u8::from_str_radix(&digits, 2).ok().filter(|_| is_binary);
            let english = hint.map(|bits| format!(". Read as binary digits it is {bits}")).unwrap_or_default();
            let chinese = hint.map(|bits| format!("；当作二进制则为 {bits}")).unwrap_or_default();
            return (
                format!("Its privileges are {number}, and at most 255 exists{english}"),
                format!("权限值为 {number}，最多 255{chinese}"),
            );
        }
        NotAUserBuf::TooShort { bytes, needed } => {
            return (
                format!("It has {bytes} of at least {needed} bytes"),
                format!("只有 {bytes} 字节，至少应有 {needed} 字节"),
            );
        }
    };
    (english.to_owned(), chinese.to_owned())
}

fn reason_in_chinese(bad: BadUserBuf) -> String {
    match bad {
        BadUserBuf::Account => "其中的账号与票据不同".to_owned(),
        BadUserBuf::Length => "被截断，或有多余的字节".to_owned(),
        BadUserBuf::Privileges => "权限位超过 255".to_owned(),
        BadUserBuf::Room => "房间为空、不是 UTF-8，或同时给了数字和字符串".to_owned(),
        BadUserBuf::SdkAppId => "其中的应用与票据不同".to_owned(),
        BadUserBuf::Version { version } => format!("布局版本为 {version}，只有 0 和 1"),
        _ => "内容有误".to_owned(),
    }
}

fn account_as_room(named: &UnverifiedRoom, language: Language) -> Words {
    let named = shown_room(named, language);
    words!(language;
        "The userbuf has the UserID where the room's name must be" | "userbuf 里该写房间名的地方写成了 UserID";
        "It opens {named}, which is the beginning of the ticket's UserID" | "票据对应{named}，正是票据 UserID 的开头";
        "Write the room's name and its length at the end of the userbuf. Old versions of the official signers had this fault, so update the signer" | "userbuf 末尾应写房间名及其长度；旧版官方签名库有这个错误，请升级")
}

fn impossible_room(room: &UnverifiedRoom, reason: InvalidRoom, language: Language) -> Words {
    let room = shown_room(room, language);
    let chinese = match reason {
        InvalidRoom::NumberZero => "房间号从 1 开始".to_owned(),
        InvalidRoom::NameEmpty => "名称为空".to_owned(),
        InvalidRoom::NameTooLong { len } => format!("名称有 {len} 字节，最多 64"),
        InvalidRoom::NameCharacter { at, .. } => format!("第 {at} 字节处的字符不允许出现"),
        _ => "不合规则".to_owned(),
    };
    words!(language;
        "The privileges are for a room that cannot exist" | "权限对应的房间不可能存在";
        "{room}: {reason}" | "{room}：{chinese}";
        "Sign for the room to enter: a number from 1 on, or a name of 1 to 64 documented characters" | "为要进入的房间签名：数字从 1 起，或 1 到 64 个允许的字符")
}

fn wrong_room(asked: &Room, named: &UnverifiedRoom, language: Language) -> Words {
    let same_digits = match (asked, named) {
        (Room::Name(name), UnverifiedRoom::Number(number)) => name.as_str() == number.to_string(),
        (Room::Number(number), UnverifiedRoom::Name(name)) => *name == number.to_string(),
        _ => false,
    };
    let asked = match asked {
        Room::Name(name) => shown_room(&UnverifiedRoom::Name(name.to_string()), language),
        Room::Number(number) => shown_room(&UnverifiedRoom::Number(number.get()), language),
        other => other.to_string(),
    };
    let named = shown_room(named, language);
    if same_digits {
        return words!(language;
            "The privileges are for a room number where a name is asked for, or the reverse" | "数字房间号与字符串房间号混用了";
            "It opens {named}, and {asked} is asked for: these are two rooms" | "票据对应{named}，要进入的是{asked}：这是两个房间";
            "Use roomId or strRoomId in both places" | "签名和进房统一使用 roomId 或 strRoomId");
    }
    words!(language;
        "The privileges are for another room" | "权限属于另一个房间";
        "It opens {named}, and {asked} is asked for" | "票据对应{named}，要进入的是{asked}";
        "Sign a PrivateMapKey for {asked}" | "另签一张 PrivateMapKey，对应{asked}")
}

fn missing_privilege(missing: Privileges, given: Privileges, language: Language) -> Words {
    let needed = (missing | given).bits();
    // Old comments of the official signers have 200 where the eighth bit is 128.
    if given.bits() == MISTAKEN_EIGHTH_BIT {
        return words!(language;
            "The privileges do not include {missing}: 200 stands where 128 was meant" | "权限里缺少 {missing}：应写 128 的地方写成了 200";
            "It gives {given}, which is 200. Old comments called the eighth bit 200, and it is 128" | "票据给出的权限：{given}，即 200。旧注释把第八位写成 200，实际是 128";
            "Sign with the sum of the bits that are needed; all of them are 255" | "按需要的各位之和签名，全部权限为 255");
    }
    words!(language;
        "The privileges do not include {missing}" | "权限里缺少 {missing}";
        "It gives {given}" | "票据给出的权限：{given}";
        "Sign it with these too: the privilege map is then {needed}" | "签名时一并给出：权限值 {needed}")
}

const MISTAKEN_EIGHTH_BIT: u8 = 200;
