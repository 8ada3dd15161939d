//! The table of peerings.

use std::{collections::HashMap, fmt::Write, rc::Rc};

use domain::{
    address::route::Route,
    list::column::{Column, Columns, ShownColumn},
    model::ids::PeeringId,
};

use super::{
    column_head::column_head,
    row::{PeeringRow, TableContext},
};
use crate::{
    components::{PooledRow, Viewport, VisibleRows, virtual_rows},
    data::{Preferences, Selection, SharedRows},
    dom::{self, ShiftKey},
    features::list::address::ListAddress,
    reactive::prelude::*,
    router::{self, Router},
};

/// Where each list was scrolled to, by its address, and which row was opened, so
/// that returning to a list restores both.
#[derive(Clone, Copy, Default)]
pub(crate) struct ScrollMemory(StoredValue<HashMap<String, (i32, Option<PeeringId>)>>);

#[component]
pub(crate) fn PeeringTable(
    rows: Signal<SharedRows>,
    address: ListAddress,
    /// Whether the rows are about to be replaced by those of another filter.
    #[prop(into)]
    busy: Signal<bool>,
) -> impl IntoView {
    let frame = NodeRef::<html::Div>::new();
    let viewport = Viewport::new(frame);
    remember_scroll(frame, viewport);
    let selection = expect_context::<Selection>();
    let router = expect_context::<Router>();
    let shift = ShiftKey::new();
    let columns = Memo::new(move |_| address.with(|query| query.columns.clone()));
    let heads = move || {
        let heads = columns.with(|columns| columns.shown().to_vec());
        heads
            .into_iter()
            .map(|shown| column_head(shown.column, rows, address, shift))
            .collect_view()
            .into_any()
    };
    let compact = expect_context::<Preferences>().compact;
    effect(move || {
        compact.with(|_| ());
        // After the style sheet has changed the height of the rows.
        request_animation_frame(move || viewport.measure());
    });
    let body = move || {
        let shown = columns.with(|columns| columns.shown().to_vec());
        let context = Rc::new(TableContext {
            document: document(),
            columns: shown.iter().map(|shown| shown.column).collect(),
            row: Box::new(move |place| rows.with_untracked(|rows| rows.get(place).cloned())),
            selection,
            router,
        });
        virtual_rows(
            viewport,
            move |focused| {
                selection.track();
                rows.with(|rows| VisibleRows::of(viewport, focused, rows, |row| row.peering.id))
            },
            Box::new(move |_| {
                let row = PeeringRow::new(Rc::clone(&context))?;
                Some(Box::new(row) as Box<dyn PooledRow>)
            }),
        )
    };
    let count = move || rows.with(|rows| (rows.len() + 1).to_string());
    // Single properties: a Content-Security-Policy forbids a `style` attribute.
    let tracks = Memo::new(move |_| columns.with(tracks));
    view! {
        <div
            class="table"
            class:compact=move || compact.get()
            // Firefox would make the frame a tab stop without a name. Its links scroll it.
            tabindex="-1"
            node_ref=frame
            on:scroll=handler(move |_| viewport.scrolled())
            aria-busy=move || busy.get().to_string()
        >
            <table
                role="table"
                aria-label="Peerings"
                aria-rowcount=count
                style=("--columns", move || tracks.with(|(tracks, _)| tracks.clone()))
                style:min-width=move || tracks.with(|(_, min_width)| format!("{min_width}px"))
                on:keydown=handler(move |event| shift.pressed(&event))
                on:click=handler(move |click| clicked(&click, rows, selection, shift, router))
            >
                <thead role="rowgroup">
                    <tr role="row" aria-rowindex="1">{move || heads()}</tr>
                </thead>
                {move || body()}
            </table>
        </div>
    }
}

/// The widths of the columns, as CSS grid tracks, and the minimum width of the
/// table in CSS pixels.
fn tracks(columns: &Columns) -> (String, u16) {
    let (mut tracks, mut min_width) = (String::new(), 0);
    for ShownColumn { column, width } in columns.shown() {
        let (narrowest, share) = match (width, column) {
            (Some(width), _) => (*width, 0),
            (None, Column::Name) => (220, 18),
            (None, Column::State) => (178, 0),
            (None, Column::Local | Column::Peer) => (224, 20),
            (None, Column::Link) => (86, 0),
            (None, Column::Status) => (116, 0),
            (None, Column::Labels) => (160, 14),
            (None, Column::Created | Column::Updated) => (136, 0),
            (None, Column::Id) => (300, 0),
        };
        min_width += narrowest;
        // Writing to a string cannot fail.
        let _ = if share == 0 {
            write!(tracks, "{narrowest}px ")
        } else {
            write!(tracks, "minmax({narrowest}px,{share}fr) ")
        };
    }
    (tracks, min_width)
}

/// Opens or selects the peering of the row that was clicked.
fn clicked(
    click: &ev::MouseEvent,
    rows: Signal<SharedRows>,
    selection: Selection,
    shift: ShiftKey,
    router: Router,
) {
    let index = dom::around(click, "[data-row]").and_then(|row| row.get_attribute("aria-rowindex"));
    let Some(index) = index.and_then(|index| index.parse::<usize>().ok()) else {
        return;
    };
    let rows = rows.get_untracked();
    let Some(row) = rows.get(index.saturating_sub(2)) else {
        return;
    };
    let id = row.peering.id;
    if dom::around(click, "a").is_some() && router::is_plain_click(click) {
        click.prevent_default();
        router.open(Route::Detail(id));
    } else if dom::around(click, "input").is_some() {
        let select = event_target_checked(click);
        selection.select(id, select, shift.is_held(click), &rows);
    }
}

/// Restores where a table was scrolled to, and stores it when the table goes.
pub(crate) fn remember_scroll(frame: NodeRef<html::Div>, viewport: Viewport) {
    let router = expect_context::<Router>();
    let ScrollMemory(memory) = expect_context::<ScrollMemory>();
    let address = StoredValue::new(router.route_untracked().href());
    let left_at = memory.with_value(|memory| memory.get(&address.get_value()).copied());
    // After a link to the list the focus is on its heading, as on every page.
    let came_back = router.take_came_by_history();
    effect(move || {
        if let (Some(frame), Some((top, opened))) = (frame.get(), left_at) {
            // The table has its height after the viewport is drawn.
            request_animation_frame(move || {
                frame.set_scroll_top(top);
                viewport.scrolled();
                // The rows in view exist one frame later.
                if let Some(id) = opened.filter(|_| came_back) {
                    request_animation_frame(move || {
                        let link = dom::find(&frame, &format!("a[href$='{id}']"));
                        if let Some(link) = link {
                            dom::focus_quietly(&link);
                        }
                    });
                }
            });
        }
    });
    effect(move || {
        let route = router.route();
        let moved_on = matches!(route, Route::List(_))
            && address.with_value(|address| *address != route.href());
        if moved_on {
            address.set_value(route.href());
            if let Some(frame) = frame.get_untracked() {
                frame.set_scroll_top(0);
            }
        }
    });
    on_cleanup(move || {
        let left = (viewport.top(), router.shown_peering());
        if let Some(address) = address.try_get_value() {
            memory.try_update_value(|memory| memory.insert(address, left));
        }
    });
}
