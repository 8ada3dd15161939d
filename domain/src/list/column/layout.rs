//! Which columns are shown, and how.

use std::{fmt, ops::RangeInclusive};

use super::definition::Column;

/// The least and the greatest width of a column, in CSS pixels.
pub const WIDTHS: RangeInclusive<u16> = 60..=900;

/// A column as it is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct ShownColumn {
    /// The column.
    pub column: Column,
    /// Its width in CSS pixels, within [`WIDTHS`]; none where the table decides.
    pub width: Option<u16>,
}

/// The columns that are shown, from the left. Names come first, always.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Columns(Vec<ShownColumn>);

impl Default for Columns {
    fn default() -> Self {
        let usual = Column::ALL.iter().copied().take(Column::USUAL);
        Self(usual.map(ShownColumn::new).collect())
    }
}

impl ShownColumn {
    fn new(column: Column) -> Self {
        Self {
            column,
            width: None,
        }
    }
}

impl Columns {
    /// The columns from the left.
    pub fn shown(&self) -> &[ShownColumn] {
        &self.0
    }

    /// Whether a column is among them.
    pub fn has(&self, column: Column) -> bool {
        self.0.iter().any(|shown| shown.column == column)
    }

    /// With a column at the right end more, or with it gone. Names stay.
    #[must_use]
    pub fn toggled(mut self, column: Column) -> Self {
        if !self.has(column) {
            self.0.push(ShownColumn::new(column));
        } else if column != Column::Name {
            self.0.retain(|shown| shown.column != column);
        }
        self
    }

    /// With a column moved to another place among them, from 0. Nothing moves
    /// before the names.
    #[must_use]
    pub fn moved(mut self, column: Column, to: usize) -> Self {
        let from = self.0.iter().position(|shown| shown.column == column);
        if let Some(from) = from.filter(|from| *from > 0) {
            let shown = self.0.remove(from);
            self.0.insert(to.clamp(1, self.0.len()), shown);
        }
        self
    }

    /// With another width of a column.
    #[must_use]
    pub fn resized(mut self, column: Column, width: Option<u16>) -> Self {
        for shown in &mut self.0 {
            if shown.column == column {
                shown.width = width.map(within);
            }
        }
        self
    }

    /// Reads what `Display` writes. What is no column, or stands there for a
    /// second time, is left out; a width that is too small or too great is the
    /// nearest that is not.
    pub fn parse(text: &str) -> Self {
        let mut columns = Self(vec![ShownColumn::new(Column::Name)]);
        let mut read = Vec::new();
        for part in text.split(',') {
            let (slug, width) = match part.split_once('~') {
                Some((slug, width)) => (slug, width.parse().ok()),
                None => (part, None),
            };
            let column = Column::from_slug(slug).filter(|column| !read.contains(column));
            if let Some(column) = column {
                read.push(column);
                // Names are there already.
                if column != Column::Name {
                    columns = columns.toggled(column);
                }
                columns = columns.resized(column, width);
            }
        }
        columns
    }
}

fn within(width: u16) -> u16 {
    width.clamp(*WIDTHS.start(), *WIDTHS.end())
}

impl fmt::Display for Columns {
    /// `name,state~140`: the slugs from the left, with their widths.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (place, shown) in self.0.iter().enumerate() {
            let comma = if place > 0 { "," } else { "" };
            write!(f, "{comma}{}", shown.column.slug())?;
            if let Some(width) = shown.width {
                write!(f, "~{width}")?;
            }
        }
        Ok(())
    }
}
