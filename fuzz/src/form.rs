//! Form input is refused, or sent unchanged.

use domain::{
    api::request,
    edit::form::{Composed, Edited, check_composed},
    model::{
        ids::{NetworkId, RouterId},
        label::Label,
        state::ConfiguredStatus,
    },
};
use serde_json::Value;

/// The first line is the name, the others are labels.
pub(crate) fn form(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let mut lines = text.split('\n');
    let name = lines.next().unwrap_or_default();
    let labels = lines.map(|line| match line.split_once('=') {
        Some((key, value)) => Label::new(key, value),
        None => Label::new(line, ""),
    });
    let composed = Composed {
        edited: Edited {
            name: name.into(),
            configured_status: ConfiguredStatus::of(name),
            labels: labels.collect(),
        },
        local: Some(NetworkId::from_u128(1)),
        peer: Some(NetworkId::from_u128(2)),
    };
    if let Ok(draft) = check_composed(&composed) {
        assert!((1..=255).contains(&draft.name.chars().count()));
        let sent = request::create(&draft).body.unwrap_or_default();
        let sent: Value = serde_json::from_str(&sent).unwrap_or_default();
        let sent = sent.pointer("/network_peering/name");
        assert_eq!(sent.and_then(Value::as_str), Some(draft.name.as_str()));
    }
    let router = request::create_router(name).body.unwrap_or_default();
    let router: Value = serde_json::from_str(&router).unwrap_or_default();
    assert_eq!(router.pointer("/router/name"), Some(&Value::from(name)));
    // Identifiers are accepted in one form only, and printed in it.
    for line in text.lines() {
        if let Ok(id) = line.parse::<RouterId>() {
            assert_eq!(id.to_string(), line.trim().to_lowercase());
        }
    }
}
