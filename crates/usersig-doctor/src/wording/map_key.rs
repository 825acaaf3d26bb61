//! Words about the rights in a room.

use usersig::{BadUserBuf, InvalidRoom, Language, Privileges, Room, UnverifiedRoom};

use crate::fault::MapFault;
use crate::wording::shown::{quoted, room as shown_room};
use crate::wording::{Moment, Words, words};

impl MapFault {
    pub(crate) fn words(&self, language: Language, moment: Moment<'_>) -> Words {
        match self {
            Self::ByteOrder => words!(language;
                "The numbers in the userbuf are little-endian" | "userbuf 中的数字用了小端序";
                "The app in it is the ticket's with its bytes turned round" | "其中的应用编号是票据的应用编号按字节倒过来的";
                "Write every number of the userbuf big-endian, the length of the account too" | "userbuf 的所有数字都用大端序，账号长度也是"),
            Self::Layout(bad) => layout(*bad, language),
            Self::Account { account, user_id } => {
                let (account, user_id) = (quoted(account), quoted(user_id));
                words!(language;
                    "The userbuf names another account than the ticket" | "userbuf 里的账号与票据不同";
                    "{account} in it, {user_id} around it" | "userbuf 里是 {account}，票据上是 {user_id}";
                    "Give the same UserID to both; the length before it counts bytes, not characters" | "两处用同一个 UserID；前面的长度按字节计，不按字符计")
            }
            Self::SdkAppId { inner, outer } => words!(language;
                "The userbuf names another app than the ticket" | "userbuf 里的应用与票据不同";
                "{inner} in it, {outer} around it" | "userbuf 里是 {inner}，票据上是 {outer}";
                "Write {outer} into the userbuf" | "在 userbuf 中写入 {outer}"),
            Self::Expiry { inner, outer, .. } => {
                let (inner, outer) = (moment(*inner), moment(*outer));
                words!(language;
                    "The rights end at another time than the ticket" | "权限的到期时间与票据不同";
                    "The rights end at {inner}, the ticket at {outer}; the earlier counts" | "权限到 {inner} 为止，票据到 {outer} 为止；以早的为准";
                    "Write TLS.time + TLS.expire into the userbuf: a moment, not a span" | "在 userbuf 中写入 TLS.time + TLS.expire：是时刻，不是时长")
            }
            Self::ImpossibleRoom { room, reason } => impossible_room(room, *reason, language),
            Self::WrongRoom { asked, named } => wrong_room(asked, named, language),
            Self::MissingPrivilege { missing, given } => missing_privilege(*missing, *given, language),
        }
    }
}

fn layout(bad: BadUserBuf, language: Language) -> Words {
    let chinese = match bad {
        BadUserBuf::Account => "其中的账号与票据不同".to_owned(),
        BadUserBuf::Length => "被截断，或有多余的字节".to_owned(),
        BadUserBuf::Privileges => "权限位超过 255".to_owned(),
        BadUserBuf::Room => "房间为空、不是 UTF-8，或同时给了数字和字符串".to_owned(),
        BadUserBuf::SdkAppId => "其中的应用与票据不同".to_owned(),
        BadUserBuf::Version { version } => format!("布局版本为 {version}，只有 0 和 1"),
        _ => "内容有误".to_owned(),
    };
    words!(language;
        "The userbuf is not well-formed" | "userbuf 的格式不对";
        "The {bad}" | "userbuf {chinese}";
        "Lay it out as: version (0 number, 1 name), account length and account, app, room number or 0, expiry, privileges, 0; of version 1 also the length and the name"
            | "按顺序写：版本（0 数字、1 字符串）、账号长度和账号、应用、房间号或 0、到期时间、权限、0；版本 1 再加名称长度和名称")
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
        "The rights are for a room that cannot exist" | "权限对应的房间不可能存在";
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
            "The rights are for a room number where a name is asked for, or the reverse" | "数字房间号与字符串房间号混用了";
            "It opens {named}, asked for is {asked}: these are two rooms" | "票据对应{named}，要进入的是{asked}：这是两个房间";
            "Use roomId or strRoomId in both places" | "签名和进房统一使用 roomId 或 strRoomId");
    }
    words!(language;
        "The rights are for another room" | "权限属于另一个房间";
        "It opens {named}, asked for is {asked}" | "票据对应{named}，要进入的是{asked}";
        "Sign a PrivateMapKey for {asked}" | "另签一张 PrivateMapKey，对应{asked}")
}

fn missing_privilege(missing: Privileges, given: Privileges, language: Language) -> Words {
    let needed = (missing | given).bits();
    words!(language;
        "The rights do not include {missing}" | "权限里缺少 {missing}";
        "It gives {given}" | "票据给出的权限：{given}";
        "Sign it with these too: privilege map {needed}" | "签名时一并给出：权限值 {needed}")
}
