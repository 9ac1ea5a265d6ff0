//! Problems as people read them: what is wrong, the excerpt underlined, what to do.

use super::locate::Lines;
use super::{Place, Problem, Severity, is_unsafe, shown, visible};
use crate::checklist::Bundle;
use crate::language::{Lang, say};
use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};
use std::ops::Range;

/// Nobody reads further; the rest is counted.
const MOST: usize = 100;

/// Words problems for a terminal of `width` columns, with escape sequences where `colour` is wanted. `left_out` counts
/// those that were found but not kept. Ends with a line end unless there is nothing to say.
pub fn render(
    problems: &[Problem],
    left_out: usize,
    bundle: &Bundle,
    lang: Lang,
    colour: bool,
    width: usize,
) -> String {
    let renderer = if colour { Renderer::styled() } else { Renderer::plain() };
    let renderer = renderer.term_width(width);
    let mut files: Vec<Option<Lines<'_>>> = bundle.files.iter().map(|_| None).collect();
    let mut page = String::new();
    for problem in problems.iter().take(MOST) {
        page.push_str(&renderer.render(&[report(problem, bundle, &mut files, lang)]));
        page.push_str("\n\n");
    }
    let more = problems.len().saturating_sub(MOST) + left_out;
    if more > 0 {
        page.push_str(&say::problem_more(lang, more));
        page.push('\n');
    }
    page
}

fn report<'a>(problem: &'a Problem, bundle: &'a Bundle, files: &mut [Option<Lines<'a>>], lang: Lang) -> Group<'a> {
    let level = match problem.severity {
        Severity::Error => Level::ERROR.with_name(say::problem_error(lang)),
        Severity::Warning => Level::WARNING.with_name(say::problem_warning(lang)),
    };
    let mut group = Group::with_title(level.primary_title(safe(problem.text.in_lang(lang))));
    group = excerpt(group, &problem.place, None, bundle, files);
    if let Some(place) = &problem.also {
        group = excerpt(group, place, Some(say::problem_other_here(lang)), bundle, files);
    }
    if let Some(help) = &problem.help {
        group = group.element(Level::HELP.with_name(say::problem_help(lang)).message(safe(help.in_lang(lang))));
    }
    group
}

/// Stands for the beginning of an endless line, and for nothing else: in a file it is a character of a text, and no
/// line of TOML begins with one.
const CUT: char = '…';

/// Adds ` --> file:line:column` and the line underlined.
fn excerpt<'a>(
    group: Group<'a>,
    place: &Place,
    label: Option<String>,
    bundle: &'a Bundle,
    files: &mut [Option<Lines<'a>>],
) -> Group<'a> {
    let (Some(file), Some(lines)) = (bundle.files.get(place.file), files.get_mut(place.file)) else { return group };
    let lines = lines.get_or_insert_with(|| Lines::of(&file.text));
    let position = lines.position(place.span.start);
    let start = lines.start(position.line - 1);
    let within = place.span.start.saturating_sub(start)..place.span.end.saturating_sub(start);
    let (text, span) = cut(lines.content(position.line - 1), within);
    let kind = if label.is_some() { AnnotationKind::Context } else { AnnotationKind::Primary };
    let whole = !text.starts_with(CUT);
    let snippet = Snippet::source(text).line_start(position.line).annotation(kind.span(span).label(label));
    if whole {
        return group.element(snippet.path(shown(&file.name)));
    }
    // The column of what was cut can no longer be counted from the excerpt.
    let origin = Origin::path(shown(&file.name)).line(position.line).char_column(position.column);
    group.element(origin).element(snippet)
}

/// The part of a line around a span, made safe to print, and the span in it. What goes on in further lines is
/// underlined to the line's end.
fn cut(line: &str, span: Range<usize>) -> (String, Range<usize>) {
    const BEFORE: usize = 1000;
    const BEHIND: usize = 1000;
    let boundary = |at: usize| (0..=at.min(line.len())).rev().find(|at| line.is_char_boundary(*at)).unwrap_or(0);
    let (start, end) = (boundary(span.start), boundary(span.end.max(span.start)));
    let first = line[..start].char_indices().rev().nth(BEFORE - 1).map_or(0, |(index, _)| index);
    let last = line[start..].char_indices().nth(BEHIND).map_or(line.len(), |(index, _)| start + index);
    let print = |part: &str| part.chars().map(|c| if c == '\t' { c } else { visible(c) }).collect::<String>();
    let mut text = if first > 0 { CUT.to_string() } else { String::new() };
    text.push_str(&print(&line[first..start]));
    let from = text.len();
    text.push_str(&print(&line[start..end.min(last)]));
    let to = text.len();
    text.push_str(&print(&line[end.min(last)..last]));
    (text, from..to)
}

/// A message as it may be printed; line ends stay.
fn safe(text: &str) -> String {
    text.chars().map(|c| if c != '\n' && is_unsafe(c) { char::REPLACEMENT_CHARACTER } else { c }).collect()
}
