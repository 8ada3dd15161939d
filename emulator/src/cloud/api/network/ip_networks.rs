//! The address ranges of a network, in request bodies.

use serde_json::{Map, Value, json};

use crate::cloud::{
    api::body::Object,
    codes,
    failure::Failure,
    network::{IpNetwork, YesNo},
    subnet,
};

const KNOWN: [&str; 9] = [
    "address",
    "dhcp",
    "dhcp_bootfile_url",
    "dhcp_default_route",
    "dhcp_dns",
    "dhcp_routes",
    "dhcp_routes_configuration",
    "family",
    "gateway",
];

const AUTO_POPULATION: &str = "effective_routes_auto_population";

/// The ranges of a new network: at least one.
pub(super) fn create(body: &Object<'_>) -> Result<Vec<IpNetwork>, Failure> {
    let missing = || {
        Failure::new(
            codes::ADDRESS_MISSING,
            "The address of the network is missing.",
        )
    };
    let list = list(body)?
        .filter(|list| !list.is_empty())
        .ok_or_else(missing)?;
    let created = |sent: Object<'_>| {
        let address = sent
            .text("address", codes::ADDRESS_INVALID)?
            .ok_or_else(missing)?;
        let family = sent
            .text("family", codes::REQUEST_INVALID)?
            .unwrap_or("IPv4");
        let range = subnet::parse_private(address, family)?;
        let mut ip_network = IpNetwork {
            address: range,
            dhcp: YesNo::No,
            dhcp_bootfile_url: None,
            dhcp_default_route: YesNo::No,
            dhcp_dns: Vec::new(),
            dhcp_effective_routes: Vec::new(),
            dhcp_routes: Vec::new(),
            dhcp_routes_configuration: json!({
                "effective_routes_auto_population": { "enabled": "no" }
            }),
            family: family.to_owned(),
            gateway: subnet::first_host(&range).to_string(),
        };
        settings(&mut ip_network, &sent)?;
        Ok(ip_network)
    };
    list.into_iter().map(created).collect()
}

/// Changes the settings of the ranges whose family is named. A client may send the address back,
/// but not change it.
pub(super) fn modify(existing: &mut [IpNetwork], body: &Object<'_>) -> Result<(), Failure> {
    for sent in list(body)?.unwrap_or_default() {
        let family = sent
            .text("family", codes::REQUEST_INVALID)?
            .unwrap_or("IPv4");
        let address = sent.text("address", codes::ADDRESS_INVALID)?;
        let same = |ip: &&mut IpNetwork| {
            ip.family == family && address.is_none_or(|address| ip.address.to_string() == address)
        };
        let Some(ip_network) = existing.iter_mut().find(same) else {
            let message = "The address of a network cannot be changed.";
            return Err(Failure::new(codes::ADDRESS_INVALID, message));
        };
        settings(ip_network, &sent)?;
    }
    Ok(())
}

fn list<'a>(body: &Object<'a>) -> Result<Option<Vec<Object<'a>>>, Failure> {
    let Some(wrapper) = body.object("ip_networks")? else {
        return Ok(None);
    };
    wrapper.allow_only(&["ip_network"])?;
    let object = |value: &'a Value| {
        let object = Object::new(value, "ip_network")?;
        object.allow_only(&KNOWN)?;
        Ok(object)
    };
    let list = wrapper.list("ip_network")?.unwrap_or_default();
    list.iter().map(object).collect::<Result<_, _>>().map(Some)
}

/// Absent keys stay as they are, and a list that is emptied disappears (recorded traffic).
fn merge(configuration: &mut Value, sent: &Map<String, Value>) {
    let stored = configuration
        .get(AUTO_POPULATION)
        .and_then(Value::as_object);
    let mut merged = stored.cloned().unwrap_or_default();
    for (key, value) in sent {
        if value.as_array().is_some_and(Vec::is_empty) {
            merged.remove(key);
        } else {
            merged.insert(key.clone(), value.clone());
        }
    }
    *configuration = json!({ AUTO_POPULATION: merged });
}

fn settings(ip_network: &mut IpNetwork, sent: &Object<'_>) -> Result<(), Failure> {
    if let Some(dhcp) = sent.decode("dhcp")? {
        ip_network.dhcp = dhcp;
    }
    if let Some(default_route) = sent.decode("dhcp_default_route")? {
        ip_network.dhcp_default_route = default_route;
    }
    if let Some(url) = sent.text("dhcp_bootfile_url", codes::REQUEST_INVALID)? {
        ip_network.dhcp_bootfile_url = Some(url.to_owned()).filter(|url| !url.is_empty());
    }
    if let Some(dns) = sent.decode("dhcp_dns")? {
        ip_network.dhcp_dns = dns;
    }
    if let Some(routes) = sent.decode("dhcp_routes")? {
        ip_network.dhcp_routes = routes;
    }
    if let Some(configuration) = sent.object("dhcp_routes_configuration")? {
        configuration.allow_only(&[AUTO_POPULATION])?;
        if let Some(Value::Object(sent)) = configuration.get(AUTO_POPULATION) {
            merge(&mut ip_network.dhcp_routes_configuration, sent);
        }
    }
    if let Some(gateway) = sent
        .text("gateway", codes::ADDRESS_INVALID)?
        .filter(|g| !g.is_empty())
    {
        let inside = gateway.parse().is_ok_and(|address| {
            let address: std::net::IpAddr = address;
            ip_network.address.contains(&address)
        });
        if !inside {
            let message = format!("The gateway {gateway} is not in {}.", ip_network.address);
            return Err(Failure::new(codes::ADDRESS_INVALID, message));
        }
        gateway.clone_into(&mut ip_network.gateway);
    }
    Ok(())
}
