//! The menus of what holds the map together: stages, lanes, lines between
//! lanes, the header, and the canvas around them.

use super::{Does, List, content::named};
use crate::{
    editor::{
        Direction, Selection,
        change::Change,
        command::Command,
        interaction::{Action, Seen},
    },
    model::{
        Details, Divider, Edit, Element, KeyMoment, Lane, LaneId, LaneKind, Map, MapField, MapKind,
        New, Span, Stage, StageField, StageId, ThemeName,
    },
    scene::icon,
};

pub(super) fn stage(list: &mut List, map: &Map, id: StageId) {
    let Some((index, stage)) = map.stage(id) else {
        return;
    };
    list.named(Command::EditText, "Rename");
    new_stage(list, "Add stage before", index);
    list.named(Command::AddStage, "Add stage after");
    list.line();
    list.named(Command::Duplicate, "Duplicate");
    list.named(Command::Delete, "Delete");
    list.line();
    list.named(Command::Move(Direction::Left), "Move earlier");
    list.named(Command::Move(Direction::Right), "Move later");
    list.named(Command::Widen, "Widen");
    list.named(Command::Narrow, "Narrow");
    if stage.span != Span::default() {
        let usual = Edit::SetStage(id, StageField::Span(Span::default()));
        list.act(
            "Usual width",
            Action::Run(vec![usual], "resize stage".into()),
        );
    }
    list.line();
    let options = KeyMoment::ALL
        .iter()
        .map(|word| (*word, word.label().to_owned(), None));
    list.choice(
        "Key moment",
        (stage.key_moment, "None"),
        options,
        Change::KeyMoment,
    );
    list.command(Command::SelectStage);
    list.named(Command::PresentStage, "Present this stage");
    list.colors(stage.swatch);
}

pub(super) fn lane(list: &mut List, map: &Map, id: LaneId) {
    let Some((index, lane)) = map.lane(id) else {
        return;
    };
    list.named(Command::EditText, "Rename");
    let has_cards = map
        .stages
        .iter()
        .flat_map(|stage| &stage.cards)
        .any(|card| card.lane == id);
    list.submenu("Kind", |list| {
        let kinds = LaneKind::ALL.iter().copied();
        // An emotion lane has no room for cards.
        let fits = |kind: &LaneKind| *kind == lane.kind || *kind != LaneKind::Emotion || !has_cards;
        for kind in kinds.filter(fits) {
            let (on, change) = (Some(kind == lane.kind), Does::Change(Change::Kind(kind)));
            list.full(kind.label().into(), Some(icon::lane(kind)), on, change);
        }
    });
    list.named(
        Command::ToggleLane,
        if lane.hidden { "Show" } else { "Hide" },
    );
    list.command(Command::ShowLanes);
    list.line();
    new_lane(list, "Add lane above", index);
    list.submenu("Add lane below", |list| {
        for kind in LaneKind::ALL {
            let does = Does::Command(Command::AddLane(*kind));
            list.full(kind.label().into(), Some(icon::lane(*kind)), None, does);
        }
    });
    let options = Divider::ALL
        .iter()
        .map(|line| (*line, line.label().to_owned(), None));
    list.choice(
        "Line above",
        (lane.divider, "None"),
        options,
        Change::LineAbove,
    );
    list.line();
    list.named(Command::Duplicate, "Duplicate");
    list.named(Command::Delete, "Delete");
    list.line();
    list.commands([Command::Move(Direction::Up), Command::Move(Direction::Down)]);
    list.command(Command::SelectLane);
    list.colors(lane.swatch);
}

pub(super) fn divider(list: &mut List, map: &Map, divider: Divider) {
    let Some((_, lane)) = map.divider(divider) else {
        return;
    };
    list.submenu("Kind", |list| {
        for kind in Divider::ALL {
            let is_free = map.divider(*kind).is_none();
            if *kind == divider || is_free {
                let edits = vec![
                    Edit::MoveDivider(divider, None),
                    Edit::MoveDivider(*kind, Some(lane.id)),
                ];
                let select = Action::Run(edits, "set kind of line".into());
                list.full(
                    kind.label().into(),
                    None,
                    Some(*kind == divider),
                    Does::Act(select),
                );
            }
        }
    });
    list.commands([Command::Move(Direction::Up), Command::Move(Direction::Down)]);
    list.line();
    list.named(Command::Delete, "Delete line");
}

pub(super) fn header(list: &mut List, seen: Seen<'_>) {
    let map = seen.map;
    list.command(Command::EditHeader);
    list.submenu("Kind of map", |list| {
        for kind in MapKind::ALL {
            let edit = Edit::SetMap(MapField::Kind(*kind));
            let action = Action::Run(vec![edit], "set kind of map".into());
            list.full(
                kind.label().into(),
                None,
                Some(*kind == map.kind),
                Does::Act(action),
            );
        }
    });
    list.line();
    for persona in &map.personas {
        let name = named(&persona.name, "without a name");
        let select = Action::Select(Selection::one(Element::Persona(persona.id)));
        list.act(format!("Edit persona {name}"), select);
    }
    list.command(Command::AddPersona);
    if let Some(Element::Persona(id)) = seen.selection.primary() {
        let swatch = map.persona(id).and_then(|persona| persona.swatch);
        list.named(Command::Delete, "Delete persona");
        list.colors(swatch);
    }
}

pub(super) fn canvas(list: &mut List, map: &Map) {
    list.command(Command::AddStage);
    list.submenu("Add lane", |list| {
        for kind in LaneKind::ALL {
            let does = Does::Command(Command::AddLane(*kind));
            list.full(kind.label().into(), Some(icon::lane(*kind)), None, does);
        }
    });
    list.commands([Command::AddPersona, Command::ShowLanes]);
    list.line();
    list.commands([Command::Paste, Command::SelectAll, Command::CopyPicture]);
    list.line();
    list.commands([Command::Fit, Command::ZoomActual, Command::ToggleMinimap]);
    list.line();
    list.submenu("Theme of the map", |list| {
        for (command, theme) in [
            (Command::ThemeLight, ThemeName::Light),
            (Command::ThemeDark, ThemeName::Dark),
            (Command::ThemeContrast, ThemeName::HighContrast),
        ] {
            let on = Some(map.theme == theme);
            list.full(command.name(), None, on, Does::Command(command));
        }
    });
    list.submenu("Details on cards", |list| {
        for (command, details) in [
            (Command::DetailsText, Details::Text),
            (Command::DetailsKey, Details::Key),
            (Command::DetailsAll, Details::All),
        ] {
            let on = Some(map.details == details);
            list.full(command.name(), None, on, Does::Command(command));
        }
    });
    let marks = Command::ToggleMarks;
    let on = Some(map.marks_evidence);
    list.full(marks.name(), None, on, Does::Command(marks));
}

/// A new stage at a place, whose name is typed next.
pub(super) fn new_stage(list: &mut List, name: &str, index: usize) {
    let stage = Stage::new(StageId(0), "New stage");
    let edits = vec![Edit::Add(New::Stage(index, Box::new(stage)))];
    list.act(name, Action::Write(edits, "add stage".into()));
}

/// A new lane of any kind at a place.
pub(super) fn new_lane(list: &mut List, name: &str, index: usize) {
    list.submenu(name, |list| {
        for kind in LaneKind::ALL {
            let lane = Lane::new(LaneId(0), *kind, kind.label());
            let action = Action::Run(vec![Edit::Add(New::Lane(index, lane))], "add lane".into());
            let does = Does::Act(action);
            list.full(kind.label().into(), Some(icon::lane(*kind)), None, does);
        }
    });
}
