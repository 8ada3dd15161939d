//! What no user can do by the API: states imposed, system labels, servers, UpCloud's own objects.

use super::Builder;
use crate::cloud::id::{self, Kind};
use crate::cloud::label::Label;
use crate::cloud::moment::Timing;
use crate::cloud::network::Server;
use crate::cloud::router::Router;
use crate::cloud::state::State;
use uuid::Uuid;

impl Builder {
    /// Imposes a state that no change of the world explains.
    pub(crate) fn force(&mut self, peering: Uuid, state: State) {
        self.world.force(peering, Some(state));
    }

    /// Puts a label on a peering that no user could.
    pub(crate) fn system_label(&mut self, peering: Uuid, key: &str, value: &str) {
        if let Some(mut peering) = self.world.peering(peering).cloned() {
            peering.labels.push(Label::new(key, value));
            self.world.put_peering(
                peering,
                Timing {
                    now: self.now,
                    provisioning_ms: 0,
                },
            );
        }
    }

    /// Attaches servers to a network, which the stand-in has no operation for.
    pub(crate) fn servers(&mut self, network: &str, titles: &[&str]) {
        let Some(mut found) = self.world.network(self.network_id(network)).cloned() else {
            return;
        };
        for &title in titles {
            let uuid = id::typed(Kind::Server, self.random.wide());
            found.servers.push(Server {
                title: title.to_owned(),
                uuid,
            });
        }
        self.world.put_network(
            found,
            Timing {
                now: self.now,
                provisioning_ms: 0,
            },
        );
    }

    /// A network that belongs to UpCloud: `public` or `utility`.
    pub(crate) fn upcloud_network(&mut self, kind: &str, zone: &str, name: &str, address: &str) {
        self.network("demo", zone, name, &[address], false, &[]);
        let id = self.network_id(name);
        if let Some(mut network) = self.world.network(id).cloned() {
            kind.clone_into(&mut network.kind);
            network.account = None;
            self.world.put_network(
                network,
                Timing {
                    now: self.now,
                    provisioning_ms: 0,
                },
            );
        }
    }

    /// A router that belongs to UpCloud.
    pub(crate) fn service_router(&mut self, zone: &str) {
        let router = Router {
            uuid: id::typed(Kind::Router, self.random.wide()),
            account: None,
            name: format!("Utility network router for zone {zone}"),
            kind: "service".to_owned(),
            labels: Vec::new(),
            static_routes: Vec::new(),
        };
        self.world.put_router(router);
    }
}
