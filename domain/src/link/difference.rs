//! What differs between the two halves of a link.

use crate::{
    edit::form::Edited,
    model::{label::Label, peering::Peering},
};

/// A difference between two halves, apart from their names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Difference {
    ConfiguredStatus,
    State,
    /// A label: its value on the first half and on the second; none where that
    /// half does not have it.
    Label {
        /// The key, as the half that has it writes it.
        key: String,
        /// On the first half.
        one: Option<String>,
        /// On the second half.
        two: Option<String>,
    },
}

pub(super) fn differences(one: &Peering, two: &Peering) -> Vec<Difference> {
    let mut differences = Vec::new();
    if one.configured_status != two.configured_status {
        differences.push(Difference::ConfiguredStatus);
    }
    if one.state != two.state {
        differences.push(Difference::State);
    }
    differences.extend(label_differences(one, two));
    differences
}

/// The differing labels, without those that only UpCloud may write.
pub(super) fn label_differences(one: &Peering, two: &Peering) -> Vec<Difference> {
    let (one, two) = (Edited::of(one).labels, Edited::of(two).labels);
    let value = |labels: &[Label], key: &str| {
        labels
            .iter()
            .find(|label| label.same_key(key))
            .map(|label| label.value.clone())
    };
    let new = two.iter().filter(|label| value(&one, &label.key).is_none());
    one.iter()
        .chain(new)
        .map(|label| (&label.key, value(&one, &label.key), value(&two, &label.key)))
        .filter(|(_, one, two)| one != two)
        .map(|(key, one, two)| Difference::Label {
            key: key.clone(),
            one,
            two,
        })
        .collect()
}
