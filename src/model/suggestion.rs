//! Touchpoints that are common in a stage of a journey, to be offered where one
//! is added. A stage is known by its name, or by a word that means the same;
//! one that is not, by its place on the way from awareness to advocacy.
//!
//! Sources: most are the examples of the three articles on customer journey
//! mapping that the program is made after (mapping for success management, the
//! five stages of a customer journey, key moments and feedback); those carry
//! `named: true` and come first. The rest is common practice of published
//! touchpoint lists.

use super::words::Channel;

/// A touchpoint that could be meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Suggestion {
    /// What the card says.
    pub text: &'static str,
    /// Through what it usually happens.
    pub channel: Channel,
    /// The phase of the journey that it is common in.
    pub phase: Phase,
    /// Whether it is named in a source article, not only common.
    pub named: bool,
}

/// Where on the way of a customer a stage is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Phase {
    /// Learns that there is an answer.
    Awareness,
    /// Compares.
    Consideration,
    /// Decides and acquires.
    Decision,
    /// Uses and stays.
    Retention,
    /// Tells others.
    Advocacy,
}

impl Phase {
    /// Every phase, in the order of time.
    pub const ALL: [Self; 5] = [
        Self::Awareness,
        Self::Consideration,
        Self::Decision,
        Self::Retention,
        Self::Advocacy,
    ];

    /// The name for people.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Awareness => "Awareness",
            Self::Consideration => "Consideration",
            Self::Decision => "Decision",
            Self::Retention => "Retention",
            Self::Advocacy => "Advocacy",
        }
    }

    /// Parts of names of stages that mean this phase, in lower case.
    const fn words(self) -> &'static [&'static str] {
        match self {
            Self::Awareness => &[
                "aware", "discover", "entice", "inspir", "attract", "learn", "need", "before",
                "define", "trigger",
            ],
            Self::Consideration => &[
                "consider", "compar", "evaluat", "research", "explor", "search", "locate", "try",
                "trial", "select", "plan", "negotiat", "enter",
            ],
            Self::Decision => &[
                "deci", "purchas", "buy", "acqui", "order", "book", "pay", "sign", "contract",
                "checkout", "arriv", "choose", "confirm", "prepare", "convert",
            ],
            Self::Retention => &[
                "retain",
                "retention",
                "onboard",
                "adopt",
                "use",
                "using",
                "service",
                "support",
                "renew",
                "stay",
                "deliver",
                "engage",
                "during",
                "execute",
                "monitor",
                "modify",
                "own",
                "expan",
            ],
            Self::Advocacy => &[
                "advoc",
                "loyal",
                "recommend",
                "refer",
                "promot",
                "extend",
                "exit",
                "after",
                "conclude",
                "share",
                "leave",
            ],
        }
    }

    /// The phase of a stage: by its name, else by its place among `count`
    /// stages.
    #[must_use]
    pub fn of_stage(name: &str, index: usize, count: usize) -> Self {
        let name = name.to_lowercase();
        let named = |phase: &Self| {
            let mut starts = name.split(|c: char| !c.is_alphanumeric());
            starts.any(|word| phase.words().iter().any(|known| word.starts_with(known)))
        };
        let place = index
            .saturating_mul(Self::ALL.len())
            .checked_div(count.max(1))
            .unwrap_or(0);
        let by_place = || Self::ALL.get(place).copied().unwrap_or(Self::Advocacy);
        Self::ALL.into_iter().find(named).unwrap_or_else(by_place)
    }
}

/// The touchpoints that fit a phase and what was typed so far, the likeliest
/// first: those of the phase itself, named ones before common ones, then those
/// of the other phases. Every word that was typed is the beginning of a word of
/// the touchpoint; nothing typed fits all. One that is typed in full is not
/// suggested again.
#[must_use]
pub fn suggestions(phase: Phase, typed: &str) -> Vec<&'static Suggestion> {
    let typed = typed.trim().to_lowercase();
    let words: Vec<&str> = typed.split_whitespace().collect();
    let fits = |suggestion: &&Suggestion| {
        let text = suggestion.text.to_lowercase();
        let begins = |word: &&str| {
            let mut own = text.split(|c: char| !c.is_alphanumeric());
            own.any(|own| own.starts_with(word))
        };
        text != typed && words.iter().all(begins)
    };
    let mut found: Vec<_> = SUGGESTIONS.iter().filter(fits).collect();
    found.sort_by_key(|suggestion| {
        let starts = suggestion.text.to_lowercase().starts_with(&typed);
        (
            suggestion.phase != phase,
            !starts,
            !suggestion.named,
            suggestion.phase,
        )
    });
    found
}

const fn named(phase: Phase, text: &'static str, channel: Channel) -> Suggestion {
    Suggestion {
        text,
        channel,
        phase,
        named: true,
    }
}

const fn common(phase: Phase, text: &'static str, channel: Channel) -> Suggestion {
    Suggestion {
        named: false,
        ..named(phase, text, channel)
    }
}

use Phase::{Advocacy, Awareness, Consideration, Decision, Retention};

/// Every touchpoint that is suggested.
pub const SUGGESTIONS: &[Suggestion] = &[
    named(Awareness, "TV commercial", Channel::Ad),
    common(Awareness, "Search result", Channel::Web),
    common(Awareness, "Social post", Channel::Social),
    common(Awareness, "Display ad", Channel::Ad),
    common(Awareness, "Word of mouth", Channel::Person),
    common(Awareness, "Event", Channel::Event),
    common(Awareness, "Press article", Channel::Document),
    common(Awareness, "Blog article", Channel::Web),
    common(Awareness, "Podcast", Channel::Ad),
    named(Consideration, "Maker's website", Channel::Web),
    named(Consideration, "Dealer's website", Channel::Web),
    named(Consideration, "Reviews", Channel::Review),
    named(Consideration, "Comparison site", Channel::Review),
    named(Consideration, "Community forum", Channel::Social),
    common(Consideration, "Demo video", Channel::Web),
    common(Consideration, "Newsletter", Channel::Email),
    common(Consideration, "Showroom", Channel::Store),
    common(Consideration, "Chat question", Channel::Chat),
    common(Consideration, "Free trial", Channel::Product),
    named(Decision, "Financing offer", Channel::Document),
    named(Decision, "Sales call", Channel::Phone),
    named(Decision, "Booking an appointment", Channel::Web),
    named(Decision, "Onboarding specialist", Channel::Person),
    common(Decision, "Price page", Channel::Web),
    common(Decision, "Checkout", Channel::Web),
    common(Decision, "Contract", Channel::Document),
    common(Decision, "Confirmation email", Channel::Email),
    common(Decision, "Finance desk", Channel::Person),
    named(Retention, "Survey", Channel::Email),
    common(Retention, "Delivery", Channel::Partner),
    common(Retention, "First use", Channel::Product),
    common(Retention, "Onboarding call", Channel::Phone),
    common(Retention, "Help center", Channel::Web),
    common(Retention, "Support call", Channel::Phone),
    common(Retention, "Support chat", Channel::Chat),
    common(Retention, "Invoice", Channel::Mail),
    common(Retention, "Renewal notice", Channel::Email),
    common(Retention, "Product release note", Channel::App),
    common(Retention, "Loyalty program", Channel::App),
    named(Advocacy, "Video testimonial", Channel::Social),
    named(Advocacy, "Referral to peers", Channel::Person),
    named(Advocacy, "Social media share", Channel::Social),
    named(Advocacy, "Marketing campaign with customer", Channel::Ad),
    common(Advocacy, "Written review", Channel::Review),
    common(Advocacy, "Case study", Channel::Document),
    common(Advocacy, "Community answer", Channel::Social),
];
