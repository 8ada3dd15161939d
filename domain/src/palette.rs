//! What the quick actions find for a text: peerings, networks and things to
//! do, the likeliest first.

pub mod shortcut;

mod action;
mod find;
mod top_matches;

use std::sync::Arc;

use crate::model::{
    ids::{NetworkId, PeeringId},
    network::Network,
    row::Row,
};

pub use self::{
    action::{PaletteAction, network_route},
    find::find,
};

/// More than these are not shown; typing narrows them down.
pub const MAX_ITEMS: usize = 50;
/// So many networks are shown however many peerings there are.
const SOME_NETWORKS: usize = 10;

/// Something that can be chosen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PaletteItem {
    /// The page of a peering.
    Peering(Arc<Row>),
    /// The peerings of a network.
    Network(Arc<Network>),
    Action(PaletteAction),
}

/// The identity of an entry, whatever else of it changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Key {
    Peering(PeeringId),
    Network(NetworkId),
    Action(PaletteAction),
}

impl PaletteItem {
    /// Its identity.
    pub fn key(&self) -> Key {
        match self {
            Self::Peering(row) => Key::Peering(row.peering.id),
            Self::Network(network) => Key::Network(network.id),
            Self::Action(action) => Key::Action(*action),
        }
    }
}

/// Entries of one kind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Section {
    /// Such as "Peerings".
    pub title: &'static str,
    /// At least one, the likeliest first.
    pub entries: Vec<PaletteItem>,
}

/// What was found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Found {
    /// The section with the likeliest entry comes first.
    pub sections: Vec<Section>,
    /// How many more fit than are shown.
    pub more: usize,
}

impl Found {
    /// Every entry, in the order they are shown.
    pub fn entries(&self) -> impl Iterator<Item = &PaletteItem> {
        self.sections.iter().flat_map(|section| &section.entries)
    }
}
