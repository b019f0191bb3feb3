//! Why each rule is one: the sentence that says what it rests on and who says
//! so, and the chapter under which a list shows it.

use crate::model::words::Rule;

/// A chapter of the list of insights.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Chapter {
    /// What the curve says.
    Feelings,
    /// How well things are known.
    Proof,
    /// What happens, and where.
    Journey,
    /// What is done about it.
    Work,
    /// What frames the map.
    Frame,
}

impl Chapter {
    /// Every chapter, in the order in which lists show them.
    pub const ALL: [Self; 5] = [
        Self::Feelings,
        Self::Proof,
        Self::Work,
        Self::Journey,
        Self::Frame,
    ];

    /// Its name as people read it.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Feelings => "How it feels",
            Self::Proof => "How well it is known",
            Self::Journey => "Gaps in the journey",
            Self::Work => "Pains and opportunities",
            Self::Frame => "The map itself",
        }
    }
}

impl Rule {
    /// The chapter it belongs to.
    #[must_use]
    pub const fn chapter(self) -> Chapter {
        match self {
            Self::Peak | Self::Low | Self::End | Self::SteepestFall | Self::Disagreement => {
                Chapter::Feelings
            }
            Self::UnprovenMoment | Self::OneSidedSources => Chapter::Proof,
            Self::PainWithoutOpportunity
            | Self::OpportunityWithoutOwner
            | Self::OpportunityWithoutMetric => Chapter::Work,
            Self::StageWithoutAction
            | Self::StageWithoutTouchpoint
            | Self::FeelingWithoutTouchpoint
            | Self::ChannelUsedOnce
            | Self::LongWait
            | Self::KeyMomentMissing => Chapter::Journey,
            Self::PersonaMissing | Self::ScenarioMissing | Self::ReviewDue => Chapter::Frame,
        }
    }

    /// Why it matters and who says so, in a sentence or two.
    #[must_use]
    pub const fn why(self) -> &'static str {
        match self {
            Self::Peak | Self::Low => {
                "A journey is remembered by its most intense moments and its end, hardly by its \
                 length (peak–end rule: Kahneman and Fredrickson, 1993)."
            }
            Self::End => {
                "The end weighs more in memory than what came before it (peak–end rule: Kahneman \
                 and Fredrickson, 1993)."
            }
            Self::SteepestFall => {
                "Losses are felt more than gains (Kahneman and Tversky, 1979); where the curve \
                 falls most, an expectation was broken."
            }
            Self::UnprovenMoment => {
                "A moment of truth forms the impression of the whole company (Carlzon, 1986); what \
                 is decided on it should not be a guess."
            }
            Self::PainWithoutOpportunity => {
                "A map is made to find what could be better; friction and opportunity belong \
                 together at each touchpoint."
            }
            Self::OpportunityWithoutOwner => {
                "Opportunities come with ownership; what nobody owns is not done (Nielsen Norman \
                 Group, Journey mapping 101)."
            }
            Self::OpportunityWithoutMetric => {
                "Opportunities come with a metric, so that it can be told whether the change \
                 helped (Nielsen Norman Group, Journey mapping 101)."
            }
            Self::StageWithoutAction => {
                "Each phase shows what the customer does, thinks and feels (Nielsen Norman Group, \
                 Journey mapping 101)."
            }
            Self::StageWithoutTouchpoint => {
                "Touchpoints are what can be improved; a stage without one is either out of reach \
                 or not looked at yet."
            }
            Self::FeelingWithoutTouchpoint => {
                "What the customer does and how it feels belong to the same place; a feeling that \
                 stands nowhere cannot be worked on."
            }
            Self::ChannelUsedOnce => {
                "Channels are seen across the whole journey: one that appears a single time is \
                 left again, or its other uses are missing."
            }
            Self::LongWait => {
                "Waiting is felt longer than it is when nothing happens and nobody says why \
                 (Maister, 1985)."
            }
            Self::KeyMomentMissing => {
                "Customers stay when three moments work: first impression, first value and \
                 extended value."
            }
            Self::PersonaMissing => {
                "A map takes one point of view; without an actor it is nobody's journey (Nielsen \
                 Norman Group, Journey mapping 101)."
            }
            Self::ScenarioMissing => {
                "A map tells one specific situation with its goal (Nielsen Norman Group, Journey \
                 mapping 101)."
            }
            Self::OneSidedSources => {
                "What customers answer and what they do differ; use what was asked for and what \
                 was not: purchases, behavior on the site, remarks to staff."
            }
            Self::ReviewDue => {
                "A map is kept current every 6 to 12 months, and after a release, a new channel, \
                 a shift of preference or of competition."
            }
            Self::Disagreement => {
                "What the company takes for a strength may be friction for the customer; the \
                 largest differences are where to look first."
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_rule_says_why_and_every_chapter_has_rules() {
        for rule in Rule::ALL {
            assert!(rule.why().ends_with('.'), "{rule:?}");
            assert!(Chapter::ALL.contains(&rule.chapter()));
        }
        for chapter in Chapter::ALL {
            assert!(Rule::ALL.iter().any(|rule| rule.chapter() == chapter));
        }
    }
}
