//! Reports what is wrong with a command line, in the interface's language.

use super::{Environment, Exit, Failure, terminal};
use crate::language::{Lang, Text, say};
use clap::error::{ContextKind, ContextValue, ErrorKind};

/// Prints clap's result: help and version are results, everything else is wrong usage.
pub fn tell(error: &clap::Error, lang: Lang, env: &Environment, was_to_record: impl FnOnce() -> bool) -> Exit {
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
        _ => terminal::tell_failure(
            &failure(error).unrecorded(was_to_record()),
            lang,
            terminal::errors_in_colour("auto"),
        ),
    }
}

fn failure(error: &clap::Error) -> Failure {
    let context = |kind: ContextKind| error.get(kind).map(plain).unwrap_or_default();
    let arg = context(ContextKind::InvalidArg).replace(['<', '>'], "");
    let value = context(ContextKind::InvalidValue);
    let allowed = context(ContextKind::ValidValue);
    let prior = context(ContextKind::PriorArg).replace(['<', '>'], "");
    let text = Text::of(|lang| match error.kind() {
        ErrorKind::InvalidSubcommand => say::usage_no_command(lang, context(ContextKind::InvalidSubcommand)),
        ErrorKind::UnknownArgument => say::usage_unknown_argument(lang, &arg),
        ErrorKind::InvalidValue if value.is_empty() => say::usage_needs_value(lang, &arg),
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
    // For values, all possible ones are already listed above.
    let suggestion = [ContextKind::SuggestedSubcommand, ContextKind::SuggestedArg]
        .into_iter()
        .map(context)
        .find(|text| !text.is_empty());
    // `ops add -18:00 pack`: a dash begins an option, unless `--` precedes it.
    let is_time = arg.strip_prefix('-').is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
    let is_of_add = is_time && context(ContextKind::Usage).contains("ops add");
    let is_value = arg.strip_prefix('-').is_some_and(|rest| rest.starts_with(['¥', '￥', '$']) || is_time);
    let is_of_done = is_value && context(ContextKind::Usage).contains("ops done");
    let hint = Text::of(|lang| match &suggestion {
        _ if is_of_add => say::usage_dash(lang),
        _ if is_of_done => say::usage_dash_value(lang),
        Some(suggestion) => say::perhaps(lang, suggestion),
        None => say::usage_see_help(lang),
    });
    Failure::usage(text).hint(hint)
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
