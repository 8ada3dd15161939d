//! A state as a sentence: what is so, who must act, and the step to take.

use crate::reactive::{Memo, RwSignal};

use domain::{
    explain::{self, Explanation, Facts, NextStep},
    route::Route,
    state::ConfiguredStatus,
};
use leptos::prelude::*;

use super::status_switch::Switch;
use crate::{components::group_mark, data::Peerings, router::link};

/// The explanation of a peering's state, with what can be done about it.
#[component]
pub(crate) fn Verdict(
    switch: Switch,
    /// Set to true to ask for the deletion.
    deleting: RwSignal<bool>,
) -> impl IntoView {
    let peerings = expect_context::<Peerings>();
    let told = Memo::new(move |_| {
        switch.row.get().map(|row| {
            let facts = Facts {
                local_name: row.local.as_ref().map(|network| network.name.as_str()),
                peer_name: row.peer.as_ref().map(|network| network.name.as_str()),
                other_side: peerings.other_side(&row.peering),
            };
            (row.group(), explain::explain(&row.peering, &facts))
        })
    });
    let verdict = move || {
        told.get().map(|(group, explanation)| {
            let Explanation {
                title,
                text,
                actor,
                steps,
            } = explanation;
            let steps = steps
                .into_iter()
                .map(|step| offered(step, switch, deleting))
                .collect_view();
            view! {
                <div class=format!("verdict {}", group.slug())>
                    {group_mark(group)}
                    <div class="said">
                        <h2>{title}</h2>
                        <p>{text}</p>
                        <p class="actor">{actor.title()}</p>
                    </div>
                    <div class="buttons">{steps}</div>
                </div>
            }
            .into_any()
        })
    };
    view! { {move || verdict()} }
}

fn offered(step: NextStep, switch: Switch, deleting: RwSignal<bool>) -> AnyView {
    let button = |name: &'static str, press: Box<dyn Fn()>| switch.button("", name.into(), press);
    match step {
        NextStep::CreateOtherSide(query) => {
            link("button primary", Route::New(query), "Create the other side")
        }
        NextStep::OpenOtherSide(id) => link("button", Route::Detail(id), "Open the other side"),
        NextStep::Enable => {
            let enable = move || switch.throw(ConfiguredStatus::Active);
            button("Enable this side", Box::new(enable))
        }
        NextStep::Disable => button("Disable this side", Box::new(move || switch.ask())),
        NextStep::Delete => button("Delete this side…", Box::new(move || deleting.set(true))),
    }
}
