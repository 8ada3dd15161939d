//! The mark of a state: a shape, a colour and a word, so that nobody depends on one of
//! them alone.

use domain::model::state::{Group, State};

use crate::reactive::prelude::*;

/// The class of the mark, which the style sheet draws.
pub(crate) fn mark_class(group: Group) -> String {
    format!("mark mark-{}", group.slug())
}

pub(crate) fn group_mark(group: Group) -> AnyView {
    view! { <span class=mark_class(group)></span> }.into_any()
}

/// The mark of its group, and the name of the state in the API.
pub(crate) fn state_mark(state: &State, group: Group) -> AnyView {
    view! {
        <span class=format!("state {}", group.slug())>
            {group_mark(group)} <span>{state.to_string()}</span>
        </span>
    }
    .into_any()
}
