//! The same thing by other means, to be pasted elsewhere.

use domain::{
    equivalents::{self, API},
    form::Draft,
    plan::Step,
    request,
};
use leptos::prelude::*;

use crate::{components::copy_block, reactive::Signal};

/// What creates these peerings, as curl, upctl and Terraform; a word instead
/// where there is nothing to create yet.
#[component]
pub(crate) fn Equivalents(drafts: Signal<Vec<Draft>>) -> impl IntoView {
    let curl = Signal::derive(move || {
        joined(drafts, |draft| {
            equivalents::curl(API, &request::create(draft))
        })
    });
    let terraform = Signal::derive(move || joined(drafts, equivalents::resource));
    let upctl = move || {
        let told = drafts.with(|drafts| drafts.first().map(|draft| Step::Create(draft.clone())));
        told.map(|step| equivalents::upctl(&step).unwrap_or_else(Into::into))
    };
    let empty = move || drafts.with(Vec::is_empty);
    view! {
        <details class="equivalents">
            <summary>"The same with curl, upctl or Terraform"</summary>
            <p class="hint" hidden=move || !empty()>
                "Shown once the name and both networks are filled in."
            </p>
            <div hidden=empty>
                <p class="hint">
                    "Your token is read from the variable UPCLOUD_TOKEN; it stands in none of these."
                </p>
                {copy_block("curl", curl)}
                <p class="copy-block">"upctl: " {upctl}</p>
                {copy_block("Terraform", terraform)}
            </div>
        </details>
    }
}

fn joined(drafts: Signal<Vec<Draft>>, text: impl Fn(&Draft) -> String) -> String {
    drafts.with(|drafts| {
        let texts: Vec<String> = drafts.iter().map(text).collect();
        texts.join("\n")
    })
}
