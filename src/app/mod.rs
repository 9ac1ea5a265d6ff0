//! Everything outside the pure core: the only module that reads the clock, the environment and paths, and that prints.

mod config;
mod day_book;
mod discovery;
mod environment;
mod failure;
pub(crate) mod hint;
mod in_force;
mod now;
mod options;
mod output;
mod own_acts;
mod pager;
mod paths;
mod session;
pub(crate) mod terminal;
pub mod window;
mod writer;
mod zone;

use crate::calendar::{BusinessClock, Day, Instant, Lean};
use crate::checklist::MAX_FILE_BYTES;
use crate::journal::Fault;
use crate::language::{Lang, Text, nfc, reason, say};
use crate::render::Screen;
use clap::ArgMatches;
pub use day_book::DayBook;
pub use discovery::{Candidate, builtin, find, from_file, is_found};
pub use environment::Environment;
pub use failure::{Exit, Failure};
use hint::CommandLine;
pub use now::NowWord;
use options::Given;
pub use options::{Options, chosen_lang};
pub use output::{create_whole, write_whole};
pub use paths::{Paths, program};
pub use session::{Session, journal};
use std::cell::{Cell, RefCell};
use std::collections::HashSet;
use std::path::{Path, PathBuf};
pub use zone::ZoneGuess;

/// The state shared by the parts of one command: environment, options, output and faults.
pub struct App {
    /// The environment, as read at the start.
    pub env: Environment,
    /// The user's own folders.
    pub paths: Paths,
    /// What stdout can show, and the language of the interface.
    pub screen: Screen,
    /// Whether the program may ask questions: stdin and stderr are terminals.
    pub interactive: bool,
    /// Whether stdout is a terminal.
    pub to_terminal: bool,
    /// The options every command has.
    pub options: Options,
    errors_in_colour: bool,
    errors_to_terminal: bool,
    is_paged: Cell<bool>,
    has_written: Cell<bool>,
    /// Number of terminal rows taken by the remarks and warnings printed so far.
    rows_said: Cell<usize>,
    /// The sites that a person picked when asked, separated by commas as for `--site`.
    picked_sites: RefCell<Option<String>>,
    out: RefCell<String>,
    faults: RefCell<Vec<Fault>>,
    /// The journal's folder, if it was named but does not exist.
    absent_journal: RefCell<Option<PathBuf>>,
}

/// Maximum number of faults that are printed; `ops verify` reports them all.
const MOST_FAULTS: usize = 10;

impl App {
    /// Reads the settings and the options that every command has. `is_to_record` says whether the command records
    /// something. If the settings or options are refused, prints the reason and returns the exit code as the error.
    pub fn new(
        env: Environment,
        chosen_lang: Option<Lang>,
        matches: &ArgMatches,
        is_to_record: bool,
    ) -> Result<App, Exit> {
        let lang = chosen_lang.unwrap_or_default();
        let given = Given::of(matches);
        let mut paths = Paths::read();
        let tell = |failure: Failure| terminal::tell_failure(&failure.unrecorded(is_to_record), lang, false);
        let config = config::read(&paths).map_err(tell)?;
        let mut options = Options::read(&env, &given, &config).map_err(tell)?;
        let is_elsewhere = |named: &PathBuf| paths.journal.as_ref() != Some(named);
        options.names_journal = options.journal.as_ref().or(config.journal.as_ref()).is_some_and(is_elsewhere);
        paths.journal = config.journal.or(paths.journal);
        let colour = given.one::<String>("color").map_or("auto", String::as_str);
        let ascii = given.flag("ascii");
        let mut app = App {
            screen: terminal::screen(&env, lang, colour, ascii),
            errors_in_colour: terminal::errors_in_colour(colour),
            errors_to_terminal: terminal::errors_to_terminal(),
            interactive: terminal::is_interactive(),
            to_terminal: terminal::is_stdout(),
            paths,
            is_paged: Cell::default(),
            has_written: Cell::default(),
            rows_said: Cell::default(),
            picked_sites: RefCell::default(),
            out: RefCell::default(),
            faults: RefCell::default(),
            absent_journal: RefCell::default(),
            env,
            options,
        };
        if chosen_lang.is_none() {
            let spoken_of = matches.subcommand().and_then(|(_, given)| given.try_get_one::<PathBuf>("file").ok()?);
            app.screen.lang = discovery::written_lang(&app, spoken_of.map(PathBuf::as_path)).unwrap_or(lang);
        }
        Ok(app)
    }

    /// Returns the interface's language.
    pub fn lang(&self) -> Lang {
        self.screen.lang
    }

    /// Returns the instant to use when there is no checklist; `--now` without an offset is then taken as UTC.
    pub fn now(&self) -> Instant {
        self.now_by(&BusinessClock::utc())
    }

    /// Returns today's business day by a team's clock.
    pub fn today(&self, clock: &BusinessClock) -> Day {
        self.now_and_today(clock).1
    }

    /// Returns the instant that the command uses, and its business day by a team's clock.
    pub fn now_and_today(&self, clock: &BusinessClock) -> (Instant, Day) {
        let now = self.now_by(clock);
        (now, clock.day_of(now))
    }

    fn now_by(&self, clock: &BusinessClock) -> Instant {
        let said = self.options.now.and_then(|now| now.resolve(clock, self.env.started_at, Lean::Nearest));
        said.unwrap_or(self.env.started_at)
    }

    /// Whether a folder is the user's own journal, or inside it.
    pub fn is_own_journal(&self, folder: &Path) -> bool {
        paths::is_within(folder, self.paths.journal.as_deref())
    }

    /// Allows long results to go through a pager, if stdout is a terminal.
    pub fn page(&self) {
        self.is_paged.set(self.to_terminal);
    }

    /// Whether long results go through a pager.
    pub fn is_paged(&self) -> bool {
        self.is_paged.get()
    }

    /// Prints a line of the result.
    pub fn print(&self, line: impl AsRef<str>) {
        let mut out = self.out.borrow_mut();
        out.push_str(line.as_ref());
        out.push('\n');
    }

    /// Prints lines of the result.
    pub fn print_all<S: AsRef<str>>(&self, lines: impl IntoIterator<Item = S>) {
        lines.into_iter().for_each(|line| self.print(line));
    }

    /// Prints text of the result as it is.
    pub fn print_raw(&self, text: &str) {
        self.out.borrow_mut().push_str(text);
    }

    /// Prints a remark to stderr.
    pub fn remark(&self, text: impl AsRef<str>) {
        self.note_rows(text.as_ref());
        terminal::remark(text.as_ref());
    }

    /// Prints a warning to stderr.
    pub fn warn(&self, text: impl AsRef<str>) {
        let label = say::label_warning(self.lang());
        self.note_rows(&format!("{label}{}", text.as_ref()));
        terminal::labelled(&label, text.as_ref(), terminal::WARNING, self.errors_in_colour);
    }

    fn note_rows(&self, text: &str) {
        self.rows_said.set(self.rows_said.get() + pager::rows(text, &self.screen));
    }

    /// Returns how many terminal rows are, or will be, taken by remarks, warnings and faults; zero if stderr is not a
    /// terminal.
    pub fn rows_beside(&self) -> usize {
        if !self.errors_to_terminal {
            return 0;
        }
        let faults = self.faults.borrow();
        let told = faults.iter().take(MOST_FAULTS).map(|fault| fault.text());
        let rows = |text: &str| pager::rows(text, &self.screen);
        let told: usize = told.map(|text| rows(text.in_lang(self.lang()))).sum();
        let absent = self.absent_journal.borrow();
        let absent = absent.iter().map(|path| rows(&say::journal_absent(self.lang(), path.display()))).sum::<usize>();
        self.rows_said.get() + told + usize::from(faults.len() > MOST_FAULTS) + absent
    }

    /// Remembers the sites that a person picked, so that commands in hints name them.
    pub fn pick_sites(&self, sites: &[String]) {
        self.picked_sites.replace(Some(sites.join(",")));
    }

    /// Returns the sites that a person picked, separated by commas as for `--site`; `None` if nobody was asked.
    pub fn picked_sites(&self) -> Option<String> {
        self.picked_sites.borrow().clone()
    }

    /// Shows the progress of a long job if stderr is a terminal. The text is erased when the job is complete.
    pub fn progress(&self, done: i64, all: i64) {
        if self.errors_to_terminal {
            terminal::progress(done, all);
        }
    }

    /// Asks a question on stderr and reads a line; `None` if the input has ended. Fails if earlier output cannot be
    /// written.
    pub fn ask(&self, question: &str) -> Result<Option<String>, Failure> {
        self.flush()?;
        Ok(terminal::ask(question).map(|answer| nfc(&answer).into_owned()))
    }

    /// Reads stdin, at most one byte more than the maximum size of a checklist file: enough to detect longer input. At
    /// a terminal, first says that input is expected.
    pub fn read_stdin(&self) -> Result<Vec<u8>, Failure> {
        if self.interactive {
            self.remark(say::lines_awaited(self.lang()));
        }
        let unreadable = |error| Failure::usage(Text::of(|lang| say::list_unreadable(lang, reason(lang, &error))));
        terminal::read_all(MAX_FILE_BYTES as u64 + 1).map_err(unreadable)
    }

    /// Remembers faults of the journal. They are reported at the end, however the command ends.
    pub fn faults(&self, faults: Vec<Fault>) {
        // A file may be read twice, for two purposes, but each of its faults is reported once.
        let mut known = self.faults.borrow_mut();
        let told: HashSet<_> = known.iter().map(Fault::place).collect();
        let new: Vec<Fault> = faults.into_iter().filter(|fault| !told.contains(&fault.place())).collect();
        drop(told);
        known.extend(new);
    }

    /// Returns the faults found so far.
    pub fn known_faults(&self) -> Vec<Fault> {
        self.faults.borrow().clone()
    }

    /// Remembers the journal's folder if it was named but does not exist, for a warning at the end: a disk that is not
    /// mounted must not look like a journal without ticks.
    pub fn look_for_journal(&self, root: &Path) {
        if self.options.names_journal && !paths::is_there(root) {
            self.absent_journal.replace(Some(root.to_owned()));
        }
    }

    /// Whether this command has written to the journal.
    pub fn has_written(&self) -> bool {
        self.has_written.get()
    }

    /// Remembers that the journal was written to, and warns if that created its folder.
    pub fn journal_written(&self) {
        self.has_written.set(true);
        if let Some(made) = self.absent_journal.take() {
            self.warn(say::journal_made(self.lang(), made.display()));
        }
    }

    /// Prints the command's output and the faults, or why it failed, and returns the exit code.
    pub fn end(&self, outcome: anyhow::Result<Exit>) -> Exit {
        if let Some(absent) = self.absent_journal.take() {
            self.warn(say::journal_absent(self.lang(), absent.display()));
        }
        let exit = self.conclude(outcome);
        let faults = self.faults.borrow();
        for fault in faults.iter().take(MOST_FAULTS) {
            self.warn(fault.text().in_lang(self.lang()));
        }
        if faults.len() > MOST_FAULTS {
            self.warn(say::more_faults(self.lang(), faults.len() - MOST_FAULTS, CommandLine::new(self, "verify")));
        }
        // Because of the faults the printed results are incomplete, so success becomes `Exit::Journal`.
        if faults.is_empty() || exit != Exit::Fine { exit } else { Exit::Journal }
    }

    fn conclude(&self, outcome: anyhow::Result<Exit>) -> Exit {
        match (outcome, self.flush()) {
            (Ok(exit), Ok(())) => exit,
            (Ok(_), Err(failure)) => self.tell(&failure),
            (Err(error), _) => match error.downcast_ref::<Failure>() {
                Some(failure) => self.tell(failure),
                None => self.tell(&Failure::new(Exit::Journal, Text::of(|_| format!("{error:#}")))),
            },
        }
    }

    fn tell(&self, failure: &Failure) -> Exit {
        terminal::tell_failure(failure, self.lang(), self.errors_in_colour)
    }

    /// Prints binary data after what was printed so far.
    pub fn print_bytes(&self, bytes: &[u8]) -> Result<(), Failure> {
        self.flush()?;
        terminal::write_bytes(bytes)
    }

    /// Writes out what was printed so far.
    pub fn flush(&self) -> Result<(), Failure> {
        let text = self.out.take();
        if self.is_paged.get() && pager::is_taller(&text, &self.screen) && pager::show(&self.env, &text) {
            return Ok(());
        }
        terminal::write_out(&text, self.screen.colour)
    }
}
