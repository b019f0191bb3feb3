//! A text that is being prepared for reading and still knows, for each of its
//! places, the line of the original file. Knows nothing of Mermaid.

use std::ops::Range;

/// What a stretch of a [`Source`] is replaced by.
pub(super) type Change = (Range<usize>, String);

/// A text and the original line of each of its places.
#[derive(Clone, Debug)]
pub(super) struct Source {
    /// The text, with LF line ends only.
    pub(super) text: String,
    /// From which offset on which original line goes; sorted, the first at 0.
    marks: Vec<(usize, usize)>,
}

impl Source {
    /// The text of a file, without its byte order mark and with CRLF and CR as
    /// LF.
    pub(super) fn new(raw: &str) -> Self {
        let raw = raw.strip_prefix('\u{feff}').unwrap_or(raw);
        let text = raw.replace("\r\n", "\n").replace('\r', "\n");
        let starts = text.match_indices('\n').map(|(at, _)| at.saturating_add(1));
        let marks = [0].into_iter().chain(starts).zip(1..).collect();
        Self { text, marks }
    }

    /// The line of the original file, counted from 1.
    pub(super) fn line_at(&self, offset: usize) -> usize {
        let after = self.marks.partition_point(|(start, _)| *start <= offset);
        let mark = after.checked_sub(1).and_then(|index| self.marks.get(index));
        mark.map_or(1, |(_, line)| *line)
    }

    /// The text with some stretches replaced; they are sorted and apart.
    pub(super) fn change(&self, changes: Vec<Change>) -> Self {
        let mut changed = Self {
            text: String::with_capacity(self.text.len()),
            marks: Vec::with_capacity(self.marks.len().saturating_add(changes.len())),
        };
        let mut done = 0;
        for (range, replacement) in changes {
            changed.copy(self, done..range.start);
            changed.mark(self.line_at(range.start));
            changed.text.push_str(&replacement);
            done = range.end;
        }
        changed.copy(self, done..self.text.len());
        changed
    }

    /// Only a stretch of the text.
    pub(super) fn part(&self, range: Range<usize>) -> Self {
        let end = self.text.len();
        self.change(vec![
            (0..range.start, String::new()),
            (range.end..end, String::new()),
        ])
    }

    /// The lines of the text with the offset of each, without line ends.
    pub(super) fn lines(&self) -> impl Iterator<Item = (usize, &str)> {
        let mut offset = 0_usize;
        self.text.split('\n').map(move |line| {
            let start = offset;
            offset = offset.saturating_add(line.len()).saturating_add(1);
            (start, line)
        })
    }

    fn copy(&mut self, from: &Self, range: Range<usize>) {
        if range.is_empty() {
            return;
        }
        let moved = self.text.len();
        self.mark(from.line_at(range.start));
        let first = from.marks.partition_point(|(at, _)| *at <= range.start);
        let inner = from.marks.iter().skip(first);
        let inner = inner.take_while(|(at, _)| *at < range.end);
        self.marks.extend(
            inner.map(|(at, line)| (at.saturating_sub(range.start).saturating_add(moved), *line)),
        );
        self.text.push_str(from.text.get(range).unwrap_or_default());
    }

    /// From here on, the text comes from this line.
    fn mark(&mut self, line: usize) {
        let here = self.text.len();
        if self.marks.last().is_some_and(|(at, _)| *at == here) {
            self.marks.pop();
        }
        self.marks.push((here, line));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_keep_their_original_line_when_text_is_cut_and_replaced() {
        let source = Source::new("\u{feff}one\r\ntwo\rthree\nfour");
        assert_eq!(source.text, "one\ntwo\nthree\nfour");
        let changed = source.change(vec![(4..8, String::new()), (8..9, "TTT".into())]);
        assert_eq!(changed.text, "one\nTTThree\nfour");
        let lines: Vec<_> = changed.lines().map(|(at, _)| changed.line_at(at)).collect();
        assert_eq!(lines, [1, 3, 4]);
        let part = changed.part(12..16);
        assert_eq!((part.text.as_str(), part.line_at(0)), ("four", 4));
    }
}
