//! Two networks, and what their owners do.

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

/// What somebody does. This half is `hel-app`'s owner's, the other half and the
/// peer network are their owner's.
#[derive(Clone, Copy, Debug)]
pub(super) enum Do {
    /// Creates this half, on or off.
    Create(Turned),
    /// Creates the other half.
    CreateOther(Turned),
    /// Throws this half's switch.
    Switch(Turned),
    /// Throws the other half's.
    SwitchOther(Turned),
    /// Deletes the other half, once it is off.
    DeleteOther,
    /// Detaches the local network from its router.
    Detach,
    /// Detaches the peer network from its.
    DetachPeer,
    /// Deletes the peer network.
    DeletePeer,
    /// UpCloud is done with whatever is in transition.
    Settle,
    /// UpCloud fails.
    Fail,
}

#[derive(Clone, Copy, Debug)]
pub(super) enum Turned {
    On,
    Off,
}

impl From<Turned> for ConfiguredStatus {
    fn from(status: Turned) -> Self {
        match status {
            Turned::On => Self::Active,
            Turned::Off => Self::Disabled,
        }
    }
}

/// Whose the peer network is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Peer {
    Yours,
    Theirs,
}

/// How the surroundings differ from two networks that could be linked at once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Where {
    Usual,
    /// Going into and out of `active` takes a while.
    Slow,
    /// The two networks' ranges overlap.
    Overlapping,
}

/// The two networks, and those who own them.
pub(super) struct Link {
    pub(super) you: Api,
    pub(super) owner: Api,
    pub(super) local: NetworkId,
    pub(super) peer: NetworkId,
}

impl Link {
    pub(super) async fn of(peer: Peer, surroundings: Where) -> Self {
        let scenario = match (peer, surroundings) {
            (Peer::Yours, Where::Overlapping) => Scenario::Company,
            _ => Scenario::Empty,
        };
        let slow = surroundings == Where::Slow;
        let you = Api::with(Settings {
            scenario,
            provisioning_delay: Duration::from_secs(if slow { 1000 } else { 0 }),
            ..Settings::default()
        });
        let owner = match peer {
            Peer::Yours => you.clone(),
            Peer::Theirs => you.partner(),
        };
        let (local, peer) = match (peer, surroundings) {
            (Peer::Yours, Where::Overlapping) => ("hel-reports", "fra-reports"),
            (Peer::Theirs, Where::Overlapping) => {
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

    /// This half, as its owner reads it.
    pub(super) async fn this(&self) -> Option<Peering> {
        half(&self.you, self.local, self.peer).await
    }

    /// The other half, as its owner reads it.
    pub(super) async fn other(&self) -> Option<Peering> {
        half(&self.owner, self.peer, self.local).await
    }

    pub(super) async fn happens(&self, what: Do) {
        let this = self.this().await.map(|half| half.id);
        let other = self.other().await.map(|half| half.id);
        let this = || this.expect("this half");
        let other = || other.expect("the other half");
        match what {
            Do::Create(on) => create(&self.you, self.local, self.peer, on).await,
            Do::CreateOther(on) => create(&self.owner, self.peer, self.local, on).await,
            Do::Switch(on) => switch(&self.you, this(), on).await,
            Do::SwitchOther(on) => switch(&self.owner, other(), on).await,
            Do::DeleteOther => {
                switch(&self.owner, other(), Turned::Off).await;
                self.owner.delete(other()).await.expect("deleted");
            }
            Do::Detach => detach(&self.you, self.local).await,
            Do::DetachPeer => detach(&self.owner, self.peer).await,
            Do::DeletePeer => {
                // The console has no call for it.
                let delete = Request {
                    method: Method::Delete,
                    path: format!("/network/{}", self.peer),
                    body: None,
                };
                self.owner.call(delete, |_| Ok(())).await.expect("deleted");
            }
            Do::Settle => self.you.emulator.alter(World::finish_transitions),
            Do::Fail => {
                let id = this().to_string().parse().expect("a UUID");
                let fail = |world: &mut World| world.force(id, Some(Imposed::Error));
                assert!(self.you.emulator.alter(fail), "it exists");
            }
        }
    }
}

/// A network of the partner's that shares addresses with `hel-app`, and has a
/// router. The console has no call that creates a network.
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

pub(super) async fn create(by: &Api, local: NetworkId, peer: NetworkId, on: Turned) {
    let draft = Draft {
        name: "under test".into(),
        configured_status: on.into(),
        local,
        peer,
        labels: Vec::new(),
    };
    by.create(&draft).await.expect("created");
}

pub(super) async fn switch(by: &Api, id: PeeringId, on: Turned) {
    let patch = Patch::status(on.into());
    by.modify(id, &patch).await.expect("switched");
}

pub(super) async fn detach(by: &Api, network: NetworkId) {
    let detach = request::attach(network, None);
    by.call(detach, decode::network).await.expect("detached");
}
