//! Pictures in a map: taking them in, the file, layout, and drawing.
#![expect(
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    clippy::cast_sign_loss,
    reason = "pixels of small pictures"
)]
#![expect(
    clippy::wildcard_enum_match_arm,
    reason = "a test asks for one kind of thing"
)]

use std::{collections::BTreeMap, fs, io::Cursor, path::Path, sync::Arc};

use emath::{Rect, TSTransform, Vec2, pos2, vec2};
use epaint::{Color32, ColorImage, Fonts, Mesh, Shape, TextureId, text::ViewportKey};
use image::{ImageFormat, Rgba, RgbaImage};
use throughline::{
    export::{self, Page},
    file::{
        self, OsDisk, limits,
        picture::{self, PictureFault, decode, deep_flaws, flaws, take, take_pixels},
    },
    layout::{Layouter, tokens},
    model::{
        At, Card, CardField, CardId, Edit, Element, Lane, LaneId, LaneKind, Map, New, Persona,
        PersonaField, PersonaId, Picture, Stage, StageId, Template,
    },
    paint::{
        Brushes, Canvas, Detail, NoTextures, Texture, Textures, font_definitions, halved, level,
        shapes_with, size_of, text_options,
    },
    scene::{Color, Item, Part, Scene, ThemeName, content},
};

/// A drawing of 320 × 240 pixels.
pub(crate) const SKETCH: &[u8] = include_bytes!("../fixtures/sketch.png");

pub(crate) fn sketch() -> Picture {
    take("sketch.png", SKETCH.to_vec()).unwrap().picture
}

/// A picture file of a size, in colors that change everywhere.
pub(crate) fn photo(width: u32, height: u32, format: ImageFormat) -> Vec<u8> {
    let image = RgbaImage::from_fn(width, height, |x, y| {
        let noise = u8::try_from((x * 7 + y * 13 + x * y) % 61).unwrap();
        let share = |value: u32, of: u32| u8::try_from(value * 190 / of).unwrap();
        Rgba([
            share(x, width) + noise,
            share(y, height) + noise,
            noise,
            255,
        ])
    });
    encoded(&image, format)
}

fn encoded(image: &RgbaImage, format: ImageFormat) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    let rgb = image::DynamicImage::ImageRgba8(image.clone());
    let fits = match format {
        ImageFormat::Jpeg => image::DynamicImage::ImageRgb8(rgb.to_rgb8()),
        _ => rgb,
    };
    fits.write_to(&mut bytes, format).unwrap();
    bytes.into_inner()
}

/// A JPEG whose camera was held turned: EXIF orientation 6.
fn turned_jpeg(width: u32, height: u32) -> Vec<u8> {
    let jpeg = photo(width, height, ImageFormat::Jpeg);
    let mut exif = b"Exif\0\0II*\0\x08\0\0\0\x01\0".to_vec();
    exif.extend([0x12, 0x01, 3, 0, 1, 0, 0, 0, 6, 0, 0, 0, 0, 0, 0, 0]);
    let length = u16::try_from(exif.len() + 2).unwrap().to_be_bytes();
    let mut bytes = jpeg[..2].to_vec();
    bytes.extend([0xFF, 0xE1]);
    bytes.extend(length);
    bytes.extend(exif);
    bytes.extend(&jpeg[2..]);
    bytes
}

/// A PNG header that claims a size and holds nothing.
fn forged(width: u32, height: u32) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, width, height);
    encoder.set_color(png::ColorType::Rgba);
    let mut writer = encoder.write_header().unwrap();
    writer.write_chunk(png::chunk::IDAT, &[]).unwrap();
    drop(writer);
    bytes
}

/// A map with a portrait, and a lane of pictures with one card.
pub(crate) fn map_with(picture: &Arc<Picture>) -> Map {
    let mut map = Template::Blank.map();
    map.personas = vec![Persona::new(PersonaId(900), "Anna Berg")];
    map.restore_mint();
    let run = |map: &mut Map, edit: Edit| map.apply(&edit).unwrap();
    if map.stages.is_empty() {
        let stage = Stage::new(StageId(0), "Arrival");
        run(&mut map, Edit::Add(New::Stage(0, Box::new(stage))));
    }
    let lane = Lane::new(LaneId(0), LaneKind::Pictures, "Storyboard");
    let lane = match run(&mut map, Edit::Add(New::Lane(0, lane))) {
        Some(Element::Lane(id)) => id,
        other => panic!("{other:?}"),
    };
    let card = Card {
        picture: Some("sketch.png".into()),
        ..Card::new(CardId(0), lane, At::MIN, "At the desk")
    };
    let stage = map.stages[0].id;
    run(
        &mut map,
        Edit::AddPicture("sketch.png".into(), Arc::clone(picture)),
    );
    run(&mut map, Edit::Add(New::Card(stage, Box::new(card))));
    let portrait = PersonaField::Portrait(Some("sketch.png".into()));
    run(&mut map, Edit::SetPersona(PersonaId(900), portrait));
    map
}

fn card_of(map: &Map) -> CardId {
    let cards = map.stages.iter().flat_map(|stage| &stage.cards);
    cards
        .into_iter()
        .find(|card| card.picture.is_some())
        .unwrap()
        .id
}

fn read(text: &str) -> Map {
    file::read(text.as_bytes(), Path::new("map.journey.ron")).unwrap()
}

// Taking in

#[test]
fn a_small_picture_of_every_format_is_kept_byte_for_byte() {
    for (format, name) in [
        (ImageFormat::Png, "a.png"),
        (ImageFormat::Jpeg, "a.jpg"),
        (ImageFormat::Gif, "a.gif"),
        (ImageFormat::WebP, "a.webp"),
    ] {
        let bytes = photo(60, 40, format);
        let taken = take(name, bytes.clone()).unwrap();
        assert_eq!(taken.picture.size(), (60, 40), "{name}");
        assert_eq!(taken.picture.bytes(), Some(bytes.as_slice()), "{name}");
        assert_eq!(taken.name, name);
        assert_eq!(decode(&taken.picture).unwrap().dimensions(), (60, 40));
    }
}

#[test]
fn a_wrong_ending_is_put_right_by_what_is_inside() {
    let bytes = photo(8, 8, ImageFormat::Png);
    assert_eq!(take("IMG.JPG", bytes.clone()).unwrap().name, "IMG.png");
    assert_eq!(
        take("no ending", bytes.clone()).unwrap().name,
        "no ending.png"
    );
    assert_eq!(take("v1.2 shop", bytes).unwrap().name, "v1.2 shop.png");
}

#[test]
fn a_large_photo_is_scaled_down_and_keeps_its_look() {
    let bytes = photo(2400, 1200, ImageFormat::Jpeg);
    let taken = take("photo.jpg", bytes.clone()).unwrap();
    assert_eq!(taken.picture.size(), (1600, 800));
    assert!(taken.picture.weight() <= limits::PICTURE_BYTES_KEPT);
    let (large, small) = (
        image::load_from_memory(&bytes).unwrap().to_rgba8(),
        decode(&taken.picture).unwrap(),
    );
    let mean = |image: &RgbaImage, channel: usize| {
        let sum: u64 = image
            .pixels()
            .map(|pixel| u64::from(pixel.0[channel]))
            .sum();
        sum / u64::from(image.width() * image.height())
    };
    for channel in 0..3 {
        let (large, small) = (mean(&large, channel), mean(&small, channel));
        assert!(large.abs_diff(small) <= 2, "{large} became {small}");
    }
}

#[test]
fn the_side_and_the_size_up_to_which_a_picture_is_kept_are_limits() {
    let limit = limits::PICTURE_SIDE_KEPT;
    for (side, kept) in [(limit - 1, true), (limit, true), (limit + 1, false)] {
        let bytes = encoded(&RgbaImage::new(side, 2), ImageFormat::Png);
        let taken = take("line.png", bytes.clone()).unwrap();
        assert_eq!(taken.picture.bytes() == Some(&bytes), kept, "{side}");
    }
    let limit = limits::PICTURE_BYTES_KEPT;
    for (length, kept) in [(limit - 1, true), (limit, true), (limit + 1, false)] {
        // What follows the end of a PNG is not read.
        let mut bytes = SKETCH.to_vec();
        bytes.resize(length, 0);
        let taken = take("long.png", bytes).unwrap();
        assert_eq!(taken.picture.weight() == length, kept, "{length}");
    }
}

#[test]
fn what_is_clear_in_parts_stays_so() {
    let image = RgbaImage::from_fn(1700, 20, |x, _| {
        Rgba([200, 40, 30, if x < 850 { 0 } else { 255 }])
    });
    let taken = take("sticker.png", encoded(&image, ImageFormat::Png)).unwrap();
    assert_eq!(taken.name, "sticker.png");
    let small = decode(&taken.picture).unwrap();
    assert_eq!(small.get_pixel(10, 5).0[3], 0);
    assert_eq!(small.get_pixel(1500, 5).0, [200, 40, 30, 255]);
}

#[test]
fn a_photo_is_turned_as_the_camera_was_held() {
    let bytes = turned_jpeg(60, 40);
    let taken = take("turned.jpg", bytes.clone()).unwrap();
    assert_eq!(taken.picture.size(), (40, 60));
    let kept = taken.picture.bytes().unwrap();
    assert!(bytes.windows(6).any(|bytes| bytes == b"Exif\0\0"));
    assert!(
        !kept.windows(6).any(|bytes| bytes == b"Exif\0\0"),
        "what the camera noted, such as the place, is left out"
    );
    assert_eq!(decode(&taken.picture).unwrap().dimensions(), (40, 60));
    let large = take("turned.jpg", turned_jpeg(2000, 1000)).unwrap();
    assert_eq!(large.picture.size(), (800, 1600));
    assert_eq!(decode(&large.picture).unwrap().dimensions(), (800, 1600));
}

#[test]
fn a_picture_of_the_clipboard_becomes_a_png() {
    let taken = take_pixels("pasted.png", (2, 1), vec![9, 8, 7, 255, 1, 2, 3, 255]).unwrap();
    let image = decode(&taken.picture).unwrap();
    assert_eq!(image.as_raw(), &[9, 8, 7, 255, 1, 2, 3, 255]);
    assert_eq!(
        take_pixels("pasted.png", (2, 2), vec![0; 4]),
        Err(PictureFault::Damaged)
    );
    assert_eq!(
        take_pixels("p", (0, 0), Vec::new()),
        Err(PictureFault::Damaged)
    );
}

#[test]
fn pictures_that_lie_are_cut_off_or_are_none_are_refused_with_a_next_step() {
    let mut cut = photo(300, 300, ImageFormat::Png);
    cut.truncate(cut.len() / 2);
    let side = limits::PICTURE_SIDE;
    let cases: Vec<(Vec<u8>, PictureFault)> = vec![
        (
            b"<svg xmlns='http://www.w3.org/2000/svg'/>".to_vec(),
            PictureFault::Format,
        ),
        (b"MZ\x90\0 not a picture".to_vec(), PictureFault::Format),
        (Vec::new(), PictureFault::Format),
        (b"BM\x46\0\0\0 a bitmap".to_vec(), PictureFault::Format),
        (SKETCH[..20].to_vec(), PictureFault::Damaged),
        (cut, PictureFault::Damaged),
        (
            forged(100_000, 100_000),
            PictureFault::Pixels(100_000, 100_000),
        ),
        (forged(side + 1, 1), PictureFault::Pixels(side + 1, 1)),
        (forged(side, side), PictureFault::Pixels(side, side)),
        (forged(8_000, 8_000), PictureFault::Damaged),
    ];
    for (bytes, fault) in cases {
        let length = bytes.len();
        let refused = take("photo.png", bytes).unwrap_err();
        assert_eq!(refused, fault, "{length} bytes");
        let words = refused.to_string();
        assert!(
            words.contains("first") || words.contains("again"),
            "{words}"
        );
    }
}

#[test]
fn any_bytes_after_the_header_are_refused_or_taken_and_never_panic() {
    let formats = [
        ImageFormat::Png,
        ImageFormat::Jpeg,
        ImageFormat::Gif,
        ImageFormat::WebP,
    ];
    let mut seed = 0x9E37_79B9_u32;
    let mut random = move |below: usize| {
        seed ^= seed << 13;
        seed ^= seed >> 17;
        seed ^= seed << 5;
        seed as usize % below
    };
    for format in formats {
        let whole = photo(24, 18, format);
        for _ in 0..60 {
            let mut bytes = whole.clone();
            for _ in 0..=random(6) {
                let at = random(bytes.len());
                bytes[at] = u8::try_from(random(256)).unwrap();
            }
            bytes.truncate(whole.len() - random(8).min(4) * random(12));
            if let Ok(taken) = take("x", bytes) {
                assert!(decode(&taken.picture).is_ok());
            }
        }
    }
}

#[test]
fn a_file_of_a_picture_may_be_as_large_as_the_limit_and_no_larger() {
    let limit = usize::try_from(limits::PICTURE_BYTES).unwrap();
    for (length, fits) in [(limit - 1, true), (limit, true), (limit + 1, false)] {
        let mut bytes = SKETCH.to_vec();
        bytes.resize(length, 0);
        match take("large.png", bytes) {
            Ok(_) => assert!(fits, "{length}"),
            Err(fault) => assert_eq!((fault, fits), (PictureFault::Bytes, false)),
        }
    }
}

#[test]
fn a_map_holds_so_many_pictures_and_no_more() {
    let tiny = |number: usize| Arc::new(Picture::new((1, 1), number.to_le_bytes().to_vec()));
    let with = |count: usize| Map {
        pictures: (0..count).map(|n| (format!("{n}.png"), tiny(n))).collect(),
        ..Map::default()
    };
    for (count, fits) in [(limits::PICTURES - 1, true), (limits::PICTURES, false)] {
        assert_eq!(limits::no_room_for_picture(&with(count), 1).is_none(), fits);
    }
    assert!(limits::exceeded(&with(limits::PICTURES)).is_none());
    let reason = limits::exceeded(&with(limits::PICTURES + 1)).unwrap();
    assert!(
        reason.contains("501 pictures, and 500 is the limit"),
        "{reason}"
    );
    let heavy = |bytes: usize| Map {
        pictures: BTreeMap::from([("a".into(), Arc::new(Picture::new((1, 1), vec![0; bytes])))]),
        ..Map::default()
    };
    let limit = limits::PICTURES_BYTES;
    for (bytes, fits) in [(limit - 1, true), (limit, true), (limit + 1, false)] {
        assert_eq!(limits::exceeded(&heavy(bytes)).is_none(), fits, "{bytes}");
        let room = limits::no_room_for_picture(&heavy(bytes - 9), 9);
        assert_eq!(room.is_none(), fits, "{bytes}");
    }
}

// The model

#[test]
fn a_picture_goes_with_its_last_use_and_not_before() {
    let mut map = map_with(&Arc::new(sketch()));
    let id = card_of(&map);
    map.apply(&Edit::Remove(Element::Card(id))).unwrap();
    assert!(
        map.pictures.contains_key("sketch.png"),
        "the portrait shows it"
    );
    let none = PersonaField::Portrait(None);
    map.apply(&Edit::SetPersona(PersonaId(900), none)).unwrap();
    assert_eq!(map.pictures, BTreeMap::new());
}

#[test]
fn every_way_to_end_the_use_of_a_picture_drops_it() {
    let base = {
        let mut map = map_with(&Arc::new(sketch()));
        let none = PersonaField::Portrait(None);
        map.apply(&Edit::SetPersona(PersonaId(900), none)).unwrap();
        map
    };
    let id = card_of(&base);
    let (stage, card) = base.card(id).unwrap();
    for edit in [
        Edit::SetCard(id, CardField::Picture(None)),
        Edit::SetCard(id, CardField::Picture(Some("other.png".into()))),
        Edit::Remove(Element::Card(id)),
        Edit::Remove(Element::Lane(card.lane)),
        Edit::Remove(Element::Stage(stage.id)),
    ] {
        let mut map = base.clone();
        map.apply(&edit).unwrap();
        assert!(map.pictures.is_empty(), "{edit:?}");
    }
    let mut map = base.clone();
    map.apply(&Edit::SetCard(id, CardField::Text("Later".into())))
        .unwrap();
    assert_eq!(map.pictures, base.pictures);
}

#[test]
fn the_same_picture_is_held_once_and_names_never_collide() {
    let picture = Arc::new(sketch());
    let mut map = map_with(&picture);
    assert_eq!(map.picture_name("another.png", &picture), "sketch.png");
    let other = Picture::new((1, 1), vec![1]);
    assert_eq!(map.picture_name("sketch.png", &other), "sketch-2.png");
    assert_eq!(map.picture_name("../../etc/p\u{202e}.png", &other), "p.png");
    assert_eq!(map.picture_name("\u{7}", &other), "picture");
    map.apply(&Edit::AddPicture("sketch-2.png".into(), Arc::new(other)))
        .unwrap();
    let third = Picture::new((1, 1), vec![2]);
    assert_eq!(map.picture_name("sketch.png", &third), "sketch-3.png");
    let long = format!("{}.png", "x".repeat(300));
    assert_eq!(map.picture_name(&long, &third).chars().count(), 84);
}

// The file

#[test]
fn pictures_are_the_last_section_of_the_file_and_come_back_the_same() {
    let map = map_with(&Arc::new(sketch()));
    let text = file::write(&map).unwrap();
    let (readable, pictures) = text.split_once("\n        pictures: {\n").unwrap();
    assert!(readable.contains("portrait: Some(\"sketch.png\")"));
    assert!(
        pictures.ends_with("            ),\n        },\n    ),\n)\n"),
        "nothing follows"
    );
    let lines = pictures
        .lines()
        .filter(|line| line.trim_start().starts_with('"'));
    let longest = lines.map(str::len).max().unwrap();
    assert!(longest <= 20 + 103, "{longest}");
    let back = read(&text);
    assert_eq!(back, map);
    assert_eq!(file::write(&back).unwrap(), text);
    assert_eq!(back.check(), []);
}

#[test]
fn another_card_with_the_same_picture_adds_no_line_to_the_pictures() {
    let mut map = map_with(&Arc::new(sketch()));
    let section = |map: &Map| {
        let text = file::write(map).unwrap();
        text.split_once("pictures: {").unwrap().1.to_owned()
    };
    let before = section(&map);
    let (stage, card) = map.card(card_of(&map)).unwrap();
    let new = Edit::Add(New::Card(stage.id, Box::new((**card).clone())));
    map.apply(&new).unwrap();
    assert_eq!(section(&map), before);
}

#[test]
fn damaged_pictures_are_told_and_the_map_opens_and_is_kept() {
    let text = file::write(&map_with(&Arc::new(sketch()))).unwrap();
    let damaged = text.replacen("iVBORw0KGgo", "?VBORw0KGgo", 1);
    let map = read(&damaged);
    assert_eq!(map.pictures["sketch.png"].bytes(), None);
    let problems = map.check();
    assert_eq!(problems.len(), 1, "{problems:?}");
    let told = problems[0].to_string();
    assert!(told.contains("“sketch.png” is damaged"), "{told}");
    assert_eq!(file::write(&map).unwrap(), damaged, "nothing is lost");
    // Sound base64 of something that is no picture.
    let other = text.replacen("iVBORw0KGgo", "aVBORw0KGgo", 1);
    let map = read(&other);
    assert_eq!(map.check(), []);
    let told = flaws(&map)[0].to_string();
    assert!(
        told.contains("“sketch.png” cannot be shown: this is not a PNG"),
        "{told}"
    );
    // Cut off: the header is whole.
    let bytes = SKETCH[..SKETCH.len() / 2].to_vec();
    let cut = map_with(&Arc::new(Picture::new((320, 240), bytes)));
    assert_eq!(flaws(&cut), []);
    assert!(
        deep_flaws(&cut)[0]
            .to_string()
            .contains("damaged or cut off")
    );
    // A size that is not the picture's.
    let lie = map_with(&Arc::new(Picture::new((0, 70_000), SKETCH.to_vec())));
    let told = flaws(&lie)[0].to_string();
    assert!(
        told.contains("is 320 × 240 pixels large where the map says 0 × 70000"),
        "{told}"
    );
    for map in [map, cut, lie] {
        let (scene, _) = drawn(&map);
        assert!(scene.size.is_finite());
        let page = Page::scaled(scene.size, 1.0);
        assert!(export::png(&scene, Layouter::new().fonts(), &page, &|_| true).is_ok());
    }
}

#[test]
fn two_pictures_of_one_name_are_an_error_at_their_line() {
    let text = file::write(&map_with(&Arc::new(sketch()))).unwrap();
    let entry =
        "            \"sketch.png\": (width: 1, height: 1, data: []),\n        },\n    ),\n)\n";
    let twice = text
        .strip_suffix("        },\n    ),\n)\n")
        .unwrap()
        .to_owned()
        + entry;
    let error = file::read(twice.as_bytes(), Path::new("map.ron")).unwrap_err();
    assert!(
        error
            .to_string()
            .contains("two pictures of the name “sketch.png”"),
        "{error}"
    );
}

#[test]
fn a_picture_that_is_named_and_missing_is_a_flaw_with_its_line() {
    let mut map = map_with(&Arc::new(sketch()));
    map.pictures.clear();
    let text = file::write(&map).unwrap();
    let problems = read(&text).check();
    assert_eq!(problems.len(), 2);
    let told = problems[0].to_string();
    assert!(
        told.starts_with("picture “sketch.png” of persona “Anna Berg” is not in the map"),
        "{told}"
    );
    let line = file::line_of(&problems[0], text.as_bytes()).unwrap();
    assert!(text.lines().nth(line - 1).unwrap().contains("sketch.png"));
}

#[test]
fn a_picture_beside_the_map_joins_it_and_none_from_elsewhere() {
    let desk = tempfile::tempdir().unwrap();
    let folder = desk.path().join("maps");
    fs::create_dir(&folder).unwrap();
    let path = folder.join("map.journey.ron");
    let named = |name: &str| {
        let mut map = map_with(&Arc::new(sketch()));
        let portrait = PersonaField::Portrait(Some(name.into()));
        map.apply(&Edit::SetPersona(PersonaId(900), portrait))
            .unwrap();
        fs::write(&path, file::write(&map).unwrap()).unwrap();
        file::load(&OsDisk, &path).unwrap()
    };
    let bytes = photo(40, 50, ImageFormat::Jpeg);
    fs::write(folder.join("anna.jpg"), &bytes).unwrap();
    fs::write(desk.path().join("secret.jpg"), &bytes).unwrap();
    fs::write(folder.join("text.jpg"), "not a picture").unwrap();
    let opened = named("anna.jpg");
    assert_eq!(opened.flaws, []);
    assert_eq!(
        opened.map.pictures["anna.jpg"].bytes(),
        Some(bytes.as_slice())
    );
    let saved = file::write(&opened.map).unwrap();
    assert!(
        saved.contains("\"anna.jpg\": ("),
        "the next save keeps it inside"
    );
    let absolute = desk.path().join("secret.jpg");
    for outside in [
        "../secret.jpg",
        absolute.to_str().unwrap(),
        "..\\secret.jpg",
        "a/../../secret.jpg",
    ] {
        let opened = named(outside);
        assert!(!opened.map.pictures.contains_key(outside), "{outside}");
        assert!(
            opened.flaws[0]
                .to_string()
                .contains("outside of the map's folder"),
            "{outside}"
        );
    }
    assert!(
        named("text.jpg").flaws[0]
            .to_string()
            .contains("not a PNG, JPEG, WebP or GIF")
    );
    assert_eq!(named("gone.jpg").flaws.len(), 1);
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink(desk.path().join("secret.jpg"), folder.join("link.jpg"))
            .unwrap();
        assert!(named("link.jpg").flaws[0].to_string().contains("is a link"));
        std::os::unix::fs::symlink(desk.path(), folder.join("up")).unwrap();
        assert!(
            named("up/secret.jpg").flaws[0]
                .to_string()
                .contains("is a link")
        );
    }
}

// Layout and scene

fn drawn(map: &Map) -> (Scene, Arc<throughline::layout::Layout>) {
    let layout = Layouter::new().layout(map);
    let scene = content(map, &layout, ThemeName::Light.theme(), Part::whole(&layout));
    (scene, layout)
}

#[test]
fn a_picture_keeps_its_shape_within_its_card_whatever_that_is() {
    for (width, height) in [
        (320, 240),
        (240, 320),
        (16_384, 1),
        (1, 16_384),
        (50, 50),
        (0, 0),
    ] {
        let picture = Picture::new((width, height), SKETCH.to_vec());
        let map = map_with(&Arc::new(picture));
        let layout = Layouter::new().layout(&map);
        let (card, rect) = layout.card_box(card_of(&map)).unwrap();
        let shown = card.picture.as_ref().unwrap();
        let place = shown.rect.translate(rect.min.to_vec2());
        assert!(
            rect.contains_rect(place),
            "{width} × {height}: {place:?} in {rect:?}"
        );
        assert!(place.height() <= tokens::PICTURE_HIGHEST + 0.01);
        let caption = card.lines.first().unwrap();
        assert!(
            caption.pos.y - caption.style.ascent() >= shown.rect.bottom(),
            "below the picture"
        );
        if (20..=1000).contains(&width) {
            let shape = place.width() / place.height();
            let (width, height) = (width as f32, height as f32);
            assert!((shape - width / height).abs() < 0.01, "{shape}");
        }
    }
}

#[test]
fn layout_knows_a_picture_that_comes_back_and_keeps_what_has_not_changed() {
    let picture = Arc::new(sketch());
    let whole = map_with(&picture);
    let mut missing = whole.clone();
    missing.pictures.clear();
    let id = card_of(&whole);
    let mut layouter = Layouter::new();
    let shape = |layouter: &mut Layouter, map: &Map| {
        let layout = layouter.layout(map);
        layout.card_box(id).unwrap().0.clone()
    };
    let tall = Arc::new(Picture::new((100, 200), SKETCH.to_vec()));
    let mut other = whole.clone();
    other.pictures.insert("sketch.png".into(), tall);
    for map in [&missing, &whole, &other, &whole, &missing] {
        let fresh = shape(&mut Layouter::new(), map);
        assert_eq!(shape(&mut layouter, map), fresh);
    }
    let first = layouter.layout(&whole);
    let mut retitled = whole.clone();
    retitled.title = "Other".into();
    let second = layouter.layout(&retitled);
    for (one, two) in first.stages.iter().zip(&second.stages) {
        for (one, two) in one.cells.iter().zip(&two.cells) {
            assert!(Arc::ptr_eq(one, two), "no cell is laid out again");
        }
    }
}

#[test]
fn portraits_are_round_and_initials_stand_in_for_them() {
    let map = map_with(&Arc::new(sketch()));
    let (scene, layout) = drawn(&map);
    let (center, radius) = layout.header.portrait.unwrap();
    let pictures: Vec<_> = scene
        .items
        .iter()
        .filter_map(|item| match item {
            Item::Picture {
                rect,
                radius,
                instead,
                ..
            } => Some((*rect, *radius, instead)),
            _ => None,
        })
        .collect();
    assert_eq!(pictures.len(), 2, "a card and a portrait");
    let (rect, corner, instead) = pictures[1];
    assert_eq!(corner, radius);
    assert_eq!(rect.center(), center + layout.header_corner().to_vec2());
    let letters = instead
        .iter()
        .any(|item| matches!(item, Item::Text(line) if &*line.text == "AB"));
    assert!(letters, "{instead:?}");
    let mut missing = map.clone();
    missing.pictures.clear();
    let texts = |scene: &Scene| {
        let texts = scene.items.iter().filter_map(|item| match item {
            Item::Text(line) => Some(line.text.to_string()),
            _ => None,
        });
        texts.collect::<Vec<_>>()
    };
    let without = texts(&drawn(&missing).0);
    assert!(without.contains(&"AB".to_owned()));
    assert!(
        without.contains(&"sketch.png".to_owned()),
        "the card names what is missing"
    );
    assert!(!texts(&scene).contains(&"AB".to_owned()));
}

// Paint

/// Textures as a window keeps them, and a canvas as a graphics card draws.
struct Kept(BTreeMap<u64, ColorImage>);

impl Textures for Kept {
    fn texture(&mut self, picture: &Arc<Picture>, scale: f32) -> Option<Texture> {
        let level = level(picture.size(), scale);
        let image = halved(&decode(picture).ok()?, level);
        let (id, size) = (u64::from(level), size_of(image.size));
        self.0.insert(id, image);
        Some(Texture {
            id: TextureId::User(id),
            size,
        })
    }
}

fn one_picture(rect: Rect, radius: f32, picture: Picture) -> Scene {
    Scene {
        size: vec2(200.0, 160.0),
        background: Color::hex(0x00FF_FFFF),
        items: vec![Item::Picture {
            rect,
            radius,
            picture: Arc::new(picture),
            instead: Vec::new(),
        }],
        groups: Vec::new(),
    }
}

fn meshes(scene: &Scene, scale: f32, textures: &mut dyn Textures) -> Vec<Arc<Mesh>> {
    let book = throughline::layout::FontBook::new();
    let mut fonts = Fonts::new(text_options(), font_definitions(&book));
    fonts.begin_pass(text_options(), ViewportKey::default());
    let mut view = fonts.with_pixels_per_point(1.0);
    let mut out = Vec::new();
    let mut brushes = Brushes {
        fonts: &mut view,
        textures,
    };
    let detail = Detail::picture(Rect::EVERYTHING);
    shapes_with(
        scene,
        TSTransform::from_scaling(scale),
        &mut brushes,
        &detail,
        &mut out,
    );
    let meshes = out.into_iter().filter_map(|shape| match shape {
        Shape::Mesh(mesh) => Some(mesh),
        _ => None,
    });
    meshes.collect()
}

/// What a graphics card gives: every pixel in floating point, four texels
/// around its center mixed, in gamma space.
fn exact(texture: &ColorImage, rect: Rect, at: Vec2) -> [f32; 4] {
    let size = size_of(texture.size);
    let share = (at - rect.min.to_vec2()) / rect.size();
    let place = share * size - vec2(0.5, 0.5);
    let texel = |x: f32, y: f32| {
        let x = x.clamp(0.0, size.x - 1.0) as usize;
        let y = y.clamp(0.0, size.y - 1.0) as usize;
        texture[(x, y)].to_array().map(f32::from)
    };
    let (left, top) = (place.x.floor(), place.y.floor());
    let (right, down) = (place.x - left, place.y - top);
    std::array::from_fn(|channel| {
        let row = |y: f32| {
            let (a, b) = (texel(left, y)[channel], texel(left + 1.0, y)[channel]);
            a + (b - a) * right
        };
        row(top) + (row(top + 1.0) - row(top)) * down
    })
}

#[test]
fn pixels_of_a_picture_are_those_of_a_graphics_card_within_two_levels() {
    for scale in [0.37, 1.0, 2.61] {
        let rect = Rect::from_min_size(pos2(13.3, 9.7), vec2(160.0, 120.0));
        let scene = one_picture(rect, 6.0, sketch());
        let mut kept = Kept(BTreeMap::new());
        let found = meshes(&scene, scale, &mut kept);
        let TextureId::User(id) = found[0].texture_id else {
            panic!("no texture")
        };
        let image = &kept.0[&id];
        let (width, height) = ((200.0 * scale) as usize, (160.0 * scale) as usize);
        let mut canvas = Canvas::new(width, 0, height, Color32::WHITE);
        canvas.draw(&found[0], image, Rect::EVERYTHING);
        let place = TSTransform::from_scaling(scale) * rect;
        let inside = place.shrink(8.0 * scale.max(0.5));
        let mut most = 0.0_f32;
        for (y, row) in canvas.rows().enumerate() {
            for (x, pixel) in row.iter().enumerate() {
                let at = vec2(x as f32 + 0.5, y as f32 + 0.5);
                if inside.contains(at.to_pos2()) {
                    let wanted = exact(image, place, at);
                    for (found, wanted) in pixel.to_array().iter().zip(wanted) {
                        most = most.max((f32::from(*found) - wanted).abs());
                    }
                }
            }
        }
        assert!(most <= 2.0, "{most} at scale {scale}");
    }
}

#[test]
fn a_picture_that_is_drawn_small_is_the_mean_of_its_pixels() {
    // A fine chessboard: every second pixel, nearest or far apart, would be
    // black or white.
    let board = RgbaImage::from_fn(640, 480, |x, y| {
        let value = if (x + y) % 2 == 0 { 255 } else { 0 };
        Rgba([value, value, value, 255])
    });
    let picture = take("board.png", encoded(&board, ImageFormat::Png))
        .unwrap()
        .picture;
    let rect = Rect::from_min_size(pos2(20.0, 20.0), vec2(100.0, 75.0));
    let scene = one_picture(rect, 4.0, picture);
    let page = Page::sized(200, 160);
    let book = throughline::layout::FontBook::new();
    let bytes = export::png(&scene, &book, &page, &|_| true).unwrap();
    let image = image::load_from_memory(&bytes).unwrap().to_rgb8();
    for y in 25..90 {
        for x in 25..115 {
            let gray = i32::from(image.get_pixel(x, y).0[0]);
            assert!((gray - 127).abs() <= 4, "{gray} at {x}, {y}");
        }
    }
}

#[test]
fn a_round_picture_has_soft_edges_and_nothing_outside() {
    let red = RgbaImage::from_pixel(40, 40, Rgba([200, 40, 30, 255]));
    let picture = take("red.png", encoded(&red, ImageFormat::Png))
        .unwrap()
        .picture;
    let rect = Rect::from_center_size(pos2(50.0, 50.0), Vec2::splat(60.0));
    let scene = one_picture(rect, 30.0, picture);
    let book = throughline::layout::FontBook::new();
    let bytes = export::png(&scene, &book, &Page::sized(200, 160), &|_| true).unwrap();
    let info = png::Decoder::new(Cursor::new(&bytes)).read_info().unwrap();
    assert_eq!(info.info().color_type, png::ColorType::Rgb, "still opaque");
    let image = image::load_from_memory(&bytes).unwrap().to_rgb8();
    let mut soft = 0;
    for (x, y, pixel) in image.enumerate_pixels() {
        let away = pos2(x as f32 + 0.5, y as f32 + 0.5).distance(rect.center());
        let green = pixel.0[1];
        match green {
            40 => assert!(away < 31.0, "red at {x}, {y}"),
            255 => assert!(away > 29.0, "white at {x}, {y}"),
            _ => {
                assert!((28.9..31.1).contains(&away), "soft at {x}, {y}");
                soft += 1;
            }
        }
    }
    assert!((100..400).contains(&soft), "{soft} soft pixels");
}

#[test]
fn a_wide_picture_in_a_circle_is_cut_at_its_sides_and_not_squeezed() {
    let wide = RgbaImage::from_fn(300, 100, |x, _| {
        if (100..200).contains(&x) {
            Rgba([0, 160, 0, 255])
        } else {
            Rgba([200, 0, 0, 255])
        }
    });
    let picture = take("wide.png", encoded(&wide, ImageFormat::Png))
        .unwrap()
        .picture;
    let rect = Rect::from_center_size(pos2(50.0, 50.0), Vec2::splat(60.0));
    let scene = one_picture(rect, 30.0, picture);
    let book = throughline::layout::FontBook::new();
    let bytes = export::png(&scene, &book, &Page::sized(200, 160), &|_| true).unwrap();
    let image = image::load_from_memory(&bytes).unwrap().to_rgb8();
    for x in [23, 50, 77] {
        assert_eq!(image.get_pixel(x, 50).0, [0, 160, 0], "column {x}");
    }
}

#[test]
fn without_textures_what_stands_in_is_drawn() {
    let map = map_with(&Arc::new(sketch()));
    let (scene, _) = drawn(&map);
    assert!(
        meshes(&scene, 1.0, &mut NoTextures)
            .iter()
            .all(|mesh| mesh.texture_id == TextureId::default())
    );
    let mut kept = Kept(BTreeMap::new());
    let with = meshes(&scene, 1.0, &mut kept);
    assert_eq!(
        with.iter()
            .filter(|mesh| mesh.texture_id != TextureId::default())
            .count(),
        2
    );
}

#[test]
fn a_picture_is_halved_until_it_is_less_than_twice_as_large_as_drawn() {
    for (scale, halvings) in [
        (2.0, 0),
        (1.0, 0),
        (0.51, 0),
        (0.5, 1),
        (0.26, 1),
        (0.25, 2),
        (0.001, 9),
    ] {
        assert_eq!(level((1600, 1200), scale), halvings, "{scale}");
    }
    assert_eq!(
        level((8192, 100), 1.0),
        2,
        "no texture is wider than any card takes"
    );
    let image = RgbaImage::from_pixel(5, 3, Rgba([7, 7, 7, 255]));
    assert_eq!(halved(&image, 1).size, [3, 2]);
    assert_eq!(halved(&image, 9).size, [1, 1]);
    assert!(halved(&image, 9).pixels[0] == Color32::from_rgb(7, 7, 7));
}

#[test]
fn the_name_of_a_file_tells_whether_it_is_meant_as_a_picture() {
    for name in [
        "a.png", "b.JPG", "c.jpeg", "d.webp", "e.gif", "f.svg", "g.heic",
    ] {
        assert!(picture::is_picture_name(Path::new(name)), "{name}");
    }
    for name in ["a.ron", "b", "png", "c.mmd"] {
        assert!(!picture::is_picture_name(Path::new(name)), "{name}");
    }
}

#[test]
fn a_map_with_as_many_bytes_of_pictures_as_it_may_have_can_be_saved_and_opened() {
    let part = limits::PICTURES_BYTES / 4;
    let picture = |number: u8| Arc::new(Picture::new((1, 1), vec![number; part]));
    let map = Map {
        pictures: (0..4).map(|n| (format!("{n}.png"), picture(n))).collect(),
        ..Map::default()
    };
    let text = file::write(&map).unwrap();
    let room = limits::FILE_BYTES - text.len() as u64;
    assert!(room > 8 << 20, "{} MiB are left for the map", room >> 20);
    assert!(read(&text) == map);
}
