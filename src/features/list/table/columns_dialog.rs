//! The dialog that sets how the table looks: its columns, their order and
//! widths, and the height of its rows.

use domain::{
    address::route::ListQuery,
    list::column::{Column, Columns, WIDTHS},
};
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use super::column_drag::let_drag;
use crate::{
    components::{button, modal, radio},
    data::Preferences,
    dom,
    features::list::address::ListAddress,
    reactive::prelude::*,
};

/// The button that opens the dialog.
#[component]
pub(crate) fn ColumnsButton(address: ListAddress) -> impl IntoView {
    let preferences = expect_context::<Preferences>();
    let open = RwSignal::new(false);
    let columns = Memo::new(move |_| address.with(|query| query.columns.clone()));
    let change = move |columns: Columns| address.change_columns(|_| columns);
    let compact = RwSignal::new(preferences.compact.get_untracked());
    effect(move || {
        let compact = compact.get();
        if compact != preferences.compact.get_untracked() {
            preferences.set_compact(compact);
        }
    });
    // First the shown columns, then the hidden ones.
    let listed = move || {
        let columns = columns.get();
        let hidden = Column::ALL
            .iter()
            .copied()
            .filter(|column| !columns.has(*column));
        let shown = columns.shown().iter().map(|shown| shown.column);
        shown.chain(hidden).collect::<Vec<_>>()
    };
    let content = move || {
        let group = dom::fresh_id();
        view! {
            <ul class="columns">
                <For
                    each=listed
                    key=|column| column.slug()
                    children=move |column| column_row(column, columns, change)
                />
            </ul>
            <fieldset class="option-group" aria-label="Rows">
                {radio(&group, compact, false, "Comfortable rows")}
                {radio(&group, compact, true, "Compact rows")}
            </fieldset>
            <div class="buttons">
                {button("primary", "Done", move || open.set(false))}
                {button("", "Reset columns", move || change(Columns::default()))}
            </div>
        }
        .into_any()
    };
    let place = NodeRef::<html::Span>::new();
    effect(move || {
        let page = place.get().and_then(|place| place.closest("main").ok()?);
        if let Some(page) = page.and_then(|page| page.dyn_into::<HtmlElement>().ok()) {
            let_drag(&page, address);
        }
    });
    view! {
        // Links have columns of their own.
        <span
            class="columns-button"
            hidden=move || address.with(ListQuery::shows_links)
            node_ref=place
        >{button("", "Columns…", move || open.set(true))}</span>
        {modal(open, "Columns", content)}
    }
}

fn column_row(
    column: Column,
    columns: Memo<Columns>,
    change: impl Fn(Columns) + Copy + 'static,
) -> AnyView {
    let title = column.title();
    // Its place, the number of columns, and its width.
    let shown = Memo::new(move |_| {
        columns.with(|columns| {
            let all = columns.shown();
            let place = all.iter().position(|shown| shown.column == column)?;
            Some((place, all.len(), all.get(place)?.width))
        })
    });
    let place = move || shown.get().map(|(place, ..)| place);
    let toggle = move |event: ev::Event| {
        change(columns.get_untracked().toggled(column));
        keep_focus(&event);
    };
    // The name stays first.
    let left = move || {
        let (place, ..) = shown.get()?;
        place.checked_sub(1).filter(|to| *to > 0)
    };
    let right = move || {
        let (place, count, _) = shown.get()?;
        (place > 0 && place + 1 < count).then_some(place + 1)
    };
    let move_to = move |to: usize| change(columns.get_untracked().moved(column, to));
    let resize = move |event: ev::Event| {
        let width = event_target_value(&event).parse().ok();
        change(columns.get_untracked().resized(column, width));
    };
    let width = move || {
        let width = shown.get().and_then(|(.., width)| width);
        width.map(|width| width.to_string()).unwrap_or_default()
    };
    view! {
        <li>
            <label class="choice">
                <input
                    type="checkbox"
                    prop:checked=move || place().is_some()
                    disabled=column == Column::Name
                    on:change=handler(toggle)
                />
                {title}
            </label>
            <input
                type="number"
                aria-label=format!("Width of {title} in pixels")
                placeholder="auto"
                min=WIDTHS.start().to_string()
                max=WIDTHS.end().to_string()
                step="10"
                disabled=move || place().is_none()
                prop:value=width
                on:change=handler(resize)
            />
            {move_button("↑", format!("Move {title} to the left"), left, move_to)}
            {move_button("↓", format!("Move {title} to the right"), right, move_to)}
        </li>
    }
    .into_any()
}

/// A button that moves a column to a place; disabled if there is none.
fn move_button(
    arrow: &'static str,
    label: String,
    to: impl Fn() -> Option<usize> + Copy + Send + 'static,
    move_to: impl Fn(usize) + 'static,
) -> AnyView {
    let press = move |event: ev::MouseEvent| {
        if let Some(to) = untrack(to) {
            move_to(to);
            keep_focus(&event);
        }
    };
    view! {
        <button
            type="button"
            class="quiet small"
            aria-label=label
            aria-disabled=move || to().is_none().to_string()
            on:click=handler(press)
        >
            {arrow}
        </button>
    }
    .into_any()
}

/// Focuses the pressed control again once its column has moved: an element
/// that moves loses the focus.
fn keep_focus(event: &ev::Event) {
    if let Some(pressed) = dom::around(event, "button, input") {
        request_animation_frame(move || dom::focus_quietly(&pressed));
    }
}
