//! The mark of a state: shape, colour and word together, so that no one of
//! them has to be told apart alone.

use domain::model::state::{Group, State};
use leptos::prelude::*;

/// The class of a group's mark, which the style sheet draws.
pub(crate) fn mark_class(group: Group) -> String {
    format!("mark mark-{}", group.slug())
}

/// The shape of a group.
pub(crate) fn group_mark(group: Group) -> AnyView {
    view! { <span class=mark_class(group)></span> }.into_any()
}

/// A state: its group's shape and colour, and its name as the API has it.
pub(crate) fn state_mark(state: &State, group: Group) -> AnyView {
    view! {
        <span class=format!("state {}", group.slug())>
            {group_mark(group)} <span>{state.to_string()}</span>
        </span>
    }
    .into_any()
}
