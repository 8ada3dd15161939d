//! As many peerings as asked for, for measurements: most agreed, some waiting, some down.

use super::builder::{Builder, ZONES, labels};
use crate::cloud::world::World;
use crate::cloud::zone;

pub(super) fn build(seed: u64, peerings: u32) -> World {
    let wanted = peerings as usize;
    let mut builder = Builder::new(seed, u64::from(peerings) + 100);
    let names = networks(&mut builder, wanted);
    let mut made = 0;
    // Every pair of one continent, each network with its neighbours first, so that each has
    // about as many peerings as any other.
    for distance in 1..names.len() {
        for (one, other) in names.iter().zip(names.iter().skip(distance)) {
            if made == wanted {
                return builder.finish();
            }
            if !zone::can_peer(one.zone, other.zone) {
                continue;
            }
            let number = made.to_string();
            let env = ["prod", "staging", "dev", "test"]
                .get(made % 4)
                .copied()
                .unwrap_or("prod");
            let labels = labels(&[("env", env), ("ticket", &format!("NET-{number}"))]);
            let first = builder.peer(&one.name, &other.name, &labels);
            made += 1;
            let fate = builder.random().below(10);
            if fate > 0 && made < wanted {
                builder.peer(&other.name, &one.name, &labels);
                made += 1;
            }
            if fate == 9 {
                builder.disable(first);
            }
        }
    }
    builder.finish()
}

struct Place {
    name: String,
    zone: &'static str,
}

/// Networks zone by zone, enough of them to be peered `wanted` times without repetition.
fn networks(builder: &mut Builder, wanted: usize) -> Vec<Place> {
    let count = (wanted / 8).clamp(40, 20_000);
    let mut places = Vec::with_capacity(count);
    for number in 0..count {
        let position = number * ZONES.len() / count;
        let Some(&(zone, _)) = ZONES.get(position) else {
            continue;
        };
        let name = format!(
            "{}-{number:05}",
            zone.split('-').next_back().unwrap_or(zone)
        );
        let address = format!("10.{}.{}.0/24", number / 256, number % 256);
        let team = ["core", "edge", "data", "billing"]
            .get(number % 4)
            .copied()
            .unwrap_or("core");
        builder.network(
            "demo",
            zone,
            &name,
            &[&address],
            true,
            &labels(&[("team", team)]),
        );
        places.push(Place { name, zone });
    }
    places
}
