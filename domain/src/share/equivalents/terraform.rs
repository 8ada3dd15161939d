//! Terraform: the resource, and the block that imports what exists.

use std::fmt::Write;

use crate::{edit::form::Draft, model::peering::Peering};

/// A text as a string of HCL. `${` and `%{` would begin a template.
pub fn hcl_string(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            '$' | '%' if rest.peek() == Some(&'{') => {
                out.push(c);
                out.push(c);
            }
            // In a row of them only the last could be meant to be escaped, and
            // a doubled one before it would be read otherwise.
            '$' | '%' if rest.peek() == Some(&c) => push_unicode(&mut out, c),
            c if c.is_control() || matches!(c, '\u{2028}' | '\u{2029}') => {
                push_unicode(&mut out, c);
            }
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

fn push_unicode(out: &mut String, c: char) {
    // Writing to a string cannot fail.
    let _ = write!(out, "\\u{:04x}", u32::from(c));
}

/// What a file of resources begins with.
pub const TERRAFORM_HEAD: &str = r#"# Import blocks need Terraform 1.5 or newer, or OpenTofu. The configuration has to name
# the provider, as this does:
#
#   terraform {
#     required_providers {
#       upcloud = {
#         source = "UpCloudLtd/upcloud"
#       }
#     }
#   }
#
# The provider takes the token from the environment variable UPCLOUD_TOKEN.
"#;

/// The resource of a peering to be created, called after it.
pub fn resource(draft: &Draft) -> String {
    resource_as(&identifier(&draft.name), draft)
}

/// The resource of a peering that exists, as it is or is to become.
pub fn existing(peering: &Peering, draft: &Draft) -> String {
    resource_as(&name_of(peering), draft)
}

/// The block that imports a peering that exists into [its resource](existing).
pub fn import(peering: &Peering) -> String {
    let (name, id) = (name_of(peering), peering.id);
    format!("import {{\n  to = upcloud_network_peering.{name}\n  id = \"{id}\"\n}}\n")
}

/// The name of the resource of a peering that exists. Names of peerings need not differ;
/// with its UUID that of the resource is its own, and the same in every file. Terraform
/// replaces what it finds under another's name.
fn name_of(peering: &Peering) -> String {
    format!("{}_{}", identifier(&peering.name), peering.id)
}

/// In the form of `terraform fmt`.
fn resource_as(name: &str, draft: &Draft) -> String {
    let mut text = format!(
        "resource \"upcloud_network_peering\" \"{name}\" {{\n  name              = {}\n  configured_status = {}\n",
        hcl_string(&draft.name),
        hcl_string(draft.configured_status.as_str()),
    );
    for (block, network) in [("network", draft.local), ("peer_network", draft.peer)] {
        let _ = write!(text, "\n  {block} {{\n    uuid = \"{network}\"\n  }}\n");
    }
    if !draft.labels.is_empty() {
        let labels: Vec<(String, String)> = draft
            .labels
            .iter()
            .map(|label| (hcl_string(&label.key), hcl_string(&label.value)))
            .collect();
        let width = labels.iter().map(|(key, _)| key.chars().count()).max();
        let width = width.unwrap_or_default();
        text.push_str("\n  labels = {\n");
        for (key, value) in &labels {
            // The width of a format ends at 65,535.
            let blanks = " ".repeat(width - key.chars().count());
            let _ = writeln!(text, "    {key}{blanks} = {value}");
        }
        text.push_str("  }\n");
    }
    text.push_str("}\n");
    text
}

/// A peering's name as one that Terraform takes for its resource.
fn identifier(name: &str) -> String {
    identifier_or(name, "peering")
}

/// The resource of a router. A network is attached to it in the network's own
/// resource, by `router = upcloud_router.NAME.id`.
pub fn router(name: &str) -> String {
    format!(
        "resource \"upcloud_router\" \"{}\" {{\n  name = {}\n}}\n",
        identifier_or(name, "router"),
        hcl_string(name)
    )
}

/// A name as one that Terraform takes for a resource.
fn identifier_or(name: &str, otherwise: &str) -> String {
    let mut text = String::new();
    for c in name.chars() {
        match c.to_ascii_lowercase() {
            c @ ('a'..='z' | '0'..='9') => text.push(c),
            _ if !text.is_empty() && !text.ends_with('_') => text.push('_'),
            _ => {}
        }
    }
    let text = text.trim_end_matches('_');
    match text.chars().next() {
        Some('a'..='z') => text.into(),
        Some(_) => format!("{otherwise}_{text}"),
        None => otherwise.into(),
    }
}
