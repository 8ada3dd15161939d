//! The bar of actions for the selected peerings.

use std::sync::Arc;

use domain::{
    api::feature::Feature, change::bulk::BulkAction, edit::relabel::Relabel,
    list::selected::Selected, model::state::ConfiguredStatus,
};
use js_sys::Reflect;
use wasm_bindgen::JsCast;
use web_sys::{Event, HtmlElement};

use super::{dialog::BulkDialog, selection_view::SelectionView, subject::BulkSubject};
use crate::{
    components::{DialogState, button, lockable_button},
    data::{Peerings, Runner, Selection, SharedRows},
    dom,
    features::common::when_enabled,
    reactive::prelude::*,
};

/// The bar below the table, shown while something is selected.
#[component]
pub(crate) fn BulkBar(
    /// The rows of the table.
    rows: Signal<SharedRows>,
    /// Set to the selected rows while they alone are shown.
    only: RwSignal<Option<SharedRows>>,
) -> impl IntoView {
    let view = SelectionView::new(rows, only);
    let selection = expect_context::<Selection>();
    let peerings = expect_context::<Peerings>();
    let runner = expect_context::<Runner>();
    // What was deleted meanwhile must not come back selected.
    effect(move || selection.retain_known(peerings));
    let selected = Memo::new(move |_| Arc::new(selection.rows(peerings)));
    view.show_only(selected);
    let split = Memo::new(move |_| selected.with(|selected| view.split(peerings, selected)));
    let count = Memo::new(move |_| selected.with(|selected| selected.len()));
    let any = Memo::new(move |_| count.get() > 0);
    let dialog = DialogState::default();
    let is_locked = Signal::derive(move || runner.has_open_bulk());
    let action_button = move |name: &'static str, class: &'static str, action: BulkAction| {
        lockable_button(class, name, is_locked, move |_| {
            dialog.open_with(BulkSubject {
                action: action.clone(),
                rows: selected.get_untracked(),
                hidden: split.with_untracked(hidden),
            });
        })
    };
    let text = move || any.get().then(|| bar_text(view, count.get(), &split.get()));
    let modify = move || {
        let switch = BulkAction::Switch;
        view! {
            {action_button("Enable", "small", switch(ConfiguredStatus::Active))}
            {action_button("Disable…", "small", switch(ConfiguredStatus::Disabled))}
            {action_button("Labels…", "small", BulkAction::Relabel(Relabel::default()))}
        }
        .into_any()
    };
    let delete = move || action_button("Delete…", "small danger", BulkAction::Delete);
    let bar = NodeRef::<html::Div>::new();
    let clear = move || {
        if let Some(bar) = bar.get_untracked() {
            focus_list(&bar);
        }
        selection.clear();
    };
    clear_on_escape(bar, any, selection);
    view! {
        <div
            class="bulk"
            role="group"
            aria-label="Selected peerings"
            node_ref=bar
            hidden=move || !any.get()
        >
            <span class="count">
                <span role="status">{text}</span>
                {show_button(view, split)}
            </span>
            {select_all_button(view, split, any, selection)}
            {when_enabled(Feature::Modify, modify)}
            {when_enabled(Feature::Delete, delete)}
            {button("quiet small", "Clear selection", clear)}
        </div>
        <BulkDialog dialog />
    }
}

fn bar_text(view: SelectionView, count: usize, split: &Option<Selected>) -> String {
    match split {
        Some(split) if !view.is_only.get() => split.text(),
        Some(_) => format!("{count} selected, only these are shown"),
        // The list is being read: what it will show is not known.
        None => format!("{count} selected"),
    }
}

fn hidden(split: &Option<Selected>) -> SharedRows {
    Arc::new(
        split
            .as_ref()
            .map_or_else(Vec::new, |split| split.hidden.clone()),
    )
}

/// The button that shows the selection alone, and the others again. It is one button, so
/// that it keeps the focus.
fn show_button(view: SelectionView, split: Memo<Option<Selected>>) -> AnyView {
    let text = move || {
        let hidden = split.with(|split| split.as_ref().map_or(0, |split| split.hidden.len()));
        match (view.is_only.get(), hidden) {
            (true, _) => Some("Show all that match"),
            (false, 0) => None,
            (false, 1) => Some("Show it"),
            (false, _) => Some("Show them"),
        }
    };
    view! {
        <button
            type="button"
            class="quiet small"
            hidden=move || text().is_none()
            on:click=handler(move |_| view.toggle())
        >
            {text}
        </button>
    }
    .into_any()
}

fn select_all_button(
    view: SelectionView,
    split: Memo<Option<Selected>>,
    any: Memo<bool>,
    selection: Selection,
) -> AnyView {
    let text = move || {
        let matching = view.rows.with(|rows| rows.len());
        let shown = split.with(|split| split.as_ref().map_or(matching, |split| split.shown.len()));
        let is_offered = any.get() && view.has_boxes() && shown < matching;
        is_offered.then(|| format!("Select all {matching} that match"))
    };
    let select_all = move |_| {
        view.rows
            .with_untracked(|rows| selection.select_all(rows, true))
    };
    view! {
        <button
            type="button"
            class="quiet small"
            hidden=move || text().is_none()
            on:click=handler(select_all)
        >
            {text}
        </button>
    }
    .into_any()
}

/// Focuses the list before the bar disappears with the focus in it.
fn focus_list(bar: &HtmlElement) {
    let list = bar.parent_element();
    let places = [".table thead input", "h1"];
    let mut places = places.iter();
    let place = list.and_then(|list| places.find_map(|place| dom::find(&list, place)));
    if let Some(place) = place {
        dom::focus_quietly(&place);
    }
}

/// Clears the selection when Escape is pressed in the table or the bar, and nothing else
/// takes that key.
fn clear_on_escape(bar: NodeRef<html::Div>, any: Memo<bool>, selection: Selection) {
    effect(move || {
        let Some(bar) = bar.get() else {
            return;
        };
        let Some(list) = bar.parent_element() else {
            return;
        };
        dom::listen(&list, "keydown", move |event| {
            let key = event.dyn_ref().map(dom::pressed_key);
            if key.as_deref() != Some("Escape") || is_taken(event) || !any.get_untracked() {
                return;
            }
            let is_in_bar = dom::around(event, ".bulk").is_some();
            if is_in_bar {
                focus_list(&bar);
            }
            if is_in_bar || dom::around(event, ".table").is_some() {
                event.prevent_default();
                selection.clear();
            }
        });
    });
}

/// Whether something else has used the event. Not by web-sys: what it imports is part of the
/// first file.
fn is_taken(event: &Event) -> bool {
    let taken = Reflect::get(event, &"defaultPrevented".into());
    taken.is_ok_and(|taken| taken.as_bool() == Some(true))
}
