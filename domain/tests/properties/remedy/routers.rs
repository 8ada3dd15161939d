//! Which routers a network can be attached to.

use domain::{
    model::{ids::NetworkId, network::Router},
    snapshot::{Coverage, Snapshot, Sources},
    status::remedy::{Remedy, attaching, routers},
};

use super::{network, router};
use crate::fixtures;

/// Routers of the same zone come first, then those without a network; those of
/// another zone, of none that is known, and UpCloud's own are left out.
#[test]
fn only_routers_that_fit_are_offered() {
    let id = NetworkId::from_u128;
    let networks = [
        network(id(1), "bare", "fi-hel1", None),
        network(id(2), "beside", "fi-hel1", Some(router(10))),
        network(id(3), "elsewhere", "de-fra1", Some(router(11))),
    ];
    let named = |number: u128, service: bool, attached: &[u128]| Router {
        id: router(number),
        name: format!("r{number}"),
        service,
        attached: attached.iter().copied().map(id).collect(),
    };
    let snapshot = Snapshot::new(Sources {
        routers: vec![
            named(14, false, &[]),
            named(13, true, &[]),
            named(12, false, &[99]),
            named(11, false, &[3]),
            named(10, false, &[2]),
        ],
        routers_read: Coverage::Complete,
        ..fixtures::sources([], fixtures::networks(networks))
    });
    assert_eq!(
        routers(&snapshot, id(1)),
        [
            Remedy::AttachRouter {
                network: id(1),
                routers: vec![router(10), router(14)],
            },
            Remedy::CreateRouter {
                network: id(1),
                name: "fi-hel1-router".into(),
            }
        ]
    );
    assert_eq!(routers(&snapshot, id(2)), []);

    let changes = attaching(&snapshot, id(1), Some(router(10)));
    assert_eq!(
        (changes.joins, changes.overlaps),
        (vec![id(2)], vec![id(2)])
    );
    assert!(changes.text.contains("bare and beside"), "{}", changes.text);
    assert_eq!(attaching(&snapshot, id(1), None).joins, []);
}
