//! The commands, one file each: gather, call the core, print.

mod add;
mod adding;
mod adopt;
mod ahead;
mod calendar;
mod check;
mod completions;
mod dates;
mod delivery;
mod demo;
mod done;
mod excuse;
mod filter;
mod help;
mod init;
mod log;
mod man;
mod names;
mod note;
mod now;
mod outcome;
mod paths;
mod place;
mod plan;
mod prompt;
mod range;
mod refusal;
mod report;
mod set_aside;
mod show;
mod skip;
mod target;
mod targets;
mod today;
mod typed;
mod undo;
mod usage;
mod verify;
mod whose;

pub use usage::tell_usage;

use crate::app::{App, Exit, Failure};
use crate::language::{Lang, nfc, say, text};
use clap::builder::{Styles, ValueParser};
use clap::{Arg, ArgAction, ArgMatches, Command};
use std::convert::Infallible;
use std::ffi::OsString;
use std::path::PathBuf;

/// Lists the commands. Each has a module with `args` (its arguments) and `run`.
macro_rules! commands {
    ($( $name:ident: $about:ident, $usage:literal; )+) => {
        /// All commands in the order of the help.
        fn commands(lang: Lang) -> Vec<Command> {
            vec![$( {
                // Builds arguments only for the command that is used.
                let build = match lang {
                    Lang::En => |command: Command| frame($name::args(command, Lang::En), Lang::En, $usage),
                    Lang::Zh => |command: Command| frame($name::args(command, Lang::Zh), Lang::Zh, $usage),
                };
                let name = stringify!($name);
                Command::new(name).about(say::$about(lang)).defer(build)
            } ),+]
        }

        /// Runs the chosen command; the default is `now`.
        pub fn run(app: &App, matches: &ArgMatches) -> anyhow::Result<Exit> {
            // `--check`, `--json` and `--all` before a command's name are options of the bare `ops`; they do not apply
            // to that command.
            for flag in ["check", "json", "all"] {
                if matches.subcommand().is_some() && matches.get_flag(flag) {
                    let flag = format!("--{flag}");
                    return Err(Failure::usage(text::behind_command(&flag)).into());
                }
            }
            let outcome = match matches.subcommand() {
                $( Some((stringify!($name), matches)) => $name::run(app, matches), )+
                _ => now::run(app, matches),
            };
            let is_unrecorded = records(matches) && !app.has_written();
            outcome.or_else(|error| Err(error.downcast::<Failure>()?.unrecorded(is_unrecorded).into()))
        }
    };
}

commands! {
    now: about_now, "[--all] [--for PERSON] [--check] [--json]";
    today: about_today, "[DAY|RANGE] [--all] [--for PERSON] [--by time|area] [--format FORM] [--output FILE]";
    done: about_done, "[TASK[@SLOT] [FIELD=VALUE]...]... [OPTIONS]";
    skip: about_skip, "TASK[@SLOT]...|--all|--for PERSON --reason REASON [OPTIONS]";
    excuse: about_excuse, "TASK[@SLOT]...|--all|--for PERSON --reason REASON [OPTIONS]";
    undo: about_undo, "[TASK[@SLOT]]... | --list [OPTIONS]";
    add: about_add, "[DAY] [TIME] [WHO] TITLE... | - [OPTIONS]";
    note: about_note, "TASK[@SLOT] TEXT [OPTIONS]";
    show: about_show, "TASK [--json]";
    plan: about_plan, "[RANGE] [--all] [--for PERSON] [--task TASK] [--format FORM] [--output FILE]";
    report: about_report, "[WEEK|RANGE] [--for PERSON] [--task TASK] [--by WHAT] [--as-of INSTANT] [--format FORM] [--output FILE]";
    log: about_log, "[RANGE] [--open] [--for PERSON] [--task TASK] [--json]";
    calendar: about_calendar, "[RANGE] [--for PERSON] [--task TASK] [--alarm [TIME]] [--watches] [--utc] [--output FILE]";
    adopt: about_adopt, "[FILE] [--dry-run]";
    check: about_check, "[FILE] [--json]";
    verify: about_verify, "[--json]";
    paths: about_paths, "[--json]";
    init: about_init, "[FILE] [--template [NAME]] [--dry-run]";
    demo: about_demo, "DIR [--weeks N] [--shops N] [--seed N]";
    completions: about_completions, "SHELL";
    man: about_man, "[COMMAND]";
    help: about_help, "[COMMAND]";
}

/// Whether the chosen command records something in the journal.
pub fn records(matches: &ArgMatches) -> bool {
    matches!(matches.subcommand_name(), Some("done" | "skip" | "excuse" | "undo" | "add" | "note" | "adopt"))
}

/// Returns what can be read of a command line with errors.
fn readable(lang: Lang, args: &[OsString]) -> Option<ArgMatches> {
    cli(lang).ignore_errors(true).try_get_matches_from(args).ok()
}

/// The whole command line in a language.
pub fn cli(lang: Lang) -> Command {
    let root = Command::new("ops")
        .version(env!("CARGO_PKG_VERSION"))
        .about(say::about_ops(lang))
        .override_usage(in_words(lang, "ops [COMMAND] [OPTIONS]"))
        .after_help(say::after_help(lang))
        .disable_help_subcommand(true)
        .infer_subcommands(true)
        .disable_version_flag(true)
        .styles(Styles::plain())
        .arg(Arg::new("version").short('V').long("version").action(ArgAction::Version).help(say::arg_version(lang)))
        .args(now::own(lang))
        .subcommands(commands(lang));
    framed(root, lang, true)
}

/// Gives a command its usage line and the help layout of all commands, with headings in the interface's language.
fn frame(command: Command, lang: Lang, usage: &str) -> Command {
    let usage = format!("ops {} {}", command.get_name(), in_words(lang, usage));
    framed(command.override_usage(usage), lang, false)
}

fn framed(command: Command, lang: Lang, root: bool) -> Command {
    let has_positionals = command.get_positionals().next().is_some();
    let mut template = format!("{{about}}\n\n{}{{usage}}\n", say::head_usage(lang));
    if root {
        template += &format!("\n{}\n{{subcommands}}\n", say::head_commands(lang));
    }
    if has_positionals {
        template += &format!("\n{}\n{{positionals}}\n", say::head_arguments(lang));
    }
    template += &format!("\n{}\n{{options}}{{after-help}}\n", say::head_options(lang));
    command
        .help_template(template)
        .disable_help_flag(true)
        .args(common(lang))
        .arg(Arg::new("help").short('h').long("help").action(ArgAction::Help).help(say::arg_help(lang)))
        .mut_args(|arg| match arg.get_value_names() {
            Some([name]) => match value_name(lang, name) {
                Some(name) => arg.value_name(name),
                None => arg,
            },
            _ => arg,
        })
}

/// Options that every command accepts, before or after its name. Does not use clap's `global`, which copies each option
/// into every command on every start.
fn common(lang: Lang) -> Vec<Arg> {
    let option = |name: &'static str, value: &'static str, help: String| {
        Arg::new(name).long(name).value_name(value).help(help).display_order(100)
    };
    let path = ValueParser::path_buf();
    vec![
        option("checklist", "FILE", say::arg_checklist(lang)).value_parser(path.clone()),
        option("journal", "DIR", say::arg_journal(lang)).value_parser(path),
        option("as", "PERSON", say::arg_as(lang)).value_parser(text),
        option("site", "SITE", say::arg_site(lang)).value_parser(text).action(ArgAction::Append),
        option("now", "INSTANT", say::arg_now(lang)),
        option("lang", "LANG", say::arg_lang(lang)).value_parser(["en", "zh"]).hide_possible_values(true),
        option("color", "WHEN", say::arg_color(lang))
            .value_parser(["auto", "always", "never"])
            .hide_possible_values(true),
        Arg::new("ascii").long("ascii").action(ArgAction::SetTrue).help(say::arg_ascii(lang)).display_order(100),
    ]
}

/// Returns the placeholder of a value in a help page; `None` keeps the English one.
fn value_name(lang: Lang, name: &str) -> Option<&'static str> {
    let known = VALUE_NAMES.iter().find(|(en, _)| *en == name);
    known.filter(|_| lang == Lang::Zh).map(|(_, zh)| *zh)
}

/// A usage line with its placeholders in the interface's language.
pub fn in_words(lang: Lang, usage: &str) -> String {
    match lang {
        Lang::En => usage.to_owned(),
        Lang::Zh => VALUE_NAMES.iter().fold(usage.to_owned(), |usage, (en, zh)| usage.replace(en, zh)),
    }
}

/// Placeholders in English and Chinese. Longer ones come first, since they may contain shorter ones.
const VALUE_NAMES: &[(&str, &str)] = &[
    ("[FIELD=]VALUE", "[数据项=]值"),
    ("FIELD=VALUE", "数据项=值"),
    ("COMMAND", "命令"),
    ("OPTIONS", "选项"),
    ("INSTANT", "时刻"),
    ("PERSON", "姓名"),
    ("TITLE", "要做的事"),
    ("REASON", "原因"),
    ("RANGE", "范围"),
    ("WEEK", "周"),
    ("TASK", "任务"),
    ("SLOT", "时段"),
    ("FILE", "文件"),
    ("FORM", "格式"),
    ("SITE", "店铺"),
    ("STEP", "步骤"),
    ("TEXT", "内容"),
    ("TIME", "时间"),
    ("NAME", "名称"),
    ("SPAN", "时间"),
    ("DAYS", "天数"),
    ("WHAT", "方式"),
    ("WHEN", "何时"),
    ("LANG", "语言"),
    ("WHO", "谁"),
    ("DAY", "日期"),
    ("DIR", "文件夹"),
];

/// A switch that only one command has.
fn switch(name: &'static str, help: String) -> Arg {
    Arg::new(name).long(name).action(ArgAction::SetTrue).help(help)
}

/// An option of one command that takes a value.
fn option(name: &'static str, value: &'static str, help: String) -> Arg {
    Arg::new(name).long(name).value_name(value).help(help).value_parser(option_text).allow_hyphen_values(true)
}

/// Builds the `--no-pager` switch of commands whose output may be long.
fn no_pager(lang: Lang) -> Arg {
    switch("no-pager", say::arg_no_pager(lang))
}

/// Sends long output through a pager, unless `--no-pager` is given.
fn page(app: &App, matches: &ArgMatches) {
    if !matches.get_flag("no-pager") {
        app.page();
    }
}

/// An argument without a dash.
fn positional(name: &'static str, value: &'static str, help: String) -> Arg {
    Arg::new(name).value_name(value).help(help).value_parser(text)
}

/// Adds the argument for a day or a range, which may be several words: `last week`.
fn days(command: Command, name: &'static str, value: &'static str, help: String) -> Command {
    // Only the first word may begin with a dash, as in `-1`.
    command
        .arg(positional(name, value, help).allow_hyphen_values(true))
        .arg(positional(MORE_WORDS, value, String::new()).action(ArgAction::Append).num_args(1..).hide(true))
}

/// The id of the argument that holds the words after the first one of a day or a range.
const MORE_WORDS: &str = "more";

/// Returns the words of a day or a range, joined by spaces; `None` if it is omitted.
fn said_days(matches: &ArgMatches, name: &str) -> Option<String> {
    let first = word(matches, name)?;
    let more = matches.get_many::<String>(MORE_WORDS).unwrap_or_default().map(String::as_str);
    Some(std::iter::once(first).chain(more).collect::<Vec<_>>().join(" "))
}

/// Normalizes typed text: names and titles are kept and compared in NFC, without invisible characters.
fn text(typed: &str) -> Result<String, Infallible> {
    Ok(nfc(typed).into_owned())
}

/// Like `text`, for the value of an option, which may begin with a dash, as `-5` does, but is no option itself: in
/// `--reason --on yesterday` the reason is missing.
fn option_text(typed: &str) -> Result<String, &'static str> {
    match typed.strip_prefix("--").unwrap_or_default().starts_with(|c: char| c.is_ascii_alphabetic()) {
        true => Err("an option"),
        false => Ok(nfc(typed).into_owned()),
    }
}

/// Warns about years whose holidays are needed but unknown.
fn warn_of_years(app: &App, years: &[i32]) {
    for year in years {
        app.warn(say::holidays_unknown(app.lang(), year));
    }
}

/// A string argument.
fn word<'a>(matches: &'a ArgMatches, name: &str) -> Option<&'a str> {
    matches.get_one::<String>(name).map(String::as_str)
}

/// A path argument.
fn path(matches: &ArgMatches, name: &str) -> Option<PathBuf> {
    matches.get_one::<PathBuf>(name).cloned()
}
