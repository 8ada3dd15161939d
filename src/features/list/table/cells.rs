//! The cells of a row of the table of peerings. A cell shows one peering after
//! another.
//!
//! Long because the kinds of cells share their helpers and are alike.

use std::borrow::Cow;

use domain::{
    list::column::Column,
    model::{
        cidr::Range,
        label::Label,
        network::Network,
        peering::End,
        row::Row,
        state::{Group, Line},
    },
};
use web_sys::{Document, Element, Text};

use crate::components::{line_class, mark_class};

pub(crate) trait Cell {
    fn element(&self) -> &Element;
    fn draw(&mut self, row: &Row);
}

/// An empty cell of this column. None for the name, which the row shows itself.
pub(crate) fn cell(document: &Document, column: Column) -> Option<Box<dyn Cell>> {
    let td = table_cell(document, column)?;
    let text_cell = |text_of: fn(&Row) -> String| -> Option<Box<dyn Cell>> {
        let text = text_in(document, &td)?;
        let td = td.clone();
        Some(Box::new(TextCell { td, text, text_of }))
    };
    match column {
        Column::Name => None,
        Column::State => Some(Box::new(StateCell::new(document, td)?)),
        Column::Local => Some(Box::new(EndCell::new(document, td, true)?)),
        Column::Peer => Some(Box::new(EndCell::new(document, td, false)?)),
        Column::Link => Some(Box::new(LineCell {
            line: inside(&td, "span", "line")?,
            td,
            shown: None,
        })),
        Column::Labels => Some(Box::new(LabelsCell {
            document: document.clone(),
            td,
            chips: Vec::new(),
        })),
        Column::Status => text_cell(|row| row.peering.configured_status.to_string()),
        Column::Created => text_cell(|row| day_and_time(row.peering.created_at.as_deref())),
        Column::Updated => text_cell(|row| day_and_time(row.peering.updated_at.as_deref())),
        Column::Id => text_cell(|row| row.peering.id.to_string()),
    }
}

/// A time of the API, which is in UTC, as `2026-11-25 10:41`.
fn day_and_time(time: Option<&str>) -> String {
    let short = time.and_then(|time| time.get(..16));
    short.or(time).unwrap_or_default().replacen('T', " ", 1)
}

pub(crate) fn table_cell(document: &Document, column: Column) -> Option<Element> {
    let td = element(document, "td", column.slug())?;
    // The style sheet makes the table a grid, and some browsers then drop its
    // roles.
    td.set_attribute("role", "cell").ok()?;
    Some(td)
}

pub(crate) fn element(document: &Document, tag: &str, class: &str) -> Option<Element> {
    // It fails only for an invalid tag.
    let element = document.create_element(tag).ok()?;
    if !class.is_empty() {
        element.set_class_name(class);
    }
    Some(element)
}

/// A new element at the end of another.
pub(crate) fn inside(parent: &Element, tag: &str, class: &str) -> Option<Element> {
    let element = element(&parent.owner_document()?, tag, class)?;
    parent.append_child(&element).ok()?;
    Some(element)
}

/// A new, empty text at the end of an element.
pub(crate) fn text_in(document: &Document, parent: &Element) -> Option<Text> {
    let text = document.create_text_node("");
    parent.append_child(&text).ok()?;
    Some(text)
}

// ------------------------------------------------------------------------ text

struct TextCell {
    td: Element,
    text: Text,
    text_of: fn(&Row) -> String,
}

impl Cell for TextCell {
    fn element(&self) -> &Element {
        &self.td
    }

    fn draw(&mut self, row: &Row) {
        self.text.set_data(&(self.text_of)(row));
    }
}

// ----------------------------------------------------------------------- state

struct StateCell {
    td: Element,
    state: Element,
    mark: Element,
    text: Text,
    group: Option<Group>,
}

impl StateCell {
    fn new(document: &Document, td: Element) -> Option<Self> {
        let state = inside(&td, "span", "state")?;
        let mark = inside(&state, "span", "mark")?;
        let text = text_in(document, &state)?;
        Some(Self {
            td,
            state,
            mark,
            text,
            group: None,
        })
    }
}

impl Cell for StateCell {
    fn element(&self) -> &Element {
        &self.td
    }

    fn draw(&mut self, row: &Row) {
        let group = row.group();
        if self.group.replace(group) != Some(group) {
            self.state
                .set_class_name(&format!("state {}", group.slug()));
            self.mark.set_class_name(&mark_class(group));
        }
        self.text.set_data(row.peering.state.as_str());
    }
}

// ------------------------------------------------------------------------ ends

struct EndCell {
    td: Element,
    zone: Text,
    network: Element,
    name: Text,
    ranges: Element,
    range: Text,
    is_local: bool,
    /// Whether the network and its ranges were known when last drawn.
    known: Option<(bool, bool)>,
}

impl EndCell {
    fn new(document: &Document, td: Element, is_local: bool) -> Option<Self> {
        let end = inside(&td, "div", if is_local { "end local" } else { "end" })?;
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
        Some(Self {
            td,
            zone: text_in(document, &zone)?,
            name: text_in(document, &network)?,
            range: text_in(document, &ranges)?,
            network,
            ranges,
            is_local,
            known: None,
        })
    }

    fn draw_end(&mut self, end: &End, network: Option<&Network>) {
        let known = (network.is_some(), !end.ranges.is_empty());
        if self.known.replace(known) != Some(known) {
            let (network, ranges) = known;
            self.network.set_class_name(if network {
                "network"
            } else {
                "network address"
            });
            self.ranges.set_class_name(if ranges {
                "address range"
            } else {
                "none range"
            });
        }
        if let Some(network) = network {
            self.name.set_data(&network.name);
            titled(&self.network, &network.name);
        } else {
            self.name.set_data(&end.network.short());
            titled(&self.network, &end.network.to_string());
        }
        self.zone
            .set_data(network.map_or("", |network| &network.zone));
        let ranges = match end.ranges.as_slice() {
            [] => Cow::Borrowed("range unknown"),
            [range] => Cow::Borrowed(range.as_str()),
            ranges => {
                let ranges: Vec<&str> = ranges.iter().map(Range::as_str).collect();
                Cow::Owned(ranges.join(", "))
            }
        };
        self.range.set_data(&ranges);
        titled(&self.ranges, &ranges);
    }
}

impl Cell for EndCell {
    fn element(&self) -> &Element {
        &self.td
    }

    fn draw(&mut self, row: &Row) {
        if self.is_local {
            self.draw_end(&row.peering.local, row.local.as_deref());
        } else {
            self.draw_end(&row.peering.peer, row.peer.as_deref());
        }
    }
}

/// Sets a tooltip, for text that may not fit.
pub(crate) fn titled(element: &Element, title: &str) {
    // It fails only for an invalid attribute name.
    let _ = element.set_attribute("title", title);
}

// ------------------------------------------------------------------------ line

struct LineCell {
    td: Element,
    line: Element,
    shown: Option<(Line, Group)>,
}

impl Cell for LineCell {
    fn element(&self) -> &Element {
        &self.td
    }

    fn draw(&mut self, row: &Row) {
        let (line, group) = (row.peering.state.line(), row.group());
        let before = self.shown.replace((line, group));
        if before != Some((line, group)) {
            self.line.set_class_name(&line_class(line, group));
        }
    }
}

// ---------------------------------------------------------------------- labels

struct LabelsCell {
    document: Document,
    td: Element,
    chips: Vec<Chip>,
}

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

impl LabelsCell {
    fn chip(&self) -> Option<Chip> {
        let element = inside(&self.td, "span", "")?;
        let key = text_in(&self.document, &inside(&element, "span", "")?)?;
        let value = text_in(&self.document, &inside(&element, "span", "")?)?;
        Some(Chip {
            element,
            key,
            value,
            kind: None,
        })
    }
}

impl Cell for LabelsCell {
    fn element(&self) -> &Element {
        &self.td
    }

    fn draw(&mut self, row: &Row) {
        let labels = &row.peering.labels;
        // Without labels, one chip says so.
        for chip in self
            .chips
            .drain(labels.len().max(1).min(self.chips.len())..)
        {
            chip.element.remove();
        }
        while self.chips.len() < labels.len().max(1) {
            match self.chip() {
                Some(chip) => self.chips.push(chip),
                None => return,
            }
        }
        for (place, chip) in self.chips.iter_mut().enumerate() {
            chip.draw(labels.get(place));
        }
    }
}

impl Chip {
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
