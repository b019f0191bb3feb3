//! The file as a whole: parts, what each is, which refers to which, packed in
//! a zip whose bytes depend on the parts alone (ECMA-376 part 2). Knows no
//! slides.

use std::{
    collections::BTreeMap,
    io::{Cursor, Write as _},
};

use zip::{CompressionMethod, DateTime, ZipWriter, result::ZipError, write::SimpleFileOptions};

use super::xml::Xml;

/// What the kinds of relationship begin with.
const RELATIONSHIP: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
/// Where lists of relationships and of kinds of parts come from.
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006";

/// A part that refers to others: what it calls each, what that is to it, and
/// where that is.
pub(super) type Relations = Vec<(String, &'static str, String)>;

/// One of a part's relations, by its number there.
pub(super) fn relation(
    number: usize,
    kind: &'static str,
    target: &str,
) -> (String, &'static str, String) {
    (format!("rId{number}"), kind, target.into())
}

/// The parts of a file.
#[derive(Debug, Default)]
pub(super) struct Package {
    parts: Vec<(String, Vec<u8>)>,
    kinds: BTreeMap<String, String>,
}

impl Package {
    /// Adds a part of a kind, at a path from the root, with what it refers to.
    /// The kind is the part of its name that tells it from others.
    pub(super) fn add(&mut self, path: &str, kind: &str, bytes: Vec<u8>, relations: &Relations) {
        let kind = match kind {
            "core-properties" => format!("application/vnd.openxmlformats-package.{kind}+xml"),
            _ => format!("application/vnd.openxmlformats-officedocument.{kind}+xml"),
        };
        self.kinds.insert(format!("/{path}"), kind);
        self.parts.push((path.into(), bytes));
        if !relations.is_empty() {
            let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
            let path = format!("{folder}/_rels/{name}.rels");
            self.parts.push((path, relationships(relations)));
        }
    }

    /// Adds a part whose kind its ending tells.
    pub(super) fn add_media(&mut self, path: String, bytes: Vec<u8>) {
        self.parts.push((path, bytes));
    }

    /// The file's bytes.
    pub(super) fn packed(self, root: &Relations) -> Result<Vec<u8>, ZipError> {
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        let head = [
            ("[Content_Types].xml".into(), kinds(&self.kinds)),
            ("_rels/.rels".into(), relationships(root)),
        ];
        for (path, bytes) in head.into_iter().chain(self.parts) {
            // Pictures are packed already.
            let method = if path.contains("/media/") {
                CompressionMethod::Stored
            } else {
                CompressionMethod::Deflated
            };
            let options = SimpleFileOptions::default()
                .compression_method(method)
                .last_modified_time(DateTime::default());
            writer.start_file(path, options)?;
            writer.write_all(&bytes)?;
        }
        Ok(writer.finish()?.into_inner())
    }
}

fn relationships(relations: &Relations) -> Vec<u8> {
    let mut xml = Xml::new();
    let namespace = format!("{PACKAGE}/relationships");
    xml.node("Relationships", &[("xmlns", &namespace)], |xml| {
        for (id, kind, target) in relations {
            let kind = match *kind {
                "core-properties" => format!("{PACKAGE}/relationships/metadata/{kind}"),
                _ => format!("{RELATIONSHIP}/{kind}"),
            };
            xml.leaf(
                "Relationship",
                &[("Id", id), ("Type", &kind), ("Target", target)],
            );
        }
    });
    xml.into_bytes()
}

fn kinds(kinds: &BTreeMap<String, String>) -> Vec<u8> {
    let mut xml = Xml::new();
    let namespace = format!("{PACKAGE}/content-types");
    xml.node("Types", &[("xmlns", &namespace)], |xml| {
        for (ending, kind) in [
            ("jpeg", "image/jpeg"),
            ("png", "image/png"),
            (
                "rels",
                "application/vnd.openxmlformats-package.relationships+xml",
            ),
            ("xml", "application/xml"),
        ] {
            xml.leaf("Default", &[("Extension", &ending), ("ContentType", &kind)]);
        }
        for (path, kind) in kinds {
            xml.leaf("Override", &[("PartName", path), ("ContentType", kind)]);
        }
    });
    xml.into_bytes()
}
