//! Pictures that are part of a map: portraits and storyboards. They are kept in
//! the map's own file, in a section at its very end, so that the map moves as
//! one file and what people read stays on top. A card or a persona names its
//! picture; the same picture is there once, however often it is shown.
//!
//! The bytes are those of a PNG, JPEG, WebP or GIF file and are shared, never
//! copied: a step of undo costs nothing for them. A picture goes with its last
//! use, and undo brings both back. Knows nothing of how a picture is decoded.

use std::{collections::BTreeMap, fmt, sync::Arc};

use base64::{Engine as _, engine::general_purpose::STANDARD};
use serde::{
    Deserialize, Deserializer, Serialize, Serializer,
    de::{Error as _, MapAccess, SeqAccess, Visitor},
};

use super::{
    check::{Problem, quoted},
    edit::{CardField, Edit, PersonaField},
    id::Element,
    map::Map,
};

/// Characters of base64 on a line of the file: 75 bytes.
const LINE: usize = 100;
/// The most characters of a picture's name.
const NAME: usize = 80;

/// A picture that is part of a map.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Picture {
    width: u32,
    height: u32,
    data: Data,
}

/// What a picture's file holds.
#[derive(Clone, PartialEq, Eq)]
enum Data {
    /// The bytes of a picture file.
    Whole(Vec<u8>),
    /// Text that is no base64, kept as it is: nothing of a file gets lost.
    Damaged(Vec<String>),
}

impl Picture {
    /// A picture of a size in pixels, as it is seen (turned as its file says),
    /// with the bytes of its file.
    #[must_use]
    pub fn new((width, height): (u32, u32), bytes: Vec<u8>) -> Self {
        let data = Data::Whole(bytes);
        Self {
            width,
            height,
            data,
        }
    }

    /// Width and height in pixels, as it is seen. A file that was written by
    /// hand may say anything here.
    #[must_use]
    pub const fn size(&self) -> (u32, u32) {
        (self.width, self.height)
    }

    /// The bytes of its file; `None` when they are damaged in the map's.
    #[must_use]
    pub fn bytes(&self) -> Option<&[u8]> {
        match &self.data {
            Data::Whole(bytes) => Some(bytes),
            Data::Damaged(_) => None,
        }
    }

    /// How much memory it takes, in bytes.
    #[must_use]
    pub fn weight(&self) -> usize {
        match &self.data {
            Data::Whole(bytes) => bytes.len(),
            Data::Damaged(lines) => lines.iter().map(String::len).sum(),
        }
    }
}

impl fmt::Debug for Picture {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let damaged = if self.bytes().is_none() {
            ", damaged"
        } else {
            ""
        };
        let (width, height, weight) = (self.width, self.height, self.weight());
        write!(f, "Picture({width} x {height}, {weight} bytes{damaged})")
    }
}

impl Serialize for Data {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Damaged(lines) => serializer.collect_seq(lines),
            Self::Whole(bytes) => {
                // Whole lines of base64: three bytes are four characters.
                let lines = bytes.chunks(LINE / 4 * 3);
                serializer.collect_seq(lines.map(|line| STANDARD.encode(line)))
            }
        }
    }
}

impl<'de> Deserialize<'de> for Data {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_seq(Lines)
    }
}

/// Reads lines of base64.
struct Lines;

impl<'de> Visitor<'de> for Lines {
    type Value = Data;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("lines of base64")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut lines: A) -> Result<Data, A::Error> {
        let mut held: Vec<String> = Vec::new();
        while let Some(line) = lines.next_element()? {
            held.push(line);
        }
        Ok(match STANDARD.decode(held.concat()) {
            Ok(bytes) => Data::Whole(bytes),
            Err(_) => Data::Damaged(held),
        })
    }
}

/// Reads the pictures of a map; two of one name are an error, or the first
/// would be lost without a word.
pub(super) fn table<'de, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<BTreeMap<String, Arc<Picture>>, D::Error> {
    struct Table;

    impl<'de> Visitor<'de> for Table {
        type Value = BTreeMap<String, Arc<Picture>>;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("pictures by their names")
        }

        fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Self::Value, A::Error> {
            let mut table = BTreeMap::new();
            while let Some((name, picture)) = entries.next_entry::<String, Picture>()? {
                let shown = quoted(&name);
                if table.insert(name, Arc::new(picture)).is_some() {
                    let reason = format!("there are two pictures of the name {shown}");
                    return Err(A::Error::custom(reason));
                }
            }
            Ok(table)
        }
    }

    deserializer.deserialize_map(Table)
}

impl Map {
    /// The names of pictures that personas and cards show, with what shows
    /// them; a name comes as often as it is used.
    pub fn picture_uses(&self) -> impl Iterator<Item = (&str, Element)> {
        let portraits = self.personas.iter().filter_map(|persona| {
            let name = persona.portrait.as_deref()?;
            Some((name, Element::Persona(persona.id)))
        });
        let cards = self.stages.iter().flat_map(|stage| &stage.cards);
        let pictures = cards.filter_map(|card| {
            let name = card.picture.as_deref()?;
            Some((name, Element::Card(card.id)))
        });
        portraits.chain(pictures)
    }

    /// The name under which a picture is, or can be, part of the map: the one
    /// it has when the very same picture is there already, else one like
    /// `wished` that is free. [`Edit::AddPicture`] then takes it.
    #[must_use]
    pub fn picture_name(&self, wished: &str, picture: &Picture) -> String {
        let same = self.pictures.iter().find(|(_, held)| ***held == *picture);
        if let Some((name, _)) = same {
            return name.clone();
        }
        let wished = plain_name(wished);
        let is_free = |name: &str| {
            !self.pictures.contains_key(name) && self.picture_uses().all(|(used, _)| used != name)
        };
        if is_free(&wished) {
            return wished;
        }
        let (stem, ending) = wished.rsplit_once('.').unwrap_or((&wished, ""));
        let dot = if ending.is_empty() { "" } else { "." };
        (2..=u32::MAX)
            .map(|number| format!("{stem}-{number}{dot}{ending}"))
            .find(|name| is_free(name))
            .unwrap_or_default()
    }

    /// The pictures whose use an edit may end.
    pub(super) fn pictures_at_stake(&self, edit: &Edit) -> Vec<String> {
        if self.pictures.is_empty() {
            return Vec::new();
        }
        if let Edit::SetPersona(id, PersonaField::Portrait(_))
        | Edit::Remove(Element::Persona(id)) = edit
        {
            let persona = self.persona(*id);
            return persona
                .and_then(|persona| persona.portrait.clone())
                .into_iter()
                .collect();
        }
        if let Edit::SetCard(id, CardField::Picture(_)) | Edit::Remove(Element::Card(id)) = edit {
            let card = self.card(*id);
            return card
                .and_then(|(_, card)| card.picture.clone())
                .into_iter()
                .collect();
        }
        if let Edit::Remove(Element::Stage(id)) = edit {
            let cards = self.stage(*id).map(|(_, stage)| stage.cards.iter());
            let pictures = cards.into_iter().flatten();
            return pictures.filter_map(|card| card.picture.clone()).collect();
        }
        if let Edit::Remove(Element::Lane(id)) = edit {
            let cards = self.stages.iter().flat_map(|stage| &stage.cards);
            let gone = cards.filter(|card| card.lane == *id);
            return gone.filter_map(|card| card.picture.clone()).collect();
        }
        Vec::new()
    }

    /// Drops those of the pictures that nothing shows any more.
    pub(super) fn drop_unused(&mut self, mut names: Vec<String>) {
        names.retain(|name| self.picture_uses().all(|(used, _)| used != name));
        for name in names {
            self.pictures.remove(&name);
        }
    }

    /// Pictures that are not there, or not whole.
    pub(super) fn check_pictures(&self, problems: &mut Vec<Problem>) {
        for (name, user) in self.picture_uses() {
            if self.pictures.contains_key(name) {
                continue;
            }
            let (name, user) = (quoted(name), self.user_words(user));
            problems.push(Problem(format!(
                "picture {name} of {user} is not in the map; choose it again, \
                 or put the file beside the map and open the map again"
            )));
        }
        for (name, picture) in &self.pictures {
            if picture.bytes().is_none() {
                problems.push(Problem(format!(
                    "picture {} is damaged, its lines are not base64; choose it again",
                    quoted(name)
                )));
            }
        }
    }

    fn user_words(&self, user: Element) -> String {
        let (noun, name) = if let Element::Persona(id) = user {
            ("persona", self.persona(id).map(|persona| &persona.name))
        } else if let Element::Card(id) = user {
            ("card", self.card(id).map(|(_, card)| &card.text))
        } else {
            ("the map", None)
        };
        format!("{noun} {}", quoted(name.map_or("", String::as_str)))
    }
}

/// A wish as a name of a file, without folders and without what cannot be seen.
fn plain_name(wished: &str) -> String {
    let name = wished.rsplit(['/', '\\']).next().unwrap_or_default();
    let is_plain = |c: &char| {
        let turns = matches!(c, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}');
        !c.is_control() && !turns && !matches!(c, '"' | '“' | '”')
    };
    let name: String = name.chars().filter(is_plain).collect();
    let (stem, ending) = name.rsplit_once('.').unwrap_or((&name, ""));
    let stem: String = stem.chars().take(NAME).collect();
    let stem = stem.trim().trim_start_matches('.');
    let stem = if stem.is_empty() { "picture" } else { stem };
    if ending.is_empty() {
        stem.to_owned()
    } else {
        format!("{stem}.{ending}")
    }
}
