//! The table of peerings. A row reads as a picture: local end, link, peer end.

use crate::reactive::{Memo, Signal, StoredValue, handler, react};
use std::{collections::HashMap, sync::Arc};

use domain::{ids::PeeringId, list::Row, route::Route};
use leptos::{ev, html, prelude::*};

use crate::{
    components::{VirtualRows, Window, label_chips, link_line, local_end, peer_end, state_mark},
    data::{Peerings, Selection},
    dom,
    router::{Router, link},
};

/// Where each list was scrolled to, by its address, and which of its rows was
/// opened, so that coming back to a list shows what was left.
#[derive(Clone, Copy)]
pub(crate) struct ScrollMemory(StoredValue<HashMap<String, (i32, Option<PeeringId>)>>);

impl ScrollMemory {
    pub(crate) fn new() -> Self {
        Self(StoredValue::new(HashMap::new()))
    }
}

/// The table of these rows.
#[component]
pub(crate) fn PeeringTable(
    rows: Signal<Arc<Vec<Arc<Row>>>>,
    /// Whether the rows are about to be replaced by those of another filter.
    #[prop(into)]
    busy: Signal<bool>,
) -> impl IntoView {
    let frame = NodeRef::<html::Div>::new();
    let window = Window::new(frame);
    remember_scroll(frame, window);
    let keys = Memo::new(move |_| {
        rows.with(|rows| {
            let (first, end) = window.range(rows.len());
            (
                first,
                rows.get(first..end)
                    .unwrap_or_default()
                    .iter()
                    .map(|row| row.peering.id)
                    .collect(),
            )
        })
    });
    let count = Signal::derive(move || rows.with(|rows| rows.len()));
    let row = move |id: PeeringId| view! { <PeeringRow id keys rows /> };
    view! {
        <div class="table" node_ref=frame on:scroll=handler(move |_| window.scrolled()) aria-busy=move || busy.get().to_string()>
            <table aria-label="Peerings" aria-rowcount=move || (count.get() + 1).to_string()>
                <thead>
                    <tr aria-rowindex="1">
                        <th scope="col" class="name">
                            {choose_all(rows)} "Name"
                        </th>
                        <th scope="col" class="state">
                            "State"
                        </th>
                        <th scope="col" class="local">
                            "Local network"
                        </th>
                        <th scope="col" class="link">
                            <span class="silent">"Link"</span>
                        </th>
                        <th scope="col" class="peer">
                            "Peer network"
                        </th>
                        <th scope="col" class="status">
                            "Configured"
                        </th>
                        <th scope="col" class="labels">
                            "Labels"
                        </th>
                    </tr>
                </thead>
                <tbody>
                    <VirtualRows window keys count row />
                </tbody>
            </table>
        </div>
    }
}

#[component]
fn PeeringRow(
    id: PeeringId,
    keys: Memo<(usize, Vec<PeeringId>)>,
    /// All rows of the table, for a range of them.
    rows: Signal<Arc<Vec<Arc<Row>>>>,
) -> impl IntoView {
    let peerings = expect_context::<Peerings>();
    let selection = expect_context::<Selection>();
    let row = Memo::new(move |_| peerings.get(id));
    let place = move || {
        keys.with(|(first, keys)| {
            keys.iter()
                .position(|key| *key == id)
                .map(|place| (first + place + 2).to_string())
        })
    };
    // The link stays the same element whatever changes, and so keeps the focus.
    let name = move || row.with(|row| row.as_ref().map(|row| row.peering.name.clone()));
    let cells = move || {
        row.get().map(|row| {
            let peering = &row.peering;
            view! {
                <td class="state">{state_mark(&peering.state, row.group())}</td>
                <td class="local">{local_end(&peering.local, row.local.as_deref())}</td>
                <td class="link">{link_line(Some((&peering.state, row.group())))}</td>
                <td class="peer">{peer_end(&peering.peer, row.peer.as_deref())}</td>
                <td class="status">{peering.configured_status.to_string()}</td>
                <td class="labels">{label_chips(&peering.labels)}</td>
            }
            .into_any()
        })
    };
    let choose = move |event: ev::MouseEvent| {
        let chosen = event_target_checked(&event);
        rows.with_untracked(|rows| selection.choose(id, chosen, event.shift_key(), rows));
    };
    view! {
        <tr data-row="" aria-rowindex=place>
            <td class="name" title=move || name()>
                <input
                    type="checkbox"
                    aria-label=move || format!("Select {}", name().unwrap_or_default())
                    prop:checked=move || selection.has(id)
                    on:click=handler(choose)
                />
                {link("", Route::Detail(id), move || name())}
            </td>
            {move || cells()}
        </tr>
    }
}

/// Selects all rows of the table, or none of them.
fn choose_all(rows: Signal<Arc<Vec<Arc<Row>>>>) -> AnyView {
    let selection = expect_context::<Selection>();
    let all = Memo::new(move |_| {
        rows.with(|rows| {
            selection
                .rows
                .with(|ids| rows.iter().all(|row| ids.get(&row.peering.id).is_some()))
        })
    });
    let choose = move |event: ev::MouseEvent| {
        let chosen = event_target_checked(&event);
        rows.with_untracked(|rows| selection.choose_all(rows, chosen));
    };
    view! {
        <input
            type="checkbox"
            aria-label="Select all that match"
            prop:checked=move || all.get()
            on:click=handler(choose)
        />
    }
    .into_any()
}

/// Keeps the place that a table of peerings, or of links, is scrolled to.
pub(super) fn remember_scroll(frame: NodeRef<html::Div>, window: Window) {
    let router = expect_context::<Router>();
    let ScrollMemory(memory) = expect_context::<ScrollMemory>();
    let address = StoredValue::new(router.route_untracked().href());
    let left_at = memory.with_value(|memory| memory.get(&address.get_value()).copied());
    // Whoever followed a link to the list is at its heading, as on every page.
    let came_back = router.take_moved();
    react(move || {
        if let (Some(frame), Some((top, opened))) = (frame.get(), left_at) {
            // The space for all rows is there once the window has drawn it.
            request_animation_frame(move || {
                frame.set_scroll_top(top);
                window.scrolled();
                // And the rows that are in view then, once it has drawn these.
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
    react(move || {
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
        let left = (window.top(), router.shown_peering());
        if let Some(address) = address.try_get_value() {
            memory.try_update_value(|memory| memory.insert(address, left));
        }
    });
}
