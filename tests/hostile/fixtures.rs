//! Reads the hostile files, which use a short notation: `«5000×a»` is `a` repeated five thousand times.

use std::fs;
use std::path::Path;

/// Returns the files of `tests/hostile/NAME`, sorted by name, without expanding them.
pub fn files(name: &str) -> Vec<(String, Vec<u8>)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/hostile").join(name);
    let mut files: Vec<(String, Vec<u8>)> = fs::read_dir(folder)
        .expect("the folder of hostile files")
        .map(|entry| {
            let path = entry.expect("an entry").path();
            let stem = path.file_stem().expect("a name").to_string_lossy().into_owned();
            (stem, repeated(&fs::read(&path).expect("a file")))
        })
        .collect();
    files.sort();
    files
}

/// Returns the words of `arguments.txt`: name and bytes.
pub fn words() -> Vec<(String, Vec<u8>)> {
    let lines = include_str!("arguments.txt").lines().filter(|line| !line.starts_with('#'));
    lines
        .map(|line| {
            let (name, word) = line.split_once(' ').unwrap_or((line, ""));
            (name.to_owned(), repeated(&unescaped(word)))
        })
        .collect()
}

/// Expands `\x1b` to a byte, `\\` to a backslash.
fn unescaped(word: &str) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut rest = word;
    while let Some((before, after)) = rest.split_once('\\') {
        bytes.extend_from_slice(before.as_bytes());
        rest = match after.strip_prefix('x') {
            Some(digits) => {
                bytes.push(u8::from_str_radix(&digits[..2], 16).expect("two digits"));
                &digits[2..]
            }
            None => {
                bytes.push(b'\\');
                after.strip_prefix('\\').expect("a backslash is doubled")
            }
        };
    }
    bytes.extend_from_slice(rest.as_bytes());
    bytes
}

/// Expands `«3×ab»` to `ababab`.
fn repeated(bytes: &[u8]) -> Vec<u8> {
    let (open, times, close) = ("«".as_bytes(), "×".as_bytes(), "»".as_bytes());
    let find = |bytes: &[u8], sign: &[u8]| bytes.windows(sign.len()).position(|window| window == sign);
    let mut all = Vec::new();
    let mut rest = bytes;
    while let Some(start) = find(rest, open) {
        let inner = &rest[start + open.len()..];
        let (count, end) = (find(inner, times).expect("a count"), find(inner, close).expect("an end"));
        let number: usize = std::str::from_utf8(&inner[..count]).expect("digits").parse().expect("a number");
        all.extend_from_slice(&rest[..start]);
        all.extend(inner[count + times.len()..end].repeat(number));
        rest = &inner[end + close.len()..];
    }
    all.extend_from_slice(rest);
    all
}

/// Forges journal lines: replaces the final comma of a line with the correct checksum.
pub fn summed(bytes: &[u8]) -> Vec<u8> {
    let mut all = Vec::new();
    for line in bytes.split_inclusive(|byte| *byte == b'\n') {
        match line.strip_suffix(b",\n") {
            Some(body) => {
                let sum = crc32c::crc32c(&[body, b"}"].concat());
                all.extend_from_slice(body);
                all.extend_from_slice(format!(",\"sum\":\"{sum:08x}\"}}\n").as_bytes());
            }
            None => all.extend_from_slice(line),
        }
    }
    all
}

#[test]
fn the_notation_is_read() {
    assert_eq!(repeated("a«3×bc»d«0×x»".as_bytes()), b"abcbcbcd");
    assert_eq!(unescaped(r"a\x1b\\n"), b"a\x1b\\n");
}
