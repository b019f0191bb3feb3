//! New stages and lanes with a name and nothing else. Ids in them are minted
//! by the map when they are added.

use crate::model::{Lane, LaneId, LaneKind, Span, Stage, StageId};

/// A stage with a name.
pub(super) fn stage(name: &str) -> Stage {
    Stage {
        id: StageId(0),
        name: name.into(),
        about: String::new(),
        duration: String::new(),
        span: Span::default(),
        swatch: None,
        key_moment: None,
        owner: String::new(),
        cards: Vec::new(),
        points: Vec::new(),
    }
}

/// A lane of cards with a name.
pub(super) fn lane(name: &str) -> Lane {
    Lane {
        id: LaneId(0),
        name: name.into(),
        kind: LaneKind::Custom,
        hidden: false,
        divider: None,
        swatch: None,
    }
}
