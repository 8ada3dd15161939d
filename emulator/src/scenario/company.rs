//! A company with networks in every zone, and a partner. Its peerings are in all ten states.

use super::builder::{Builder, labels};
use crate::cloud::{label::Label, state::State, world::World};

/// Account, zone, name, ranges, whether it has a router, env, team.
///
/// The networks of demo from hel-sandbox on are not peered: four have no router, and the ranges of
/// the last two overlap.
const NETWORKS: &str = "
    demo     fi-hel1  hel-app          10.10.0.0/24                          routed    prod     core
    demo     fi-hel1  hel-db           10.10.1.0/24                          routed    prod     data
    demo     fi-hel1  hel-dual         10.10.8.0/24,2a04:3540:1000:310::/64  routed    prod     edge
    demo     fi-hel1  hel-batch        10.10.16.0/22                         routed    staging  data
    demo     de-fra1  fra-db           10.20.0.0/24                          routed    prod     core
    demo     de-fra1  fra-app          10.20.1.0/24                          routed    prod     core
    demo     de-fra1  fra-legacy       10.30.2.0/24                          routed    staging  core
    demo     de-fra1  fra-archive      10.10.0.128/25                        routed    prod     infra
    demo     de-fra1  old-crm          10.21.0.0/24                          routed    prod     sales
    demo     nl-ams1  ams-web          10.30.0.0/22                          routed    prod     edge
    demo     nl-ams1  ams-cache        10.31.0.0/24                          routed    prod     edge
    demo     nl-ams1  ams-search       10.31.1.0/24                          routed    staging  data
    demo     se-sto1  sto-cache        10.44.0.0/24                          routed    prod     edge
    demo     se-sto1  sto-app          10.44.1.0/24                          routed    prod     core
    demo     se-sto1  sto-queue        10.44.2.0/24                          routed    prod     data
    demo     uk-lon1  lon-edge         10.61.0.0/24                          routed    prod     edge
    demo     uk-lon1  lon-app          10.61.1.0/24                          routed    prod     core
    demo     pl-waw1  waw-batch        10.72.0.0/23                          routed    dev      data
    demo     pl-waw1  waw-ci           10.72.4.0/24                          routed    dev      infra
    demo     es-mad1  mad-lab          10.83.0.0/24                          routed    test     lab
    demo     es-mad1  mad-demo         10.83.1.0/24                          routed    test     lab
    demo     dk-cph1  cph-mail         10.91.4.0/24                          routed    prod     mail
    demo     dk-cph1  cph-app          10.91.5.0/24                          routed    prod     core
    demo     no-svg1  svg-backup       10.140.0.0/24                         routed    prod     infra
    demo     us-nyc1  nyc-web          10.120.0.0/22                         routed    prod     edge
    demo     us-nyc1  nyc-app          10.121.0.0/24                         routed    prod     core
    demo     us-chi1  chi-db           10.124.0.0/22                         routed    prod     data
    demo     us-chi1  chi-app          10.125.0.0/24                         routed    prod     core
    demo     sg-sin1  sin-web          10.160.0.0/22                         routed    prod     edge
    demo     sg-sin1  sin-db           10.161.0.0/24                         routed    prod     data
    demo     au-syd1  syd-web          10.164.0.0/22                         routed    prod     edge
    demo     au-syd1  syd-db           10.165.0.0/24                         routed    prod     data
    demo     fi-hel1  hel-sandbox      10.11.0.0/24                          unrouted  dev      lab
    demo     se-sto1  sto-sandbox      10.45.0.0/24                          unrouted  dev      lab
    demo     uk-lon1  lon-trial        10.62.0.0/24                          unrouted  dev      lab
    demo     nl-ams1  ams-trial        10.32.0.0/24                          unrouted  dev      lab
    demo     fi-hel1  hel-reports      10.50.0.0/20                          routed    staging  data
    demo     de-fra1  fra-reports      10.50.4.0/24                          routed    staging  data
    partner  fi-hel1  partner-billing  10.200.0.0/24                         routed    prod     billing
    partner  de-fra1  partner-orders   10.201.0.0/24                         routed    prod     orders
    partner  nl-ams1  partner-stock    10.202.0.0/24                         routed    prod     stock
    partner  se-sto1  partner-mail     10.203.0.0/24                         routed    prod     mail
    partner  uk-lon1  partner-tax      10.204.0.0/24                         routed    prod     tax
";

/// Links with both halves: the two networks, env, team, ticket.
///
/// The ranges of ams-web and fra-legacy overlap, and those of hel-app and fra-archive: both halves
/// are in conflict-subnet.
const LINKS: &str = "
    hel-app    fra-db           prod     core     NET-4012
    hel-app    svg-backup       prod     infra    NET-4013
    hel-app    sto-app          prod     core     -
    hel-db     fra-app          prod     data     NET-4031
    hel-db     svg-backup       prod     infra    NET-4013
    hel-dual   lon-edge         prod     edge     -
    hel-dual   ams-cache        prod     edge     -
    fra-app    ams-cache        prod     core     NET-4102
    fra-db     svg-backup       prod     infra    NET-4013
    fra-app    lon-app          prod     core     -
    sto-app    cph-app          prod     core     NET-4120
    sto-queue  ams-web          prod     data     -
    lon-edge   cph-mail         prod     mail     NET-4188
    lon-app    cph-app          prod     core     -
    nyc-web    chi-db           prod     data     NET-4201
    nyc-app    chi-app          prod     core     NET-4202
    sin-web    sin-db           prod     data     NET-4300
    syd-web    syd-db           prod     data     NET-4301
    ams-web    fra-legacy       staging  edge     NET-4390
    hel-app    fra-archive      prod     infra    -
    hel-db     partner-billing  prod     billing  NET-4412
    fra-app    partner-orders   prod     orders   NET-4413
    ams-cache  partner-stock    prod     stock    -
    cph-mail   partner-mail     prod     mail     -
    lon-app    partner-tax      prod     tax      NET-4420
";

/// Peerings without other half: pending-peer. demo cannot see the last one.
const HALVES: &str = "
    hel-app      partner-billing  prod     billing  NET-4412
    fra-db       partner-orders   prod     orders   -
    sto-app      partner-mail     prod     mail     NET-4421
    waw-ci       hel-batch        dev      infra    -
    ams-search   fra-db           staging  data     NET-4433
    partner-tax  lon-edge         prod     tax      -
";

const LONG_NAME: &str = "waw-ci to lon-app, temporary route for the nightly builds until the \
    artefact store has moved to Stockholm (see the migration plan, second phase, and ask the \
    infrastructure team before anything is changed)";

pub(super) fn build(seed: u64) -> World {
    let mut builder = Builder::new(seed, 100);
    for zone in ["fi-hel1", "de-fra1"] {
        let (public, utility) = ("94.237.0.0/22", "10.3.0.0/22");
        builder.upcloud_network("public", zone, &format!("Public {zone} {public}"), public);
        builder.upcloud_network(
            "utility",
            zone,
            &format!("Private {zone} {utility}"),
            utility,
        );
        builder.service_router(zone);
    }
    for row in rows(NETWORKS) {
        let [account, zone, name, ranges, router, env, team] = row;
        let ranges: Vec<&str> = ranges.split(',').collect();
        let labels = labels(&[("env", env), ("team", team), ("region", region(zone))]);
        builder.network(account, zone, name, &ranges, router == "routed", &labels);
    }
    builder.servers("hel-app", &["app-1", "app-2"]);
    builder.servers("fra-db", &["db-1"]);
    for [one, other, env, team, ticket] in rows(LINKS) {
        let labels = link_labels(env, team, ticket);
        builder.peer(one, other, &labels);
        builder.peer(other, one, &labels);
    }
    for [one, other, env, team, ticket] in rows(HALVES) {
        builder.peer(one, other, &link_labels(env, team, ticket));
    }
    disabled_peerings(&mut builder);
    detached_networks(&mut builder);
    deleted_network(&mut builder);
    imposed_states(&mut builder);
    builder.finish()
}

/// The rows of a table with `N` columns, which leaves out empty lines.
fn rows<const N: usize>(table: &str) -> impl Iterator<Item = [&str; N]> {
    let row = |line| {
        str::split_whitespace(line)
            .collect::<Vec<_>>()
            .try_into()
            .ok()
    };
    table.lines().filter_map(row)
}

fn region(zone: &str) -> &str {
    match zone.get(..2) {
        Some("us") => "us",
        Some("sg" | "au") => "apac",
        _ => "eu",
    }
}

fn link_labels(env: &str, team: &str, ticket: &str) -> Vec<Label> {
    let mut labels = labels(&[("env", env), ("team", team), ("ticket", ticket)]);
    labels.retain(|label| label.value != "-");
    labels
}

/// One half disabled, so that the other is in `peer-disabled`.
fn disabled_peerings(builder: &mut Builder) {
    let dev = labels(&[("env", "dev"), ("team", "data")]);
    builder.peer("waw-batch", "fra-db", &dev);
    let disabled = builder.peer("fra-db", "waw-batch", &dev);
    builder.disable(disabled);
    let billing = labels(&[("env", "prod"), ("team", "core"), ("ticket", "NET-4450")]);
    builder.peer("cph-app", "partner-orders", &billing);
    let disabled = builder.peer("partner-orders", "cph-app", &[]);
    builder.disable(disabled);
    let test = labels(&[("env", "test")]);
    let disabled = builder.peer("mad-lab", "waw-ci", &test);
    builder.disable(disabled);
    // Two equal names, and a long one.
    let disabled = builder.peer_named("lab link", "mad-lab", "hel-batch", &test);
    builder.disable(disabled);
    builder.peer_named("lab link", "hel-batch", "mad-lab", &test);
    builder.peer_named(
        LONG_NAME,
        "waw-ci",
        "lon-app",
        &labels(&[("env", "dev"), ("legacy", "")]),
    );
}

/// Networks that lost their router: `missing-local-router` and `missing-peer-router`.
fn detached_networks(builder: &mut Builder) {
    let prod = labels(&[("env", "prod")]);
    builder.peer("sto-cache", "hel-app", &prod);
    builder.peer("hel-app", "sto-cache", &prod);
    builder.peer("mad-demo", "sto-cache", &labels(&[("env", "test")]));
    builder.detach("sto-cache");
    builder.peer("svg-backup", "partner-stock", &prod);
    builder.peer("partner-stock", "svg-backup", &[]);
    builder.detach("partner-stock");
}

/// `deleted-peer-network`.
fn deleted_network(builder: &mut Builder) {
    let legacy = labels(&[("legacy", ""), ("team", "sales")]);
    builder.peer("fra-legacy", "old-crm", &legacy);
    let back = builder.peer("old-crm", "fra-legacy", &legacy);
    builder.disable_and_delete(back);
    builder.delete_network("old-crm");
}

/// States that no rule leads to, and system labels.
fn imposed_states(builder: &mut Builder) {
    let edge = labels(&[("env", "prod"), ("team", "edge")]);
    let provisioning = builder.peer("lon-edge", "ams-web", &edge);
    builder.peer("ams-web", "lon-edge", &edge);
    builder.force(provisioning, State::Provisioning);
    let failed = builder.peer("sto-queue", "hel-batch", &labels(&[("env", "staging")]));
    builder.peer("hel-batch", "sto-queue", &labels(&[("env", "staging")]));
    builder.force(failed, State::Error);
    builder.system_label(failed, "_support_case", "1418822");
    builder.system_label(provisioning, "_managed_by", "uks");
}
