//! The blocks of a report's first page.

use super::super::super::lists::Bound;
use super::super::super::{Aimed, Beyond, DELAYS, Event, Figures, Goal, Rate, Report, TaskCounts};
use super::super::{ratio, tables};
use super::{counts_text, percent_text, trend, verdict};
use crate::calendar::Day;
use crate::language::{Lang, say};
use crate::render::schedule::from_to;
use crate::render::sheet::{Block, Cell, Entry, Topic};
use crate::render::words;
use chrono::TimeDelta;
use rust_decimal::{Decimal, RoundingStrategy};

/// Maximum number of entries in a list; the others are only counted.
const MOST: usize = 6;

/// Returns the blocks that have content, the most important first.
pub(super) fn all(report: &Report, lang: Lang) -> Vec<Block> {
    let blocks = [
        worst(report, lang),
        faults(report, lang),
        figures(report, lang),
        late(report, lang),
        sites(report, lang),
        people(report, lang),
        trend_block(report, lang),
        coming(report, lang),
    ];
    blocks.into_iter().flatten().collect()
}

/// Lists the tasks with the lowest rates, and how often each was missed, skipped and so on.
fn worst(report: &Report, lang: Lang) -> Option<Block> {
    let tasks = report.worst();
    let entry = |task: &&TaskCounts| {
        let all = task.counts.all();
        let completion = all.completion();
        let became = [
            (say::figure_missed(lang), all.missed),
            (say::figure_overdue(lang), all.overdue),
            (say::made_up(lang), all.missed_done_later),
            (say::figure_skipped(lang), all.skipped),
        ];
        let became = became.into_iter().filter(|(_, count)| *count > 0);
        let became: Vec<String> = became.map(|(name, count)| say::counted(lang, name, count)).collect();
        Entry {
            name: report.name_of(&task.id, lang),
            figure: ratio(completion),
            detail: became.join(&say::clause_comma(lang)),
            ..Entry::default()
        }
    };
    let mut block = Block::new(Topic::Worst, say::block_worst(lang, tasks.len()), tasks.iter().map(entry).collect());
    let most = report
        .most_undone()
        .filter(|most| tasks.iter().all(|task| task.id != most.id) && verdict::names(report, most).is_none());
    block.note = most.map(|most| {
        let (of, all) = (most.counts.all(), report.total.all());
        let (undone, rate) = (Rate { of: of.undone(), from: all.undone() }, of.completion());
        let name = report.name_of(&most.id, lang);
        say::block_most_undone(lang, name, counts_text(undone), counts_text(rate), percent_text(rate, lang))
    });
    (!tasks.is_empty()).then_some(block)
}

/// Lists unresolved faults, with age and owner.
fn faults(report: &Report, lang: Lang) -> Option<Block> {
    let several = report.sites.len() > 1;
    let entry = |it: &super::super::super::OpenOneOff| {
        let mut detail: Vec<String> = Vec::new();
        detail.extend(Some(tables::title(report, &it.site)).filter(|site| several && !site.is_empty()));
        detail.push(it.owner.as_deref().map_or_else(|| say::nobody(lang), str::to_owned));
        detail.push(say::since_day(lang, words::day_of_month(lang, it.day)));
        let figure = Cell::Amount { value: it.age.into(), unit: Some(say::unit_days(lang)) };
        Entry { name: it.title.clone(), figure, detail: detail.join(&say::clause_comma(lang)), ..Entry::default() }
    };
    let open = &report.open_faults;
    let entries = open.iter().map(entry).collect();
    let mut block = Block::of_first(MOST, Topic::Faults, say::block_faults(lang), entries);
    block.count = Some(open.len() as u64);
    let of = report.one_offs.faults;
    let found = of.required() + of.excused;
    block.note = (found > 0).then(|| say::faults_found(lang, found, of.done()));
    (!open.is_empty()).then_some(block)
}

/// Lists measures and sums with a target or a limit, and fields that had values out of bounds; the worst first.
fn figures(report: &Report, lang: Lang) -> Option<Block> {
    // A limit is written as in the checklist: 4200, not 4,200.00.
    let limit = |value: Decimal, unit: Option<&str>| match unit {
        Some("%") => format!("{}%", words::plain_amount(value, None)),
        _ => words::plain_amount(value, None),
    };
    let aimed = |it: &Aimed| {
        let limit = |value| limit(value, it.unit);
        let goal = match it.goal {
            Goal::Target(target) => {
                let share = (it.value * Decimal::ONE_HUNDRED).checked_div(target).unwrap_or_default();
                let share = share.round_dp_with_strategy(0, RoundingStrategy::MidpointAwayFromZero);
                say::goal_target(lang, words::plain_amount(target, it.unit), share)
            }
            Goal::AtLeast(low) => say::goal_at_least(lang, limit(low)),
            Goal::AtMost(high) => say::goal_at_most(lang, limit(high)),
            Goal::Between(low, high) => say::goal_between(lang, limit(low), limit(high)),
        };
        let figure = Cell::Amount { value: it.value, unit: it.unit.map(str::to_owned) };
        Entry { name: it.name(report, lang), figure, detail: goal, light: Some(it.light), ..Entry::default() }
    };
    // The worst value is not the figure of the field, so it has no light.
    let beyond = |it: &Beyond| {
        let (task, of) = it.field;
        let unit = of.field.unit.as_deref();
        let value = words::amount(it.worst.value, unit);
        let site = (report.sites.len() > 1).then(|| tables::title(report, &it.worst.which.site));
        let place: Vec<String> = site.into_iter().chain([words::day_of_month(lang, it.worst.which.day)]).collect();
        let place = say::bracketed(lang, place.join(&say::clause_comma(lang)));
        let detail = match it.worst.beyond {
            Bound::Below(low) => say::times_below(lang, limit(low, unit), value, place),
            Bound::Above(high) => say::times_above(lang, limit(high, unit), value, place),
        };
        let name = say::field_of_task(lang, report.name_of(&task.id, lang), &of.field.title);
        Entry { name, figure: say::times_of(lang, it.count, of.total().count).into(), detail, ..Entry::default() }
    };
    let mut entries: Vec<_> = report.aimed().iter().map(|it| (it.light, aimed(it))).collect();
    entries.extend(report.beyond().iter().map(|it| (it.light, beyond(it))));
    entries.sort_by_key(|(light, _)| *light);
    let entries: Vec<Entry> = entries.into_iter().map(|(_, entry)| entry).collect();
    (!entries.is_empty()).then(|| Block::of_first(MOST, Topic::Figures, say::block_figures(lang), entries))
}

/// Shows how late the late occurrences were: median, longest, and the number in each class of delays.
fn late(report: &Report, lang: Lang) -> Option<Block> {
    let late = report.lateness()?;
    let length = |minutes: i64| words::short_length(lang, TimeDelta::minutes(minutes));
    let [short, long] = DELAYS;
    let names = [
        say::delay_up_to(lang, length(short)),
        say::delay_between(lang, length(short), length(long)),
        say::delay_over(lang, length(long)),
    ];
    let most = late.classes.iter().copied().max().unwrap_or(0);
    let entry = |(name, count): (String, u64)| Entry {
        name,
        figure: Cell::Count(count),
        bar: Some((count, most)),
        ..Entry::default()
    };
    let entries = names.into_iter().zip(late.classes).map(entry).collect();
    let mut block = Block::new(Topic::Late, say::block_late(lang), entries);
    block.count = Some(report.lists.late.len() as u64);
    let which = &late.longest.which;
    let mut of: Vec<String> = vec![report.name_of(&which.task, lang)];
    of.extend((report.sites.len() > 1).then(|| tables::title(report, &which.site)));
    of.push(words::day_of_month(lang, which.day));
    let longest = length(words::whole_minutes(late.longest.after));
    block.lead = Some(say::late_lead(lang, length(late.median), longest, of.join(&say::clause_comma(lang))));
    Some(block)
}

/// Lists the sites, if there are several, with their change from the previous period.
fn sites(report: &Report, lang: Lang) -> Option<Block> {
    let before = report.previous();
    let entry = |site: &super::super::super::SiteCounts| {
        let all = site.counts.all();
        let then = before.and_then(|before| before.sites.get(&site.id)).map(|counts| counts.all().completion());
        let change = then.and_then(|then| all.completion().tenths_above(then));
        let change = change.map_or(Cell::Empty, |tenths| Cell::Change(Decimal::new(tenths, 1)));
        let more = before.map(|_| change).into_iter().chain([ratio(all.punctuality())]).collect();
        Entry { name: tables::title(report, &site.id), figure: ratio(all.completion()), more, ..Entry::default() }
    };
    let entries = report.sites.iter().filter(|site| site.counts.all().required() > 0).map(entry).collect();
    let mut block = Block::new(Topic::Sites, say::block_sites(lang), entries);
    block.columns = vec![say::fact_site(lang), say::gauge_completion_short(lang)];
    block.columns.extend(before.map(|_| say::change_from(lang, super::period_before(report.asked.range, lang))));
    block.columns.push(say::gauge_on_time_short(lang));
    (block.entries.len() > 1).then_some(block)
}

/// Lists people in the checklist's order, unranked, with the help they gave.
fn people(report: &Report, lang: Lang) -> Option<Block> {
    let entry = |(name, of): &(Option<std::rc::Rc<str>>, super::super::super::PersonCounts)| {
        let all: Figures = of.counts.all();
        let helped = if of.done_for_others > 0 { Cell::Count(of.done_for_others) } else { Cell::Missing };
        Entry {
            name: name.as_deref().map_or_else(|| say::nobody(lang), str::to_owned),
            figure: ratio(all.completion()),
            more: vec![ratio(all.punctuality()), helped],
            ..Entry::default()
        }
    };
    let is_shown = |of: &super::super::super::PersonCounts| of.counts.all().required() + of.done_for_others > 0;
    let persons: Vec<_> = report.persons.iter().filter(|(_, of)| is_shown(of)).collect();
    let mut block = Block::new(Topic::People, say::block_people(lang), persons.iter().map(|it| entry(it)).collect());
    block.columns = vec![
        say::column_person(lang),
        say::gauge_completion_short(lang),
        say::gauge_on_time_short(lang),
        say::done_for_others(lang),
    ];
    block.note = Some(say::people_note(lang));
    (persons.iter().filter(|(name, _)| name.is_some()).count() > 1).then_some(block)
}

/// Charts the rates of the preceding periods and of this one, with their values.
fn trend_block(report: &Report, lang: Lang) -> Option<Block> {
    let chart = trend(report, lang)?;
    let entry = |(at, name): (usize, &String)| {
        let more = chart.series.iter().filter_map(|series| series.values.get(at).cloned()).collect();
        Entry { name: name.clone(), more, ..Entry::default() }
    };
    let mut block = Block::new(
        Topic::Trend,
        say::block_trend(lang, chart.categories.len()),
        chart.categories.iter().enumerate().map(entry).collect(),
    );
    block.columns = std::iter::once(say::figure(lang)).chain(chart.series.iter().map(|it| it.name.clone())).collect();
    block.chart = Some(chart);
    Some(block)
}

/// Lists what is planned for the next period.
fn coming(report: &Report, lang: Lang) -> Option<Block> {
    let coming = report.coming.as_ref()?;
    // A task of several days in a row is said once, with the first and the last.
    let mut spans: Vec<(Day, Day, &Event)> = Vec::new();
    for (day, event) in &coming.days {
        let is_task = matches!(event, Event::Task { .. });
        match spans.iter_mut().find(|(_, last, known)| is_task && *known == event && last.succ_opt() == Some(*day)) {
            Some((_, last, _)) => *last = *day,
            None => spans.push((*day, *day, event)),
        }
    }
    let date = |day| words::day_of_month_weekday(lang, day);
    let entry = |(first, last, event): &(Day, Day, &Event)| Entry {
        name: match event {
            Event::Begins { title } => say::period_begins(lang, title),
            Event::Preparing { title, days } => say::preparation_begins(lang, title, days),
            Event::Task { title, .. } => title.clone(),
        },
        figure: from_to(lang, date(*first), date(*last)).into(),
        ..Entry::default()
    };
    let entries = spans.iter().map(entry).collect();
    let mut block = Block::of_first(MOST, Topic::Coming, super::next_heading(report.asked.range, lang), entries);
    block.note = Some(match coming.weekly {
        0 => say::routine_daily(lang, coming.daily),
        weekly => say::routine(lang, weekly, coming.daily),
    });
    Some(block)
}
