//! Labels in small.

use domain::model::label::Label;

use crate::reactive::prelude::*;

/// The labels, or the word "none".
pub(crate) fn label_chips(labels: &[Label]) -> AnyView {
    if labels.is_empty() {
        return view! { <span class="none">"none"</span> }.into_any();
    }
    labels.iter().map(label_chip).collect_view().into_any()
}

/// One label.
pub(crate) fn label_chip(label: &Label) -> AnyView {
    let value =
        (!label.value.is_empty()).then(|| view! { <span>{label.value.clone()}</span> }.into_any());
    let (class, title) = if label.is_system() {
        ("label system", "Managed by UpCloud")
    } else {
        ("label", "")
    };
    view! {
        <span class=class title=title>
            <span>{label.key.clone()}</span>
            {value}
        </span>
    }
    .into_any()
}
