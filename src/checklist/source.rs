//! The text of a checklist before it is read: the root file and those it includes, and how bytes become text.

use crate::language::{Text, say};
use encoding_rs::{GBK, UTF_16BE, UTF_16LE};

/// One file of a checklist, as text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceFile {
    /// As shown in diagnostics and kept in the journal: the path relative to the root file, with `/`.
    pub name: String,
    /// Without a byte order mark; line ends as written.
    pub text: String,
}

/// A whole checklist as text: the root file first, then its includes in the order of their first mention.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bundle {
    /// Never empty.
    pub files: Vec<SourceFile>,
}

/// Before the name of a calendar file that comes with the program. No include can be called so: its name has no empty
/// parts.
pub const BUILTIN_CALENDARS: &str = "//built-in/";

/// Before the name of a calendar file in the user's own folder.
pub const OWN_CALENDARS: &str = "//calendars/";

/// No file of a checklist may be longer, in bytes. Ten thousand tasks fit.
pub const MAX_FILE_BYTES: usize = 4 << 20;

/// No checklist may consist of more files than this, the root included.
pub const MAX_FILES: usize = 64;

/// Why bytes are no checklist.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DecodeError {
    /// What is wrong.
    pub text: Text,
    /// The way out, where there is one.
    pub help: Option<Text>,
}

/// Reads a checklist's bytes: UTF-8, with or without a byte order mark. GBK and UTF-16, which Chinese Windows
/// programs write, are named and refused, for a guess at an encoding must never reach the journal.
pub fn decode(bytes: &[u8]) -> Result<String, DecodeError> {
    let refused = |text, help| Err(DecodeError { text, help: Some(help) });
    if bytes.len() > MAX_FILE_BYTES {
        let (size, limit) = (bytes.len().div_ceil(1 << 20), MAX_FILE_BYTES >> 20);
        return refused(Text::of(|lang| say::source_too_long(lang, size, limit)), Text::of(say::source_split));
    }
    if is_utf16(bytes) {
        return refused(Text::of(|lang| say::source_encoding(lang, "UTF-16")), save_as_utf8("UTF-16"));
    }
    let content = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let error = match simdutf8::compat::from_utf8(content) {
        Ok(text) => return Ok(text.to_owned()),
        Err(error) => error,
    };
    if is_gbk(content) {
        return refused(Text::of(|lang| say::source_encoding(lang, "GBK")), save_as_utf8("GBK"));
    }
    let line = content[..error.valid_up_to()].iter().filter(|byte| **byte == b'\n').count() + 1;
    let offset = error.valid_up_to() + (bytes.len() - content.len());
    let byte = format!("{:#04X}", bytes[offset]);
    refused(Text::of(|lang| say::source_bad_byte(lang, &byte, offset, line)), Text::of(say::source_utf8))
}

/// Reads what a Windows program or console hands over: UTF-8, UTF-16 or GBK, and which of them it was. The text is told
/// back to whoever gave it before anything rests on the guess. `None` where it is none of these.
pub fn decode_any(bytes: &[u8]) -> Option<(String, &'static str)> {
    if is_utf16(bytes) {
        let is_big_endian = match bytes {
            [0xFE, 0xFF, ..] => true,
            [0xFF, 0xFE, ..] => false,
            // The zero byte of an ASCII character is its higher one.
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
    Text::of(|lang| say::source_save_as_utf8(lang, encoding))
}

/// How far into a file the pattern of its zero bytes is looked at.
const SAMPLE: usize = 512;

/// A byte order mark, or a zero in half of the sample's even or odd places: ASCII as UTF-16 has one beside each letter.
fn is_utf16(bytes: &[u8]) -> bool {
    if bytes.starts_with(b"\xFF\xFE") || bytes.starts_with(b"\xFE\xFF") {
        return true;
    }
    let sample = bytes.len().min(SAMPLE);
    sample >= 4 && zeros(bytes, 0).max(zeros(bytes, 1)) * 4 >= sample
}

/// Zero bytes in the even (0) or odd (1) places of the sample.
fn zeros(bytes: &[u8], parity: usize) -> usize {
    bytes.iter().take(SAMPLE).skip(parity).step_by(2).filter(|byte| **byte == 0).count()
}

/// Decodes as GBK, and mostly into the characters of GB 2312, Hanzi among them. Damaged UTF-8 and Latin-1 often decode
/// as GBK too, but into rare characters; damaged UTF-8 is known by its whole sequences of three bytes.
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
