//! `--format`, `--output`, `--bom`, `--json`: the format of a document and its destination.

use super::{option, path, switch, word};
use crate::app::{App, Exit, Failure, write_whole};
use crate::language::{Lang, say, text};
use crate::render::Screen;
use crate::render::sheet::markdown::{self, Tables};
use crate::render::sheet::{Document, Format, csv, html, terminal};
use clap::builder::ValueParser;
use clap::{ArgMatches, Command};
use std::path::{Path, PathBuf};

/// The value of `--output` that means stdout.
const STDOUT: &str = "-";

/// The options of commands that produce documents.
pub fn args(command: Command, lang: Lang) -> Command {
    let output = option("output", "FILE", say::arg_output_form(lang)).short('o').value_parser(ValueParser::path_buf());
    command
        .arg(
            option("format", "FORM", say::arg_format(lang))
                .allow_hyphen_values(false)
                .value_parser(Format::ALL.map(|(name, _)| name))
                .hide_possible_values(true),
        )
        .arg(output.allow_hyphen_values(false))
        .arg(switch("bom", say::arg_bom(lang)))
        .arg(switch("json", say::arg_json(lang)))
}

/// The format and destination requested.
pub struct Delivery {
    /// The format.
    pub format: Format,
    file: Option<PathBuf>,
    bom: bool,
}

impl Delivery {
    /// Reads and checks the options before any work is done.
    pub fn read(app: &App, args: &ArgMatches) -> Result<Delivery, Failure> {
        let file = file(args);
        let named = word(args, "format").and_then(Format::named);
        let format = match (args.get_flag("json"), named, &file) {
            (true, None | Some(Format::Json), _) => Format::Json,
            (true, Some(_), _) => return Err(Failure::usage(text::json_needs_json())),
            (false, Some(named), _) => named,
            (false, None, Some(file)) => Format::of_file(file).ok_or_else(|| no_form_for(file))?,
            (false, None, None) => Format::Table,
        };
        let bom = args.get_flag("bom");
        if bom && format != Format::Csv {
            return Err(Failure::usage(text::bom_needs_csv()));
        }
        if format == Format::Xlsx && file.is_none() && app.to_terminal {
            return Err(Failure::usage(text::xlsx_to_terminal()).hint(text::xlsx_to_terminal_hint()));
        }
        Ok(Delivery { format, file, bom })
    }

    /// Whether the output goes to a file.
    pub fn is_file(&self) -> bool {
        self.file.is_some()
    }

    /// Returns the screen for the lines of a table; a file has no width and no colours.
    pub fn screen(&self, app: &App) -> Screen {
        match &self.file {
            None => app.screen,
            Some(_) => Screen { width: None, height: None, colour: false, ..app.screen },
        }
    }

    /// Delivers text: lines for a terminal, or JSON.
    pub fn text(&self, app: &App, text: &str) -> Result<Exit, Failure> {
        match &self.file {
            None => app.print_raw(text),
            Some(file) => self.file(app, file, text.as_bytes())?,
        }
        Ok(Exit::Fine)
    }

    /// Delivers a document in the requested format, except JSON, which the caller writes as text.
    pub fn document(&self, app: &App, document: &Document) -> Result<Exit, Failure> {
        self.documents(app, std::slice::from_ref(document), &document.title)
    }

    /// Delivers documents one after another, under a title, as [`Delivery::document`] does with one.
    pub fn documents(&self, app: &App, documents: &[Document], title: &str) -> Result<Exit, Failure> {
        let faults = app.known_faults();
        let Some((first, others)) = documents.split_first().filter(|_| !faults.is_empty()) else {
            return self.written(app, documents, title);
        };
        // A first page on its own must stay one page or one screen, and a message must stay short.
        let most = match (first.overview.is_some() && first.sections.is_empty(), self.format) {
            (true, Format::Markdown | Format::MarkdownPlain) => 1,
            (true, Format::Table) => 0,
            (true, _) => 2,
            (false, _) => 10,
        };
        let more = faults.len().saturating_sub(most);
        let what = faults.iter().take(most).map(|fault| fault.named().text().in_lang(app.lang()).to_owned());
        let what = what.chain((most > 0 && more > 0).then(|| say::more_faults(app.lang(), more, "ops verify")));
        let first = first.clone().lacking(say::journal_incomplete(app.lang(), faults.len()), what);
        self.written(app, &[&[first], others].concat(), title)
    }

    fn written(&self, app: &App, documents: &[Document], title: &str) -> Result<Exit, Failure> {
        let each = |write: &dyn Fn(&Document) -> String| documents.iter().map(write).collect::<Vec<_>>().join("\n");
        match self.format {
            Format::Table | Format::Json => {
                let screen = self.screen(app);
                self.text(app, &each(&|document| terminal::lines(document, &screen).join("\n") + "\n"))
            }
            Format::Markdown => self.text(app, &each(&|document| markdown::write(document, Tables::Yes))),
            Format::MarkdownPlain => self.text(app, &each(&|document| markdown::write(document, Tables::No))),
            Format::Csv => self.csv(app, &csv::write_all(documents)),
            Format::Html => self.text(app, &html::write_all(documents, title)),
            Format::Xlsx => self.bytes(app, &spreadsheet(documents, title)?),
        }
    }

    /// Writes CSV, with a byte order mark if Excel will probably open it, since Excel otherwise assumes the system's
    /// code page. This is expected for a named file and for redirected output on Windows; other output goes to
    /// programs.
    fn csv(&self, app: &App, text: &str) -> Result<Exit, Failure> {
        let is_for_excel = self.file.is_some() || cfg!(windows) && !app.to_terminal;
        match self.bom || is_for_excel && !text.is_ascii() {
            true => self.text(app, &format!("{}{text}", csv::BOM)),
            false => self.text(app, text),
        }
    }

    fn bytes(&self, app: &App, bytes: &[u8]) -> Result<Exit, Failure> {
        match &self.file {
            None => app.print_bytes(bytes)?,
            Some(file) => self.file(app, file, bytes)?,
        }
        Ok(Exit::Fine)
    }

    fn file(&self, app: &App, file: &Path, bytes: &[u8]) -> Result<(), Failure> {
        write_whole(app, file, bytes)?;
        app.print(say::written(app.lang(), crate::render::cells::clean(&file.display().to_string())));
        Ok(())
    }
}

/// Returns the file of `--output`; `None` if it is stdout.
pub fn file(args: &ArgMatches) -> Option<PathBuf> {
    path(args, "output").filter(|file| file.as_os_str() != STDOUT)
}

fn no_form_for(file: &Path) -> Failure {
    let forms = Format::ALL.map(|(name, _)| name).join(", ");
    Failure::usage(text::no_form_for(file.display())).hint(text::no_form_for_hint(&forms))
}

#[cfg(feature = "xlsx")]
fn spreadsheet(documents: &[Document], title: &str) -> Result<Vec<u8>, Failure> {
    use crate::render::sheet::xlsx;
    xlsx::write_all(documents, title).map_err(|error| Failure::new(Exit::Journal, text::xlsx_failed(error.to_string())))
}

#[cfg(not(feature = "xlsx"))]
fn spreadsheet(_: &[Document], _: &str) -> Result<Vec<u8>, Failure> {
    Err(Failure::usage(text::xlsx_left_out()))
}
