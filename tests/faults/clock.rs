//! The clock jumps back, to 1970, to 2038 and beyond.

use super::place::Place;
use super::tally::Tally;

#[test]
fn a_clock_that_jumps_loses_nothing() {
    let mut tally = Tally::default();
    let mut place = Place::new();
    place.expect(&["done", "alpha"]);
    let mut kept = place.kept();
    let clocks = [
        "2026-11-23T09:30", // as before
        "2026-11-23T08:00", // an hour and a half back
        "2026-11-22T23:59",
        "2025-03-01T10:00",
        "1970-01-01T00:00:00Z",
        "1969-12-31T23:59:59Z", // before the Unix epoch
        "2038-01-19T03:14:07Z", // the last second in 31 bits
        "2038-01-19T03:14:08Z",
        "2106-02-07T06:28:16Z", // the first second beyond 32 bits
        "2262-04-12T00:00:00Z", // the first day that 63 bits of nanoseconds cannot represent
        "2026-11-23T10:30",     // correct again
    ];
    for (number, clock) in clocks.iter().enumerate() {
        place.now = (*clock).into();
        let ran = place.ops(&["note", "beta", &format!("at {clock}")]);
        let after = place.kept();
        assert!(kept.acts.iter().all(|(id, act)| after.acts.get(id) == Some(act)), "{clock}: {ran:?}");
        // Before the day of an adoption nothing is adopted without being told to: the clock is wrong.
        let came = after.acts.len() - kept.acts.len();
        assert_eq!(came, usize::from(ran.code == Some(0)), "{clock}: {ran:?}");
        assert!(matches!(ran.code, Some(0 | 2)), "{clock}: {ran:?}");
        tally.count(if number == 0 { "clock as before" } else { "clock jumped" }, true);
        for args in [&["today"][..], &["now"], &["log"], &["show", "alpha"]] {
            let ran = place.ops(args);
            assert!(matches!(ran.code, Some(0 | 4)), "{clock}: {args:?}: {ran:?}");
        }
        // After the clock is set back, earlier acts are in the future, which gives a remark.
        let (faults, mut remarks) = place.verified();
        remarks.retain(|remark| !remark.contains("ahead of this computer's clock"));
        assert_eq!((faults, remarks), (vec![], vec![]), "{clock}");
        kept = after;
    }
    tally.end("clocks");
}

/// With a clock that is out of order, undo still undoes the last tick entered and names it, and every tick is kept.
#[test]
fn ticks_out_of_order_are_kept() {
    let mut place = Place::new();
    place.expect(&["done", "count", "figure=1"]);
    for (number, clock) in ["2026-11-23T11:00", "2026-11-23T10:00", "2026-11-23T10:30"].iter().enumerate() {
        place.now = (*clock).into();
        place.expect(&["done", "count", &format!("figure={}", number + 2)]);
    }
    place.now = "2026-11-23T12:00".into();
    let ran = place.expect(&["undo"]);
    assert!(ran.out.contains("10:30"), "{ran:?}");
    assert_eq!(place.kept().acts.len(), 5);
}
