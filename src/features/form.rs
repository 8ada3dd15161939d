//! The forms that create and edit a peering.

mod create_form;
mod edit_form;
mod label_editor;
mod network_picker;
mod other_half_fields;
mod peering_fields;
mod prefill_note;
mod remarks;
mod versions;

pub(crate) use create_form::CreateForm;
pub(crate) use edit_form::EditForm;
pub(crate) use network_picker::NetworkPicker;
pub(crate) use other_half_fields::OtherHalfFields;
pub(crate) use peering_fields::PeeringFields;
pub(crate) use prefill_note::PrefillNote;
pub(crate) use versions::Versions;
