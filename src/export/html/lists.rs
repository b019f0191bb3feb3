//! What is gathered from all stages at the end of a page: pain points by how
//! much they hurt, opportunities by what they are worth, metrics, and what
//! customers said.

use std::cmp::Reverse;

use super::{
    Shown,
    card::{level, status},
    write::Page,
};
use crate::model::{Card, Feedback, LaneKind, Metric, Stage};

/// The lists that the page has, as anchors and names.
pub(super) fn contents(shown: &Shown<'_>) -> Vec<(&'static str, &'static str)> {
    let all = [
        (
            "pain-points",
            "Pain points",
            !shown.of_kind(LaneKind::PainPoints).is_empty(),
        ),
        (
            "opportunities",
            "Opportunities",
            !shown.of_kind(LaneKind::Opportunities).is_empty(),
        ),
        ("metrics", "Metrics", !shown.map.metrics.is_empty()),
        ("feedback", "Feedback", !shown.feedback().is_empty()),
    ];
    let there = all.into_iter().filter(|(.., there)| *there);
    there.map(|(anchor, name, _)| (anchor, name)).collect()
}

/// All of them, those left out that are empty.
pub(super) fn lists(page: &mut Page, shown: &Shown<'_>) {
    for (anchor, name) in contents(shown) {
        page.open_with("section", "sheet", &[("id", anchor)]);
        page.element("h2", "", name);
        match anchor {
            "pain-points" => pains(page, shown),
            "opportunities" => opportunities(page, shown),
            "metrics" => metrics(page, &shown.map.metrics),
            _ => said(page, shown),
        }
        page.close("section");
    }
}

fn pains(page: &mut Page, shown: &Shown<'_>) {
    let mut cards = shown.of_kind(LaneKind::PainPoints);
    cards.sort_by_key(|(_, card)| Reverse(card.severity));
    let columns = ["Pain point", "Severity", "Stage", "Status", "Owner"];
    table(page, "Pain points", &columns, |page| {
        for (stage, card) in cards {
            row(page, card, &[level(card.severity)], stage);
        }
    });
}

fn opportunities(page: &mut Page, shown: &Shown<'_>) {
    let mut cards = shown.of_kind(LaneKind::Opportunities);
    cards.sort_by_key(|(_, card)| (Reverse(card.impact), card.effort.is_none(), card.effort));
    let columns = [
        "Opportunity",
        "Impact",
        "Effort",
        "Stage",
        "Status",
        "Owner",
    ];
    table(page, "Opportunities", &columns, |page| {
        for (stage, card) in cards {
            row(page, card, &[level(card.impact), level(card.effort)], stage);
        }
    });
}

/// A card with its levels, its stage, status and owner.
fn row(page: &mut Page, card: &Card, levels: &[String], stage: &Stage) {
    let text = match card.text.trim() {
        "" => "Without a text",
        text => text,
    };
    page.open("tr", "");
    page.open_with("th", "", &[("scope", "row"), ("dir", "auto")]);
    page.text(text);
    page.close("th");
    for level in levels {
        cell(page, "level", level);
    }
    for text in [&stage.name, status(card.status), card.owner.as_str()] {
        cell(page, "", text);
    }
    page.close("tr");
}

fn cell(page: &mut Page, class: &str, text: &str) {
    page.open_with("td", class, &[("dir", "auto")]);
    page.text(text.trim());
    page.close("td");
}

/// A table with named columns, the first of which names the rows.
fn table(page: &mut Page, label: &str, columns: &[&str], rows: impl FnOnce(&mut Page)) {
    page.scroll("table", label, |page| {
        page.raw("<table>\n<thead>\n<tr>");
        for column in columns {
            page.open_with("th", "", &[("scope", "col")]);
            page.text(column);
            page.close("th");
        }
        page.raw("</tr>\n</thead>\n<tbody>\n");
        rows(page);
        page.raw("</tbody>\n</table>\n");
    });
}

fn metrics(page: &mut Page, metrics: &[Metric]) {
    let columns = ["Metric", "Kind", "Value", "Before", "Target", "Date"];
    table(page, "Metrics", &columns, |page| {
        for metric in metrics {
            let name = match metric.name.trim() {
                "" => metric.kind.label(),
                name => name,
            };
            page.open("tr", "");
            page.open_with("th", "", &[("scope", "row"), ("dir", "auto")]);
            page.text(name);
            page.close("th");
            let Metric {
                value,
                before,
                target,
                date,
                ..
            } = metric;
            for text in [metric.kind.label(), value, before, target, date] {
                cell(page, "level", text);
            }
            page.close("tr");
        }
    });
}

/// What customers said, word for word, and where it came from.
fn said(page: &mut Page, shown: &Shown<'_>) {
    page.open("ul", "quotes");
    for feedback in shown.feedback() {
        page.open("li", "");
        page.element("blockquote", "", &feedback.verbatim);
        origin(page, shown, feedback);
        page.close("li");
    }
    page.close("ul");
}

/// Where it came from, part by part: a line ends between two of them.
fn origin(page: &mut Page, shown: &Shown<'_>, feedback: &Feedback) {
    let map = shown.map;
    let stage = feedback.stage.and_then(|id| map.stage(id));
    let card = feedback.card.and_then(|id| map.card(id));
    let parts = [
        feedback.source.map_or("", |source| source.label()).into(),
        feedback.kind.map_or("", |kind| kind.label()).into(),
        feedback.topic.clone(),
        feedback
            .score
            .map_or_else(String::new, |score| format!("score {score}")),
        feedback.date.clone(),
        stage.map_or_else(String::new, |(_, stage)| stage.name.clone()),
        card.map_or_else(String::new, |(_, card)| card.text.clone()),
    ];
    let parts = parts.iter().map(|part| part.trim());
    page.open("p", "by");
    for (index, part) in parts.filter(|part| !part.is_empty()).enumerate() {
        if index > 0 {
            page.text(" · ");
        }
        page.open_with("span", "", &[("dir", "auto")]);
        page.text(part);
        // Line ends of the page are seen in a paragraph.
        page.raw("</span>");
    }
    page.close("p");
}
