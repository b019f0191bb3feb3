//! Icons by meaning. All are glyphs of one family, the bundled Phosphor font,
//! so every exporter draws them as it draws text.

use crate::model::{Channel, LaneKind};

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
