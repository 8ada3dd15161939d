//! Random objects of the model.

use domain::{
    api::label_filter::{LabelFilter, Term},
    edit::form::Edited,
    model::{
        cidr::Range,
        ids::{NetworkId, PeeringId},
        label::Label,
        peering::{End, Peering},
        state::{ConfiguredStatus, Group, KNOWN, State},
    },
};
use proptest::{collection::vec, option, prelude::*};

/// A key that a user may write; blanks at its ends are within the rules.
pub(crate) fn key() -> impl Strategy<Value = String> {
    "[ -<>-^`-~][ -<>-~]{1,31}"
}

/// One of a few keys, so that labels and terms meet, in varying case.
fn common_key() -> impl Strategy<Value = String> {
    prop::sample::select(vec!["env", "ENV", "Env", "team", "TEAM", "a key"]).prop_map(Into::into)
}

fn common_value() -> impl Strategy<Value = String> {
    prop::sample::select(vec!["", "prod", "Prod", " prod ", "a=b", "ü"]).prop_map(Into::into)
}

/// Any value, the `=`, `&`, `#` and blanks that addresses trip over among them.
pub(crate) fn value() -> impl Strategy<Value = String> {
    prop_oneof!["[ -~]{0,40}", any::<String>(), common_value()]
        .prop_filter("at most 255 characters", |text| text.chars().count() <= 255)
}

pub(crate) fn term() -> impl Strategy<Value = Term> {
    (prop_oneof![key(), common_key()], option::of(value()))
        .prop_map(|(key, value)| Term { key, value })
}

/// Terms that often meet the labels of [`common_labels`].
pub(crate) fn common_filter() -> impl Strategy<Value = LabelFilter> {
    let term = (common_key(), option::of(common_value()));
    vec(term.prop_map(|(key, value)| Term { key, value }), 0..4).prop_map(filter_of)
}

pub(crate) fn filter_of(terms: Vec<Term>) -> LabelFilter {
    terms
        .into_iter()
        .fold(LabelFilter::default(), LabelFilter::with)
}

pub(crate) fn common_labels() -> impl Strategy<Value = Vec<Label>> {
    let label = (common_key(), common_value());
    vec(label.prop_map(|(key, value)| Label::new(key, value)), 0..5)
}

/// Labels of which no two have the same key.
pub(crate) fn distinct_labels() -> impl Strategy<Value = Vec<Label>> {
    let key = prop_oneof![3 => common_key(), 1 => "[a-z]{2,3}"];
    vec((key, common_value()), 0..6).prop_map(|pairs| {
        let mut labels: Vec<Label> = Vec::new();
        for (key, value) in pairs {
            if !labels.iter().any(|label| label.same_key(&key)) {
                labels.push(Label::new(key, value));
            }
        }
        labels
    })
}

pub(crate) fn system_labels() -> impl Strategy<Value = Vec<Label>> {
    vec(("_[a-z]{1,8}", common_value()), 0..3).prop_map(|pairs| {
        pairs
            .into_iter()
            .map(|(key, value)| Label::new(key, value))
            .collect()
    })
}

pub(crate) fn status() -> impl Strategy<Value = ConfiguredStatus> {
    prop_oneof![
        8 => Just(ConfiguredStatus::Active),
        8 => Just(ConfiguredStatus::Disabled),
        1 => "[a-z]{3,8}x".prop_map(|name| ConfiguredStatus::Other(name.into())),
    ]
}

pub(crate) fn state() -> impl Strategy<Value = State> {
    prop_oneof![
        10 => prop::sample::select(KNOWN.to_vec()),
        1 => "[a-z]{3,8}x".prop_map(|name| State::Other(name.into())),
    ]
}

pub(crate) fn group() -> impl Strategy<Value = Group> {
    prop::sample::select(Group::ALL.to_vec())
}

/// Names that meet, differ in case, in numbers, or in anything.
pub(crate) fn name() -> impl Strategy<Value = String> {
    prop_oneof![
        "(web|Web|db)-0{0,2}[0-9]{0,3}",
        "[0-9a-zA-Z/:ÄäßİΣσς ]{0,6}",
        any::<String>(),
    ]
}

fn network_id() -> impl Strategy<Value = NetworkId> {
    (0..6_u128).prop_map(NetworkId::from_u128)
}

fn end() -> impl Strategy<Value = End> {
    (network_id(), vec("10\\.[0-9]\\.0\\.0/(16|24)", 0..2)).prop_map(|(network, ranges)| End {
        network,
        ranges: ranges.into_iter().map(Range::new).collect(),
    })
}

pub(crate) fn edited() -> impl Strategy<Value = Edited> {
    (name(), status(), distinct_labels()).prop_map(|(name, configured_status, labels)| Edited {
        name,
        configured_status,
        labels,
    })
}

/// A peering with one of a few ids and networks, and system labels among its
/// labels.
pub(crate) fn peering() -> impl Strategy<Value = Peering> {
    let labels = (distinct_labels(), system_labels()).prop_map(|(mut labels, system)| {
        labels.extend(system);
        labels
    });
    (
        0..40_u128,
        name(),
        status(),
        state(),
        end(),
        end(),
        labels.prop_shuffle(),
        option::of("2026-07-0[1-9]T00:00:00Z"),
    )
        .prop_map(
            |(id, name, configured_status, state, local, peer, labels, updated_at)| Peering {
                id: PeeringId::from_u128(id),
                name,
                configured_status,
                state,
                local,
                peer,
                labels,
                created_at: None,
                updated_at,
            },
        )
}
