//! A place in a text, read character by character in the one form that people's ways of typing have in common.

use crate::language::plain_char;

/// What follows a place in a text. Full-width characters, capitals and traditional forms are read as their plain twins;
/// the text itself is never copied, so that what is left is a part of what was typed.
#[derive(Debug, Clone, Copy)]
pub(super) struct Cursor<'t> {
    /// What is left.
    pub rest: &'t str,
}

impl<'t> Cursor<'t> {
    pub fn new(text: &'t str) -> Cursor<'t> {
        Cursor { rest: text }
    }

    /// The next character, in its one form.
    pub fn peek(self) -> Option<char> {
        self.rest.chars().next().map(folded)
    }

    /// The next character and the place behind it.
    pub fn step(self) -> Option<(char, Cursor<'t>)> {
        let mut chars = self.rest.chars();
        let next = chars.next()?;
        Some((folded(next), Cursor { rest: chars.as_str() }))
    }

    /// Behind a literal text; a blank in it stands for any number of them, at least one.
    pub fn eat(self, literal: &str) -> Option<Cursor<'t>> {
        literal.chars().try_fold(self, |at, wanted| match wanted {
            ' ' => Some(at.blanks()).filter(|behind| behind.rest.len() < at.rest.len()),
            _ => at.step().filter(|(next, _)| *next == wanted).map(|(_, behind)| behind),
        })
    }

    /// The same for a word of Latin letters, which must end where the literal does.
    pub fn word(self, literal: &str) -> Option<Cursor<'t>> {
        self.eat(literal).filter(|behind| behind.ends_word())
    }

    /// Behind the first of some literals that stands here.
    pub fn any_of(self, literals: &[&str]) -> Option<Cursor<'t>> {
        literals.iter().find_map(|literal| match literal.ends_with(|c: char| c.is_ascii_alphabetic()) {
            true => self.word(literal),
            false => self.eat(literal),
        })
    }

    /// The same, behind blanks too where nothing is glued to it: 周五前, 周五 前.
    pub fn sign(self, literals: &[&str]) -> Option<Cursor<'t>> {
        self.any_of(literals).or_else(|| self.blanks().any_of(literals).filter(|behind| behind.is_apart()))
    }

    /// What a table has for the word that stands here.
    pub fn one_of<T: Copy>(self, table: &[(&str, T)]) -> Option<(T, Cursor<'t>)> {
        table.iter().find_map(|(word, meaning)| Some((*meaning, self.any_of(&[word])?)))
    }

    /// Behind the blanks that stand here.
    pub fn blanks(self) -> Cursor<'t> {
        Cursor { rest: self.rest.trim_start() }
    }

    /// Behind a run of dashes: a Chinese input method makes two of one.
    pub fn dash(self) -> Option<Cursor<'t>> {
        let mut at = self.step().filter(|(c, _)| matches!(c, '-' | '~'))?.1;
        while let Some((_, behind)) = at.step().filter(|(c, _)| matches!(c, '-' | '~')) {
            at = behind;
        }
        Some(at)
    }

    /// Whether nothing is left.
    pub fn is_end(self) -> bool {
        self.rest.is_empty()
    }

    /// Whether what follows is apart from what was read: nothing, a blank, a comma, a colon.
    pub fn is_apart(self) -> bool {
        match self.step() {
            None => true,
            Some((':', behind)) => !behind.peek().is_some_and(|c| c.is_ascii_digit()),
            Some((c, _)) => is_gap(c),
        }
    }

    /// Whether a word of Latin letters ends here. `Monday's` and `sun-dried` do not end in the middle.
    fn ends_word(self) -> bool {
        match self.step() {
            None => true,
            Some(('-', behind)) => {
                !behind.peek().is_some_and(|c| c.is_ascii_alphabetic()) || begins_word_of_time(behind)
            }
            Some((c, _)) => !(c.is_ascii_alphanumeric() || matches!(c, '_' | '\'' | '’')),
        }
    }

    /// What was read between an earlier place and this one.
    pub fn since(self, start: Cursor<'t>) -> &'t str {
        &start.rest[..start.rest.len() - self.rest.len()]
    }
}

/// Whether a word of Latin letters or a number follows, behind blanks alone.
pub(super) fn is_latin_behind(at: Cursor<'_>) -> bool {
    at.blanks().peek().is_some_and(|c| c.is_ascii_alphanumeric())
}

/// `mon-fri` is a range, and no compound word.
fn begins_word_of_time(at: Cursor) -> bool {
    super::day::WEEKDAYS.iter().any(|(word, _)| {
        at.eat(word).is_some_and(|behind| !behind.peek().is_some_and(|c| c.is_ascii_alphanumeric() || c == '-'))
    })
}

/// What parts words: blanks, commas and semicolons as people put them, and the sides of a table's cells.
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
