//! Getting back what was not saved: the journal of an open map, what the next
//! start offers, and what damage does to it. Processes that are killed are in
//! `trials`.

mod session;
mod trials;

use std::{
    fs::{self, File},
    path::{Path, PathBuf},
    sync::Arc,
    time::{Duration, SystemTime},
};

use tempfile::TempDir;
use throughline::{
    file::{
        self, OsDisk, Stamp, limits,
        recovery::{self, End, Entry, Offer, Recorder},
    },
    model::{Map, stress_map},
};

const LONG: Duration = Duration::from_mins(1);

/// A map that is told from others by its title.
fn titled(title: &str) -> Arc<Map> {
    Arc::new(Map {
        title: title.into(),
        ..stress_map(12)
    })
}

fn recorder(folder: &Path) -> Recorder {
    Recorder::start(Arc::new(OsDisk), folder.to_owned(), || {})
}

/// Keeps these states one after the other, each on the disk before the next.
fn keep(recorder: &Recorder, maps: &[Arc<Map>]) {
    for map in maps {
        recorder.keep(Entry {
            map: Arc::clone(map),
            path: Some("/maps/shop.journey.ron".into()),
            stamp: Some(Stamp::of(b"as it was opened")),
        });
        assert!(recorder.flush(LONG));
    }
}

fn offers(folder: &Path) -> Vec<Offer> {
    recovery::offers(&OsDisk, folder)
}

fn journals(folder: &Path) -> Vec<PathBuf> {
    let mut found: Vec<PathBuf> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    found.sort();
    found
}

#[test]
fn what_was_not_saved_is_offered_once_its_process_is_gone() {
    let folder = TempDir::new().unwrap();
    let folder = folder.path().join("recovery");
    let first = recorder(&folder);
    let states = [titled("one"), titled("two"), titled("three")];
    keep(&first, &states);
    assert!(offers(&folder).is_empty(), "its owner lives");
    drop(first);
    let [offer] = &offers(&folder)[..] else {
        unreachable!("one map was open");
    };
    assert_eq!(offer.map.as_ref().unwrap(), &states[2]);
    assert_eq!(offer.path(), Some("/maps/shop.journey.ron".into()));
    assert_eq!(offer.about.stamp, Some(Stamp::of(b"as it was opened")));
    assert_eq!((offer.title(), offer.set_aside), ("three", false));
    assert!(offer.time > 1_700_000_000);
}

#[test]
fn a_map_without_a_file_is_offered_too() {
    let folder = TempDir::new().unwrap();
    let map = titled("never saved");
    let first = recorder(folder.path());
    first.keep(Entry {
        map: Arc::clone(&map),
        path: None,
        stamp: None,
    });
    drop(first);
    let offers = offers(folder.path());
    assert_eq!(offers.len(), 1);
    assert_eq!((offers[0].path(), offers[0].title()), (None, "never saved"));
    assert_eq!(offers[0].map.as_ref().unwrap(), &map);
}

#[cfg(unix)]
#[test]
fn a_path_that_is_no_text_comes_back_as_it_was() {
    use std::{ffi::OsStr, os::unix::ffi::OsStrExt};
    let folder = TempDir::new().unwrap();
    let path = PathBuf::from(OsStr::from_bytes(b"/maps/sh\xffop.journey.ron"));
    let first = recorder(folder.path());
    first.keep(Entry {
        map: titled("odd"),
        path: Some(path.clone()),
        stamp: None,
    });
    drop(first);
    assert_eq!(offers(folder.path())[0].path(), Some(path));
}

#[test]
fn a_saved_map_leaves_nothing_behind() {
    let folder = TempDir::new().unwrap();
    let first = recorder(folder.path());
    keep(&first, &[titled("one"), titled("two")]);
    first.end(End::Saved);
    assert!(first.flush(LONG));
    assert_eq!(journals(folder.path()), [] as [PathBuf; 0]);
    // The next change begins anew.
    keep(&first, &[titled("three")]);
    drop(first);
    assert_eq!(offers(folder.path())[0].title(), "three");
}

#[test]
fn what_was_left_unsaved_on_purpose_can_still_be_had() {
    let folder = TempDir::new().unwrap();
    let first = recorder(folder.path());
    keep(&first, &[titled("left")]);
    first.end(End::Left);
    keep(&first, &[titled("lost")]);
    assert!(first.flush(LONG));
    let [left] = &offers(folder.path())[..] else {
        unreachable!("the other one is alive");
    };
    assert_eq!((left.title(), left.set_aside), ("left", true));
    drop(first);
    let titles: Vec<_> = offers(folder.path())
        .iter()
        .map(|offer| (offer.title().to_owned(), offer.set_aside))
        .collect();
    assert_eq!(titles, [("lost".into(), false), ("left".into(), true)]);
}

#[test]
fn what_is_declined_is_kept_for_a_month_and_no_clock_hurries_it() {
    let folder = TempDir::new().unwrap();
    let first = recorder(folder.path());
    keep(&first, &[titled("regretted")]);
    drop(first);
    recovery::put_aside(&OsDisk, folder.path(), &offers(folder.path())[0]);
    let day = Duration::from_hours(24);
    let days = u32::try_from(limits::KEPT_DAYS).unwrap();
    let now = SystemTime::now();
    for (time, stays) in [
        (now, true),
        (now - day * (days - 1), true),
        // A clock that was set back.
        (now + day * 400, true),
        (now - day * (days + 1), false),
    ] {
        for path in journals(folder.path()) {
            let file = File::options().append(true).open(path).unwrap();
            file.set_modified(time).unwrap();
        }
        recovery::tidy(&OsDisk, folder.path());
        let kept = offers(folder.path());
        assert_eq!(kept.len(), usize::from(stays), "{time:?}");
        assert!(kept.iter().all(|offer| offer.set_aside));
    }
}

#[test]
fn what_was_never_declined_is_never_too_old() {
    let folder = TempDir::new().unwrap();
    let first = recorder(folder.path());
    keep(&first, &[titled("before the holidays")]);
    drop(first);
    for path in journals(folder.path()) {
        let file = File::options().append(true).open(path).unwrap();
        file.set_modified(SystemTime::now() - Duration::from_hours(24 * 400))
            .unwrap();
    }
    recovery::tidy(&OsDisk, folder.path());
    assert_eq!(offers(folder.path())[0].title(), "before the holidays");
    // Its month begins when it is set aside.
    recovery::put_aside(&OsDisk, folder.path(), &offers(folder.path())[0]);
    recovery::tidy(&OsDisk, folder.path());
    assert!(offers(folder.path())[0].set_aside);
}

#[test]
fn what_is_set_aside_is_what_can_be_read() {
    let folder = TempDir::new().unwrap();
    let first = recorder(folder.path());
    keep(&first, &[titled("one"), titled("two")]);
    drop(first);
    let path = journals(folder.path()).remove(0);
    let next = path.to_str().unwrap().replace(".000001.", ".000002.");
    fs::write(&next, &fs::read(&path).unwrap()[..40]).unwrap();
    recovery::put_aside(&OsDisk, folder.path(), &offers(folder.path())[0]);
    let found = offers(folder.path());
    assert_eq!((found.len(), found[0].title()), (1, "two"));
    assert!(found[0].set_aside);
}

#[test]
fn a_map_that_no_file_can_hold_is_told_and_the_one_before_it_kept() {
    let folder = TempDir::new().unwrap();
    let first = recorder(folder.path());
    keep(&first, &[titled("small")]);
    let mut large = Map::clone(&titled("large"));
    large.scenario = "x".repeat(limits::TEXT_CHARS + 1);
    first.keep(Entry {
        map: Arc::new(large),
        path: None,
        stamp: None,
    });
    assert!(!first.flush(LONG));
    assert!(
        first
            .trouble()
            .unwrap()
            .contains("larger than a file may be")
    );
    drop(first);
    assert_eq!(offers(folder.path())[0].title(), "small");
}

#[test]
fn a_journal_stays_small_however_long_the_work_is() {
    let folder = TempDir::new().unwrap();
    let first = recorder(folder.path());
    let map = stress_map(4_000);
    let whole = file::write(&map).unwrap().len() as u64;
    let mut largest = 0;
    for round in 0..60 {
        // Every card says something else: no difference is small.
        let mut map = map.clone();
        for stage in &mut map.stages {
            for card in &mut Arc::make_mut(stage).cards {
                let card = Arc::make_mut(card);
                card.text = format!("{round} {} {round}", card.id.0 * 7919 + round);
            }
        }
        keep(&first, &[Arc::new(map)]);
        let files = journals(folder.path());
        let sizes = files.iter().map(|path| fs::metadata(path).unwrap().len());
        largest = largest.max(sizes.sum::<u64>());
    }
    assert!(whole > 500_000 && largest > 300_000, "{whole} {largest}");
    assert!(largest < 4 * whole + 8 * 1024 * 1024, "{largest}");
}

#[test]
fn damage_takes_what_it_hits_and_keeps_no_other_map_back() {
    let folder = TempDir::new().unwrap();
    let states: Vec<_> = (0..6)
        .map(|state| titled(&format!("state {state}")))
        .collect();
    for name in ["damaged", "other"] {
        let its = folder.path().join(name);
        let first = recorder(&its);
        keep(&first, &states);
        drop(first);
    }
    let whole = fs::read(&journals(&folder.path().join("damaged"))[0]).unwrap();
    let texts: Vec<_> = states.iter().map(|map| file::write(map).unwrap()).collect();
    let (mut early, mut tried) = (0, 0);
    let mut check = |bytes: &[u8], complete: bool| {
        let (text, _) = recovery::replayed(bytes);
        let found = text.map(|text| texts.iter().position(|it| it.as_bytes() == text));
        // What is found is a state that was there, never a mixture.
        assert!(found != Some(None), "a text that never was");
        assert!(!complete || found == Some(Some(5)));
        early += usize::from(found != Some(Some(5)));
        tried += 1;
    };
    for end in 0..=whole.len() {
        check(&whole[..end], end == whole.len());
    }
    for at in 0..whole.len() {
        let mut bytes = whole.clone();
        bytes[at] = !bytes[at];
        check(&bytes, false);
    }
    assert!(early > tried / 2 && tried > 2_000, "{early} of {tried}");
    // Beside one that is nothing but damage, others are offered.
    let other = journals(&folder.path().join("other")).remove(0);
    let both = folder.path().join("both");
    fs::create_dir(&both).unwrap();
    fs::copy(other, both.join("7-0.000001.journal")).unwrap();
    fs::write(both.join("8-0.000001.journal"), [0; 400]).unwrap();
    fs::write(both.join("9-0.000001.journal"), "").unwrap();
    fs::write(both.join("notes.txt"), "not ours").unwrap();
    let found = offers(&both);
    assert_eq!(found.iter().filter(|offer| offer.map.is_ok()).count(), 1);
    let said = found.iter().find_map(|offer| offer.map.as_ref().err());
    assert!(said.unwrap().contains("nothing in it is whole"));
}

#[test]
fn an_older_generation_stands_in_for_one_that_was_never_finished() {
    let folder = TempDir::new().unwrap();
    let first = recorder(folder.path());
    keep(&first, &[titled("one"), titled("two")]);
    drop(first);
    let path = journals(folder.path()).remove(0);
    let name = path.to_str().unwrap().replace(".000001.", ".000002.");
    let started = fs::read(&path).unwrap();
    for end in [0, 10, 30, started.len() / 4] {
        fs::write(&name, &started[..end]).unwrap();
        let found = offers(folder.path());
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].title(), "two", "{end} bytes of the next");
    }
}

#[test]
fn two_windows_keep_two_journals() {
    let folder = TempDir::new().unwrap();
    let (one, other) = (recorder(folder.path()), recorder(folder.path()));
    keep(&one, &[titled("mine")]);
    keep(&other, &[titled("yours")]);
    assert!(offers(folder.path()).is_empty());
    drop(one);
    assert_eq!(offers(folder.path())[0].title(), "mine");
    drop(other);
    assert_eq!(offers(folder.path()).len(), 2);
}
