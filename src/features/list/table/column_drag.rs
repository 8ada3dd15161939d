//! Dragging column heads: by the right edge to resize the column, anywhere else
//! to move it. The columns dialog does the same without a pointer.

use domain::list::column::{Column, Columns, WIDTHS};
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, HtmlElement, PointerEvent};

use crate::{dom, features::list::address::ListAddress, reactive::StoredValue};

/// How near to the edge a press has to be, in CSS pixels.
const EDGE: f64 = 8.0;
/// How far the pointer has to go before a press is a drag, in CSS pixels.
const SLACK: f64 = 6.0;

#[derive(Clone)]
struct Drag {
    head: Element,
    column: Column,
    from: f64,
    /// The width at the start, where it is to change.
    width: Option<f64>,
    moved: bool,
}

/// Lets the heads of the table within this element be dragged.
pub(crate) fn let_drag(within: &HtmlElement, address: ListAddress) {
    let drag = StoredValue::new(None::<Drag>);
    let change = move |change: &dyn Fn(Columns) -> Columns| address.change_columns(change);
    dom::listen(within, "pointerdown", move |event| {
        drag.set_value(started(event));
    });
    dom::listen(within, "pointermove", move |event| {
        drag.update_value(|drag| {
            if let (Some(drag), Some(event)) = (drag, event.dyn_ref()) {
                moved(drag, event);
            }
        });
    });
    dom::listen(within, "pointercancel", move |_| drag.set_value(None));
    dom::listen(within, "pointerup", move |event| {
        let done = drag.try_update_value(Option::take).flatten();
        let (Some(done), Some(event)) = (done.filter(|drag| drag.moved), event.dyn_ref()) else {
            return;
        };
        let _ = done.head.class_list().remove_1("dragged");
        let column = done.column;
        if let Some(width) = width(&done, event) {
            change(&|columns| columns.resized(column, Some(width)));
        } else if let Some(to) = place_at(&done.head, f64::from(event.client_x())) {
            change(&|columns| columns.moved(column, to));
        }
    });
}

fn started(event: &Event) -> Option<Drag> {
    let press: &PointerEvent = event.dyn_ref()?;
    let head = dom::around(event, "th[data-column]").filter(|_| press.button() == 0)?;
    let column = Column::from_slug(&head.get_attribute("data-column")?)?;
    let (from, edges) = (f64::from(press.client_x()), head.get_bounding_client_rect());
    Some(Drag {
        column,
        from,
        width: (edges.right() - from <= EDGE).then(|| edges.width()),
        moved: false,
        head: head.into(),
    })
}

fn moved(drag: &mut Drag, event: &PointerEvent) {
    if !drag.moved && (f64::from(event.client_x()) - drag.from).abs() > SLACK {
        drag.moved = true;
        // The pointer may leave the head, and its button must not take the end
        // of a drag for a click. Dragging works if either fails.
        let _ = drag.head.set_pointer_capture(event.pointer_id());
        let _ = drag.head.class_list().add_1("dragged");
    }
}

/// The width that the column is dragged to.
fn width(drag: &Drag, event: &PointerEvent) -> Option<u16> {
    let width = drag.width? + f64::from(event.client_x()) - drag.from;
    let (least, most) = (f64::from(*WIDTHS.start()), f64::from(*WIDTHS.end()));
    Some(width.clamp(least, most) as u16)
}

/// The place among the heads that lies at this distance from the left.
fn place_at(head: &Element, x: f64) -> Option<usize> {
    let mut next = head.parent_element()?.first_element_child();
    let mut place = 0;
    while let Some(each) = next {
        let edges = each.get_bounding_client_rect();
        if x <= edges.right() {
            return Some(place);
        }
        place += 1;
        next = each.next_element_sibling();
    }
    Some(place)
}
