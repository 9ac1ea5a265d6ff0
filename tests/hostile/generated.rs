//! Hostile files that cannot be stored in a repository: non-text bytes, sizes, depths, and control and direction
//! characters in every text of a checklist.

use ops::checklist::MAX_FILE_BYTES;

const HEAD: &str = "id = \"shop\"\ntimezone = \"Asia/Shanghai\"\n";
const AREA: &str = "[[area]]\nid = \"a\"\n[[area.task]]\nid = \"t\"\n";

/// A valid checklist with a marker in every text.
const TEXTS: &str = r#"id = "shop"
title = "title@"
timezone = "Asia/Shanghai"
[windows]
morning = "08:30-09:00"
[roles]
operator = "role@"
[[site]]
id = "s"
title = "site@"
people = { operator = "person@" }
[[area]]
id = "a"
title = "area@"
purpose = "purpose@"
[[area.task]]
id = "t"
title = "task@"
at = "morning"
role = "operator"
steps = [{ title = "step@", link = "https://example.com/step-link@" }, "two"]
note = "note@"
link = "https://example.com/link@"
field = [
    { id = "f", title = "field@", unit = "unit@", type = "text" },
    { id = "g", title = "choice", type = "choice", choices = ["choice-value@", "b"] },
]
"#;

const PLACES: [&str; 15] = [
    "title",
    "role",
    "site",
    "person",
    "area",
    "purpose",
    "task",
    "step",
    "step-link",
    "note",
    "link",
    "field",
    "unit",
    "choice-value",
    "all",
];

const NASTY: [(&str, &str); 6] = [
    ("escape", r"\u001b[2J\u001b]0;x\u0007\u0008\u007f"),
    ("c1", r"\u009b31m\u0085\u0090"),
    ("bidi", r"\u202e\u2066\u200f\u061c"),
    ("lines", r"\r\n\t\u000b\u2028\u2029\u0000"),
    ("raw", "\u{9b}31m\u{202e}\u{2028}\u{feff}"),
    ("wide", "字\u{301}\u{200d}👩‍👩‍👧\u{fffe}"),
];

/// Returns checklists: name and bytes.
pub fn checklists() -> Vec<(String, Vec<u8>)> {
    let mut cases = texts();
    cases.extend(bytes().into_iter().chain(sizes()).map(|(name, bytes)| (name.to_owned(), bytes)));
    cases
}

fn texts() -> Vec<(String, Vec<u8>)> {
    let each = |(kind, nasty): (&str, &str)| {
        PLACES.map(|place| {
            let text = match place {
                "all" => TEXTS.replace('@', nasty),
                place => TEXTS.replace(&format!("\"{place}@"), &format!("\"{place}{nasty}")).replace('@', ""),
            };
            // In a link, the marker follows the address.
            let text = text.replace(&format!("/{place}\""), &format!("/{place}{nasty}\""));
            (format!("text-{place}-{kind}"), text.into_bytes())
        })
    };
    NASTY.into_iter().flat_map(each).collect()
}

fn bytes() -> Vec<(&'static str, Vec<u8>)> {
    let valid = format!("{HEAD}{AREA}title = \"主图\"\n");
    let with = |bytes: &[u8]| [HEAD.as_bytes(), b"title = \"", bytes, b"\"\n", AREA.as_bytes()].concat();
    let utf16 = |order: fn(u16) -> [u8; 2]| valid.encode_utf16().flat_map(order).collect::<Vec<u8>>();
    vec![
        ("bytes-empty", Vec::new()),
        ("bytes-bom", b"\xef\xbb\xbf".to_vec()),
        ("bytes-bom-twice", [b"\xef\xbb\xbf\xef\xbb\xbf", valid.as_bytes()].concat()),
        ("bytes-bom-inside", with(b"\xef\xbb\xbf")),
        ("bytes-utf-16le", [vec![0xff, 0xfe], utf16(u16::to_le_bytes)].concat()),
        ("bytes-utf-16be", [vec![0xfe, 0xff], utf16(u16::to_be_bytes)].concat()),
        ("bytes-utf-16-bare", utf16(u16::to_le_bytes)),
        (
            "bytes-utf-32",
            [vec![0xff, 0xfe, 0, 0], valid.chars().flat_map(|c| (c as u32).to_le_bytes()).collect()].concat(),
        ),
        ("bytes-gbk", with(b"\xd6\xf7\xcd\xbc\xd6\xf7\xcd\xbc")),
        ("bytes-latin-1", with(b"caf\xe9")),
        ("bytes-overlong", with(b"\xc0\xaf")),
        ("bytes-surrogate", with(b"\xed\xa0\x80")),
        ("bytes-beyond", with(b"\xf4\x90\x80\x80")),
        ("bytes-cut", with("主".as_bytes()[..2].as_ref())),
        ("bytes-ff", vec![0xff; 4096]),
        ("bytes-zero", vec![0; 4096]),
        ("bytes-zero-inside", with(b"\0")),
        ("bytes-escape", with(b"\x1b[2J")),
        ("bytes-all", with(&(0..=255).collect::<Vec<u8>>())),
        ("bytes-elf", [b"\x7fELF\x02\x01\x01", vec![0; 57].as_slice()].concat()),
        ("bytes-gzip", b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\x03\x4b\x04\x00".to_vec()),
        ("bytes-cr-only", valid.replace('\n', "\r").into_bytes()),
        ("bytes-crlf", valid.replace('\n', "\r\n").into_bytes()),
        ("bytes-no-last-line-end", valid.trim_end().as_bytes().to_vec()),
    ]
}

/// Sizes near the limit, lines without an end, depths that would overflow recursion.
fn sizes() -> Vec<(&'static str, Vec<u8>)> {
    let text = |rest: &str| format!("{HEAD}{AREA}{rest}\n").into_bytes();
    let filled = |length: usize| {
        let mut bytes = text("# ");
        bytes.resize(length, b'x');
        bytes
    };
    let key = |count: usize, line: &dyn Fn(usize) -> String| text(&(0..count).map(line).collect::<String>());
    vec![
        ("size-limit", filled(MAX_FILE_BYTES)),
        ("size-limit-less-1", filled(MAX_FILE_BYTES - 1)),
        ("size-limit-and-1", filled(MAX_FILE_BYTES + 1)),
        ("size-twice-the-limit", filled(MAX_FILE_BYTES * 2)),
        ("size-title", text(&format!("title = \"{}\"", "主".repeat(100_000)))),
        ("size-note", text(&format!("note = \"\"\"\n{}\"\"\"", "一行\n".repeat(50_000)))),
        ("size-key", text(&format!("{} = 1", "k".repeat(100_000)))),
        ("size-blank-lines", text(&"\n".repeat(300_000))),
        ("size-blanks", text(&" ".repeat(300_000))),
        ("size-comments", text(&"#\n".repeat(100_000))),
        ("size-keys", key(2_000, &|n| format!("key-{n} = {n}\n"))),
        ("size-same-key", key(2_000, &|_| "title = \"a\"\n".into())),
        ("size-areas", key(1_000, &|n| format!("[[area]]\nid = \"area-{n}\"\n"))),
        ("size-tasks", key(1_000, &|n| format!("[[area.task]]\nid = \"task-{n}\"\n"))),
        ("size-same-task", key(1_000, &|_| "[[area.task]]\nid = \"t\"\n".into())),
        (
            "size-sites",
            format!("{HEAD}{}{AREA}", (0..500).map(|n| format!("[[site]]\nid = \"s{n}\"\n")).collect::<String>())
                .into_bytes(),
        ),
        (
            "size-one-line",
            format!(
                "{HEAD}area = [{{ id = \"a\", task = [{}] }}]\n",
                (0..1_000).map(|n| format!("{{ id = \"t{n}\" }}")).collect::<Vec<_>>().join(",")
            )
            .into_bytes(),
        ),
        ("size-watches", key(60, &|n| format!("[[area.task]]\nid = \"w{n}\"\nevery = \"1m\"\n"))),
        ("depth-lists", text(&format!("at = {}{}", "[".repeat(20_000), "]".repeat(20_000)))),
        ("depth-lists-open", text(&format!("at = {}", "[".repeat(100_000)))),
        ("depth-tables", text(&format!("field = {}1{}", "{ a = ".repeat(10_000), " }".repeat(10_000)))),
        ("depth-tables-open", text(&format!("field = {}", "{ a = ".repeat(50_000)))),
        ("depth-dotted", text(&format!("{}a = 1", "a.".repeat(20_000)))),
        ("depth-heads", text(&format!("[{}a]", "a.".repeat(20_000)))),
        ("depth-brackets", text(&"[".repeat(100_000))),
        ("depth-quotes", text(&"\"".repeat(100_000))),
        ("depth-mixed", text(&format!("at = {}", "[{a=".repeat(20_000)))),
    ]
}

/// Returns day files: name and bytes, with correct checksums where intended.
pub fn day_files() -> Vec<(&'static str, Vec<u8>)> {
    let line = |text: &[u8]| {
        let head = br#"{"v":1,"id":"01935000-0000-7000-8000-000000000002","n":1,"checklist":"shop","site":"","day":"2026-11-23","by":""#;
        let tail = br#"","recorded_at":"2026-11-23T08:41:07.123+08:00","facts":[{"fact":"tick","task":"t","slot":"08:30","at":"2026-11-23T08:40:00.000+08:00"}],"#;
        [head.as_slice(), text, tail.as_slice(), b"\n"].concat()
    };
    let many = |count: u32| {
        let one = String::from_utf8(line(b"x")).expect("a line");
        let each =
            |n: u32| one.replace("000000000002", &format!("{n:012x}")).replace("\"n\":1", &format!("\"n\":{}", n + 1));
        (0..count).map(each).collect::<String>().into_bytes()
    };
    vec![
        ("bytes-ff", vec![0xff; 1000]),
        ("bytes-zero", vec![0; 100_000]),
        ("bytes-utf-16", [b"\xff\xfe".to_vec(), line(b"x").iter().flat_map(|byte| [*byte, 0]).collect()].concat()),
        ("bytes-bom", [b"\xef\xbb\xbf", line(b"x").as_slice()].concat()),
        ("bytes-bom-alone", b"\xef\xbb\xbf".to_vec()),
        ("by-not-utf-8", line(b"\xff\xfe")),
        ("by-gbk", line(b"\xd0\xa1\xc0\xee")),
        ("by-overlong", line(b"\xc0\xaf")),
        ("by-raw-escape", line(b"\x1b[2J")),
        ("by-raw-c1", line("\u{9b}31m\u{202e}".as_bytes())),
        ("by-raw-zero", line(b"\0")),
        ("by-raw-return", line(b"a\rb")),
        ("line-half-the-limit", line("x".repeat(1 << 19).as_bytes())),
        ("line-above-the-limit", line("x".repeat(1 << 20).as_bytes())),
        ("no-line-end-4m", vec![b'x'; 4 << 20]),
        ("blank-lines-many", vec![b'\n'; 1 << 20]),
        ("lines-2000", many(2_000)),
        ("lines-2000-twice", [many(2_000), many(2_000)].concat()),
    ]
}
