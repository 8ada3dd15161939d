//! What a state means, who must act, and the steps to take.

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

use super::status_switch::Switch;
use crate::{
    components::{DialogState, copy_block, group_mark},
    data::SharedSnapshot,
    features::{plan::PlanDialog, preflight::RouterDialog},
    host::settings::Settings,
    reactive::prelude::*,
    router::link,
};

const OWNER_UNKNOWN: &str = "The networks could not be read, so the owner of the peer network is \
    unknown. It may be you.";

/// The explanation of a peering's state, with its remedies.
#[component]
pub(crate) fn StatePanel(
    switch: Switch,
    snapshot: Memo<SharedSnapshot>,
    /// Opens the dialog that deletes the peering.
    deleting: RwSignal<bool>,
) -> impl IntoView {
    let explained = Memo::new(move |_| {
        let row = switch.row.get()?;
        snapshot.with(|snapshot| {
            let explanation = explain(&row.peering, &facts(snapshot, &row.peering));
            Some((row.group(), explanation, diagnose(snapshot, &row.peering)))
        })
    });
    let dialogs = PanelDialogs {
        switch,
        deleting,
        router_for: DialogState::default(),
        plan: DialogState::default(),
    };
    let content = move || {
        let (group, explanation, diagnosis) = explained.get()?;
        Some(panel(group, explanation, diagnosis, dialogs, snapshot))
    };
    view! {
        {content}
        <RouterDialog asked=dialogs.router_for snapshot />
        <PlanDialog
            request=dialogs.plan
            title="Disable and enable again"
            text="Disables and re-enables the peering. This may clear the error."
        />
    }
}

/// The dialogs that the buttons open.
#[derive(Clone, Copy)]
struct PanelDialogs {
    switch: Switch,
    deleting: RwSignal<bool>,
    router_for: DialogState<NetworkId>,
    plan: DialogState<Plan>,
}

fn panel(
    group: Group,
    explanation: Explanation,
    diagnosis: Diagnosis,
    dialogs: PanelDialogs,
    snapshot: Memo<SharedSnapshot>,
) -> AnyView {
    let Explanation { title, text, actor } = explanation;
    let owner_unknown = !diagnosis.owner_known;
    // Attaching and creating a router share a button.
    let router = diagnosis.remedies.iter().find_map(|remedy| match remedy {
        Remedy::AttachRouter { network, .. } | Remedy::CreateRouter { network, .. } => {
            Some(*network)
        }
        _ => None,
    });
    let settings = expect_context::<Settings>();
    let router = router
        .filter(|_| settings.has(Feature::Modify))
        .map(|network| {
            let press = move || dialogs.router_for.open_with(network);
            dialogs.switch.button("primary", "Attach a router…", press)
        });
    let steps: Vec<AnyView> = diagnosis
        .remedies
        .iter()
        .filter(|remedy| settings.allows(remedy.needed()))
        .filter_map(|remedy| step(remedy, dialogs, snapshot))
        .collect();
    let messages: Vec<AnyView> = diagnosis.remedies.into_iter().filter_map(message).collect();
    view! {
        <div class=format!("state-panel {}", group.slug())>
            {group_mark(group)}
            <div class="explanation">
                <h2>{title}</h2>
                <p>{text}</p>
                <p class="actor">{actor.title()}</p>
                <p class="hint" hidden=!owner_unknown>
                    {OWNER_UNKNOWN}
                </p>
                {messages}
            </div>
            <div class="buttons">{router} {steps}</div>
        </div>
    }
    .into_any()
}

/// The button or link for a remedy, if it has one.
fn step(remedy: &Remedy, dialogs: PanelDialogs, snapshot: Memo<SharedSnapshot>) -> Option<AnyView> {
    let switch = dialogs.switch;
    let button = |name: &'static str, press: Box<dyn Fn()>| switch.button("", name, press);
    Some(match remedy {
        Remedy::CreateOtherHalf(query) => link(
            "button primary",
            Route::New(query.clone()),
            "Create the other half",
        ),
        Remedy::OpenOtherHalf(id) => link("button", Route::Detail(*id), "Open the other half"),
        Remedy::Enable(id) => {
            let this = switch.row.get_untracked().map(|row| row.peering.id);
            if this == Some(*id) {
                button("Enable this half", Box::new(move || switch.enable()))
            } else {
                let enable = move || {
                    if let Some(other) = switch.other.get_untracked() {
                        switch.start(Plan::switch(&[&other.peering], &ConfiguredStatus::Active));
                    }
                };
                button("Enable the other half", Box::new(enable))
            }
        }
        Remedy::Restart(_) => {
            let plan = snapshot.with_untracked(|snapshot| remedy.plan(snapshot))?;
            let ask = move || dialogs.plan.open_with(plan.clone());
            button("Disable and enable again…", Box::new(ask))
        }
        Remedy::Delete(_) => button(
            "Delete this half…",
            Box::new(move || dialogs.deleting.set(true)),
        ),
        Remedy::AttachRouter { .. }
        | Remedy::CreateRouter { .. }
        | Remedy::Wait
        | Remedy::Invite(_)
        | Remedy::Send(_)
        | Remedy::AskSupport(_) => return None,
    })
}

/// The message to somebody else, if that is the remedy.
fn message(remedy: Remedy) -> Option<AnyView> {
    let (summary, text) = match remedy {
        Remedy::Send(text) => ("Message to the other half's owner", text),
        Remedy::AskSupport(text) => ("Message to UpCloud support", text),
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
