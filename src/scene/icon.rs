//! Icons by meaning. All are glyphs of one family, the bundled Phosphor font,
//! so every exporter draws them as it draws text.

use crate::model::{Channel, Evidence, LaneKind, Status};

/// A stage's key moment.
pub const KEY_MOMENT: char = '\u{E244}';
/// Time that passes.
pub const WAIT: char = '\u{E492}';
/// Someone who answers for something.
pub const OWNER: char = '\u{E4C2}';

/// A value that is computed, not typed: a sum sign.
pub const COMPUTED: char = '\u{EAB8}';

/// How well something is known; the four differ in shape.
#[must_use]
pub const fn evidence(evidence: Evidence) -> char {
    match evidence {
        Evidence::Observed => '\u{E220}',
        Evidence::Reported => '\u{E170}',
        Evidence::Assumed => '\u{E3E8}',
        Evidence::Proposed => '\u{E6A4}',
    }
}

/// How far work has come.
#[must_use]
pub const fn status(status: Status) -> char {
    match status {
        Status::Open => '\u{E18A}',
        Status::Planned => '\u{E602}',
        Status::InProgress => '\u{E18C}',
        Status::Done => '\u{E184}',
        Status::Dropped => '\u{E4F8}',
    }
}

/// A question mark, for what is not known.
pub const QUESTION: char = '\u{E3E9}';

/// The icon of a kind of lane.
#[must_use]
pub const fn lane(kind: LaneKind) -> char {
    match kind {
        LaneKind::Actions => '\u{E730}',
        LaneKind::Touchpoints => '\u{E288}',
        LaneKind::Emotion => '\u{E2A8}',
        LaneKind::Thoughts => '\u{E17A}',
        LaneKind::Quotes => '\u{E660}',
        LaneKind::PainPoints => '\u{E2DE}',
        LaneKind::Opportunities => '\u{E2DC}',
        LaneKind::Metrics => '\u{E150}',
        LaneKind::Pictures => '\u{E2CA}',
        LaneKind::Frontstage => '\u{E582}',
        LaneKind::Backstage => '\u{E272}',
        LaneKind::SupportProcesses => '\u{E466}',
        LaneKind::PhysicalEvidence => '\u{E478}',
        LaneKind::Owners => '\u{E4C4}',
        LaneKind::Custom => '\u{E348}',
    }
}

/// The icon of a channel; a touchpoint without one has a pointing hand.
#[must_use]
pub const fn channel(channel: Option<Channel>) -> char {
    match channel {
        Some(Channel::Web) => '\u{E288}',
        Some(Channel::App) => '\u{E1E0}',
        Some(Channel::Email) => '\u{E218}',
        Some(Channel::Phone) => '\u{E3B8}',
        Some(Channel::Chat) => '\u{E168}',
        Some(Channel::Sms) => '\u{E17A}',
        Some(Channel::Social) => '\u{E408}',
        Some(Channel::Store) => '\u{E470}',
        Some(Channel::Mail) => '\u{EC1E}',
        Some(Channel::Ad) => '\u{E32E}',
        Some(Channel::Event) => '\u{E10A}',
        Some(Channel::Person) => '\u{E4C2}',
        Some(Channel::Partner) => '\u{E582}',
        Some(Channel::Product) => '\u{E1DA}',
        Some(Channel::Document) => '\u{E23A}',
        Some(Channel::Review) => '\u{E46A}',
        Some(Channel::Own(_)) => '\u{E478}',
        None => '\u{EC90}',
    }
}
