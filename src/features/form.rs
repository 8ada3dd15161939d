//! The forms that create and edit a peering.

mod create_form;
mod invitation_note;
mod label_editor;
mod network_picker;
mod other_half_fields;
mod peering_fields;
mod remarks;

pub(crate) use create_form::CreateForm;
pub(crate) use invitation_note::InvitationNote;
pub(crate) use network_picker::NetworkPicker;
pub(crate) use other_half_fields::OtherHalfFields;
pub(crate) use peering_fields::{PeeringFields, PeeringForm};
