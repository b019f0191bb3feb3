//! How tables name what their rows speak of: by its name where that is clear,
//! else by its id, as in `#12`. Knows names and ids, not what they belong to.

use std::collections::BTreeMap;

use super::Value;
use crate::model::{Channel, ChannelId};

/// What is named.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kind {
    Channel,
    Persona,
    Metric,
    Lane,
    Curve,
    Stage,
    Card,
}

impl Kind {
    const fn label(self) -> &'static str {
        match self {
            Self::Channel => "channel",
            Self::Persona => "persona",
            Self::Metric => "metric",
            Self::Lane => "lane",
            Self::Curve => "curve",
            Self::Stage => "stage",
            Self::Card => "card",
        }
    }
}

/// Longer texts are no names, in bytes.
const LONGEST: usize = 120;

/// The names in use.
#[derive(Clone, Debug, Default)]
pub(super) struct Names {
    /// The id of each name; `None` for one that several have.
    ids: BTreeMap<(Kind, String), Option<u32>>,
    names: BTreeMap<(Kind, u32), String>,
}

impl Names {
    pub(super) fn add(&mut self, kind: Kind, id: u32, name: &str) {
        self.names.insert((kind, id), name.to_owned());
        let held = self.ids.entry((kind, name.to_owned()));
        held.and_modify(|held| *held = None).or_insert(Some(id));
    }

    /// Whether anything has the name.
    pub(super) fn knows(&self, kind: Kind, name: &str) -> bool {
        self.ids.contains_key(&(kind, name.to_owned()))
    }

    /// How a table names something.
    pub(super) fn told(&self, kind: Kind, id: u32) -> Value {
        let name = self.names.get(&(kind, id)).filter(|name| is_name(name));
        let clear = name.filter(|name| {
            let same = self.ids.get(&(kind, String::clone(name)));
            same == Some(&Some(id))
        });
        let is_common = |name: &String| kind == Kind::Channel && common(name).is_some();
        match clear.filter(|name| !is_common(name)) {
            Some(name) => Value::Text(name.clone()),
            None => Value::Text(format!("#{id}")),
        }
    }

    /// What a table names so.
    pub(super) fn found(&self, kind: Kind, cell: &str) -> Result<u32, String> {
        let cell = cell.trim();
        if let Some(id) = cell.strip_prefix('#').and_then(|id| id.parse().ok())
            && self.names.contains_key(&(kind, id))
        {
            return Ok(id);
        }
        match self.ids.get(&(kind, cell.to_owned())) {
            Some(Some(id)) => Ok(*id),
            Some(None) => Err(format!(
                "there are several of the name “{cell}”; write its id, as in #12"
            )),
            None => Err(format!("there is no {} “{cell}”", kind.label())),
        }
    }

    pub(super) fn told_channel(&self, channel: Channel) -> Value {
        match (channel, channel.common_label()) {
            (Channel::Own(id), _) => self.told(Kind::Channel, id.0),
            (_, label) => Value::Text(label.unwrap_or_default().to_owned()),
        }
    }

    pub(super) fn found_channel(&self, cell: &str) -> Result<Channel, String> {
        if let Some(channel) = common(cell.trim()) {
            return Ok(channel);
        }
        let own = self.found(Kind::Channel, cell)?;
        Ok(Channel::Own(ChannelId(own)))
    }
}

/// The channel of every map that is called so.
fn common(name: &str) -> Option<Channel> {
    let mut all = Channel::COMMON.into_iter();
    all.find(|channel| {
        channel
            .common_label()
            .is_some_and(|label| label.eq_ignore_ascii_case(name))
    })
}

/// Whether a name can stand for what has it.
fn is_name(name: &str) -> bool {
    !name.is_empty()
        && name.len() <= LONGEST
        && !name.starts_with('#')
        && name.trim() == name
        && !name.contains(char::is_control)
}
