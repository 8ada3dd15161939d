//! The columns and their default order.

use strum::{IntoStaticStr, VariantArray};

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "kebab-case")]
pub enum Column {
    /// The peering's name, which opens it. Always shown, and always first.
    Name,
    /// What it is.
    State,
    /// The local end.
    Local,
    /// The line between the ends, drawn by the state.
    Link,
    /// The peer's end.
    Peer,
    /// What it is meant to be.
    Status,
    Labels,
    /// When it was created.
    Created,
    /// When it was modified last.
    Updated,
    Id,
}

impl Column {
    /// All columns, in their default order.
    pub const ALL: &'static [Self] = Self::VARIANTS;

    /// Those that are shown where nothing else was chosen.
    pub(super) const USUAL: usize = 7;

    pub fn title(self) -> &'static str {
        match self {
            Self::Name => "Name",
            Self::State => "State",
            Self::Local => "Local network",
            Self::Link => "Link",
            Self::Peer => "Peer network",
            Self::Status => "Configured",
            Self::Labels => "Labels",
            Self::Created => "Created",
            Self::Updated => "Modified",
            Self::Id => "UUID",
        }
    }

    /// Its name in URLs and in class names.
    pub fn slug(self) -> &'static str {
        self.into()
    }

    /// The column of that slug.
    pub fn from_slug(slug: &str) -> Option<Self> {
        Self::ALL
            .iter()
            .copied()
            .find(|column| column.slug() == slug)
    }
}
