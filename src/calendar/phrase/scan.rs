//! A position in a text, read character by character in normalized form.

use crate::language::plain_char;

/// The text after a position. Full-width, upper-case and traditional characters are read as their plain equivalents.
/// The text is never copied, so the rest is always a slice of what was typed.
#[derive(Debug, Clone, Copy)]
pub(super) struct Cursor<'t> {
    /// The rest of the text.
    pub rest: &'t str,
}

impl<'t> Cursor<'t> {
    pub fn new(text: &'t str) -> Cursor<'t> {
        Cursor { rest: text }
    }

    /// The next character, normalized.
    pub fn peek(self) -> Option<char> {
        self.rest.chars().next().map(folded)
    }

    /// The next character and the position after it.
    pub fn step(self) -> Option<(char, Cursor<'t>)> {
        let mut chars = self.rest.chars();
        let next = chars.next()?;
        Some((folded(next), Cursor { rest: chars.as_str() }))
    }

    /// The position after a literal, which must be next. A space in the literal matches one or more blanks.
    pub fn eat(self, literal: &str) -> Option<Cursor<'t>> {
        literal.chars().try_fold(self, |at, wanted| match wanted {
            ' ' => Some(at.blanks()).filter(|behind| behind.rest.len() < at.rest.len()),
            _ => at.step().filter(|(next, _)| *next == wanted).map(|(_, behind)| behind),
        })
    }

    /// Like `eat`, for a literal of Latin letters: the word in the text must end where the literal ends.
    pub fn word(self, literal: &str) -> Option<Cursor<'t>> {
        self.eat(literal).filter(|behind| behind.ends_word())
    }

    /// The position after the first of some literals that matches here.
    pub fn any_of(self, literals: &[&str]) -> Option<Cursor<'t>> {
        literals.iter().find_map(|literal| match literal.ends_with(|c: char| c.is_ascii_alphabetic()) {
            true => self.word(literal),
            false => self.eat(literal),
        })
    }

    /// The position after one of some literals: 周五前. Blanks may come before the literal if nothing is attached after
    /// it: 周五 前.
    pub fn sign(self, literals: &[&str]) -> Option<Cursor<'t>> {
        self.any_of(literals).or_else(|| self.blanks().any_of(literals).filter(|behind| behind.is_apart()))
    }

    /// The table's value for the word at this position, and the position after it.
    pub fn one_of<T: Copy>(self, table: &[(&str, T)]) -> Option<(T, Cursor<'t>)> {
        table.iter().find_map(|(word, meaning)| Some((*meaning, self.any_of(&[word])?)))
    }

    /// The position after any blanks.
    pub fn blanks(self) -> Cursor<'t> {
        Cursor { rest: self.rest.trim_start() }
    }

    /// The position after one or more dashes: a Chinese input method types two for one.
    pub fn dash(self) -> Option<Cursor<'t>> {
        let mut at = self.step().filter(|(c, _)| matches!(c, '-' | '~'))?.1;
        while let Some((_, behind)) = at.step().filter(|(c, _)| matches!(c, '-' | '~')) {
            at = behind;
        }
        Some(at)
    }

    /// Whether no text is left.
    pub fn is_end(self) -> bool {
        self.rest.is_empty()
    }

    /// Whether a separator is next: a blank, a comma, a colon that is not part of a time, or the end of the text.
    pub fn is_apart(self) -> bool {
        match self.step() {
            None => true,
            Some((':', behind)) => !behind.peek().is_some_and(|c| c.is_ascii_digit()),
            Some((c, _)) => is_gap(c),
        }
    }

    /// Whether a word of Latin letters ends here, unlike after `Monday` in `Monday's` or `sun` in `sun-dried`.
    fn ends_word(self) -> bool {
        match self.step() {
            None => true,
            Some(('-', behind)) => {
                let is_other = !behind.peek().is_some_and(|c| c.is_ascii_alphabetic()) || begins_word_of_time(behind);
                is_other || behind.eat("ish").is_some_and(Cursor::ends_word)
            }
            Some((c, _)) => !(c.is_ascii_alphanumeric() || matches!(c, '_' | '\'' | '’')),
        }
    }

    /// The text between an earlier position and this one.
    pub fn since(self, start: Cursor<'t>) -> &'t str {
        &start.rest[..start.rest.len() - self.rest.len()]
    }
}

/// Whether a Latin letter or a digit follows, directly or after blanks.
pub(super) fn is_latin_behind(at: Cursor<'_>) -> bool {
    at.blanks().peek().is_some_and(|c| c.is_ascii_alphanumeric())
}

/// Whether the name of a weekday is next. After a dash, as in `mon-fri`, it forms a range and not a compound word.
fn begins_word_of_time(at: Cursor) -> bool {
    super::day::WEEKDAYS.iter().any(|(word, _)| {
        at.eat(word).is_some_and(|behind| !behind.peek().is_some_and(|c| c.is_ascii_alphanumeric() || c == '-'))
    })
}

/// Whether a character separates words: a blank, a comma, a semicolon or the edge of a table cell.
pub(super) fn is_gap(c: char) -> bool {
    c.is_whitespace() || matches!(c, ',' | ';' | '|')
}

fn folded(c: char) -> char {
    match plain_char(c) {
        '∶' | '︰' => ':',
        '週' => '周',
        '點' => '点',
        '號' => '号',
        '後' => '后',
        '禮' => '礼',
        '兩' => '两',
        '個' => '个',
        '時' => '时',
        '鐘' => '钟',
        '內' => '内',
        c => c.to_ascii_lowercase(),
    }
}
