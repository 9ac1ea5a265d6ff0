//! What acts result in: completion, values, precedence, undo.

use crate::sample;
use ops::journal::{Act, DayFacts, Fact, OccurrenceFacts, RulingKind, fold};
use sample::*;

/// Returns the facts of `dsr@08:30`.
fn facts(acts: &[Act]) -> OccurrenceFacts<'_> {
    fold(acts).occurrences.remove(&of("dsr", "08:30")).unwrap_or_default()
}

fn skip(time: &str, reason: &str) -> Fact {
    Fact::Skip { of: of("dsr", "08:30"), at: at(time), reason: reason.to_owned() }
}

fn excuse(time: &str, reason: &str) -> Fact {
    Fact::Excuse { of: of("dsr", "08:30"), at: at(time), reason: reason.to_owned() }
}

#[test]
fn the_tick_that_fills_the_steps_completes() {
    // Given for each tick: recorded, claimed, steps. Expected: who completed it (a letter by order), and steps done.
    type Given<'a> = (&'a str, &'a str, Option<&'a [u16]>);
    let check = |given: &[Given<'_>], step_count: u16, expected: Option<&str>, done: &[u16]| {
        let acts: Vec<Act> = ["a", "b", "c", "d"]
            .iter()
            .zip(1..)
            .zip(given)
            .map(|((by, number), (recorded, claimed, steps))| act(number, by, recorded, vec![tick(claimed, *steps)]))
            .collect();
        let facts = facts(&acts);
        assert_eq!(facts.completion(step_count).map(|it| it.by), expected, "{given:?}");
        assert_eq!(facts.steps_done(step_count), done, "{given:?}");
    };
    check(&[], 3, None, &[]);
    check(&[("09:00", "09:00", None)], 3, Some("a"), &[1, 2, 3]);
    check(&[("09:00", "09:00", Some(&[1, 3]))], 3, None, &[1, 3]);
    check(&[("09:00", "09:00", Some(&[1, 3])), ("09:01", "09:01", Some(&[2]))], 3, Some("b"), &[1, 2, 3]);
    check(&[("09:00", "09:00", Some(&[1, 2, 3])), ("09:01", "09:01", None)], 3, Some("a"), &[1, 2, 3]);
    // The claimed instant decides, whatever the order of recording.
    check(&[("09:00", "09:00", Some(&[1])), ("09:01", "08:40", Some(&[2]))], 2, Some("a"), &[1, 2]);
    check(&[("09:00", "09:00", None), ("09:01", "08:40", None)], 2, Some("b"), &[1, 2]);
    // At the same instant, the id decides.
    check(&[("09:00", "08:40", None), ("09:01", "08:40", None)], 0, Some("a"), &[]);
    // A tick with only values completes nothing; without steps, any claimed step does.
    check(&[("09:00", "09:00", Some(&[])), ("09:01", "09:01", Some(&[1]))], 0, Some("b"), &[]);
    check(&[("09:00", "09:00", Some(&[]))], 0, None, &[]);
    // Steps that the task no longer has do not count.
    check(&[("09:00", "09:00", Some(&[3, 4])), ("09:01", "09:01", Some(&[1]))], 2, None, &[1]);
}

#[test]
fn the_completion_keeps_who_and_both_instants() {
    let acts = [act(1, "小李", "09:30", vec![tick("08:41", None)])];
    let done = facts(&acts).completion(0).unwrap();
    assert_eq!((done.by, done.claimed, done.recorded, done.act), ("小李", at("08:41"), at("09:30"), id(1)));
}

#[test]
fn the_last_value_counts_whatever_the_clocks() {
    let check = |given: &[(u64, &str, &str)], expected: &str| {
        let acts: Vec<Act> = given
            .iter()
            .map(|(number, recorded, value)| {
                let fact = with_values(tick("08:40", Some(&[])), &[("spend", value)]);
                act(*number, &format!("by {value}"), recorded, vec![fact])
            })
            .collect();
        let facts = facts(&acts);
        assert_eq!(
            (facts.values["spend"].text, facts.values["spend"].source.by),
            (expected, &*format!("by {expected}"))
        );
    };
    check(&[(1, "09:00", "320")], "320");
    check(&[(1, "09:00", "320"), (2, "09:01", "350")], "350");
    // A clock that was ahead or set back does not change which act responds to which.
    check(&[(1, "18:00", "320"), (2, "10:00", "350")], "350");
    check(&[(2, "09:00", "320"), (1, "09:01", "350")], "320");
    check(&[(2, "09:00", "320"), (1, "09:00", "350")], "320");

    let acts = [
        act(1, "小李", "09:00", vec![with_values(tick("09:00", None), &[("spend", "320"), ("revenue", "900")])]),
        act(2, "小王", "09:10", vec![with_values(tick("09:10", Some(&[])), &[("spend", "325")])]),
        act(3, "小王", "09:20", vec![with_values(tick("09:20", Some(&[])), &[("revenue", "1")])]),
        act(4, "小王", "09:21", vec![undo(3, None, None)]),
    ];
    let facts = facts(&acts);
    let values: Vec<_> = facts.values.iter().map(|(field, value)| (*field, value.text, value.source.by)).collect();
    assert_eq!(values, [("revenue", "900", "小李"), ("spend", "325", "小王")], "each field its own, undone ones out");
    assert_eq!(facts.completion(0).unwrap().claimed, at("09:00"), "amending moves no completion");
}

#[test]
fn the_last_of_skip_and_excuse_rules() {
    let check = |given: Vec<Vec<Fact>>, expected: Option<(RulingKind, &str)>| {
        let acts: Vec<Act> = given.into_iter().zip(1..).map(|(facts, n)| act(n, "小李", "10:00", facts)).collect();
        assert_eq!(facts(&acts).ruling.map(|it| (it.kind, it.reason)), expected);
    };
    check(vec![], None);
    check(vec![vec![skip("09:00", "a")]], Some((RulingKind::Skip, "a")));
    check(vec![vec![skip("09:00", "a")], vec![excuse("09:01", "b")]], Some((RulingKind::Excuse, "b")));
    // Regardless of the claimed instant.
    check(vec![vec![skip("09:20", "a")], vec![excuse("09:12", "b")]], Some((RulingKind::Excuse, "b")));
    check(vec![vec![skip("09:00", "a")], vec![excuse("09:00", "b")]], Some((RulingKind::Excuse, "b")));
    check(vec![vec![skip("09:00", "a"), skip("09:00", "b")]], Some((RulingKind::Skip, "b")));
    check(
        vec![vec![skip("09:00", "a")], vec![skip("09:01", "b")], vec![undo(2, None, None)]],
        Some((RulingKind::Skip, "a")),
    );
}

#[test]
fn notes_stand_in_the_order_in_which_they_were_said() {
    let note = |time, text: &str| Fact::Note { of: of("dsr", "08:30"), at: at(time), text: text.to_owned() };
    let acts = [
        act(1, "小李", "10:00", vec![note("09:30", "first"), note("09:30", "second")]),
        act(2, "小王", "10:01", vec![note("09:00", "third")]),
    ];
    assert_eq!(facts(&acts).notes.iter().map(|it| it.text).collect::<Vec<_>>(), ["first", "second", "third"]);
}

#[test]
fn a_one_off_is_what_was_added_first_until_that_is_taken_back() {
    let ticked = Fact::Tick { of: of("+k7", "any"), at: at("10:00"), steps: None, values: Default::default() };
    let acts = [
        act(3, "小王", "09:10", vec![add("+k7", "any", "09:00", "later")]),
        act(2, "小李", "09:00", vec![tick("09:00", None), add("+k7", "any", "09:00", "first")]),
        act(4, "小李", "10:00", vec![ticked]),
    ];
    let check = |undos: Vec<Act>, expected: Option<(&str, &str)>| {
        let acts: Vec<Act> = undos.into_iter().chain(acts.clone()).collect();
        let state = fold(&acts);
        let added = state
            .occurrences
            .values()
            .find_map(|facts| facts.added)
            .map(|added| (added.one_off.title.as_str(), added.source.by));
        assert_eq!(added, expected);
        assert!(state.occurrences[&of("+k7", "any")].completion(0).is_some(), "what was said of it stays");
    };
    let undone = |number, act| self::act(number, "小李", "11:00", vec![undo(act, None, None)]);
    check(vec![], Some(("first", "小李")));
    check(vec![undone(5, 2)], Some(("later", "小王")));
    check(vec![undone(5, 2), undone(6, 3)], None);
    let only = self::act(5, "小李", "11:00", vec![undo(2, Some(of("dsr", "08:30")), None)]);
    check(vec![only], Some(("first", "小李")));
}

#[test]
fn an_undo_takes_back_what_it_names() {
    let other = Fact::Tick { of: of("ztc", "any"), at: at("09:00"), steps: None, values: Default::default() };
    let both = act(1, "小李", "09:00", vec![tick("09:00", None), other]);
    // Expected: the occurrences that still have facts, and the number of undos with an effect.
    let check = |undos: Vec<Act>, expected: &[&str], undone: usize| {
        let acts: Vec<Act> = undos.into_iter().chain([both.clone()]).collect();
        let state = fold(&acts);
        assert_eq!(state.in_order().iter().map(|(of, _)| of.task.as_str()).collect::<Vec<_>>(), expected);
        assert_eq!(state.undone.len(), undone);
    };
    check(vec![], &["dsr", "ztc"], 0);
    check(vec![act(2, "小李", "09:01", vec![undo(1, None, None)])], &[], 1);
    check(vec![act(2, "小李", "09:01", vec![undo(1, Some(of("dsr", "08:30")), None)])], &["ztc"], 1);
    check(vec![act(2, "小李", "09:01", vec![undo(1, Some(of("dsr", "09:00")), None)])], &["dsr", "ztc"], 0);
    // An undo may be recorded earlier; one whose act has not arrived has no effect yet.
    check(vec![act(2, "小李", "08:00", vec![undo(1, None, None)])], &[], 1);
    check(vec![act(2, "小李", "09:01", vec![undo(99, None, None)])], &["dsr", "ztc"], 0);
    // An undo cannot be undone.
    let undone_undo =
        vec![act(2, "小李", "09:01", vec![undo(1, None, None)]), act(3, "小李", "09:02", vec![undo(2, None, None)])];
    check(undone_undo, &[], 1);
}

#[test]
fn what_someone_else_takes_back_is_returned() {
    let acts = [
        act(1, "小李", "09:00", vec![tick("09:00", None)]),
        act(2, "小王", "09:30", vec![undo(1, None, Some("图片没换"))]),
        act(3, "小李", "09:40", vec![tick("09:40", None)]),
        act(4, "小李", "09:41", vec![undo(3, None, None)]),
    ];
    let state = fold(&acts);
    let told: Vec<_> = state.undone_of("dsr", "08:30").map(|it| (it.is_returned(), it.by, it.reason)).collect();
    assert_eq!(told, [(true, "小王", Some("图片没换")), (false, "小李", None)]);
    assert_eq!(state.undone[0].recorded, at("09:30"));
    assert_eq!(state.undone_of("ztc", "any").count(), 0);
}

/// Two people return the same act without knowing of each other.
#[test]
fn what_is_taken_back_twice_counts_once() {
    let other = Fact::Tick { of: of("ztc", "any"), at: at("09:00"), steps: None, values: Default::default() };
    let both = act(1, "小李", "09:00", vec![tick("09:00", None), other]);
    // Expected: who undid what, by the undo's id.
    let check = |undos: &[(u64, &str, Option<&str>)], expected: &[(&str, &[&str])]| {
        let undo = |(number, by, only): &(u64, &str, Option<&str>)| {
            let only = only.map(|task| of(task, if task == "dsr" { "08:30" } else { "any" }));
            act(*number, by, "09:30", vec![undo(1, only, None)])
        };
        let acts: Vec<Act> = std::iter::once(both.clone()).chain(undos.iter().map(undo)).collect();
        let state = fold(&acts);
        let said: Vec<(&str, Vec<&str>)> =
            state.undone.iter().map(|it| (it.by, it.occurrences().map(|of| of.task.as_str()).collect())).collect();
        let expected: Vec<_> = expected.iter().map(|(by, tasks)| (*by, tasks.to_vec())).collect();
        assert_eq!(said, expected, "{undos:?}");
    };
    check(&[(2, "小王", None), (3, "小张", None)], &[("小王", &["dsr", "ztc"])]);
    check(&[(3, "小王", None), (2, "小张", None)], &[("小张", &["dsr", "ztc"])]);
    check(&[(2, "小王", Some("ztc")), (3, "小张", None)], &[("小王", &["ztc"]), ("小张", &["dsr"])]);
    check(&[(2, "小王", Some("ztc")), (3, "小张", Some("ztc"))], &[("小王", &["ztc"])]);
    // If both its author and someone else undo it, it was returned.
    check(&[(2, "小李", None), (3, "小张", None)], &[("小张", &["dsr", "ztc"])]);
    check(&[(2, "小李", None), (3, "小张", Some("dsr"))], &[("小李", &["ztc"]), ("小张", &["dsr"])]);
}

#[test]
fn the_last_live_act_is_what_undo_takes_back() {
    let other = |time| Fact::Tick { of: of("ztc", "any"), at: at(time), steps: None, values: Default::default() };
    let acts = [
        act(1, "小李", "09:00", vec![tick("09:00", None), other("09:00")]),
        act(2, "小王", "09:10", vec![tick("09:10", None)]),
        act(3, "小李", "09:20", vec![other("09:20")]),
        act(4, "小李", "09:30", vec![undo(3, None, None)]),
        act(5, "小李", "09:40", vec![undo(1, Some(of("ztc", "any")), None)]),
    ];
    fn check(state: &DayFacts<'_>, by: &str, expected: Option<(u64, usize)>) {
        let found = state.live_acts().find(|(act, _)| act.by == by).map(|(act, facts)| (act.id, facts.len()));
        assert_eq!(found, expected.map(|(number, facts)| (id(number), facts)), "{by}");
    }
    let upto = |count: usize| fold(&acts[..count]);
    check(&upto(0), "小李", None);
    check(&upto(3), "小李", Some((3, 1)));
    check(&upto(3), "小王", Some((2, 1)));
    check(&upto(4), "小李", Some((1, 2)));
    check(&upto(5), "小李", Some((1, 1)));
    check(&upto(5), "小张", None);
}
