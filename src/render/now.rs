//! The occurrences due now, on one screen. Rows that do not fit are only counted.

use super::day::OpenRow;
use super::views::DayView;
use super::{Screen, header, words};
use crate::language::say;
use crate::status::Status;

/// Returns the days of several sites, followed by `below`. `today` is the command that shows everything; `beside` is
/// the number of screen rows that are already taken.
pub fn lines(views: &[DayView], today: &str, below: Vec<String>, beside: usize) -> Vec<String> {
    let heads: Vec<Vec<String>> =
        views.iter().map(|view| [header::now_lines(view), view.too_late_lines()].concat()).collect();
    let rows: Vec<Vec<OpenRow>> = views.iter().map(|view| view.rows().open()).collect();
    let needs: Vec<usize> = rows.iter().map(|rows| height(rows)).collect();
    let screen = views.first().map(|view| view.screen);
    let room = screen.and_then(|screen| screen.height).map_or(usize::MAX, |height| {
        // One row is for the prompt.
        height.saturating_sub(1 + beside + heads.iter().map(Vec::len).sum::<usize>() + below.len())
    });
    let mut lines = Vec::new();
    for (((view, head), rows), room) in views.iter().zip(heads).zip(rows).zip(shares(&needs, room)) {
        lines.extend(head);
        lines.extend(fitting(rows, room, today, &view.screen));
    }
    lines.extend(below);
    lines
}

fn height(rows: &[OpenRow]) -> usize {
    rows.iter().map(|row| row.lines.len()).sum()
}

/// Divides the available lines among sites that need the given numbers. Lines that one site does not need go to the
/// others.
fn shares(needs: &[usize], mut room: usize) -> Vec<usize> {
    let mut shares = vec![0; needs.len()];
    let mut order: Vec<usize> = (0..needs.len()).collect();
    order.sort_by_key(|at| needs[*at]);
    for (number, at) in order.into_iter().enumerate() {
        shares[at] = needs[at].min(room / (needs.len() - number));
        room -= shares[at];
    }
    shares
}

/// Returns as many rows as fit, and a line that counts the rest. Returns nothing if `room` is 0, because the header has
/// the counts.
fn fitting(rows: Vec<OpenRow>, room: usize, today: &str, screen: &Screen) -> Vec<String> {
    let mut shown = rows.len();
    let mut more = Vec::new();
    while shown > 0 && height(&rows[..shown]) + more.len() > room {
        shown -= 1;
        more = left(&rows[shown..], today, screen);
    }
    more.truncate(room);
    rows.into_iter().take(shown).flat_map(|row| row.lines).chain(more).collect()
}

/// Counts the remaining rows, and names the command that shows them.
fn left(rows: &[OpenRow], today: &str, screen: &Screen) -> Vec<String> {
    let lang = screen.lang;
    let count = |word: String, is_it: fn(&Status) -> bool| {
        let count = rows.iter().filter(|row| is_it(&row.status)).count();
        (count > 0).then(|| say::counted(lang, word, count))
    };
    let parts = [
        count(words::status(lang, Status::Due), |it| *it == Status::Due),
        count(words::status(lang, Status::Overdue), |it| *it == Status::Overdue),
        count(words::status(lang, Status::Missed), |it| *it == Status::Missed),
        count(say::to_fill_in(lang), |it| matches!(it, Status::Done(_))),
    ];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    let lines = screen.wrap(&say::now_more(lang, parts.join(&say::list_comma(lang)), today));
    lines.iter().map(|line| screen.dim(line)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn room_is_shared_and_none_is_left_unused() {
        let check = |needs: &[usize], room: usize, expected: &[usize]| {
            assert_eq!(shares(needs, room), expected, "{needs:?} in {room}");
        };
        check(&[], 10, &[]);
        check(&[5], 10, &[5]);
        check(&[15], 10, &[10]);
        check(&[15, 2], 10, &[8, 2]);
        check(&[2, 15, 15], 12, &[2, 5, 5]);
        check(&[9, 9, 9], 10, &[3, 3, 4]);
        check(&[9, 9], 0, &[0, 0]);
    }
}
