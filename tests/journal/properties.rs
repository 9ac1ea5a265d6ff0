//! Properties of any acts: the fold ignores order and duplicates, undo restores, folders merge by copying.

use crate::sample;
use chrono::{DateTime, FixedOffset, NaiveTime, TimeDelta};
use ops::calendar::Day;
use ops::journal::{Act, ActId, AdoptionDraft, Draft, Fact, Journal, LogicalTime, Memory, Occurrence, fold, in_force};
use ops::plan::OneOff;
use proptest::collection::{btree_map, vec};
use proptest::prelude::*;
use sample::*;
use std::collections::BTreeSet;
use std::fs;

/// Few tasks, instants, people and ids, so that they often coincide.
fn any_fact() -> impl Strategy<Value = Fact> {
    let of = (0..3usize, 0..2usize).prop_map(|(task, slot)| of(["dsr", "ztc", "+k7"][task], ["08:30", "any"][slot]));
    let time = (0..4u32).prop_map(|minute| at(&format!("09:0{minute}")));
    let values = btree_map("[ab]", "[0-9]{1,2}", 0..2);
    let steps = proptest::option::of(vec(1..4u16, 0..3));
    let tick = (of.clone(), time.clone(), steps, values).prop_map(|(of, at, steps, values)| Fact::Tick {
        of,
        at,
        steps,
        values,
    });
    let skip = (of.clone(), time.clone(), "[xy]").prop_map(|(of, at, reason)| Fact::Skip { of, at, reason });
    let excuse = (of.clone(), time.clone(), "[xy]").prop_map(|(of, at, reason)| Fact::Excuse { of, at, reason });
    let note = (of.clone(), time.clone(), "[xy]").prop_map(|(of, at, text)| Fact::Note { of, at, text });
    let add = (any_one_off(of.clone()), 0..2usize, 0..2usize, time).prop_map(|(one_off, key, slot, at)| Fact::Add {
        of: self::of(
            ["+k7", "+m2"][key],
            ["08:30", "any"][match (one_off.due, one_off.end) {
                (Some(_), _) => 1,
                (None, Some(_)) => 0,
                (None, None) => slot,
            }],
        ),
        at,
        one_off: Box::new(one_off),
    });
    let undo = (0..12u64, proptest::option::of(of), proptest::option::of("[xy]"))
        .prop_map(|(act, only, reason)| Fact::Undo { act: id(act), only, reason });
    prop_oneof![4 => tick, 1 => skip, 1 => excuse, 1 => note, 2 => add, 2 => undo]
}

fn any_one_off(of: impl Strategy<Value = Occurrence>) -> impl Strategy<Value = OneOff> {
    let end = proptest::option::of(9..12u32).prop_map(|hour| NaiveTime::from_hms_opt(hour?, 0, 0));
    let said = || proptest::option::of("[xy]");
    let due = proptest::option::of(25..30u32).prop_map(|day| Day::from_ymd_opt(2026, 11, day?));
    ("[xy]", due, end, said(), 0..=31u8, proptest::option::of(of), said()).prop_map(
        |(title, due, end, assignee, carry, found, note)| OneOff { title, due, end, assignee, carry, found, note },
    )
}

fn any_act(ids: std::ops::Range<u64>) -> impl Strategy<Value = Act> {
    (ids, 0..3usize, 0..4u32, vec(any_fact(), 1..3)).prop_map(|(number, by, minute, facts)| {
        act(number, ["小李", "小王", "小张"][by], &format!("10:0{minute}"), facts)
    })
}

/// Generates acts with some duplicate ids, whose contents may differ.
fn any_acts() -> impl Strategy<Value = Vec<Act>> {
    vec(any_act(0..12), 0..12)
}

/// Generates acts with unique ids.
fn different_acts() -> impl Strategy<Value = Vec<Act>> {
    any_acts().prop_map(|acts| {
        let mut seen = BTreeSet::new();
        acts.into_iter().filter(|act| seen.insert(act.id)).collect()
    })
}

fn as_draft(act: &Act) -> Draft {
    Draft {
        id: act.id,
        checklist: act.checklist.clone(),
        site: act.site.clone(),
        day: act.day,
        by: act.by.clone(),
        recorded_at: act.recorded_at,
        under: act.links.and_then(|links| links.under),
        facts: act.facts.clone(),
    }
}

proptest! {
    #[test]
    fn any_text_is_read_back(by in any::<String>(), text in any::<String>(), field in any::<String>()) {
        let note = Fact::Note { of: of(&field, &text), at: at("08:41"), text: text.clone() };
        let values = with_values(tick("08:41", Some(&[])), &[(&field, &text)]);
        let draft = draft(1, &by, "08:41", vec![note, values]);
        let journal = ops::journal::Memory::new();
        // The returned act has been written as a line and read back.
        let act = journal.append(&draft).unwrap();
        prop_assert_eq!(as_draft(&act), draft);
    }

    #[test]
    fn order_and_doubles_make_no_difference(
        (acts, other) in any_acts().prop_flat_map(|acts| {
            let doubled = [acts.clone(), acts.clone()].concat();
            (Just(acts), Just(doubled).prop_shuffle())
        })
    ) {
        prop_assert_eq!(fold(&acts), fold(&other));
    }

    #[test]
    fn undo_restores_the_state_before(acts in different_acts(), last in any_act(100..101)) {
        // An act that undoes something cannot be restored, because an undo cannot be undone.
        prop_assume!(last.facts.iter().all(|fact| fact.occurrence().is_some()));
        let after: Vec<Act> = acts
            .iter()
            .cloned()
            .chain([last.clone(), act(101, "小李", "11:00", vec![undo(100, None, None)])])
            .collect();
        let (before, after) = (fold(&acts), fold(&after));
        prop_assert_eq!(&before.occurrences, &after.occurrences);
        prop_assert_eq!(before.undone.len() + 1, after.undone.len());
    }

    #[test]
    fn what_undo_takes_back_is_live_until_then(acts in different_acts()) {
        let state = fold(&acts);
        if let Some((last, live)) = state.live_acts().find(|(act, _)| act.by == "小李") {
            prop_assert!(!live.is_empty());
            let more: Vec<Act> =
                acts.iter().cloned().chain([act(101, "小李", "11:00", vec![undo_of(last)])]).collect();
            let after = fold(&more);
            let held = |of| after.occurrences.get(of).is_some_and(|facts| facts.ticks.iter().any(|it| it.source.act == last.id));
            prop_assert!(!live.iter().filter_map(|fact| fact.occurrence()).any(held));
            prop_assert_ne!(after.live_acts().find(|(act, _)| act.by == "小李").map(|(act, _)| act.id), Some(last.id));
        }
    }

    #[test]
    fn the_adoption_in_force_does_not_depend_on_their_order(
        days in vec((20..28u32, 0..3u32), 1..6).prop_shuffle(), asked in 19..29u32
    ) {
        let place = ops::journal::Memory::new();
        let adopted: Vec<_> = days
            .iter()
            .zip(0..)
            .map(|((day, minute), number)| {
                let draft = adoption(number, &format!("2026-11-{day}"), &format!("10:0{minute}"));
                place.adopt(&draft, &bundle(&[("ops.toml", &number.to_string())])).unwrap()
            })
            .collect();
        let asked = day(&format!("2026-11-{asked}"));
        let expected = adopted
            .iter()
            .filter(|it| it.day <= asked)
            .max_by_key(|it| it.id);
        prop_assert_eq!(in_force(&adopted, asked), expected);
        let given = place.adoptions(CHECKLIST).unwrap().adoptions;
        prop_assert_eq!(in_force(&given, asked), expected);
        prop_assert_eq!(ops::journal::first_adoption(&adopted), adopted.iter().min_by_key(|it| (it.day, it.id)));
    }
}

/// One person's act: by which clock, and whose acts they had received just before.
#[derive(Debug, Clone)]
struct Step {
    who: usize,
    /// Offset from the true time in milliseconds. True time advances by a second per step; clocks are years off.
    off: i64,
    from: Vec<usize>,
    said: Said,
}

#[derive(Debug, Clone)]
enum Said {
    Value,
    Skip,
    Excuse,
    /// A version, from the November day that its author's clock and zone took for today.
    Adoption(u32),
}

fn any_steps() -> impl Strategy<Value = Vec<Step>> {
    const DECADE: i64 = 315_576_000_000;
    let off = prop_oneof![Just(0), -2000..2000i64, -DECADE..DECADE];
    let said =
        prop_oneof![Just(Said::Value), Just(Said::Skip), Just(Said::Excuse), (20..28u32).prop_map(Said::Adoption)];
    let step =
        (0..3usize, off, vec(0..3usize, 0..3), said).prop_map(|(who, off, from, said)| Step { who, off, from, said });
    vec(step, 1..16)
}

/// A step as recorded, with the ids of all acts its author could see.
struct Done {
    id: ActId,
    seen: BTreeSet<ActId>,
    clock: DateTime<FixedOffset>,
    step: Step,
}

/// Runs three writers, each of whom knows the acts they wrote and received.
fn play(steps: &[Step]) -> Vec<Done> {
    let mut known: [BTreeSet<ActId>; 3] = Default::default();
    let mut done = Vec::new();
    for (second, step) in (0..).zip(steps) {
        for from in &step.from {
            let received = known[*from].clone();
            known[step.who].extend(received);
        }
        let clock = at("08:30") + TimeDelta::seconds(second) + TimeDelta::milliseconds(step.off);
        let seen = known[step.who].clone();
        let time = seen.iter().filter_map(|id| LogicalTime::of(*id)).max().unwrap_or_default().next(clock.to_utc());
        // These random bits sort in reverse order.
        let id = time.id(u64::MAX - u64::try_from(second).unwrap());
        known[step.who].insert(id);
        done.push(Done { id, seen, clock, step: step.clone() });
    }
    done
}

/// Whether nobody who could see the deciding act responded to it; `is_it` selects the steps that would.
fn nobody_answered(done: &[Done], counts: Option<ActId>, is_it: impl Fn(&Said) -> bool) -> bool {
    let such = || done.iter().filter(|it| is_it(&it.step.said));
    match counts {
        None => such().next().is_none(),
        Some(counts) => such().any(|it| it.id == counts) && such().all(|it| !it.seen.contains(&counts)),
    }
}

proptest! {
    /// Whatever the clocks, an act that responds to a visible act overrides it.
    #[test]
    fn an_answer_comes_after_what_it_answers_whatever_the_clocks(steps in any_steps(), asked in 19..29u32) {
        let done = play(&steps);
        let (acts, adopted) = (Memory::new(), Memory::new());
        for it in &done {
            let of = of("dsr", "08:30");
            let (at, reason) = (it.clock, String::new());
            let fact = match it.step.said {
                Said::Value => with_values(tick("08:40", Some(&[])), &[("spend", "1")]),
                Said::Skip => Fact::Skip { of, at, reason },
                Said::Excuse => Fact::Excuse { of, at, reason },
                Said::Adoption(day) => {
                    let draft = adoption(0, &format!("2026-11-{day}"), "08:30");
                    let draft = AdoptionDraft { id: it.id, recorded_at: it.clock, ..draft };
                    adopted.adopt(&draft, &bundle(&[("ops.toml", "")])).unwrap();
                    continue;
                }
            };
            acts.append(&Draft { id: it.id, recorded_at: it.clock, ..draft(0, "小李", "08:30", vec![fact]) }).unwrap();
        }
        let acts = read(&acts);
        let state = fold(&acts);
        let facts = state.occurrences.get(&of("dsr", "08:30")).cloned().unwrap_or_default();
        let value = facts.values.get("spend").map(|it| it.source.act);
        prop_assert!(nobody_answered(&done, value, |said| matches!(said, Said::Value)));
        let ruling = facts.ruling.map(|it| it.source.act);
        prop_assert!(nobody_answered(&done, ruling, |said| matches!(said, Said::Skip | Said::Excuse)));
        let last = state.live_acts().find(|(act, _)| act.by == "小李").map(|(act, _)| act.id);
        prop_assert!(nobody_answered(&done, last, |said| !matches!(said, Said::Adoption(_))));
        let adoptions = adopted.adoptions(CHECKLIST).unwrap().adoptions;
        let holds = in_force(&adoptions, day(&format!("2026-11-{asked}"))).map(|it| it.id);
        prop_assert!(nobody_answered(&done, holds, |said| matches!(said, Said::Adoption(day) if *day <= asked)));
        // Every id is unique, and no clock's year overflows it.
        prop_assert_eq!(done.iter().map(|it| it.id).collect::<BTreeSet<_>>().len(), done.len());
        prop_assert!(done.iter().all(|it| LogicalTime::of(it.id).is_some()));
    }
}

fn undo_of(act: &Act) -> Fact {
    Fact::Undo { act: act.id, only: None, reason: None }
}

proptest! {
    // Each case syncs files.
    #![proptest_config(ProptestConfig::with_cases(24))]

    /// Three writers worked separately, in any order, over a few days.
    #[test]
    fn one_offs_of_many_days_do_not_depend_on_who_wrote_where(
        acts in different_acts(), writers in vec(0..3usize, 12), days in vec(0..4usize, 12)
    ) {
        let places: [tempfile::TempDir; 3] = std::array::from_fn(|_| tempfile::tempdir().unwrap());
        let names = ["ab12cd34", "zz00zz00", "00000000"];
        let memory = Memory::new();
        for ((act, writer), on) in acts.iter().zip(writers).zip(days) {
            let on = day(["2026-10-30", "2026-10-31", "2026-11-01", "2026-11-23"][on]);
            let draft = Draft { day: on, ..as_draft(act) };
            memory.append(&draft).unwrap();
            folder(places[writer].path(), names[writer]).append(&draft).unwrap();
        }
        let all = tempfile::tempdir().unwrap();
        for month in ["taobao/2026/10", "taobao/2026/11"] {
            fs::create_dir_all(all.path().join(month)).unwrap();
            let files = places.iter().flat_map(|place| fs::read_dir(place.path().join(month)).into_iter().flatten());
            for file in files.map(Result::unwrap) {
                fs::copy(file.path(), all.path().join(month).join(file.file_name())).unwrap();
            }
        }
        let merged = folder(all.path(), "ab12cd34").one_offs(CHECKLIST, ever()).unwrap();
        // The same acts in one journal, read directly.
        let expected = memory.one_offs(CHECKLIST, ever()).unwrap();
        let said = |found: &[(ops::calendar::Day, ops::journal::DayReading)]| -> Vec<_> {
            found.iter().map(|(day, it)| (*day, it.acts.iter().map(as_draft).collect::<Vec<_>>())).collect()
        };
        prop_assert_eq!(said(&merged), said(&expected));
        // They result in the same state as the whole days.
        for (day, reading) in &merged {
            let whole = memory.read_day(CHECKLIST, *day).unwrap().acts;
            let (found, whole) = (fold(&reading.acts), fold(&whole));
            let one_offs = |of: &&Occurrence| ops::checklist::is_one_off(&of.task);
            let keys = |facts: &ops::journal::DayFacts| {
                facts.in_order().into_iter().map(|(of, _)| of).filter(one_offs).cloned().collect::<Vec<_>>()
            };
            prop_assert_eq!(keys(&found), keys(&whole));
            for key in keys(&found) {
                let (found, whole) = (&found.occurrences[&key], &whole.occurrences[&key]);
                prop_assert_eq!(found.completion(0).map(|it| it.act), whole.completion(0).map(|it| it.act));
                prop_assert_eq!(found.ruling.map(|it| it.source.act), whole.ruling.map(|it| it.source.act));
                prop_assert_eq!(found.added, whole.added);
            }
        }
    }

    #[test]
    fn folders_merge_by_copying(acts in different_acts(), split in 0..12usize, shared in 0..12usize) {
        let (one, other) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let (a, b) = (folder(one.path(), "ab12cd34"), folder(other.path(), "zz00zz00"));
        let split = split.min(acts.len());
        // Some acts are in both, as after an earlier merge.
        let shared = shared.min(split);
        for (journal, part) in [(&a, &acts[..split]), (&b, &acts[split - shared..])] {
            for act in part {
                journal.append(&as_draft(act)).unwrap();
            }
        }
        let (of_a, of_b) = (read(&a), read(&b));
        let month = "taobao/2026/11";
        fs::create_dir_all(one.path().join(month)).unwrap();
        for entry in fs::read_dir(other.path().join(month)).into_iter().flatten() {
            let entry = entry.unwrap();
            fs::copy(entry.path(), one.path().join(month).join(entry.file_name())).unwrap();
        }
        let merged = a.read_day(CHECKLIST, monday()).unwrap().acts;
        let ids = |acts: &[Act]| acts.iter().map(|act| act.id).collect::<BTreeSet<_>>();
        prop_assert_eq!(ids(&merged), ids(&acts));
        prop_assert_eq!(merged.len(), acts.len());
        let both: Vec<Act> = of_a.into_iter().chain(of_b).collect();
        prop_assert_eq!(fold(&merged), fold(&both));
        // The acts are distinct, so merging loses nothing except the writers' numbers.
        prop_assert_eq!(fold(&merged).occurrences, fold(&acts).occurrences);
    }
}
