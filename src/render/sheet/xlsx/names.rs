//! Names of worksheets: at most 31 characters, without `[]:*?/\`, and unique.

use crate::render::sheet::cell::line;

/// Maximum length in UTF-16 units that Excel allows.
const MOST_UNITS: usize = 31;

/// The names used so far.
#[derive(Default)]
pub struct SheetNames {
    taken: Vec<String>,
}

impl SheetNames {
    /// Returns a valid, unused name similar to `wanted`.
    pub fn unique(&mut self, wanted: &str) -> String {
        let plain: String = line(wanted).chars().map(|c| if "[]:*?/\\'".contains(c) { ' ' } else { c }).collect();
        let plain = if plain.trim().is_empty() { "ops" } else { plain.trim() };
        let mut name = cut(plain, MOST_UNITS);
        // Excel reserves "History".
        let mut number = if name.eq_ignore_ascii_case("history") { 1 } else { 0 };
        while number == 1 || self.taken.iter().any(|taken| taken.to_lowercase() == name.to_lowercase()) {
            number += 1;
            name = format!("{} {number}", cut(plain, MOST_UNITS - 4));
        }
        self.taken.push(name.clone());
        name
    }
}

fn cut(text: &str, most: usize) -> String {
    let mut units = 0;
    let fits = |c: &char| {
        units += c.len_utf16();
        units <= most
    };
    text.chars().take_while(fits).collect::<String>().trim_end().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_allowed_and_unique() {
        let mut names = SheetNames::default();
        let mut check = |wanted: &str, expected: &str| assert_eq!(names.unique(wanted), expected, "{wanted:?}");
        check("概览", "概览");
        check("概览", "概览 2");
        check("概览", "概览 3");
        check("a/b:c", "a b c");
        check("'x'", "x");
        check("", "ops");
        check("History", "History 2");
        check(&"长".repeat(40), &"长".repeat(31));
        check(&"长".repeat(50), &format!("{} 2", "长".repeat(27)));
    }
}
