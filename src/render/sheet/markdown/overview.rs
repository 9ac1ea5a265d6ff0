//! Writes the first page of a document as a message for a group chat. DingTalk, WeCom and Feishu differ in what they
//! draw, so there are no tables, headings or colours: bold lines, lists that also read well as plain text, and blank
//! lines between all lines.

use super::super::{Block, Entry, Gauge, Light, Overview, Topic};
use super::{begun, escaped};
use crate::language::{Lang, say};
use crate::render::cells;

/// Maximum length of a message in bytes. WeCom refuses more than 4,096.
const LIMIT: usize = 2000;
/// Maximum width of the verdict, in cells, whatever a filter adds to it.
const VERDICT: usize = 600;
/// Maximum width of a fault of the journal, in cells.
pub const LONGEST_FAULT: usize = 160;
/// Maximum width of a name in cells.
const NAME: usize = 44;
/// Maximum width of the scope, in cells.
const SCOPE: usize = 80;
/// Maximum width of a name, in cells, in a message that would otherwise be too long.
const SHORT_NAME: usize = 24;
/// Maximum number of entries in a list of a message.
const MOST: usize = 3;

/// The parts that are omitted if the message is too long, in this order.
const SPARE: [Spare; 8] = [
    Spare::GoodFigures,
    Spare::People,
    Spare::Coming,
    Spare::LongNames,
    Spare::Foot,
    Spare::Sites,
    Spare::Worst,
    Spare::Rest,
];

/// A part that may be omitted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Spare {
    GoodFigures,
    People,
    Coming,
    LongNames,
    Foot,
    Sites,
    Worst,
    /// Everything except the verdict and the rates.
    Rest,
}

/// Returns the message: as much as fits into [`LIMIT`] bytes, of which `taken` are used for other texts, but always the
/// verdict and the rates.
pub fn message(overview: &Overview, taken: usize, lang: Lang) -> String {
    let without = |count: usize| paragraphs(overview, lang, &SPARE[..count]).join("\n\n") + "\n";
    let fits = (0..=SPARE.len()).map(without).find(|message| message.len() + taken <= LIMIT);
    fits.unwrap_or_else(|| without(SPARE.len()))
}

fn paragraphs(overview: &Overview, lang: Lang, left_out: &[Spare]) -> Vec<String> {
    let is_kept = |spare: Spare| !left_out.contains(&spare);
    let title = format!("**{}**{}", escaped(&overview.title), say::bracketed(lang, escaped(&overview.range)));
    let mut lines = vec![say::named(lang, title, escaped(&cells::cut(&overview.scope, SCOPE)))];
    lines.push(begun(escaped(&cells::cut(&overview.verdict.join(&say::sentence_gap(lang)), VERDICT))));
    lines.extend(overview.gauges.iter().map(|it| gauge(it, lang)));
    if !is_kept(Spare::Rest) {
        return lines;
    }
    lines.extend(overview.shortfall.iter().map(|text| begun(escaped(text))));
    let name_width = if is_kept(Spare::LongNames) { NAME } else { SHORT_NAME };
    let name = |entry: &Entry| escaped(&cells::cut(&entry.name, name_width));
    let named = |entry: &Entry, figure: &str| {
        let aside = entry.aside(lang).map(|aside| say::bracketed(lang, aside)).unwrap_or_default();
        format!("{} {}", name(entry), escaped(figure)).trim_end().to_owned() + &aside
    };
    for block in &overview.blocks {
        match block.topic {
            Topic::Worst if is_kept(Spare::Worst) => {
                lines.push(heading(block));
                let item = |(at, it): (usize, &Entry)| {
                    let (rate, counts) = it.figure.parts(lang);
                    format!("{}. {} {counts} {}", at + 1, name(it), escaped(&rate))
                };
                lines.extend(block.entries.iter().enumerate().map(item));
                lines.extend(block.note.as_ref().map(|note| begun(escaped(note))));
            }
            Topic::Faults => {
                lines.push(heading(block));
                let item = |it: &Entry| {
                    let detail =
                        [&it.detail, &it.figure.text(lang)].map(|text| escaped(text)).join(&say::clause_comma(lang));
                    format!("- {}{}", name(it), say::bracketed(lang, detail))
                };
                lines.extend(block.entries.iter().take(MOST).map(item));
                lines.extend(block.others(MOST, lang).map(|others| format!("- {others}")));
                lines.extend(block.note.as_ref().map(|note| begun(escaped(note))));
            }
            Topic::Figures => {
                let figures = figures(block, lang, is_kept(Spare::GoodFigures), name_width);
                if !figures.is_empty() {
                    lines.push(heading(block));
                    lines.extend(figures);
                }
            }
            Topic::Sites if is_kept(Spare::Sites) => {
                lines.push(in_line(block, lang, |it| named(it, &it.figure.parts(lang).0)));
            }
            Topic::People if is_kept(Spare::People) => {
                lines.push(in_line(block, lang, |it| named(it, &it.figure.parts(lang).1)));
            }
            Topic::Coming if is_kept(Spare::Coming) && block.entries.is_empty() => {
                lines.extend(block.note.iter().map(|note| heading(block) + &say::heading_gap(lang) + &escaped(note)));
            }
            Topic::Coming if is_kept(Spare::Coming) => {
                let few = Block { entries: block.entries.iter().take(MOST).cloned().collect(), ..block.clone() };
                let line = in_line(&few, lang, |it| format!("{} {}", escaped(&it.figure.text(lang)), name(it)));
                let others = block.others(MOST, lang).map(|others| say::clause_semicolon(lang) + &others);
                lines.push(line + &others.unwrap_or_default());
            }
            _ => {}
        }
    }
    if is_kept(Spare::Foot) {
        lines.extend(overview.foot.iter().map(|text| begun(escaped(text))));
    }
    lines
}

fn heading(block: &Block) -> String {
    let count = block.count.map(|count| format!(" {count}")).unwrap_or_default();
    format!("**{}{count}**", escaped(&block.heading))
}

fn in_line(block: &Block, lang: Lang, text: impl Fn(&Entry) -> String) -> String {
    let texts: Vec<String> = block.entries.iter().map(text).collect();
    format!("{}{}{}", heading(block), say::heading_gap(lang), texts.join(&say::clause_semicolon(lang)))
}

/// Formats a rate with its target: 🟡 完成率 **91.1%**（921/1011），目标 95%，接近，比上周 +1.1 点.
fn gauge(gauge: &Gauge, lang: Lang) -> String {
    let sign = gauge.light.map(|light| format!("{} ", lamp(light))).unwrap_or_default();
    let (percent, counts) = gauge.rate.parts(lang);
    let counts = if counts.is_empty() { counts } else { say::bracketed(lang, counts) };
    let rate = format!("**{percent}**{counts}");
    let target = gauge.target.map(|target| say::target_percent(lang, target.normalize()));
    let parts = [target, gauge.light.map(|light| light.word(lang)), gauge.change.as_deref().map(escaped)];
    let rest = parts.into_iter().flatten().map(|part| say::clause_comma(lang) + &part).collect::<String>();
    format!("{sign}{} {rate}{rest}", escaped(&gauge.name))
}

fn figures(block: &Block, lang: Lang, with_good: bool, name_width: usize) -> Vec<String> {
    let name = |it: &Entry| escaped(&cells::cut(&it.name, name_width));
    let is_good = |it: &&Entry| it.light == Some(Light::Reached);
    let (good, others): (Vec<&Entry>, Vec<&Entry>) = block.entries.iter().partition(is_good);
    let line = |it: &&Entry| {
        let lamp = it.light.map(|light| format!("{} ", lamp(light))).unwrap_or_default();
        let word = it.light.map(|light| say::clause_comma(lang) + &light.word(lang)).unwrap_or_default();
        let gap = if it.light.is_some() { say::clause_comma(lang) } else { " ".to_owned() };
        format!("{lamp}{} {}{gap}{}{word}", name(it), escaped(&it.figure.text(lang)), escaped(&it.detail))
    };
    let mut lines: Vec<String> = others.iter().map(line).collect();
    let shown = block.entries.len() - if with_good { 0 } else { good.len() };
    if with_good && !good.is_empty() {
        let names: Vec<String> = good.into_iter().map(name).collect();
        let names = names.join(&say::list_comma(lang));
        lines.push(format!("{} {names} {}", lamp(Light::Reached), Light::Reached.word(lang)));
    }
    lines.extend(block.others(shown, lang).filter(|_| shown > 0));
    lines
}

/// Returns a sign that has its own colour in every chat program.
fn lamp(light: Light) -> char {
    match light {
        Light::Reached => '\u{1f7e2}',
        Light::Near => '\u{1f7e1}',
        Light::Short => '\u{1f534}',
    }
}
