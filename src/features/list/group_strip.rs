//! The five groups of states with their counts. Each is a filter.

use domain::{address::route::ListQuery, model::state::Group};

use super::address::ListAddress;
use crate::{
    components::{group_mark, toggle_button},
    reactive::prelude::*,
};

#[component]
pub(crate) fn GroupStrip(
    /// None until the rows are read: zeros would be false.
    counts: Signal<Option<[(Group, usize); 5]>>,
    address: ListAddress,
) -> impl IntoView {
    let toggle = move |group: Group| {
        address.open(|query| {
            let group = (query.group != Some(group)).then_some(group);
            ListQuery { group, ..query }
        });
    };
    let buttons = move || {
        let known = counts.get();
        let counts = known.unwrap_or(Group::ALL.map(|group| (group, 0)));
        counts
            .into_iter()
            .map(|(group, count)| {
                let content = view! {
                    <span class=group.slug()>{group_mark(group)}</span>
                    <b>{known.is_some().then(|| count.to_string())}</b>
                    <span>{group.title()}</span>
                };
                let is_chosen = move || address.with(|query| query.group == Some(group));
                toggle_button(is_chosen, content, move || toggle(group))
            })
            .collect_view()
            .into_any()
    };
    view! {
        <div class="groups" role="group" aria-label="Show one group of states">
            {move || buttons()}
        </div>
    }
}
