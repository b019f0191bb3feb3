//! Channels: one to choose for cards, and the map's own ones to add, rename
//! and remove.

use std::{fmt::Debug, hash::Hash};

use egui::{Button, Id, Key, Layout, RichText, TextEdit, Ui, Vec2};

use super::{Chrome, Shown, named};
use crate::{
    model::{Channel, ChannelId, Edit, Map, New, OwnChannel},
    scene::icon as map_icon,
    ui::{
        ask::Asks,
        icon,
        widgets::{self, Field, Set},
    },
};

/// A channel that was chosen, and the edit that must come first: a new own one
/// has to be added.
type Chosen = (Option<Edit>, Option<Channel>);

/// The channel of cards: the common ones, the map's own, and a field for one
/// more. An own one that is chosen can be renamed and removed at once.
pub(super) fn channel_ui(
    ui: &mut Ui,
    shown: Shown<'_>,
    key: impl Hash + Debug + Copy,
    current: Option<Channel>,
    asks: &mut Asks,
) -> Option<Chosen> {
    let map = shown.map;
    let chosen = list_ui(ui, map, current);
    if let Some(Channel::Own(id)) = current
        && let Some(own) = map.channels.iter().find(|own| own.id == id)
    {
        own_ui(ui, own, asks);
    }
    let added = new_ui(ui, key).map(|name| {
        let same = |own: &&OwnChannel| own.name.to_lowercase() == name.to_lowercase();
        if let Some(own) = map.channels.iter().find(same) {
            return (None, Some(Channel::Own(own.id)));
        }
        let new = ChannelId(map.mint.0.max(1));
        let add = Edit::Add(New::Channel(name));
        (Some(add), Some(Channel::Own(new)))
    });
    added.or(chosen.map(|Set(channel)| (None, channel)))
}

fn list_ui(ui: &mut Ui, map: &Map, current: Option<Channel>) -> Option<Set<Channel>> {
    widgets::label_ui(ui, "Channel");
    let own = map.channels.iter().map(|own| Channel::Own(own.id));
    let all = Channel::COMMON.into_iter().chain(own).map(Some);
    let label = |channel: Option<Channel>| match channel {
        Some(channel) => named(map.channel_label(channel), "Channel without a name"),
        None => "None",
    };
    let mut chosen = None;
    let width = ui.available_width();
    let sign = current.map(|channel| map_icon::channel(Some(channel)));
    widgets::menu_field_ui(ui, "Channel", (sign, label(current)), width, |ui| {
        for channel in std::iter::once(None).chain(all) {
            if option_ui(ui, channel, label(channel), channel == current) {
                chosen = Some(channel);
                ui.close();
            }
        }
    });
    chosen.filter(|channel| *channel != current).map(Set)
}

/// One channel of the list, with its icon.
fn option_ui(ui: &mut Ui, channel: Option<Channel>, name: &str, is_current: bool) -> bool {
    let chrome = Chrome::of(ui);
    let color = if is_current {
        chrome.accent_ink
    } else {
        chrome.muted
    };
    let sign = channel.map_or(' ', |channel| map_icon::channel(Some(channel)));
    let sign = icon::text(sign, 15.0).color(color);
    let button = Button::new((sign, RichText::new(name))).gap(8.0);
    let button = button.selected(is_current);
    ui.add(button).accessible_name(name).clicked()
}

/// A field for the name of one more channel; Enter gives it.
fn new_ui(ui: &mut Ui, key: impl Hash + Debug) -> Option<String> {
    let id = Id::unique(("own channel", key));
    let mut name: String = ui.data(|data| data.get_temp(id).unwrap_or_default());
    ui.add_space(2.0);
    let response = ui
        .add(
            TextEdit::singleline(&mut name)
                .id(id.with("field"))
                .hint_text("Add a channel of your own")
                .char_limit(200)
                .margin(egui::Margin::symmetric(10, 7))
                .desired_width(f32::INFINITY),
        )
        .accessible_name("Own channel");
    let entered = response.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
    let given = (entered && !name.trim().is_empty()).then(|| name.trim().to_owned());
    if given.is_some() {
        name.clear();
    }
    ui.data_mut(|data| data.insert_temp(id, name));
    given
}

/// The name of an own channel, and a button that removes it.
fn own_ui(ui: &mut Ui, own: &OwnChannel, asks: &mut Asks) {
    let id = own.id;
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 4.0;
        let remove = format!("Remove channel {}", own.name);
        ui.with_layout(Layout::right_to_left(egui::Align::Center), |ui| {
            if widgets::icon_button_ui(ui, icon::TRASH, &remove, true).clicked() {
                asks.run(Edit::RemoveChannel(id), "remove channel");
            }
            let width = ui.available_width() - 26.0;
            let (response, typed) =
                Field::line("Name of the channel", &own.name).bare_ui(ui, id, width);
            response.accessible_name("Name of the channel");
            asks.typed(typed, "rename channel", |text| {
                Edit::RenameChannel(id, text)
            });
            let (rect, _) = ui.allocate_exact_size(Vec2::new(18.0, 20.0), egui::Sense::hover());
            let sign = map_icon::channel(Some(Channel::Own(id)));
            widgets::paint_icon(ui, rect, sign, 15.0, Chrome::of(ui).muted);
        });
    });
}

/// The map's own channels, in a list.
pub(super) fn channels_ui(ui: &mut Ui, map: &Map, asks: &mut Asks) {
    for own in &map.channels {
        ui.push_id(own.id, |ui| own_ui(ui, own, asks));
    }
    if let Some(name) = new_ui(ui, "map") {
        asks.run(Edit::Add(New::Channel(name)), "add channel");
    }
}
