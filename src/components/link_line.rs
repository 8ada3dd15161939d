//! The line between the two ends of a peering, drawn by the style sheet. It shows the
//! state, whose name is always next to it, so assistive technology skips the line.

use domain::{
    link::Drawing,
    model::state::{Group, Line, State},
};

use crate::reactive::prelude::*;

/// The classes for the shape and the group's colour.
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

/// The line of a state; without one, that of a peering not created yet.
pub(crate) fn link_line(state: Option<(&State, Group)>) -> AnyView {
    let (line, group) = state.map_or((Line::Off, Group::Off), |(state, group)| {
        (state.line(), group)
    });
    view! { <span class=line_class(line, group)></span> }.into_any()
}

/// The line of a link with both of its halves.
pub(crate) fn drawn_line(drawing: Drawing) -> AnyView {
    let Drawing {
        line,
        group,
        is_mirrored,
    } = drawing;
    view! { <span class=line_class(line, group) class:mirrored=is_mirrored></span> }.into_any()
}
