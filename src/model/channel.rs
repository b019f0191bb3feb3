//! Channels of the map's own, and the order of its personas.

use std::sync::Arc;

use super::{
    edit::EditError,
    id::{ChannelId, Element, PersonaId},
    map::Map,
    words::Channel,
};

impl Map {
    pub(super) fn rename_channel(&mut self, id: ChannelId, name: &str) -> Result<(), EditError> {
        let mut own = self.channels.iter_mut();
        let found = own.find(|own| own.id == id);
        name.clone_into(&mut found.ok_or(EditError::NoChannel)?.name);
        Ok(())
    }

    /// Cards that use the channel have none afterwards; others are not copied.
    pub(super) fn remove_channel(&mut self, id: ChannelId) -> Result<(), EditError> {
        self.require_channel(Channel::Own(id))?;
        self.channels.retain(|own| own.id != id);
        let uses = |channel: Option<Channel>| channel == Some(Channel::Own(id));
        for stage in &mut self.stages {
            if stage.cards.iter().any(|card| uses(card.channel)) {
                for card in &mut Arc::make_mut(stage).cards {
                    if uses(card.channel) {
                        Arc::make_mut(card).channel = None;
                    }
                }
            }
        }
        Ok(())
    }

    pub(super) fn move_persona(&mut self, id: PersonaId, index: usize) -> Result<(), EditError> {
        let from = self.personas.iter().position(|persona| persona.id == id);
        let from = from.ok_or(EditError::Missing(Element::Persona(id)))?;
        let persona = self.personas.remove(from);
        self.personas
            .insert(index.min(self.personas.len()), persona);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test may fail by a panic")]

    use super::*;
    use crate::model::{At, Card, CardField, CardId, Edit, New, Template};

    fn map() -> Map {
        let mut map = Template::FiveStages.map();
        let (stage, lane) = (map.stages[0].id, map.lanes[1].id);
        let channel = ChannelId(map.mint.0);
        map.apply(&Edit::Add(New::Channel("Pigeon".into())))
            .unwrap();
        for text in ["Letter", "Website"] {
            let card = Card::new(CardId(0), lane, At::MAX, text);
            map.apply(&Edit::Add(New::Card(stage, Box::new(card))))
                .unwrap();
        }
        let card = map.stages[0].cards[0].id;
        map.apply(&Edit::SetCard(
            card,
            CardField::Channel(Some(Channel::Own(channel))),
        ))
        .unwrap();
        map
    }

    #[test]
    fn a_removed_channel_leaves_its_cards_without_one() {
        let mut map = map();
        let (id, before) = (map.channels[0].id, map.clone());
        map.apply(&Edit::RemoveChannel(id)).unwrap();
        assert_eq!(map.stages[0].cards[0].channel, None);
        assert!(map.channels.is_empty());
        assert_eq!(map.check(), []);
        // What does not use it is not copied.
        assert!(Arc::ptr_eq(
            &map.stages[0].cards[1],
            &before.stages[0].cards[1]
        ));
        assert!(Arc::ptr_eq(&map.stages[1], &before.stages[1]));
        assert_eq!(
            map.apply(&Edit::RemoveChannel(id)),
            Err(EditError::NoChannel)
        );
    }

    #[test]
    fn a_channel_is_renamed_for_all_its_cards() {
        let mut map = map();
        let id = map.channels[0].id;
        map.apply(&Edit::RenameChannel(id, "Carrier pigeon".into()))
            .unwrap();
        assert_eq!(map.channel_label(Channel::Own(id)), "Carrier pigeon");
        let gone = Edit::RenameChannel(ChannelId(99_999), "No".into());
        assert_eq!(map.apply(&gone), Err(EditError::NoChannel));
    }

    #[test]
    fn the_persona_that_is_put_first_leads() {
        let mut map = map();
        for name in ["Driver", "Mechanic", "Dealer"] {
            map.apply(&Edit::Add(New::Persona(name.into()))).unwrap();
        }
        let dealer = map.personas[2].id;
        map.apply(&Edit::MovePersona(dealer, 0)).unwrap();
        let names: Vec<&str> = map.personas.iter().map(|it| it.name.as_str()).collect();
        assert_eq!(names, ["Dealer", "Driver", "Mechanic"]);
        map.apply(&Edit::MovePersona(dealer, 99)).unwrap();
        assert_eq!(map.personas[2].id, dealer);
        let gone = Edit::MovePersona(PersonaId(99_999), 0);
        assert!(map.apply(&gone).is_err());
    }
}
