//! Responses with one malformed value: it affects nothing else, and what is
//! unknown stays unknown (checklist S-31).

use std::fmt::Debug;

use domain::{
    api::{
        decode::{self, Listed, PeeringReader},
        error::ApiError,
    },
    model::state::{ConfiguredStatus, KNOWN, State},
};
use proptest::{prelude::*, sample::Index};
use serde_json::{Value, json};

const PEERINGS: &str = include_str!("../fixtures/peerings.json");
const NETWORKS: &str = include_str!("../fixtures/networks.json");
const ROUTERS: &str = include_str!("../fixtures/routers.json");
const ZONES: &str = include_str!("../fixtures/zones.json");

/// Stands where the odd value is put: `Value` cannot hold all of them.
const HERE: &str = "the odd value's place";

/// Values, as JSON, that are of the wrong kind in most places.
fn odd() -> impl Strategy<Value = String> {
    let deep = |depth: usize| format!("{}{}", "[".repeat(depth), "]".repeat(depth));
    prop_oneof![
        Just("null".to_owned()),
        Just("true".to_owned()),
        Just("-1e999".to_owned()),
        Just("7".repeat(400)),
        Just(r#""\ud800""#.to_owned()),
        Just(r#""\udfff\ud83d\ude00""#.to_owned()),
        Just(r#""\u0000\u001f\u202e\ufeff""#.to_owned()),
        Just(format!("\"{}\"", "n".repeat(100_000))),
        Just(r#"{"uuid":1,"uuid":2}"#.to_owned()),
        (1..2000_usize).prop_map(deep),
        any::<String>().prop_map(|text| Value::from(text).to_string()),
    ]
}

/// Every place in a value.
fn places(value: &Value) -> Vec<String> {
    let keys: Vec<String> = match value {
        Value::Array(items) => (0..items.len()).map(|at| at.to_string()).collect(),
        Value::Object(fields) => fields.keys().cloned().collect(),
        _ => Vec::new(),
    };
    let mut found = vec![String::new()];
    for key in keys {
        let inner = value.pointer(&format!("/{key}")).expect("a value");
        let below = places(inner);
        found.extend(below.into_iter().map(|place| format!("/{key}{place}")));
    }
    found
}

/// The list with an odd value somewhere in one element; answers which.
fn spoilt(body: &str, list: &str, which: Index, place: Index, odd: &str) -> (usize, String) {
    let mut body: Value = serde_json::from_str(body).expect("JSON");
    let elements = body.pointer_mut(list).and_then(Value::as_array_mut);
    let elements = elements.expect("a list");
    let which = which.index(elements.len());
    let element = &mut elements[which];
    let places = places(element);
    let place = &places[place.index(places.len())];
    *element.pointer_mut(place).expect("a place") = json!(HERE);
    let quoted = Value::from(HERE).to_string();
    (which, body.to_string().replace(&quoted, odd))
}

/// Every element is there but perhaps that one, which is told of then.
fn hides_no_other<T: PartialEq + Clone + Debug>(
    whole: &Result<Listed<T>, ApiError>,
    read: &Result<Listed<T>, ApiError>,
    which: usize,
) -> Result<(), TestCaseError> {
    let (whole, read) = (whole.as_ref().expect("a list"), read.as_ref());
    prop_assert!(read.is_ok(), "{:?}", read);
    let read = read.expect("a list");
    let mut others = whole.items.clone();
    others.remove(which);
    let mut items = read.items.clone();
    if read.unreadable.is_empty() {
        items.remove(which);
    } else {
        prop_assert_eq!(read.unreadable.len(), 1);
        let place = format!("[{which}]: ");
        prop_assert!(read.unreadable[0].contains(&place));
    }
    prop_assert_eq!(items, others);
    Ok(())
}

proptest! {
    #[test]
    fn s_31_one_odd_value_hides_no_other_element(
        which in any::<Index>(),
        place in any::<Index>(),
        odd in odd(),
    ) {
        let spoil = |body, list| spoilt(body, list, which, place, &odd);
        let (spoilt, body) = spoil(PEERINGS, "/network_peerings/network_peering");
        hides_no_other(&decode::peerings(PEERINGS), &decode::peerings(&body), spoilt)?;
        let (spoilt, body) = spoil(NETWORKS, "/networks/network");
        hides_no_other(&decode::networks(NETWORKS), &decode::networks(&body), spoilt)?;
        let (spoilt, body) = spoil(ROUTERS, "/routers/router");
        hides_no_other(&decode::routers(ROUTERS), &decode::routers(&body), spoilt)?;
        let (spoilt, body) = spoil(ZONES, "/zones/zone");
        hides_no_other(&decode::zones(ZONES), &decode::zones(&body), spoilt)?;
    }

    #[test]
    fn s_31_what_stands_beside_the_list_or_the_account_takes_nothing_away(odd in odd()) {
        let peerings = PEERINGS.trim_end().trim_end_matches('}');
        let beside = format!("{peerings}, \"total\": {odd} }}");
        prop_assert_eq!(decode::peerings(&beside), decode::peerings(PEERINGS));
        let networks = format!("{{\"more\":{odd},{}", NETWORKS.trim_start().trim_start_matches('{'));
        prop_assert_eq!(decode::networks(&networks), decode::networks(NETWORKS));
        let account = decode::account(&format!(
            r#"{{"x":{odd},"account":{{"credits":{odd},"username":"demo","resource_limits":{odd}}}}}"#
        ));
        prop_assert_eq!(account.map(|account| account.username), Ok("demo".into()));
        let used = format!(r#"{{"cores":{odd},"network_peerings":4}}"#);
        prop_assert_eq!(decode::peerings_used(&used), Ok(Some(4)));
    }

    #[test]
    fn s_31_fields_that_are_not_known_change_nothing(odd in odd()) {
        let more = PEERINGS.replace("\"state\"", &format!("\"zzz\": {odd}, \"state\""));
        prop_assert!(more != PEERINGS);
        prop_assert_eq!(decode::peerings(&more), decode::peerings(PEERINGS));
    }

    #[test]
    fn s_31_unknown_states_are_kept_as_unknown(name in any::<String>()) {
        let known = KNOWN.iter().any(|state| state.as_str() == name);
        let mut body: Value = serde_json::from_str(PEERINGS).expect("JSON");
        let peering = &mut body["network_peerings"]["network_peering"][0];
        peering["state"] = json!(name);
        peering["configured_status"] = json!(name);
        let read = decode::peerings(&body.to_string()).expect("a list");
        let peering = &read.items[0];
        prop_assert_eq!(peering.state.as_str(), &name);
        prop_assert_eq!(peering.configured_status.as_str(), &name);
        prop_assert_eq!(matches!(peering.state, State::Other(_)), !known);
        if !known {
            prop_assert!(matches!(peering.configured_status, ConfiguredStatus::Other(_)));
            prop_assert!(!peering.deletable() && !peering.in_transition());
        }
    }

    /// A list of numbers is none of peerings; still it is the same in pieces.
    #[test]
    fn s_31_values_that_go_on_in_the_next_piece_are_one(
        elements in prop::collection::vec("-?[0-9]{1,6}|true|null|\"[0-9]{0,4}\"|\\{\\}", 1..6),
        blank in "[ \n\t\r]{0,2}",
        length in 1..9_usize,
    ) {
        let list = elements.join(&format!("{blank},{blank}"));
        let body = format!(r#"{{"network_peerings":{{"network_peering":[{blank}{list}{blank}]}}}}"#);
        let json: Result<Value, _> = serde_json::from_str(&body);
        let mut reader = PeeringReader::default();
        for piece in body.as_bytes().chunks(length) {
            reader.push(piece);
        }
        let read = reader.finish();
        prop_assert_eq!(&read, &decode::peerings(&body));
        prop_assert_eq!(read.is_ok(), json.is_ok(), "{}", body);
        if let Ok(read) = read {
            prop_assert_eq!(read.unreadable.len(), elements.len());
        }
    }
}

/// Found by fuzzing: of a number that is passed over, what serde_json says
/// where it is cut is not that it ended too early.
#[test]
fn s_31_numbers_are_cut_anywhere_between_two_pieces() {
    let more = "\"zzz\": [-1.5e+3, 2E-7, -0.0, 12], \"state\"";
    let body = PEERINGS.replace("\"state\"", more);
    let whole = decode::peerings(PEERINGS);
    for length in 1..body.len() {
        assert_eq!(in_pieces(body.as_bytes(), length), whole, "{length}");
    }
}

fn in_pieces(
    body: &[u8],
    length: usize,
) -> Result<Listed<domain::model::peering::Peering>, ApiError> {
    let mut reader = PeeringReader::default();
    for piece in body.chunks(length) {
        reader.push(piece);
    }
    reader.finish()
}

#[test]
fn s_31_bytes_that_are_no_text_spoil_their_place_only() {
    let whole = decode::peerings(PEERINGS).expect("a list");
    let name = &whole.items[0].name;
    let start = PEERINGS.find(name.as_str()).expect("its name");
    let mut bytes = PEERINGS.as_bytes().to_vec();
    bytes.splice(start..start, [0xff, 0xc3, b'x']);
    for length in [1, 3, bytes.len()] {
        let read = in_pieces(&bytes, length).expect("a list");
        assert_eq!(read.items.len(), whole.items.len());
        assert_eq!(read.items[0].name, format!("\u{fffd}\u{fffd}x{name}"));
        assert_eq!(read.items[1..], whole.items[1..]);
    }
    // Between the elements there is nothing to put in its place.
    let comma = PEERINGS.find("\"network_peering\"").expect("a list");
    bytes.splice(comma..comma, [0xff]);
    assert!(in_pieces(&bytes, 7).is_err());
}

#[test]
fn s_31_halves_of_characters_are_shown_as_unknown_ones() {
    let named = |name: &str| {
        let id = "0f58c3e7-1a94-4b6d-8e20-c7d1f9a2b354";
        format!(r#"{{"uuid":"{id}","id":"z","name":"{name}","description":"{name}"}}"#)
    };
    let half = r"a\ud83db\\ud800\udc00\u00e4\ud83d\ude00";
    let shown = "a\u{fffd}b\\ud800\u{fffd}ä😀";
    let list = |outer, inner| format!(r#"{{"{outer}":{{"{inner}":[{}]}}}}"#, named(half));
    let networks = decode::networks(&list("networks", "network")).expect("a list");
    assert_eq!(networks.items[0].name, shown);
    let routers = decode::routers(&list("routers", "router")).expect("a list");
    assert_eq!(routers.items[0].name, shown);
    let zones = decode::zones(&list("zones", "zone")).expect("a list");
    assert_eq!(zones.items[0].description, shown);
    let network = decode::network(&format!(r#"{{"network":{}}}"#, named(half)));
    assert_eq!(network.map(|network| network.name), Ok(shown.into()));
    let account = decode::account(&format!(r#"{{"account":{{"username":"{half}"}}}}"#));
    assert_eq!(account.map(|account| account.username), Ok(shown.into()));

    let whole: Value = serde_json::from_str(PEERINGS).expect("JSON");
    let name = whole["network_peerings"]["network_peering"][0]["name"].to_string();
    let peerings = PEERINGS.replace(&name, &format!("\"{half}\""));
    for length in [1, 5, peerings.len()] {
        let read = in_pieces(peerings.as_bytes(), length).expect("a list");
        assert!(read.unreadable.is_empty(), "{:?}", read.unreadable);
        assert_eq!(read.items[0].name, shown);
    }
    let mut one = whole["network_peerings"]["network_peering"][0].clone();
    one["name"] = json!(HERE);
    let body = json!({ "network_peering": one })
        .to_string()
        .replace(HERE, half);
    assert_eq!(
        decode::peering(&body).map(|read| read.name),
        Ok(shown.into())
    );
}

#[test]
fn s_31_a_mark_of_the_encoding_is_no_part_of_the_answer() {
    let marked = format!("\u{feff}{PEERINGS}");
    assert_eq!(decode::peerings(&marked), decode::peerings(PEERINGS));
    assert_eq!(in_pieces(marked.as_bytes(), 1), decode::peerings(PEERINGS));
    let marked = format!("\u{feff}{NETWORKS}");
    assert_eq!(decode::networks(&marked), decode::networks(NETWORKS));
}

#[test]
fn s_31_lists_that_are_no_json_are_no_lists() {
    let element = r#"{"uuid":"none"}"#;
    for list in [
        format!("{element}{element}"),
        format!("{element},,{element}"),
        format!("{element},"),
        format!(",{element}"),
        format!("{element}\u{c}"),
        format!("{element} 7"),
    ] {
        let body = format!(r#"{{"network_peerings":{{"network_peering":[{list}]}}}}"#);
        assert!(serde_json::from_str::<Value>(&body).is_err(), "{list}");
        assert!(decode::peerings(&body).is_err(), "{list}");
        assert!(in_pieces(body.as_bytes(), 1).is_err(), "{list}");
    }
}

/// If each piece had the element read from its start, this would be thirty
/// thousand million bytes, and nobody would see the test end.
#[test]
fn s_31_a_huge_element_is_not_read_again_with_every_piece() {
    let whole: Value = serde_json::from_str(PEERINGS).expect("JSON");
    let name = whole["network_peerings"]["network_peering"][0]["name"].to_string();
    let long = "n".repeat(1_000_000);
    let body = PEERINGS.replace(&name, &format!("\"{long}\""));
    let read = in_pieces(body.as_bytes(), 16).expect("a list");
    assert_eq!(read.items[0].name, long);
    let blanks = " ".repeat(1_000_000);
    let body = PEERINGS.replacen('{', &format!("{blanks}{{{blanks}"), 1);
    assert_eq!(in_pieces(body.as_bytes(), 16), decode::peerings(PEERINGS));
}
