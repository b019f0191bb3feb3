//! From a text to a [`Journey`]: as Mermaid reads it, or leniently, where each
//! line that Mermaid refuses or misunderstands is offered to the repairs first.

use super::{
    MermaidError, MermaidFault, Warning, entity,
    journey::{Journey, Section, Task},
    lenient::{self, Context, Statement},
    lexer::{self, Fault, Lexer, Token},
    number::{is_space, trim},
    preprocess::{Prepared, prepare},
    repair::{self, TaskLine},
    source::Source,
};

/// Reads a text as Mermaid does: the same sections, tasks, people and scores,
/// and a refusal where Mermaid refuses.
pub(super) fn strictly(source: &Source) -> Result<Journey, MermaidError> {
    let prepared = prepare(source, false);
    let text = &prepared.source.text;
    if !text.starts_with("journey") {
        return Err(not_a_journey(&prepared));
    }
    Reader::new(&prepared, None).read()
}

/// Reads a text with repairs; what was assumed or left out is added to the
/// warnings.
pub(super) fn leniently(
    source: &Source,
    warnings: &mut Vec<Warning>,
) -> Result<Journey, MermaidError> {
    let prepared = prepare(source, true);
    let text = &prepared.source.text;
    if !lexer::is_journey(text) {
        return Err(not_a_journey(&prepared));
    }
    if !text.starts_with("journey") {
        let line = prepared.source.line_at(0);
        let remark = "Mermaid knows “journey” in small letters only; read as such";
        warnings.push(Warning::new(line, remark));
    }
    report_preparation(&prepared, warnings);
    Reader::new(&prepared, Some(warnings)).read()
}

/// Whether a journey starts here, for choosing among diagrams.
pub(super) fn is_journey(source: &Source) -> bool {
    lexer::is_journey(&prepare(source, true).source.text)
}

fn not_a_journey(prepared: &Prepared) -> MermaidError {
    let source = &prepared.source;
    if let Some(line) = prepared.front_matter.unclosed {
        return MermaidError::new(line, MermaidFault::OpenFrontMatter);
    }
    if source.text.is_empty() {
        let line = prepared.open_directive.unwrap_or(1);
        return MermaidError::new(line, MermaidFault::Empty);
    }
    let first = source.text.lines().next().unwrap_or_default();
    let visible = first.chars().filter(|c| !c.is_control());
    let found = visible.take(40).collect();
    MermaidError::new(source.line_at(0), MermaidFault::NotAJourney(found))
}

/// Says what preparing took out of the text.
fn report_preparation(prepared: &Prepared, warnings: &mut Vec<Warning>) {
    let front = &prepared.front_matter;
    if let Some(line) = front.late {
        let remark =
            "Mermaid takes front matter after empty lines only inside a page; read as such";
        warnings.push(Warning::new(line, remark));
    }
    for (line, key) in &front.others {
        let remark = format!("the front matter's “{key}” is a setting of Mermaid and was left out");
        warnings.push(Warning::new(*line, remark));
    }
    for line in &prepared.directives {
        let remark = "a directive (%%{…}%%) sets how Mermaid draws and was left out";
        warnings.push(Warning::new(*line, remark));
    }
    if let Some(line) = prepared.open_directive {
        let remark = "this directive is never closed with }%%; it was taken to end with its line";
        warnings.push(Warning::new(line, remark));
    }
    if let (Some(first), count) = (prepared.comments.first(), prepared.comments.len()) {
        let remark = match count {
            1 => "a comment was left out".into(),
            count => format!("{count} comments were left out, the first here"),
        };
        warnings.push(Warning::new(*first, remark));
    }
}

/// One pass over a prepared text.
struct Reader<'a> {
    source: &'a Source,
    lexer: Lexer<'a>,
    journey: Journey,
    /// Where remarks go; `None` reads strictly.
    warnings: Option<&'a mut Vec<Warning>>,
}

impl<'a> Reader<'a> {
    fn new(prepared: &'a Prepared, warnings: Option<&'a mut Vec<Warning>>) -> Self {
        let journey = Journey {
            front_title: prepared.front_matter.title.clone(),
            ..Journey::default()
        };
        Self {
            source: &prepared.source,
            lexer: Lexer::new(&prepared.source.text),
            journey,
            warnings,
        }
    }

    fn read(mut self) -> Result<Journey, MermaidError> {
        let first = self.lexer.token();
        if first != Some(Token::Journey) {
            return Err(self.error(0, MermaidFault::SecondJourney));
        }
        while let Some(line) = self.lexer.line() {
            let start = self.lexer.pos();
            if self.warnings.is_some() && self.offer(line, start)? {
                continue;
            }
            if lexer::is_comment(line) {
                self.lexer.skip(line.len());
            } else if let Some(token) = self.lexer.token() {
                self.take(token, start)?;
            }
        }
        Ok(self.journey)
    }

    /// Offers the rest of a line to the lenient reading; whether it was taken.
    fn offer(&mut self, line: &str, start: usize) -> Result<bool, MermaidError> {
        if line.starts_with("<<<<<<<") || line.starts_with(">>>>>>>") {
            return Err(self.error(start, MermaidFault::Conflict));
        }
        let number = self.source.line_at(start);
        let mut remarks = Vec::new();
        let context = Context {
            titled: self.journey.title.is_some(),
            begun: !self.journey.sections.is_empty() || !self.journey.tasks.is_empty(),
            after: self
                .source
                .text
                .get(start.saturating_add(line.len())..)
                .unwrap_or_default(),
        };
        let statement = lenient::statement(line, &context, &mut remarks);
        let taken = statement != Statement::AsMermaid;
        match statement {
            Statement::Title(text) => self.journey.title = Some((number, text)),
            Statement::Section(name) => self.section(number, &name),
            Statement::Task(mut task) => {
                remarks.append(&mut task.remarks);
                self.task(number, task);
            }
            Statement::Nothing | Statement::AsMermaid => {}
        }
        if taken {
            self.lexer.skip(line.len());
        }
        if let Some(warnings) = &mut self.warnings {
            warnings.extend(
                remarks
                    .into_iter()
                    .map(|text| Warning { line: number, text }),
            );
        }
        Ok(taken)
    }

    /// Takes a token as Mermaid does.
    fn take(&mut self, token: Token<'_>, start: usize) -> Result<(), MermaidError> {
        let line = self.source.line_at(start);
        match token {
            Token::Title(text) => self.journey.title = Some((line, text.into())),
            Token::AccTitle(text) => {
                self.journey.acc_title = text.into();
                self.journey.acc_line = Some(line);
            }
            Token::AccDescr(text) => {
                self.journey.acc_descr = outdented(text);
                self.journey.acc_line = Some(line);
            }
            Token::Section(name) => self.section(line, name),
            Token::Task(name, data) => {
                let parsed = repair::mermaids_task(name, data);
                self.task(line, parsed);
            }
            Token::Journey => return Err(self.error(start, MermaidFault::SecondJourney)),
            Token::Invalid(fault) => {
                let text = self.source.text.get(start..).unwrap_or_default();
                let shown = entity::plain(lexer::until(text, "\n"));
                let shown = trim(&shown).chars().take(60).collect();
                let fault = match fault {
                    Fault::Semicolon => MermaidFault::Semicolon(shown),
                    Fault::Hash => MermaidFault::NumberSign(shown),
                    Fault::NoName => MermaidFault::NoName(shown),
                    Fault::NoColon => MermaidFault::NoColon(shown),
                    Fault::NoScore => MermaidFault::NoScore(shown),
                    Fault::OpenBlock => MermaidFault::OpenDescription,
                    Fault::NoText => MermaidFault::NoText(shown),
                };
                return Err(self.error(start, fault));
            }
        }
        Ok(())
    }

    fn section(&mut self, line: usize, name: &str) {
        let name = name.into();
        self.journey.sections.push(Section { line, name });
    }

    fn task(&mut self, line: usize, task: TaskLine) {
        self.journey.tasks.push(Task {
            line,
            section: self.journey.sections.len().checked_sub(1),
            name: task.name,
            score: task.score,
            people: task.people,
            rest: task.rest,
        });
    }

    fn error(&self, offset: usize, fault: MermaidFault) -> MermaidError {
        MermaidError::new(self.source.line_at(offset), fault)
    }
}

/// The text without the indentation of its lines after the first.
fn outdented(text: &str) -> String {
    let mut lines = text.split('\n');
    let first = lines.next().unwrap_or_default();
    let rest = lines.map(|line| line.trim_start_matches(is_space));
    let rest = rest.filter(|line| !line.is_empty());
    [first]
        .into_iter()
        .chain(rest)
        .collect::<Vec<_>>()
        .join("\n")
}
