//! Values that a text field suggests.

use crate::reactive::prelude::*;

/// The suggestions for the field whose `list` attribute is this id.
pub(super) fn suggestions(id: String, values: Memo<Vec<String>>) -> AnyView {
    let options = move || {
        let values = values.get().into_iter();
        values
            .map(|value| view! { <option value=value></option> })
            .collect_view()
            .into_any()
    };
    view! { <datalist id=id>{options}</datalist> }.into_any()
}
