//! One line of a journey, read leniently: what kind of statement it is meant
//! to be. Leaves to Mermaid's own reading what that reads well.

use super::{
    entity,
    lexer::{after_keyword, is_comment, is_journey, label, until},
    number::{is_space, trim},
    repair::{TaskLine, comment_remark, scored, settle_semicolons, task_line},
};

/// What a line says.
#[derive(Debug, PartialEq)]
pub(super) enum Statement {
    /// A title.
    Title(String),
    /// A section's name.
    Section(String),
    /// A task.
    Task(TaskLine),
    /// Nothing.
    Nothing,
    /// Whatever Mermaid's own lexer makes of it.
    AsMermaid,
}

/// What is known before a line is read.
#[derive(Clone, Copy, Debug)]
pub(super) struct Context<'a> {
    /// There has been a title.
    pub(super) titled: bool,
    /// There has been a section or a task.
    pub(super) begun: bool,
    /// The text behind the line, from its line end on.
    pub(super) after: &'a str,
}

/// Reads the rest of a line, which starts with a visible character.
pub(super) fn statement(line: &str, context: &Context<'_>, remarks: &mut Vec<String>) -> Statement {
    if is_comment(line) {
        if line.chars().any(char::is_alphanumeric) {
            let shown = trim(line);
            remarks.push(format!(
                "“{shown}” is a comment to Mermaid and was left out"
            ));
        }
        return Statement::Nothing;
    }
    if let Some(statement) = accessible(line, context, remarks) {
        return statement;
    }
    if let Some(unknown) = entity::unknown_entity(line) {
        remarks.push(format!(
            "“{unknown}” is no entity that is known here; kept as typed"
        ));
    }
    let settled = settle_semicolons(line, remarks);
    let line = settled.as_ref();
    if let Some(rest) = keyword(line, "title") {
        return title(line, rest, context, remarks);
    }
    if let Some(rest) = keyword(line, "section") {
        return section(line, rest, context, remarks);
    }
    match task_line(line) {
        Some(task) => {
            if is_journey(line) {
                remarks.push("Mermaid refuses a task whose name starts with “journey”".into());
            }
            Statement::Task(task)
        }
        // A full-width line without a number, or a plain line: Mermaid's fault.
        None => Statement::AsMermaid,
    }
}

/// What follows a keyword that stands alone or before white space.
fn keyword<'a>(line: &'a str, keyword: &str) -> Option<&'a str> {
    let rest = after_keyword(line, keyword)?;
    (rest.is_empty() || rest.starts_with(is_space)).then_some(rest)
}

/// `accTitle` and `accDescr`; what Mermaid takes from other lines is said.
fn accessible(line: &str, context: &Context<'_>, remarks: &mut Vec<String>) -> Option<Statement> {
    let value = label(line, "accTitle", ':').or_else(|| label(line, "accDescr", ':'));
    if let Some(value) = value {
        if value.is_empty() {
            let next = trim(until(context.after.trim_start_matches(is_space), "\n"));
            if next.is_empty() {
                remarks.push("there is no text behind this; it was left out".into());
                return Some(Statement::Nothing);
            }
            remarks.push(format!(
                "Mermaid takes the next line, “{next}”, for its text"
            ));
        }
        return Some(Statement::AsMermaid);
    }
    label(line, "accDescr", '{').map(|_| Statement::AsMermaid)
}

fn title(line: &str, rest: &str, context: &Context<'_>, remarks: &mut Vec<String>) -> Statement {
    let next = context.after.get(1..).unwrap_or_default();
    if rest.is_empty() && !next.is_empty() && !next.starts_with(['#', '\n', ';']) {
        return swallow("title", context, remarks);
    }
    let text = without_first(rest);
    if trim(text).is_empty() {
        remarks.push("this title is empty; it was left out".into());
        return Statement::Nothing;
    }
    // The first title stands before everything else; a later one with a score
    // is a task whose name happens to start with the word.
    if (context.titled || context.begun)
        && let Some(task) = scored(line)
    {
        remarks
            .push("read as a task, because a score follows; Mermaid takes it for a title".into());
        return Statement::Task(task);
    }
    if context.titled {
        remarks.push("this title replaces the one before it".into());
    }
    Statement::Title(without_comment(text, remarks).into())
}

fn section(line: &str, rest: &str, context: &Context<'_>, remarks: &mut Vec<String>) -> Statement {
    let next = context.after.get(1..).unwrap_or_default();
    let next = until(next, "\n");
    if rest.is_empty() && !next.is_empty() && !next.contains([':', '#', ';']) {
        return swallow("section", context, remarks);
    }
    let text = without_first(rest);
    if trim(text).is_empty() {
        remarks.push("this section has no name".into());
        return Statement::Section(String::new());
    }
    if text.contains(':') {
        // Without anyone taking part, a number is rather part of the name:
        // "section Week: 2".
        if let Some(task) = scored(line).filter(|task| !task.people.is_empty()) {
            remarks.push("read as a task, because a score and an actor follow".into());
            return Statement::Task(task);
        }
        remarks.push("Mermaid refuses a colon in a section's name (write #58;)".into());
    }
    Statement::Section(without_comment(text, remarks).into())
}

/// A keyword alone on its line takes the next line for its text.
fn swallow(keyword: &str, context: &Context<'_>, remarks: &mut Vec<String>) -> Statement {
    let next = trim(until(context.after.get(1..).unwrap_or_default(), "\n"));
    let next = entity::plain(next);
    remarks.push(format!(
        "“{keyword}” stands alone; Mermaid takes the next line, “{next}”, for its text"
    ));
    Statement::AsMermaid
}

/// The text without the one white-space character that parts it from its
/// keyword.
fn without_first(rest: &str) -> &str {
    let mut characters = rest.chars();
    characters.next();
    characters.as_str()
}

/// The text up to a `#`, which starts a comment; a text that would then be
/// empty keeps it.
fn without_comment<'a>(text: &'a str, remarks: &mut Vec<String>) -> &'a str {
    let kept = until(text, "#");
    if kept.len() == text.len() {
        return text;
    }
    if trim(kept).is_empty() {
        let remark = "the number sign was read as an ordinary character (write #35;)";
        remarks.push(remark.into());
        return text;
    }
    remarks.push(comment_remark(text.get(kept.len()..).unwrap_or_default()));
    kept
}
