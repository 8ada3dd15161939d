//! Peerings as files: for a spreadsheet, for programs, for Terraform, and as a
//! script that creates them again.
//!
//! What a user or an account wrote stays text in each of them.

use std::{collections::HashMap, sync::Arc};

use serde_json::{Value, json};

use super::equivalents;
use crate::{
    api::request,
    model::{
        cidr::Range,
        network::Network,
        peering::{End, Peering},
        row::Row,
    },
};

/// The kinds of file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// A table (RFC 4180).
    Csv,
    /// The API's own form of a list.
    Json,
    /// Resources, with the blocks that import them.
    Terraform,
    /// A shell script that creates them with curl.
    Curl,
}

impl Format {
    /// All, in the order they are shown.
    pub const ALL: [Self; 4] = [Self::Csv, Self::Json, Self::Terraform, Self::Curl];

    #[must_use]
    pub fn title(self) -> &'static str {
        match self {
            Self::Csv => "CSV (for spreadsheets)",
            Self::Json => "JSON (API format)",
            Self::Terraform => "Terraform (with import blocks)",
            Self::Curl => "Shell script to recreate them (curl)",
        }
    }

    /// What the file is called.
    #[must_use]
    pub fn file_name(self) -> &'static str {
        match self {
            Self::Csv => "peerings.csv",
            Self::Json => "peerings.json",
            Self::Terraform => "peerings.tf",
            Self::Curl => "create-peerings.sh",
        }
    }

    #[must_use]
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Csv => "text/csv",
            Self::Json => "application/json",
            Self::Terraform | Self::Curl => "text/plain",
        }
    }

    /// The file of these peerings, which are in the API at this address.
    #[must_use]
    pub fn write(self, rows: &[Arc<Row>], api: &str) -> String {
        match self {
            Self::Csv => csv(rows),
            Self::Json => json(rows),
            Self::Terraform => terraform(rows),
            Self::Curl => script(rows, api),
        }
    }
}

const HEAD: [&str; 15] = [
    "uuid",
    "name",
    "state",
    "configured_status",
    "local_network",
    "local_network_name",
    "local_zone",
    "local_ranges",
    "peer_network",
    "peer_network_name",
    "peer_zone",
    "peer_ranges",
    "labels",
    "created_at",
    "updated_at",
];

fn csv(rows: &[Arc<Row>]) -> String {
    let mut text = String::new();
    line(&mut text, HEAD.map(ToOwned::to_owned));
    for row in rows {
        let peering = &row.peering;
        let [local, local_name, local_zone, local_ranges] =
            end(&peering.local, row.local.as_deref());
        let [peer, peer_name, peer_zone, peer_ranges] = end(&peering.peer, row.peer.as_deref());
        let labels: Vec<String> = peering
            .labels
            .iter()
            .map(|label| format!("{}={}", label.key, label.value))
            .collect();
        line(
            &mut text,
            [
                peering.id.to_string(),
                peering.name.clone(),
                peering.state.to_string(),
                peering.configured_status.to_string(),
                local,
                local_name,
                local_zone,
                local_ranges,
                peer,
                peer_name,
                peer_zone,
                peer_ranges,
                labels.join("; "),
                peering.created_at.clone().unwrap_or_default(),
                peering.updated_at.clone().unwrap_or_default(),
            ],
        );
    }
    text
}

fn end(end: &End, network: Option<&Network>) -> [String; 4] {
    let ranges: Vec<&str> = end.ranges.iter().map(Range::as_str).collect();
    [
        end.network.to_string(),
        network
            .map(|network| network.name.clone())
            .unwrap_or_default(),
        network
            .map(|network| network.zone.clone())
            .unwrap_or_default(),
        ranges.join("; "),
    ]
}

fn line<const N: usize>(text: &mut String, cells: [String; N]) {
    for (place, cell) in cells.into_iter().enumerate() {
        if place > 0 {
            text.push(',');
        }
        text.push_str(&csv_cell(&cell));
    }
    text.push_str("\r\n");
}

/// A text as a cell. One that a spreadsheet would take for a formula is marked
/// as text by an apostrophe, as OWASP advises.
#[must_use]
pub fn csv_cell(text: &str) -> String {
    let formula = text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '\0']);
    let text = if formula {
        format!("'{text}")
    } else {
        text.to_owned()
    };
    if text.contains(['"', ',', '\r', '\n']) || text != text.trim() {
        format!("\"{}\"", text.replace('"', "\"\""))
    } else {
        text
    }
}

fn json(rows: &[Arc<Row>]) -> String {
    let peerings: Vec<Value> = rows.iter().map(|row| object(&row.peering)).collect();
    let list = json!({ "network_peerings": { "network_peering": peerings } });
    format!("{list:#}\n")
}

/// A peering as the API writes it.
fn object(peering: &Peering) -> Value {
    let mut object = json!({
        "uuid": peering.id,
        "name": peering.name,
        "configured_status": peering.configured_status.as_str(),
        "state": peering.state.as_str(),
        "labels": peering.labels,
        "network": written(&peering.local),
        "peer_network": written(&peering.peer),
    });
    let times = [
        ("created_at", &peering.created_at),
        ("updated_at", &peering.updated_at),
    ];
    for (key, time) in times {
        if let (Some(fields), Some(time)) = (object.as_object_mut(), time) {
            fields.insert(key.into(), json!(time));
        }
    }
    object
}

fn written(end: &End) -> Value {
    let mut object = json!({ "uuid": end.network });
    if let (Some(fields), false) = (object.as_object_mut(), end.ranges.is_empty()) {
        let ranges: Vec<Value> = end.ranges.iter().map(range).collect();
        fields.insert("ip_networks".into(), json!({ "ip_network": ranges }));
    }
    object
}

fn range(range: &Range) -> Value {
    let family = if range.as_str().contains(':') {
        "IPv6"
    } else {
        "IPv4"
    };
    json!({ "address": range.as_str(), "family": family })
}

fn terraform(rows: &[Arc<Row>]) -> String {
    let mut taken: HashMap<String, usize> = HashMap::new();
    let mut texts = Vec::with_capacity(rows.len());
    for row in rows {
        let draft = equivalents::as_draft(&row.peering);
        let mut name = equivalents::identifier(&draft.name);
        let count = taken.entry(name.clone()).or_default();
        *count += 1;
        // Two names can become one, and Terraform takes each once.
        if *count > 1 {
            name = format!("{name}_{}", row.peering.id.to_string().replace('-', ""));
        }
        texts.push(format!(
            "{}\n{}",
            equivalents::import_as(&name, row.peering.id),
            equivalents::resource_as(&name, &draft)
        ));
    }
    texts.join("\n")
}

const SCRIPT: &str = "#!/bin/sh
# Creates these network peerings. The API refuses those that already exist,
# and the script stops there.
set -eu
: \"${UPCLOUD_TOKEN:?Set UPCLOUD_TOKEN to an API token of the account}\"
";

/// The script that creates these peerings again. System labels are left out:
/// only UpCloud writes them.
#[must_use]
pub fn script(rows: &[Arc<Row>], api: &str) -> String {
    let calls = rows.iter().map(|row| {
        let draft = equivalents::as_draft(&row.peering);
        equivalents::curl(api, &request::create(&draft))
    });
    let calls: Vec<String> = calls.collect();
    format!("{SCRIPT}\n{}\n", calls.join("\n\n"))
}
