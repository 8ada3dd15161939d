//! The line between the two ends of a peering. What it looks like tells the
//! state; the state's name always stands near it, so the line itself is
//! silent to assistive technology.

use domain::state::{Group, Line, State};
use leptos::prelude::*;

const WHOLE: &str = r#"<path d="M8 7h80" stroke="currentColor" stroke-width="2.4"/><circle cx="6" cy="7" r="4.5" fill="currentColor"/><circle cx="90" cy="7" r="4.5" fill="currentColor"/>"#;
const DASHED: &str = r#"<path d="M12 7h74" stroke="currentColor" stroke-width="2.2" stroke-dasharray="5 4"/><circle cx="6" cy="7" r="4.5" fill="currentColor"/><circle cx="90" cy="7" r="4.5" fill="currentColor"/>"#;
const HALF: &str = r#"<path d="M8 7h38" stroke="currentColor" stroke-width="2.4"/><path d="M52 7h33" stroke="currentColor" stroke-width="1.4" stroke-dasharray="1 4" stroke-linecap="round"/><circle cx="6" cy="7" r="4.5" fill="currentColor"/><circle cx="90" cy="7" r="4" fill="none" stroke="currentColor" stroke-width="1.5" stroke-dasharray="2 2"/>"#;
const PEER_OFF: &str = r#"<path d="M8 7h38" stroke="currentColor" stroke-width="2.4"/><path d="M52 7h33" stroke="currentColor" stroke-width="1.4"/><circle cx="6" cy="7" r="4.5" fill="currentColor"/><circle cx="90" cy="7" r="4" fill="none" stroke="currentColor" stroke-width="1.5"/>"#;
const NO_LOCAL_ROUTER: &str = r#"<path d="M14 7h72" stroke="currentColor" stroke-width="1.6" stroke-dasharray="2 4"/><path d="m6 1.5 5.5 10H.5z" fill="currentColor"/><circle cx="90" cy="7" r="4.5" fill="currentColor"/>"#;
const NO_PEER_ROUTER: &str = r#"<path d="M8 7h74" stroke="currentColor" stroke-width="1.6" stroke-dasharray="2 4"/><circle cx="6" cy="7" r="4.5" fill="currentColor"/><path d="m90 1.5 5.5 10h-11z" fill="none" stroke="currentColor" stroke-width="1.4"/>"#;
const BROKEN: &str = r#"<path d="M8 7h32M56 7h32" stroke="currentColor" stroke-width="2.4"/><path d="m43 2 10 10M53 2 43 12" stroke="currentColor" stroke-width="2.2"/><circle cx="6" cy="7" r="4.5" fill="currentColor"/><circle cx="90" cy="7" r="4.5" fill="currentColor"/>"#;
const OFF: &str = r#"<path d="M11 7h74" stroke="currentColor" stroke-width="1.2"/><circle cx="6" cy="7" r="4" fill="none" stroke="currentColor" stroke-width="1.5"/><circle cx="90" cy="7" r="4" fill="none" stroke="currentColor" stroke-width="1.5"/>"#;

/// The line of a state, in its group's colour; of none, that of a peering that
/// is yet to be made.
pub(crate) fn link_line(state: Option<(&State, Group)>) -> AnyView {
    let shape = match state.map(|(state, _)| state.line()) {
        Some(Line::Whole) => WHOLE,
        Some(Line::Dashed) => DASHED,
        Some(Line::Half) => HALF,
        Some(Line::PeerOff) => PEER_OFF,
        Some(Line::NoLocalRouter) => NO_LOCAL_ROUTER,
        Some(Line::NoPeerRouter) => NO_PEER_ROUTER,
        Some(Line::Broken) => BROKEN,
        Some(Line::Off) | None => OFF,
    };
    let group = state.map_or("off", |(_, group)| group.slug());
    view! {
        <span class=format!("line {group}")>
            <svg viewBox="0 0 96 14" aria-hidden="true" inner_html=shape></svg>
        </span>
    }
    .into_any()
}
