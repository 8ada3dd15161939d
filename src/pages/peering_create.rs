//! A new peering.

use domain::{address::route::NewQuery, api::error::Field as ErrorField, model::ids::NetworkId};
use leptos::{ev, prelude::*};

use crate::{
    components::{Warning, write_error_notice},
    data::Inventory,
    dom,
    features::{
        common::{LinkDiagram, page_title},
        form::{CreateForm, InvitationNote, NetworkPicker, OtherHalfFields, PeeringFields},
        preflight::Preflight,
        snippets::{Equivalents, HandshakeCard},
    },
    reactive::{RwSignal, Signal, expect_context, handler, spawn_scoped},
    router::{Router, link},
};

/// The form for a new peering, starting from what the address says.
#[component]
pub(crate) fn PeeringCreatePage(start: NewQuery) -> impl IntoView {
    let router = expect_context::<Router>();
    spawn_scoped(expect_context::<Inventory>().keep_reading());
    let composing = CreateForm::new(&start);
    let CreateForm {
        form,
        local,
        peer,
        other,
        snapshot,
        ..
    } = composing;
    let submit = move |event: ev::SubmitEvent| {
        event.prevent_default();
        composing.submit(&event_target(&event));
    };
    let busy = move || form.busy.get();
    let stops = dom::fresh_id();
    let other_half = move || {
        composing.can_both.get().then(|| {
            view! {
                <OtherHalfFields
                    other
                    otherwise=Signal::derive(move || composing.other_name())
                    labels=Signal::derive(move || form.edited().labels)
                />
            }
            .into_any()
        })
    };
    let refused = move || {
        let error = form.refused.get();
        error.map(|error| write_error_notice(&composing.tried(), &error, None))
    };
    let drafts = Signal::derive(move || composing.drafts());
    view! {
        <nav class="breadcrumb" aria-label="Breadcrumb">
            {link("", router.list(), "Peerings")}
            " /"
        </nav>
        {page_title("New peering")}
        <Warning text=Signal::derive(move || composing.unread()) />
        <div class="create-page">
            <div class="panel">
                <LinkDiagram local=end(local) peer=end(peer) state=Signal::derive(move || composing.foreseen()) />
                <form class="peering-form" on:submit=handler(submit) novalidate>
                    <InvitationNote start snapshot />
                    <PeeringFields form autofocus=true>
                        <div class="two">
                            <NetworkPicker
                                label="Local network"
                                hint="On this side. It needs a router."
                                without_router="UpCloud refuses a local network without one: attach one first, from the checks."
                                chosen=local
                                opposite=peer
                                picks_local=true
                                snapshot
                                error=form.wrong(ErrorField::LocalNetwork)
                            />
                            <NetworkPicker
                                label="Peer network"
                                hint="On the other side. For another account's network, enter its UUID."
                                without_router="No traffic passes until one is attached to it: do so from the checks."
                                chosen=peer
                                opposite=local
                                picks_local=false
                                snapshot
                                error=form.wrong(ErrorField::PeerNetwork)
                            />
                        </div>
                    </PeeringFields>
                    {other_half}
                    <p class="caution">
                        "The server firewall does not filter private networks: whoever is in the peer network reaches every server in yours. Peer only with networks you trust."
                    </p>
                    {refused}
                    <p class="hint will-create">{move || composing.announced()}</p>
                    <div class="buttons">
                        <button
                            type="submit"
                            class="primary"
                            aria-disabled=move || (busy() || composing.reason().is_some()).to_string()
                            aria-describedby=stops.clone()
                        >
                            {move || (if busy() { "Creating…" } else { "Create peering" }).to_owned()}
                        </button>
                        {link("button", router.list(), "Cancel")}
                        <p class="blocked-reason" id=stops tabindex="-1">
                            {move || composing.reason()}
                        </p>
                    </div>
                </form>
            </div>
            <Preflight checks=composing.checks snapshot />
            <div class="create-aside">
                <HandshakeCard handshake=composing.handshake />
                <section class="panel" aria-label="By other means">
                    <Equivalents drafts />
                </section>
            </div>
        </div>
    }
}

fn end(
    chosen: RwSignal<Option<NetworkId>>,
) -> Signal<Option<(NetworkId, Vec<domain::model::cidr::Range>)>> {
    Signal::derive(move || chosen.get().map(|id| (id, Vec::new())))
}
