//! The kinds of links with their counts. Each is a filter.

use domain::{
    address::route::{ListQuery, View},
    link::LinkKind,
};

use crate::{
    components::toggle_button, features::list::address::ListAddress, reactive::prelude::*,
};

#[component]
pub(crate) fn KindStrip(
    counts: Memo<[(LinkKind, usize); 5]>,
    address: ListAddress,
) -> impl IntoView {
    let toggle = move |kind: LinkKind| {
        address.open(|query| {
            let kind = (query.kind() != Some(kind)).then_some(kind);
            let view = View::Links(kind);
            ListQuery { view, ..query }
        });
    };
    let buttons = move || {
        let counts = counts.get().into_iter();
        counts
            .map(|(kind, count)| {
                let content = view! {
                    <b>{count.to_string()}</b>
                    <span>{kind.title()}</span>
                };
                let is_chosen = move || address.with(|query| query.kind() == Some(kind));
                toggle_button(is_chosen, content, move || toggle(kind))
            })
            .collect_view()
            .into_any()
    };
    view! {
        <div class="kinds" role="group" aria-label="Show one kind of links">
            {move || buttons()}
        </div>
    }
}
