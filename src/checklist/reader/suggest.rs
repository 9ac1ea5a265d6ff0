//! "Did you mean": the known word nearest to a mistyped one.

/// Minimum similarity of two words; 1 means equal.
const ALIKE: f64 = 0.75;

/// Maximum length in bytes of a known word that is compared; no id is longer.
const LONGEST: usize = 64;

/// Returns the known word most similar to `word`, by Damerau-Levenshtein distance or because one is a prefix of the
/// other. `None` if no word is similar enough.
pub fn nearest<'a>(word: &str, known: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let word = word.trim().to_lowercase();
    if word.is_empty() || word.len() > LONGEST * 3 {
        return None;
    }
    let likeness = |known: &str| {
        if known.len() >= 3 && word.len() >= 3 && (known.starts_with(&word) || word.starts_with(known)) {
            return 0.9;
        }
        // The comparison is expensive, so words of very different length, which cannot be similar enough, are skipped.
        if known.len().abs_diff(word.len()) * 4 > known.len().max(word.len()) + 4 {
            return 0.0;
        }
        strsim::normalized_damerau_levenshtein(&word, known).max(one_slip(&word, known))
    };
    known
        .filter(|known| known.len() <= LONGEST)
        .map(|known| (likeness(known), known))
        .filter(|(likeness, _)| *likeness >= ALIKE)
        .max_by(|a, b| a.0.total_cmp(&b.0).then_with(|| b.1.cmp(a.1)))
        .map(|(_, known)| known)
}

/// Returns a high similarity for words that differ by a single typo, even if it is a large part of a short word;
/// otherwise 0.
fn one_slip(word: &str, known: &str) -> f64 {
    let one = strsim::damerau_levenshtein(word, known) == 1 && word.chars().count() >= 2;
    if one { 0.8 } else { 0.0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_known_word() {
        let known = ["title", "at", "every", "operator", "assistant", "mon", "运营"];
        let check = |word: &str, expected: Option<&str>| {
            assert_eq!(nearest(word, known.into_iter()), expected, "{word}");
        };
        check("tilte", Some("title"));
        check("titel", Some("title"));
        check("Title", Some("title"));
        check("ev", None);
        check("evry", Some("every"));
        check("oprator", Some("operator"));
        check("assist", Some("assistant"));
        check("monday", Some("mon"));
        check("ta", Some("at"));
        check("purpose", None);
        check("运行", Some("运营"));
        check("", None);
        check(&"x".repeat(10_000), None);
    }
}
