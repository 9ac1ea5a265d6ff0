//! The message catalogue: one line per message, both languages side by side.
//!
//! `name(argument, …): "English" / "中文";` becomes `say::name(lang, argument, …)`, the words in one language, and
//! `text::name(argument, …)`, a [`Text`](super::Text) in both, for code that does not know who will read it.

// A message's English text is also its documentation, and may look like a link or be blank.
#![allow(clippy::empty_docs, rustdoc::broken_intra_doc_links, rustdoc::invalid_html_tags)]

/// Makes the functions of a part of the catalogue.
macro_rules! catalogue {
    ($( $name:ident $( ( $($arg:ident),+ ) )? : $en:literal / $zh:literal ; )+) => {
        $(
            #[doc = $en]
            pub fn $name(lang: $crate::language::Lang $( $(, $arg: impl std::fmt::Display)+ )?) -> String {
                match lang {
                    $crate::language::Lang::En => format!($en),
                    $crate::language::Lang::Zh => format!($zh),
                }
            }
        )+

        /// The same messages in both languages.
        pub(super) mod texts {
            use $crate::language::{Lang, Text};
            $(
                #[doc = $en]
                pub fn $name($( $($arg: impl std::fmt::Display),+ )?) -> Text {
                    Text::of(|lang: Lang| super::$name(lang $( $(, &$arg)+ )?))
                }
            )+
        }

        /// Every message of this part: name, English, 中文.
        #[cfg(test)]
        #[allow(dead_code)]
        pub(super) const ALL: &[(&str, &str, &str)] = &[ $( (stringify!($name), $en, $zh) ),+ ];
    };
}

mod calendar;
mod checklist;
mod command;
mod days;
mod help;
mod journal;
mod one_offs;
mod report;
mod sheet;
mod status;
mod views;

/// One function per message, in one language.
pub mod say {
    pub use super::calendar::*;
    pub use super::checklist::*;
    pub use super::command::*;
    pub use super::days::*;
    pub use super::help::*;
    pub use super::journal::*;
    pub use super::one_offs::*;
    pub use super::report::*;
    pub use super::sheet::*;
    pub use super::status::*;
    pub use super::views::*;
}

/// One function per message, in both languages.
pub mod text {
    pub use super::calendar::texts::*;
    pub use super::checklist::texts::*;
    pub use super::command::texts::*;
    pub use super::days::texts::*;
    pub use super::help::texts::*;
    pub use super::journal::texts::*;
    pub use super::one_offs::texts::*;
    pub use super::report::texts::*;
    pub use super::sheet::texts::*;
    pub use super::status::texts::*;
    pub use super::views::texts::*;
}

#[cfg(test)]
mod tests {
    use super::{calendar, checklist, command, days, help, journal, one_offs, report, sheet, status, views};
    use std::collections::{BTreeMap, BTreeSet};

    type Message = (&'static str, &'static str, &'static str);

    fn all() -> impl Iterator<Item = &'static Message> {
        [
            calendar::ALL,
            checklist::ALL,
            command::ALL,
            days::ALL,
            help::ALL,
            journal::ALL,
            one_offs::ALL,
            report::ALL,
            sheet::ALL,
            status::ALL,
            views::ALL,
        ]
        .into_iter()
        .flatten()
    }

    fn has_hanzi(text: &str) -> bool {
        text.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c))
    }

    /// The arguments a text uses, without their formats.
    fn arguments(text: &str) -> BTreeSet<String> {
        let parts = text.split('{').skip(1).filter_map(|part| part.split_once('}'));
        parts.map(|(name, _)| name.split(':').next().unwrap_or_default().to_owned()).collect()
    }

    /// Words outside the arguments.
    fn words(text: &str) -> String {
        text.split('{').map(|part| part.split_once('}').map_or(part, |(_, rest)| rest)).collect()
    }

    #[test]
    fn no_message_lacks_a_language() {
        for (name, en, zh) in all() {
            assert!(!has_hanzi(en), "{name} in English: {en}");
            let same = en == zh || words(zh).is_empty() || !words(en).contains(char::is_alphabetic);
            assert!(has_hanzi(zh) || same, "{name} in Chinese: {zh}");
            assert_eq!(en.trim().is_empty(), zh.trim().is_empty(), "{name}");
        }
    }

    #[test]
    fn both_languages_use_the_same_arguments() {
        for (name, en, zh) in all() {
            assert_eq!(arguments(en), arguments(zh), "{name}");
        }
    }

    #[test]
    fn names_are_unique_over_all_parts() {
        let mut seen: BTreeMap<&str, u32> = BTreeMap::new();
        all().for_each(|(name, _, _)| *seen.entry(name).or_default() += 1);
        let twice: Vec<_> = seen.into_iter().filter(|(_, times)| *times > 1).collect();
        assert!(twice.is_empty(), "{twice:?}");
    }
}
