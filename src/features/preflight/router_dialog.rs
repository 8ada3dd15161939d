//! Giving a network a router: one that exists in its zone, or a new one.

use domain::{
    change::plan::Plan,
    model::ids::{NetworkId, RouterId},
    status::remedy::{Remedy, attaching, routers, routers_unknown},
};
use leptos::prelude::*;

use crate::{
    components::{DialogState, FieldIds, Modal, button, field, radio},
    data::{Runner, SharedSnapshot},
    dom,
    features::plan::PlanSteps,
    reactive::{Memo, RwSignal, Signal, expect_context, handler},
};

/// The dialog, for the network that is asked about.
#[component]
pub(crate) fn RouterDialog(
    asked: DialogState<NetworkId>,
    snapshot: Memo<SharedSnapshot>,
) -> impl IntoView {
    let open = asked.open;
    view! {
        <Modal open title=Signal::stored("Attach a router".to_owned())>
            {move || {
                asked.subject.get_untracked().map(|id| view! { <RouterForm id open snapshot /> }.into_any())
            }}
        </Modal>
    }
}

/// What the network can be attached to.
#[derive(Default)]
struct RouterOption {
    routers: Vec<(RouterId, String)>,
    new_name: String,
}

impl RouterOption {
    fn to(snapshot: &SharedSnapshot, id: NetworkId) -> Self {
        let mut offered = Self::default();
        for remedy in routers(snapshot, id) {
            match remedy {
                Remedy::AttachRouter { routers, .. } => {
                    let named = |router: RouterId| (router, snapshot.router_name(router));
                    offered.routers = routers.into_iter().map(named).collect();
                }
                Remedy::CreateRouter { name, .. } => offered.new_name = name,
                _ => {}
            }
        }
        offered
    }
}

#[component]
fn RouterForm(
    id: NetworkId,
    open: RwSignal<bool>,
    snapshot: Memo<SharedSnapshot>,
) -> impl IntoView {
    let runner = expect_context::<Runner>();
    let offered = snapshot.with_untracked(|snapshot| RouterOption::to(snapshot, id));
    // None is a new one.
    let chosen = RwSignal::new(offered.routers.first().map(|(router, _)| *router));
    let name = RwSignal::new(offered.new_name.clone());
    let wrong = RwSignal::new(None::<String>);
    let plan = Signal::derive(move || {
        let (chosen, name) = (chosen.get(), name.get());
        snapshot.with_untracked(|snapshot| match chosen {
            Some(router) => Plan::attach(snapshot, id, router),
            None => Plan::attach_new(snapshot, id, name.trim()),
        })
    });
    let changes = Signal::derive(move || {
        let chosen = chosen.get();
        snapshot.with_untracked(|snapshot| attaching(snapshot, id, chosen))
    });
    let overlapping = move || {
        let overlaps = changes.with(|changes| changes.overlaps.clone());
        (!overlaps.is_empty()).then(|| {
            snapshot.with_untracked(|snapshot| {
                let names: Vec<String> = overlaps.iter().map(|id| snapshot.name(*id)).collect();
                format!(
                    "Its ranges overlap those of {} on that router: do not attach it there.",
                    names.join(", ")
                )
            })
        })
    };
    let confirm = move || {
        if chosen.get_untracked().is_none() && name.with_untracked(|name| name.trim().is_empty()) {
            return wrong.set(Some("Enter a name for the router".into()));
        }
        let plan = plan.get_untracked();
        open.set(false);
        runner.start(plan);
    };
    let (network_name, unknown) = snapshot.with_untracked(|snapshot| {
        let unknown = routers_unknown(snapshot, id).is_some();
        (snapshot.name(id), unknown)
    });
    let group = dom::fresh_id();
    let existing: Vec<AnyView> = offered
        .routers
        .into_iter()
        .map(|(router, name)| radio(&group, chosen, Some(router), name))
        .collect();
    let new = radio(&group, chosen, None, "A new router");
    let ids = FieldIds::new();
    let input = view! {
        <input
            id=ids.control.clone()
            aria-describedby=ids.described_by.clone()
            aria-invalid=move || wrong.with(Option::is_some).to_string()
            autocomplete="off"
            prop:value=move || name.get()
            on:input=handler(move |event| name.set(event_target_value(&event)))
        />
    }
    .into_any();
    view! {
        <p>"Which router shall " <strong>{network_name}</strong> " be attached to? A network has one router at most, and a router serves one zone."</p>
        <p class="hint" hidden=!unknown>
            "Which routers exist could not be read in full, so some that would fit may be missing here."
        </p>
        <fieldset class="option-group" aria-label="Router">
            {existing}
            {new}
        </fieldset>
        <div hidden=move || chosen.with(Option::is_some)>
            {field("Name of the router", "", wrong.into(), ids, input)}
        </div>
        <p>{move || changes.with(|changes| changes.text.clone())}</p>
        <p class="wrong" role="status">{overlapping}</p>
        <PlanSteps plan />
        <div class="buttons">
            {button("primary", "Attach router", confirm)}
            <button type="button" autofocus on:click=handler(move |_| open.set(false))>
                "Leave it as it is"
            </button>
        </div>
    }
}
