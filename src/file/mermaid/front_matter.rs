//! Front matter: the YAML between two `---` lines at the very top. Only the
//! title matters to a map, so only `title:` is read, in the forms that YAML
//! gives a text; `config` and the like are settings of Mermaid's drawing.

use super::source::Source;

/// What the front matter said.
#[derive(Debug, Default)]
pub(super) struct FrontMatter {
    /// The title and its line.
    pub(super) title: Option<(usize, String)>,
    /// The other settings, by their line and key.
    pub(super) others: Vec<(usize, String)>,
    /// The line of an opening `---` that is never closed.
    pub(super) unclosed: Option<usize>,
    /// The line of the `---` when it stands after empty lines, where Mermaid
    /// accepts it only inside a page.
    pub(super) late: Option<usize>,
}

/// Takes the front matter off a text. With `leniently`, it may follow empty
/// lines and its two `---` may be indented differently.
pub(super) fn take(source: &Source, leniently: bool) -> (Source, FrontMatter) {
    let mut found = FrontMatter::default();
    let lines: Vec<(usize, &str)> = source.lines().collect();
    let is_blank = |line: &str| line.trim().is_empty();
    let visible = lines.iter().position(|(_, line)| !is_blank(line));
    let first = visible.filter(|first| leniently || *first == 0);
    let Some((index, (start, opening))) = first.and_then(|i| Some((i, *lines.get(i)?))) else {
        return (source.clone(), found);
    };
    let indent = opening
        .get(..opening.len().saturating_sub(opening.trim_start().len()))
        .unwrap_or_default();
    if opening.trim() != "---" {
        return (source.clone(), found);
    }
    let closes = |line: &str| {
        line.trim() == "---" && (leniently || line.starts_with(&format!("{indent}---")))
    };
    // The last line closes only when a line end follows it.
    let body = lines.len().saturating_sub(1);
    let content =
        (index.saturating_add(1)..body).find(|i| lines.get(*i).is_some_and(|(_, l)| !is_blank(l)));
    let search = |from: usize| (from..body).find(|i| lines.get(*i).is_some_and(|(_, l)| closes(l)));
    let close = content
        .and_then(|content| search(content.saturating_add(1)))
        .or_else(|| search(index.saturating_add(2)))
        .or_else(|| search(index.saturating_add(1)).filter(|_| leniently));
    let Some(close) = close else {
        found.unclosed = Some(source.line_at(start));
        return (source.clone(), found);
    };
    if index > 0 {
        found.late = Some(source.line_at(start));
    }
    let yaml: Vec<(usize, &str)> = lines
        .iter()
        .take(close)
        .skip(index.saturating_add(1))
        .map(|(at, line)| {
            (
                source.line_at(*at),
                line.strip_prefix(indent).unwrap_or(line),
            )
        })
        .collect();
    read(&yaml, &mut found);
    let end = lines
        .get(close.saturating_add(1))
        .map_or(source.text.len(), |(at, _)| *at);
    (source.part(end..source.text.len()), found)
}

/// Reads the keys of the YAML; deeper lines belong to the key above them.
fn read(yaml: &[(usize, &str)], found: &mut FrontMatter) {
    let indent = |line: &str| {
        line.len()
            .saturating_sub(line.trim_start_matches(' ').len())
    };
    let visible = |line: &str| !line.trim().is_empty() && !line.trim_start().starts_with('#');
    let outer = yaml.iter().filter(|(_, line)| visible(line));
    let outer = outer.map(|(_, line)| indent(line)).min().unwrap_or(0);
    let starts = |line: &str| visible(line) && indent(line) == outer;
    let mut rest = yaml;
    while let Some(((number, line), after)) = rest.split_first() {
        let deeper = after.iter().take_while(|(_, line)| !starts(line)).count();
        let (deeper, next) = after.split_at(deeper);
        rest = next;
        if !starts(line) {
            continue;
        }
        let (key, value) = line.split_once(':').unwrap_or((line, ""));
        if key.trim().trim_matches(['"', '\'']) != "title" {
            found.others.push((*number, key.trim().into()));
            continue;
        }
        let more: Vec<&str> = deeper.iter().map(|(_, line)| *line).collect();
        if let Some(title) = scalar(value.trim(), &more) {
            found.title = Some((*number, title));
        }
    }
}

/// A YAML text: plain, quoted, or a block (`|` keeps line ends, `>` folds them).
fn scalar(value: &str, more: &[&str]) -> Option<String> {
    let lines = || more.iter().map(|line| line.trim());
    if value.starts_with(['|', '>']) {
        let joined = if value.starts_with('|') { "\n" } else { " " };
        let text = lines().collect::<Vec<_>>().join(joined);
        return Some(text.trim().to_owned()).filter(|text| !text.is_empty());
    }
    let whole = [value]
        .into_iter()
        .chain(lines())
        .collect::<Vec<_>>()
        .join(" ");
    let whole = whole.trim();
    if let Some(quoted) = whole.strip_prefix('"') {
        return Some(double_quoted(quoted)).filter(|text| !text.is_empty());
    }
    if let Some(quoted) = whole.strip_prefix('\'') {
        let text = quoted.replace("''", "\u{0}");
        let text = text.split('\'').next().unwrap_or_default();
        return Some(text.replace('\u{0}', "'")).filter(|text| !text.is_empty());
    }
    let end = whole.find(" #").unwrap_or(whole.len());
    let text = whole.get(..end).unwrap_or_default().trim_end();
    // What YAML reads as nothing, false or zero is no title to Mermaid.
    let nothing = [
        "", "~", "null", "Null", "NULL", "false", "False", "FALSE", "0",
    ];
    (!nothing.contains(&text) && !text.starts_with('#')).then(|| text.into())
}

/// The text up to the closing quotation mark, with its escapes read.
fn double_quoted(text: &str) -> String {
    let mut read = String::new();
    let mut characters = text.chars();
    while let Some(character) = characters.next() {
        match character {
            '"' => break,
            '\\' => match characters.next() {
                Some('n') => read.push('\n'),
                Some('t') => read.push('\t'),
                Some('u') => {
                    let code: String = characters.by_ref().take(4).collect();
                    let code = u32::from_str_radix(&code, 16).ok();
                    read.extend(code.and_then(char::from_u32));
                }
                Some(other) => read.push(other),
                None => {}
            },
            other => read.push(other),
        }
    }
    read
}
