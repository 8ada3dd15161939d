//! Two networks and what their owners do.

use std::time::Duration;

use domain::{
    api::{
        decode,
        request::{self, Method, Request},
    },
    edit::{form::Draft, patch::Patch},
    model::{
        ids::{NetworkId, PeeringId},
        peering::Peering,
        state::ConfiguredStatus,
    },
};
use emulator::{
    Settings,
    cloud::{state::State as Imposed, world::World},
    scenario::Scenario,
};

use crate::api::Api;

/// An action of an owner, or an event at UpCloud.
#[derive(Clone, Copy, Debug)]
pub(super) enum Event {
    Create(Status),
    CreateOther(Status),
    /// Enables or disables this half.
    Switch(Status),
    SwitchOther(Status),
    /// Disables and deletes the other half.
    DeleteOther,
    /// Detaches the local network from its router.
    Detach,
    DetachPeer,
    /// Deletes the peer network.
    DeletePeer,
    /// UpCloud completes all transitions.
    Settle,
    /// UpCloud fails to set up this half.
    Fail,
}

#[derive(Clone, Copy, Debug)]
pub(super) enum Status {
    On,
    Off,
}

impl From<Status> for ConfiguredStatus {
    fn from(status: Status) -> Self {
        match status {
            Status::On => Self::Active,
            Status::Off => Self::Disabled,
        }
    }
}

/// The owner of the peer network.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Peer {
    Yours,
    Theirs,
}

/// How the two networks are set up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Setup {
    Usual,
    /// Transitions take time.
    Slow,
    /// The two networks' ranges overlap.
    Overlapping,
}

/// The two networks and their owners.
pub(super) struct Link {
    pub(super) you: Api,
    pub(super) owner: Api,
    pub(super) local: NetworkId,
    pub(super) peer: NetworkId,
}

impl Link {
    pub(super) async fn new(peer: Peer, setup: Setup) -> Self {
        let scenario = match (peer, setup) {
            (Peer::Yours, Setup::Overlapping) => Scenario::Company,
            _ => Scenario::Empty,
        };
        let slow = setup == Setup::Slow;
        let you = Api::with(Settings {
            scenario,
            provisioning_delay: Duration::from_secs(if slow { 1000 } else { 0 }),
            ..Settings::default()
        });
        let owner = match peer {
            Peer::Yours => you.clone(),
            Peer::Theirs => you.partner(),
        };
        let (local, peer) = match (peer, setup) {
            (Peer::Yours, Setup::Overlapping) => ("hel-reports", "fra-reports"),
            (Peer::Theirs, Setup::Overlapping) => {
                overlapping(&owner).await;
                ("hel-app", "partner-twin")
            }
            (Peer::Yours, _) => ("hel-app", "fra-db"),
            (Peer::Theirs, _) => ("hel-app", "partner-billing"),
        };
        Self {
            local: you.network(local).await,
            peer: owner.network(peer).await,
            you,
            owner,
        }
    }

    /// This half, as its owner sees it.
    pub(super) async fn this(&self) -> Option<Peering> {
        half(&self.you, self.local, self.peer).await
    }

    /// The other half, as its owner sees it.
    pub(super) async fn other(&self) -> Option<Peering> {
        half(&self.owner, self.peer, self.local).await
    }

    pub(super) async fn apply(&self, event: Event) {
        let this = self.this().await.map(|half| half.id);
        let other = self.other().await.map(|half| half.id);
        let this = || this.expect("this half");
        let other = || other.expect("the other half");
        match event {
            Event::Create(on) => create(&self.you, self.local, self.peer, on).await,
            Event::CreateOther(on) => create(&self.owner, self.peer, self.local, on).await,
            Event::Switch(on) => switch(&self.you, this(), on).await,
            Event::SwitchOther(on) => switch(&self.owner, other(), on).await,
            Event::DeleteOther => {
                switch(&self.owner, other(), Status::Off).await;
                self.owner.delete(other()).await.expect("deleted");
            }
            Event::Detach => detach(&self.you, self.local).await,
            Event::DetachPeer => detach(&self.owner, self.peer).await,
            Event::DeletePeer => {
                // The console cannot delete networks.
                let delete = Request {
                    method: Method::Delete,
                    path: format!("/network/{}", self.peer),
                    body: None,
                };
                self.owner.call(delete, |_| Ok(())).await.expect("deleted");
            }
            Event::Settle => self.you.emulator.alter(World::finish_transitions),
            Event::Fail => {
                let id = this().to_string().parse().expect("a UUID");
                let fail = |world: &mut World| world.force(id, Some(Imposed::Error));
                assert!(self.you.emulator.alter(fail), "it exists");
            }
        }
    }
}

/// A network of the partner with a router, whose range overlaps that of
/// `hel-app`. The console cannot create networks.
pub(super) async fn overlapping(owner: &Api) {
    let network = r#"{ "network": { "name": "partner-twin", "zone": "de-fra1",
        "ip_networks": { "ip_network": [{ "address": "10.10.0.128/25", "family": "IPv4" }] } } }"#;
    let create = Request {
        method: Method::Post,
        path: "/network".into(),
        body: Some(network.into()),
    };
    let network = owner.call(create, decode::network).await.expect("created");
    let router = request::create_router("partner-fra");
    let router = owner.call(router, decode::router).await.expect("created");
    let attach = request::attach(network.id, Some(router.id));
    owner.call(attach, decode::network).await.expect("attached");
}

pub(super) async fn half(by: &Api, local: NetworkId, peer: NetworkId) -> Option<Peering> {
    let between = request::peerings_between(local, peer);
    let listed = by.call(between, decode::peerings).await.expect("a list");
    listed.items.into_iter().next()
}

pub(super) async fn create(by: &Api, local: NetworkId, peer: NetworkId, on: Status) {
    let draft = Draft {
        name: "under test".into(),
        configured_status: on.into(),
        local,
        peer,
        labels: Vec::new(),
    };
    by.create(&draft).await.expect("created");
}

pub(super) async fn switch(by: &Api, id: PeeringId, on: Status) {
    let patch = Patch::status(on.into());
    by.modify(id, &patch).await.expect("switched");
}

pub(super) async fn detach(by: &Api, network: NetworkId) {
    let detach = request::attach(network, None);
    by.call(detach, decode::network).await.expect("detached");
}
