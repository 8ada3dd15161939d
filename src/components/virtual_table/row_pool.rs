//! The rows of a long table, drawn into elements that are used again: what
//! scrolls out of view shows next what scrolls into it. Making, moving and
//! dropping elements is what scrolling would spend its time on otherwise.
//!
//! Each element is put where its row belongs by a `transform` of its own. In the
//! document they stand out of order while the table is scrolled; when it has come
//! to rest they are put in order, for the keyboard and screen readers.

use domain::model::ids::PeeringId;
use web_sys::{HtmlElement, Node};

use super::viewport::Viewport;

/// The elements of one row.
pub(crate) trait PooledRow {
    /// The row itself: a `tr` with `data-row`.
    fn element(&self) -> &HtmlElement;
    /// Shows what stands at this place of the list, the first at 0. Called
    /// whenever anything may have changed, so it has to be quick where nothing
    /// has.
    fn draw(&mut self, place: usize);
}

/// Makes a row that shows nothing yet.
pub(crate) type RowFactory = Box<dyn Fn() -> Option<Box<dyn PooledRow>>>;

/// The rows of a table's body.
pub(super) struct RowPool {
    window: Viewport,
    body: HtmlElement,
    make: RowFactory,
    /// The row at a place of the list is drawn in the slot of that number, or in
    /// the one that is left when it is divided by how many there are.
    slots: Vec<Slot>,
}

struct Slot {
    row: Box<dyn PooledRow>,
    shown: Option<PeeringId>,
    place: usize,
    /// How far down it is, in CSS pixels.
    top: Option<u64>,
}

impl RowPool {
    /// Rows that are the only ones of this body.
    pub(super) fn new(window: Viewport, body: HtmlElement, make: RowFactory) -> Self {
        Self {
            window,
            body,
            make,
            slots: Vec::new(),
        }
    }

    /// Shows the rows of these peerings, of which the first has this place in a
    /// list of that length. What has the focus stays with its peering.
    pub(super) fn show(&mut self, first: usize, ids: &[PeeringId], count: usize) {
        let was_empty = self.slots.is_empty();
        let focused = self.focused();
        while self.slots.len() > ids.len() {
            let last = self.slots.len() - 1;
            let held = |slot: &Slot| focused.is_some() && slot.shown == focused;
            // What has the focus goes last.
            if self.slots.last().is_some_and(held) {
                self.slots.swap(0, last);
            }
            self.slots.pop().iter().for_each(Slot::leave);
        }
        while self.slots.len() < ids.len() {
            match self.new_slot() {
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
                slot.shown = Some(*id);
                slot.place = place;
                slot.move_to(self.window.height_of(place));
                slot.row.draw(place);
            }
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

    fn new_slot(&self) -> Option<Slot> {
        let row = (self.make)()?;
        self.body.append_child(row.element()).ok()?;
        Some(Slot {
            row,
            shown: None,
            place: 0,
            top: None,
        })
    }

    /// The peering whose row has the focus.
    fn focused(&self) -> Option<PeeringId> {
        let row = self.body.query_selector("tr:focus-within").ok()??;
        let slot = self.slots.iter().find(|slot| **slot.row.element() == row);
        slot.and_then(|slot| slot.shown)
    }

    /// Has the row with the focus drawn where its peering is next; where it is
    /// nowhere, the focus must not pass on to another peering.
    fn keep_focused_row(&mut self, focused: PeeringId, first: usize, ids: &[PeeringId]) {
        let held = self
            .slots
            .iter()
            .position(|slot| slot.shown == Some(focused));
        let Some(held) = held else {
            return;
        };
        if let Some(next) = ids.iter().position(|id| *id == focused) {
            self.slots.swap(held, (first + next) % ids.len());
        } else if let Some(fresh) = self.new_slot() {
            self.slots.push(fresh);
            self.slots.swap_remove(held).leave();
        }
    }

    /// Puts the elements in the order of their places. The one with the focus
    /// would lose it if it were moved, so the others are moved around it.
    fn put_in_order(&self) {
        // From the one with the first place on, and round.
        let first = self.slots.iter().map(|slot| slot.place).min();
        let start = first.unwrap_or_default() % self.slots.len().max(1);
        let (before, from) = self.slots.split_at(start);
        let slots: Vec<&Slot> = from.iter().chain(before).collect();
        let elements = || slots.iter().map(|slot| slot.row.element());
        let in_order = elements().zip(elements().skip(1)).all(|(one, next)| {
            let after = one.next_element_sibling();
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
            // It can only fail where `before` is somewhere else, and it is not.
            let _ = self.body.insert_before(slot.row.element(), before);
        }
    }
}

impl Slot {
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
    // It can only fail for a name that is no property.
    let _ = element.style().set_property(property, value);
}
