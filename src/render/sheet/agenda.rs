//! The sheet of the agenda, to hang up: which tasks are done on which day.

use super::{Body, Cell, Column, Document, Fact, Grid, Group, Row, Section, Table, TableKind};
use crate::calendar::{Day, DayRange};
use crate::checklist::{Checklist, Task};
use crate::language::{Lang, say};
use crate::plan::{AgendaDay, Owner, Planned, begins};
use crate::render::schedule::{reason, slot_words};
use crate::render::views::site_title;
use crate::render::{filter, occasions, one_off, words};
use crate::status::{Filter, Status};
use chrono::Datelike;

/// Sign of a day on which a task is done.
const MARK: &str = "\u{25cf}";

/// Maximum number of days with a column each; longer ranges become a list.
pub const MOST_COLUMNS: i64 = 35;

/// The agenda of a range of days at one or more sites.
pub struct AgendaSheet<'a> {
    /// The checklist that plans all the days.
    pub checklist: &'a Checklist,
    /// The days, both included.
    pub range: DayRange,
    /// What the sheet is restricted to.
    pub filter: &'a Filter,
    /// Language.
    pub lang: Lang,
    /// The days of each site, by its id.
    pub sites: &'a [(String, Vec<AgendaDay<'a>>)],
}

impl AgendaSheet<'_> {
    /// Builds the sheet. Sites with equal tables share one.
    pub fn document(&self) -> Document {
        let lang = self.lang;
        let title = |site: &str| site_title(self.checklist, site);
        let mut sections: Vec<(Vec<String>, Body)> = Vec::new();
        for (site, days) in self.sites {
            let body = self.body(site, days);
            match sections.iter_mut().find(|(_, known)| *known == body) {
                Some((titles, _)) => titles.extend(title(site)),
                None => sections.push((title(site).into_iter().collect(), body)),
            }
        }
        let mut facts = Vec::new();
        let mut headings = sections.iter().map(|(titles, _)| titles.join(&say::list_comma(lang))).collect::<Vec<_>>();
        if let [only] = headings.as_mut_slice() {
            let only = std::mem::take(only);
            facts.extend((!only.is_empty()).then(|| Fact::new(say::fact_site(lang), only)));
        }
        facts.extend(filter::facts(self.filter, lang));
        let several = headings.len() > 1;
        let section = |((_, mut body), heading): ((_, Body), String)| {
            if several {
                add_site(&mut body, &heading, lang);
            }
            Section { heading: Some(heading).filter(|heading| !heading.is_empty()), ..Section::plain(body) }
        };
        Document {
            lang,
            title: say::plan_title(lang, &self.checklist.title, self.range_in_words()),
            facts,
            overview: None,
            lead: self.occasions(),
            sections: sections.into_iter().zip(headings).map(section).collect(),
            foot: vec![say::times_in_zone(lang, self.checklist.clock.zone.name())],
            restriction: filter::line(self.filter, lang),
            incomplete: None,
            day: self.range.last,
        }
    }

    fn range_in_words(&self) -> String {
        let DayRange { first, last } = self.range;
        if first == last { words::date(self.lang, first) } else { say::report_range(self.lang, first, last) }
    }

    /// Returns the days with a campaign, a holiday or a similar occasion, and what it is.
    fn occasions(&self) -> Vec<String> {
        let said = |day: Day| {
            let said = occasions::in_list(self.checklist, day, self.lang).join(&say::list_comma(self.lang));
            (!said.is_empty()).then(|| say::named(self.lang, words::month_day_weekday(self.lang, day), said))
        };
        let said: Vec<String> = self.range.days().filter_map(said).collect();
        let line = said.join(&say::clause_semicolon(self.lang));
        Some(line).filter(|line| !line.is_empty()).into_iter().collect()
    }

    fn body(&self, site: &str, days: &[AgendaDay]) -> Body {
        match days.iter().all(|it| it.tasks.is_empty() && it.one_offs.is_empty()) {
            true => Body::Text(vec![say::plan_nothing(self.lang)]),
            false if self.range.length() > MOST_COLUMNS => Body::Table(self.list(site, days)),
            false => Body::Grid(self.grid(site, days)),
        }
    }

    /// Builds a table of tasks and days: a row for each task, below its area.
    fn grid(&self, site: &str, days: &[AgendaDay]) -> Grid {
        let lang = self.lang;
        // The title of the plan says the months.
        let label = |it: &AgendaDay| format!("{} {}", words::weekday(lang, it.day.weekday()), it.day.day());
        let mut columns =
            vec![Column::text(say::column_window(lang), 13).name(), Column::text(say::column_task(lang), 52).name()];
        columns.extend(days.iter().map(label).map(Column::day));
        columns.extend(self.names_owners().then(|| Column::text(say::column_who(lang), 14)));
        let group = |area: &crate::checklist::Area| {
            let mut tasks: Vec<&Task> = area.tasks.iter().collect();
            tasks.sort_by_key(|task| begins(self.checklist, task));
            Group {
                heading: Some(area.title.clone()),
                lead: None,
                rows: tasks.into_iter().filter_map(|task| self.task_row(site, days, task)).collect(),
            }
        };
        let mut groups: Vec<Group> = self.checklist.areas.iter().map(group).collect();
        groups.push(Group { heading: Some(say::one_offs(lang)), lead: None, rows: self.one_off_rows(site, days) });
        groups.retain(|group| !group.rows.is_empty());
        let excused = Cell::Sign(Status::Excused);
        let has_excused = groups.iter().flat_map(|group| &group.rows).any(|row| row.cells.contains(&excused));
        let table = Table { kind: TableKind::Summary, columns, grouped_by: Some(say::column_area(lang)), groups };
        let meaning = if has_excused { say::plan_marks_excused(lang) } else { say::plan_marks(lang) };
        Grid { table, names: 2, days: days.len(), meaning }
    }

    /// Whether a column says whose a task is: not if the sheet is one person's, or the checklist has no roles.
    fn names_owners(&self) -> bool {
        self.filter.persons.len() != 1 && !self.checklist.roles.is_empty()
    }

    fn task_row(&self, site: &str, days: &[AgendaDay], task: &Task) -> Option<Row> {
        let owner = |it: &AgendaDay| {
            let is_planned = it.tasks.iter().any(|(_, planned)| planned.id == task.id);
            is_planned.then(|| Owner::of(self.checklist, task, site, it.day))
        };
        let owners: Vec<Option<Owner>> = days.iter().map(owner).collect();
        let mark = |owner: &Option<Owner>| match owner {
            None => Cell::Empty,
            Some(Owner::Away { .. }) => Cell::Sign(Status::Excused),
            Some(_) => MARK.into(),
        };
        if owners.iter().all(Option::is_none) {
            return None;
        }
        let mut cells = vec![slot_words(self.lang, self.checklist, task).into(), task.title.as_str().into()];
        cells.extend(owners.iter().map(mark));
        if self.names_owners() {
            cells.push(Cell::optional(self.who(task.role.as_deref(), owners.iter().flatten())));
        }
        Some(Row::new(cells))
    }

    fn one_off_rows(&self, site: &str, days: &[AgendaDay]) -> Vec<Row> {
        let row = |planned: &Planned| {
            let last = planned.one_off.and_then(|said| said.due).unwrap_or(planned.day);
            let is_on = |day: Day| planned.day <= day && day <= last;
            let who = self.who_of(planned);
            let title = one_off::titled_beside(self.lang, self.checklist, site, planned, who.as_ref());
            let mut cells = vec![words::window(self.lang, planned).into(), title.into()];
            cells.extend(days.iter().map(|it| if is_on(it.day) { MARK.into() } else { Cell::Empty }));
            cells.extend(self.names_owners().then(|| Cell::optional(who)));
            Row::new(cells)
        };
        days.iter().flat_map(|it| &it.one_offs).map(row).collect()
    }

    /// Returns whose a one-off is, if there is a column for it.
    fn who_of(&self, planned: &Planned) -> Option<String> {
        let who = || self.who(planned.task.role.as_deref(), [&planned.owner].into_iter());
        self.names_owners().then(who).flatten()
    }

    /// Returns the persons who own a task on its days; if there are none, the title of its role.
    fn who<'o>(&self, role: Option<&str>, owners: impl Iterator<Item = &'o Owner<'o>>) -> Option<String> {
        let mut persons: Vec<&str> = Vec::new();
        for person in owners.filter_map(Owner::whose) {
            if !persons.contains(&person) {
                persons.push(person);
            }
        }
        let title = |role: &str| self.checklist.role(role).map_or_else(|| role.to_owned(), |it| it.title.clone());
        if persons.is_empty() { role.map(title) } else { Some(persons.join(&say::list_comma(self.lang))) }
    }

    /// Builds a list of what is done on each day, for ranges too long for a column for each day.
    fn list(&self, site: &str, days: &[AgendaDay]) -> Table {
        let lang = self.lang;
        let mut columns = vec![
            Column::text(say::column_day(lang), 15).name(),
            Column::text(say::column_window(lang), 13),
            Column::text(say::column_task(lang), 52).name(),
            Column::text(say::column_area(lang), 16),
            Column::text(say::column_why(lang), 24),
        ];
        columns.extend(self.names_owners().then(|| Column::text(say::column_who(lang), 14)));
        let mut rows = Vec::new();
        for it in days {
            let date = || Cell::from(words::date(lang, it.day));
            for (area, task) in &it.tasks {
                let owner = Owner::of(self.checklist, task, site, it.day);
                let mut cells = vec![
                    date(),
                    slot_words(lang, self.checklist, task).into(),
                    task.title.as_str().into(),
                    area.title.as_str().into(),
                    reason(lang, self.checklist, task, it.day, self.range).into(),
                ];
                if self.names_owners() {
                    cells.push(Cell::optional(self.who(task.role.as_deref(), [&owner].into_iter())));
                }
                rows.push(Row::new(cells));
            }
            for planned in &it.one_offs {
                let who = self.who_of(planned);
                let mut cells = vec![
                    date(),
                    words::window(lang, planned).into(),
                    one_off::titled_beside(lang, self.checklist, site, planned, who.as_ref()).into(),
                    say::one_offs(lang).into(),
                    Cell::Empty,
                ];
                cells.extend(self.names_owners().then(|| Cell::optional(who)));
                rows.push(Row::new(cells));
            }
        }
        Table::new(TableKind::List, columns, rows)
    }
}

/// Adds a column with the sites to a table, for forms in which the tables follow each other without headings.
fn add_site(body: &mut Body, sites: &str, lang: Lang) {
    let (Body::Table(table) | Body::Grid(Grid { table, .. })) = body else { return };
    table.columns.push(Column::data(say::fact_site(lang), 16));
    table.groups.iter_mut().flat_map(|group| &mut group.rows).for_each(|row| row.cells.push(sites.into()));
}
