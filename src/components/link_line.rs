//! The line between the two ends of a peering. What it looks like tells the
//! state; the state's name always stands near it, so the line itself is silent
//! to assistive technology. The style sheet draws it.

use domain::model::state::{Group, Line, State};
use leptos::prelude::*;

/// The class of a line, in its group's colour.
pub(crate) fn line_class(line: Line, group: Group) -> String {
    let shape = match line {
        Line::Whole => "whole",
        Line::Dashed => "dashed",
        Line::Half => "half",
        Line::PeerOff => "peer-off",
        Line::NoLocalRouter => "no-local-router",
        Line::NoPeerRouter => "no-peer-router",
        Line::Broken => "broken",
        Line::Off => "off",
    };
    format!("line line-{shape} {}", group.slug())
}

/// The line of a state; of none, that of a peering that is yet to be made.
pub(crate) fn link_line(state: Option<(&State, Group)>) -> AnyView {
    let (line, group) = state.map_or((Line::Off, Group::Off), |(state, group)| {
        (state.line(), group)
    });
    view! { <span class=line_class(line, group)></span> }.into_any()
}
