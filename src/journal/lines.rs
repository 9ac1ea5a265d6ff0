//! From a file's bytes to its whole lines, and what of it is damaged.

use super::sum;

/// What a line of the file was found to be.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Found<'a> {
    /// A line whose sum is right, without its line end.
    Whole(&'a [u8]),
    /// After the whole ones that could still be found in it: the line is damaged.
    Damaged(Damage),
}

/// How a line is damaged.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Damage {
    /// How many whole ones were still found in it.
    pub saved: u32,
    /// How many were lost, as far as one can tell.
    pub lost: u32,
    /// It begins as a line does but has no end.
    pub cut_off: bool,
    /// It is the file's last and no line end follows: a write may be under way.
    pub open: bool,
}

const BYTE_ORDER_MARK: &[u8] = b"\xef\xbb\xbf";
/// Every line, of every version, begins so; a digit follows. Inside a whole line it stands nowhere else: in a
/// text the quotes are escaped, and a field called `v` has a text, not a number.
const START: &[u8] = br#"{"v":"#;

/// Tells of every line in order, numbered from 1. Empty lines are passed over; a carriage return before the line
/// feed belongs to the line end.
pub(super) fn scan<'a>(bytes: &'a [u8], mut tell: impl FnMut(u32, Found<'a>)) {
    let mut rest = bytes.strip_prefix(BYTE_ORDER_MARK).unwrap_or(bytes);
    let mut number = 0;
    while !rest.is_empty() {
        number += 1;
        let (line, open);
        match memchr::memchr(b'\n', rest) {
            Some(end) => ((line, rest), open) = ((&rest[..end], &rest[end + 1..]), false),
            None => ((line, rest), open) = ((rest, &rest[..0]), true),
        }
        let line = line.strip_suffix(b"\r").unwrap_or(line);
        if sum::is_right(line) {
            tell(number, Found::Whole(line));
        } else if !line.trim_ascii().is_empty() {
            let damage = recover(line, open, |whole| tell(number, Found::Whole(whole)));
            tell(number, Found::Damaged(damage));
        }
    }
}

/// Finds the whole lines inside a damaged one: a torn line followed by a whole one, two whose line end was lost.
fn recover<'a>(line: &'a [u8], open: bool, mut tell: impl FnMut(&'a [u8])) -> Damage {
    let starts: Vec<usize> = starts(line).collect();
    let mut damage = Damage { saved: 0, lost: 0, cut_off: false, open };
    let (mut told_to, mut lost_starts) = (0, 0);
    for (index, &start) in starts.iter().enumerate() {
        let end = starts.get(index + 1).copied().unwrap_or(line.len());
        let Some(length) = sum::whole_line_at_start(&line[start..end]) else {
            lost_starts += 1;
            continue;
        };
        damage.lost += lost(start - told_to, lost_starts);
        damage.saved += 1;
        tell(&line[start..start + length]);
        (told_to, lost_starts) = (start + length, 0);
    }
    let tail = &line[told_to..];
    damage.lost += lost(tail.len(), lost_starts).max(u32::from(damage.saved == 0));
    damage.cut_off = begins(tail) && !sum::ends_with_one(tail);
    damage
}

/// Whether the bytes begin as a line does, as far as they go.
fn begins(bytes: &[u8]) -> bool {
    bytes.starts_with(START) || (!bytes.is_empty() && START.starts_with(bytes))
}

/// How many lines a stretch of so many bytes was, with so many starts in it. One byte between two whole lines is
/// what is left of a line end.
fn lost(bytes: usize, starts: u32) -> u32 {
    if bytes > 1 { starts.max(1) } else { 0 }
}

fn starts(line: &[u8]) -> impl Iterator<Item = usize> {
    line.windows(START.len() + 1)
        .enumerate()
        .filter(|(_, window)| window.starts_with(START) && window[START.len()].is_ascii_digit())
        .map(|(at, _)| at)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(name: &str) -> String {
        sum::with_sum(format!(r#"{{"v":1,"name":"{name}","values":{{"v":"2","sum":"00000000"}}}}"#))
    }

    /// What is said of a damaged line: its number, saved, lost, cut off, open.
    type Told = (u32, u32, u32, bool, bool);

    /// The names of the whole lines, and what is said of the damaged ones.
    fn seen(bytes: &str) -> (String, Vec<Told>) {
        let (mut names, mut damages) = (String::new(), Vec::new());
        scan(bytes.as_bytes(), |number, found| match found {
            Found::Whole(line) => names.push(char::from(line[br#"{"v":1,"name":""#.len()])),
            Found::Damaged(it) => damages.push((number, it.saved, it.lost, it.cut_off, it.open)),
        });
        (names, damages)
    }

    #[test]
    fn lines_are_found_and_damage_is_told() {
        let (a, b) = (line("a"), line("b"));
        let check = |bytes: String, names: &str, damages: &[Told]| {
            assert_eq!(seen(&bytes), (names.to_owned(), damages.to_vec()), "{bytes:?}");
        };
        check(String::new(), "", &[]);
        check(format!("{a}\n{b}\n"), "ab", &[]);
        check(format!("{a}\n{b}"), "ab", &[]);
        check(format!("\u{feff}{a}\r\n\r\n  \n{b}\r\n"), "ab", &[]);
        check(format!("{a}{b}\n"), "ab", &[(1, 2, 0, false, false)]);
        check(format!("{a}*{b}\n"), "ab", &[(1, 2, 0, false, false)]);
        check(format!("{a}\n{}", &b[..20]), "a", &[(2, 0, 1, true, true)]);
        check(format!("{}\n{b}\n", &a[..20]), "b", &[(1, 0, 1, true, false)]);
        check(format!("{}{b}\n", &a[..20]), "b", &[(1, 1, 1, false, false)]);
        check(format!("{a}{}\n", &b[..20]), "a", &[(1, 1, 1, true, false)]);
        check(format!("{}\n{b}\n", a.replace("name", "mane")), "b", &[(1, 0, 1, false, false)]);
        check(format!("{a}\n\0\0\0\0\n{b}\n"), "ab", &[(2, 0, 1, false, false)]);
        check(format!("{a}\n{{"), "a", &[(2, 0, 1, true, true)]);
        check(format!("{0}{0}{b}", &a[..20]), "b", &[(1, 1, 2, false, true)]);
    }
}
