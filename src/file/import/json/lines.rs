//! Where things stand in a JSON text, which its values do not say. Knows names
//! and braces, not what they mean.

use serde_json::Value;

/// Bytes that are searched for names, all in all (256 MiB).
const SEARCHED: usize = 256 << 20;

/// The lines of a JSON text.
pub(super) struct Lines<'a> {
    text: &'a str,
    /// Where each line ends.
    ends: Vec<usize>,
    /// Where each object begins, in their order.
    objects: Vec<usize>,
    /// Where the last name was found.
    at: usize,
    /// How many bytes were searched so far.
    searched: usize,
}

impl<'a> Lines<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        let (mut ends, mut objects) = (Vec::new(), Vec::new());
        let (mut is_text, mut is_escaped) = (false, false);
        for (at, byte) in text.bytes().enumerate() {
            match byte {
                b'\n' => ends.push(at),
                _ if is_escaped => is_escaped = false,
                b'\\' if is_text => is_escaped = true,
                b'"' => is_text = !is_text,
                b'{' if !is_text => objects.push(at),
                _ => {}
            }
        }
        Self {
            text,
            ends,
            objects,
            at: 0,
            searched: 0,
        }
    }

    /// The line of a place, counted from 1.
    fn line(&self, at: usize) -> usize {
        self.ends.partition_point(|end| *end < at).saturating_add(1)
    }

    /// The line in which an object begins, counted from zero as they come.
    pub(super) fn object(&self, place: usize) -> usize {
        self.objects.get(place).map_or(1, |at| self.line(*at))
    }

    /// The line in which a name stands next, else first; that of the last one
    /// for a name that is written in another way.
    pub(super) fn of(&mut self, name: &str) -> usize {
        let quoted = Value::String(name.to_owned()).to_string();
        let found = |from: usize| {
            let rest = self.text.get(from..)?;
            rest.find(&quoted).map(|at| at.saturating_add(from))
        };
        if self.searched < SEARCHED {
            let next = found(self.at);
            let place = next.or_else(|| found(0));
            self.searched = self
                .searched
                .saturating_add(next.map_or(self.text.len(), |next| next.saturating_sub(self.at)));
            self.at = place.unwrap_or(self.at);
        }
        self.line(self.at)
    }
}

/// How many objects a value holds, itself among them.
pub(super) fn objects_in(value: &Value) -> usize {
    match value {
        Value::Array(list) => list.iter().map(objects_in).sum(),
        Value::Object(object) => object
            .values()
            .map(objects_in)
            .sum::<usize>()
            .saturating_add(1),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => 0,
    }
}
