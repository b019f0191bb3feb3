//! Symbolic links (F16): a link stays one, and the file it leads to is saved.

use std::{fs, os::unix};

use throughline::file::{self, Consent, FileError, OsDisk, limits, load, save};

use super::Desk;

#[test]
fn a_link_stays_a_link_and_its_target_is_saved() {
    let desk = Desk::new();
    let folder = desk.folder.path();
    let inner = folder.join("inner");
    fs::create_dir(&inner).unwrap();
    unix::fs::symlink("../shop.journey.ron", inner.join("one")).unwrap();
    unix::fs::symlink("inner/one", folder.join("two")).unwrap();
    let two = folder.join("two");
    assert_eq!(load(&OsDisk, &two).unwrap().map, desk.old);
    assert!(file::is_same_file(&OsDisk, &two, &desk.path).unwrap());
    save(
        &OsDisk,
        &two,
        &desk.new,
        Some(desk.stamp),
        Consent::default(),
    )
    .unwrap();
    desk.assert_new();
    assert!(two.is_symlink() && inner.join("one").is_symlink() && !desk.path.is_symlink());
}

#[test]
fn a_link_to_nothing_is_saved_at_its_target_and_a_circle_is_refused() {
    let desk = Desk::new();
    let folder = desk.folder.path();
    unix::fs::symlink("later.ron", folder.join("dangling")).unwrap();
    let error = load(&OsDisk, &folder.join("dangling")).unwrap_err();
    assert!(matches!(error, FileError::Missing { .. }));
    save(
        &OsDisk,
        &folder.join("dangling"),
        &desk.new,
        None,
        Consent::default(),
    )
    .unwrap();
    assert_eq!(
        load(&OsDisk, &folder.join("later.ron")).unwrap().map,
        desk.new
    );
    unix::fs::symlink("b", folder.join("a")).unwrap();
    unix::fs::symlink("a", folder.join("b")).unwrap();
    for result in [
        load(&OsDisk, &folder.join("a")).map(|_| ()),
        save(
            &OsDisk,
            &folder.join("a"),
            &desk.new,
            None,
            Consent::REPLACE,
        )
        .map(|_| ()),
    ] {
        assert!(matches!(result, Err(FileError::LinkLoop { .. })));
    }
}

#[test]
fn so_many_links_are_followed_and_no_more() {
    for (links, followed) in [
        (limits::LINKS - 1, true),
        (limits::LINKS, true),
        (limits::LINKS + 1, false),
    ] {
        let desk = Desk::new();
        let folder = desk.folder.path();
        unix::fs::symlink(&desk.path, folder.join("0")).unwrap();
        for link in 1..links {
            unix::fs::symlink((link - 1).to_string(), folder.join(link.to_string())).unwrap();
        }
        let last = folder.join((links - 1).to_string());
        assert_eq!(load(&OsDisk, &last).is_ok(), followed);
    }
}
