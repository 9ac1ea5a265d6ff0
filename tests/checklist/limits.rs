//! Large, hostile and broken checklists are read in reasonable time, reported within bounds and printed safely.

use ops::checklist::{BUILTINS, MAX_FILE_BYTES, Reading, SourceFile, decode, locate, read, render};
use ops::language::Lang;
use std::fmt::Write as _;
use std::io;

fn read_text(text: String) -> Reading {
    let root = SourceFile { name: "ops.toml".to_owned(), text };
    read(root, &mut |_| Err(io::ErrorKind::NotFound.into()), "Asia/Shanghai")
}

fn page(reading: &Reading) -> String {
    render(&reading.problems, reading.left_out, &reading.bundle, Lang::En, false, 80)
}

#[test]
fn ten_thousand_tasks_are_read() {
    let mut text = "id = \"shop\"\n[roles]\noperator = \"运营\"\n".to_owned();
    for area in 0..100 {
        let _ = write!(text, "[[area]]\nid = \"area-{area}\"\ntitle = \"第{area}块\"\n");
        for task in 0..100 {
            let _ = write!(
                text,
                "[[area.task]]\nid = \"task-{area}-{task}\"\ntitle = \"任务{task}\"\nat = [\"08:30-09:00\", \"20:20\"]\n\
                 role = \"operator\"\non = \"mon-fri\"\nexcept = \"12-12\"\nsteps = [\"主图\", \"视频\"]\n\
                 field = [{{ id = \"spend\", title = \"花费\", min = 0 }}]\n"
            );
        }
    }
    assert!(text.len() < MAX_FILE_BYTES);
    assert_eq!(decode(text.as_bytes()).as_deref(), Ok(text.as_str()));
    let reading = read_text(text);
    assert!(reading.problems.is_empty());
    assert_eq!(reading.checklist.unwrap().tasks().count(), 10_000);
}

#[test]
fn ten_thousand_mistakes_are_counted_and_a_hundred_told() {
    let mut text = "id = \"shop\"\n[[area]]\nid = \"a\"\n".to_owned();
    for task in 0..10_000 {
        let _ = write!(text, "[[area.task]]\nid = \"t{task}\"\nrole = \"r{task}\"\nat = \"25:00\"\ncolour = 1\n");
    }
    let reading = read_text(text);
    assert!(reading.checklist.is_none());
    assert_eq!(reading.problems.len() + reading.left_out, 30_000);
    let page = page(&reading);
    assert_eq!(page.matches("\nerror: ").count() + 1, 100);
    assert!(page.ends_with("\nand 29900 more\n"), "{}", &page[page.len() - 80..]);
    assert_eq!(locate(&reading.problems, &reading.bundle).len(), reading.problems.len());
}

#[test]
fn hopeless_files_end() {
    let filled = |piece: &str| piece.repeat((1 << 18) / piece.len());
    for piece in [
        "=\n", "[", "[[", "{", "\"", "\"\"\"", "''' ", "a\n", "a=", "\\", "a = [\n", "a={b=", "\u{0}", "主", "，\n",
        "#", "x=1\n", "[a]\n",
    ] {
        let reading = read_text(filled(piece));
        assert!(reading.checklist.is_none(), "{piece:?}");
        let page = page(&reading);
        assert!(page.lines().count() < 1000, "{piece:?}");
        assert!(page.chars().all(|c| c == '\n' || !c.is_control()), "{piece:?}");
    }
}

#[test]
fn one_endless_line_is_cut_to_its_problems() {
    let tasks: Vec<String> = (0..5000).map(|n| format!("{{ id = \"任务{n}\" }}")).collect();
    let reading = read_text(format!("id = \"a\"\narea = [{{ id = \"b\", task = [{}] }}]\n", tasks.join(", ")));
    let located = locate(&reading.problems, &reading.bundle);
    let last = located.last().unwrap();
    assert_eq!(last.start.line, 2);
    let text = &reading.bundle.files[0].text;
    let before = &text[..reading.problems.last().unwrap().place.span.start];
    assert_eq!(last.start.column, before.lines().last().unwrap().chars().count() + 1);
    // Only advice is wider than the page, and is left for the terminal to wrap.
    for line in page(&reading).lines().filter(|line| line.contains(" | ")) {
        let cells: usize = line.chars().map(|c| if c.is_ascii() || c == '…' { 1 } else { 2 }).sum();
        assert!(cells <= 80, "{cells}: {line}");
    }
}

#[test]
fn what_moves_a_terminal_never_reaches_it() {
    const MARKS: [char; 5] = ['\u{202e}', '\u{2066}', '\u{200f}', '\u{61c}', '\u{2028}'];
    // As a syntax error, in an excerpt, and quoted in messages; C1 controls and bidirectional marks are valid TOML.
    let nasty = "\u{1b}[31m\u{7}\u{9b}31m\u{202e}\u{2066}\u{200f}\u{61c}\u{2028}\u{85}\u{7f}";
    let text = format!(
        "id = \"{nasty}\"\n\"{nasty}\" = 1\ninclude = [\"{nasty}\"]\ntimezone = '{nasty}'\n[windows]\n\"{nasty}\" = \"{nasty}\"\n\
         [roles]\n\"{nasty}\" = \"{nasty}\"\n[[area]]\nid = \"\\u001b\\u009b\\u202e\"\n[[area.task]]\nid = 'a\u{9b}'\n\
         at = \"{nasty}\"\non = \"\\u009b\"\nrole = \"\\u202e\"\nlink = '\u{9b}'\nsteps = [\"\u{9b}\", \"\u{9b}\"]\n\
         field = [{{ id = \"\u{9b}\", type = \"\u{9b}\", min = \"\u{9b}\" }}]\n"
    );
    for text in [text.clone(), text.replace(['\u{1b}', '\u{7}', '\u{7f}'], "")] {
        let reading = read_text(text);
        assert!(reading.problems.len() > 4, "{}", reading.problems.len());
        for lang in [Lang::En, Lang::Zh] {
            let page = render(&reading.problems, reading.left_out, &reading.bundle, lang, false, 80);
            let bad = page.chars().find(|c| *c != '\n' && (c.is_control() || MARKS.contains(c)));
            assert_eq!(bad, None, "{page:?}");
        }
        for problem in locate(&reading.problems, &reading.bundle) {
            let texts = [Some(problem.text), problem.help];
            let mut cited = texts.into_iter().flatten().flat_map(|text| text.in_lang(Lang::En).chars());
            assert!(cited.all(|c| c == '\n' || !ops::checklist::is_unsafe(c)), "{problem:?}");
        }
    }
}

#[test]
fn colour_is_only_where_it_is_wanted() {
    let reading = read_text("id = \"A\"\n".to_owned());
    let page = |colour| render(&reading.problems, 0, &reading.bundle, Lang::En, colour, 80);
    assert!(page(true).contains("\u{1b}["));
    assert!(!page(false).contains('\u{1b}'));
    assert_eq!(render(&[], 0, &reading.bundle, Lang::En, true, 80), "");
}

#[test]
fn narrow_terminals_do_not_panic() {
    for builtin in BUILTINS {
        let reading = read_text(builtin.text.replace("at = \"", "at = \"主图"));
        assert!(!reading.problems.is_empty());
        for width in [0, 1, 7, 8, 9, 20, 40] {
            let page = render(&reading.problems, 0, &reading.bundle, Lang::Zh, false, width);
            assert!(page.contains("主图"), "{width}");
        }
    }
}
