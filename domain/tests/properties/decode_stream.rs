//! The list of peerings, read piece by piece.

use domain::api::decode::{self, PeeringReader};
use proptest::{collection::vec, prelude::*};

const PEERINGS: &str = include_str!("../fixtures/peerings.json");

/// The documented answer, perhaps with a bad element, blanks, a field before the
/// list and one after it.
fn answer() -> impl Strategy<Value = String> {
    let fields = (any::<bool>(), any::<bool>(), "[ \n]{0,3}");
    (vec(0..4_usize, 0..6), fields).prop_map(|(kinds, (before, after, blank))| {
        let good = r#"{"uuid":"0f58c3e7-1a94-4b6d-8e20-c7d1f9a2b354","name":"a ] , } \" ü","configured_status":"active","state":"active","network":{"uuid":"03a1f6d2-5b7c-4e19-9d3a-2c84e0b7f615"},"peer_network":{"uuid":"03c94b70-e2d8-4a56-8f01-7d3b95a6c2e4"}}"#;
        let elements: Vec<&str> = kinds
            .iter()
            .map(|kind| match kind {
                0 => r#"{"uuid":"none"}"#,
                1 => "[1,{}]",
                _ => good,
            })
            .collect();
        let elements = elements.join(&format!("{blank},{blank}"));
        let before = if before { "\"next\":[1]," } else { "" };
        let after = if after { ",\"total\":{}" } else { "" };
        format!("{blank}{{{before}\"network_peerings\"{blank}:{{\"network_peering\":[{blank}{elements}{blank}]}}{after}}}{blank}")
    })
}

fn in_pieces(answer: &[u8], mut cuts: Vec<usize>) -> PeeringReader {
    let mut reader = PeeringReader::default();
    for cut in &mut cuts {
        *cut %= answer.len() + 1;
    }
    cuts.push(answer.len());
    cuts.sort_unstable();
    let mut start = 0;
    for end in cuts {
        reader.push(&answer[start..end]);
        start = end;
    }
    reader
}

proptest! {
    #[test]
    fn pieces_make_the_whole(answer in answer(), cuts in vec(any::<usize>(), 0..20)) {
        let whole = decode::peerings(&answer).expect("a list");
        let elements: serde_json::Value = serde_json::from_str(&answer).expect("JSON");
        let count = elements["network_peerings"]["network_peering"].as_array().map(Vec::len);
        prop_assert_eq!(Some(whole.items.len() + whole.unreadable.len()), count);
        let read = in_pieces(answer.as_bytes(), cuts).finish().expect("a list");
        prop_assert_eq!(read, whole);
    }

    #[test]
    fn what_was_cut_off_is_no_list(answer in answer(), end in any::<usize>(), cuts in vec(any::<usize>(), 0..4)) {
        let whole = answer.trim_end().as_bytes();
        let cut = &whole[..end % whole.len()];
        prop_assert!(in_pieces(cut, cuts).finish().is_err());
    }

    #[test]
    fn any_bytes_are_a_list_or_an_error(bytes in vec(any::<u8>(), 0..200), cuts in vec(any::<usize>(), 0..4)) {
        let _ = in_pieces(&bytes, cuts).finish();
    }
}

#[test]
fn the_documented_answer_is_read_byte_by_byte() {
    let mut reader = PeeringReader::default();
    for byte in PEERINGS.as_bytes() {
        reader.push(&[*byte]);
    }
    assert_eq!(reader.finish(), decode::peerings(PEERINGS));
}
