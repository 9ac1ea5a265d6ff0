//! A journal on a shared folder: sync services and people rename, move, replace and delay files. Everything there is
//! read or reported.

use crate::sample;
use ops::calendar::DayRange;
use ops::journal::{Act, DayReader, Draft, FaultKind, Folder, Journal};
use sample::*;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::mpsc;
use std::time::SystemTime;

const DAY_FILE: &str = "taobao/2026/11/2026-11-23.ab12cd34.jsonl";

struct Shared {
    place: tempfile::TempDir,
    acts: Vec<Act>,
    text: PathBuf,
}

impl Shared {
    /// Creates three acts of the Monday, one of an October day, and an adoption.
    fn new() -> Shared {
        let place = tempfile::tempdir().unwrap();
        let journal = folder(place.path(), "ab12cd34");
        for number in 1..=3 {
            let facts = vec![add(&format!("+{number}"), "any", "08:41", "关键词模板")];
            journal.append(&draft(number, "小李", "08:41", facts)).unwrap();
        }
        let october = Draft { day: day("2026-10-31"), ..draft(4, "小李", "08:41", vec![tick("08:41", None)]) };
        journal.append(&october).unwrap();
        let texts = bundle(&[("ops.toml", "id = \"taobao\"\ntitle = \"淘宝\"\n")]);
        let adopted = journal.adopt(&adoption(5, "2026-10-01", "08:41"), &texts).unwrap();
        let text = place.path().join(format!("taobao/texts/{}.toml", adopted.files[0].sha256));
        let acts = read(&journal);
        Shared { place, acts, text }
    }

    fn journal(&self) -> Folder {
        folder(self.place.path(), "ab12cd34")
    }

    fn path(&self, name: &str) -> PathBuf {
        self.place.path().join(name)
    }

    fn rename(&self, from: &str, to: &str) {
        fs::create_dir_all(self.path(to).parent().unwrap()).unwrap();
        fs::rename(self.path(from), self.path(to)).unwrap();
    }

    /// Checks what every way of reading finds of the Monday, and the faults of all of them.
    fn check(&self, what: &str, acts: &[Act], faults: &[FaultKind]) {
        let journal = self.journal();
        let kinds = |found: &[ops::journal::Fault]| found.iter().map(|it| it.kind.clone()).collect::<Vec<_>>();
        let reading = journal.read_day(CHECKLIST, monday()).unwrap();
        assert_eq!((reading.acts.as_slice(), kinds(&reading.faults).as_slice()), (acts, faults), "{what}");
        for first in ["2026-11-20", "2020-01-01"] {
            let range = DayRange { first: day(first), last: day("2026-11-24") };
            let found = DayReader::new(&journal, CHECKLIST).unwrap().one_offs(range).unwrap();
            let found = found.into_iter().find(|(day, _)| *day == monday()).map(|(_, it)| it).unwrap_or_default();
            assert_eq!((found.acts.as_slice(), kinds(&found.faults).as_slice()), (acts, faults), "{what}: {first}");
            let is_listed = journal.days(CHECKLIST, range).unwrap().contains(&monday());
            assert_eq!(is_listed, !acts.is_empty() || !faults.is_empty(), "{what}: {first}");
        }
        let verified = journal.verify(None, at("12:00").to_utc()).unwrap();
        assert_eq!(verified.is_sound(), faults.is_empty(), "{what}: {:?}", verified.faults);
    }
}

#[test]
fn a_file_that_moved_is_read_where_it_lies() {
    for (from, to) in [
        (DAY_FILE, "taobao/2026/11/2026-11-23.ab12cd34.JSONL"),
        (DAY_FILE, "taobao/2026/11/2026-11-23.ab12cd34.jsonl (1)"),
        (DAY_FILE, "taobao/2026/11/2026-11-23.ab12cd34.jsonl~"),
        (DAY_FILE, "taobao/2026/11/2026-11-23.ab12cd34.jsonl.bak"),
        (DAY_FILE, "taobao/2026/11/副本 2026-11-23.ab12cd34.jsonl"),
        (DAY_FILE, "taobao/2026/11/Copy of 2026-11-23.ab12cd34.jsonl"),
        (DAY_FILE, "taobao/2026/11/11 (1)/2026-11-23.ab12cd34.jsonl"),
        (DAY_FILE, "taobao/2026/2026-11-23.ab12cd34.jsonl"),
        (DAY_FILE, "taobao/2026-11-23.ab12cd34.jsonl"),
        (DAY_FILE, "taobao/old/of last year/2026-11-23.ab12cd34.jsonl"),
        ("taobao/2026/11", "taobao/2026/11 (1)"),
        ("taobao/2026/11", "taobao/2026/11月"),
        ("taobao/2026/11", "taobao/2026/12"),
        ("taobao/2026/11", "taobao/2025/11"),
        ("taobao/2026/11", "taobao/11"),
        ("taobao/2026", "taobao/2026 副本"),
        ("taobao/2026", "taobao/2025"),
        ("taobao/2026", "taobao/backup/2026"),
    ] {
        let shared = Shared::new();
        shared.rename(from, to);
        shared.check(to, &shared.acts, &[]);
    }
}

#[test]
fn adoptions_and_texts_that_moved_are_read_where_they_lie() {
    for to in [
        "adopted.ab12cd34.jsonl (1)",
        "Copy of adopted.ab12cd34.JSONL",
        "old/adopted.ab12cd34.jsonl",
        "2026/adopted.ab12cd34.jsonl",
    ] {
        let shared = Shared::new();
        shared.rename("taobao/adopted.ab12cd34.jsonl", &format!("taobao/{to}"));
        let reading = shared.journal().adoptions(CHECKLIST).unwrap();
        assert_eq!((reading.adoptions.len(), reading.faults.len()), (1, 0), "{to}");
    }
    let name = |shared: &Shared| shared.text.file_name().unwrap().to_str().unwrap().to_owned();
    for to in ["texts (1)/NAME", "texts/NAME (1)", "texts/Copy of NAME", "2026/NAME"] {
        let shared = Shared::new();
        let to = format!("taobao/{}", to.replace("NAME", &name(&shared)));
        shared.rename(&format!("taobao/texts/{}", name(&shared)), &to);
        let adoption = shared.journal().adoptions(CHECKLIST).unwrap().adoptions.remove(0);
        assert_eq!(shared.journal().bundle(&adoption).unwrap().files[0].text.len(), 31, "{to}");
    }
}

/// Git's `autocrlf` turns every line ending into CRLF, or LF.
#[test]
fn a_text_is_known_whatever_its_line_ends() {
    for adopted in ["id = \"taobao\"\n# 清单\n", "id = \"taobao\"\r\n# 清单\r\n"] {
        let place = tempfile::tempdir().unwrap();
        let journal = folder(place.path(), "ab12cd34");
        let texts = bundle(&[("ops.toml", adopted)]);
        let adoption = journal.adopt(&adoption(1, "2026-11-23", "08:41"), &texts).unwrap();
        let path = place.path().join(format!("taobao/texts/{}.toml", adoption.files[0].sha256));
        let unix = adopted.replace("\r\n", "\n");
        for checked_out in [unix.replace('\n', "\r\n"), unix] {
            fs::write(&path, &checked_out).unwrap();
            assert_eq!(journal.bundle(&adoption).unwrap(), texts, "{checked_out:?}");
            assert_eq!(journal.verify(None, at("12:00").to_utc()).unwrap().faults, []);
        }
        fs::write(&path, adopted.replace("taobao", "tmall")).unwrap();
        assert!(journal.bundle(&adoption).is_err());
    }
}

/// Cloud drives keep a name and fetch the content on demand; sync services write partial files.
#[test]
fn what_is_not_here_yet_is_told() {
    let old = |path: &Path, content: &[u8]| {
        fs::write(path, content).unwrap();
        fs::File::options().write(true).open(path).unwrap().set_modified(SystemTime::UNIX_EPOCH).unwrap();
    };
    for (name, content) in [
        ("2026-11-23.ab12cd34.jsonl", &b""[..]),
        ("2026-11-23.ab12cd34.jsonl", &[0; 300]),
        (".2026-11-23.ab12cd34.jsonl.icloud", b"bplist00"),
        ("2026-11-23.ab12cd34.jsonl.tmp", b"{\"v\":1"),
        (".syncthing.2026-11-23.ab12cd34.jsonl.tmp", b""),
        ("~$2026-11-23.ab12cd34.jsonl", b"x"),
    ] {
        let shared = Shared::new();
        fs::remove_file(shared.path(DAY_FILE)).unwrap();
        old(&shared.path("taobao/2026/11").join(name), content);
        shared.check(name, &[], &[FaultKind::NotHere]);
        // The files next to it are still read.
        let shared = Shared::new();
        old(&shared.path("taobao/2026/11").join(name.replace("ab12", "zz12")), content);
        shared.check(name, &shared.acts, &[FaultKind::NotHere]);
    }
    let shared = Shared::new();
    old(&shared.path("taobao/adopted.zz12cd34.jsonl"), b"");
    let faults = shared.journal().adoptions(CHECKLIST).unwrap().faults;
    assert!(matches!(&faults[..], [it] if it.kind == FaultKind::NotHere), "{faults:?}");
    // A file whose name no longer has its day.
    let shared = Shared::new();
    fs::write(shared.path("taobao/2026/11/副本.jsonl"), "").unwrap();
    assert_eq!(shared.journal().read_day(CHECKLIST, monday()).unwrap().faults.len(), 1);
    // Folders that other programs keep for themselves are ignored.
    let shared = Shared::new();
    for name in ["taobao/@eaDir", "taobao/2026/11/.stversions"] {
        fs::create_dir_all(shared.path(name)).unwrap();
        fs::write(shared.path(name).join("2026-11-23.ab12cd34.jsonl@SynoEAStream"), "x").unwrap();
    }
    shared.check("of others", &shared.acts, &[]);
}

/// Does something with a journal again and again while others move its files: a hundred times, and until they have moved
/// them ten times.
fn while_moving(move_them: impl Fn() -> bool + Sync, mut work: impl FnMut()) {
    let (moves, is_over) = (AtomicUsize::new(0), AtomicBool::new(false));
    std::thread::scope(|scope| {
        scope.spawn(|| {
            while !is_over.load(Ordering::SeqCst) {
                moves.fetch_add(usize::from(move_them()), Ordering::SeqCst);
                std::thread::yield_now();
            }
        });
        for done in 1.. {
            work();
            if done >= 100 && moves.load(Ordering::SeqCst) >= 10 {
                break;
            }
        }
        is_over.store(true, Ordering::SeqCst);
    });
}

#[test]
fn a_file_renamed_while_it_is_read_is_found_or_told() {
    for (from, to) in [
        (DAY_FILE, "taobao/2026/11/2026-11-23.ab12cd34 (1).jsonl"),
        ("taobao/2026/11", "taobao/2026/11 (1)"),
        ("taobao/2026", "taobao/2026 副本"),
    ] {
        let shared = Shared::new();
        let (from, to) = (shared.path(from), shared.path(to));
        let back_and_forth = || {
            let moved = fs::rename(&from, &to).is_ok();
            fs::rename(&to, &from).is_ok() && moved
        };
        let mut in_part = 0;
        while_moving(back_and_forth, || {
            let is_whole_or_told = match shared.journal().read_day(CHECKLIST, monday()) {
                Ok(reading) => reading.acts == shared.acts || !reading.faults.is_empty(),
                Err(_) => true,
            };
            in_part += usize::from(!is_whole_or_told);
        });
        assert_eq!(in_part, 0, "{}: read in part without a word", to.display());
        shared.check(&to.display().to_string(), &shared.acts, &[]);
    }
}

#[test]
fn an_act_written_while_its_file_moves_is_there_or_not_acknowledged() {
    let places = [(DAY_FILE, "taobao/2026/11/2026-11-23.ab12cd34 (N).jsonl"), ("taobao/2026/11", "taobao/2026/11 (N)")];
    for (from, to) in places {
        let shared = Shared::new();
        let mut acknowledged = Vec::new();
        let (write_begins, moves) = mpsc::channel::<u64>();
        let moved = std::thread::scope(|scope| {
            let mover = scope.spawn(|| {
                let mut moved = 0;
                for number in moves {
                    (0..1_000 * number).for_each(|_| std::hint::spin_loop());
                    // Do not move back over a recreated file, which would destroy it.
                    moved += usize::from(
                        fs::rename(shared.path(from), shared.path(&to.replace('N', &moved.to_string()))).is_ok(),
                    );
                }
                moved
            });
            for number in 100..150 {
                // At most one move per act, and none for half of them, so that some acts succeed on any machine.
                if number % 2 == 0 {
                    write_begins.send(number).unwrap();
                }
                let written = shared.journal().append(&draft(number, "小李", "08:41", vec![tick("08:41", None)]));
                acknowledged.extend(written.ok().map(|act| act.id));
            }
            drop(write_begins);
            mover.join().unwrap()
        });
        let reading = shared.journal().read_day(CHECKLIST, monday()).unwrap();
        let missing = acknowledged.iter().filter(|id| reading.acts.iter().all(|act| act.id != **id));
        assert_eq!(missing.count(), 0, "{to}: acknowledged and not there");
        assert!(reading.faults.iter().all(|it| it.kind == FaultKind::NotHere), "{to}: {:?}", reading.faults);
        assert!(moved > 0 && !acknowledged.is_empty(), "{to}: {moved} moves, {} acts", acknowledged.len());
    }
}
