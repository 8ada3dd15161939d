//! Terraform: the resource, and the block that imports what exists.

use std::fmt::Write;

use crate::{edit::form::Draft, model::ids::PeeringId};

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

/// The resource of a peering, called after it.
pub fn resource(draft: &Draft) -> String {
    resource_as(&identifier(&draft.name), draft)
}

/// The resource of a peering under this name.
pub fn resource_as(name: &str, draft: &Draft) -> String {
    let mut text = format!(
        "resource \"upcloud_network_peering\" \"{name}\" {{\n  name              = {}\n  configured_status = {}\n",
        hcl_string(&draft.name),
        hcl_string(draft.configured_status.as_str()),
    );
    for (block, network) in [("network", draft.local), ("peer_network", draft.peer)] {
        let _ = write!(text, "\n  {block} {{\n    uuid = \"{network}\"\n  }}\n");
    }
    if !draft.labels.is_empty() {
        text.push_str("\n  labels = {\n");
        for label in &draft.labels {
            let (key, value) = (hcl_string(&label.key), hcl_string(&label.value));
            let _ = writeln!(text, "    {key} = {value}");
        }
        text.push_str("  }\n");
    }
    text.push_str("}\n");
    text
}

/// The block that imports a peering that exists into its resource.
pub fn import(id: PeeringId, draft: &Draft) -> String {
    import_as(&identifier(&draft.name), id)
}

/// The block that imports a peering into the resource of this name.
pub fn import_as(name: &str, id: PeeringId) -> String {
    format!("import {{\n  to = upcloud_network_peering.{name}\n  id = \"{id}\"\n}}\n")
}

/// A peering's name as one that Terraform takes for its resource.
pub fn identifier(name: &str) -> String {
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
