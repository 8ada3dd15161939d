//! The page for a new peering.

use domain::{
    address::route::NewQuery,
    api::error::Field as ErrorField,
    model::{ids::NetworkId, invitation::Invitation},
};

use crate::{
    components::{warning, write_error_notice},
    data::Inventory,
    dom,
    features::{
        common::{DiagramEnd, LinkDiagram, breadcrumb, page_title},
        form::{CreateForm, NetworkPicker, OtherHalfFields, PeeringFields, PrefillNote},
        preflight::Preflight,
        snippets::{Equivalents, HandshakeCard},
    },
    reactive::prelude::*,
    router::{Router, link},
};

const LOCAL_HINT: &str = "A network in your account";
const LOCAL_WITHOUT_ROUTER: &str = "Attach one to create the peering; see the checks.";
const PEER_HINT: &str = "Choose a network, or paste a UUID from another account";
const PEER_WITHOUT_ROUTER: &str = "No traffic passes until one is attached; see the checks.";
const FIREWALL: &str = "The server firewall does not filter private networks: everything in the \
    peer network can reach every server in yours. Peer only with networks you trust.";

/// The form for a new peering, prefilled from the address.
#[component]
pub(crate) fn PeeringCreatePage(start: NewQuery) -> impl IntoView {
    let router = expect_context::<Router>();
    spawn_scoped(expect_context::<Inventory>().keep_reading());
    let create = CreateForm::new(&start);
    let CreateForm { form, snapshot, .. } = create;
    let refused = move || {
        let error = form.refused.get();
        error.map(|error| write_error_notice(&create.tried(), &error, None))
    };
    let foreseen = Signal::derive(move || create.foreseen());
    let invited = start.peer.zip(start.invitation.clone());
    view! {
        {breadcrumb(())}
        {page_title("New peering")}
        {warning(move || create.unread())}
        <div class="create-page">
            <div class="panel">
                <LinkDiagram
                    local=end(create.local, None)
                    peer=end(create.peer, invited)
                    state=foreseen
                    snapshot
                />
                <form class="peering-form" on:submit=on_submit(move |form| create.submit(&form)) novalidate>
                    <PrefillNote start peer=create.peer snapshot />
                    <PeeringFields form autofocus=true>
                        {networks(create)}
                    </PeeringFields>
                    {move || create.can_both.get().then(|| other_half(create))}
                    <p class="caution">{FIREWALL}</p>
                    {refused}
                    <p class="hint will-create">{move || create.announced()}</p>
                    {buttons(create, router)}
                </form>
            </div>
            <Preflight checks=create.checks snapshot />
            <div class="create-aside">
                <HandshakeCard handshake=create.handshake />
                <section class="panel" aria-label="Equivalent commands">
                    <Equivalents drafts=Signal::derive(move || create.drafts()) />
                </section>
            </div>
        </div>
    }
}

/// The fields for the two networks.
fn networks(create: CreateForm) -> AnyView {
    view! {
        <div class="two">
            <NetworkPicker
                label="Local network"
                hint=LOCAL_HINT
                without_router=LOCAL_WITHOUT_ROUTER
                chosen=create.local
                opposite=create.peer
                picks_local=true
                snapshot=create.snapshot
                error=create.form.wrong(ErrorField::LocalNetwork)
            />
            <NetworkPicker
                label="Peer network"
                hint=PEER_HINT
                without_router=PEER_WITHOUT_ROUTER
                chosen=create.peer
                opposite=create.local
                picks_local=false
                snapshot=create.snapshot
                error=create.form.wrong(ErrorField::PeerNetwork)
            />
        </div>
    }
    .into_any()
}

fn other_half(create: CreateForm) -> AnyView {
    view! {
        <OtherHalfFields
            other=create.other
            otherwise=Signal::derive(move || create.other_name())
            labels=Signal::derive(move || create.form.edited().labels)
        />
    }
    .into_any()
}

fn buttons(create: CreateForm, router: Router) -> AnyView {
    let is_busy = move || create.form.busy.get();
    let reason_id = dom::fresh_id();
    let name = move || {
        (if is_busy() {
            "Creating…"
        } else {
            "Create peering"
        })
        .to_owned()
    };
    view! {
        <div class="buttons">
            <button
                type="submit"
                class="primary"
                aria-disabled=move || (is_busy() || create.reason().is_some()).to_string()
                aria-describedby=reason_id.clone()
            >
                {name}
            </button>
            {link("button", router.list(), "Cancel")}
            <p class="blocked-reason" id=reason_id tabindex="-1">
                {move || create.reason()}
            </p>
        </div>
    }
    .into_any()
}

/// An end of the diagram. The invitation counts while its network is chosen.
fn end(
    chosen: RwSignal<Option<NetworkId>>,
    invited: Option<(NetworkId, Invitation)>,
) -> Signal<Option<DiagramEnd>> {
    Signal::derive(move || {
        let network = chosen.get()?;
        let invited = invited.as_ref().filter(|(invited, _)| *invited == network);
        Some(DiagramEnd {
            network,
            row: None,
            invitation: invited.map(|(_, invitation)| invitation.clone()),
        })
    })
}
