//! Fuzzes lines of the journal: any content of a day file can be read; what was read is written and read back
//! unchanged; and the resulting state depends on neither order nor repetition.
//!
//! A line with a wrong checksum is rejected early, so lines that end before their checksum get the correct one here:
//! the fuzzer cannot guess a CRC, but a forger can compute it.

#![no_main]

use libfuzzer_sys::fuzz_target;
use ops::journal::{self, Act, fold, read_act_lines, read_adoption_lines, write_act_line, write_adoption_line};
use ops::language::Lang;

fuzz_target!(|bytes: &[u8]| {
    let bytes = summed(bytes);
    let reading = read_act_lines(&bytes);
    for fault in &reading.faults {
        assert!(!fault.text().in_lang(Lang::En).is_empty());
    }
    let mut again = String::new();
    for act in &reading.acts {
        // Other spellings of the same JSON are accepted too, so compare acts, not bytes.
        let line = write_act_line(act).expect("what was read can be written");
        assert_eq!(read_act_lines(line.as_bytes()).acts, [act.clone()], "{line}");
        again += &line;
        again += "\r\n";
    }
    let second = read_act_lines(again.as_bytes());
    assert_eq!((second.acts, second.faults), (reading.acts.clone(), Vec::new()));
    order_is_nothing(&reading.acts);

    let reading = read_adoption_lines(&bytes);
    for adoption in &reading.adoptions {
        let line = write_adoption_line(adoption).expect("what was read can be written");
        assert_eq!(read_adoption_lines(line.as_bytes()).adoptions, [adoption.clone()], "{line}");
        let found = journal::in_force(&reading.adoptions, adoption.day);
        assert!(found.is_some_and(|it| it.day == adoption.day));
    }
});

fn order_is_nothing(acts: &[Act]) {
    let facts = fold(acts);
    let turned: Vec<Act> = acts.iter().rev().chain(acts).cloned().collect();
    assert_eq!(facts, fold(&turned));
    for facts in facts.occurrences.values() {
        for steps in [0, 1, 3, u16::MAX] {
            let done = facts.steps_done(steps);
            assert!(done.iter().all(|step| (1..=steps).contains(step)));
            assert!(facts.completion(steps).is_none() || done.len() == usize::from(steps));
        }
    }
}

/// Replaces the final comma of each line with the line's checksum.
fn summed(bytes: &[u8]) -> Vec<u8> {
    let mut all = Vec::with_capacity(bytes.len() + 64);
    for line in bytes.split_inclusive(|byte| *byte == b'\n') {
        match line.strip_suffix(b",\n").or_else(|| line.strip_suffix(b",")) {
            Some(body) => {
                let sum = crc32c::crc32c(&[body, b"}"].concat());
                all.extend_from_slice(body);
                all.extend_from_slice(format!(",\"sum\":\"{sum:08x}\"}}\n").as_bytes());
            }
            None => all.extend_from_slice(line),
        }
    }
    all
}
