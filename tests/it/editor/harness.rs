//! The test editor: wraps the session and nothing else. Elements are found by
//! the name they show; coordinates come from the layout.

use std::{fmt::Write, sync::Arc};

use emath::{Pos2, Rect, Vec2, vec2};
use throughline::{
    editor::{Command, Direction, Editor, Input, Modifiers, Pointer, Ran, feeling_label},
    model::{
        At, Card, CardId, CurveId, Edit, Element, EmotionPoint, Lane, LaneId, LaneKind, Map, New,
        PointId, StageId, Template, Valence,
    },
};

/// An editor that is driven by names.
pub(crate) struct TestEditor {
    pub(crate) editor: Editor,
    pos: Pos2,
    pub(crate) modifiers: Modifiers,
}

impl TestEditor {
    /// Opens the small map of this file.
    pub(crate) fn new() -> Self {
        Self::of(small_map())
    }

    pub(crate) fn of(map: Map) -> Self {
        let mut test = Self {
            editor: Editor::new(map),
            pos: Pos2::ZERO,
            modifiers: Modifiers::NONE,
        };
        test.editor
            .set_viewport(Rect::from_min_size(Pos2::ZERO, vec2(1400.0, 900.0)));
        test.checked();
        test
    }

    fn checked(&mut self) {
        let problems = self.editor.map().check();
        assert!(problems.is_empty(), "{problems:?}");
        let map = Arc::clone(self.editor.map());
        for element in self.editor.selection.iter() {
            assert!(map.contains(element), "{element:?} is selected and gone");
        }
    }

    /// The element with this name: a card's text, a point's word, or the name
    /// of a stage, lane, curve or persona.
    pub(crate) fn find(&self, name: &str) -> Element {
        self.try_find(name)
            .unwrap_or_else(|| panic!("nothing is called {name:?}:\n{}", self.sketch()))
    }

    pub(crate) fn try_find(&self, name: &str) -> Option<Element> {
        let map = self.editor.map();
        let stages = || map.stages.iter();
        let card = || stages().flat_map(|s| &s.cards).find(|c| c.text == name);
        let point = || stages().flat_map(|s| &s.points).find(|p| p.word == name);
        card()
            .map(|card| Element::Card(card.id))
            .or_else(|| point().map(|point| Element::Point(point.id)))
            .or_else(|| {
                let stage = stages().find(|s| s.name == name)?;
                Some(Element::Stage(stage.id))
            })
            .or_else(|| {
                let lane = map.lanes.iter().find(|l| l.name == name)?;
                Some(Element::Lane(lane.id))
            })
            .or_else(|| {
                let curve = map.curves.iter().find(|c| c.name == name)?;
                Some(Element::Curve(curve.id))
            })
    }

    pub(crate) fn stage(&self, name: &str) -> StageId {
        let found = self.editor.map().stages.iter().find(|s| s.name == name);
        found.unwrap().id
    }

    pub(crate) fn lane(&self, name: &str) -> LaneId {
        let found = self.editor.map().lanes.iter().find(|l| l.name == name);
        found.unwrap().id
    }

    pub(crate) fn rect(&mut self, name: &str) -> Rect {
        let element = self.find(name);
        self.editor.layout().rect_of(element).unwrap()
    }

    /// An empty place of a cell, at its bottom.
    pub(crate) fn cell(&mut self, stage: &str, lane: &str) -> Pos2 {
        let (stage, lane) = (self.stage(stage), self.lane(lane));
        let layout = self.editor.layout();
        let column = layout.stages.iter().find(|c| c.id == stage).unwrap();
        let row = layout.lanes.iter().find(|r| r.id == lane).unwrap();
        Pos2::new(column.x + column.width / 2.0, row.y + row.height - 3.0)
    }

    pub(crate) fn send(&mut self, event: Pointer, pos: Pos2) -> &mut Self {
        self.pos = pos;
        let input = Input {
            event,
            pos,
            modifiers: self.modifiers,
            pixel: 1.0,
        };
        self.editor.pointer(&input);
        self.checked();
        self
    }

    pub(crate) fn press(&mut self, name: &str) -> &mut Self {
        let pos = self.rect(name).center();
        self.press_at(pos)
    }

    pub(crate) fn press_at(&mut self, pos: Pos2) -> &mut Self {
        self.send(Pointer::Move, pos).send(Pointer::Down, pos)
    }

    pub(crate) fn drag_by(&mut self, x: f32, y: f32) -> &mut Self {
        let pos = self.pos + vec2(x, y);
        self.drag_to(pos)
    }

    pub(crate) fn drag_to(&mut self, pos: Pos2) -> &mut Self {
        self.send(Pointer::Move, pos)
    }

    pub(crate) fn release(&mut self) -> &mut Self {
        let pos = self.pos;
        self.send(Pointer::Up, pos)
    }

    pub(crate) fn escape(&mut self) -> &mut Self {
        let pos = self.pos;
        self.send(Pointer::Cancel, pos)
    }

    pub(crate) fn click(&mut self, name: &str) -> &mut Self {
        self.press(name).release()
    }

    pub(crate) fn click_at(&mut self, pos: Pos2) -> &mut Self {
        self.press_at(pos).release()
    }

    pub(crate) fn double_click_at(&mut self, pos: Pos2) -> &mut Self {
        self.click_at(pos)
            .click_at(pos)
            .send(Pointer::DoubleClick, pos)
    }

    pub(crate) fn double_click(&mut self, name: &str) -> &mut Self {
        let pos = self.rect(name).center();
        self.double_click_at(pos)
    }

    pub(crate) fn holding(&mut self, modifiers: Modifiers) -> &mut Self {
        self.modifiers = modifiers;
        self
    }

    pub(crate) fn run(&mut self, command: Command) -> Ran {
        let ran = self.editor.command(command);
        self.checked();
        ran
    }

    pub(crate) fn undo(&mut self) -> &mut Self {
        self.run(Command::Undo);
        self
    }

    pub(crate) fn redo(&mut self) -> &mut Self {
        self.run(Command::Redo);
        self
    }

    pub(crate) fn walk(&mut self, direction: Direction) -> &mut Self {
        self.editor.walk(direction);
        self.checked();
        self
    }

    /// Presses and releases alt and an arrow key.
    pub(crate) fn nudge(&mut self, direction: Direction) -> &mut Self {
        self.editor.nudge(direction);
        self.checked();
        self.editor.release_keys();
        self
    }

    pub(crate) fn select(&mut self, names: &[&str]) -> &mut Self {
        let elements: Vec<_> = names.iter().map(|name| self.find(name)).collect();
        self.editor.select(elements.into_iter().collect());
        self
    }

    pub(crate) fn type_text(&mut self, text: &str) -> &mut Self {
        self.editor.type_text(text.into());
        self.checked();
        self
    }

    /// The names of what is selected.
    pub(crate) fn selected(&self) -> Vec<String> {
        let map = self.editor.map();
        let name = |element| match element {
            Element::Header => "header".into(),
            Element::Persona(id) => map.persona(id).unwrap().name.clone(),
            Element::Stage(id) => map.stage(id).unwrap().1.name.clone(),
            Element::Lane(id) => map.lane(id).unwrap().1.name.clone(),
            Element::Card(id) => map.card(id).unwrap().1.text.clone(),
            Element::Point(id) => map.point(id).unwrap().1.word.clone(),
            Element::Curve(id) => map.curve(id).unwrap().name.clone(),
            Element::Divider(divider) => divider.label().to_owned(),
        };
        self.editor.selection.iter().map(name).collect()
    }

    pub(crate) fn card(&self, name: &str) -> (String, String, f64) {
        let map = self.editor.map();
        let Element::Card(id) = self.find(name) else {
            panic!("{name} is no card")
        };
        let (stage, card) = map.card(id).unwrap();
        let lane = map.lane(card.lane).unwrap().1.name.clone();
        (stage.name.clone(), lane, card.at.value())
    }

    /// Stage, place and feeling of a point.
    pub(crate) fn point(&self, word: &str) -> (String, f64, Option<f64>) {
        let Element::Point(id) = self.find(word) else {
            panic!("{word} is no point")
        };
        let map = self.editor.map();
        let (stage, point) = map.point(id).unwrap();
        let feeling = point.feeling.map(Valence::value);
        (stage.name.clone(), point.at.value(), feeling)
    }

    pub(crate) fn steps(&self) -> usize {
        self.editor.document.undo_steps()
    }

    pub(crate) fn sketch(&self) -> String {
        sketch(self.editor.map())
    }

    /// What changed in the map, as the lines of its sketch that went and came.
    pub(crate) fn difference(&self, before: &str) -> Vec<String> {
        let after = self.sketch();
        let gone = before
            .lines()
            .filter(|line| !after.lines().any(|l| l == *line));
        let came = after
            .lines()
            .filter(|line| !before.lines().any(|l| l == *line));
        let gone = gone.map(|line| format!("- {line}"));
        gone.chain(came.map(|line| format!("+ {line}"))).collect()
    }
}

/// One line for each element.
pub(crate) fn sketch(map: &Map) -> String {
    let mut text = format!("map {:?}\n", map.title);
    for lane in &map.lanes {
        let hidden = if lane.hidden { " hidden" } else { "" };
        writeln!(text, "lane {:?} {}{hidden}", lane.name, lane.kind.label()).unwrap();
    }
    for curve in &map.curves {
        writeln!(text, "curve {:?}", curve.name).unwrap();
    }
    for persona in &map.personas {
        writeln!(text, "persona {:?}", persona.name).unwrap();
    }
    for stage in &map.stages {
        let (name, span) = (&stage.name, stage.span.value());
        writeln!(text, "stage {name:?} {span:.2}").unwrap();
        for card in &stage.cards {
            let lane = map.lane(card.lane).map_or("?", |(_, lane)| &lane.name);
            let (words, at) = (&card.text, card.at.value());
            writeln!(text, "card {words:?} {name} {at:.2} on {lane}").unwrap();
        }
        for point in &stage.points {
            let (word, at) = (&point.word, point.at.value());
            let feeling = feeling_label(point.feeling);
            writeln!(text, "point {word:?} {name} {at:.2} {feeling}").unwrap();
        }
    }
    text
}

/// Three stages, five lanes (the last hidden), nine cards, four points.
pub(crate) fn small_map() -> Map {
    let mut map = Template::FiveStages.map();
    map.title = "Replacing an ageing car".into();
    let lane = |map: &Map, name: &str| map.lanes.iter().find(|l| l.name == name).unwrap().id;
    for name in ["Thinking", "Opportunities"] {
        let id = lane(&map, name);
        map.apply(&Edit::Remove(Element::Lane(id))).unwrap();
    }
    for name in ["Awareness", "Consideration"] {
        let id = map.stages.iter().find(|s| s.name == name).unwrap().id;
        map.apply(&Edit::Remove(Element::Stage(id))).unwrap();
    }
    let backstage = Lane {
        id: LaneId(0),
        name: "Backstage".into(),
        kind: LaneKind::Backstage,
        hidden: true,
        divider: None,
        swatch: None,
    };
    map.apply(&Edit::Add(New::Lane(9, backstage))).unwrap();
    for (stage, on, at, text) in [
        (0, "Doing", 0.0, "Books a test drive"),
        (0, "Doing", 0.5, "Talks through financing"),
        (0, "Doing", 1.0, "Signs the contract"),
        (0, "Touchpoints", 0.0, "Showroom"),
        (0, "Pain points", 0.5, "Five-day wait"),
        (1, "Doing", 0.0, "Picks up the car"),
        (1, "Touchpoints", 1.0, "Workshop"),
        (2, "Doing", 0.0, "Posts a review"),
        (2, "Backstage", 0.5, "Community team"),
    ] {
        let (stage, lane) = (map.stages[stage].id, lane(&map, on));
        let card = Card::new(CardId(0), lane, At::clamped(at), text);
        map.apply(&Edit::Add(New::Card(stage, Box::new(card))))
            .unwrap();
    }
    let curve = map.curves[0].id;
    for (stage, at, feeling, word) in [
        (0, 0.2, Some(1.5), "Test drive"),
        (0, 0.8, Some(-1.5), "Wait"),
        (1, 0.5, None, "Unknown"),
        (2, 0.6, Some(1.0), "Recommends"),
    ] {
        let point = EmotionPoint {
            word: word.into(),
            ..point(curve, at, feeling)
        };
        let stage = map.stages[stage].id;
        map.apply(&Edit::Add(New::Point(stage, Box::new(point))))
            .unwrap();
    }
    map
}

pub(crate) fn point(curve: CurveId, at: f64, feeling: Option<f64>) -> EmotionPoint {
    let feeling = feeling.map(Valence::clamped);
    EmotionPoint::new(PointId(0), curve, At::clamped(at), feeling)
}

pub(crate) const SHIFT: Modifiers = Modifiers {
    shift: true,
    ..Modifiers::NONE
};
pub(crate) const ALT: Modifiers = Modifiers {
    alt: true,
    ..Modifiers::NONE
};

/// Far enough to be a drag, too near to snap elsewhere by chance.
pub(crate) const STEP: Vec2 = vec2(40.0, 0.0);
