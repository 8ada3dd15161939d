//! A new account: networks, but no peerings.

use super::builder::{Builder, labels};
use crate::cloud::world::World;

pub(super) fn build(seed: u64) -> World {
    let mut builder = Builder::new(seed, 100);
    let env = labels(&[("env", "prod")]);
    builder.network("demo", "fi-hel1", "hel-app", &["10.10.0.0/24"], true, &env);
    builder.network("demo", "de-fra1", "fra-db", &["10.20.0.0/24"], true, &env);
    builder.network("demo", "nl-ams1", "ams-web", &["10.30.0.0/22"], true, &env);
    builder.network("demo", "es-mad1", "mad-lab", &["10.83.0.0/24"], false, &[]);
    let range = ["10.200.0.0/24"];
    builder.network("partner", "fi-hel1", "partner-billing", &range, true, &[]);
    builder.finish()
}
