//! Whether a change is of one half of a link or of both.

use std::sync::Arc;

use domain::model::row::Row;
use leptos::prelude::*;

use crate::{components::radio, dom, reactive::RwSignal};

/// The choice between this side and both; nothing to choose where the other
/// side is not seen, or would not be touched.
#[component]
pub(crate) fn ScopeChoice(
    both: RwSignal<bool>,
    this: Arc<Row>,
    other: Option<Arc<Row>>,
) -> impl IntoView {
    let group = dom::fresh_id();
    other.map(|other| {
        let (this, other) = (&this.peering.name, &other.peering.name);
        view! {
            <fieldset class="option-group" aria-label="Which sides">
                {radio(&group, both, false, format!("This side: {this}"))}
                {radio(&group, both, true, format!("Both sides: {this} and {other}"))}
            </fieldset>
        }
        .into_any()
    })
}

/// The peerings that a change is of.
pub(crate) fn affected(this: &Arc<Row>, other: Option<&Arc<Row>>, both: bool) -> Vec<Arc<Row>> {
    let other = other.filter(|_| both).cloned();
    std::iter::once(Arc::clone(this)).chain(other).collect()
}
