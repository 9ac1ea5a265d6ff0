//! One-offs in words.

use super::cells;
use crate::checklist::Checklist;

/// Who a one-off is for: a role by its title, with who has it at the site; anybody else by name.
pub fn assignee(checklist: &Checklist, site: &str, who: &str) -> String {
    let Some(role) = checklist.roles.iter().find(|role| role.id == who) else {
        return cells::clean(who).into_owned();
    };
    let site = checklist.sites.iter().find(|known| known.id == site);
    let person = site.and_then(|site| site.people.iter().find(|(role, _)| role == who));
    let title = cells::clean(&role.title);
    person.map_or(title.to_string(), |(_, person)| format!("{title} {}", cells::clean(person)))
}
