//! Saved views of the list: named queries, stored in the browser.

use domain::address::{route::Route, saved_view::SavedViews};

use super::address::ListAddress;
use crate::{
    components::{button, copy_button, modal},
    data::{load, store},
    dom,
    reactive::prelude::*,
    router::{Router, link},
};

const VIEWS: &str = "upcloud-peerings.views";

/// The button that opens the dialog.
#[component]
pub(crate) fn ViewsButton(address: ListAddress) -> impl IntoView {
    let router = expect_context::<Router>();
    let open = RwSignal::new(false);
    let views = RwSignal::new(SavedViews::default());
    // Another tab may have saved some since.
    let read = move || views.set(SavedViews::parse(&load(VIEWS).unwrap_or_default()));
    let change = move |change: &dyn Fn(SavedViews) -> SavedViews| {
        read();
        let changed = change(views.get_untracked());
        store(VIEWS, &changed.to_json());
        views.set(changed);
    };
    let name = RwSignal::new(String::new());
    let save = move |_| {
        let query = address.pending();
        change(&|views| views.with(&name.get_untracked(), &query));
        name.set(String::new());
    };
    let rows = move || {
        let all = views.with(|views| views.all().to_vec());
        if all.is_empty() {
            return view! { <p class="hint">"No saved views"</p> }.into_any();
        }
        let rows = all.into_iter().map(|(name, query)| {
            let route = Route::List(query);
            let address = Signal::stored(dom::absolute(&router.link(&route)));
            let (removed, shown) = (name.clone(), name.clone());
            view! {
                <li>
                    <span on:click=handler(move |_: ev::MouseEvent| open.set(false))>
                        {link("", route, shown)}
                    </span>
                    {copy_button(address, "link")}
                    <button
                        type="button"
                        class="quiet small"
                        aria-label=format!("Delete the view {name}")
                        on:click=handler(move |_: ev::MouseEvent| change(&|views| views.without(&removed)))
                    >
                        "Delete"
                    </button>
                </li>
            }
            .into_any()
        });
        view! { <ul class="views">{rows.collect_view()}</ul> }.into_any()
    };
    let content = move || {
        view! {
            {rows}
            <form class="save-view" on:submit=on_submit(save)>
                <input
                    aria-label="View name"
                    placeholder="View name"
                    maxlength="60"
                    autocomplete="off"
                    prop:value=move || name.get()
                    on:input=handler(move |event| name.set(event_target_value(&event)))
                />
                <button type="submit" class="primary">"Save view"</button>
            </form>
            <p class="hint">
                "Saves filters, sorting and columns in this browser. Share it by link."
            </p>
            <div class="buttons">{button("", "Close", move || open.set(false))}</div>
        }
        .into_any()
    };
    let show = move || {
        read();
        open.set(true);
    };
    view! {
        {button("", "Views…", show)}
        {modal(open, "Views", content)}
    }
}
