//! The JSON Schema for completion in editors accepts the built-in checklists and the specification's examples, and
//! rejects what the reader rejects.

use crate::builtin;
use ops::checklist::BUILTINS;
use serde_json::Value;

fn validator() -> jsonschema::Validator {
    let schema: Value = serde_json::from_str(include_str!("../../docs/checklist.schema.json")).expect("JSON");
    jsonschema::meta::validate(&schema).expect("a schema of draft 2020-12");
    jsonschema::draft202012::new(&schema).expect("a schema")
}

/// Returns where the schema finds errors, as paths into the file.
fn refused_at(toml: &str) -> Vec<String> {
    let values = builtin::values(toml);
    validator().iter_errors(&values).map(|error| error.instance_path().to_string()).collect()
}

#[test]
fn it_takes_the_built_ins() {
    for builtin in BUILTINS {
        assert_eq!(refused_at(builtin.text), Vec::<String>::new(), "{}", builtin.name);
    }
}

#[test]
fn it_takes_what_the_tutorials_offer() {
    for builtin in BUILTINS {
        let offered = builtin.text.replace("#: ", "");
        assert_eq!(refused_at(&offered), Vec::<String>::new(), "{}", builtin.name);
    }
}

#[test]
fn it_takes_what_the_specification_shows() {
    let page = include_str!("../../docs/checklist.md");
    let examples: Vec<&str> = page.split("```toml\n").skip(1).filter_map(|rest| rest.split("```").next()).collect();
    assert!(examples.len() > 5, "the specification shows only {} examples", examples.len());
    for example in examples {
        assert_eq!(refused_at(example), Vec::<String>::new(), "{example}");
    }
}

#[test]
fn it_refuses_what_is_wrong() {
    let check = |toml: &str, at: &str| {
        let found = refused_at(toml);
        assert!(found.iter().any(|path| path.starts_with(at)), "{toml}\nis refused at {found:?}");
        assert!(!found.is_empty(), "{toml}");
    };
    check("idd = \"a\"", "");
    check("id = 5", "/id");
    check("id = \"A b\"", "/id");
    check("id = \"nul\"", "/id");
    check("id = \"-a\"", "/id");
    check("id = \"a\"\ngrace = \"10\"", "/grace");
    check("id = \"a\"\ngrace = 10", "/grace");
    check("id = \"a\"\nday_start = \"4\"", "/day_start");
    check("id = \"a\"\nhours = []", "/hours");
    check("id = \"a\"\ncalendar = []", "/calendar");
    check("id = \"a\"\ncalendar = { bases = \"cn\" }", "/calendar");
    check("id = \"a\"\ncalendar = { off = [{ days = \"2026-11-27\" }] }", "/calendar");
    check("id = \"a\"\n[[period]]\nid = \"b\"", "/period/0");
    check("id = \"a\"\n[[period]]\nid = \"b\"\ndays = \"12-12\"\nlead = 367", "/period/0/lead");
    check("id = \"a\"\n[[period]]\nid = \"b\"\ndays = \"12-12\"\nlead = \"14\"", "/period/0/lead");
    check("id = \"a\"\n[roles]\nOperator = \"a\"", "/roles");
    check("id = \"a\"\n[area]\nid = \"b\"", "/area");
    check("id = \"a\"\n[[area]]\ntitle = \"b\"", "/area/0");
    check("id = \"a\"\n[[site]]\nid = \"b\"\npeople = [\"c\"]", "/site/0/people");

    let check_task = |line: &str, at: &str| {
        let toml = format!("id = \"a\"\n[[area]]\nid = \"b\"\n[[area.task]]\nid = \"c\"\n{line}");
        check(&toml, &format!("/area/0/task/0{at}"));
    };
    check_task("titel = \"x\"", "");
    check_task("title = \"\"", "/title");
    check_task("at = 830", "/at");
    check_task("at = []", "/at");
    check_task("every = \"30\"", "/every");
    check_task("every = \"30s\"", "/every");
    check_task("on = [1]", "/on");
    check_task("from = 2026", "/from");
    check_task("until = \"12-12\"", "/until");
    check_task("steps = 1", "/steps");
    check_task("steps = 100", "/steps");
    check_task("steps = []", "/steps");
    check_task("steps = [{ link = \"https://a.b\" }]", "/steps");
    check_task("link = \"a.b\"", "/link");
    check_task("field = { id = \"x\" }", "/field");
    check_task("field = [{ title = \"x\" }]", "/field/0");
    check_task("field = [{ id = \"a b\" }]", "/field/0/id");
    check_task("field = [{ id = \"x\", type = \"float\" }]", "/field/0/type");
    check_task("field = [{ id = \"x\", type = \"text\", min = 1 }]", "/field/0/min");
    check_task("field = [{ id = \"x\", max_width = 60 }]", "/field/0/max_width");
    check_task("field = [{ id = \"x\", type = \"number\", choices = [\"a\"] }]", "/field/0/choices");
    check_task("field = [{ id = \"x\", type = \"choice\" }]", "/field/0");
    check_task("field = [{ id = \"x\", required = \"yes\" }]", "/field/0/required");
}
