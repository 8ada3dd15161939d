//! Malformed input causes an error at most, never a panic.

use domain::{
    api::{
        decode,
        error::{ApiError, ErrorKind},
        request,
    },
    edit::form::{Composed, Draft, check_composed, check_edited},
    model::{ids::NetworkId, label},
};
use proptest::{collection::vec, option, prelude::*};
use serde_json::{Value, json};

use crate::make;

const BODIES: [&str; 5] = [
    include_str!("../fixtures/peerings_one_bad.json"),
    include_str!("../fixtures/peering_unknown_state.json"),
    include_str!("../fixtures/networks.json"),
    include_str!("../fixtures/account.json"),
    include_str!("../fixtures/error_problem_invalid_params.json"),
];

/// JSON that has the API's field names in places where they do not belong.
fn json() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        "[a-z\"\\\\é-]{0,8}".prop_map(Value::from),
        Just(json!("03a1f6d2-5b7c-4e19-9d3a-2c84e0b7f615")),
    ];
    let name = prop::sample::select(vec![
        "network_peerings",
        "network_peering",
        "networks",
        "network",
        "routers",
        "router",
        "zones",
        "zone",
        "account",
        "username",
        "resource_limits",
        "uuid",
        "name",
        "state",
        "configured_status",
        "peer_network",
        "labels",
        "key",
        "value",
        "ip_networks",
        "ip_network",
        "address",
        "error",
        "error_code",
        "error_message",
        "title",
        "type",
        "invalid_params",
        "x",
    ]);
    leaf.prop_recursive(6, 48, 6, move |inner| {
        let fields = vec((name.clone(), inner.clone()), 0..6).prop_map(|fields| {
            fields
                .into_iter()
                .map(|(name, value)| (name.to_owned(), value))
                .collect()
        });
        prop_oneof![
            vec(inner, 0..4).prop_map(Value::Array),
            fields.prop_map(Value::Object),
        ]
    })
}

/// Every decoder reads it, or says that it is unreadable.
fn survives(body: &str) -> Result<(), TestCaseError> {
    let errors = [
        decode::peering(body).err(),
        decode::peerings(body).err(),
        decode::networks(body).err(),
        decode::routers(body).err(),
        decode::zones(body).err(),
        decode::account(body).err(),
    ];
    for error in errors.into_iter().flatten() {
        prop_assert_eq!(error.kind, ErrorKind::Unreadable);
        prop_assert!(error.outcome_unknown());
    }
    Ok(())
}

proptest! {
    #[test]
    fn any_json_is_survived(json in json()) {
        survives(&json.to_string())?;
        for (list, object) in [
            ("network_peerings", "network_peering"),
            ("networks", "network"),
            ("routers", "router"),
            ("zones", "zone"),
        ] {
            survives(&json!({ list: { object: [&json] } }).to_string())?;
            survives(&json!({ object: &json }).to_string())?;
        }
    }

    #[test]
    fn any_text_is_survived(body in any::<String>()) {
        survives(&body)?;
    }

    /// An answer of which a piece is missing or spoilt is never half read.
    #[test]
    fn broken_answers_are_survived(
        body in prop::sample::select(BODIES.to_vec()),
        cut in any::<prop::sample::Index>(),
        put in "[\\[\\]{}\",:0a\u{0}]{0,2}",
    ) {
        // Without the line's end, or cutting it off would leave all of it.
        let body = body.trim_end();
        let places: Vec<usize> = body.char_indices().map(|(place, _)| place).collect();
        let (head, tail) = body.split_at(places[cut.index(places.len())]);
        survives(&format!("{head}{put}{tail}"))?;
        survives(head)?;
        prop_assert!(decode::peering(head).is_err() && decode::peerings(head).is_err());
    }

    #[test]
    fn a_list_hides_no_readable_element(elements in vec(prop_oneof![json(), Just(good())], 0..6)) {
        let body = json!({ "network_peerings": { "network_peering": &elements } }).to_string();
        let listed = decode::peerings(&body).expect("a list");
        prop_assert_eq!(listed.items.len() + listed.unreadable.len(), elements.len());
        let good = elements.iter().filter(|element| **element == good()).count();
        prop_assert!(listed.items.len() >= good);
    }

    #[test]
    fn no_error_loses_its_status(
        status in prop_oneof![any::<u16>(), 398..602_u16],
        body in prop_oneof![any::<String>(), json().prop_map(|json| json.to_string())],
        retry_after in option::of(prop_oneof![any::<String>(), any::<u64>().prop_map(|n| n.to_string())]),
        correlation_id in option::of(any::<String>()),
    ) {
        let error =
            ApiError::answered(status, &body, retry_after.as_deref(), correlation_id.as_deref());
        prop_assert_eq!(error.status, Some(status));
        prop_assert!(!error.message.trim().is_empty());
        prop_assert!(!error.advice().is_empty());
        prop_assert_eq!(error.correlation_id.is_some() || correlation_id.is_none(), true);
        let kind = match status {
            401 => ErrorKind::Unauthorized,
            403 => ErrorKind::Forbidden,
            404 => ErrorKind::NotFound,
            409 => ErrorKind::Conflict,
            429 => ErrorKind::TooManyRequests,
            400..=499 => ErrorKind::Refused,
            500..=u16::MAX => ErrorKind::Server,
            _ => ErrorKind::Unreadable,
        };
        prop_assert_eq!(error.kind, kind);
        prop_assert_eq!(error.outcome_unknown(), !(400..500).contains(&status));
    }

    /// What a form lets through is within the rules, and is sent as it is.
    #[test]
    fn what_is_typed_is_sent_or_told(
        edited in make::edited(),
        local in option::of(0..3_u128),
        peer in option::of(0..3_u128),
    ) {
        let composed = Composed {
            edited: edited.clone(),
            local: local.map(NetworkId::from_u128),
            peer: peer.map(NetworkId::from_u128),
        };
        match check_composed(&composed) {
            Ok(draft) => {
                prop_assert!((1..=255).contains(&draft.name.chars().count()));
                prop_assert_ne!(draft.local, draft.peer);
                prop_assert!(label::check_all(&draft.labels).iter().all(Option::is_none));
                prop_assert_eq!(&check_edited(&edited).expect("good").labels, &draft.labels);
                sent_as_it_is(&draft)?;
            }
            Err(errors) => {
                prop_assert!(!errors.is_empty());
                prop_assert_eq!(errors.local.is_some(), local.is_none());
                prop_assert_eq!(errors.peer.is_some(), peer.is_none() || peer == local);
            }
        }
    }
}

fn good() -> Value {
    let body: Value =
        serde_json::from_str(include_str!("../fixtures/peering_pending.json")).expect("JSON");
    body["network_peering"].clone()
}

fn sent_as_it_is(draft: &Draft) -> Result<(), TestCaseError> {
    let body = request::create(draft).body.expect("a body");
    let mut body: Value = serde_json::from_str(&body).expect("JSON");
    // As the API would answer it.
    body["network_peering"]["uuid"] = json!("0f58c3e7-1a94-4b6d-8e20-c7d1f9a2b354");
    body["network_peering"]["state"] = json!("provisioning");
    let made = decode::peering(&body.to_string()).expect("a peering");
    prop_assert_eq!(&made.name, &draft.name);
    prop_assert_eq!(&made.labels, &draft.labels);
    prop_assert_eq!(&made.configured_status, &draft.configured_status);
    prop_assert_eq!(
        (made.local.network, made.peer.network),
        (draft.local, draft.peer)
    );
    Ok(())
}
