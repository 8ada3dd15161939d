//! What users cannot do through the API: impose states, set system labels, attach servers, create
//! objects of UpCloud.

use uuid::Uuid;

use super::Builder;
use crate::cloud::{
    id::{self, Kind},
    label::Label,
    network::Server,
    router::Router,
    state::State,
};

impl Builder {
    pub(crate) fn force(&mut self, peering: Uuid, state: State) {
        self.world.force(peering, Some(state));
    }

    pub(crate) fn system_label(&mut self, peering: Uuid, key: &str, value: &str) {
        if let Some(mut peering) = self.world.peering(peering).cloned() {
            peering.labels.push(Label::new(key, value));
            self.world.put_peering(peering, self.timing());
        }
    }

    pub(crate) fn servers(&mut self, network: &str, titles: &[&str]) {
        let Some(mut found) = self.world.network(self.network_id(network)).cloned() else {
            return;
        };
        for &title in titles {
            found.servers.push(Server {
                title: title.to_owned(),
                uuid: id::typed(Kind::Server, self.random.wide()),
            });
        }
        self.world.put_network(found, self.timing());
    }

    /// `kind` is `public` or `utility`.
    pub(crate) fn upcloud_network(&mut self, kind: &str, zone: &str, name: &str, address: &str) {
        self.network("demo", zone, name, &[address], false, &[]);
        let network = self.world.network(self.network_id(name)).cloned();
        if let Some(mut network) = network {
            kind.clone_into(&mut network.kind);
            network.account = None;
            self.world.put_network(network, self.timing());
        }
    }

    pub(crate) fn service_router(&mut self, zone: &str) {
        self.world.put_router(Router {
            uuid: id::typed(Kind::Router, self.random.wide()),
            account: None,
            name: format!("Utility network router for zone {zone}"),
            kind: "service".to_owned(),
            labels: Vec::new(),
            static_routes: Vec::new(),
        });
    }
}
