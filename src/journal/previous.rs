//! Which record a writer wrote before the one it is about to write.

use super::act::ActId;
use super::chain::{Place, Prev};
use super::folder::Folder;
use super::layout;
use super::losses::last_before;
use super::writer::WriterId;
use crate::calendar::{Day, DayRange};
use chrono::{DateTime, Days};
use std::path::{Path, PathBuf};

impl Folder {
    /// The record this writer wrote last, asked while nobody else writes to the file at `here`. What is remembered is never
    /// trusted alone: it may be lost, or older than the files. It is kept where the files do not know it: then they have
    /// lost it.
    pub(super) fn previous(
        &self,
        checklist: &Path,
        here: (Place, WriterId),
        last_here: Option<ActId>,
        remembered: Option<Prev>,
    ) -> Option<Prev> {
        let (place, writer) = here;
        let last_here = last_here.map(|id| Prev { id, place });
        let elsewhere = match remembered {
            Some(known) if known.place == place => None,
            Some(known) => last_of(own_files(checklist, writer, since(known.id)), place),
            None => last_of(own_files(checklist, writer, Day::MIN), place),
        };
        [remembered, last_here, elsewhere].into_iter().flatten().max_by_key(|known| known.id)
    }
}

/// The first day of which a writer may have said something after an id. What was said of days long gone is not looked for.
fn since(id: ActId) -> Day {
    let millis = i64::try_from(id.as_u64_pair().0 >> 16).unwrap_or_default();
    let day = DateTime::from_timestamp_millis(millis).map(|at| at.date_naive());
    day.and_then(|day| day.checked_sub_days(Days::new(2))).unwrap_or(Day::MIN)
}

/// A writer's own files from a day on, under whatever name a copy was given.
fn own_files(checklist: &Path, writer: WriterId, first: Day) -> Vec<(Place, PathBuf)> {
    let days = layout::day_files(checklist, DayRange { first, last: Day::MAX }, &mut |_, _| {});
    let of_days = days.into_iter().flat_map(|(day, files)| files.into_iter().map(move |file| (Place::Day(day), file)));
    let adopted = layout::adopted_files(checklist).unwrap_or_default();
    let all = of_days.chain(adopted.into_iter().map(|file| (Place::Adopted, file)));
    let writer = writer.to_string();
    all.filter(|(_, file)| layout::writer_of(file) == writer).collect()
}

/// The record with the highest id that lies in some files, but for those of one place.
fn last_of(files: Vec<(Place, PathBuf)>, but_for: Place) -> Option<Prev> {
    let others = files.iter().filter(|(place, _)| *place != but_for);
    let last = others.filter_map(|(place, file)| {
        let id = last_before(std::iter::once(file.as_path()), None)?;
        Some(Prev { id, place: *place })
    });
    last.max_by_key(|last| last.id)
}
