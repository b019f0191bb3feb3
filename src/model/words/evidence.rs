//! The closed lists of what a map rests on: types and sources of feedback,
//! surveys, metrics, and the rules that find insights.

use serde::{Deserialize, Serialize};

words!(
    /// What an insight is about: the rule that finds it in a map.
    Rule {
        /// The highest point of the curve (peak-end rule).
        Peak = "Peak",
        /// The lowest point of the curve (peak-end rule).
        Low = "Low",
        /// How the journey ends (peak-end rule).
        End = "End",
        /// Where feeling falls most from one point to the next.
        SteepestFall = "Steepest fall",
        /// A moment of truth that nothing proves.
        UnprovenMoment = "Moment of truth without evidence",
        /// A pain point whose stage has no opportunity.
        PainWithoutOpportunity = "Pain without opportunity",
        /// An opportunity that nobody owns.
        OpportunityWithoutOwner = "Opportunity without owner",
        /// An opportunity whose success is not measured.
        OpportunityWithoutMetric = "Opportunity without metric",
        /// A stage in which the customer does nothing.
        StageWithoutAction = "Stage without customer action",
        /// A stage in which customer and company do not meet.
        StageWithoutTouchpoint = "Stage without touchpoint",
        /// A feeling where no touchpoint explains it.
        FeelingWithoutTouchpoint = "Feeling without touchpoint",
        /// A channel that one touchpoint uses.
        ChannelUsedOnce = "Channel used once",
        /// A long wait.
        LongWait = "Long wait",
        /// A key moment that no stage holds.
        KeyMomentMissing = "Key moment missing",
        /// No persona.
        PersonaMissing = "Persona missing",
        /// No scenario.
        ScenarioMissing = "Scenario missing",
        /// Feedback that was all asked for, or evidence of one sort.
        OneSidedSources = "Sources unused",
        /// The map should be reviewed.
        ReviewDue = "Review due",
        /// The company sees a moment differently than its customers.
        Disagreement = "Company and customer disagree",
    }
);

words!(
    /// The sort of a piece of feedback.
    FeedbackKind {
        /// What the product does.
        Functionality = "Functionality",
        /// What the product should do.
        FeatureRequest = "Feature request",
        /// How easy it is.
        Usability = "Usability",
        /// Whether it works every time.
        Reliability = "Reliability",
        /// How people were treated.
        CustomerService = "Customer service",
        /// What it costs and how it is charged.
        Pricing = "Pricing and billing",
        /// A type of the map's own, with a name.
        Own = "Other",
    }
);

words!(
    /// Where feedback came from. The first four are solicited, the next three
    /// unsolicited.
    FeedbackSource {
        /// A survey of one's own.
        Survey = "Survey",
        /// An interview.
        Interview = "Interview",
        /// A Net Promoter Score question.
        Nps = "NPS",
        /// Social media.
        SocialMedia = "Social media",
        /// What people bought.
        PurchaseHistory = "Purchase history",
        /// What people did on the site.
        WebAnalytics = "Web analytics",
        /// What staff heard.
        FrontLineStaff = "Front-line staff",
        /// Anything else.
        Own = "Other",
    }
);

impl FeedbackSource {
    /// Whether someone was asked for it; unknown for a source of one's own.
    #[must_use]
    pub const fn is_solicited(self) -> Option<bool> {
        match self {
            Self::Survey | Self::Interview | Self::Nps | Self::SocialMedia => Some(true),
            Self::PurchaseHistory | Self::WebAnalytics | Self::FrontLineStaff => Some(false),
            Self::Own => None,
        }
    }
}

words!(
    /// The question that a score answers, and so its scale.
    Survey {
        /// Net Promoter Score: “How likely are you to recommend us?”, 0 to 10.
        Nps = "NPS",
        /// Customer satisfaction: “How satisfied are you?”, 1 to 5.
        Csat = "CSAT",
        /// Customer effort score: “It was easy.”, 1 (disagree) to 7 (agree).
        Ces = "CES",
    }
);

impl Survey {
    /// The lowest and the highest answer; answers are whole numbers.
    #[must_use]
    pub const fn range(self) -> (f64, f64) {
        match self {
            Self::Nps => (0.0, 10.0),
            Self::Csat => (1.0, 5.0),
            Self::Ces => (1.0, 7.0),
        }
    }
}

words!(
    /// What a metric measures, and so its range.
    MetricKind {
        /// Net Promoter Score, −100 to +100.
        Nps = "NPS",
        /// Customer satisfaction.
        Csat = "CSAT",
        /// Customer effort score.
        Ces = "CES",
        /// Share of customers who stay.
        Retention = "Retention",
        /// Share who go on to the next step.
        Conversion = "Conversion",
        /// Share who leave at a step.
        DropOff = "Drop-off",
        /// Time spent waiting.
        Wait = "Wait",
        /// What it costs, such as winning or keeping a customer.
        Cost = "Cost",
        /// Anything else.
        Own = "Other",
    }
);
