//! The text of a checklist before it is parsed: the root file, its includes, and decoding of bytes.

use crate::language::{Text, text};
use encoding_rs::{GBK, UTF_16BE, UTF_16LE};

/// One file of a checklist, as text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceFile {
    /// Path relative to the root file, with `/`; shown in diagnostics and stored in the journal.
    pub name: String,
    /// Content without a byte order mark; line endings are kept.
    pub text: String,
}

/// A whole checklist as text: the root file first, then its includes in the order in which they are first named.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bundle {
    /// The files; never empty.
    pub files: Vec<SourceFile>,
}

/// Prefix of the names of built-in calendar files. No include can have such a name, because an include's path has no
/// empty parts.
pub const BUILTIN_CALENDARS: &str = "//built-in/";

/// Prefix of the names of calendar files in the user's own folder.
pub const OWN_CALENDARS: &str = "//calendars/";

/// Maximum size of one checklist file, in bytes. Ten thousand tasks fit.
pub const MAX_FILE_BYTES: usize = 4 << 20;

/// Maximum number of files in a checklist, including the root.
pub const MAX_FILES: usize = 64;

/// Why bytes cannot be decoded as a checklist.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DecodeError {
    /// What is wrong.
    pub text: Text,
    /// How to fix it, if known.
    pub help: Option<Text>,
}

/// Decodes a checklist from UTF-8, with or without a byte order mark. Any other encoding is an error, so that a guessed
/// encoding never reaches the journal. The error names GBK and UTF-16, which Chinese Windows programs write.
pub fn decode(bytes: &[u8]) -> Result<String, DecodeError> {
    let refused = |text, help| Err(DecodeError { text, help: Some(help) });
    if bytes.len() > MAX_FILE_BYTES {
        let (size, limit) = (bytes.len().div_ceil(1 << 20), MAX_FILE_BYTES >> 20);
        return refused(text::source_too_long(size, limit), text::source_split());
    }
    if is_utf16(bytes) {
        return refused(text::source_encoding("UTF-16"), save_as_utf8("UTF-16"));
    }
    let content = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let error = match simdutf8::compat::from_utf8(content) {
        Ok(text) => return Ok(text.to_owned()),
        Err(error) => error,
    };
    if is_gbk(content) {
        return refused(text::source_encoding("GBK"), save_as_utf8("GBK"));
    }
    let line = content[..error.valid_up_to()].iter().filter(|byte| **byte == b'\n').count() + 1;
    let offset = error.valid_up_to() + (bytes.len() - content.len());
    let byte = format!("{:#04X}", bytes[offset]);
    refused(text::source_bad_byte(&byte, offset, line), text::source_utf8())
}

/// Decodes text from a Windows program or console. Returns it with the name of its encoding: UTF-8, UTF-16 or GBK. The
/// encoding is a guess, so the caller shows the text to the user before it is used. `None` if the bytes are none of
/// these.
pub fn decode_any(bytes: &[u8]) -> Option<(String, &'static str)> {
    if is_utf16(bytes) {
        let is_big_endian = match bytes {
            [0xFE, 0xFF, ..] => true,
            [0xFF, 0xFE, ..] => false,
            // In ASCII text encoded as UTF-16, the high byte of each pair is zero.
            _ => zeros(bytes, 0) > zeros(bytes, 1),
        };
        let encoding = if is_big_endian { UTF_16BE } else { UTF_16LE };
        let (text, _) = encoding.decode_with_bom_removal(bytes);
        return (!text.contains('\u{fffd}')).then(|| (text.into_owned(), "UTF-16"));
    }
    let content = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    match simdutf8::basic::from_utf8(content) {
        Ok(text) => Some((text.to_owned(), "UTF-8")),
        Err(_) if is_gbk(content) => Some((GBK.decode_without_bom_handling(content).0.into_owned(), "GBK")),
        Err(_) => None,
    }
}

fn save_as_utf8(encoding: &str) -> Text {
    text::source_save_as_utf8(encoding)
}

/// Number of bytes searched for zeros to recognise UTF-16.
const SAMPLE: usize = 512;

/// Whether the bytes are UTF-16: they begin with its byte order mark, or at least half of the sample's even or odd
/// positions are zero, as in ASCII text encoded as UTF-16.
fn is_utf16(bytes: &[u8]) -> bool {
    if bytes.starts_with(b"\xFF\xFE") || bytes.starts_with(b"\xFE\xFF") {
        return true;
    }
    let sample = bytes.len().min(SAMPLE);
    sample >= 4 && zeros(bytes, 0).max(zeros(bytes, 1)) * 4 >= sample
}

/// Counts zero bytes at the even (0) or odd (1) positions of the sample.
fn zeros(bytes: &[u8], parity: usize) -> usize {
    bytes.iter().take(SAMPLE).skip(parity).step_by(2).filter(|byte| **byte == 0).count()
}

/// Whether the bytes are probably GBK: they decode as GBK, mostly into Hanzi and other characters of GB 2312. Damaged
/// UTF-8 and Latin-1 often decode as GBK too, but into rare characters. Damaged UTF-8 is also recognised by its intact
/// three-byte sequences.
fn is_gbk(bytes: &[u8]) -> bool {
    let (mut whole, mut broken) = (0usize, 0usize);
    for chunk in bytes.utf8_chunks() {
        whole += chunk.valid().chars().filter(|c| c.len_utf8() >= 3).count();
        broken += usize::from(!chunk.invalid().is_empty());
    }
    if whole >= broken {
        return false;
    }
    let Some(text) = GBK.decode_without_bom_handling_and_without_replacement(bytes) else { return false };
    if !text.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c)) {
        return false;
    }
    let (mut common, mut all) = (0usize, 0usize);
    let mut rest = bytes.iter();
    while let Some(lead) = rest.next() {
        if *lead >= 0x80 {
            all += 1;
            common += usize::from((0xA1..=0xF7).contains(lead) && rest.next().is_some_and(|trail| *trail >= 0xA1));
        }
    }
    common * 2 > all
}
