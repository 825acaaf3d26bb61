//! Words about the text and what it is packed in.

use usersig::Language;

use crate::fault::{EnvelopeFault, Uncompressed, Vendor};
use crate::wording::shown::character as shown;
use crate::wording::{Words, either, words};

impl EnvelopeFault {
    #[expect(clippy::too_many_lines, reason = "a table")]
    pub(crate) fn words(&self, language: Language) -> Words {
        match self {
            Self::Empty { white_space } => {
                let (english, chinese) = match white_space {
                    0 => ("It has no characters".to_owned(), "没有任何字符".to_owned()),
                    count => (format!("{count} of white space and nothing else"), format!("只有 {count} 个空白字符")),
                };
                words!(language;
                    "The ticket is empty" | "票据是空的";
                    "{english}" | "{chinese}";
                    "Check that the signing service answered and that the app passes its answer on"
                        | "确认签名服务已返回票据，且应用把它传给了登录接口")
            }
            Self::TooLong { len } => words!(language;
                "The text is longer than any ticket" | "文本超出票据可能的长度";
                "{len} bytes; at most 4,096 are read, and usual tickets have 150 to 300" | "共 {len} 字节；最多读取 4,096，常见票据为 150 到 300";
                "Pass the ticket alone, not the whole response, and sign a short userbuf" | "只传票据本身，不要传整个响应；userbuf 也要短"),
            Self::Placeholder { word } => words!(language;
                "This is the word {word}, not a ticket" | "这是单词 {word}，不是票据";
                "The whole text is {word}" | "整个文本就是 {word}";
                "The app logged in before it had the ticket: wait for the signing service's answer (await), and check the name of the member it is read from"
                    | "应用还没拿到票据就登录了：先等签名服务返回（await），并核对取值的字段名"),
            Self::SecretKeyPasted => words!(language;
                "This looks like a secret key, not a ticket" | "这看起来是密钥，不是票据";
                "64 hexadecimal digits, as the console shows an SDKSecretKey" | "64 个十六进制字符，与控制台显示的 SDKSecretKey 形式相同";
                "Sign a ticket with the key on the server and pass that; if the key has left the server, replace it in the console"
                    | "在服务端用密钥签出票据，再传票据；若密钥已流出服务端，请到控制台更换"),
            Self::Jwt => words!(language;
                "This is a JSON web token, not a UserSig" | "这是 JWT，不是 UserSig";
                "Parts with dots between them, the first beginning with eyJ" | "由点号分段，首段以 eyJ 开头";
                "Do not pass your own session token: ask the signing service for a UserSig" | "不要传自家的会话令牌，应向签名服务获取 UserSig"),
            Self::VendorToken { vendor } => {
                let (vendor, sign) = match vendor {
                    Vendor::Agora => ("Agora", "006 / 007eJ"),
                    Vendor::Paseto => ("PASETO", "v4.local. / v4.public."),
                };
                words!(language;
                    "This is a token of {vendor}, not a UserSig" | "这是 {vendor} 令牌，不是 UserSig";
                    "It begins as such tokens do ({sign})" | "开头是这类令牌的样式（{sign}）";
                    "Make a UserSig with the SDKAppID and key of the Tencent Cloud app" | "用腾讯云应用的 SDKAppID 和密钥生成 UserSig")
            }
            Self::Quoted { quotes } => words!(language;
                "The ticket stands in quotes" | "票据外面带着引号";
                "{quotes} quotes or backslashes at its ends" | "首尾共有 {quotes} 个引号或反斜杠";
                "Pass the text between the quotes; parse JSON rather than cut it" | "只传引号里面的内容；JSON 要解析，不要截取"),
            Self::InOtherText { position } => words!(language;
                "The ticket stands in other text" | "票据夹在其他文本里";
                "It begins at place {position}" | "从第 {position} 位起才是票据";
                "Pass the ticket alone: the value of the JSON member, the URL's parameter or the header" | "只传票据本身，也就是 JSON 成员、URL 参数或请求头的值"),
            Self::WhiteSpace { around, inside } => words!(language;
                "The ticket has white space or invisible characters" | "票据里混有空白或不可见字符";
                "{around} around it, {inside} inside" | "首尾 {around} 个，中间 {inside} 个";
                "Trim the ticket, and encode base64 without line breaks" | "去掉首尾空白，base64 编码时不要换行"),
            Self::ForeignCharacter { position, character } => {
                let character = shown(*character);
                words!(language;
                    "The text has a character no ticket has" | "文本里有票据不会出现的字符";
                    "{character} at place {position}" | "第 {position} 位是 {character}";
                    "Pass the signer's output as it is, without the JSON or the URL around it: A-Z a-z 0-9 * - and _ at the end" | "原样传递签名结果，不要带外层的 JSON 或 URL：只含 A-Z a-z 0-9 * -，末尾可有 _")
            }
            Self::UrlEncoded { times: 1 } => words!(language;
                "The ticket is URL-encoded" | "票据被 URL 编码了";
                "It has %XX sequences" | "含有 %XX 形式的编码";
                "Decode it before passing it on; a ticket is safe in a URL as it is" | "传递前先解码；票据本身可直接放进 URL"),
            Self::UrlEncoded { times } => words!(language;
                "The ticket is URL-encoded {times} times" | "票据被 URL 编码了 {times} 次";
                "%25 stands where one decoding leaves a %" | "解码一次后仍有 %（原文为 %25）";
                "Let one place encode, or none: a ticket is safe in a URL as it is" | "只在一处编码，或都不编码：票据本身可直接放进 URL"),
            Self::PlusAsSpace { spaces } => words!(language;
                "The + of the ticket became spaces" | "票据中的 + 变成了空格";
                "With + in the place of {spaces} spaces more of it can be read" | "把 {spaces} 个空格还原成 + 后能读出更多内容";
                "Use the ticket alphabet, where * stands for +, or encode the ticket before it goes into a form"
                    | "使用票据字母表（用 * 代替 +），或在放进表单前先做 URL 编码"),
            Self::StandardAlphabet { found } => words!(language;
                "The ticket is in the standard base64 alphabet" | "票据用的是标准 base64 字母表";
                "It has {found}" | "含有 {found}";
                "Replace + by *, / by - and = by _ after encoding, all three" | "编码后把 + 换成 *，/ 换成 -，= 换成 _，三个都要换"),
            Self::UrlSafeAlphabet => words!(language;
                "The ticket is in the URL-safe base64 alphabet" | "票据用的是 URL 安全的 base64 字母表";
                "With - for + and _ for / more of it can be read" | "把 - 当作 +、_ 当作 / 能读出更多内容";
                "Encode with the standard alphabet, then replace + by *, / by - and = by _" | "用标准字母表编码，再把 + 换成 *，/ 换成 -，= 换成 _"),
            Self::Padding => words!(language;
                "The padding at the end of the ticket is wrong" | "票据末尾的填充不对";
                "The document is complete; the _ at the end are too few or too many, or the last character is not the encoder's"
                    | "文档完整；末尾的 _ 多了、少了，或最后一个字符不是编码器写出的";
                "Keep the padding: each = of the encoder becomes one _" | "保留填充：编码器给出的每个 = 都换成一个 _"),
            Self::Base64Twice => words!(language;
                "The ticket was base64-encoded twice" | "票据被 base64 编码了两次";
                "Decoded, it is base64 again" | "解码后仍是 base64";
                "Pass the signer's output as it is, it is already encoded" | "原样传递签名结果，它已经编码过"),
            Self::NotCompressed { form } => {
                let form = match form {
                    Uncompressed::Base64 => either(language, "Decoded, it is JSON at once", "解码后直接就是 JSON"),
                    Uncompressed::Json => {
                        either(language, "It is JSON, neither deflated nor encoded", "就是 JSON，没有压缩也没有编码")
                    }
                };
                words!(language;
                    "The document was not compressed" | "文档没有压缩";
                    "{form}" | "{form}";
                    "Compress the JSON with zlib, then encode it in base64" | "先用 zlib 压缩 JSON，再做 base64 编码")
            }
            Self::Gzip => words!(language;
                "The document is packed as gzip, not zlib" | "文档用 gzip 打包，而不是 zlib";
                "The bytes begin with 1f 8b; zlib begins with 78" | "字节以 1f 8b 开头；zlib 以 78 开头";
                "Use zlib: compress in Python, deflateSync in Node, gzcompress in PHP, DeflaterOutputStream in Java"
                    | "改用 zlib：Python 的 zlib.compress，Node 的 deflateSync，PHP 的 gzcompress，Java 的 DeflaterOutputStream"),
            Self::RawDeflate => words!(language;
                "The document is packed as raw deflate, without zlib's header and checksum" | "文档是裸 deflate，缺少 zlib 的头和校验和";
                "It inflates only without a header" | "只有当作没有头的数据才能解压";
                "Use zlib: gzcompress rather than gzdeflate in PHP, deflateSync rather than deflateRawSync in Node, no nowrap in Java"
                    | "改用 zlib：PHP 用 gzcompress 而非 gzdeflate，Node 用 deflateSync 而非 deflateRawSync，Java 不要 nowrap"),
            Self::CutOff { characters, document_bytes, missing_percent } => words!(language;
                "The ticket is cut off" | "票据被截断了";
                "It ends after {characters} characters, {document_bytes} bytes of the document came out, about {missing_percent} % is missing"
                    | "到第 {characters} 个字符为止，只解出文档的 {document_bytes} 字节，约缺 {missing_percent}%";
                "Pass it whole: look for a column, buffer or log line of {characters} characters; a ticket needs room for 512"
                    | "完整传递：检查长度为 {characters} 的数据库列、缓冲区或日志；请预留 512 个字符"),
            Self::Damaged { document_bytes } => words!(language;
                "Characters of the ticket were changed or lost" | "票据中有字符被改动或丢失";
                "The zlib stream is broken or its checksum does not fit, after {document_bytes} bytes of the document"
                    | "解出文档的 {document_bytes} 字节后，zlib 数据损坏或校验和不符";
                "Compare it with the signer's output; upper and lower case count, so nothing may fold them" | "与签名结果逐字比对；区分大小写，任何环节都不得转换"),
        }
    }
}
