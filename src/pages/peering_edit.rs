//! The page to modify a peering on.

use std::sync::Arc;

use domain::{
    address::route::Route,
    model::{ids::PeeringId, label::Label, peering::Peering, row::Row},
};

use crate::{
    components::{error_notice, loading, lockable_button, write_error_notice},
    data::Peerings,
    dom,
    features::{
        common::{breadcrumb, page_title},
        form::{EditForm, PeeringFields, Versions},
        snippets::ChangeEquivalents,
    },
    reactive::prelude::*,
    router::link,
};

#[component]
pub(crate) fn PeeringEditPage(id: PeeringId) -> impl IntoView {
    let peerings = expect_context::<Peerings>();
    let error = RwSignal::new(None);
    spawn_scoped(async move {
        if let Err(failed) = peerings.read(id).await {
            error.set(Some(failed));
        }
    });
    // The form starts from the first reading and is not touched by later ones.
    let start = Memo::new(move |last: Option<&Option<Arc<Row>>>| {
        last.cloned().flatten().or_else(|| peerings.get(id))
    });
    let name = move || {
        let row = start.get();
        row.map_or_else(|| id.short(), |row| row.peering.name.clone())
    };
    let parent = view! { " " {link("", Route::Detail(id), name)} " /" };
    view! {
        {breadcrumb(parent)}
        {page_title("Modify peering")}
        {move || {
            // Not tracked once the form is there: rendering it again would discard what
            // was typed.
            if let Some(row) = start.get() {
                edit_form(row.peering.clone())
            } else if let Some(error) = error.get() {
                error_notice("Reading the peering failed", &error, None)
            } else {
                loading("Loading the peering…")
            }
        }}
    }
}

/// The form, based on the peering as it was first read.
fn edit_form(opened: Peering) -> AnyView {
    let id = opened.id;
    let labels = opened.labels.iter();
    let system: Vec<Label> = labels.filter(|label| label.is_system()).cloned().collect();
    let edit = EditForm::new(opened);
    let form = edit.form;
    let conflict = move || {
        let now = edit.conflict.get();
        now.map(|now| view! { <Versions edit now>{choices(edit)}</Versions> }.into_any())
    };
    let refused = move || {
        let error = form.refused.get();
        error.map(|error| write_error_notice("Modifying the peering failed", &error, None))
    };
    let save = move || {
        (if form.busy.get() {
            "Saving…"
        } else {
            "Save changes"
        })
        .to_owned()
    };
    view! {
        <div class="panel">
            <form class="peering-form" on:submit=on_submit(move |form| edit.submit(form)) novalidate>
                <PeeringFields form system_labels=system />
                {conflict}
                {refused}
                <p class="hint" role="status">
                    {move || edit.not_sent.get()}
                </p>
                <div class="buttons">
                    <button
                        type="submit"
                        class="primary"
                        aria-disabled=move || form.busy.get().to_string()
                        hidden=move || edit.conflict.with(Option::is_some)
                    >
                        {save}
                    </button>
                    {link("button", Route::Detail(id), "Cancel")}
                </div>
            </form>
            <ChangeEquivalents
                before=edit.opened.into()
                after=Signal::derive(move || form.edited().trimmed())
            />
        </div>
    }
    .into_any()
}

/// The buttons that resolve a conflict.
fn choices(edit: EditForm) -> AnyView {
    let merge = move |event: ev::MouseEvent| {
        if let Some(element) = dom::around(&event, "form") {
            edit.save(element);
        }
    };
    let discard = move |event: ev::MouseEvent| {
        // The button is removed, so the focus moves to the first field.
        dom::focus_near(&event, "form", "input");
        edit.discard();
    };
    view! {
        {lockable_button("primary", "Merge and save", edit.form.busy, merge)}
        <button type="button" on:click=handler(discard)>
            "Discard my changes"
        </button>
    }
    .into_any()
}
