//! The rows of a long table. A row that scrolls out of view is reused for one that
//! scrolls in: creating, moving and removing elements would take most of the time.
//!
//! Each element is positioned by a `transform`. While the table is scrolled, the elements
//! are out of order in the document. Afterwards they are sorted, for the keyboard and
//! screen readers.
//!
//! The row that has the focus stays in the document when it scrolls out of view: without
//! it the focus would leave the table, and the next key would no longer scroll it.

use std::mem;

use domain::model::ids::PeeringId;
use web_sys::{HtmlElement, Node};

use super::{viewport::Viewport, visible_rows::VisibleRows};

/// The elements of one row.
pub(crate) trait PooledRow {
    /// The row itself: a `tr` with `data-row`.
    fn element(&self) -> &HtmlElement;
    /// Shows the item at this index of the list. Called whenever anything may have
    /// changed, so it has to be quick if nothing has.
    fn draw(&mut self, place: usize);
}

/// Makes a row for the item at this index of the list.
pub(crate) type RowFactory = Box<dyn Fn(usize) -> Option<Box<dyn PooledRow>>>;

/// The rows of a table's body.
pub(super) struct RowPool {
    window: Viewport,
    body: HtmlElement,
    make: RowFactory,
    /// An index of the list is drawn in the slot at that index modulo their number.
    slots: Vec<Slot>,
    /// The focused row while it is out of view.
    kept: Option<Slot>,
}

struct Slot {
    row: Box<dyn PooledRow>,
    shown: Option<PeeringId>,
    place: usize,
    /// How far down it is, in CSS pixels.
    top: Option<u64>,
}

impl RowPool {
    pub(super) fn new(window: Viewport, body: HtmlElement, make: RowFactory) -> Self {
        Self {
            window,
            body,
            make,
            slots: Vec::new(),
            kept: None,
        }
    }

    /// Shows these rows. The focused one keeps its peering.
    pub(super) fn show(&mut self, rows: &VisibleRows, focused: Option<PeeringId>) {
        let VisibleRows {
            first,
            ref ids,
            kept,
            count,
        } = *rows;
        let was_empty = self.slots.is_empty();
        self.move_focused_row(focused, kept);
        while self.slots.len() > ids.len() {
            let last = self.slots.len() - 1;
            let has_focus = |slot: &Slot| focused.is_some() && slot.shown == focused;
            // The focused row is removed last.
            if self.slots.last().is_some_and(has_focus) {
                self.slots.swap(0, last);
            }
            self.slots.pop().iter().for_each(Slot::leave);
        }
        while self.slots.len() < ids.len() {
            let place = place_of(self.slots.len(), first, ids.len());
            match self.new_slot(place) {
                Some(slot) => self.slots.push(slot),
                None => return,
            }
        }
        if let Some(focused) = focused {
            self.keep_focused_row(focused, first, ids);
        }
        let number = self.slots.len().max(1);
        for (place, id) in (first..).zip(ids) {
            if let Some(slot) = self.slots.get_mut(place % number) {
                slot.show(*id, place, self.window);
            }
        }
        if let (Some(slot), Some((place, id))) = (&mut self.kept, kept) {
            slot.show(id, place, self.window);
        }
        // The height of a row is only known once there is one.
        if was_empty && !self.slots.is_empty() {
            self.window.measure();
        }
        set_style(
            &self.body,
            "height",
            &format!("{}px", self.window.height_of(count)),
        );
        if !self.window.is_scrolling() {
            self.put_in_order();
        }
    }

    /// Makes all rows anew but the focused one, so that they show what they have to at once,
    /// and not after effects have run.
    pub(super) fn renew(&mut self, rows: &VisibleRows, focused: Option<PeeringId>) {
        let mut before = mem::take(&mut self.slots);
        before.extend(self.kept.take());
        for index in 0..rows.ids.len() {
            let place = place_of(index, rows.first, rows.ids.len());
            let id = rows.ids.get(place - rows.first);
            let has_focus = |slot: &Slot| id == focused.as_ref() && id == slot.shown.as_ref();
            let slot = match before.iter().position(has_focus) {
                Some(current) => Some(before.swap_remove(current)),
                None => self.new_slot(place),
            };
            self.slots.extend(slot);
        }
        before.iter().for_each(Slot::leave);
    }

    fn new_slot(&self, place: usize) -> Option<Slot> {
        let row = (self.make)(place)?;
        self.body.append_child(row.element()).ok()?;
        Some(Slot {
            row,
            shown: None,
            place: 0,
            top: None,
        })
    }

    /// The peering whose row has the focus.
    pub(super) fn focused(&self) -> Option<PeeringId> {
        let row = self.body.query_selector("tr:focus-within").ok()??;
        let mut slots = self.slots.iter().chain(&self.kept);
        let slot = slots.find(|slot| **slot.row.element() == row);
        slot.and_then(|slot| slot.shown)
    }

    /// Takes the focused row out of the ring when it leaves the view, and puts it back
    /// when it returns. A row that has lost the focus meanwhile is removed.
    fn move_focused_row(&mut self, focused: Option<PeeringId>, kept: Option<(usize, PeeringId)>) {
        let has_focus = |slot: &Slot| focused.is_some() && slot.shown == focused;
        if kept.is_none() || !self.kept.as_ref().is_some_and(has_focus) {
            match self.kept.take() {
                Some(slot) if has_focus(&slot) => self.slots.push(slot),
                Some(slot) => slot.leave(),
                None => {}
            }
        }
        if kept.is_some() && self.kept.is_none() {
            let current = self.slots.iter().position(has_focus);
            self.kept = current.map(|current| self.slots.swap_remove(current));
        }
    }

    /// Moves the focused row to where its peering is now. If the peering is gone, the row
    /// is removed, so that the focus does not end up on another peering.
    fn keep_focused_row(&mut self, focused: PeeringId, first: usize, ids: &[PeeringId]) {
        let mut slots = self.slots.iter();
        let Some(current) = slots.position(|slot| slot.shown == Some(focused)) else {
            return;
        };
        if let Some(next) = ids.iter().position(|id| *id == focused) {
            self.slots.swap(current, (first + next) % ids.len());
        } else if let Some(fresh) = self.new_slot(place_of(current, first, ids.len())) {
            self.slots.push(fresh);
            self.slots.swap_remove(current).leave();
        }
    }

    /// Sorts the elements by their places. Moving the focused one would drop the focus, so
    /// the others are moved around it.
    fn put_in_order(&self) {
        // The slots are a ring that starts at the lowest place.
        let first = self.slots.iter().map(|slot| slot.place).min();
        let start = first.unwrap_or_default() % self.slots.len().max(1);
        let (before, from) = self.slots.split_at(start);
        let mut slots: Vec<&Slot> = from.iter().chain(before).collect();
        if let Some(kept) = &self.kept {
            let is_above = first.is_some_and(|first| kept.place < first);
            slots.insert(if is_above { 0 } else { slots.len() }, kept);
        }
        let elements = || slots.iter().map(|slot| slot.row.element());
        let in_order = elements().zip(elements().skip(1)).all(|(element, next)| {
            let after = element.next_element_sibling();
            after.is_some_and(|after| after == **next)
        });
        if in_order {
            return;
        }
        let focused = self.focused();
        let stays = slots
            .iter()
            .position(|slot| focused.is_some() && slot.shown == focused);
        let fixed = stays.and_then(|stays| slots.get(stays)).copied();
        for (place, slot) in slots.iter().enumerate() {
            let before = match (stays, fixed) {
                (Some(stays), _) if place == stays => continue,
                (Some(stays), Some(fixed)) if place < stays => Some(fixed.row.element()),
                _ => None,
            };
            let before = before.map(AsRef::<Node>::as_ref);
            // Fails only if `before` is not in the body.
            let _ = self.body.insert_before(slot.row.element(), before);
        }
    }
}

/// Which index of the list is drawn in that slot, of as many as there are indices from
/// `first`.
fn place_of(slot: usize, first: usize, number: usize) -> usize {
    let number = number.max(1);
    first + (slot + number - first % number) % number
}

impl Slot {
    fn show(&mut self, id: PeeringId, place: usize, window: Viewport) {
        self.shown = Some(id);
        self.place = place;
        self.move_to(window.height_of(place));
        self.row.draw(place);
    }

    fn move_to(&mut self, top: u64) {
        if self.top.replace(top) != Some(top) {
            let move_down = format!("translateY({top}px)");
            set_style(self.row.element(), "transform", &move_down);
        }
    }

    fn leave(&self) {
        self.row.element().remove();
    }
}

fn set_style(element: &HtmlElement, property: &str, value: &str) {
    // Fails only for an invalid property name.
    let _ = element.style().set_property(property, value);
}
