//! The kinds of links with their counts. Each is a filter.

use domain::{
    address::route::{ListQuery, View},
    link::LinkKind,
};

use crate::{features::list::address::ListAddress, reactive::prelude::*};

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
        let chosen = address.with(ListQuery::kind);
        let counts = counts.get().into_iter();
        counts
            .map(|(kind, count)| {
                let pressed = (chosen == Some(kind)).to_string();
                view! {
                    <button
                        type="button"
                        aria-pressed=pressed
                        on:click=handler(move |_| toggle(kind))
                    >
                        <b>{count.to_string()}</b>
                        <span>{kind.title()}</span>
                    </button>
                }
                .into_any()
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
