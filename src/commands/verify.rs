//! `ops verify`: checks that every line of the journal is as it was written.

use super::switch;
use crate::app::{App, Exit, Failure, journal};
use crate::journal::Fault;
use crate::language::{Lang, say};
use crate::render::{cells, json};
use clap::{ArgMatches, Command};
use serde_json::json;

pub fn args(command: Command, lang: Lang) -> Command {
    command.arg(switch("json", say::arg_json(lang)))
}

pub fn run(app: &App, args: &ArgMatches) -> anyhow::Result<Exit> {
    let journal = journal(app)?;
    let lang = app.lang();
    let found = journal.verify(None, app.now()).map_err(Failure::from)?;
    let (remarks, faults): (Vec<&Fault>, Vec<&Fault>) = found.faults.iter().partition(|fault| fault.is_remark());
    let counts = found.counts;
    let exit = if faults.is_empty() { Exit::Fine } else { Exit::Journal };
    if args.get_flag("json") {
        let said = |fault: &&Fault| json!({ "path": fault.path.display().to_string(), "line": fault.line, "text": fault.kind.text().in_lang(lang) });
        app.print(json::document(
            "verify",
            json!({
                "ok": faults.is_empty(),
                "files": counts.files,
                "acts": counts.acts,
                "days": counts.days,
                "writers": counts.writers,
                "faults": faults.iter().map(said).collect::<Vec<_>>(),
                "remarks": remarks.iter().map(said).collect::<Vec<_>>(),
            }),
        ));
        return Ok(exit);
    }
    for fault in &faults {
        app.print(format!("{} {}", app.screen.alarm("!"), cells::clean(fault.text().in_lang(lang))));
    }
    for remark in &remarks {
        app.print(format!("- {}", cells::clean(remark.text().in_lang(lang))));
    }
    app.print(say::verify_counts(lang, counts.files, counts.acts, counts.days, counts.writers));
    app.print(match faults.len() {
        0 => say::verify_fine(lang),
        faults => say::verify_faults(lang, faults),
    });
    Ok(exit)
}
