//! Peerings as files: for a spreadsheet, for programs, for Terraform, and as a
//! script that creates them again.
//!
//! What a user or an account wrote stays text in each of them.

use std::{iter, sync::Arc};

use serde_json::{Value, json};

use super::{
    csv::{self, Separator},
    equivalents, script,
};
use crate::model::{
    cidr::Range,
    label::Label,
    network::Network,
    peering::{End, Peering},
    row::{Row, RowEnd},
};

/// So many take a few milliseconds.
const ROWS_OF_PIECE: usize = 100;

const JSON_HEAD: &str = "{\n  \"network_peerings\": {\n    \"network_peering\": [";
const JSON_TAIL: &str = "\n    ]\n  }\n}\n";

/// The kinds of file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// A table with commas.
    Csv,
    /// A table with semicolons: where the decimal sign is a comma, Excel takes them for
    /// the separator.
    CsvWithSemicolons,
    /// The API's own form of a list.
    Json,
    /// Resources, with the blocks that import them.
    Terraform,
    /// A shell script that creates them with curl.
    Curl,
}

impl Format {
    /// All, in the order they are shown.
    pub const ALL: [Self; 5] = [
        Self::Csv,
        Self::CsvWithSemicolons,
        Self::Json,
        Self::Terraform,
        Self::Curl,
    ];

    pub fn title(self) -> &'static str {
        match self {
            Self::Csv => "CSV (for spreadsheets)",
            Self::CsvWithSemicolons => "CSV with semicolons (for Excel in most of Europe)",
            Self::Json => "JSON (API format)",
            Self::Terraform => "Terraform (with import blocks)",
            Self::Curl => "Shell script to recreate them (curl)",
        }
    }

    /// What the file is called.
    pub fn file_name(self) -> &'static str {
        match self {
            Self::Csv | Self::CsvWithSemicolons => "peerings.csv",
            Self::Json => "peerings.json",
            Self::Terraform => "peerings.tf",
            Self::Curl => "create-peerings.sh",
        }
    }

    pub fn media_type(self) -> &'static str {
        match self {
            Self::Csv | Self::CsvWithSemicolons => "text/csv",
            Self::Json => "application/json",
            Self::Terraform | Self::Curl => "text/plain",
        }
    }

    /// The file of these peerings, which are in the API at this address.
    pub fn write(self, rows: &[Arc<Row>], api: &str) -> String {
        self.pieces(rows, api).map(|(piece, _)| piece).collect()
    }

    /// The same in pieces, each with the number of peerings that are done with it: a long
    /// list takes so long that a page does something else in between.
    pub fn pieces<'a>(
        self,
        rows: &'a [Arc<Row>],
        api: &str,
    ) -> impl Iterator<Item = (String, usize)> + use<'a> {
        let (head, tail) = self.around(rows, api);
        let chunks = rows.chunks(ROWS_OF_PIECE).enumerate();
        let pieces = chunks.map(move |(number, chunk)| {
            let first = number * ROWS_OF_PIECE;
            let places = first..;
            let written = chunk.iter().zip(places);
            let piece = written.map(|(row, place)| self.one(row, place)).collect();
            (piece, first + chunk.len())
        });
        iter::once((head, 0))
            .chain(pieces)
            .chain(iter::once((tail, rows.len())))
    }

    /// What stands before and after the peerings.
    fn around(self, rows: &[Arc<Row>], api: &str) -> (String, String) {
        match self {
            Self::Csv => (table_head(Separator::Comma), String::new()),
            Self::CsvWithSemicolons => (table_head(Separator::Semicolon), String::new()),
            Self::Json if rows.is_empty() => (JSON_HEAD.into(), "]\n  }\n}\n".into()),
            Self::Json => (JSON_HEAD.into(), JSON_TAIL.into()),
            Self::Terraform => (equivalents::TERRAFORM_HEAD.into(), String::new()),
            Self::Curl => (script::head(rows, api), script::TAIL.into()),
        }
    }

    /// One peering; its place counts from 0.
    fn one(self, row: &Row, place: usize) -> String {
        match self {
            Self::Csv => line(Separator::Comma, row),
            Self::CsvWithSemicolons => line(Separator::Semicolon, row),
            Self::Json => json_element(&row.peering, place),
            Self::Terraform => terraform(&row.peering),
            Self::Curl => script::line(&row.peering),
        }
    }
}

/// The name of a column of the table, and its text for a row.
type CsvColumn = (&'static str, fn(&Row) -> String);

const COLUMNS: [CsvColumn; 15] = [
    ("uuid", |row| row.peering.id.to_string()),
    ("name", |row| row.peering.name.clone()),
    ("state", |row| row.peering.state.to_string()),
    ("configured_status", |row| {
        row.peering.configured_status.to_string()
    }),
    ("local_network", |row| row.peering.local.network.to_string()),
    ("local_network_name", |row| name(row.local.as_deref())),
    ("local_zone", |row| zone(row.local.as_deref())),
    ("local_ranges", |row| ranges(row.local_end())),
    ("peer_network", |row| row.peering.peer.network.to_string()),
    ("peer_network_name", |row| name(row.peer.as_deref())),
    ("peer_zone", |row| zone(row.peer.as_deref())),
    ("peer_ranges", |row| ranges(row.peer_end())),
    ("labels", |row| labels(&row.peering.labels)),
    ("created_at", |row| time(row.peering.created_at.as_deref())),
    ("updated_at", |row| time(row.peering.updated_at.as_deref())),
];

fn table_head(separator: Separator) -> String {
    csv::table(separator, [COLUMNS.map(|(name, _)| name.to_owned())])
}

fn line(separator: Separator, row: &Row) -> String {
    csv::line(separator, &COLUMNS.map(|(_, text)| text(row)))
}

fn name(network: Option<&Network>) -> String {
    network.map_or_else(String::new, |network| network.name.clone())
}

fn zone(network: Option<&Network>) -> String {
    network.map_or_else(String::new, |network| network.zone.clone())
}

fn ranges(end: RowEnd<'_>) -> String {
    let ranges: Vec<&str> = end.ranges().iter().map(Range::as_str).collect();
    ranges.join(", ")
}

fn labels(labels: &[Label]) -> String {
    let labels: Vec<String> = labels.iter().map(Label::pair).collect();
    labels.join(", ")
}

fn time(time: Option<&str>) -> String {
    time.unwrap_or_default().to_owned()
}

/// An element of the list, indented as a whole list is.
fn json_element(peering: &Peering, place: usize) -> String {
    let comma = if place == 0 { "" } else { "," };
    let element = format!("{:#}", object(peering));
    format!("{comma}\n      {}", element.replace('\n', "\n      "))
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
        "created_at": peering.created_at,
        "updated_at": peering.updated_at,
    });
    // The API leaves out what it does not know.
    if let Some(fields) = object.as_object_mut() {
        fields.retain(|_, value| !value.is_null());
    }
    object
}

fn written(end: &End) -> Value {
    if end.ranges.is_empty() {
        return json!({ "uuid": end.network });
    }
    let ranges: Vec<Value> = end.ranges.iter().map(range).collect();
    json!({ "uuid": end.network, "ip_networks": { "ip_network": ranges } })
}

fn range(range: &Range) -> Value {
    let family = if range.as_str().contains(':') {
        "IPv6"
    } else {
        "IPv4"
    };
    json!({ "address": range.as_str(), "family": family })
}

fn terraform(peering: &Peering) -> String {
    let import = equivalents::import(peering);
    let resource = equivalents::existing(peering, &equivalents::as_draft(peering));
    format!("\n{import}\n{resource}")
}
