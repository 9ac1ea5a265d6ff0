//! What a reader of a report looks for first: whether the targets were reached, what was worst, how late things were.

use super::figures::Rate;
use super::lists::{Bound, Late, OutOfBounds};
use super::values::Entered;
use super::{FieldCounts, Figures, Report, TaskCounts};
use crate::checklist::{FieldRef, Measure};
use crate::language::{Lang, say};
use crate::render::sheet::Light;
use crate::render::words::whole_minutes;
use rust_decimal::Decimal;
use std::cmp::Reverse;

/// Maximum distance of a figure that is near its target: percentage points of a rate, percent of any other figure.
const NEAR: Decimal = Decimal::from_parts(5, 0, 0, false, 0);

/// Number of tasks listed as the worst.
const WORST: usize = 3;

/// Minimum number of required occurrences at which the rate of a task is compared with other tasks.
const COMPARABLE: u64 = 5;

/// Minimum number of earlier periods needed to tell how much a rate usually varies.
const COMPARABLE_PERIODS: usize = 3;

/// Upper ends of the classes of delays, in minutes. The last class has none.
pub const DELAYS: [i64; 2] = [15, 60];

/// A figure that has a target or a limit.
#[derive(Debug, Clone, PartialEq)]
pub struct Aimed<'r> {
    /// The measure, if the figure is one.
    pub measure: Option<&'r Measure>,
    /// The field, with its task, if the figure is the field's sum.
    pub field: Option<(&'r TaskCounts, &'r FieldCounts)>,
    /// Unit, such as 元.
    pub unit: Option<&'r str>,
    /// The figure.
    pub value: Decimal,
    /// What it is compared with.
    pub goal: Goal,
    /// How it compares.
    pub light: Light,
}

/// The values of a field that are out of bounds on one side.
#[derive(Debug, Clone, PartialEq)]
pub struct Beyond<'r> {
    /// The field, with its task.
    pub field: (&'r TaskCounts, &'r FieldCounts),
    /// The value farthest from the limit.
    pub worst: &'r OutOfBounds,
    /// Number of values out of bounds on this side.
    pub count: u64,
    /// How the worst value compares with the limit.
    pub light: Light,
}

/// What a figure is compared with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Goal {
    /// A target for the days so far.
    Target(Decimal),
    /// A lower limit.
    AtLeast(Decimal),
    /// An upper limit.
    AtMost(Decimal),
    /// Both limits.
    Between(Decimal, Decimal),
}

/// How late the late occurrences were done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lateness<'r> {
    /// The median delay in minutes, rounded up.
    pub median: i64,
    /// The longest delay.
    pub longest: &'r Late,
    /// Number of occurrences in each class of [`DELAYS`].
    pub classes: [u64; 3],
}

impl Light {
    /// Compares a rate with a target in percent; `None` if there is no rate.
    pub fn of_rate(rate: Rate, target: Decimal) -> Option<Light> {
        let (of, from) = (Decimal::from(rate.of), Decimal::from(rate.from));
        let reaches = |percent: Decimal| Some(of.checked_mul(Decimal::ONE_HUNDRED)? >= percent.checked_mul(from)?);
        if rate.from == 0 {
            return None;
        }
        Some(Light::of(reaches(target)?, reaches(target - NEAR)?))
    }

    /// Compares a figure with its goal; `None` on overflow.
    fn of_goal(value: Decimal, goal: Goal) -> Option<Light> {
        let slack = |limit: Decimal| Some(limit.abs().checked_mul(NEAR)? / Decimal::ONE_HUNDRED);
        let at_least = |limit: Decimal| Some(Light::of(value >= limit, value >= limit.checked_sub(slack(limit)?)?));
        let at_most = |limit: Decimal| Some(Light::of(value <= limit, value <= limit.checked_add(slack(limit)?)?));
        match goal {
            Goal::Target(limit) | Goal::AtLeast(limit) => at_least(limit),
            Goal::AtMost(limit) => at_most(limit),
            Goal::Between(low, high) => Some(at_least(low)?.min(at_most(high)?)),
        }
    }

    fn of(is_reached: bool, is_near: bool) -> Light {
        match (is_reached, is_near) {
            (true, _) => Light::Reached,
            (false, true) => Light::Near,
            (false, false) => Light::Short,
        }
    }
}

impl Aimed<'_> {
    /// Returns the title of the measure, or else the titles of task and field.
    pub fn name(&self, report: &Report, lang: Lang) -> String {
        match (self.measure, self.field) {
            (Some(measure), _) => measure.title.clone(),
            (None, Some((task, of))) => say::field_of_task(lang, report.name_of(&task.id, lang), &of.field.title),
            (None, None) => String::new(),
        }
    }
}

impl Goal {
    /// Returns the goal that consists of these limits; `None` if there is no limit.
    fn within(at_least: Option<Decimal>, at_most: Option<Decimal>) -> Option<Goal> {
        match (at_least, at_most) {
            (Some(low), Some(high)) => Some(Goal::Between(low, high)),
            (Some(low), None) => Some(Goal::AtLeast(low)),
            (None, Some(high)) => Some(Goal::AtMost(high)),
            (None, None) => None,
        }
    }
}

impl Figures {
    /// Returns the number of required occurrences that were not completed, for whatever reason.
    pub fn undone(&self) -> u64 {
        self.required() - self.done()
    }

    /// Whether anything that was required was recorded as done or skipped.
    pub fn is_recorded(&self) -> bool {
        self.done() + self.missed_done_later + self.skipped > 0
    }
}

impl Report {
    /// Returns the light of the completion rate; `None` without a target or a rate.
    pub fn completion_light(&self) -> Option<Light> {
        Light::of_rate(self.total.all().completion(), self.targets.completion?)
    }

    /// Returns the light of the on-time rate; `None` without a target or a rate.
    pub fn on_time_light(&self) -> Option<Light> {
        Light::of_rate(self.total.all().punctuality(), self.targets.on_time?)
    }

    /// Returns the change of a rate from the previous period, in tenths of a percentage point.
    pub fn change(&self, of: fn(&Figures) -> Rate) -> Option<i64> {
        of(&self.total.all()).tenths_above(of(&self.previous()?.total.all()))
    }

    /// Whether a rate changed by no more than it varied among the earlier periods in which something was recorded.
    /// False if there are fewer than three of them, or if nothing was recorded in this one.
    pub fn is_usual_change(&self, of: fn(&Figures) -> Rate) -> bool {
        let before = self.before.iter().filter(|before| self.is_whole(before.range));
        let before =
            before.map(|before| before.total.all()).filter(|all| self.total.all().is_recorded() && all.is_recorded());
        let rates: Vec<Rate> = before.map(|all| of(&all)).collect();
        let spread = rates.iter().flat_map(|one| rates.iter().filter_map(|other| one.tenths_above(*other))).max();
        let change = self.change(of).map(i64::abs);
        rates.len() >= COMPARABLE_PERIODS && change.zip(spread).is_some_and(|(change, spread)| change <= spread)
    }

    /// Returns the tasks with the lowest completion rates; of equal rates, the one with more not completed comes first.
    pub fn worst(&self) -> Vec<&TaskCounts> {
        let least = if self.asked.range.length() < 5 { 1 } else { COMPARABLE };
        let of = |task: &TaskCounts| task.counts.all();
        let mut tasks: Vec<&TaskCounts> =
            self.tasks.iter().filter(|task| of(task).required() >= least && of(task).undone() > 0).collect();
        tasks.sort_by(|one, next| {
            let (one, next) = (of(one), of(next));
            let cross = |a: &Figures, b: &Figures| u128::from(a.done()) * u128::from(b.required());
            cross(&one, &next).cmp(&cross(&next, &one)).then(next.undone().cmp(&one.undone()))
        });
        tasks.truncate(WORST);
        tasks
    }

    /// Returns the task with the most occurrences that were not completed.
    pub fn most_undone(&self) -> Option<&TaskCounts> {
        let undone = |task: &&TaskCounts| task.counts.all().undone();
        // Of equal tasks, `max_by_key` would return the last.
        self.tasks.iter().rev().max_by_key(undone).filter(|task| undone(task) > 0)
    }

    /// Returns the measures and sums that have a target or a limit, the worst first.
    pub fn aimed(&self) -> Vec<Aimed<'_>> {
        let sums = self.sums_aimed(|field| Some(field.total()));
        let mut aimed: Vec<Aimed> = self.measures_aimed().chain(sums).collect();
        aimed.sort_by_key(|it| it.light);
        aimed
    }

    /// Returns the sums of a site that have a target.
    pub fn sums_aimed_at(&self, site: &str) -> impl Iterator<Item = Aimed<'_>> {
        self.sums_aimed(move |field| field.sites.get(site).cloned())
    }

    /// Returns the fields without a target that had values out of bounds, those below and those above their limits
    /// apart; ordered by light, then by number.
    pub fn beyond(&self) -> Vec<Beyond<'_>> {
        let sides = |field| [true, false].map(|is_below| self.beyond_of(field, is_below));
        let mut beyond: Vec<Beyond> = self.values.iter().flat_map(sides).flatten().collect();
        beyond.sort_by_key(|it| (it.light, Reverse(it.count)));
        beyond
    }

    fn beyond_of<'r>(&'r self, field: &'r FieldCounts, is_below: bool) -> Option<Beyond<'r>> {
        let task = self.task_of(field)?;
        let is_it = |it: &&OutOfBounds| {
            it.field == field.id && it.which.task == task.id && matches!(it.beyond, Bound::Below(_)) == is_below
        };
        let goal_of = |it: &OutOfBounds| match it.beyond {
            Bound::Below(low) => (Goal::AtLeast(low), low),
            Bound::Above(high) => (Goal::AtMost(high), high),
        };
        let values = || self.lists.out_of_bounds.iter().filter(is_it);
        let worst = values().max_by_key(|it| (it.value - goal_of(it).1).abs())?;
        let light = Light::of_goal(worst.value, goal_of(worst).0)?;
        let beyond = Beyond { field: (task, field), worst, count: values().count() as u64, light };
        field.field.target.is_none().then_some(beyond)
    }

    fn measures_aimed(&self) -> impl Iterator<Item = Aimed<'_>> {
        self.measures.iter().filter_map(|it| {
            let measure = &it.measure;
            let goal = Goal::within(measure.warn_below, measure.warn_above)?;
            let value = it.total.value(measure)?;
            let light = Light::of_goal(value, goal)?;
            let unit = measure.shown_unit();
            Some(Aimed { measure: Some(measure), field: None, unit, value, goal, light })
        })
    }

    fn sums_aimed(&self, entered: impl Fn(&FieldCounts) -> Option<Entered>) -> impl Iterator<Item = Aimed<'_>> {
        self.values.iter().filter_map(move |field| {
            let entered = entered(field)?;
            let target = entered.target().map(|target| target.so_far).filter(|so_far| !so_far.is_zero())?;
            // If nothing was entered, the target is missed rather than omitted.
            let value = match entered.numbers {
                Some(numbers) => numbers.sum?,
                None => Decimal::ZERO,
            };
            let task = self.task_of(field)?;
            // If a measure is the same sum, its title is better.
            let of = FieldRef { task: task.id.to_string(), field: field.id.to_string() };
            let measure = self.measures.iter().map(|it| &it.measure).find(|it| it.per.is_none() && it.of == of);
            let goal = Goal::Target(target);
            let (unit, light) = (field.field.unit.as_deref(), Light::of_goal(value, goal)?);
            Some(Aimed { measure, field: Some((task, field)), unit, value, goal, light })
        })
    }

    /// Returns how late the late occurrences were done; `None` if there were none.
    pub fn lateness(&self) -> Option<Lateness<'_>> {
        let mut late: Vec<&Late> = self.lists.late.iter().collect();
        // The sort is stable: of equal delays, the first in the list is named.
        late.sort_by_key(|it| Reverse(it.after));
        let minutes: Vec<i64> = late.iter().map(|it| whole_minutes(it.after)).collect();
        let longest = late.first()?;
        let median = match minutes.len() % 2 {
            1 => minutes[minutes.len() / 2],
            _ => (minutes[minutes.len() / 2 - 1] + minutes[minutes.len() / 2] + 1).div_euclid(2),
        };
        let mut classes = [0; 3];
        for delay in minutes {
            classes[DELAYS.iter().filter(|end| delay > **end).count()] += 1;
        }
        Some(Lateness { median, longest, classes })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rate_is_compared_exactly() {
        let check = |of: u64, from: u64, target: &str, expected: Option<Light>| {
            let target = target.parse().expect("a number");
            assert_eq!(Light::of_rate(Rate { of, from }, target), expected, "{of}/{from} of {target}");
        };
        check(95, 100, "95", Some(Light::Reached));
        check(949, 1000, "95", Some(Light::Near));
        check(900, 1000, "95", Some(Light::Near));
        check(899, 1000, "95", Some(Light::Short));
        check(1, 3, "33.3", Some(Light::Reached));
        check(1, 3, "33.34", Some(Light::Near));
        check(0, 3, "4", Some(Light::Near));
        check(0, 0, "95", None);
    }

    #[test]
    fn a_figure_is_compared_with_its_goal() {
        let number = |text: &str| text.parse::<Decimal>().expect("a number");
        let check = |value: &str, goal: Goal, expected: Light| {
            assert_eq!(Light::of_goal(number(value), goal), Some(expected), "{value} {goal:?}");
        };
        check("28000", Goal::Target(number("28000")), Light::Reached);
        check("26600", Goal::Target(number("28000")), Light::Near);
        check("26599.99", Goal::Target(number("28000")), Light::Short);
        check("2.85", Goal::AtLeast(number("3")), Light::Near);
        check("2.84", Goal::AtLeast(number("3")), Light::Short);
        check("-10.4", Goal::AtLeast(number("-10")), Light::Near);
        check("5.25", Goal::AtMost(number("5")), Light::Near);
        check("5.26", Goal::AtMost(number("5")), Light::Short);
        check("4", Goal::Between(number("3"), number("5")), Light::Reached);
        check("2", Goal::Between(number("3"), number("5")), Light::Short);
    }
}
