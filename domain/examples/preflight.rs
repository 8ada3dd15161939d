//! How long the rules take on a large account: 10,000 networks and as many
//! peerings. `cargo run --release -p domain --example preflight` prints it.

use std::{hint::black_box, sync::Arc, time::Instant};

use domain::{
    model::{
        cidr::Range,
        ids::{NetworkId, PeeringId, RouterId},
        network::{Network, Router},
        peering::{End, Peering},
        row::Row,
        state::{ConfiguredStatus, State},
    },
    preflight::{Marker, Subject, preflight},
    snapshot::{Coverage, Networks, Snapshot, Sources},
};

const NETWORKS: u32 = 10_000;
const ROUNDS: u32 = 20;

fn network_id(number: u32) -> NetworkId {
    NetworkId::from_u128(u128::from(number))
}

/// `on_router` networks share each router.
fn sources(on_router: u32) -> Sources {
    let range = |number: u32| Range::new(format!("10.{}.{}.0/24", number >> 8, number & 255));
    let router = |number: u32| RouterId::from_u128(u128::from(number / on_router));
    let networks: Networks = (0..NETWORKS)
        .map(|number| Network {
            id: network_id(number),
            name: format!("network {number}"),
            private: true,
            zone: "fi-hel1".into(),
            router: Some(router(number)),
            ranges: vec![range(number)],
        })
        .map(|network| (network.id, Arc::new(network)))
        .collect();
    let end = |number: u32| End {
        network: network_id(number % NETWORKS),
        ranges: vec![range(number % NETWORKS)],
    };
    let peerings = (0..NETWORKS)
        .map(|number| Peering {
            id: PeeringId::from_u128(u128::from(number)),
            name: format!("peering {number}"),
            configured_status: ConfiguredStatus::Active,
            state: State::Active,
            local: end(number),
            peer: end(number + 1),
            labels: Vec::new(),
            created_at: None,
            updated_at: None,
        })
        .map(|peering| Arc::new(Row::new(peering, &networks)))
        .collect();
    let routers = (0..NETWORKS.div_ceil(on_router)).map(|number| Router {
        id: RouterId::from_u128(u128::from(number)),
        name: format!("router {number}"),
        service: false,
        attached: (number * on_router..(number + 1) * on_router)
            .map(network_id)
            .collect(),
    });
    Sources {
        peerings,
        peerings_read: Coverage::Complete,
        routers: routers.collect(),
        routers_read: Coverage::Complete,
        networks: Arc::new(networks),
        networks_read: Coverage::Complete,
        ..Sources::default()
    }
}

fn time(what: &str, mut work: impl FnMut()) {
    let mut times: Vec<f64> = (0..ROUNDS)
        .map(|_| {
            let start = Instant::now();
            work();
            start.elapsed().as_secs_f64() * 1000.0
        })
        .collect();
    times.sort_by(f64::total_cmp);
    let middle = times.get(times.len() / 2).copied().unwrap_or_default();
    let longest = times.last().copied().unwrap_or_default();
    println!("  {what:<44} {middle:8.3} ms (longest {longest:.3})");
}

fn main() {
    for on_router in [10, NETWORKS] {
        println!("{NETWORKS} networks and peerings, {on_router} networks on each router:");
        let sources = sources(on_router);
        time("making the snapshot", || {
            black_box(Snapshot::new(sources.clone()));
        });
        let snapshot = Snapshot::new(sources.clone());
        let subject = Subject {
            local: Some(network_id(17)),
            peer: Some(network_id(4711)),
            both: true,
            ..Subject::default()
        };
        time("one full preflight", || {
            black_box(preflight(&snapshot, &subject));
        });
        time("marking every network in the picker", || {
            let marker = Marker::new(&snapshot, false, subject.local);
            for network in sources.networks.values() {
                black_box(marker.mark(network));
            }
        });
        time("pairing every peering", || {
            black_box(domain::link::links(&sources.peerings, &snapshot));
        });
    }
}
