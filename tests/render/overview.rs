//! A first page in which every text is the same, such as a hostile one.

use crate::sheet::sample;
use ops::language::Lang;
use ops::render::Screen;
use ops::render::cells::width;
use ops::render::sheet::markdown::{self, Tables};
use ops::render::sheet::{
    Block, Cell, Chart, ChartKind, Document, Entry, Gauge, Light, Overview, Part, Series, Tone, Topic, html, terminal,
};

/// Returns a first page with every kind of block.
pub fn of(word: &str) -> Overview {
    let text = || word.to_owned();
    let entry = |light: Option<Light>| Entry {
        name: text(),
        figure: match light {
            Some(_) => Cell::Amount { value: 29.into(), unit: Some(text()) },
            None => Cell::Ratio { of: 9, from: 10 },
        },
        more: vec![text().into(), Cell::Change(1.into())],
        light,
        detail: text(),
        bar: Some((1, 2)),
    };
    let values = || vec![Cell::Ratio { of: 9, from: 10 }, Cell::Ratio { of: 8, from: 10 }];
    let chart = || Chart {
        kind: ChartKind::Line,
        title: text(),
        categories: vec![text(), text()],
        series: vec![Series { name: text(), tone: Tone::Plain, values: values() }],
        target: Some(95.into()),
    };
    let topics = [
        Topic::Worst,
        Topic::Faults,
        Topic::Figures,
        Topic::Late,
        Topic::Sites,
        Topic::People,
        Topic::Trend,
        Topic::Coming,
    ];
    let block = |topic: Topic| Block {
        count: Some(2),
        lead: Some(text()),
        columns: if matches!(topic, Topic::Sites | Topic::People) { vec![text(); 4] } else { Vec::new() },
        chart: (topic == Topic::Trend).then(chart),
        note: Some(text()),
        ..Block::new(topic, text(), vec![entry(None), entry(Some(Light::Near))])
    };
    Overview {
        scope: text(),
        title: text(),
        range: text(),
        verdict: vec![text(), text()],
        gauges: vec![Gauge {
            name: text(),
            rate: Cell::Ratio { of: 9, from: 10 },
            target: Some(95.into()),
            light: Some(Light::Near),
            change: Some(text()),
            points: Some(text()),
            history: values(),
        }],
        whole: (text(), 10),
        parts: vec![Part { name: text(), count: 9, tone: Tone::Good }],
        shortfall: vec![text()],
        blocks: topics.map(block).to_vec(),
        foot: vec![text()],
    }
}

/// The message for a group chat is short even for a long report, and always has the verdict.
#[test]
fn a_message_has_at_most_2000_bytes() {
    for (length, entries) in [(1, 2), (20, 6), (60, 12), (400, 100)] {
        let word = "超长标题（α）🟢|#<b>".chars().cycle().take(length).collect::<String>();
        let mut overview = of(&word);
        for block in &mut overview.blocks {
            block.entries = vec![block.entries[0].clone(); entries];
        }
        overview.verdict = vec!["完成 91.1%。".to_owned()];
        // These texts come from the program and are short.
        overview.title = "第 47 周周报".to_owned();
        overview.range = "11月16日–11月22日".to_owned();
        overview.gauges[0].name = "完成率".to_owned();
        overview.gauges[0].change = Some("比上周 +1.1 点".to_owned());
        overview.foot = vec![word.clone()];
        let document = Document { overview: Some(overview), sections: Vec::new(), ..sample() };
        let message = markdown::write(&document, Tables::Yes);
        assert!(message.len() <= 2000, "{length} {entries}: {} bytes\n{message}", message.len());
        assert!(message.contains("完成 91.1%"), "{message}");
        let begins = |sign: &str| message.lines().any(|line| line.starts_with(sign));
        assert!(!begins("|") && !begins("#"), "{message}");
    }
}

/// The page fits a window of 24 lines at 80 columns, and no line is wider than any screen.
#[test]
fn the_first_page_fits_the_screen() {
    for word in ["完成", "及时跟踪助手进度和对手的店铺", "a task with a rather long English title"] {
        for width in [20, 40, 80, 120] {
            let screen = Screen { lang: Lang::Zh, width: Some(width), height: None, ascii: false, colour: false };
            let document = Document { overview: Some(of(word)), sections: Vec::new(), foot: Vec::new(), ..sample() };
            let lines = terminal::lines(&document, &screen);
            let widest = lines.iter().map(|line| self::width(line)).max().unwrap();
            assert!(widest <= width, "{width}: {lines:#?}");
            assert!(width < 80 || word != "完成" || lines.len() <= 24, "{width}: {lines:#?}");
        }
    }
}

/// However many figures there are, a window of 24 lines shows the whole page.
#[test]
fn many_figures_leave_room_for_the_rest() {
    let mut overview = of("完成");
    for block in &mut overview.blocks {
        let count = match block.topic {
            Topic::Figures | Topic::Faults | Topic::Coming => 6,
            Topic::Worst => 3,
            _ => 2,
        };
        block.entries = vec![block.entries[0].clone(); count];
    }
    overview.verdict = vec![
        "完成 87.8%，离目标 95% 差 7.2 点，没完成的 121 项里，51 项是同一件。".to_owned();
        2
    ];
    let screen = Screen { lang: Lang::Zh, width: Some(80), height: None, ascii: false, colour: false };
    let document =
        Document { overview: Some(overview), sections: Vec::new(), foot: Vec::new(), lead: Vec::new(), ..sample() };
    let lines = terminal::lines(&document, &screen);
    assert!(lines.len() <= 23, "{} {lines:#?}", lines.len());
    let foot = vec!["完整报表".to_owned()];
    let with_foot = terminal::lines(&Document { foot, ..document.clone() }, &screen);
    assert!(with_foot.len() <= 23, "{} {with_foot:#?}", with_foot.len());
    let in_file = terminal::lines(&document, &Screen { width: None, ..screen });
    assert!(in_file.join("\n").matches("另有 1 条）").count() == 1, "five of six figures: {in_file:#?}");
}

/// Every format says how many entries are missing from a shortened list.
#[test]
fn a_list_that_is_cut_says_so() {
    let screen = Screen { lang: Lang::Zh, width: Some(80), height: None, ascii: false, colour: false };
    for (topic, in_terminal, in_message) in
        [(Topic::Faults, 8, 7), (Topic::Figures, 5, 2), (Topic::Coming, 0, 7), (Topic::Worst, 5, 2)]
    {
        let mut overview = of("甲");
        overview.blocks.retain(|block| block.topic == topic);
        overview.blocks[0].entries = vec![overview.blocks[0].entries[0].clone(); 8];
        overview.blocks[0].left_out = 2;
        let document = Document { overview: Some(overview), sections: Vec::new(), foot: Vec::new(), ..sample() };
        let says = |form: &str, text: &str, count: usize| {
            let others = text.split("另有 ").nth(1).map(|rest| rest.split(' ').next().unwrap().to_owned());
            assert_eq!(others, Some(count.to_string()), "{topic:?} in {form}: {text}");
        };
        if topic == Topic::Coming {
            // As many entries as fit on the line; the others are counted.
            let shown = terminal::lines(&document, &screen).iter().find(|line| line.contains("另有")).cloned();
            let shown = shown.expect("a line");
            says("terminal", &shown, 11 - shown.matches('；').count() - 1);
        } else {
            says("terminal", &terminal::lines(&document, &screen).join("\n"), in_terminal);
        }
        if topic != Topic::Worst {
            says("message", &markdown::write(&document, Tables::Yes), in_message);
        }
        says("page", &html::write(&document), 2);
    }
}

/// If there is room, the line of a shop has its change, and the line of a person the help they gave.
#[test]
fn shops_have_their_change_and_people_the_help_they_gave() {
    let mut overview = of("甲");
    overview.blocks.retain(|block| matches!(block.topic, Topic::Sites | Topic::People));
    let people = overview.blocks.iter_mut().find(|block| block.topic == Topic::People).expect("people");
    people.entries.truncate(1);
    people.entries[0].more = vec![Cell::Ratio { of: 9, from: 10 }, Cell::Count(33)];
    let helper = Entry { name: "乙".to_owned(), figure: Cell::Ratio { of: 0, from: 0 }, ..people.entries[0].clone() };
    people.entries.push(helper);
    let document = Document { overview: Some(overview), sections: Vec::new(), foot: Vec::new(), ..sample() };
    let screen =
        |width: usize| Screen { lang: Lang::Zh, width: Some(width), height: None, ascii: false, colour: false };
    let message = markdown::write(&document, Tables::Yes);
    let page = terminal::lines(&document, &screen(80)).join("\n");
    for text in [&message, &page] {
        for told in ["（+1 点）", "甲 9/10（帮人做 33）", "乙（帮人做 33）"] {
            assert!(text.contains(told), "{told}: {text}");
        }
    }
    let narrow = terminal::lines(&document, &screen(34)).join("\n");
    assert!(narrow.contains("帮人做"), "there is room for a further line: {narrow}");
}
