//! The versions of a peering that two people changed at the same time.

use domain::{
    edit::{form::Edited, patch},
    model::peering::Peering,
};

use super::edit_form::EditForm;
use crate::{components::label_chips, reactive::prelude::*};

/// The peering as it was opened, as it is on the server, and as saving would leave it.
/// The children are the choices.
#[component]
pub(crate) fn Versions(edit: EditForm, now: Peering, children: Children) -> impl IntoView {
    let opened = edit.opened.with(Edited::of);
    let theirs = Edited::of(&now);
    let result = {
        let (opened, theirs) = (opened.clone(), theirs.clone());
        Signal::derive(move || patch::merge(&opened, &theirs, &edit.form.edited().trimmed()))
    };
    view! {
        <div class="conflict" role="alert" tabindex="-1">
            <strong>"Somebody else changed this peering while you had it open"</strong>
            <p>"Nothing was sent. Compare the versions. You can still change yours above."</p>
            <div class="versions">
                {version("When you opened it", Signal::stored(opened.clone()), opened.clone())}
                {version("On the server now", Signal::stored(theirs), opened.clone())}
                {version("If you save", result, opened)}
            </div>
            <div class="buttons">{children()}</div>
        </div>
    }
}

fn version(title: &'static str, edited: Signal<Edited>, base: Edited) -> AnyView {
    let fields = move || {
        let edited = edited.get();
        let status = edited.configured_status.to_string();
        let status_differs = edited.configured_status != base.configured_status;
        let labels_differ = edited.labels != base.labels;
        view! {
            <dl>
                {property("Name", edited.name != base.name, edited.name.into_any())}
                {property("Configured status", status_differs, status.into_any())}
                {property("Labels", labels_differ, label_chips(&edited.labels))}
            </dl>
        }
        .into_any()
    };
    view! {
        <section class="version" aria-label=title>
            <h3>{title}</h3>
            {fields}
        </section>
    }
    .into_any()
}

/// A property, marked if it differs from the version that was opened.
fn property(name: &'static str, differs: bool, value: AnyView) -> AnyView {
    view! {
        <dt>{name} {differs.then_some(" (changed)")}</dt>
        <dd class:differs=differs>{value}</dd>
    }
    .into_any()
}
