//! The message catalogue: one line a message, both languages side by side.
//!
//! `name(argument, …): "English" / "中文";` becomes `say::name(lang, argument, …)`.

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

        /// Every message of this part: name, English, 中文.
        #[cfg(test)]
        #[allow(dead_code)]
        pub(super) const ALL: &[(&str, &str, &str)] = &[ $( (stringify!($name), $en, $zh) ),+ ];
    };
}

mod calendar;
mod checklist;
mod command;
mod help;
mod journal;
mod status;

/// One function a message; see the module above.
pub mod say {
    pub use super::calendar::*;
    pub use super::checklist::*;
    pub use super::command::*;
    pub use super::help::*;
    pub use super::journal::*;
    pub use super::status::*;
}
