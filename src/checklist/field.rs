//! Typed values entered when a task is ticked: what is accepted, and how it is stored.

use super::amount::{NumberError, is_money, parse_amount};
use super::measure::MeasureTarget;
use super::problem::{is_unsafe, shown};
use crate::language::{Lang, Text, folded, is_visible, plain, say};
use rust_decimal::Decimal;

/// A value entered when its task is ticked: spend, balance, title.
#[derive(Debug, Clone, PartialEq)]
pub struct Field {
    /// Stable id, unique within its task; typed before `=`.
    pub id: String,
    /// Display name; defaults to the id.
    pub title: String,
    /// Unit, such as 元, % or 秒.
    pub unit: Option<String>,
    /// What can be entered.
    pub kind: FieldKind,
    /// Whether a tick without this value is refused.
    pub required: bool,
    /// Values below this are accepted with a warning.
    pub warn_below: Option<Decimal>,
    /// Values above this are accepted with a warning.
    pub warn_above: Option<Decimal>,
    /// How the report totals the values; `None` for a field that has no numbers.
    pub total: Option<Total>,
    /// Target for the sum of the field.
    pub target: Option<MeasureTarget>,
}

/// How the values of a field are totalled.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Total {
    /// Their sum: spend, orders.
    Sum,
    /// Their mean: a score, a percentage.
    Mean,
    /// The latest value of each site: a balance.
    Last,
}

impl Total {
    /// All ways, each with its key in the checklist.
    pub const ALL: [(&'static str, Total); 3] = [("sum", Total::Sum), ("mean", Total::Mean), ("last", Total::Last)];

    /// Returns the key of the way in a checklist.
    pub fn key(self) -> &'static str {
        Self::ALL.into_iter().find(|(_, known)| *known == self).map_or("", |(name, _)| name)
    }

    /// Returns the way for a field that does not name one. Scores and percentages are averaged, unless the field has a
    /// target, since targets apply to sums; other numbers are added up.
    fn usual(kind: &FieldKind, unit: Option<&str>, has_target: bool) -> Option<Total> {
        const SHARES: [&str; 6] = ["%", "％", "‰", "分", "points", "pts"];
        match kind {
            FieldKind::Number { .. } | FieldKind::Integer { .. } => {
                let is_share = !has_target && unit.is_some_and(|unit| SHARES.contains(&unit.trim()));
                Some(if is_share { Total::Mean } else { Total::Sum })
            }
            _ => None,
        }
    }
}

/// What can be entered into a field.
#[derive(Debug, Clone, PartialEq)]
pub enum FieldKind {
    /// An exact decimal number.
    Number {
        /// Minimum; lower values are refused.
        min: Option<Decimal>,
        /// Maximum; higher values are refused.
        max: Option<Decimal>,
    },
    /// A whole number.
    Integer {
        /// Minimum; lower values are refused.
        min: Option<Decimal>,
        /// Maximum; higher values are refused.
        max: Option<Decimal>,
    },
    /// One line of text.
    Text {
        /// Maximum width, counting an ASCII character as 1 and any other as 2 (the length in GBK bytes).
        max_width: Option<u32>,
    },
    /// One of a list.
    Choice {
        /// The allowed values.
        choices: Vec<String>,
    },
    /// Yes or no.
    YesNo,
}

/// Stored form of a yes.
const YES: &str = "yes";
/// Stored form of a no.
const NO: &str = "no";

impl Field {
    /// Whether the values are amounts of money.
    pub fn is_money(&self) -> bool {
        self.unit.as_deref().is_some_and(is_money)
    }

    /// Whether only certain words are accepted: a choice, or yes and no.
    pub fn is_closed(&self) -> bool {
        matches!(self.kind, FieldKind::Choice { .. } | FieldKind::YesNo)
    }

    /// Sets how the values are totalled; `None` means the usual way for such a field.
    pub fn totalled(self, written: Option<Total>) -> Field {
        let usual = || Total::usual(&self.kind, self.unit.as_deref(), self.target.is_some());
        Field { total: written.or_else(usual), ..self }
    }

    /// Parses a typed value into its stored form: an exact decimal, the choice as the checklist spells it, `yes` or
    /// `no`. The error names the typed text and the allowed values.
    pub fn parse(&self, text: &str) -> Result<String, Text> {
        let typed = text.trim();
        match &self.kind {
            FieldKind::Number { min, max } => self.number(typed, *min, *max, false),
            FieldKind::Integer { min, max } => self.number(typed, *min, *max, true),
            FieldKind::Text { max_width } => self.line(typed, *max_width),
            FieldKind::Choice { choices } => self.choice(typed, choices),
            FieldKind::YesNo => yes_no(typed).map(str::to_owned).ok_or_else(|| self.refusal(typed)),
        }
    }

    /// Returns a warning if a stored value is below `warn_below` or above `warn_above`; `canonical` is the value as
    /// returned by [`Field::parse`].
    pub fn warning(&self, canonical: &str) -> Option<Text> {
        if self.warn_below.is_none() && self.warn_above.is_none() {
            return None;
        }
        let value: Decimal = canonical.parse().ok()?;
        let (title, unit) = (&self.title, &self.unit);
        let amount = |number: Decimal| move |lang: Lang| with_unit(lang, number, unit.as_deref());
        if let Some(bound) = self.warn_below.filter(|bound| value < *bound) {
            return Some(Text::of(|lang| say::value_low(lang, title, amount(value)(lang), amount(bound)(lang))));
        }
        let bound = self.warn_above.filter(|bound| value > *bound)?;
        Some(Text::of(|lang| say::value_high(lang, title, amount(value)(lang), amount(bound)(lang))))
    }

    /// Describes the values that may be entered: "a number, at least 0, in 元".
    pub fn hint(&self) -> Text {
        Text::of(|lang| match &self.kind {
            FieldKind::Number { min, max } => self.number_hint(lang, say::value_number(lang), *min, *max),
            FieldKind::Integer { min, max } => self.number_hint(lang, say::value_integer(lang), *min, *max),
            FieldKind::Text { max_width: Some(most) } => say::value_text_within(lang, most),
            FieldKind::Text { max_width: None } => say::value_text(lang),
            FieldKind::Choice { choices } => say::value_choice(lang, choices.join(say::list_comma(lang).as_str())),
            FieldKind::YesNo => say::value_yes_no(lang),
        })
    }

    fn number_hint(&self, lang: Lang, what: String, min: Option<Decimal>, max: Option<Decimal>) -> String {
        let mut hint = what;
        let bounds = match (min, max) {
            (Some(min), Some(max)) => Some(say::value_between(lang, min, max)),
            (Some(min), None) => Some(say::value_at_least(lang, min)),
            (None, Some(max)) => Some(say::value_at_most(lang, max)),
            (None, None) => None,
        };
        let unit = self.unit.as_ref().map(|unit| say::value_in_unit(lang, unit));
        for part in bounds.into_iter().chain(unit) {
            hint.push_str(&say::clause_comma(lang));
            hint.push_str(&part);
        }
        hint
    }

    /// Builds the error: "花费 (spend): "abc" cannot be entered; a number, at least 0, in 元".
    fn refusal(&self, typed: &str) -> Text {
        let (typed, hint) = (shown(typed), self.hint());
        if typed.is_empty() {
            return Text::of(|lang| say::value_empty(lang, self.name(lang), hint.in_lang(lang)));
        }
        Text::of(|lang| say::value_refused(lang, self.name(lang), &typed, hint.in_lang(lang)))
    }

    /// Returns the title, followed by the id if the two differ.
    pub fn name(&self, lang: Lang) -> String {
        if self.title == self.id { self.id.clone() } else { say::value_field(lang, &self.title, &self.id) }
    }

    fn number(&self, typed: &str, min: Option<Decimal>, max: Option<Decimal>, whole: bool) -> Result<String, Text> {
        let is_none = whole && matches!(typed, "没有" | "没" | "无");
        let number = match parse_amount(if is_none { "0" } else { typed }, self.unit.as_deref()) {
            Ok(number) if !whole || number.fract().is_zero() => number.normalize(),
            Err(NumberError::TooLong) => {
                return Err(Text::of(|lang| say::value_too_long(lang, self.name(lang), shown(typed))));
            }
            Ok(_) | Err(NumberError::Unknown) => return Err(self.refusal(typed)),
        };
        if min.is_some_and(|min| number < min) || max.is_some_and(|max| number > max) {
            return Err(self.refusal(typed));
        }
        // `Decimal` keeps the sign of a negative zero, so zero is written separately.
        Ok(if number.is_zero() { "0".to_owned() } else { number.to_string() })
    }

    fn line(&self, typed: &str, max_width: Option<u32>) -> Result<String, Text> {
        if !is_visible(typed) {
            return Err(self.refusal(""));
        }
        if typed.chars().any(is_unsafe) {
            return Err(Text::of(|lang| say::value_not_a_line(lang, self.name(lang))));
        }
        let width = gbk_width(typed);
        match max_width.filter(|most| width > u64::from(*most)) {
            Some(most) => Err(Text::of(|lang| say::value_too_wide(lang, self.name(lang), shown(typed), width, most))),
            None => Ok(typed.to_owned()),
        }
    }

    /// Finds the choice that equals the text, else one that equals it ignoring case and character width, else the only
    /// one that starts with it.
    fn choice(&self, typed: &str, choices: &[String]) -> Result<String, Text> {
        let wanted = folded(typed);
        let exact = choices.iter().find(|choice| *choice == typed);
        if let Some(choice) = exact.or_else(|| choices.iter().find(|choice| folded(choice) == wanted)) {
            return Ok(choice.clone());
        }
        let mut begun = choices.iter().filter(|choice| !wanted.is_empty() && folded(choice).starts_with(&*wanted));
        match (begun.next(), begun.next()) {
            (Some(choice), None) => Ok(choice.clone()),
            (Some(_), Some(_)) => Err(self.ambiguous(typed, choices, &wanted)),
            (None, _) => Err(self.refusal(typed)),
        }
    }

    fn ambiguous(&self, typed: &str, choices: &[String], wanted: &str) -> Text {
        let begins = |choice: &&str| folded(choice).starts_with(wanted);
        let begun: Vec<&str> = choices.iter().map(String::as_str).filter(begins).collect();
        Text::of(|lang| {
            say::value_ambiguous(lang, self.name(lang), shown(typed), begun.join(say::list_comma(lang).as_str()))
        })
    }
}

fn yes_no(typed: &str) -> Option<&'static str> {
    match plain(typed).to_lowercase().as_str() {
        "y" | "yes" | "true" | "1" | "是" => Some(YES),
        "n" | "no" | "false" | "0" | "否" => Some(NO),
        _ => None,
    }
}

/// Formats "320 元"; a percent sign follows the number without a space.
fn with_unit(lang: Lang, number: Decimal, unit: Option<&str>) -> String {
    match unit {
        None => number.to_string(),
        Some("%") => format!("{number}%"),
        Some(unit) => say::value_with_unit(lang, number, unit),
    }
}

/// Returns the width of a text, counting an ASCII character as 1 and any other as 2. This is its length in GBK, by
/// which Taobao limits titles.
pub fn gbk_width(text: &str) -> u64 {
    text.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum()
}
