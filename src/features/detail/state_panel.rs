//! A state as a sentence: what is so, who must act, and the steps to take.

use domain::{
    address::route::Route,
    api::feature::Feature,
    change::plan::Plan,
    model::{
        ids::NetworkId,
        state::{ConfiguredStatus, Group},
    },
    status::{
        explain::{Explanation, explain},
        remedy::{Diagnosis, Remedy, diagnose, facts},
    },
};
use leptos::prelude::*;

use super::status_switch::Switch;
use crate::{
    components::{DialogState, copy_block, group_mark},
    data::SharedSnapshot,
    features::{plan::PlanDialog, preflight::RouterDialog},
    host::settings::Settings,
    reactive::{Memo, RwSignal, Signal, expect_context},
    router::link,
};

/// The explanation of a peering's state, with what mends it.
#[component]
pub(crate) fn StatePanel(
    switch: Switch,
    snapshot: Memo<SharedSnapshot>,
    /// Set to true to ask for the deletion.
    deleting: RwSignal<bool>,
) -> impl IntoView {
    let told = Memo::new(move |_| {
        let row = switch.row.get()?;
        snapshot.with(|snapshot| {
            let explanation = explain(&row.peering, &facts(snapshot, &row.peering));
            Some((row.group(), explanation, diagnose(snapshot, &row.peering)))
        })
    });
    let asks = PanelDialogs {
        switch,
        deleting,
        router_for: DialogState::new(),
        plan: DialogState::new(),
    };
    let verdict = move || {
        told.get()
            .map(|(group, explanation, mending)| drawn(group, explanation, mending, asks, snapshot))
    };
    view! {
        {verdict}
        <RouterDialog asked=asks.router_for snapshot />
        <PlanDialog
            asked=asks.plan
            title="Disable and enable again"
            text="What failed may work when it is set up afresh. It is switched off, waited for, and switched on again."
        />
    }
}

/// What the buttons ask for.
#[derive(Clone, Copy)]
struct PanelDialogs {
    switch: Switch,
    deleting: RwSignal<bool>,
    router_for: DialogState<NetworkId>,
    plan: DialogState<Plan>,
}

fn drawn(
    group: Group,
    explanation: Explanation,
    mending: Diagnosis,
    asks: PanelDialogs,
    snapshot: Memo<SharedSnapshot>,
) -> AnyView {
    let Explanation { title, text, actor } = explanation;
    let owner_unknown = !mending.owner_known;
    // Both remedies with a router are one button.
    let router = mending.remedies.iter().find_map(|remedy| match remedy {
        Remedy::AttachRouter { network, .. } | Remedy::CreateRouter { network, .. } => {
            Some(*network)
        }
        _ => None,
    });
    let settings = expect_context::<Settings>();
    let router = router
        .filter(|_| settings.has(Feature::Modify))
        .map(|network| {
            let press = move || asks.router_for.open_with(network);
            asks.switch
                .button("primary", "Attach a router…".into(), press)
        });
    let steps: Vec<AnyView> = mending
        .remedies
        .iter()
        .filter(|remedy| settings.allows(remedy.needed()))
        .filter_map(|remedy| step(remedy, asks, snapshot))
        .collect();
    let texts: Vec<AnyView> = mending.remedies.into_iter().filter_map(to_send).collect();
    view! {
        <div class=format!("state-panel {}", group.slug())>
            {group_mark(group)}
            <div class="explanation">
                <h2>{title}</h2>
                <p>{text}</p>
                <p class="actor">{actor.title()}</p>
                <p class="hint" hidden=!owner_unknown>
                    "The networks could not be read, so who owns the peer network is not known: it may be you."
                </p>
                {texts}
            </div>
            <div class="buttons">{router} {steps}</div>
        </div>
    }
    .into_any()
}

/// A remedy that a button or a link is for.
fn step(remedy: &Remedy, asks: PanelDialogs, snapshot: Memo<SharedSnapshot>) -> Option<AnyView> {
    let switch = asks.switch;
    let button = |name: &'static str, press: Box<dyn Fn()>| switch.button("", name.into(), press);
    Some(match remedy {
        Remedy::CreateOtherSide(query) => link(
            "button primary",
            Route::New(query.clone()),
            "Create the other half",
        ),
        Remedy::OpenOtherSide(id) => link("button", Route::Detail(*id), "Open the other side"),
        Remedy::Enable(id) => {
            let this = switch.row.get_untracked().map(|row| row.peering.id);
            if this == Some(*id) {
                button("Enable this side", Box::new(move || switch.enable()))
            } else {
                let enable = move || {
                    if let Some(other) = switch.other.get_untracked() {
                        switch.start(Plan::switch(&[&other.peering], &ConfiguredStatus::Active));
                    }
                };
                button("Enable the other side", Box::new(enable))
            }
        }
        Remedy::Restart(_) => {
            let plan = snapshot.with_untracked(|snapshot| remedy.plan(snapshot))?;
            let ask = move || asks.plan.open_with(plan.clone());
            button("Disable and enable again…", Box::new(ask))
        }
        Remedy::Delete(_) => button(
            "Delete this side…",
            Box::new(move || asks.deleting.set(true)),
        ),
        Remedy::AttachRouter { .. }
        | Remedy::CreateRouter { .. }
        | Remedy::Wait
        | Remedy::Invite(_)
        | Remedy::Send(_)
        | Remedy::AskSupport(_) => return None,
    })
}

/// A remedy that is a text for somebody else.
fn to_send(remedy: Remedy) -> Option<AnyView> {
    let (summary, text) = match remedy {
        Remedy::Send(text) => ("A message to the other side's owner", text),
        Remedy::AskSupport(text) => ("A message to UpCloud's support", text),
        _ => return None,
    };
    Some(
        view! {
            <details>
                <summary>{summary}</summary>
                {copy_block("Message", Signal::stored(text))}
            </details>
        }
        .into_any(),
    )
}
