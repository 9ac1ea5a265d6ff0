//! Who owns a task: by role, during absences, in chains and cycles of stand-ins.

use crate::common;
use ops::calendar::Day;
use ops::checklist::Checklist;
use ops::plan::Owner;

const PEOPLE: &str = r#"
id = "shop"
[roles]
operator = "o"
assistant = "a"
[[site]]
id = "flagship"
people = { operator = "王", assistant = "李" }
[[site]]
id = "outlet"
people = { operator = "王" }
[[area]]
id = "daily"
[[area.task]]
id = "own"
role = "operator"
[[area.task]]
id = "help"
role = "assistant"
[[area.task]]
id = "door"
"#;

fn checklist(absences: &str) -> Checklist {
    common::checklist(&format!("{PEOPLE}{absences}"))
}

#[test]
fn a_task_belongs_to_whoever_does_it_that_day() {
    let check = |absences: &str, task: &str, site: &str, expected: &str| {
        let checklist = checklist(absences);
        let (_, task) = checklist.task(task).expect("a task");
        // A Tuesday.
        let day: Day = "2026-11-24".parse().expect("a date");
        let found = match Owner::of(&checklist, task, site, day) {
            Owner::Nobody => "nobody".to_owned(),
            Owner::Person(person) => person.to_owned(),
            Owner::StandIn { person, away } => format!("{person} for {away}"),
            Owner::Away { person, reason } => format!("{person} away: {reason}"),
        };
        assert_eq!(found, expected, "{absences} {} {site}", task.id);
    };
    let absence = |person: &str, days: &str, rest: &str| {
        format!("[[absence]]\nperson = \"{person}\"\ndays = \"{days}\"\n{rest}\n")
    };
    check("", "own", "flagship", "王");
    check("", "help", "flagship", "李");
    check("", "help", "outlet", "nobody");
    check("", "door", "flagship", "nobody");
    check("", "own", "elsewhere", "nobody");
    let ill = absence("王", "tue", "reason = \"ill\"");
    check(&ill, "own", "outlet", "王 away: ill");
    check(&absence("王", "mon", "reason = \"ill\""), "own", "outlet", "王");
    let replaced = absence("王", "2026-11-24", "stand_in = \"李\"");
    check(&replaced, "own", "outlet", "李 for 王");
    check(&replaced, "help", "flagship", "李");
    let here = absence("王", "tue", "stand_in = \"陈\"\nsites = \"outlet\"");
    check(&here, "own", "outlet", "陈 for 王");
    check(&here, "own", "flagship", "王");
    // A chain, a chain that ends, and a cycle.
    let li_away = absence("李", "tue", "stand_in = \"陈\"");
    check(&format!("{replaced}{li_away}"), "own", "flagship", "陈 for 王");
    let li_ill = absence("李", "tue", "reason = \"holiday\"");
    check(&format!("{replaced}{li_ill}"), "own", "flagship", "王 away: holiday");
    let circle = absence("李", "tue", "stand_in = \"王\"");
    check(&format!("{replaced}{circle}"), "own", "flagship", "王 away: ");
}
