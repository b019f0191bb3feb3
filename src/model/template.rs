//! Maps to start from: stages and lanes of the common kinds of journey, empty
//! but guiding. A stage says in its `about` what belongs on it; the key moments
//! and the lines of a service blueprint are where they usually are.
//!
//! Sources: five stages and their order from the common purchase funnel
//! (awareness to advocacy); 5E by Conifer Research; the eight steps of a job by
//! Ulwick; the lanes and lines of a service blueprint by Shostack (1984) and by
//! Bitner, Ostrom and Morgan (2008).

use std::sync::Arc;

use super::{
    id::{CurveId, LaneId, StageId},
    map::{Curve, Lane, Map},
    stage::Stage,
    words::{Divider, KeyMoment, LaneKind, MapKind},
};

/// A map to start from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Template {
    /// Awareness to advocacy with the usual lanes, and nothing on them.
    FiveStages,
    /// The life of a customer of software, from awareness to expansion.
    SoftwareCustomer,
    /// One visit of a shop, a practice, a hotel.
    Visit,
    /// Onstage, backstage and support behind a visit, with all three lines.
    ServiceBlueprint,
    /// Entice, enter, engage, exit, extend.
    FiveE,
    /// The eight steps of getting a job done.
    JobToBeDone,
    /// One empty stage and one lane.
    Blank,
}

/// What a template is made of.
struct Plan {
    kind: MapKind,
    title: &'static str,
    /// Name, and what belongs on it.
    stages: &'static [(&'static str, &'static str)],
    lanes: &'static [(LaneKind, &'static str)],
    /// The key moments, by the place of their stage.
    moments: &'static [(usize, KeyMoment)],
    /// The lines, each above the first lane of a kind.
    lines: &'static [(LaneKind, Divider)],
}

impl Template {
    /// Every template, the usual one first.
    pub const ALL: [Self; 7] = [
        Self::FiveStages,
        Self::SoftwareCustomer,
        Self::Visit,
        Self::ServiceBlueprint,
        Self::FiveE,
        Self::JobToBeDone,
        Self::Blank,
    ];

    /// The name for people.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::FiveStages => "Five stages",
            Self::SoftwareCustomer => "Software customer lifecycle",
            Self::Visit => "Retail or service visit",
            Self::ServiceBlueprint => "Service blueprint",
            Self::FiveE => "5E",
            Self::JobToBeDone => "Job to be done",
            Self::Blank => "Blank",
        }
    }

    /// What it is for, in one line.
    #[must_use]
    pub const fn about(self) -> &'static str {
        match self {
            Self::FiveStages => "Awareness to advocacy, with the usual lanes",
            Self::SoftwareCustomer => "From first contact to renewal and expansion",
            Self::Visit => "One visit, from planning to afterwards",
            Self::ServiceBlueprint => "Onstage, backstage and support, all three lines",
            Self::FiveE => "Entice, enter, engage, exit, extend",
            Self::JobToBeDone => "The eight steps of getting a job done",
            Self::Blank => "One stage and one lane",
        }
    }

    /// The name for the command line.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::FiveStages => "five-stages",
            Self::SoftwareCustomer => "software-customer",
            Self::Visit => "visit",
            Self::ServiceBlueprint => "service-blueprint",
            Self::FiveE => "5e",
            Self::JobToBeDone => "job-to-be-done",
            Self::Blank => "blank",
        }
    }

    /// The map.
    #[must_use]
    pub fn map(self) -> Map {
        starting_map(match self {
            Self::FiveStages => &FIVE_STAGES,
            Self::SoftwareCustomer => &SOFTWARE_CUSTOMER,
            Self::Visit => &VISIT,
            Self::ServiceBlueprint => &SERVICE_BLUEPRINT,
            Self::FiveE => &FIVE_E,
            Self::JobToBeDone => &JOB_TO_BE_DONE,
            Self::Blank => &BLANK,
        })
    }
}

const USUAL: Plan = Plan {
    kind: MapKind::CurrentState,
    title: "Untitled journey",
    stages: &[],
    lanes: &[
        (LaneKind::Actions, "Doing"),
        (LaneKind::Touchpoints, "Touchpoints"),
        (LaneKind::Emotion, "Emotion"),
        (LaneKind::Thoughts, "Thinking"),
        (LaneKind::PainPoints, "Pain points"),
        (LaneKind::Opportunities, "Opportunities"),
    ],
    moments: &[],
    lines: &[],
};

static FIVE_STAGES: Plan = Plan {
    stages: &[
        ("Awareness", "How do they learn that there is an answer?"),
        (
            "Consideration",
            "What do they compare, and whom do they ask?",
        ),
        ("Decision", "What settles it, and which doubts are left?"),
        (
            "Retention",
            "What makes them stay, and what drives them away?",
        ),
        ("Advocacy", "When do they tell others, and what?"),
    ],
    ..USUAL
};

static SOFTWARE_CUSTOMER: Plan = Plan {
    stages: &[
        ("Awareness", "Which problem makes them look for software?"),
        ("Consideration", "Whom do they compare, who has to agree?"),
        ("Onboarding", "How long until it is worth its effort?"),
        ("Adoption", "Who uses it every day, who does not, and why?"),
        ("Renewal", "What do they look at before they renew?"),
        ("Expansion", "Which further teams or uses follow?"),
    ],
    lanes: &[
        (LaneKind::Actions, "Doing"),
        (LaneKind::Touchpoints, "Touchpoints"),
        (LaneKind::Emotion, "Emotion"),
        (LaneKind::Thoughts, "Thinking"),
        (LaneKind::PainPoints, "Pain points"),
        (LaneKind::Opportunities, "Opportunities"),
        (LaneKind::Metrics, "Measures"),
        (LaneKind::Owners, "Owned by"),
    ],
    moments: &[
        (1, KeyMoment::FirstImpression),
        (2, KeyMoment::FirstValue),
        (5, KeyMoment::ExtendedValue),
    ],
    ..USUAL
};

static VISIT: Plan = Plan {
    stages: &[
        ("Plan", "What makes them come, what do they look up before?"),
        ("Arrive", "How do they find it, and what greets them?"),
        ("Choose", "What do they see, try and ask?"),
        ("Pay", "How long does it take, what goes wrong?"),
        ("Afterwards", "What do they take home, tell, or bring back?"),
    ],
    lanes: &[
        (LaneKind::Pictures, "Storyboard"),
        (LaneKind::Actions, "Doing"),
        (LaneKind::Touchpoints, "Touchpoints"),
        (LaneKind::PhysicalEvidence, "What they see"),
        (LaneKind::Emotion, "Emotion"),
        (LaneKind::Quotes, "In their words"),
        (LaneKind::PainPoints, "Pain points"),
        (LaneKind::Opportunities, "Opportunities"),
    ],
    moments: &[(1, KeyMoment::FirstImpression)],
    ..USUAL
};

static SERVICE_BLUEPRINT: Plan = Plan {
    kind: MapKind::ServiceBlueprint,
    title: "Untitled service blueprint",
    stages: &[
        ("Before", "How is the service found and booked?"),
        ("Arrival", "Who or what receives the customer?"),
        ("Service", "What is done, by whom, with what?"),
        ("Payment", "How is it settled?"),
        ("After", "What follows, who keeps in touch?"),
    ],
    lanes: &[
        (LaneKind::PhysicalEvidence, "Physical evidence"),
        (LaneKind::Actions, "Customer actions"),
        (LaneKind::Frontstage, "Onstage"),
        (LaneKind::Backstage, "Backstage"),
        (LaneKind::SupportProcesses, "Support processes"),
        (LaneKind::PainPoints, "Fail points"),
        (LaneKind::Metrics, "Standard times"),
    ],
    lines: &[
        (LaneKind::Frontstage, Divider::Interaction),
        (LaneKind::Backstage, Divider::Visibility),
        (LaneKind::SupportProcesses, Divider::InternalInteraction),
    ],
    ..USUAL
};

static FIVE_E: Plan = Plan {
    stages: &[
        ("Entice", "What catches their attention?"),
        ("Enter", "How does the experience begin?"),
        ("Engage", "What do they do at its heart?"),
        ("Exit", "How does it end, and what stays with them?"),
        ("Extend", "What brings them back or makes them tell?"),
    ],
    ..USUAL
};

static JOB_TO_BE_DONE: Plan = Plan {
    title: "Untitled job",
    stages: &[
        ("Define", "What do they plan, which outcome do they want?"),
        ("Locate", "What do they have to find or gather?"),
        ("Prepare", "What do they set up before they begin?"),
        ("Confirm", "How do they know that they are ready?"),
        ("Execute", "What do they do to get it done?"),
        ("Monitor", "How do they see whether it goes well?"),
        ("Modify", "What do they change on the way?"),
        ("Conclude", "How do they finish, and what is left to do?"),
    ],
    lanes: &[
        (LaneKind::Actions, "Steps"),
        (LaneKind::Custom, "What counts as done well"),
        (LaneKind::Touchpoints, "Tools and touchpoints"),
        (LaneKind::Emotion, "Emotion"),
        (LaneKind::PainPoints, "Struggles"),
        (LaneKind::Opportunities, "Opportunities"),
    ],
    ..USUAL
};

static BLANK: Plan = Plan {
    stages: &[("First stage", "")],
    lanes: &[(LaneKind::Actions, "Doing")],
    ..USUAL
};

/// An untitled map of stages and lanes, with one emotion curve.
fn starting_map(plan: &Plan) -> Map {
    let mut ids = 1..;
    let mut mint = || ids.next().unwrap_or(u32::MAX);
    let mut map = Map {
        title: plan.title.into(),
        kind: plan.kind,
        ..Map::default()
    };
    map.lanes = plan
        .lanes
        .iter()
        .map(|(kind, name)| {
            let line = plan.lines.iter().find(|(below, _)| below == kind);
            Lane {
                divider: line.map(|(_, divider)| *divider),
                ..Lane::new(LaneId(mint()), *kind, *name)
            }
        })
        .collect();
    map.curves = vec![Curve::new(CurveId(mint()), "Emotion")];
    map.stages = plan
        .stages
        .iter()
        .enumerate()
        .map(|(index, (name, about))| {
            let moment = plan.moments.iter().find(|(at, _)| *at == index);
            Arc::new(Stage {
                about: (*about).into(),
                key_moment: moment.map(|(_, moment)| *moment),
                ..Stage::new(StageId(mint()), *name)
            })
        })
        .collect();
    map.restore_mint();
    map
}
