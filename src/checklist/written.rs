//! Finds the id and language of a checklist's text, even if the text is not valid TOML.

use super::Bundle;
use crate::language::Lang;
use toml::de::{DeTable, DeValue};

/// Returns the value of `id` in a checklist's text; `None` if there is none.
pub fn written_id(text: &str) -> Option<String> {
    let (table, _) = DeTable::parse_recoverable(text);
    table.get_ref().get("id").and_then(|id| id.get_ref().as_str()).map(str::to_owned)
}

/// Returns the language of a checklist's titles: Chinese if more than half of them contain Hanzi and no Kana, otherwise
/// English. `None` if there are no titles.
pub fn written_lang(bundle: &Bundle) -> Option<Lang> {
    let (mut chinese, mut all) = (0, 0);
    for file in &bundle.files {
        let (table, _) = DeTable::parse_recoverable(&file.text);
        titles(table.get_ref(), &mut |title| {
            all += 1;
            chinese += usize::from(is_chinese(title));
        });
    }
    (all > 0).then_some(if 2 * chinese > all { Lang::Zh } else { Lang::En })
}

fn titles(table: &DeTable, tell: &mut impl FnMut(&str)) {
    for (key, value) in table {
        match value.get_ref() {
            DeValue::String(title) if key.get_ref() == "title" => tell(title),
            value => inner(value, tell),
        }
    }
}

fn inner(value: &DeValue, tell: &mut impl FnMut(&str)) {
    match value {
        DeValue::Table(table) => titles(table, tell),
        DeValue::Array(values) => values.iter().for_each(|value| inner(value.get_ref(), tell)),
        _ => {}
    }
}

fn is_chinese(title: &str) -> bool {
    let has = |first: char, last: char| title.chars().any(|c| (first..=last).contains(&c));
    (has('\u{4e00}', '\u{9fff}') || has('\u{3400}', '\u{4dbf}')) && !has('\u{3040}', '\u{30ff}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::checklist::SourceFile;

    #[test]
    fn the_language_of_a_checklist_is_that_of_most_of_its_titles() {
        let check = |text: &str, expected: Option<Lang>| {
            let bundle = Bundle { files: vec![SourceFile { name: "ops.toml".into(), text: text.into() }] };
            assert_eq!(written_lang(&bundle), expected, "{text}");
        };
        check("id = \"shop\"", None);
        check("title = \"淘宝\"", Some(Lang::Zh));
        check("# 注释\ntitle = \"Shop\"\nnote = \"备注\"", Some(Lang::En));
        check(
            "[[area]]\ntitle = \"DSR\"\n[[area.task]]\ntitle = \"主图\"\nfield = [{ title = \"花费\" }]",
            Some(Lang::Zh),
        );
        check("title = \"店舗の朝礼\"", Some(Lang::En));
        check("title = \"早会\"\nat = ", Some(Lang::Zh));
    }
}
