//! The cells of a row of the table of peerings. A cell shows one peering after
//! another.

use domain::{
    list::column::Column,
    model::{
        label::Label,
        row::{Row, RowEnd},
    },
};
use web_sys::{Element, Text};

use crate::components::{end_ranges, line_class, mark_class};

/// Shows a peering in a cell.
pub(super) type DrawCell = Box<dyn FnMut(&Row)>;

/// Fills an empty cell of this column. None for the name, which the row shows itself.
pub(super) fn fill(td: &Element, column: Column) -> Option<DrawCell> {
    match column {
        Column::Name => None,
        Column::State => state(td),
        Column::Local => end(td, true),
        Column::Peer => end(td, false),
        Column::Link => line(td),
        Column::Labels => Some(labels(td.clone())),
        Column::Status => text(td, |row| row.peering.configured_status.to_string()),
        Column::Created => text(td, |row| day_and_time(row.peering.created_at.as_deref())),
        Column::Updated => text(td, |row| day_and_time(row.peering.updated_at.as_deref())),
        Column::Id => text(td, |row| row.peering.id.to_string()),
    }
}

/// A time of the API, which is in UTC, as `2026-11-25 10:41`.
fn day_and_time(time: Option<&str>) -> String {
    let short = time.and_then(|time| time.get(..16));
    short.or(time).unwrap_or_default().replacen('T', " ", 1)
}

/// A new element at the end of another.
pub(super) fn inside(parent: &Element, tag: &str, class: &str) -> Option<Element> {
    // It fails only for an invalid tag.
    let element = parent.owner_document()?.create_element(tag).ok()?;
    if !class.is_empty() {
        element.set_class_name(class);
    }
    parent.append_child(&element).ok()?;
    Some(element)
}

/// A new, empty text at the end of an element.
pub(super) fn text_in(parent: &Element) -> Option<Text> {
    let text = parent.owner_document()?.create_text_node("");
    parent.append_child(&text).ok()?;
    Some(text)
}

/// Sets a tooltip, for text that may not fit.
pub(super) fn titled(element: &Element, title: &str) {
    // It fails only for an invalid attribute name.
    let _ = element.set_attribute("title", title);
}

fn text(td: &Element, text_of: fn(&Row) -> String) -> Option<DrawCell> {
    let text = text_in(td)?;
    Some(Box::new(move |row| text.set_data(&text_of(row))))
}

fn state(td: &Element) -> Option<DrawCell> {
    let state = inside(td, "span", "state")?;
    let mark = inside(&state, "span", "mark")?;
    let text = text_in(&state)?;
    let mut shown = None;
    Some(Box::new(move |row| {
        let group = row.group();
        if shown.replace(group) != Some(group) {
            state.set_class_name(&format!("state {}", group.slug()));
            mark.set_class_name(&mark_class(group));
        }
        text.set_data(row.peering.state.as_str());
    }))
}

fn line(td: &Element) -> Option<DrawCell> {
    let element = inside(td, "span", "line")?;
    let mut shown = None;
    Some(Box::new(move |row| {
        let (line, group) = (row.peering.state.line(), row.group());
        if shown.replace((line, group)) != Some((line, group)) {
            element.set_class_name(&line_class(line, group));
        }
    }))
}

// ------------------------------------------------------------------------ ends

struct EndCell {
    zone: Text,
    network: Element,
    name: Text,
    ranges: Element,
    range: Text,
    /// Whether the network was known when last drawn, and the class of the ranges.
    known: Option<(bool, &'static str)>,
}

fn end(td: &Element, is_local: bool) -> Option<DrawCell> {
    let end = inside(td, "div", if is_local { "end local" } else { "end" })?;
    // Zone, network, ranges; at the peer end in reverse, away from the line.
    let first = inside(&end, "span", "")?;
    let network = inside(&end, "span", "")?;
    let last = inside(&end, "span", "")?;
    let (zone, ranges) = if is_local {
        (first, last)
    } else {
        (last, first)
    };
    zone.set_class_name("zone");
    let mut cell = EndCell {
        zone: text_in(&zone)?,
        name: text_in(&network)?,
        range: text_in(&ranges)?,
        network,
        ranges,
        known: None,
    };
    Some(Box::new(move |row| {
        cell.draw(if is_local {
            row.local_end()
        } else {
            row.peer_end()
        });
    }))
}

impl EndCell {
    fn draw(&mut self, end: RowEnd<'_>) {
        let (class, ranges) = end_ranges(end);
        let known = (end.network.is_some(), class);
        if self.known.replace(known) != Some(known) {
            self.network.set_class_name(if end.network.is_some() {
                "network"
            } else {
                "network address"
            });
            self.ranges.set_class_name(class);
        }
        if let Some(network) = end.network {
            self.name.set_data(&network.name);
            titled(&self.network, &network.name);
        } else {
            self.name.set_data(&end.id().short());
            titled(&self.network, &end.id().to_string());
        }
        self.zone
            .set_data(end.network.map_or("", |network| &network.zone));
        self.range.set_data(&ranges);
        titled(&self.ranges, &ranges);
    }
}

// ---------------------------------------------------------------------- labels

struct Chip {
    element: Element,
    key: Text,
    value: Text,
    kind: Option<ChipKind>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum ChipKind {
    /// Says that there are no labels.
    None,
    /// The user's.
    Own,
    /// UpCloud's.
    System,
}

fn labels(td: Element) -> DrawCell {
    let mut chips: Vec<Chip> = Vec::new();
    Box::new(move |row| {
        let labels = &row.peering.labels;
        // Without labels, one chip says so.
        let count = labels.len().max(1);
        for chip in chips.drain(count.min(chips.len())..) {
            chip.element.remove();
        }
        while chips.len() < count {
            match Chip::new(&td) {
                Some(chip) => chips.push(chip),
                None => return,
            }
        }
        for (place, chip) in chips.iter_mut().enumerate() {
            chip.draw(labels.get(place));
        }
    })
}

impl Chip {
    fn new(td: &Element) -> Option<Self> {
        let element = inside(td, "span", "")?;
        Some(Self {
            key: text_in(&inside(&element, "span", "")?)?,
            value: text_in(&inside(&element, "span", "")?)?,
            element,
            kind: None,
        })
    }

    fn draw(&mut self, label: Option<&Label>) {
        let kind = match label {
            None => ChipKind::None,
            Some(label) if label.is_system() => ChipKind::System,
            Some(_) => ChipKind::Own,
        };
        if self.kind.replace(kind) != Some(kind) {
            let (class, title) = match kind {
                ChipKind::None => ("none", ""),
                ChipKind::Own => ("label", ""),
                ChipKind::System => ("label system", "Set by UpCloud and can't be changed"),
            };
            self.element.set_class_name(class);
            titled(&self.element, title);
        }
        // The style sheet hides an empty value.
        let (key, value) = label.map_or(("none", ""), |label| (&label.key, &label.value));
        self.key.set_data(key);
        self.value.set_data(value);
    }
}
