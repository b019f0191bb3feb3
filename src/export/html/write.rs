//! The letters of a page: tags, and text that is text whatever it holds. Knows
//! HTML, no map.

use std::fmt::Write as _;

use crate::{export::svg::Pictures, layout::drawable, scene::Color};

/// A page as far as it is written.
#[derive(Default)]
pub(super) struct Page {
    out: String,
    /// The pictures that are shown on it.
    pub(super) pictures: Pictures,
}

impl Page {
    /// What was written.
    pub(super) fn finish(self) -> String {
        self.out
    }

    /// Appends HTML that the program itself wrote.
    pub(super) fn raw(&mut self, html: &str) {
        self.out.push_str(html);
    }

    /// Opens an element with a class, or without one.
    pub(super) fn open(&mut self, tag: &str, class: &str) {
        self.open_with(tag, class, &[]);
    }

    /// Opens an element with a class and further attributes.
    pub(super) fn open_with(&mut self, tag: &str, class: &str, attributes: &[(&str, &str)]) {
        self.out.push('<');
        self.out.push_str(tag);
        let class = Some(("class", class)).filter(|_| !class.is_empty());
        for (name, value) in class.iter().chain(attributes) {
            self.out.push(' ');
            self.out.push_str(name);
            self.out.push_str("=\"");
            escape(&mut self.out, value);
            self.out.push('"');
        }
        self.out.push('>');
    }

    /// Closes an element.
    pub(super) fn close(&mut self, tag: &str) {
        let _ = writeln!(self.out, "</{tag}>");
    }

    /// Appends text.
    pub(super) fn text(&mut self, text: &str) {
        escape(&mut self.out, text);
    }

    /// An element with text, which runs the way its script does; nothing where
    /// the text is empty.
    pub(super) fn element(&mut self, tag: &str, class: &str, text: &str) {
        let text = text.trim();
        if text.is_empty() {
            return;
        }
        self.open_with(tag, class, &[("dir", "auto")]);
        self.text(text);
        self.close(tag);
    }

    /// A term and what it is, for a list of facts; nothing where that is empty.
    pub(super) fn fact(&mut self, term: &str, is: &str) {
        if is.trim().is_empty() {
            return;
        }
        self.open("div", "");
        self.element("dt", "", term);
        self.element("dd", "", is);
        self.close("div");
    }

    /// A list of facts; nothing when all of them are empty.
    pub(super) fn facts(&mut self, class: &str, facts: &[(&str, String)]) {
        if facts.iter().all(|(_, is)| is.trim().is_empty()) {
            return;
        }
        self.open("dl", class);
        for (term, is) in facts {
            self.fact(term, is);
        }
        self.close("dl");
    }

    /// A part of the page that scrolls sideways where it is too wide, also by
    /// keys.
    pub(super) fn scroll(&mut self, class: &str, label: &str, content: impl FnOnce(&mut Self)) {
        let attributes = [("role", "region"), ("aria-label", label), ("tabindex", "0")];
        self.open_with("div", class, &attributes);
        content(self);
        self.close("div");
    }
}

/// Appends text with what has a meaning in HTML escaped; what would hide or turn
/// what follows around is shown as on the canvas, what is no character left out.
pub(super) fn escape(out: &mut String, text: &str) {
    for c in drawable(text).chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            _ if is_noncharacter(c) => {}
            _ => out.push(c),
        }
    }
}

fn is_noncharacter(c: char) -> bool {
    let code = u32::from(c);
    (0xFDD0..=0xFDEF).contains(&code) || code & 0xFFFE == 0xFFFE
}

/// A color as CSS writes it.
pub(super) fn css(Color([red, green, blue, _]): Color) -> String {
    format!("#{red:02x}{green:02x}{blue:02x}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hostile_text_stays_text_and_controls_are_seen() {
        let mut page = Page::default();
        page.element(
            "p",
            "a",
            "</p><script>1</script>]]>\"'&\u{0}\u{1b}\u{85}\u{FFFF}\nb",
        );
        let expected = "<p class=\"a\" dir=\"auto\">&lt;/p&gt;&lt;script&gt;1&lt;/script&gt;]]&gt;\
                        &quot;&#39;&amp;□□\n\nb</p>\n";
        assert_eq!(page.finish(), expected);
    }

    #[test]
    fn nothing_is_written_for_facts_that_are_empty() {
        let mut page = Page::default();
        page.facts("", &[("Owner", " ".into())]);
        page.element("p", "", "\n");
        assert_eq!(page.finish(), "");
    }
}
