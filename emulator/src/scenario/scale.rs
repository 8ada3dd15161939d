//! Any number of peerings, for measurements: most have both halves, some lack one, some are
//! disabled.

use super::builder::{Builder, ZONES, labels};
use crate::cloud::{world::World, zone};

pub(super) fn build(seed: u64, peerings: u32) -> World {
    let wanted = peerings as usize;
    let mut builder = Builder::new(seed, u64::from(peerings) + 100);
    let names = networks(&mut builder, wanted);
    let mut created = 0;
    // Every pair within a continent, neighbours first, so that all networks have about the same
    // number of peerings.
    for distance in 1..names.len() {
        for (one, other) in names.iter().zip(names.iter().skip(distance)) {
            if created == wanted {
                return builder.finish();
            }
            if !zone::can_peer(one.zone, other.zone) {
                continue;
            }
            let number = created.to_string();
            let env = ["prod", "staging", "dev", "test"]
                .get(created % 4)
                .copied()
                .unwrap_or("prod");
            let labels = labels(&[("env", env), ("ticket", &format!("NET-{number}"))]);
            let first = builder.peer(&one.name, &other.name, &labels);
            created += 1;
            let roll = builder.random().below(10);
            if roll > 0 && created < wanted {
                builder.peer(&other.name, &one.name, &labels);
                created += 1;
            }
            if roll == 9 {
                builder.disable(first);
            }
        }
    }
    builder.finish()
}

struct NamedNetwork {
    name: String,
    zone: &'static str,
}

/// Networks zone by zone, enough for `wanted` peerings.
fn networks(builder: &mut Builder, wanted: usize) -> Vec<NamedNetwork> {
    let count = (wanted / 8).clamp(40, 20_000);
    let mut networks = Vec::with_capacity(count);
    for number in 0..count {
        let position = number * ZONES.len() / count;
        let Some(&(zone, _)) = ZONES.get(position) else {
            continue;
        };
        let city = zone.split('-').next_back().unwrap_or(zone);
        let name = format!("{city}-{number:05}");
        let address = format!("10.{}.{}.0/24", number / 256, number % 256);
        let team = ["core", "edge", "data", "billing"]
            .get(number % 4)
            .copied()
            .unwrap_or("core");
        let labels = labels(&[("team", team)]);
        builder.network("demo", zone, &name, &[&address], true, &labels);
        networks.push(NamedNetwork { name, zone });
    }
    networks
}
