//! `ops init [FILE]`: writes a checklist to start from, never overwriting. `--template` alone lists the templates.

use super::{option, path, positional, switch, word};
use crate::app::{App, Exit, Failure, builtin, create_whole, is_found};
use crate::checklist::{BUILTINS, Builtin, BuiltinKind, read_bundle};
use crate::language::{Lang, Text, reason, say, text};
use crate::render::cells;
use crate::render::table::Columns;
use anstyle::Style;
use clap::builder::ValueParser;
use clap::{ArgMatches, Command};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

/// Width of a screen below which the description of a template does not fit into its own column.
const WIDE: usize = 80;

pub fn args(command: Command, lang: Lang) -> Command {
    let template = option("template", "NAME", say::arg_template(lang)).num_args(0..=1).allow_hyphen_values(false);
    command
        .arg(positional("file", "FILE", say::arg_init_file(lang)).value_parser(ValueParser::path_buf()))
        .arg(template)
        .arg(switch("dry-run", say::arg_dry_run(lang)))
}

pub fn run(app: &App, args: &ArgMatches) -> anyhow::Result<Exit> {
    let name = word(args, "template");
    if args.contains_id("template") && name.is_none() {
        list(app);
        return Ok(Exit::Fine);
    }
    let lang = app.lang();
    let template = template(name, lang)?;
    let file = path(args, "file").unwrap_or_else(|| PathBuf::from(template.kind.file()));
    if args.get_flag("dry-run") {
        if file.exists() {
            return Err(exists(&file).into());
        }
        app.print_raw(template.text);
        app.remark(say::would_write(lang, shown(&file)));
        return Ok(Exit::Fine);
    }
    write(&file, template.text)?;
    // `ops check` without a file may find another checklist.
    let check = if is_found(app, &file) { "ops check".to_owned() } else { format!("ops check {}", shown(&file)) };
    app.print(say::init_written(lang, shown(&file), template.name, check));
    if template.kind == BuiltinKind::Plan && file.is_relative() {
        app.print(say::init_include(lang, shown(&file).replace('\\', "/")));
    }
    Ok(Exit::Fine)
}

/// Returns the template of this name; by default the operator's day in the interface's language.
fn template(name: Option<&str>, lang: Lang) -> Result<&'static Builtin, Failure> {
    let Some(name) = name else { return Ok(builtin(lang)) };
    Builtin::named(name).ok_or_else(|| {
        let known: Vec<&str> = BUILTINS.iter().map(|builtin| builtin.name).collect();
        Failure::usage(text::no_template(name)).hint(text::known_templates(known.join(", ")))
    })
}

/// Lists all templates: name, language, title, description.
fn list(app: &App) {
    let mut columns = Columns::default();
    for template in BUILTINS {
        let Some(checklist) = read_bundle(template.bundle(), "UTC").checklist else { continue };
        let tasks = checklist.tasks().count();
        let what = match template.kind {
            BuiltinKind::Day => say::template_day(app.lang(), tasks),
            BuiltinKind::Plan => say::template_plan(app.lang(), tasks),
            BuiltinKind::Blank => say::template_blank(app.lang(), tasks),
        };
        let title = cells::clean(&checklist.title).into_owned();
        let mut row = vec![template.name.to_owned(), template.lang.name().to_owned()];
        match app.screen.width.is_some_and(|width| width < WIDE) {
            true => row[1] += &format!("  {}", say::named(app.lang(), title, what)),
            false => row.extend([title, what]),
        }
        columns.row(Style::new(), row);
    }
    app.print_all(columns.lines(&app.screen));
    app.print_all(app.screen.wrap(&say::template_hint(app.lang())));
}

fn write(file: &Path, text: &str) -> Result<(), Failure> {
    create_whole(file, text.as_bytes()).map_err(|error| match error.kind() {
        ErrorKind::AlreadyExists => exists(file),
        _ => Failure::new(Exit::Journal, Text::of(|lang| say::cannot_write(lang, shown(file), reason(lang, &error)))),
    })
}

fn exists(file: &Path) -> Failure {
    Failure::usage(text::init_exists(shown(file))).hint(text::init_exists_hint())
}

/// The file name, cleaned for a terminal.
fn shown(file: &Path) -> String {
    cells::clean(&file.display().to_string()).into_owned()
}
