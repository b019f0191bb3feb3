//! One open document without a screen: history, selection, view, interaction.
