//! The closed lists of the field: kinds of map and lane, channels, evidence,
//! key moments, and so on. Each word knows how it is written for people.

use serde::{Deserialize, Serialize};

use super::id::ChannelId;

/// Defines a list of words: a plain enum, all its values in order, and the
/// name of each as people read it (sentence case).
macro_rules! words {
    ($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident = $label:literal),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub enum $name { $($(#[$vdoc])* $variant),+ }

        impl $name {
            /// Every value, in the order in which lists show them.
            pub const ALL: &[Self] = &[$(Self::$variant),+];

            /// The name as people read it.
            #[must_use]
            pub const fn label(self) -> &'static str {
                match self { $(Self::$variant => $label),+ }
            }
        }
    };
}

// Behind the macro, which it uses.
mod evidence;

pub use evidence::{FeedbackKind, FeedbackSource, MetricKind, Rule, Survey};

words!(
    /// What a map describes.
    #[derive(Default)]
    MapKind {
        /// The journey as it is today ("as-is").
        #[default]
        CurrentState = "Current state",
        /// The journey as it should become ("to-be").
        FutureState = "Future state",
        /// A day of the customer, beyond one product.
        DayInTheLife = "Day in the life",
        /// The journey with everything that produces it.
        ServiceBlueprint = "Service blueprint",
    }
);

words!(
    /// What the cards of a lane are about; it decides how they look.
    LaneKind {
        /// What the customer does.
        Actions = "Actions",
        /// Where customer and company meet; cards are touchpoints.
        Touchpoints = "Touchpoints",
        /// The emotion curves. Holds no cards.
        Emotion = "Emotion",
        /// What the customer thinks.
        Thoughts = "Thoughts",
        /// What the customer said, word for word.
        Quotes = "Quotes",
        /// Where it hurts.
        PainPoints = "Pain points",
        /// What could be better.
        Opportunities = "Opportunities",
        /// Measured values.
        Metrics = "Metrics",
        /// Pictures of the journey, a storyboard.
        Pictures = "Pictures",
        /// Visible staff and technology ("onstage").
        Frontstage = "Frontstage",
        /// What staff do out of the customer's sight ("offstage").
        Backstage = "Backstage",
        /// Internal systems and partners.
        SupportProcesses = "Support processes",
        /// Tangible things the customer meets.
        PhysicalEvidence = "Physical evidence",
        /// Who is responsible.
        Owners = "Owners",
        /// Anything else.
        Custom = "Custom",
    }
);

words!(
    /// A line between lanes of a service blueprint, drawn above its lane.
    Divider {
        /// Between customer and visible company.
        Interaction = "Line of interaction",
        /// Between what the customer sees and what not.
        Visibility = "Line of visibility",
        /// Between the company's people and its systems and partners.
        InternalInteraction = "Line of internal interaction",
    }
);

words!(
    /// How well a moment is known.
    Evidence {
        /// Seen by the company itself.
        Observed = "Observed",
        /// Told by customers or staff.
        Reported = "Reported",
        /// Believed, not yet checked.
        Assumed = "Assumed",
        /// Wished for; belongs to a future state.
        Proposed = "Proposed",
    }
);

impl Evidence {
    /// Whether someone outside the room has shown or said it.
    #[must_use]
    pub const fn is_known(self) -> bool {
        match self {
            Self::Observed | Self::Reported => true,
            Self::Assumed | Self::Proposed => false,
        }
    }
}

words!(
    /// A moment that every product has.
    KeyMoment {
        /// The first contact that forms an impression.
        FirstImpression = "First impression",
        /// The first time the product is worth its effort.
        FirstValue = "First value",
        /// The customer gets more than was promised.
        ExtendedValue = "Extended value",
        /// A key moment of the map's own.
        Own = "Own key moment",
    }
);

words!(
    /// How far work on an opportunity or a pain point has come.
    Status {
        /// An idea nobody has taken yet.
        Open = "Open",
        /// Decided, not begun.
        Planned = "Planned",
        /// Being worked on.
        InProgress = "In progress",
        /// Finished.
        Done = "Done",
        /// Decided against.
        Dropped = "Dropped",
    }
);

words!(
    /// A color by name. The theme decides what it looks like; a file never
    /// holds a color value.
    Swatch {
        /// The first stage's color.
        Indigo = "Indigo",
        /// The second stage's color.
        Teal = "Teal",
        /// The third stage's color.
        Violet = "Violet",
        /// The fourth stage's color.
        Green = "Green",
        /// The fifth stage's color.
        Rust = "Rust",
        /// The sixth stage's color.
        Blue = "Blue",
        /// The seventh stage's color.
        Rose = "Rose",
        /// The eighth stage's color.
        Olive = "Olive",
        /// The ninth stage's color.
        Plum = "Plum",
        /// The tenth stage's color.
        Slate = "Slate",
    }
);

impl Swatch {
    /// The color of the stage at `index` when it has none of its own.
    #[must_use]
    pub fn of_index(index: usize) -> Self {
        Self::ALL
            .get(index.checked_rem(Self::ALL.len()).unwrap_or(0))
            .copied()
            .unwrap_or(Self::Indigo)
    }
}

words!(
    /// How a curve is drawn, so that curves differ without color too.
    #[derive(Default)]
    LineStyle {
        /// An unbroken line.
        #[default]
        Solid = "Solid",
        /// Dashes.
        Dashed = "Dashed",
        /// Dots.
        Dotted = "Dotted",
        /// Dashes, long ones.
        LongDashed = "Long dashes",
    }
);

words!(
    /// What a curve speaks of.
    #[derive(Default)]
    CurveState {
        /// The journey as it is.
        #[default]
        Current = "Current state",
        /// The journey as it should be.
        Future = "Future state",
    }
);

words!(
    /// What a curve measures.
    #[derive(Default)]
    CurveKind {
        /// How the moment feels, −2 to +2.
        #[default]
        Emotion = "Emotion",
        /// How engaging the moment is ("dramatic arc"), 1 to 5 drawn over the
        /// same height.
        Tension = "Dramatic arc",
    }
);

words!(
    /// Whose view of the journey a curve is.
    #[derive(Default)]
    Side {
        /// How the customer feels.
        #[default]
        Customer = "Customer's view",
        /// How the company believes the customer feels, or rates itself.
        Company = "Company's view",
    }
);

words!(
    /// Which part of the relation with the customer the journey is.
    JourneyKind {
        /// From the first contact to the purchase.
        Purchase = "Purchase",
        /// From the purchase to the first value.
        Onboarding = "Onboarding",
        /// Everyday use.
        Use = "Use",
        /// From a problem to its solution.
        IssueResolution = "Issue resolution",
        /// Staying, extending or changing a contract.
        Renewal = "Renewal",
        /// Leaving.
        Leaving = "Leaving",
        /// Another journey.
        Own = "Other",
    }
);

/// Through what customer and company meet: a closed list, and the map's own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[allow(missing_docs, reason = "each value is its own word")]
pub enum Channel {
    Web,
    App,
    Email,
    Phone,
    Chat,
    Sms,
    Social,
    Store,
    Mail,
    Ad,
    Event,
    Person,
    Partner,
    Product,
    Document,
    Review,
    /// A channel that this map names itself.
    Own(ChannelId),
}

impl Channel {
    /// The channels every map has, in the order in which lists show them.
    pub const COMMON: [Self; 16] = [
        Self::Web,
        Self::App,
        Self::Email,
        Self::Phone,
        Self::Chat,
        Self::Sms,
        Self::Social,
        Self::Store,
        Self::Mail,
        Self::Ad,
        Self::Event,
        Self::Person,
        Self::Partner,
        Self::Product,
        Self::Document,
        Self::Review,
    ];

    /// The name of a common channel; `None` for the map's own.
    #[must_use]
    pub const fn common_label(self) -> Option<&'static str> {
        Some(match self {
            Self::Web => "Web",
            Self::App => "App",
            Self::Email => "Email",
            Self::Phone => "Phone",
            Self::Chat => "Chat",
            Self::Sms => "SMS",
            Self::Social => "Social media",
            Self::Store => "Store",
            Self::Mail => "Mail",
            Self::Ad => "TV or ad",
            Self::Event => "Event",
            Self::Person => "Person",
            Self::Partner => "Partner",
            Self::Product => "Product",
            Self::Document => "Document",
            Self::Review => "Review site",
            Self::Own(_) => return None,
        })
    }
}
