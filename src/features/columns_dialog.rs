//! The dialog that says how the table looks: its columns, their order and
//! widths, and the height of its rows.

use domain::{
    column::{Column, Columns, Shown, WIDTHS},
    route::{ListQuery, Route},
};
use leptos::{ev, html, prelude::*};
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use super::column_drag::let_drag;
use crate::{
    components::{Modal, button, radio},
    data::Preferences,
    dom,
    reactive::{Memo, RwSignal, Signal, handler, react},
    router::Router,
};

/// Shows the list with other columns, from now on.
pub(super) fn set_columns(router: Router, query: ListQuery, columns: Columns) {
    let query = ListQuery { columns, ..query };
    Preferences::remember(&query);
    router.replace(Route::List(query));
}

/// The button that opens the dialog.
#[component]
pub(crate) fn ColumnsButton(
    query: Signal<ListQuery>,
    /// What is typed into the text filter; it is ahead of the address.
    text: RwSignal<String>,
) -> impl IntoView {
    let router = expect_context::<Router>();
    let preferences = expect_context::<Preferences>();
    let open = RwSignal::new(false);
    let columns = Memo::new(move |_| query.with(|query| query.columns.clone()));
    let change = move |columns: Columns| {
        let text = text.get_untracked();
        let query = ListQuery {
            text,
            ..query.get_untracked()
        };
        set_columns(router, query, columns);
    };
    let compact = RwSignal::new(preferences.compact.get_untracked());
    react(move || {
        let compact = compact.get();
        if compact != preferences.compact.get_untracked() {
            preferences.set_compact(compact);
        }
    });
    let rows = move || {
        let columns = columns.get();
        let hidden = Column::ALL
            .into_iter()
            .filter(|column| !columns.has(*column));
        let hidden = hidden.map(|column| Shown {
            column,
            width: None,
        });
        let all: Vec<Shown> = columns.shown().iter().copied().chain(hidden).collect();
        all.into_iter()
            .map(|shown| column_row(shown, &columns, change))
            .collect_view()
            .into_any()
    };
    let content = move || {
        let group = dom::fresh_id();
        view! {
            <ul class="columns">{rows}</ul>
            <fieldset class="scope" aria-label="Rows">
                {radio(&group, compact, false, "Comfortable rows")}
                {radio(&group, compact, true, "Compact rows")}
            </fieldset>
            <div class="buttons">
                {button("primary", "Done", move || open.set(false))}
                {button("", "Reset the columns", move || change(Columns::default()))}
            </div>
        }
        .into_any()
    };
    let place = NodeRef::<html::Span>::new();
    react(move || {
        let page = place.get().and_then(|place| place.closest("main").ok()?);
        if let Some(page) = page.and_then(|page| page.dyn_into::<HtmlElement>().ok()) {
            let_drag(&page, query, text);
        }
    });
    view! {
        <span node_ref=place>{button("", "Columns…", move || open.set(true))}</span>
        <Modal open title=Signal::stored("Columns".to_owned())>
            {content}
        </Modal>
    }
}

fn column_row(
    shown: Shown,
    columns: &Columns,
    change: impl Fn(Columns) + Copy + 'static,
) -> AnyView {
    let Shown { column, width } = shown;
    let title = column.title();
    let place = columns
        .shown()
        .iter()
        .position(|held| held.column == column);
    let columns = columns.clone();
    let toggle = {
        let columns = columns.clone();
        move |_: ev::Event| change(columns.clone().toggled(column))
    };
    let move_to = |label: &'static str, words: &'static str, to: Option<usize>| {
        let columns = columns.clone();
        let press = move |_: ev::MouseEvent| {
            if let Some(to) = to {
                change(columns.clone().moved(column, to));
            }
        };
        view! {
            <button
                type="button"
                class="quiet small"
                aria-label=format!("Move {title} {words}")
                disabled=to.is_none()
                on:click=handler(press)
            >
                {label}
            </button>
        }
        .into_any()
    };
    let up = place.filter(|place| *place > 1).map(|place| place - 1);
    let last = columns.shown().len();
    let down = place
        .filter(|place| *place > 0 && place + 1 < last)
        .map(|place| place + 1);
    let buttons = [
        move_to("↑", "to the left", up),
        move_to("↓", "to the right", down),
    ];
    let resize = move |event: ev::Event| {
        let width = event_target_value(&event).parse().ok();
        change(columns.clone().resized(column, width));
    };
    view! {
        <li>
            <label class="choice">
                <input
                    type="checkbox"
                    prop:checked=place.is_some()
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
                disabled=place.is_none()
                prop:value=width.map(|width| width.to_string()).unwrap_or_default()
                on:change=handler(resize)
            />
            {buttons.into_iter().collect_view()}
        </li>
    }
    .into_any()
}
