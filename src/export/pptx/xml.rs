//! Writes XML: elements, attributes and text, escaped, without the characters
//! that XML does not have. Knows nothing of what the elements mean.

use std::fmt::{Display, Write as _};

/// The value of an attribute, whatever it is written from.
pub(super) type Attribute<'a> = (&'a str, &'a dyn Display);

/// A document that is being written.
pub(super) struct Xml(String);

impl Xml {
    /// An empty document of UTF-8.
    pub(super) fn new() -> Self {
        Self("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n".into())
    }

    /// An element with what `inside` writes into it.
    pub(super) fn node(
        &mut self,
        name: &str,
        attributes: &[Attribute<'_>],
        inside: impl FnOnce(&mut Self),
    ) {
        self.begin(name, attributes);
        self.0.push('>');
        inside(self);
        self.0.push_str("</");
        self.0.push_str(name);
        self.0.push('>');
    }

    /// An element with nothing in it.
    pub(super) fn leaf(&mut self, name: &str, attributes: &[Attribute<'_>]) {
        self.begin(name, attributes);
        self.0.push_str("/>");
    }

    /// Characters between elements.
    pub(super) fn text(&mut self, text: &str) {
        escape(text, &mut self.0);
    }

    /// The document's bytes.
    pub(super) fn into_bytes(self) -> Vec<u8> {
        self.0.into_bytes()
    }

    fn begin(&mut self, name: &str, attributes: &[Attribute<'_>]) {
        self.0.push('<');
        self.0.push_str(name);
        let mut value = String::new();
        for (name, shown) in attributes {
            value.clear();
            // Writing to a string cannot fail.
            let _ = write!(value, "{shown}");
            self.0.push(' ');
            self.0.push_str(name);
            self.0.push_str("=\"");
            escape(&value, &mut self.0);
            self.0.push('"');
        }
    }
}

/// Appends a text as it stands in XML.
fn escape(text: &str, out: &mut String) {
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\n' => out.push_str("&#10;"),
            '\t' => out.push_str("&#9;"),
            '\u{FFFE}' | '\u{FFFF}' => {}
            c if (c as u32) < 0x20 => {}
            c => out.push(c),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_escaped_and_characters_that_xml_lacks_are_dropped() {
        let mut xml = Xml::new();
        xml.node("a", &[("b", &"\"<\u{1}\n")], |xml| {
            xml.text("R&D \u{0}\u{B}\u{FFFF}> 1");
        });
        let written = String::from_utf8(xml.into_bytes()).unwrap_or_default();
        let body = written.lines().nth(1);
        assert_eq!(
            body,
            Some("<a b=\"&quot;&lt;&#10;\">R&amp;D &gt; 1</a>"),
            "{written}"
        );
    }
}
