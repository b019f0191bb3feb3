//! Pictures in the window: dropped, chosen, pasted, shown and removed.

use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

use egui::{Color32, ColorImage, Event, Key, Modifiers, Pos2, Vec2};
use egui_kittest::kittest::Queryable as _;
use throughline::{
    editor::{self, Command, PictureTarget},
    model::{Element, LaneKind, Map, Persona, PersonaId, Picture},
    ui::Picked,
};

use super::{CTRL, Dropped, Window};
use crate::pictures::{SKETCH, map_with};

impl Window {
    /// Lets the window work until every picture has arrived.
    fn wait_for_pictures(&mut self) {
        while self.harness.state().is_loading_pictures() {
            std::thread::yield_now();
            self.harness.step();
        }
        self.harness.run();
    }

    /// Lets files go over a place of the window.
    fn drop_files(&mut self, paths: &[PathBuf], at: Pos2) {
        self.harness.hover_at(at);
        self.harness.step();
        for path in paths {
            let dropped = Arc::new(Dropped(path.clone()));
            self.harness.input_mut().dropped_files.push(dropped);
        }
        self.harness.step();
        self.wait_for_pictures();
    }

    fn open_map(&mut self, map: &Map) -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("map.journey.ron");
        std::fs::write(&path, throughline::file::write(map).unwrap()).unwrap();
        self.harness.state_mut().open(&path);
        self.harness.run();
        folder
    }

    fn layout(&self) -> Arc<throughline::layout::Layout> {
        editor::Editor::new((*self.map()).clone()).layout()
    }

    /// Selects an element as a hand does.
    fn pick(&mut self, element: Element) {
        // So late that it is no further click.
        self.harness.run_steps(12);
        if let Element::Persona(_) = element {
            let layout = self.layout();
            let (center, _) = layout.header.portrait.unwrap();
            let at = self.on_screen(center + layout.header_corner().to_vec2());
            self.double_click(at);
        } else {
            let name = editor::describe(&self.map(), element);
            self.click(&name);
        }
        assert_eq!(self.editor().selection.primary(), Some(element));
    }

    fn type_path(&mut self, path: &Path) {
        self.press(CTRL, Key::A);
        let field = self.harness.get_by_label("Path");
        field.type_text(path.to_str().unwrap());
        self.harness.run();
        self.press(Modifiers::NONE, Key::Enter);
    }

    fn pictures(&self) -> Vec<String> {
        let map = self.map();
        let cards = map.stages.iter().flat_map(|stage| &stage.cards);
        cards.filter_map(|card| card.picture.clone()).collect()
    }

    /// The color of a point of the window.
    fn color_at(&mut self, pos: Pos2) -> [u8; 3] {
        let image = self.harness.render().unwrap();
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "in the window"
        )]
        let [red, green, blue, _] = image.get_pixel(pos.x as u32, pos.y as u32).0;
        [red, green, blue]
    }

    /// Where a place of the map is on the screen.
    fn on_screen(&self, pos: Pos2) -> Pos2 {
        self.editor().view.screen_from_map() * pos
    }
}

fn files(names: &[&str]) -> (tempfile::TempDir, Vec<PathBuf>) {
    let folder = tempfile::tempdir().unwrap();
    let paths = names
        .iter()
        .map(|name| folder.path().join(name))
        .collect::<Vec<_>>();
    for (index, path) in paths.iter().enumerate() {
        let mut bytes = SKETCH.to_vec();
        // What follows the end of a PNG is not read, but tells them apart.
        bytes.extend(vec![0; index]);
        std::fs::write(path, bytes).unwrap();
    }
    (folder, paths)
}

fn red(width: u32, height: u32) -> Arc<Picture> {
    let image = image::RgbaImage::from_pixel(width, height, image::Rgba([200, 40, 30, 255]));
    let pixels = image.into_raw();
    let taken = throughline::file::picture::take_pixels("red.png", (width, height), pixels);
    Arc::new(taken.unwrap().picture)
}

#[test]
fn a_picture_dropped_on_a_stage_becomes_a_card_on_a_lane_of_pictures() {
    let mut window = Window::new();
    let (_folder, paths) = files(&["desk.png"]);
    let layout = window.layout();
    let stage = layout.chevron_rect(&layout.stages[1]).center();
    let at = window.on_screen(stage);
    window.drop_files(&paths, at);
    let map = window.map();
    let lane = map
        .lanes
        .iter()
        .find(|lane| lane.kind == LaneKind::Pictures)
        .unwrap();
    let card = map.stages[1]
        .cards
        .iter()
        .find(|card| card.lane == lane.id)
        .unwrap();
    assert_eq!(card.picture.as_deref(), Some("desk.png"));
    assert!(
        window.harness.state().path().is_none(),
        "it was not opened as a map"
    );
    window.press(CTRL, Key::Z);
    assert_eq!(window.pictures(), Vec::<String>::new());
}

#[test]
fn several_dropped_pictures_are_several_cards_in_one_step() {
    let mut window = Window::new();
    let (_folder, paths) = files(&["a.png", "b.png", "c.png"]);
    let middle = window.editor().view.viewport().center();
    window.drop_files(&paths, middle);
    assert_eq!(window.pictures(), ["a.png", "b.png", "c.png"]);
    assert_eq!(window.editor().document.undo_steps(), 1);
}

#[test]
fn a_picture_dropped_on_the_portrait_is_the_portrait() {
    let mut window = Window::new();
    let (_folder, paths) = files(&["anna.png"]);
    let layout = window.layout();
    let (center, _) = layout.header.portrait.unwrap();
    let at = window.on_screen(center + layout.header_corner().to_vec2());
    window.drop_files(&paths, at);
    assert_eq!(
        window.map().personas[0].portrait.as_deref(),
        Some("anna.png")
    );
}

#[test]
fn a_dropped_file_that_is_no_picture_is_told_and_changes_nothing() {
    let mut window = Window::new();
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("notes.png");
    std::fs::write(&path, "These are notes.").unwrap();
    let before = window.map();
    let middle = window.editor().view.viewport().center();
    window.drop_files(&[path], middle);
    assert!(window.has("The picture was not taken"));
    assert!(window.has(
        "notes.png: this is not a PNG, JPEG, WebP or GIF picture; \
         convert it to one of them first"
    ));
    assert!(Arc::ptr_eq(&before, &window.map()));
}

#[test]
fn a_picture_is_chosen_by_the_command_for_what_is_selected() {
    let mut window = Window::new();
    let (_folder, paths) = files(&["anna.png"]);
    let persona = window.map().personas[0].id;
    window.pick(Element::Persona(persona));
    window.answer(Picked::Path(paths[0].clone()));
    window.click("Choose a picture…");
    window.wait_for_pictures();
    let asked = window.answers.asked.borrow().last().unwrap().clone();
    assert!(asked.kinds[0].1.contains(&"webp") && !asked.save);
    assert_eq!(
        window.map().personas[0].portrait.as_deref(),
        Some("anna.png")
    );
    assert!(window.has("Replace…"));
    window.click("Remove picture");
    assert_eq!(window.map().personas[0].portrait, None);
    assert!(window.map().pictures.is_empty());
}

#[test]
fn a_path_is_typed_where_there_is_no_dialog_and_asked_for_again_when_it_is_wrong() {
    let mut window = Window::new();
    let (_folder, paths) = files(&["anna.png"]);
    let persona = window.map().personas[0].id;
    window.pick(Element::Persona(persona));
    window.answer(Picked::NoDialog);
    window.click("Choose a picture…");
    let wrong = paths[0].with_file_name("ann.png");
    window.type_path(&wrong);
    window.wait_for_pictures();
    assert!(window.has("Choose a picture"), "the form is there again");
    window.type_path(&paths[0]);
    window.wait_for_pictures();
    assert_eq!(
        window.map().personas[0].portrait.as_deref(),
        Some("anna.png")
    );
}

#[test]
fn a_picture_of_the_clipboard_is_pasted_for_what_is_selected() {
    let mut window = Window::new();
    let stage = window.map().stages[1].id;
    window.pick(Element::Stage(stage));
    let image = ColorImage::filled([30, 20], Color32::from_rgb(1, 120, 3));
    let paste = Event::PasteImage(Arc::new(image));
    window.harness.input_mut().events.push(paste);
    window.harness.step();
    window.wait_for_pictures();
    assert_eq!(window.pictures(), ["pasted.png"]);
    assert_eq!(window.map().pictures["pasted.png"].size(), (30, 20));
}

#[test]
fn pictures_are_drawn_once_they_are_decoded_and_a_stand_in_until_then() {
    let mut window = Window::new();
    let mut map = map_with(&red(400, 300));
    map.personas = vec![Persona {
        portrait: Some("sketch.png".into()),
        ..Persona::new(PersonaId(900), "Anna Berg")
    }];
    let _folder = window.open_map(&map);
    let layout = window.layout();
    let (center, _) = layout.header.portrait.unwrap();
    let portrait = window.on_screen(center + layout.header_corner().to_vec2());
    let portrait = portrait + Vec2::new(0.0, -18.0);
    window.wait_for_pictures();
    assert_eq!(window.color_at(portrait), [200, 40, 30]);
    let card = layout.stages[0].cells.iter().flat_map(|cell| &cell.cards);
    let id = card
        .into_iter()
        .find(|card| card.picture.is_some())
        .unwrap()
        .card
        .id;
    let (shown, rect) = layout.card_box(id).unwrap();
    let place = shown
        .picture
        .as_ref()
        .unwrap()
        .rect
        .translate(rect.min.to_vec2());
    let middle = window.on_screen(place.center());
    assert_eq!(window.color_at(middle), [200, 40, 30]);
    assert!(
        window
            .harness
            .query_by_label_contains("At the desk")
            .is_some()
    );
}

#[test]
fn a_damaged_picture_has_a_stand_in_and_a_reason() {
    let mut window = Window::new();
    let cut = SKETCH[..SKETCH.len() / 2].to_vec();
    let map = map_with(&Arc::new(Picture::new((320, 240), cut)));
    let _folder = window.open_map(&map);
    window.wait_for_pictures();
    window.pick(Element::Persona(PersonaId(900)));
    window.wait_for_pictures();
    assert!(window.has(
        "It cannot be shown: the picture is damaged or cut off; save or download it again. \
         Choose it again."
    ));
}

#[test]
fn a_picture_that_is_missing_is_told_when_the_map_is_opened() {
    let mut window = Window::new();
    let mut map = map_with(&red(4, 3));
    map.pictures.clear();
    let _folder = window.open_map(&map);
    assert!(window.has("map.journey.ron was opened"));
    window.press(Modifiers::NONE, Key::Escape);
    window.pick(Element::Persona(PersonaId(900)));
    assert!(
        window
            .harness
            .query_by_label_contains("It is not in the map")
            .is_some()
    );
}

#[test]
fn pictures_that_arrive_after_another_map_was_opened_are_not_put_into_it() {
    let mut window = Window::new();
    let (_folder, paths) = files(&["a.png"]);
    let middle = window.editor().view.viewport().center();
    window.harness.hover_at(middle);
    window.harness.step();
    let dropped = Arc::new(Dropped(paths[0].clone()));
    window.harness.input_mut().dropped_files.push(dropped);
    window.harness.step();
    let was_taken = !window.pictures().is_empty();
    let other = map_with(&red(4, 3));
    let _folder = window.open_map(&other);
    window.wait_for_pictures();
    assert!(was_taken || *window.map() == other);
    assert_eq!(window.pictures(), ["sketch.png"]);
}

#[test]
fn the_command_is_there_for_a_map_with_stages() {
    let window = Window::new();
    assert!(Command::ChoosePicture.is_enabled(window.editor()));
    assert!(matches!(
        window.editor().picture_target(),
        Some(PictureTarget::New { .. })
    ));
}

#[test]
fn a_show_has_the_pictures_of_its_pages() {
    let mut window = Window::new();
    let _folder = window.open_map(&map_with(&red(400, 300)));
    window.press(Modifiers::NONE, Key::F5);
    window.press(Modifiers::NONE, Key::ArrowRight);
    window.harness.run_steps(12);
    window.wait_for_pictures();
    let image = window.harness.render().unwrap();
    let red = image.pixels().filter(|pixel| pixel.0[..3] == [200, 40, 30]);
    let red = red.count();
    assert!(red > 5_000, "{red} pixels of the picture");
}
