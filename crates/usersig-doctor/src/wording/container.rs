//! Words about the alphabet and the container of a ticket.

use usersig::Language;

use crate::fault::{EnvelopeFault, Uncompressed};
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
            "Pass the signer's output as it is: it is already encoded" | "原样传递签名结果，它已经编码过"),
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
        EnvelopeFault::CutOff { characters, document_bytes, missing_percent, bytes } => {
            cut_off(*characters, *document_bytes, *missing_percent, *bytes, language)
        }
        EnvelopeFault::Damaged { document_bytes } => words!(language;
            "Characters of the ticket were changed or lost" | "票据中有字符被改动或丢失";
            "The zlib stream is broken or its checksum does not fit, after {document_bytes} bytes of the document"
                | "解出文档的 {document_bytes} 字节后，zlib 数据损坏或校验和不符";
            "Compare it with the signer's output. Upper and lower case count, so nothing may fold them" | "与签名结果逐字比对；区分大小写，任何环节都不得转换"),
        _ => words!(language;
            "The text is not a ticket" | "这段文本不是票据";
            "Nothing of a ticket can be read" | "读不出票据的内容";
            "Pass the signer's output as it is" | "原样传递签名结果"),
    }
}

fn cut_off(
    characters: usize,
    document_bytes: usize,
    missing_percent: usize,
    bytes: Option<usize>,
    language: Language,
) -> Words {
    let whole = characters * 100 / (100 - missing_percent.min(99));
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
