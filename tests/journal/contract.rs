//! The contract of every journal. Add a new kind of journal at the end to test all of it.

use crate::sample;
use ops::calendar::DayRange;
use ops::journal::{Draft, Fact, Journal, JournalFailure, bundle_digest};
use sample::*;

fn an_empty_journal_has_nothing(journal: &dyn Journal) {
    assert_eq!(read(journal), []);
    assert_eq!(journal.days(CHECKLIST, ever()).unwrap(), []);
    assert!(journal.checklists().unwrap().is_empty());
    let reading = journal.adoptions(CHECKLIST).unwrap();
    assert_eq!((reading.adoptions, reading.faults), (vec![], vec![]));
}

fn what_is_appended_is_read_back(journal: &dyn Journal) {
    let draft = draft(1, "小李 \"the\n\u{1b}[31m\"", "09:05:07.123999", one_of_each());
    let act = journal.append(&draft).unwrap();
    assert_eq!(read(journal), std::slice::from_ref(&act));
    assert_eq!((act.id, act.n, &act.by, &act.facts), (draft.id, 1, &draft.by, &draft.facts));
    assert_eq!(act.recorded_at, at("09:05:07.123"), "to the millisecond");
    assert_eq!(act.recorded_at.offset(), draft.recorded_at.offset());
}

fn acts_are_numbered_by_day(journal: &dyn Journal) {
    let number = |number: u64, on: &str| {
        let draft = Draft { day: day(on), ..draft(number, "小李", "08:41", vec![tick("08:41", None)]) };
        journal.append(&draft).unwrap().n
    };
    assert_eq!([number(1, "2026-11-23"), number(2, "2026-11-23"), number(3, "2026-11-24")], [1, 2, 1]);
}

fn acts_are_given_by_id_whatever_the_clocks(journal: &dyn Journal) {
    for (number, time) in [(4, "09:00"), (3, "08:00"), (2, "10:00"), (1, "10:00")] {
        journal.append(&draft(number, "小李", time, vec![tick(time, None)])).unwrap();
    }
    assert_eq!(read(journal).iter().map(|act| act.id).collect::<Vec<_>>(), [id(1), id(2), id(3), id(4)]);
}

fn days_and_checklists_are_kept_apart(journal: &dyn Journal) {
    let base = draft(1, "小李", "08:41", vec![tick("08:41", None)]);
    for (number, checklist, on) in [
        (1, CHECKLIST, "2026-11-23"),
        (2, CHECKLIST, "2025-12-31"),
        (3, "other", "2026-11-23"),
        (4, CHECKLIST, "2026-12-01"),
    ] {
        let draft = Draft { id: id(number), checklist: checklist.into(), day: day(on), ..base.clone() };
        journal.append(&draft).unwrap();
    }
    assert_eq!(read(journal).iter().map(|act| act.id).collect::<Vec<_>>(), [id(1)]);
    assert_eq!(journal.checklists().unwrap(), ["other", CHECKLIST]);
    let check = |first: &str, last: &str, expected: &[&str]| {
        let range = DayRange { first: day(first), last: day(last) };
        let expected: Vec<_> = expected.iter().map(|it| day(it)).collect();
        assert_eq!(journal.days(CHECKLIST, range).unwrap(), expected, "{first}..{last}");
    };
    check("2025-01-01", "2027-01-01", &["2025-12-31", "2026-11-23", "2026-12-01"]);
    check("2026-01-01", "2026-11-23", &["2026-11-23"]);
    check("2026-11-24", "2026-11-30", &[]);
    check("2025-12-31", "2025-12-31", &["2025-12-31"]);
}

fn what_cannot_be_read_back_is_refused(journal: &dyn Journal) {
    let good = draft(1, "小李", "08:41", vec![tick("08:41", None)]);
    let refused = |draft: Draft, expected: JournalFailure| {
        assert_eq!(journal.append(&draft).unwrap_err().failure, expected, "{draft:?}");
    };
    refused(Draft { facts: vec![], ..good.clone() }, JournalFailure::Unwritable);
    refused(Draft { facts: vec![tick("08:41", Some(&[0]))], ..good.clone() }, JournalFailure::Unwritable);
    for (key, slot, title) in
        [("k7", "any", "x"), ("+", "any", "x"), ("+K", "any", "x"), ("+k", "8:30", "x"), ("+k", "any", " ")]
    {
        refused(Draft { facts: vec![add(key, slot, "08:41", title)], ..good.clone() }, JournalFailure::Unwritable);
    }
    refused(Draft { by: "x".repeat(1 << 20).into(), ..good.clone() }, JournalFailure::Unwritable);
    refused(Draft { day: day("+10000-01-01"), ..good.clone() }, JournalFailure::Unwritable);
    for checklist in ["", "..", "a/b", ".git", "nul"] {
        refused(Draft { checklist: checklist.into(), ..good.clone() }, JournalFailure::BadName);
        assert_eq!(journal.read_day(checklist, monday()).unwrap_err().failure, JournalFailure::BadName);
    }
    assert_eq!(read(journal), []);
    assert_eq!(journal.append(&good).unwrap().n, 1, "a refused act takes no number");
}

fn one_id_is_read_once(journal: &dyn Journal) {
    let draft = draft(1, "小李", "08:41", vec![tick("08:41", None)]);
    journal.append(&draft).unwrap();
    journal.append(&draft).unwrap();
    assert_eq!(journal.read_day(CHECKLIST, monday()).unwrap().acts.len(), 1);
}

fn an_undo_is_one_more_act(journal: &dyn Journal) {
    journal.append(&draft(1, "小李", "08:41", vec![tick("08:41", None)])).unwrap();
    journal.append(&draft(2, "小李", "08:42", vec![undo(1, None, None)])).unwrap();
    let acts = read(journal);
    assert!(matches!((&acts[0].facts[0], &acts[1].facts[0]), (Fact::Tick { .. }, Fact::Undo { .. })));
}

/// A range, and the ids of the expected acts by day.
type OneOffsOf<'a> = (&'a str, &'a str, &'a [(&'a str, &'a [u64])]);

fn one_offs_are_found_over_days_with_all_that_was_said_of_them(journal: &dyn Journal) {
    let of_key =
        |time: &str| Fact::Tick { of: of("+k7", "any"), at: at(time), steps: None, values: Default::default() };
    let note = Fact::Note { of: of("dsr", "08:30"), at: at("09:00"), text: r#""task":"+k7""#.to_owned() };
    let acts = [
        // A day without one-offs; the note only looks like one, and the undo concerns none.
        (1, "2026-11-02", vec![note]),
        (2, "2026-11-02", vec![undo(1, None, None)]),
        // Added while ticking, done, undone; the tick of another task and its undo are unrelated.
        (3, "2026-10-31", vec![tick("08:40", None), add("+k7", "any", "08:40", "打折标签过期")]),
        (4, "2026-10-31", vec![tick("09:00", None)]),
        (5, "2026-10-31", vec![of_key("09:30")]),
        (6, "2026-10-31", vec![undo(5, None, None)]),
        (7, "2026-10-31", vec![undo(4, None, None)]),
        // Acts about a one-off that does not exist (yet).
        (8, "2026-11-23", vec![of_key("09:30"), undo(4, None, None)]),
        (9, "2025-11-23", vec![add("+k7", "08:30", "08:40", "关键词模板")]),
    ];
    for (number, on, facts) in acts {
        journal.append(&Draft { day: day(on), ..draft(number, "小李", "10:00", facts) }).unwrap();
    }
    let other =
        Draft { checklist: "other".into(), ..draft(10, "小李", "10:00", vec![add("+k", "any", "09:00", "x")]) };
    journal.append(&other).unwrap();
    let check = |(first, last, expected): OneOffsOf<'_>| {
        let range = DayRange { first: day(first), last: day(last) };
        let found = journal.one_offs(CHECKLIST, range).unwrap();
        assert!(found.iter().all(|(_, reading)| reading.faults.is_empty()), "{found:?}");
        let ids: Vec<_> =
            found.iter().map(|(day, it)| (*day, it.acts.iter().map(|act| act.id).collect::<Vec<_>>())).collect();
        let expected: Vec<_> =
            expected.iter().map(|(on, ids)| (day(on), ids.iter().copied().map(id).collect::<Vec<_>>())).collect();
        assert_eq!(ids, expected, "{first}..{last}");
    };
    check(("2025-01-01", "2026-12-31", &[("2025-11-23", &[9]), ("2026-10-31", &[3, 5, 6]), ("2026-11-23", &[8])]));
    check(("2026-10-31", "2026-11-22", &[("2026-10-31", &[3, 5, 6])]));
    check(("2026-11-01", "2026-11-22", &[]));
    assert_eq!(journal.one_offs("none", ever()).unwrap(), []);
    assert_eq!(journal.one_offs("..", ever()).unwrap_err().failure, JournalFailure::BadName);
}

fn adoptions_keep_their_texts(journal: &dyn Journal) {
    let texts =
        bundle(&[("ops.toml", "id = \"taobao\"\r\n"), ("more.toml", ""), ("子/again.toml", "id = \"taobao\"\r\n")]);
    let other = bundle(&[("ops.toml", "id = \"taobao\" # 改")]);
    let second = journal.adopt(&adoption(2, "2026-11-24", "08:00"), &other).unwrap();
    let first = journal.adopt(&adoption(1, "2026-11-23", "09:00:00.0009"), &texts).unwrap();
    assert_eq!((second.n, first.n), (1, 2));
    assert_eq!(first.recorded_at, at("09:00"), "to the millisecond");
    assert_eq!(first.digest(), bundle_digest(&texts, "Asia/Shanghai"));
    assert_ne!(first.digest(), bundle_digest(&texts, "Asia/Tokyo"));
    assert_eq!(journal.bundle(&first).unwrap(), texts);
    assert_eq!(journal.bundle(&second).unwrap(), other);
    let reading = journal.adoptions(CHECKLIST).unwrap();
    assert_eq!((reading.adoptions, reading.faults), (vec![first, second], vec![]));
    assert_eq!(journal.checklists().unwrap(), [CHECKLIST]);
    assert_eq!(journal.days(CHECKLIST, ever()).unwrap(), []);
}

fn an_adoption_that_cannot_be_kept_is_refused(journal: &dyn Journal) {
    let draft = adoption(1, "2026-11-23", "08:00");
    for texts in [bundle(&[]), bundle(&[("a\nb", "")])] {
        assert_eq!(journal.adopt(&draft, &texts).unwrap_err().failure, JournalFailure::Unwritable);
    }
    assert_eq!(journal.adoptions(CHECKLIST).unwrap().adoptions, []);
}

macro_rules! contract {
    ($kind:ident, $with:expr, $($clause:ident),+) => {
        mod $kind {
            $(#[test] fn $clause() { $with(&super::$clause); })+
        }
    };
    ($($clause:ident),+ $(,)?) => {
        contract!(memory, super::in_memory, $($clause),+);
        contract!(folder, super::in_a_folder, $($clause),+);
    };
}

fn in_memory(clause: &dyn Fn(&dyn Journal)) {
    clause(&ops::journal::Memory::new());
}

fn in_a_folder(clause: &dyn Fn(&dyn Journal)) {
    let place = tempfile::tempdir().unwrap();
    let folder = folder(&place.path().join("not/yet/there"), "ab12cd34");
    clause(&folder);
}

contract!(
    an_empty_journal_has_nothing,
    what_is_appended_is_read_back,
    acts_are_numbered_by_day,
    acts_are_given_by_id_whatever_the_clocks,
    days_and_checklists_are_kept_apart,
    what_cannot_be_read_back_is_refused,
    one_id_is_read_once,
    an_undo_is_one_more_act,
    one_offs_are_found_over_days_with_all_that_was_said_of_them,
    adoptions_keep_their_texts,
    an_adoption_that_cannot_be_kept_is_refused,
);
