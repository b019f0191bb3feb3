//! A disk that exists in memory alone and loses power: at any call it stops,
//! and what was not synced may be there, be cut, be zeros, or not be there, in
//! any combination. What is found then must be the old file or the new one.

use std::{
    collections::BTreeMap,
    fs, io,
    path::{Path, PathBuf},
    sync::{Arc, Mutex, MutexGuard},
    time::Duration,
};

use throughline::{
    file::{
        self, Consent, Disk, Draft, FileError, Kind, Lock, Log, Stamp, Status,
        recovery::{self, Entry, Recorder},
        save, write_together,
    },
    model::{Map, stress_map},
};

/// What is on a disk, as far as it is known and as far as it would survive.
#[derive(Clone, Default)]
struct World {
    contents: BTreeMap<u64, Content>,
    names: BTreeMap<PathBuf, u64>,
    lasting_names: BTreeMap<PathBuf, u64>,
    /// Changes of names that no sync has confirmed.
    open: Vec<(PathBuf, Option<u64>)>,
    next: u64,
    calls: usize,
    /// From this call on there is no power; 0 for never.
    stops_at: usize,
    /// Whether syncing does what it says.
    lies: bool,
    folder_syncs: usize,
}

#[derive(Clone, Default)]
struct Content {
    bytes: Vec<u8>,
    lasting: Vec<u8>,
}

impl World {
    fn name(&mut self, path: &Path, content: Option<u64>) {
        match content {
            Some(content) => self.names.insert(path.into(), content),
            None => self.names.remove(path),
        };
        self.open.push((path.into(), content));
    }

    /// Every world that may be found after the power is back.
    fn outcomes(&self) -> Vec<Self> {
        let mut worlds = Vec::new();
        assert!(self.open.len() < 9, "too many open names to try them all");
        for chosen in 0..1_u32 << self.open.len() {
            let mut names = self.lasting_names.clone();
            for (index, (path, content)) in self.open.iter().enumerate() {
                if chosen & (1 << index) != 0 {
                    match content {
                        Some(content) => names.insert(path.clone(), *content),
                        None => names.remove(path),
                    };
                }
            }
            for fate in 0..4 {
                let contents = self.contents.iter().map(|(id, content)| {
                    let bytes = match fate {
                        _ if content.bytes == content.lasting => content.bytes.clone(),
                        0 => content.lasting.clone(),
                        1 => content.bytes.clone(),
                        2 => vec![0; content.bytes.len()],
                        _ => content.bytes[..content.bytes.len() / 2].to_vec(),
                    };
                    let lasting = bytes.clone();
                    (*id, Content { bytes, lasting })
                });
                worlds.push(Self {
                    contents: contents.collect(),
                    names: names.clone(),
                    lasting_names: names.clone(),
                    next: self.next,
                    ..Self::default()
                });
            }
        }
        worlds
    }

    fn bytes(&self, path: &Path) -> Option<&[u8]> {
        let content = self.contents.get(self.names.get(path)?)?;
        Some(&content.bytes)
    }
}

/// The disk with a world in it.
#[derive(Clone, Default)]
struct Sim(Arc<Mutex<World>>);

impl Sim {
    fn of(world: World) -> Self {
        Self(Arc::new(Mutex::new(world)))
    }

    fn world(&self) -> MutexGuard<'_, World> {
        self.0.lock().unwrap()
    }

    fn call(&self) -> io::Result<MutexGuard<'_, World>> {
        let mut world = self.world();
        world.calls += 1;
        if world.stops_at != 0 && world.calls >= world.stops_at {
            return Err(io::Error::other("the power is gone"));
        }
        Ok(world)
    }

    fn with_power_until(&self, call: usize) -> Self {
        let mut world = self.world().clone();
        (world.calls, world.stops_at) = (0, call);
        Self::of(world)
    }
}

fn absent() -> io::Error {
    io::ErrorKind::NotFound.into()
}

impl Disk for Sim {
    fn status(&self, path: &Path) -> io::Result<Status> {
        let world = self.call()?;
        let content = world.names.get(path).ok_or_else(absent)?;
        Ok(Status {
            kind: Kind::File,
            len: world.contents[content].bytes.len() as u64,
            modified: None,
            permissions: fs::metadata(".")?.permissions(),
            links: 1,
            identity: Some((1, *content)),
            owner: None,
        })
    }

    fn read_link(&self, _: &Path) -> io::Result<PathBuf> {
        Err(absent())
    }

    fn read(&self, path: &Path, at_most: u64) -> io::Result<Vec<u8>> {
        let world = self.call()?;
        let mut bytes = world.bytes(path).ok_or_else(absent)?.to_vec();
        bytes.truncate(usize::try_from(at_most).unwrap());
        Ok(bytes)
    }

    fn try_write(&self, path: &Path) -> io::Result<()> {
        self.call()?.bytes(path).map(drop).ok_or_else(absent)
    }

    fn create(&self, folder: &Path, _: Option<&Status>) -> io::Result<Box<dyn Draft>> {
        let mut world = self.call()?;
        world.next += 1;
        let content = world.next;
        let path = folder.join(format!(".draft-{content}"));
        world.contents.insert(content, Content::default());
        world.name(&path, Some(content));
        Ok(Box::new(SimFile {
            disk: self.clone(),
            content,
            path: Some(path),
        }))
    }

    fn sync_folder(&self, _: &Path) -> io::Result<()> {
        let mut world = self.call()?;
        if !world.lies {
            world.lasting_names = world.names.clone();
            world.open.clear();
        }
        world.folder_syncs += 1;
        Ok(())
    }

    fn create_folder(&self, _: &Path, _: bool) -> io::Result<()> {
        self.call().map(drop)
    }

    fn list(&self, folder: &Path) -> io::Result<Vec<PathBuf>> {
        let world = self.call()?;
        let names = world.names.keys();
        Ok(names
            .filter(|path| path.parent() == Some(folder))
            .cloned()
            .collect())
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        let mut world = self.call()?;
        world.bytes(path).ok_or_else(absent)?;
        world.name(path, None);
        Ok(())
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        let mut world = self.call()?;
        let content = *world.names.get(from).ok_or_else(absent)?;
        world.name(from, None);
        world.name(to, Some(content));
        Ok(())
    }

    fn overwrite(&self, _: &Path, _: &[u8]) -> io::Result<()> {
        unreachable!("nothing here can be written in place only")
    }

    fn append(&self, path: &Path) -> io::Result<Box<dyn Log>> {
        let mut world = self.call()?;
        world.next += 1;
        let content = world.next;
        world.contents.insert(content, Content::default());
        world.name(path, Some(content));
        Ok(Box::new(SimFile {
            disk: self.clone(),
            content,
            path: None,
        }))
    }

    fn lock(&self, _: &Path) -> io::Result<Option<Lock>> {
        drop(self.call()?);
        Ok(Some(Box::new(())))
    }
}

struct SimFile {
    disk: Sim,
    content: u64,
    /// The name of a draft.
    path: Option<PathBuf>,
}

impl SimFile {
    fn add(&self, bytes: &[u8]) -> io::Result<()> {
        let added = self.disk.call();
        let power_fails = added.is_err();
        let mut world = match added {
            Ok(world) => world,
            Err(_) => self.disk.world(),
        };
        let content = world.contents.get_mut(&self.content).unwrap();
        // The power goes in the middle of it.
        let end = if power_fails {
            bytes.len() / 2
        } else {
            bytes.len()
        };
        content.bytes.extend(&bytes[..end]);
        if power_fails { Err(absent()) } else { Ok(()) }
    }

    fn last(&self) -> io::Result<()> {
        let mut world = self.disk.call()?;
        let lies = world.lies;
        let content = world.contents.get_mut(&self.content).unwrap();
        if !lies {
            content.lasting.clone_from(&content.bytes);
        }
        Ok(())
    }
}

impl Draft for SimFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.add(bytes)
    }

    fn sync(&mut self) -> io::Result<()> {
        self.last()
    }

    fn rename(mut self: Box<Self>, target: &Path) -> io::Result<()> {
        let mut world = self.disk.call()?;
        let from = self.path.clone().unwrap();
        world.name(&from, None);
        world.name(target, Some(self.content));
        drop(world);
        self.path = None;
        Ok(())
    }
}

impl Drop for SimFile {
    fn drop(&mut self) {
        if let Some(path) = &self.path
            && let Ok(mut world) = self.disk.call()
        {
            world.name(path, None);
        }
    }
}

impl Log for SimFile {
    fn write(&self, bytes: &[u8]) -> io::Result<()> {
        self.add(bytes)
    }

    fn sync(&self) -> io::Result<()> {
        self.last()
    }
}

const PATH: &str = "/maps/shop.journey.ron";

/// A disk with a saved map, another map, and both as texts.
fn desk() -> (Sim, Map, Stamp, [Vec<u8>; 2]) {
    let (old, new) = (stress_map(6), stress_map(9));
    let disk = Sim::default();
    let stamp = save(&disk, Path::new(PATH), &old, None, Consent::default()).unwrap();
    let texts = [&old, &new].map(|map| file::write(map).unwrap().into_bytes());
    (disk, new, stamp, texts)
}

/// Stops a save at every call and looks at everything that may be found then.
/// Says how many worlds there were, and how many had neither map.
fn stop_everywhere(lies: bool) -> (usize, usize) {
    let (disk, new, stamp, texts) = desk();
    disk.world().lies = lies;
    let (mut worlds, mut damaged) = (0, 0);
    for call in 1.. {
        let stopped = disk.with_power_until(call);
        let result = save(
            &stopped,
            Path::new(PATH),
            &new,
            Some(stamp),
            Consent::default(),
        );
        let is_done = result.is_ok();
        for world in stopped.world().outcomes() {
            worlds += 1;
            let found = world.bytes(Path::new(PATH));
            let known = found.is_some_and(|found| texts.iter().any(|text| text == found));
            damaged += usize::from(!known);
            if is_done && !lies {
                // What was said to be saved is saved.
                assert_eq!(found, Some(&*texts[1]));
            }
        }
        if is_done {
            assert!(call > 8, "only {call} calls");
            return (worlds, damaged);
        }
    }
    unreachable!("the save never succeeds")
}

#[test]
fn f1_f2_f3_power_loss_at_any_call_leaves_the_old_or_the_new_map() {
    let (worlds, damaged) = stop_everywhere(false);
    assert!(worlds > 80, "{worlds}");
    assert_eq!(damaged, 0, "of {worlds}");
}

#[test]
fn the_trial_finds_the_damage_of_a_disk_that_does_not_sync() {
    let (_, damaged) = stop_everywhere(true);
    assert!(damaged > 3, "{damaged}");
}

#[test]
fn f9_power_loss_in_a_first_save_leaves_nothing_or_the_map() {
    let map = stress_map(6);
    let text = file::write(&map).unwrap().into_bytes();
    for call in 1..40 {
        let disk = Sim::default();
        disk.world().stops_at = call;
        let result = save(&disk, Path::new(PATH), &map, None, Consent::default());
        for world in disk.world().outcomes() {
            let found = world.bytes(Path::new(PATH));
            assert!(found.is_none() || found == Some(&text), "call {call}");
            assert!(result.is_err() || found == Some(&text), "call {call}");
        }
    }
}

#[test]
fn f59_power_loss_in_an_export_leaves_no_half_of_a_page_under_its_name() {
    let pages: Vec<(PathBuf, Vec<u8>)> = (1..=2)
        .map(|page| (format!("/out/map-{page}.png").into(), vec![page; 3_000]))
        .collect();
    let mut done = false;
    for call in 1..60 {
        let disk = Sim::default();
        disk.world().stops_at = call;
        let result: Result<(), FileError> = write_together(&disk, &pages);
        done |= result.is_ok();
        for world in disk.world().outcomes() {
            for (path, bytes) in &pages {
                let found = world.bytes(path);
                assert!(found.is_none() || found == Some(bytes), "call {call}");
            }
        }
    }
    assert!(done);
}

#[test]
fn f8_power_loss_while_a_journal_is_begun_anew_leaves_one_that_can_be_read() {
    let folder = Path::new("/state/recovery");
    let (mut kept, mut stopped) = (0, 0);
    for call in 1..60 {
        let disk = Sim::default();
        disk.world().stops_at = call;
        let recorder = Recorder::start(Arc::new(disk.clone()), folder.into(), || {});
        for number in 0..4_u8 {
            recorder.keep(Entry {
                map: Arc::new(stress_map(5 + usize::from(number))),
                // Another file each time: every state begins the journal anew.
                path: Some(format!("/maps/{number}.ron").into()),
                stamp: None,
            });
            let _ = recorder.flush(Duration::from_mins(1));
        }
        drop(recorder);
        let world = disk.world();
        // Once a journal was confirmed, no loss of power takes all of it.
        let is_safe = world.folder_syncs > 0;
        stopped += usize::from(world.calls >= call);
        for outcome in world.outcomes() {
            let offers = recovery::offers(&Sim::of(outcome), folder);
            let readable = offers.iter().any(|offer| offer.map.is_ok());
            assert!(readable || !is_safe, "call {call}: {offers:?}");
            kept += usize::from(readable);
        }
    }
    assert!(kept > 100 && stopped > 10, "{kept} kept, {stopped} stopped");
}
