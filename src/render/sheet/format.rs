//! The output formats of a document.

use std::path::Path;

/// An output format.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// A table for a terminal.
    Table,
    /// Markdown with tables (GitHub Flavored Markdown).
    Markdown,
    /// Markdown without tables, for chat programs that do not support them.
    MarkdownPlain,
    /// Comma-separated values (RFC 4180).
    Csv,
    /// A spreadsheet (Office Open XML, ISO/IEC 29500).
    Xlsx,
    /// A self-contained web page.
    Html,
    /// JSON.
    Json,
}

impl Format {
    /// All formats, with their names on the command line.
    pub const ALL: [(&'static str, Format); 7] = [
        ("table", Format::Table),
        ("markdown", Format::Markdown),
        ("markdown-plain", Format::MarkdownPlain),
        ("csv", Format::Csv),
        ("xlsx", Format::Xlsx),
        ("html", Format::Html),
        ("json", Format::Json),
    ];

    /// Returns the format with this name, if there is one.
    pub fn named(name: &str) -> Option<Format> {
        Format::ALL.into_iter().find(|(known, _)| *known == name).map(|(_, format)| format)
    }

    /// Returns the format for a file's extension; `None` if it is unknown.
    pub fn of_file(file: &Path) -> Option<Format> {
        let ending = file.extension()?.to_str()?.to_ascii_lowercase();
        match ending.as_str() {
            "txt" => Some(Format::Table),
            "md" | "markdown" => Some(Format::Markdown),
            "csv" => Some(Format::Csv),
            "xlsx" => Some(Format::Xlsx),
            "html" | "htm" => Some(Format::Html),
            "json" => Some(Format::Json),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_files_ending_names_its_form() {
        let check =
            |file: &str, expected: Option<Format>| assert_eq!(Format::of_file(Path::new(file)), expected, "{file}");
        check("周报.xlsx", Some(Format::Xlsx));
        check("WEEK.HTM", Some(Format::Html));
        check("a.b/week.md", Some(Format::Markdown));
        check("week.csv", Some(Format::Csv));
        check("week.xls", None);
        check("week", None);
        check(".csv", None);
    }
}
