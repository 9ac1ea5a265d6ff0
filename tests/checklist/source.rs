//! Decoding bytes into text: what is accepted, and what is named and refused.

use ops::checklist::{MAX_FILE_BYTES, decode, decode_any};
use ops::language::Lang;

const TEXT: &str = "id = \"taobao\"\r\ntitle = \"淘宝运营每日工作\"\r\n";

#[test]
fn utf8_is_read_with_and_without_its_mark() {
    assert_eq!(decode(TEXT.as_bytes()).as_deref(), Ok(TEXT));
    assert_eq!(decode(format!("\u{feff}{TEXT}").as_bytes()).as_deref(), Ok(TEXT));
    assert_eq!(decode(b"").as_deref(), Ok(""));
    assert_eq!(decode("\u{feff}".as_bytes()).as_deref(), Ok(""));
    let longest = "#".repeat(MAX_FILE_BYTES);
    assert_eq!(decode(longest.as_bytes()).map(|text| text.len()), Ok(MAX_FILE_BYTES));
}

#[test]
fn other_bytes_are_refused_by_name() {
    let check = |bytes: &[u8], expected: &str| {
        let error = decode(bytes).unwrap_err();
        assert_eq!(error.text.in_lang(Lang::En), expected);
        let help = error.help.unwrap();
        for lang in [Lang::En, Lang::Zh] {
            assert!(help.in_lang(lang).contains("UTF-8") || expected.contains("MiB"), "{}", help.in_lang(lang));
        }
    };
    let utf16 = |text: &str, bytes: fn(u16) -> [u8; 2]| text.encode_utf16().flat_map(bytes).collect::<Vec<u8>>();
    let gbk = |text: &str| encoding_rs::GBK.encode(text).0.into_owned();
    let is_utf16 = "the file is encoded in UTF-16; a checklist must be UTF-8";
    check(&utf16(&format!("\u{feff}{TEXT}"), u16::to_le_bytes), is_utf16);
    check(&utf16(&format!("\u{feff}{TEXT}"), u16::to_be_bytes), is_utf16);
    check(&utf16(TEXT, u16::to_le_bytes), is_utf16);
    check(&utf16(TEXT, u16::to_be_bytes), is_utf16);
    let is_gbk = "the file is encoded in GBK; a checklist must be UTF-8";
    check(&gbk(TEXT), is_gbk);
    check(&gbk("# 联通\nid = \"a\"\ntitle = \"查看\"\n"), is_gbk);
    check(&gbk(include_str!("../../checklists/taobao.toml").replace(['─', '…'], "-").as_str()), is_gbk);
    // Latin-1 and damaged UTF-8 often decode as GBK, but must not be taken for it.
    check(b"id = \"caf\xE9a\"\n", "the file is not valid UTF-8: byte 0xE9 at offset 9, line 1");
    let mut damaged = TEXT.as_bytes().to_vec();
    damaged.remove(30);
    check(&damaged, "the file is not valid UTF-8: byte 0xBF at offset 30, line 2");
    let mut pairs = "深泡泳温游".as_bytes().to_vec();
    pairs.remove(0);
    assert!(encoding_rs::GBK.decode_without_bom_handling_and_without_replacement(&pairs).is_some());
    check(&pairs, "the file is not valid UTF-8: byte 0xB7 at offset 0, line 1");
    let marked = [b"\xEF\xBB\xBFid\n\xFF".as_slice()].concat();
    check(&marked, "the file is not valid UTF-8: byte 0xFF at offset 6, line 2");
    check(&vec![b'#'; MAX_FILE_BYTES + 1], "the file is 5 MiB; a checklist file may be at most 4 MiB");
}

#[test]
fn no_beginning_of_a_file_panics() {
    let gbk = encoding_rs::GBK.encode(TEXT).0.into_owned();
    let utf16: Vec<u8> = TEXT.encode_utf16().flat_map(u16::to_le_bytes).collect();
    for bytes in [TEXT.as_bytes(), &gbk, &utf16] {
        for end in 0..bytes.len() {
            for start in 0..end.min(4) {
                let _ = decode(&bytes[start..end]);
            }
        }
    }
}

#[test]
fn a_list_of_another_program_is_read_and_its_encoding_told() {
    let check = |bytes: &[u8], expected: Option<(&str, &'static str)>| {
        assert_eq!(decode_any(bytes), expected.map(|(text, encoding)| (text.to_owned(), encoding)));
    };
    let utf16 = |text: &str, bytes: fn(u16) -> [u8; 2]| text.encode_utf16().flat_map(bytes).collect::<Vec<u8>>();
    let text = "明天 09:00 关键词模板\r\n12-01 10:00 盘点\r\n";
    check(text.as_bytes(), Some((text, "UTF-8")));
    check(format!("\u{feff}{text}").as_bytes(), Some((text, "UTF-8")));
    for bytes in [u16::to_le_bytes, u16::to_be_bytes] {
        check(&utf16(&format!("\u{feff}{text}"), bytes), Some((text, "UTF-16")));
        check(&utf16(text, bytes), Some((text, "UTF-16")));
    }
    check(&encoding_rs::GBK.encode(text).0, Some((text, "GBK")));
    check(b"caf\xE9 10:00\n", None);
    // Half a character at the end.
    check(&[&utf16("\u{feff}ab", u16::to_le_bytes)[..], b"c"].concat(), None);
}
