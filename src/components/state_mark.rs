//! The mark of a state: shape, colour and word together, so that no one of
//! them has to be told apart alone.

use domain::state::{Group, State};
use leptos::prelude::*;

/// The shape of a group.
pub(crate) fn group_mark(group: Group) -> AnyView {
    let shape = match group {
        Group::Active => r#"<circle cx="6" cy="6" r="5" fill="currentColor"/>"#,
        Group::InProgress => {
            r#"<circle cx="6" cy="6" r="4.5" fill="none" stroke="currentColor" stroke-width="1.6" stroke-dasharray="3 2.2"/>"#
        }
        Group::WaitingOnPeer => {
            r#"<circle cx="6" cy="6" r="4.5" fill="none" stroke="currentColor" stroke-width="1.6"/><path d="M6 1.5a4.5 4.5 0 0 0 0 9z" fill="currentColor"/>"#
        }
        Group::NeedsYou => r#"<path d="M6 .8 11.6 11H.4z" fill="currentColor"/>"#,
        Group::Off => {
            r#"<circle cx="6" cy="6" r="4.4" fill="none" stroke="currentColor" stroke-width="1.5"/>"#
        }
    };
    view! { <svg class="mark" viewBox="0 0 12 12" aria-hidden="true" inner_html=shape></svg> }
        .into_any()
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
