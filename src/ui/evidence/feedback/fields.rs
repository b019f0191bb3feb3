//! The fields of what is selected in the log, one entry or many: a field that
//! is changed changes them all, as one step.

use egui::{Align, Layout, RichText, ScrollArea, Ui};

use super::{
    FeedbackLog,
    composer::{kind_parts, source_parts},
    search::counted,
    selected_on,
    topic::{Offer, hint},
    wherein::place_ui,
};
use crate::{
    editor::{Common, Editor, Term, day_remark, read_score, score_remark},
    model::{Edit, FeedbackField, FeedbackId, FeedbackKind, FeedbackSource, Survey},
    ui::{
        ask::{Ask, Asks, Typed},
        icon,
        style::{Chrome, SMALL},
        widgets::{self, Field, field_id, menu_field_ui, option_ui},
    },
};

/// Texts of fields that are not, or not yet, what the field may hold.
#[derive(Debug, Default)]
pub(super) struct Drafts {
    score: Option<String>,
    day: Option<String>,
    pub(super) offer: Offer,
}

/// What the fields are about.
struct Shown<'a> {
    common: &'a Common,
    ids: &'a [FeedbackId],
    key: (&'static str, u64),
}

impl Shown<'_> {
    fn edit(&self, field: FeedbackField) -> Edit {
        Edit::SetFeedback(self.ids.to_vec(), field)
    }

    /// A field of text.
    fn text_ui(
        &self,
        ui: &mut Ui,
        (name, label, rows): (&str, &'static str, usize),
        value: Option<&str>,
        asks: &mut Asks,
        field: impl FnOnce(String) -> FeedbackField,
    ) {
        let text = value.unwrap_or_default();
        let line = Field {
            label: name,
            value: text,
            rows,
            hint: hint(value.is_some()),
        };
        let typed = line.ui(ui, self.key);
        asks.typed(typed, label, |text| self.edit(field(text)));
    }
}

impl FeedbackLog {
    /// Draws the fields of what is selected.
    pub(super) fn fields_ui(&mut self, ui: &mut Ui, editor: &Editor, asks: &mut Asks) {
        if !editor.document.in_gesture() {
            self.topics.update(editor.map());
        }
        let common = self.common(editor.map());
        let ids = self.log.chosen.ids();
        let shown = Shown {
            common: &common,
            ids: &ids,
            key: ("feedback", self.log.chosen.changes()),
        };
        self.title_ui(ui, editor, &shown, asks);
        ScrollArea::vertical()
            .id_salt("feedback fields")
            .auto_shrink(false)
            .show(ui, |ui| {
                ui.set_max_width(ui.available_width() - 8.0);
                self.content_ui(ui, editor, &shown, asks);
                ui.add_space(12.0);
            });
    }

    fn title_ui(&mut self, ui: &mut Ui, editor: &Editor, shown: &Shown<'_>, asks: &mut Asks) {
        ui.horizontal(|ui| {
            let title = match shown.common.count {
                1 => "Feedback".to_owned(),
                count => format!("{} selected", counted(count)),
            };
            widgets::heading_ui(ui, &title);
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                ui.spacing_mut().item_spacing.x = 2.0;
                if widgets::icon_button_ui(ui, icon::X, "Select none", true).clicked() {
                    self.log.chosen.none();
                }
                if widgets::icon_button_ui(ui, icon::TRASH, "Remove feedback", true).clicked() {
                    self.remove(asks);
                }
                let selected = selected_on(editor);
                let links = selected.filter(|about| shown.common.about != Some(*about));
                if let Some(about) = links {
                    let text = RichText::new("Link to selected").size(SMALL);
                    let button = ui.button(text);
                    let help = "Link to what is selected on the map";
                    if button.on_hover_text(help).clicked() {
                        self.link(about, asks);
                    }
                }
            });
        });
    }

    fn content_ui(&mut self, ui: &mut Ui, editor: &Editor, shown: &Shown<'_>, asks: &mut Asks) {
        let common = shown.common;
        if common.count == 1 {
            let verbatim = common.verbatim.as_deref();
            let names = ("Verbatim", "edit verbatim", 2);
            shown.text_ui(ui, names, verbatim, asks, FeedbackField::Verbatim);
        }
        let first = if common.count == 1 {
            "Verbatim"
        } else {
            "Topic"
        };
        if std::mem::take(&mut self.due.edits) {
            let id = field_id(shown.key, first);
            ui.memory_mut(|memory| memory.request_focus(id));
        }
        ui.columns(2, |columns| {
            if let [left, right] = columns {
                self.topic_ui(left, common, shown.ids, asks);
                self.kind_ui(right, shown, asks);
            }
        });
        self.offer_ui(ui, editor.map(), (common, shown.ids), asks);
        ui.columns(2, |columns| {
            if let [left, right] = columns {
                widgets::label_ui(left, "Where");
                let width = left.available_width();
                if let Some(about) = place_ui(left, editor, common.about, width) {
                    self.link(about, asks);
                }
                self.source_ui(right, shown, asks);
            }
        });
        ui.columns(2, |columns| {
            if let [left, right] = columns {
                self.score_ui(left, shown, asks);
                self.day_ui(right, shown, asks);
            }
        });
        ui.columns(2, |columns| {
            if let [left, right] = columns {
                let note = common.note.as_deref();
                shown.text_ui(
                    left,
                    ("Note", "edit note", 1),
                    note,
                    asks,
                    FeedbackField::Note,
                );
                let names = ("Reference", "edit reference", 0);
                let reference = common.reference.as_deref();
                shown.text_ui(right, names, reference, asks, FeedbackField::Reference);
            }
        });
    }

    fn kind_ui(&self, ui: &mut Ui, shown: &Shown<'_>, asks: &mut Asks) {
        let listed = FeedbackKind::ALL.iter().copied();
        let listed = listed
            .filter(|kind| *kind != FeedbackKind::Own)
            .map(Term::Listed);
        let current = shown.common.kind.as_ref();
        let options = options(listed, self.log.kinds(), current);
        let label = |kind: &Term<FeedbackKind>| kind.label().to_owned();
        let chosen = term_ui(ui, ("Type", "Own type…"), (current, &options), &label);
        if let Some(kind) = chosen {
            let (kind, name) = kind_parts(&kind);
            asks.run(shown.edit(FeedbackField::Kind(kind, name)), "set type");
        }
        if let Some(Term::Own(name)) = current {
            let names = ("Name of the type", "name type", 0);
            shown.text_ui(ui, names, Some(name), asks, |name| {
                FeedbackField::Kind(Some(FeedbackKind::Own), name)
            });
        }
    }

    fn source_ui(&self, ui: &mut Ui, shown: &Shown<'_>, asks: &mut Asks) {
        let listed = FeedbackSource::ALL.iter().copied();
        let listed = listed
            .filter(|source| *source != FeedbackSource::Own)
            .map(Term::Listed);
        let current = shown.common.source.as_ref();
        let options = options(listed, self.log.sources(), current);
        let label = |source: &Term<FeedbackSource>| source.label().to_owned();
        let chosen = term_ui(ui, ("Source", "Own source…"), (current, &options), &label);
        if let Some(source) = chosen {
            let (source, name) = source_parts(&source);
            asks.run(
                shown.edit(FeedbackField::Source(source, name)),
                "set source",
            );
        }
        if let Some(Term::Own(name)) = current {
            let names = ("Name of the source", "name source", 0);
            shown.text_ui(ui, names, Some(name), asks, |name| {
                FeedbackField::Source(Some(FeedbackSource::Own), name)
            });
        }
    }

    fn score_ui(&mut self, ui: &mut Ui, shown: &Shown<'_>, asks: &mut Asks) {
        let common = shown.common;
        widgets::label_ui(ui, "Survey and score");
        let value = common.score.flatten().map(|score| score.to_string());
        let value = value.unwrap_or_default();
        ui.horizontal(|ui| {
            let width = (ui.available_width() - 8.0) * 0.58;
            let surveys = Survey::ALL.iter().map(|survey| Some(*survey));
            let text = common.survey.map_or("Different", survey_label);
            menu_field_ui(ui, "Survey", (None, text), width, |ui| {
                for survey in [None].into_iter().chain(surveys) {
                    let is_chosen = common.survey == Some(survey);
                    if option_ui(ui, survey_label(survey), is_chosen).clicked() {
                        asks.run(shown.edit(FeedbackField::Survey(survey)), "set survey");
                        ui.close();
                    }
                }
            });
            let draft = self.drafts.score.clone();
            let field = Field::line("Score", draft.as_ref().unwrap_or(&value))
                .hint(hint(common.score.is_some()));
            let room = ui.available_width();
            let (response, typed) = field.bare_ui(ui, shown.key, room);
            response.accessible_name("Score");
            self.score_typed(typed, shown, asks);
        });
        let draft = self.drafts.score.as_deref().map(read_score);
        let remark = match draft {
            Some(Err(remark)) => Some(remark),
            Some(Ok(score)) => score_remark(common.survey.flatten(), score),
            None => score_remark(common.survey.flatten(), common.score.flatten()),
        };
        remark_ui(ui, remark);
    }

    fn score_typed(&mut self, typed: Option<Typed>, shown: &Shown<'_>, asks: &mut Asks) {
        match typed {
            Some(Typed::Text(text)) => {
                match read_score(&text) {
                    Ok(score) => {
                        let edit = shown.edit(FeedbackField::Score(score));
                        asks.0.push(Ask::Field(edit, "set score"));
                    }
                    Err(_) => asks.0.push(Ask::Cancel),
                }
                self.drafts.score = Some(text);
            }
            Some(Typed::Done) => {
                asks.0.push(Ask::Settle);
                self.drafts.score.take_if(|text| read_score(text).is_ok());
            }
            Some(Typed::Cancelled) => {
                asks.0.push(Ask::Cancel);
                self.drafts.score = None;
            }
            None => {}
        }
    }

    fn day_ui(&mut self, ui: &mut Ui, shown: &Shown<'_>, asks: &mut Asks) {
        let value = shown.common.date.clone();
        let draft = self.drafts.day.clone();
        let text = draft.or_else(|| value.clone()).unwrap_or_default();
        let hint = if value.is_some() {
            "2026-03-09"
        } else {
            "Different"
        };
        let typed = Field::line("Date", &text).hint(hint).ui(ui, shown.key);
        match typed {
            Some(Typed::Text(text)) => {
                let text = text.trim().to_owned();
                if day_remark(&text).is_none() {
                    let edit = shown.edit(FeedbackField::Date(text.clone()));
                    asks.0.push(Ask::Field(edit, "set date"));
                } else {
                    asks.0.push(Ask::Cancel);
                }
                self.drafts.day = Some(text);
            }
            Some(Typed::Done) => {
                asks.0.push(Ask::Settle);
                self.drafts.day.take_if(|text| day_remark(text).is_none());
            }
            Some(Typed::Cancelled) => {
                asks.0.push(Ask::Cancel);
                self.drafts.day = None;
            }
            None => {}
        }
        let is_typing = ui.memory(|memory| memory.has_focus(field_id(shown.key, "Date")));
        // A day that is being typed is not wrong yet.
        let remark = day_remark(&text).filter(|_| !is_typing || text.len() >= 10);
        remark_ui(ui, remark);
    }
}

fn survey_label(survey: Option<Survey>) -> &'static str {
    survey.map_or("Own scale", Survey::label)
}

/// Says what is wrong with a field, below it.
fn remark_ui(ui: &mut Ui, remark: Option<String>) {
    if let Some(remark) = remark {
        let danger = Chrome::of(ui).danger;
        ui.label(RichText::new(remark).size(SMALL).color(danger));
    }
}

/// The words of a list, then the own ones in use, the current one with them.
fn options<'a, T: Clone + PartialEq + 'a>(
    listed: impl Iterator<Item = Term<T>>,
    used: impl Iterator<Item = &'a Term<T>>,
    current: Option<&Term<T>>,
) -> Vec<Term<T>> {
    let is_named = |term: &&Term<T>| matches!(term, Term::Own(name) if !name.is_empty());
    let mut options: Vec<Term<T>> = [Term::Unsaid].into_iter().chain(listed).collect();
    options.extend(used.filter(is_named).cloned());
    if let Some(current) = current
        && !options.contains(current)
        && is_named(&current)
    {
        options.push(current.clone());
    }
    options
}

/// A list of words to choose from, and an own one to be named.
fn term_ui<T: Clone + PartialEq>(
    ui: &mut Ui,
    (name, own): (&str, &str),
    (current, options): (Option<&Term<T>>, &[Term<T>]),
    label: &dyn Fn(&Term<T>) -> String,
) -> Option<Term<T>> {
    widgets::label_ui(ui, name);
    let text = current.map_or_else(|| "Different".to_owned(), label);
    let width = ui.available_width();
    let mut chosen = None;
    menu_field_ui(ui, name, (None, &text), width, |ui| {
        for option in options {
            if option_ui(ui, &label(option), current == Some(option)).clicked() {
                chosen = Some(option.clone());
                ui.close();
            }
        }
        let unnamed = Term::Own(String::new());
        if option_ui(ui, own, current == Some(&unnamed)).clicked() {
            chosen = Some(unnamed);
            ui.close();
        }
    });
    chosen.filter(|chosen| current != Some(chosen))
}
