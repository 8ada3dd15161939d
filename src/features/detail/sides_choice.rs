//! Whether to change one half of a link or both.

use std::sync::Arc;

use domain::model::row::Row;

use crate::{components::radio, dom, reactive::prelude::*};

/// The choice between this half and both. Empty without another half to change.
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
            <fieldset class="option-group" aria-label="Which halves">
                {radio(&group, both, false, format!("This half: {this}"))}
                {radio(&group, both, true, format!("Both halves: {this} and {other}"))}
            </fieldset>
        }
        .into_any()
    })
}

/// The peerings to change.
pub(crate) fn affected(this: &Arc<Row>, other: Option<&Arc<Row>>, both: bool) -> Vec<Arc<Row>> {
    let other = other.filter(|_| both).cloned();
    std::iter::once(Arc::clone(this)).chain(other).collect()
}
