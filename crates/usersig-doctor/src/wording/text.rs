//! Words about the text of a ticket.

use usersig::Language;

use crate::fault::{EnvelopeFault, Escape};
use crate::wording::container;
use crate::wording::foreign;
use crate::wording::shown::{character as shown, counted, escaped as escaped_text};
use crate::wording::vendor::name as vendor_name;
use crate::wording::words::{Words, words};

impl EnvelopeFault {
    pub(crate) fn words(&self, language: Language) -> Words {
        match self {
            Self::Empty { white_space } => empty(*white_space, language),
            Self::TooLong { len } => words!(language;
                "The text is longer than any ticket" | "文本超出票据可能的长度";
                "It has {len} bytes or more. At most 4,096 are read, and usual tickets have 150 to 300" | "共 {len} 字节以上；最多读取 4,096，常见票据为 150 到 300";
                "Pass only the ticket, not the whole response, and sign a short userbuf" | "只传票据本身，不要传整个响应；userbuf 也要短"),
            Self::Placeholder { word } => {
                let word = escaped_text(word);
                words!(language;
                    "This is a placeholder or a word for nothing, not a ticket" | "这是占位文字或空值，不是票据";
                    "The whole text is {word}" | "整个文本就是 {word}";
                    "The app used the value before the ticket was there, or nobody filled it in. Wait for the answer of the signing service (await), and check the name of the member or variable that the value comes from"
                        | "应用还没拿到票据就用了这个值，或者占位没有替换。先等签名服务返回（await），并核对取值的字段名或变量名")
            }
            Self::SecretKeyPasted { is_of_cloud_api } => secret_key(*is_of_cloud_api, language),
            Self::Foreign(foreign) => foreign::words(foreign, language),
            Self::Jwt => words!(language;
                "This is a JSON web token, not a UserSig" | "这是 JWT，不是 UserSig";
                "It has parts with dots between them, and the first begins with eyJ" | "由点号分段，首段以 eyJ 开头";
                "Do not pass your own session token. Ask the signing service for a UserSig" | "不要传自家的会话令牌，应向签名服务获取 UserSig"),
            Self::VendorToken { vendor } => {
                let (vendor, sign) = vendor_name(*vendor);
                words!(language;
                    "This is a token of {vendor}, not a UserSig" | "这是 {vendor} 的令牌，不是 UserSig";
                    "It begins or ends as such tokens do: {sign}" | "形式是这类令牌的样子：{sign}";
                    "Make a UserSig with the SDKAppID and key of the Tencent Cloud app" | "用腾讯云应用的 SDKAppID 和密钥生成 UserSig")
            }
            Self::SeveralTickets { count, are_the_same } => several(*count, *are_the_same, language),
            Self::Utf16 => words!(language;
                "The text is in UTF-16" | "文本是 UTF-16 编码";
                "Every second byte is 0" | "每隔一个字节就是 0";
                "Save it as UTF-8. In PowerShell, > writes UTF-16: use `| Out-File -Encoding ascii`" | "改存为 UTF-8。PowerShell 的 > 会写成 UTF-16，请用 `| Out-File -Encoding ascii`"),
            Self::Quoted { quotes } => words!(language;
                "The ticket stands in quotes" | "票据外面带着引号";
                "It has {quotes} quotes, backslashes or prefix letters at its ends" | "首尾共有 {quotes} 个引号、反斜杠或前缀字母";
                "Pass the text between the quotes: parse JSON rather than cut it, and decode bytes to text rather than print them" | "只传引号里面的内容：JSON 要解析而不是截取，bytes 要先 decode 再用"),
            Self::InOtherText { characters } => {
                let (english, chinese) = match characters {
                    Some((first, last)) => (
                        format!("Only the characters {first} to {last} of the text are the ticket"),
                        format!("整段文本中只有第 {first} 到第 {last} 个字符是票据"),
                    ),
                    None => {
                        ("The ticket is inside a string of the text".to_owned(), "票据在其中的一个字符串里".to_owned())
                    }
                };
                words!(language;
                "Other text stands around the ticket" | "票据夹在其他文本里";
                "{english}" | "{chinese}";
                "Pass only the ticket: the value of the JSON member, of the URL's parameter or of the header. Print nothing else to the same output" | "只传票据本身，即 JSON 成员、URL 参数或请求头的值；同一输出里不要打印别的内容")
            }
            Self::Escaped { escape } => escaped(*escape, language),
            Self::WhiteSpace { around, inside } => {
                let (english, chinese) = white_space(*around, *inside);
                words!(language;
                "The ticket has white space or invisible characters" | "票据里混有空白或不可见字符";
                "{english}" | "{chinese}";
                "Remove the white space around the ticket, and encode base64 without line breaks" | "去掉首尾空白，base64 编码时不要换行")
            }
            Self::HexEncoded => words!(language;
                "The ticket is written in hexadecimal digits" | "票据被写成了十六进制";
                "Two digits stand for each byte" | "每个字节占两个十六进制字符";
                "Pass the text of the ticket, not a dump of its bytes" | "传票据文本本身，不要传字节的十六进制形式"),
            Self::ForeignCharacter { position, character } => {
                let character = shown(*character);
                words!(language;
                    "The text has a character that no ticket has" | "文本里有票据不会出现的字符";
                    "Character {position} of the ticket is {character}" | "票据的第 {position} 个字符是 {character}";
                    "Pass the signer's output as it is, without the JSON or the URL around it: A-Z a-z 0-9 * - and _ at the end" | "请原样传入签名函数返回的文本，不要带外层的 JSON 或 URL：只含 A-Z a-z 0-9 * -，末尾可有 _")
            }
            Self::UrlEncoded { times: 1 } => words!(language;
                "The ticket is URL-encoded" | "票据被 URL 编码了";
                "It has %XX sequences" | "含有 %XX 形式的编码";
                "Decode it before you pass it on. A ticket is safe in a URL as it is" | "传递前先解码；票据本身可直接放进 URL"),
            Self::UrlEncoded { times } => words!(language;
                "The ticket is URL-encoded {times} times" | "票据被 URL 编码了 {times} 次";
                "After one decoding there is still a % (%25 in the text)" | "解码一次后仍有 %（原文为 %25）";
                "Let one place encode, or none. A ticket is safe in a URL as it is" | "只在一处编码，或都不编码：票据本身可直接放进 URL"),
            Self::CaseFolded { are_small } => case_folded(*are_small, language),
            Self::PlusAsSpace { spaces, symbol: '+' } => words!(language;
                "The + of the ticket became spaces" | "票据中的 + 变成了空格";
                "If {spaces} spaces are replaced by +, the ticket can be read" | "把 {spaces} 个空格还原成 + 后，票据可以读出";
                "Use the ticket alphabet, in which * stands for +, or encode the ticket before it goes into a form"
                    | "使用票据字母表（用 * 代替 +），或在放进表单前先做 URL 编码"),
            Self::PlusAsSpace { spaces, symbol } => words!(language;
                "Characters of the ticket became spaces" | "票据中有字符变成了空格";
                "If {spaces} spaces are replaced by {symbol}, the ticket can be read" | "把 {spaces} 个空格还原成 {symbol} 后，票据可以读出";
                "Pass the ticket unchanged. Look for code that replaces or removes {symbol}, such as a filter of an input field" | "原样传递票据；检查是否有代码（例如输入过滤）把 {symbol} 替换或删掉了"),
            other => container::words(other, language),
        }
    }
}

fn empty(white_space: usize, language: Language) -> Words {
    let (english, chinese) = match white_space {
        0 => ("It has no characters".to_owned(), "没有任何字符".to_owned()),
        count => {
            (format!("It has only white space, {}", counted(count, "character")), format!("只有 {count} 个空白字符"))
        }
    };
    words!(language;
        "The ticket is empty" | "票据是空的";
        "{english}" | "{chinese}";
        "Check that the signing service answered and that the app passes its answer on" | "确认签名服务已返回票据，且应用把它传给了登录接口")
}

/// How many characters there are where, without zeros.
fn white_space(around: usize, inside: usize) -> (String, String) {
    let (characters, are) = if around + inside == 1 { ("character", "is") } else { ("characters", "are") };
    match (around, inside) {
        (around, 0) => (format!("{around} such {characters} {are} at its ends"), format!("首尾共有 {around} 个")),
        (0, inside) => {
            (format!("{inside} such {characters} {are} between its characters"), format!("夹在中间的有 {inside} 个"))
        }
        (around, inside) => (
            format!("{around} such characters are at its ends, and {inside} are between its characters"),
            format!("首尾共有 {around} 个，夹在中间的有 {inside} 个"),
        ),
    }
}

fn case_folded(are_small: bool, language: Language) -> Words {
    let (english, chinese) = if are_small {
        (
            "All its letters are small. A ticket begins with eJ and has letters of both cases",
            "所有字母都是小写；真正的票据以 eJ 开头，大小写混排",
        )
    } else {
        (
            "All its letters are capital. A ticket begins with eJ and has letters of both cases",
            "所有字母都是大写；真正的票据以 eJ 开头，大小写混排",
        )
    };
    words!(language;
        "The ticket's upper and lower case were lost" | "票据的大小写丢失了";
        "{english}" | "{chinese}";
        "Sign a new ticket, because the case cannot be restored. Find the program that changes the case, such as toLowerCase, a column whose collation ignores case, or a search index" | "大小写无法还原，需要重新签一张；并找出改大小写的环节，例如 toLowerCase、toUpperCase 或规范化 URL 的代理")
}

fn secret_key(is_of_cloud_api: bool, language: Language) -> Words {
    if is_of_cloud_api {
        return words!(language;
            "This looks like a SecretId of the cloud API, not a ticket" | "这看起来是云 API 的 SecretId，不是票据";
            "It begins with AKID" | "以 AKID 开头";
            "Sign a ticket on the server with the app's SDKSecretKey, and pass the ticket" | "在服务端用应用的 SDKSecretKey 签出票据，再传票据");
    }
    words!(language;
        "This looks like a secret key, not a ticket" | "这看起来是密钥，不是票据";
        "It is 64 hexadecimal digits, as the console shows an SDKSecretKey. A MAC in hexadecimal digits looks the same" | "64 个十六进制字符，与控制台显示的 SDKSecretKey 形式相同（十六进制的 MAC 也是这样）";
        "Sign a ticket with the key on the server and pass the ticket. If the key has left the server, replace it in the console"
            | "在服务端用密钥签出票据，再传票据；若密钥已流出服务端，请到控制台更换")
}

fn several(count: usize, are_the_same: bool, language: Language) -> Words {
    if are_the_same {
        return words!(language;
            "The text has the same ticket {count} times: more than one ticket" | "同一张票据出现了 {count} 次";
            "All of them are the same text" | "每一张的文本都相同";
            "Pass it once: look for a variable that is appended to, or for two inputs that were joined" | "只传一次：检查是否重复拼接了变量，或把两处输入连在了一起");
    }
    words!(language;
        "The text has {count} tickets, more than one" | "文本里有 {count} 张票据，多于一张";
        "They are different tickets; the findings below are about the first one" | "它们是不同的票据；下面的结论针对第一张";
        "Pass one ticket: the one of the user who logs in" | "只传一张：登录用户自己的那张")
}

fn escaped(escape: Escape, language: Language) -> Words {
    let (english, chinese) = match escape {
        Escape::Backslash => {
            (r"It has backslashes, such as \/ or \u003d in JSON", r"含有反斜杠转义，例如 JSON 里的 \/ 或 \u003d")
        }
        Escape::Html => ("It has HTML entities, such as &#43;", "含有 HTML 实体，例如 &#43;"),
        Escape::QuotedPrintable => {
            ("It has escapes of mail, such as =3D", "含有邮件的 quoted-printable 编码，例如 =3D")
        }
    };
    words!(language;
        "Characters of the ticket are escaped" | "票据里的字符被转义了";
        "{english}" | "{chinese}";
        "Let a parser undo what was escaped: read the JSON, the page or the mail with a library rather than cut the text out" | "用相应的解析库还原：JSON、网页、邮件都要解析，不要直接截取文本")
}
