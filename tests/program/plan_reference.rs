//! Compares each day term of `ops plan` over two years with an independent implementation, python-dateutil.

use crate::program;
use std::path::Path;
use std::process::Command;

#[test]
fn every_term_falls_on_the_days_that_dateutil_says() {
    let here = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/program/plan_reference");
    let home = tempfile::tempdir().expect("a folder");
    let asked = ["plan", "2026-01-01..2027-12-31", "--all", "--json", "--checklist"];
    let plan = program::said(program::ops(home.path(), &asked).arg(here.join("ops.toml")));
    let file = home.path().join("plan.json");
    std::fs::write(&file, plan.stdout).expect("a file");
    // Prefer Debian's Python, for which scripts/test installs python3-dateutil.
    let python = ["/usr/bin/python3", "python3"].into_iter().find(|python| has_dateutil(python));
    let python = python.expect("a python3 with dateutil: scripts/test installs it");
    let calendar = Path::new(env!("CARGO_MANIFEST_DIR")).join("checklists/calendars/cn.toml");
    let compared = Command::new(python).arg(here.join("reference.py")).arg(&file).arg(calendar).output();
    let compared = compared.expect("python runs");
    let said = String::from_utf8_lossy(&compared.stdout);
    assert!(compared.status.success(), "{said}{}", String::from_utf8_lossy(&compared.stderr));
    assert!(said.contains("25 terms compared, 0 differ"), "{said}");
}

fn has_dateutil(python: &str) -> bool {
    let asked = Command::new(python).args(["-c", "import dateutil, tomllib"]).output();
    asked.is_ok_and(|asked| asked.status.success())
}
