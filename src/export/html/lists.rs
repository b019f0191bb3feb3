//! What is gathered from all stages at the end of a page: pain points by how
//! much they hurt, opportunities by what they are worth, metrics, and what
//! customers said.

use std::cmp::Reverse;

use super::{
    Shown,
    card::{level, status},
    write::Page,
};
use crate::model::{Card, Feedback, LaneKind, Map, Metric, Stage, Subject};

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
            "metrics" => metrics(page, shown),
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
            page.close("tr");
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
        "Metric",
        "Votes",
    ];
    table(page, "Opportunities", &columns, |page| {
        for (stage, card) in cards {
            row(page, card, &[level(card.impact), level(card.effort)], stage);
            let metric = card.metric.and_then(|id| shown.map.metric(id));
            cell(page, "", metric.map_or("", |metric| &metric.name));
            let votes = match card.votes {
                0 => String::new(),
                votes => votes.to_string(),
            };
            cell(page, "level", &votes);
            page.close("tr");
        }
    });
}

/// The beginning of a row: a card with its levels, its stage, status and owner.
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
}

fn cell(page: &mut Page, class: &str, text: &str) {
    page.open_with("td", class, &[("dir", "auto")]);
    page.text(text.trim());
    page.close("td");
}

/// A table with named columns, the first of which names the rows.
pub(super) fn table(page: &mut Page, label: &str, columns: &[&str], rows: impl FnOnce(&mut Page)) {
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

fn metrics(page: &mut Page, shown: &Shown<'_>) {
    let columns = [
        "Metric",
        "Kind",
        "Measured at",
        "Value",
        "95 % interval and n",
        "Comes from",
        "Before",
        "Target",
        "Date",
    ];
    let map = shown.map;
    table(page, "Metrics", &columns, |page| {
        for metric in &map.metrics {
            let name = match metric.name.trim() {
                "" => metric.kind.label(),
                name => name,
            };
            page.open("tr", "");
            page.open_with("th", "", &[("scope", "row"), ("dir", "auto")]);
            page.text(name);
            page.close("th");
            let figure = map.figure(metric);
            let certainty = figure.map(|figure| figure.certainty());
            let value = map.metric_value(metric);
            let origin = match (metric.computed, value.as_str()) {
                (true, _) => "Feedback",
                (false, "") => "",
                (false, _) => "Typed",
            };
            cell(page, "level", metric.kind.label());
            cell(page, "", &place(map, metric));
            for text in [&value, &certainty.unwrap_or_default()] {
                cell(page, "level", text);
            }
            cell(page, "", origin);
            for text in [&metric.before, &metric.target, &metric.date] {
                cell(page, "level", text);
            }
            page.close("tr");
            define(page, metric, columns.len());
        }
    });
}

/// How a metric is measured, below its row.
fn define(page: &mut Page, metric: &Metric, columns: usize) {
    if metric.definition.trim().is_empty() {
        return;
    }
    page.open("tr", "");
    let columns = columns.to_string();
    page.open_with("td", "note", &[("colspan", &columns), ("dir", "auto")]);
    page.text(metric.definition.trim());
    page.close("td");
    page.close("tr");
}

/// Where a metric is measured, in words.
fn place(map: &Map, metric: &Metric) -> String {
    match metric.subject() {
        Subject::Map => "The whole journey".into(),
        Subject::Stage(id) => map
            .stage(id)
            .map_or_else(String::new, |(_, stage)| stage.name.clone()),
        Subject::Card(id) => map
            .card(id)
            .map_or_else(String::new, |(_, card)| card.text.clone()),
    }
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
