//! Reports what is wrong with a command line, in the interface's language.

use super::{readable, records};
use crate::app::hint::quoted_words;
use crate::app::{Environment, Exit, Failure, terminal};
use crate::language::{Lang, Text, say, text};
use clap::error::{ContextKind, ContextValue, ErrorKind};
use std::ffi::OsString;

/// Prints clap's result. Help and version are normal output; everything else is an error, which says that nothing was
/// recorded if the command was one that records.
pub fn tell_usage(error: &clap::Error, env: &Environment, lang: Lang) -> Exit {
    match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            let colour = terminal::screen(env, lang, "auto", false).colour;
            let text = error.render();
            let text = if colour { text.ansi().to_string() } else { text.to_string() };
            match terminal::write_out(&text, colour) {
                Ok(()) => Exit::Fine,
                Err(failure) => terminal::tell_failure(&failure, lang, false),
            }
        }
        _ => {
            let readable = readable(lang, &env.args);
            let verb = readable.as_ref().and_then(|matches| matches.subcommand_name());
            let help = verb.map_or("ops help".to_owned(), |verb| format!("ops help {verb}"));
            let failure = failure(error, &env.args).also(text::usage_see_help(help));
            let failure = failure.unrecorded(readable.as_ref().is_some_and(records));
            terminal::tell_failure(&failure, lang, terminal::errors_in_colour("auto"))
        }
    }
}

fn failure(error: &clap::Error, args: &[OsString]) -> Failure {
    let context = |kind: ContextKind| error.get(kind).map(plain).unwrap_or_default();
    let number = error.get(ContextKind::InvalidArg).and_then(|arg| dashed_number(args, &plain(arg)));
    let arg = number.as_ref().map(|number| number.word.clone());
    let arg = arg.unwrap_or_else(|| context(ContextKind::InvalidArg).replace(['<', '>'], ""));
    let value = context(ContextKind::InvalidValue);
    let allowed = context(ContextKind::ValidValue);
    let prior = context(ContextKind::PriorArg).replace(['<', '>'], "");
    let text = Text::of(|lang| match error.kind() {
        ErrorKind::InvalidSubcommand => say::usage_no_command(lang, context(ContextKind::InvalidSubcommand)),
        ErrorKind::UnknownArgument => say::usage_unknown_argument(lang, &arg),
        ErrorKind::InvalidValue if value.is_empty() => say::usage_needs_value(lang, &arg),
        ErrorKind::ValueValidation if value.starts_with("--") => say::usage_needs_value(lang, &arg),
        ErrorKind::InvalidValue if !allowed.is_empty() => {
            say::usage_allowed_values(lang, &value, &arg, listed(lang, &allowed))
        }
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => say::usage_bad_value(lang, &value, &arg),
        ErrorKind::MissingRequiredArgument => say::usage_missing(lang, listed(lang, &arg)),
        ErrorKind::MissingSubcommand => say::usage_missing(lang, "COMMAND"),
        ErrorKind::ArgumentConflict if arg == prior => say::usage_twice(lang, &arg),
        ErrorKind::ArgumentConflict => say::usage_conflict(lang, &arg, &prior),
        ErrorKind::TooManyValues | ErrorKind::TooFewValues | ErrorKind::WrongNumberOfValues => {
            say::usage_value_count(lang, &arg)
        }
        ErrorKind::InvalidUtf8 => say::usage_not_unicode(lang),
        _ => error.to_string().lines().next().unwrap_or_default().trim_start_matches("error: ").to_owned(),
    });
    // For an invalid value nothing is suggested, since the error lists all possible values.
    let suggestion = [ContextKind::SuggestedSubcommand, ContextKind::SuggestedArg]
        .into_iter()
        .map(context)
        .find(|text| !text.is_empty());
    let hint = |lang| match (&number, &suggestion) {
        (Some(number), _) if number.verb == "add" => Some(say::usage_dash(lang)),
        (Some(number), _) => Some(say::usage_dash_value(lang, &number.line)),
        (None, suggestion) => suggestion.as_ref().map(|suggestion| say::perhaps(lang, suggestion)),
    };
    let has_hint = hint(Lang::En).is_some();
    Failure::usage(text).hint(has_hint.then(|| Text::of(|lang| hint(lang).unwrap_or_default())))
}

/// A word that clap took for short options, although it is a time or a value: `-18:00`, `-￥1300`.
struct DashedNumber {
    word: String,
    verb: String,
    /// The command with the word after `--`.
    line: String,
}

/// Finds the word that clap took for a group of short options, of which it rejected `option`.
fn dashed_number(args: &[OsString], option: &str) -> Option<DashedNumber> {
    let args: Vec<&str> = args.iter().skip(1).map(|arg| arg.to_str()).collect::<Option<_>>()?;
    let (verb, words) = args.split_first()?;
    let begins = |rest: &str| rest.starts_with(|c: char| c.is_ascii_digit() || "¥￥$.".contains(c));
    let is_meant = |word: &&&str| word.starts_with(option) && word.strip_prefix('-').is_some_and(begins);
    let word = words.iter().find(is_meant).filter(|_| ["add", "done"].contains(verb))?;
    let at = words.iter().position(|other| other == word)?;
    // The words keep their order. Options after them are moved before the `--`, after which they would not be read as
    // options.
    let end = (at..words.len()).find(|other| words[*other].starts_with("--")).unwrap_or(words.len());
    let line = format!(
        "ops {verb}{}{} --{}",
        quoted_words(&words[..at]),
        quoted_words(&words[end..]),
        quoted_words(&words[at..end])
    );
    Some(DashedNumber { word: (*word).to_owned(), verb: (*verb).to_owned(), line })
}

/// Joins several values with the language's comma.
fn listed(lang: Lang, values: &str) -> String {
    values.replace(", ", &say::list_comma(lang))
}

fn plain(value: &ContextValue) -> String {
    match value {
        ContextValue::String(text) => text.clone(),
        ContextValue::Strings(texts) => texts.join(", "),
        ContextValue::StyledStr(text) => text.to_string(),
        ContextValue::Number(number) => number.to_string(),
        _ => String::new(),
    }
}
