//! What is typed into the forms, and what becomes of it.

use crate::model::{
    ids::NetworkId,
    label::{self, Label, LabelError},
    peering::Peering,
    state::ConfiguredStatus,
};

/// The parts of a peering that can be modified, as they stand in a form.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Edited {
    /// The name, as typed.
    pub name: String,
    pub configured_status: ConfiguredStatus,
    /// The labels that a user may write; system labels stay out of forms.
    pub labels: Vec<Label>,
}

impl Edited {
    /// What a peering has now.
    pub fn of(peering: &Peering) -> Self {
        Self {
            name: peering.name.clone(),
            configured_status: peering.configured_status.clone(),
            labels: peering
                .labels
                .iter()
                .filter(|label| !label.is_system())
                .cloned()
                .collect(),
        }
    }

    /// A new peering of these networks.
    pub fn draft(self, local: NetworkId, peer: NetworkId) -> Draft {
        Draft {
            name: self.name,
            configured_status: self.configured_status,
            local,
            peer,
            labels: self.labels,
        }
    }

    /// Takes the blanks around the name and the labels away.
    #[must_use]
    pub fn trimmed(&self) -> Self {
        Self {
            name: self.name.trim().into(),
            configured_status: self.configured_status.clone(),
            labels: self
                .labels
                .iter()
                .map(|l| Label::new(l.key.trim(), l.value.trim()))
                .collect(),
        }
    }
}

/// The form for a new peering, as filled in.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Composed {
    /// What can be modified later, too.
    pub edited: Edited,
    /// The local network, once one was chosen.
    pub local: Option<NetworkId>,
    /// The peer network, once one was chosen.
    pub peer: Option<NetworkId>,
}

/// A new peering, ready to be sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    /// 1 to 255 characters.
    pub name: String,
    pub configured_status: ConfiguredStatus,
    pub local: NetworkId,
    /// The peer network: another one.
    pub peer: NetworkId,
    /// The labels, all within the rules.
    pub labels: Vec<Label>,
}

/// What stands beside each field that must change, in the words shown there.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FieldErrors {
    /// Beside the name.
    pub name: Option<&'static str>,
    /// Beside the local network.
    pub local: Option<&'static str>,
    /// Beside the peer network.
    pub peer: Option<&'static str>,
    /// Beside each label, at its place.
    pub labels: Vec<Option<LabelError>>,
}

impl FieldErrors {
    /// Whether nothing must change.
    pub fn is_empty(&self) -> bool {
        self.name.is_none()
            && self.local.is_none()
            && self.peer.is_none()
            && self.labels.iter().all(Option::is_none)
    }
}

/// Checks what was edited. The rules are those of the API (OpenAPI document;
/// labels: UpCloud's Terraform provider).
///
/// # Errors
/// Every rule that is broken, by its field.
pub fn check_edited(edited: &Edited) -> Result<Edited, FieldErrors> {
    let edited = edited.trimmed();
    let errors = FieldErrors {
        name: match edited.name.chars().count() {
            0 => Some("Enter a name"),
            1..=255 => None,
            _ => Some("Use at most 255 characters"),
        },
        labels: label::check_all(&edited.labels),
        ..FieldErrors::default()
    };
    if errors.is_empty() {
        Ok(edited)
    } else {
        Err(errors)
    }
}

/// Checks a new peering.
///
/// # Errors
/// Every rule that is broken, by its field.
pub fn check_composed(composed: &Composed) -> Result<Draft, FieldErrors> {
    let edited = check_edited(&composed.edited);
    let mut errors = edited.as_ref().err().cloned().unwrap_or_default();
    if composed.local.is_none() {
        errors.local = Some("Choose the local network");
    }
    errors.peer = match (composed.local, composed.peer) {
        (_, None) => Some("Choose the peer network, or paste a UUID from another account"),
        (local, peer) if local == peer => {
            Some("Choose another network: a network cannot be peered with itself")
        }
        _ => None,
    };
    match (edited, composed.local, composed.peer) {
        (Ok(edited), Some(local), Some(peer)) if errors.is_empty() => Ok(edited.draft(local, peer)),
        _ => Err(errors),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn composed() -> Composed {
        Composed {
            edited: Edited {
                name: " hel to fra ".into(),
                labels: vec![Label::new(" env ", "prod")],
                ..Edited::default()
            },
            local: Some(NetworkId::from_u128(1)),
            peer: Some(NetworkId::from_u128(2)),
        }
    }

    #[test]
    fn a_good_form_becomes_a_draft_without_stray_blanks() {
        let draft = check_composed(&composed()).expect("a draft");
        assert_eq!(draft.name, "hel to fra");
        assert_eq!(draft.labels, [Label::new("env", "prod")]);
        assert_eq!(draft.configured_status, ConfiguredStatus::Active);
    }

    #[test]
    fn every_broken_rule_is_reported_at_once() {
        let errors = check_composed(&Composed {
            edited: Edited {
                labels: vec![Label::new("_x", "")],
                ..Edited::default()
            },
            ..Composed::default()
        })
        .expect_err("an empty form");
        assert!(errors.name.is_some() && errors.local.is_some() && errors.peer.is_some());
        assert_eq!(errors.labels, [Some(LabelError::KeySystem)]);
    }

    #[test]
    fn a_network_is_not_peered_with_itself() {
        let same = Composed {
            peer: composed().local,
            ..composed()
        };
        assert!(
            check_composed(&same)
                .expect_err("one network")
                .peer
                .is_some()
        );
    }

    #[test]
    fn names_are_counted_in_characters() {
        let named = |name: String| {
            check_edited(&Edited {
                name,
                ..Edited::default()
            })
        };
        assert!(named("ä".repeat(255)).is_ok());
        assert!(named("ä".repeat(256)).is_err());
        assert!(named("  ".into()).is_err());
    }
}
