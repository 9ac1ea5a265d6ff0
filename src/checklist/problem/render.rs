//! Renders problems for people: what is wrong, the underlined excerpt, and how to fix it.

use super::excerpt::{Excerpt, excerpt};
use super::locate::SourceLines;
use super::{Place, Problem, Severity, is_unsafe, shown};
use crate::checklist::Bundle;
use crate::language::{Lang, say};
use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};

/// Maximum number of problems shown. Only the number of further ones is shown.
const MOST: usize = 100;

/// Width in columns of the line number and the bar to the left of an excerpt.
const GUTTER: usize = 8;

/// Renders problems for a terminal of `width` columns, with escape sequences if `colour` is set. `left_out` is the
/// number of problems that were found but not kept. The result ends with a newline unless it is empty.
pub fn render(
    problems: &[Problem],
    left_out: usize,
    bundle: &Bundle,
    lang: Lang,
    colour: bool,
    width: usize,
) -> String {
    let renderer = if colour { Renderer::styled() } else { Renderer::plain() };
    // Excerpts are cut to size here, because the renderer measures width in characters rather than cells.
    let renderer = renderer.term_width(usize::from(u16::MAX));
    let cells = width.saturating_sub(GUTTER).max(GUTTER);
    let mut reporter = Reporter { bundle, lines: bundle.files.iter().map(|_| None).collect(), lang, cells };
    let mut page = String::new();
    for problem in problems.iter().take(MOST) {
        page.push_str(&with_colons(&renderer.render(&[reporter.report(problem)]), lang));
        page.push_str("\n\n");
    }
    let more = problems.len().saturating_sub(MOST) + left_out;
    if more > 0 {
        page.push_str(&say::problem_more(lang, more));
        page.push('\n');
    }
    page
}

/// Replaces the colons after "error" and "help" with those of the language, because the renderer only writes `: `.
fn with_colons(report: &str, lang: Lang) -> String {
    const PLAIN: &str = ": ";
    let colon = say::problem_colon(lang);
    if colon == PLAIN {
        return report.to_owned();
    }
    let help = format!("= {}", say::problem_help(lang));
    let mend = |(index, line): (usize, &str)| match index == 0 || visible_text(line).trim_start().starts_with(&help) {
        true => line.replacen(PLAIN, &colon, 1),
        false => line.to_owned(),
    };
    report.lines().enumerate().map(mend).collect::<Vec<_>>().join("\n")
}

/// Strips colour escape sequences from a line.
fn visible_text(line: &str) -> String {
    let mut parts = line.split('\x1b');
    let first = parts.next().unwrap_or_default().to_owned();
    first + &parts.filter_map(|part| part.split_once('m')).map(|(_, text)| text).collect::<String>()
}

struct Reporter<'a> {
    bundle: &'a Bundle,
    /// Line starts of each file, computed when the first problem in the file is shown.
    lines: Vec<Option<SourceLines<'a>>>,
    lang: Lang,
    /// Width available to an excerpt, in terminal cells.
    cells: usize,
}

impl<'a> Reporter<'a> {
    fn report(&mut self, problem: &'a Problem) -> Group<'a> {
        let lang = self.lang;
        let level = match problem.severity {
            Severity::Error => Level::ERROR.with_name(say::problem_error(lang)),
            Severity::Warning => Level::WARNING.with_name(say::problem_warning(lang)),
        };
        let mut group = Group::with_title(level.primary_title(safe(problem.text.in_lang(lang))));
        group = self.place(group, &problem.place, None);
        if let Some(place) = &problem.also {
            group = self.place(group, place, Some(say::problem_other_here(lang)));
        }
        match &problem.help {
            Some(help) => {
                group.element(Level::HELP.with_name(say::problem_help(lang)).message(safe(help.in_lang(lang))))
            }
            None => group,
        }
    }

    /// Adds the line ` --> file:line:column` and the underlined excerpt.
    fn place(&mut self, group: Group<'a>, place: &Place, label: Option<String>) -> Group<'a> {
        let Some(file) = self.bundle.files.get(place.file) else { return group };
        let Some(lines) = self.lines.get_mut(place.file) else { return group };
        let lines = lines.get_or_insert_with(|| SourceLines::of(&file.text));
        let position = lines.position(place.span.start);
        let start = lines.start(position.line - 1);
        let within = place.span.start.saturating_sub(start)..place.span.end.saturating_sub(start);
        let Excerpt { text, span, begun } = excerpt(lines.content(position.line - 1), within, self.cells);
        let kind = if label.is_some() { AnnotationKind::Context } else { AnnotationKind::Primary };
        let snippet = Snippet::source(text).line_start(position.line).annotation(kind.span(span).label(label));
        if begun {
            let origin = Origin::path(shown(&file.name)).line(position.line).char_column(position.column);
            return group.element(origin).element(snippet);
        }
        group.element(snippet.path(shown(&file.name)))
    }
}

/// Makes a message safe to print, keeping its newlines.
fn safe(text: &str) -> String {
    text.chars().map(|c| if c != '\n' && is_unsafe(c) { char::REPLACEMENT_CHARACTER } else { c }).collect()
}
