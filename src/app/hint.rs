//! Commands in hints, which can be run as printed.

use super::App;
use crate::render::cells;
use clap::ArgMatches;
use clap::parser::ValueSource;
use std::fmt;

/// Placeholder for a value that only the user can supply.
pub const LEFT_OPEN: &str = "…";

/// A command to type. Words are quoted if a shell (POSIX.1-2024, 2.2) would interpret them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CommandLine {
    verb: String,
    words: Vec<String>,
    /// Name and value; a switch has no value.
    options: Vec<(String, Option<String>)>,
    /// The words after `--`.
    exact: Vec<String>,
    /// Whether the words go after `--`, so that they are taken literally.
    is_verbatim: bool,
}

/// Options of single commands that a hint repeats, in this order, and whether they take a value.
const OPTIONS: [(&str, bool); 22] = [
    ("step", true),
    ("reason", true),
    ("at", true),
    ("on", true),
    ("for", true),
    ("task", true),
    ("all", false),
    ("carry", true),
    ("found", true),
    ("note", true),
    ("title", true),
    ("again", false),
    ("open", false),
    ("list", false),
    ("by", true),
    ("alarm", true),
    ("watches", false),
    ("utc", false),
    ("json", false),
    ("format", true),
    ("output", true),
    ("dry-run", false),
];

impl CommandLine {
    /// Makes another command, with the same common options, such as the person, the checklist and the journal.
    pub fn new(app: &App, verb: &str) -> CommandLine {
        let options = app.options.given.iter().map(|(name, value)| ((*name).to_owned(), Some(value.clone()))).collect();
        let line = CommandLine { options, ..CommandLine::empty(verb) };
        app.picked_sites().into_iter().fold(line, |line, sites| line.option("site", sites))
    }

    fn empty(verb: &str) -> CommandLine {
        let (words, options, exact) = (Vec::new(), Vec::new(), Vec::new());
        CommandLine { verb: verb.into(), words, options, exact, is_verbatim: false }
    }

    /// Returns the typed command with its options but without its words.
    pub fn again(app: &App, verb: &str, args: &ArgMatches) -> CommandLine {
        let mut line = CommandLine::empty(verb);
        if let Ok(Some(exact)) = args.try_get_many::<String>("exact") {
            line.exact = exact.cloned().collect();
        }
        for (name, takes_value) in OPTIONS {
            if !matches!(args.try_contains_id(name), Ok(true))
                || args.value_source(name) != Some(ValueSource::CommandLine)
            {
                continue;
            }
            match takes_value {
                false => line.options.push((name.into(), None)),
                true => line.options.extend(
                    args.get_raw(name)
                        .into_iter()
                        .flatten()
                        .map(|value| (name.to_owned(), Some(value.to_string_lossy().into_owned()))),
                ),
            }
        }
        line.options.extend(CommandLine::new(app, verb).options);
        line
    }

    /// The command's name.
    pub fn verb(&self) -> &str {
        &self.verb
    }

    /// Whether there are several words after the verb.
    pub fn has_several_words(&self) -> bool {
        self.words.len() > 1
    }

    /// Sets the words after the verb.
    pub fn words<W: Into<String>>(mut self, words: impl IntoIterator<Item = W>) -> CommandLine {
        self.words = words.into_iter().map(Into::into).collect();
        self
    }

    /// Puts the words after `--`, where they are taken literally.
    pub fn verbatim(mut self) -> CommandLine {
        self.is_verbatim = true;
        self
    }

    /// Removes a word where it first occurs.
    pub fn without_word(mut self, word: &str) -> CommandLine {
        let at = self.words.iter().position(|known| known == word);
        at.map(|at| self.words.remove(at));
        self
    }

    /// Adds a switch.
    pub fn switch(mut self, name: &str) -> CommandLine {
        self.options.push((name.into(), None));
        self
    }

    /// Whether an option is set.
    pub fn has(&self, name: &str) -> bool {
        self.options.iter().any(|(known, _)| known == name)
    }

    /// Removes an option.
    pub fn without(mut self, name: &str) -> CommandLine {
        self.options.retain(|(known, _)| known != name);
        self
    }

    /// Adds a value of an option that may be given several times.
    pub fn more(mut self, name: &str, value: impl Into<String>) -> CommandLine {
        self.options.push((name.into(), Some(value.into())));
        self
    }

    /// Sets an option, replacing any earlier values.
    pub fn option(mut self, name: &str, value: impl Into<String>) -> CommandLine {
        let at = self.options.iter().position(|(known, _)| known == name).unwrap_or(self.options.len());
        self.options.retain(|(known, _)| known != name);
        self.options.insert(at, (name.into(), Some(value.into())));
        self
    }
}

/// The command that was typed, and its words.
pub struct Typed<'a> {
    pub words: Vec<&'a str>,
    pub app: &'a App,
    verb: &'a str,
    args: &'a ArgMatches,
}

impl<'a> Typed<'a> {
    /// Whether an option was given.
    pub fn has(&self, option: &str) -> bool {
        self.args.contains_id(option)
    }

    /// Returns the value of an option.
    pub fn value(&self, option: &str) -> Option<&str> {
        self.args.get_one::<String>(option).map(String::as_str)
    }

    /// Describes the command being run; `name` is the argument that takes its words.
    pub fn new(app: &'a App, verb: &'a str, args: &'a ArgMatches, name: &str) -> Typed<'a> {
        let words = args.get_many::<String>(name).unwrap_or_default().map(String::as_str).collect();
        Typed { words, app, verb, args }
    }

    /// Returns the command without its words, with the sites picked in the meantime.
    fn bare(&self) -> CommandLine {
        CommandLine::again(self.app, self.verb, self.args)
    }

    /// Returns the command as typed.
    pub fn line(&self) -> CommandLine {
        self.bare().words(self.words.iter().copied())
    }

    /// Returns the command with one word replaced by others.
    pub fn instead<W: Into<String>>(&self, at: usize, words: impl IntoIterator<Item = W>) -> CommandLine {
        self.instead_of(&[(at, words.into_iter().map(Into::into).collect())])
    }

    /// Returns the command with the words at some positions replaced by others.
    pub fn instead_of(&self, replaced: &[(usize, Vec<String>)]) -> CommandLine {
        let word = |(at, word): (usize, &&str)| match replaced.iter().find(|(replaced, _)| *replaced == at) {
            Some((_, words)) => words.clone(),
            None => vec![(*word).to_owned()],
        };
        self.bare().words(self.words.iter().enumerate().flat_map(word))
    }

    /// Returns the command with all words replaced.
    pub fn with<W: Into<String>>(&self, words: impl IntoIterator<Item = W>) -> CommandLine {
        self.bare().words(words)
    }

    /// Returns the command with a task instead of the word at a position; the task and the words after it come first.
    pub fn first(&self, at: usize, task: &str) -> CommandLine {
        let (before, behind) = self.words.split_at(at.min(self.words.len()));
        self.bare().words([&[task], behind.get(1..).unwrap_or_default(), before].concat())
    }
}

impl fmt::Display for CommandLine {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ops {}", self.verb)?;
        // A word that begins like an option goes after `--` and all options. A single dash does not need this.
        let is_last = self.is_verbatim || self.words.iter().any(|word| word.len() > 1 && word.starts_with('-'));
        if !is_last {
            f.write_str(&quoted_words(&self.words))?;
        }
        for (name, value) in &self.options {
            match value {
                None => write!(f, " --{name}")?,
                Some(value) if value.starts_with('-') => write!(f, " --{name}={}", quoted(value))?,
                Some(value) => write!(f, " --{name} {}", quoted(value))?,
            }
        }
        let last = if is_last { quoted_words(&self.words) } else { String::new() } + &quoted_words(&self.exact);
        if last.is_empty() { Ok(()) } else { write!(f, " --{last}") }
    }
}

/// Words of a command, each quoted for a shell and after a blank.
pub fn quoted_words<W: AsRef<str>>(words: &[W]) -> String {
    words.iter().map(|word| format!(" {}", quoted(word.as_ref()))).collect()
}

/// Quotes a word for a shell. The word is cleaned for the terminal first, whatever its source.
fn quoted(word: &str) -> String {
    let word = &*cells::clean(word);
    if cfg!(windows) { for_windows(word) } else { for_posix(word) }
}

fn for_posix(word: &str) -> String {
    let is_plain = |c: char| match c {
        '~' => false,
        c if c.is_ascii() => c.is_ascii_alphanumeric() || "_@%+=:,./-".contains(c),
        c => !c.is_whitespace(),
    };
    if !word.is_empty() && word.chars().all(is_plain) {
        return word.to_owned();
    }
    format!("'{}'", word.replace('\'', r"'\''"))
}

/// Quotes a word for PowerShell and the command prompt. Both accept double quotes, but PowerShell interprets some
/// characters in them; single quotes, which it takes literally, are used for these. PowerShell also treats curved
/// quotes as quotes, a comma as a list, and an `@` at the start as splatting (about_Quoting_Rules, about_Splatting).
fn for_windows(word: &str) -> String {
    const SINGLE: [char; 5] = ['\'', '‘', '’', '‚', '‛'];
    let is_plain = |c: char| match c {
        c if c.is_ascii() => c.is_ascii_alphanumeric() || r"_@+=:.\/-".contains(c),
        c => !c.is_whitespace() && !SINGLE.contains(&c) && !"“”„".contains(c),
    };
    if !word.is_empty() && !word.starts_with('@') && word.chars().all(is_plain) {
        return word.to_owned();
    }
    if !word.contains(['"', '$', '`', '%', '“', '”', '„']) {
        // A backslash before the closing quote would escape the quote, so the last backslashes are doubled.
        let backslashes = word.len() - word.trim_end_matches('\\').len();
        return format!("\"{word}{}\"", &word[word.len() - backslashes..]);
    }
    let inner: String =
        word.chars().flat_map(|c| std::iter::repeat_n(c, 1 + usize::from(SINGLE.contains(&c)))).collect();
    format!("'{inner}'")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_is_quoted_for_the_shells_of_the_system() {
        let check = |word: &str, posix: &str, windows: &str| {
            assert_eq!((for_posix(word).as_str(), for_windows(word).as_str()), (posix, windows), "{word}");
        };
        check("ch@13:30", "ch@13:30", "ch@13:30");
        check("花费=320", "花费=320", "花费=320");
        check("@小王", "@小王", "\"@小王\"");
        check("a,b", "a,b", "\"a,b\"");
        check("tk@*", "'tk@*'", "\"tk@*\"");
        check("it's", r"'it'\''s'", "\"it's\"");
        check("$5 it's", r"'$5 it'\''s'", "'$5 it''s'");
        check("50%", "50%", "'50%'");
        check("“双12”", "“双12”", "'“双12”'");
        check(r"C:\ops", r"'C:\ops'", r"C:\ops");
        check(r"C:\my ops\", r"'C:\my ops\'", "\"C:\\my ops\\\\\"");
        check("", "''", "\"\"");
    }

    #[cfg(not(windows))]
    #[test]
    fn a_command_is_quoted_where_a_shell_would_read_it_otherwise() {
        let check = |words: &[&str], options: &[(&str, Option<&str>)], expected: &str| {
            let options = options.iter().map(|(name, value)| ((*name).to_owned(), value.map(str::to_owned))).collect();
            let line = CommandLine { options, ..CommandLine::empty("done") }.words(words.iter().copied());
            assert_eq!(line.to_string(), expected);
        };
        check(&["ch@13:30"], &[("reason", Some("X"))], "ops done ch@13:30 --reason X");
        check(&["主图", "花费=320"], &[("dry-run", None)], "ops done 主图 花费=320 --dry-run");
        check(&["tk@*"], &[("reason", Some("no line"))], "ops done 'tk@*' --reason 'no line'");
        check(&["it's"], &[("reason", Some(""))], r"ops done 'it'\''s' --reason ''");
        check(&["a\u{3000}b", "$x", "~", "a;b"], &[], "ops done 'a\u{3000}b' '$x' '~' 'a;b'");
        check(&["- one"], &[("on", Some("-1"))], "ops done --on=-1 -- '- one'");
        check(&["-"], &[("site", Some("a"))], "ops done - --site a");
    }

    #[test]
    fn what_stood_behind_two_dashes_stays_there() {
        let line = CommandLine { exact: vec!["-".into()], ..CommandLine::empty("add") };
        assert_eq!(line.clone().to_string(), "ops add -- -");
        assert_eq!(line.words(["fri"]).option("site", "a").to_string(), "ops add fri --site a -- -");
    }

    #[test]
    fn an_option_takes_the_place_of_what_was_given() {
        let line = CommandLine::empty("done");
        let line = line.words(["x"]).more("site", "z").option("on", "-1").more("site", "a").option("site", "b");
        assert_eq!(line.to_string(), "ops done x --site b --on=-1");
    }

    #[test]
    fn the_options_of_every_command_that_records_are_repeated() {
        let cli = crate::commands::cli(crate::language::Lang::En);
        for name in ["done", "skip", "excuse", "undo", "add", "note"] {
            let command = cli.find_subcommand(name).expect("a command").clone();
            let mut command = command;
            command.build();
            let common = [
                "checklist",
                "journal",
                "as",
                "site",
                "now",
                "lang",
                "color",
                "ascii",
                "help",
                "list",
                "json",
                "no-pager",
            ];
            for arg in command.get_arguments().filter(|arg| !arg.is_positional()) {
                let id = arg.get_id().as_str();
                assert!(common.contains(&id) || OPTIONS.iter().any(|(known, _)| *known == id), "{name} --{id}");
            }
        }
    }
}
