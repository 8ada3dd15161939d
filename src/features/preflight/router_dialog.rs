//! Attaching a router to a network: an existing one in its zone, or a new one.

use domain::{
    change::plan::Plan,
    model::ids::{NetworkId, RouterId},
    status::remedy::{Remedy, attaching, routers, routers_unknown},
};

use crate::{
    components::{DialogState, button, cancel_button, radio, text_field},
    data::{Runner, SharedSnapshot},
    dom,
    features::plan::PlanSteps,
    reactive::prelude::*,
};

/// The dialog, for the network it was opened with.
#[component]
pub(crate) fn RouterDialog(
    asked: DialogState<NetworkId>,
    snapshot: Memo<SharedSnapshot>,
) -> impl IntoView {
    let open = asked.open;
    asked.modal("Attach a router", move |id| {
        view! { <RouterForm id open snapshot /> }.into_any()
    })
}

/// The routers that the network can be attached to.
#[derive(Default)]
struct RouterOptions {
    routers: Vec<(RouterId, String)>,
    new_name: String,
}

impl RouterOptions {
    fn of(snapshot: &SharedSnapshot, id: NetworkId) -> Self {
        let mut options = Self::default();
        for remedy in routers(snapshot, id) {
            match remedy {
                Remedy::AttachRouter { routers, .. } => {
                    let named = |router: RouterId| (router, snapshot.router_name(router));
                    options.routers = routers.into_iter().map(named).collect();
                }
                Remedy::CreateRouter { name, .. } => options.new_name = name,
                _ => {}
            }
        }
        options
    }
}

#[component]
fn RouterForm(
    id: NetworkId,
    open: RwSignal<bool>,
    snapshot: Memo<SharedSnapshot>,
) -> impl IntoView {
    let runner = expect_context::<Runner>();
    let options = snapshot.with_untracked(|snapshot| RouterOptions::of(snapshot, id));
    // None creates a new router.
    let chosen = RwSignal::new(options.routers.first().map(|(router, _)| *router));
    let name = RwSignal::new(options.new_name.clone());
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
        snapshot.with_untracked(|snapshot| overlap_warning(snapshot, &overlaps))
    };
    let confirm = move || {
        if chosen.get_untracked().is_none() && name.with_untracked(|name| name.trim().is_empty()) {
            return wrong.set(Some("Enter a name for the router".into()));
        }
        let plan = plan.get_untracked();
        open.set(false);
        runner.start(plan);
    };
    let (network_name, in_zone, unknown) = snapshot.with_untracked(|snapshot| {
        let unknown = routers_unknown(snapshot, id).is_some();
        let network = snapshot.network(id);
        let in_zone = network.map(|network| format!(" in {}", network.zone));
        (snapshot.name(id), in_zone, unknown)
    });
    let group = dom::fresh_id();
    let existing: Vec<AnyView> = options
        .routers
        .into_iter()
        .map(|(router, name)| radio(&group, chosen, Some(router), name))
        .collect();
    let new = radio(&group, chosen, None, "Create a router");
    view! {
        <p>"Choose a router" {in_zone} " for " <strong>{network_name}</strong> "."</p>
        <p class="hint" hidden=!unknown>
            "Not all routers could be read, so some may be missing here."
        </p>
        <fieldset class="option-group" aria-label="Router">
            {existing}
            {new}
        </fieldset>
        <div hidden=move || chosen.with(Option::is_some)>
            {text_field("Router name", name, wrong)}
        </div>
        <p>{move || changes.with(|changes| changes.text.clone())}</p>
        <p class="wrong" role="status">{overlapping}</p>
        <PlanSteps plan />
        <div class="buttons">
            {button("primary", "Attach router", confirm)}
            {cancel_button(open)}
        </div>
    }
}

fn overlap_warning(snapshot: &SharedSnapshot, overlaps: &[NetworkId]) -> Option<String> {
    let names: Vec<String> = overlaps.iter().map(|id| snapshot.name(*id)).collect();
    (!names.is_empty()).then(|| {
        format!(
            "Its ranges overlap those of {} on this router. Do not attach it here.",
            names.join(", ")
        )
    })
}
