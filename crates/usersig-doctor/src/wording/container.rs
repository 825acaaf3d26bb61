//! Words about the alphabet and the container of a ticket.

use usersig::Language;

use crate::fault::{EnvelopeFault, Mark, Uncompressed};
use crate::wording::shown::quoted_name as quoted;
use crate::wording::words::{Words, either, words};

/// Words for the faults behind the text. The others have theirs in [`text`](crate::wording::text).
pub(super) fn words(fault: &EnvelopeFault, language: Language) -> Words {
    match fault {
        EnvelopeFault::StandardAlphabet { found } => words!(language;
            "The ticket is in the standard base64 alphabet" | "票据用的是标准 base64 字母表";
            "It has {found}" | "含有 {found}";
            "Replace + by *, / by - and = by _ after encoding, all three" | "编码后把 + 换成 *，/ 换成 -，= 换成 _，三个都要换"),
        EnvelopeFault::UrlSafeAlphabet => words!(language;
            "The ticket is in the URL-safe base64 alphabet" | "票据用的是 URL 安全的 base64 字母表";
            "With - for + and _ for / more of it can be read" | "把 - 当作 +、_ 当作 / 能读出更多内容";
            "Encode with the standard alphabet, then replace + by *, / by - and = by _" | "用标准字母表编码，再把 + 换成 *，/ 换成 -，= 换成 _"),
        EnvelopeFault::Padding => words!(language;
            "The padding at the end of the ticket is wrong" | "票据末尾的填充不对";
            "The document is complete. There are too few or too many _ at the end, or the last character is not the encoder's"
                | "文档完整；末尾的 _ 多了、少了，或最后一个字符不是编码器写出的";
            "Keep the padding: each = of the encoder becomes one _" | "保留填充：编码器给出的每个 = 都换成一个 _"),
        EnvelopeFault::Base64Twice => words!(language;
            "The ticket was base64-encoded twice" | "票据被 base64 编码了两次";
            "Decoded, it is base64 again" | "解码后仍是 base64";
            "Pass the signer's output as it is: it is already encoded" | "签名函数返回的文本已经编码过，请原样传入"),
        EnvelopeFault::DetachedSignature { separator } => words!(language;
            "The MAC stands behind the document, as in a JSON web token, and not in it" | "MAC 接在文档后面（像 JWT 那样），而没有写进文档";
            "A '{separator}' stands between the two parts" | "两部分之间是 '{separator}'";
            "Write the MAC into the document as TLS.sig, then compress and encode the document" | "先把 MAC 作为 TLS.sig 写进文档，再压缩和编码"),
        EnvelopeFault::NotCompressed { form } => {
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
        EnvelopeFault::Gzip => words!(language;
            "The document is packed as gzip, not zlib" | "文档用 gzip 打包，而不是 zlib";
            "The bytes begin with 1f 8b; zlib begins with 78" | "字节以 1f 8b 开头；zlib 以 78 开头";
            "Use zlib: compress in Python, deflateSync in Node, gzcompress in PHP, DeflaterOutputStream in Java"
                | "改用 zlib：Python 的 zlib.compress，Node 的 deflateSync，PHP 的 gzcompress，Java 的 DeflaterOutputStream"),
        EnvelopeFault::RawDeflate => words!(language;
            "The document is packed as raw deflate, without zlib's header and checksum" | "文档是裸 deflate，缺少 zlib 的头和校验和";
            "It inflates only without a header" | "只有当作没有头的数据才能解压";
            "Use zlib: gzcompress rather than gzdeflate in PHP, deflateSync rather than deflateRawSync in Node, no nowrap in Java"
                | "改用 zlib：PHP 用 gzcompress 而非 gzdeflate，Node 用 deflateSync 而非 deflateRawSync，Java 不要 nowrap"),
        EnvelopeFault::ZlibHeader { found: [method, flags] } => words!(language;
            "The header of the zlib stream is wrong" | "zlib 数据的头不对";
            "The first two bytes are {method:02x} {flags:02x}; zlib begins with 78 and a byte that fits it" | "前两个字节是 {method:02x} {flags:02x}；zlib 以 78 和与之匹配的一个字节开头";
            "Let the zlib library write the header: 78 01, 78 5e, 78 9c or 78 da" | "头由 zlib 库来写：78 01、78 5e、78 9c 或 78 da"),
        EnvelopeFault::UnfinishedStream { document_bytes } => words!(language;
            "The compressor was flushed but not finished" | "压缩器只做了 flush，没有结束";
            "All {document_bytes} bytes of the document came out; the end of the stream and the checksum are missing" | "文档的 {document_bytes} 字节已全部解出，但缺少数据流的结尾和校验和";
            "Finish or close the compressor before you take its bytes: Close in Go, finish() in Java, flush(Z_FINISH) in Python" | "取字节之前先结束压缩器：Go 调 Close，Java 调 finish()，Python 用 flush(Z_FINISH)"),
        EnvelopeFault::TrailingBytes { count, are_zeros } => {
            let (english, chinese) =
                if *are_zeros { ("all of them 0", "全是 0") } else { ("not all of them 0", "不全是 0") };
            words!(language;
                "Bytes follow the compressed document" | "压缩数据后面还有多余的字节";
                "There are {count} of them, {english}" | "多出 {count} 字节，{chinese}";
                "Encode only as many bytes as the compressor returned, not the whole buffer" | "只编码压缩器实际写出的字节数，不要编码整个缓冲区")
        }
        EnvelopeFault::TooBig => words!(language;
            "The document is larger than that of any ticket" | "文档比任何票据的都大";
            "It inflates to more than 4,096 bytes" | "解压后超过 4,096 字节";
            "Write only the members of a ticket into the document, and sign a short userbuf" | "文档里只写票据的成员，userbuf 也要短"),
        EnvelopeFault::BeginningMissing { missing, mark } => beginning_missing(*missing, mark.as_deref(), language),
        EnvelopeFault::CutOff { characters, missing_percent, mark: Some(mark), .. } => {
            shortened(*characters, *missing_percent, mark, language)
        }
        EnvelopeFault::CutOff { characters, document_bytes, missing_percent, bytes, mark: None } => {
            cut_off(*characters, *document_bytes, *missing_percent, *bytes, language)
        }
        EnvelopeFault::Damaged { document_bytes, near } => damaged(*document_bytes, *near, language),
        _ => words!(language;
            "The text is not a ticket" | "这段文本不是票据";
            "Nothing of a ticket can be read" | "读不出票据的内容";
            "Pass the signer's output as it is" | "请原样传入签名函数返回的文本"),
    }
}

fn beginning_missing(missing: Option<usize>, mark: Option<&str>, language: Language) -> Words {
    let (english, chinese) = match (missing, mark.map(quoted)) {
        (Some(1), _) => (
            "The first character is missing. With it, the ticket can be read".to_owned(),
            "缺少第一个字符，补上后票据可以读出".to_owned(),
        ),
        (Some(missing), _) => (
            format!("The first {missing} characters are missing. With them, the ticket can be read"),
            format!("缺少前 {missing} 个字符，补上后票据可以读出"),
        ),
        (None, Some(mark)) => (
            format!("It begins with {mark}, by which a log or a screen shows that it shortened a text"),
            format!("以 {mark} 开头，说明前面部分被日志或界面省略了"),
        ),
        (None, None) => ("It does not begin with eJ".to_owned(), "不以 eJ 开头".to_owned()),
    };
    words!(language;
        "The beginning of the ticket is missing" | "票据缺少开头部分";
        "{english}" | "{chinese}";
        "Pass the whole ticket. The tickets of the official signers begin with eJ. Look for code that removes a prefix or splits the text"
            | "请传完整票据。官方签名库签出的票据都以 eJ 开头；检查代码里有没有去前缀、截取或分割字符串")
}

fn shortened(characters: usize, missing_percent: usize, mark: &Mark, language: Language) -> Words {
    let (text, whole) = (quoted(&mark.text), whole_len(characters, missing_percent));
    if mark.is_inside {
        return words!(language;
            "This ticket is incomplete: a log or a screen left out its middle" | "票据不完整：中间部分被日志或界面省略了";
            "After {characters} characters it has {text} in the place of the others. A whole ticket has about {whole}" | "第 {characters} 个字符之后以 {text} 代替了其余部分；完整票据约 {whole} 个字符";
            "Copy the whole ticket from the program that made it or used it, not from a log or a screen" | "请从生成或使用票据的程序里取完整文本，不要从日志或界面复制");
    }
    words!(language;
        "This ticket is incomplete: a log or a screen shortened it" | "票据不完整：被日志或界面截短了";
        "It ends in {text} after {characters} characters. A whole ticket has about {whole}" | "第 {characters} 个字符之后以 {text} 结尾；完整票据约 {whole} 个字符";
        "Copy the whole ticket from the program that made it or used it, not from a log or a screen" | "请从生成或使用票据的程序里取完整文本，不要从日志或界面复制")
}

fn damaged(document_bytes: usize, near: Option<usize>, language: Language) -> Words {
    let (english, chinese) = match near {
        Some(near) => (
            format!("Near character {near} of the ticket, the compressed data stops making sense"),
            format!("在第 {near} 个字符附近，压缩数据开始出错"),
        ),
        None => (
            format!("All {document_bytes} bytes of the document came out, and their checksum does not match"),
            format!("文档的 {document_bytes} 字节已全部解出，但校验和不符"),
        ),
    };
    words!(language;
        "Characters of the ticket were changed or lost" | "票据中有字符被改动或丢失";
        "{english}" | "{chinese}";
        "Compare it with the signer's output, character by character. Upper and lower case are different, and Markdown removes pairs of *"
            | "与签名函数返回的文本逐字比对：大小写不能变；聊天工具的 Markdown 会吃掉成对的 *")
}

/// About how many characters the whole ticket has.
const fn whole_len(characters: usize, missing_percent: usize) -> usize {
    let present = if missing_percent < 99 { 100 - missing_percent } else { 1 };
    characters * 100 / present
}

fn cut_off(
    characters: usize,
    document_bytes: usize,
    missing_percent: usize,
    bytes: Option<usize>,
    language: Language,
) -> Words {
    let whole = whole_len(characters, missing_percent);
    if let Some(bytes) = bytes {
        return words!(language;
            "The compressed bytes were cut off before they were encoded" | "压缩后的字节在编码之前就被截断了";
            "There are {bytes} bytes, {characters} characters of about {whole}; {document_bytes} bytes of the document came out" | "只有 {bytes} 字节（{characters} 个字符，完整约 {whole} 个），只解出文档的 {document_bytes} 字节";
            "Look for an output buffer of {bytes} bytes: make it larger, or take all that the compressor returns" | "检查是否有 {bytes} 字节的输出缓冲区：加大缓冲区，或取完压缩器的全部输出");
    }
    words!(language;
        "This ticket is incomplete: it has {characters} of about {whole} characters" | "票据不完整：只有 {characters} 个字符，完整约 {whole} 个";
        "It ends too early, {document_bytes} bytes of the document came out, about {missing_percent} % is missing" | "结尾缺失，只解出文档的 {document_bytes} 字节，约缺 {missing_percent}%";
        "Pass it whole: look for a column, buffer or log line of {characters} characters. A ticket needs room for 512"
            | "完整传递：检查长度为 {characters} 的数据库列、缓冲区或日志；请预留 512 个字符")
}
