//! The same thing by other means, to be pasted elsewhere.

use domain::{
    api::request::{self, Request},
    change::plan::{Plan, Step},
    edit::{
        form::{Draft, Edited},
        patch,
    },
    model::{peering::Peering, state::ConfiguredStatus},
    share::equivalents::{self, API},
};
use leptos::prelude::*;

use crate::{components::copy_block, reactive::Signal};

/// The texts for one thing. One that is empty is left out.
#[derive(Clone, Default, PartialEq)]
struct Texts {
    curl: String,
    upctl: String,
    terraform: String,
}

/// What creates these peerings; a word instead where there is nothing to create
/// yet.
#[component]
pub(crate) fn Equivalents(drafts: Signal<Vec<Draft>>) -> impl IntoView {
    let texts = Signal::derive(move || {
        drafts.with(|drafts| Texts {
            curl: joined(drafts.iter().map(request::create)),
            upctl: drafts.first().map_or_else(String::new, |draft| {
                upctl(&Step::Create(draft.clone())).to_owned()
            }),
            terraform: drafts
                .iter()
                .map(equivalents::resource)
                .collect::<Vec<_>>()
                .join("\n"),
        })
    });
    shown(
        texts,
        "Shown once the name and both networks are filled in.",
    )
}

/// A peering that exists: what shows it, and what it is in Terraform.
#[component]
pub(crate) fn PeeringEquivalents(peering: Signal<Option<Peering>>) -> impl IntoView {
    let texts = Signal::derive(move || {
        peering.with(|peering| {
            let Some(peering) = peering else {
                return Texts::default();
            };
            let draft = equivalents::as_draft(peering);
            Texts {
                curl: joined([request::peering(peering.id)].into_iter()),
                upctl: format!(
                    "# upctl cannot show a single peering; this lists all of them.\n{}",
                    equivalents::UPCTL_LIST
                ),
                terraform: format!(
                    "{}\n{}",
                    equivalents::import(peering.id, &draft),
                    equivalents::resource(&draft)
                ),
            }
        })
    });
    shown(texts, "")
}

/// A change of a peering: what sends it.
#[component]
pub(crate) fn ChangeEquivalents(before: Signal<Peering>, after: Signal<Edited>) -> impl IntoView {
    let texts = Signal::derive(move || {
        let (before, after) = (before.get(), after.get());
        let patch = patch::diff(&before, &after);
        if patch.is_empty() {
            return Texts::default();
        }
        let only_off = patch.configured_status == Some(ConfiguredStatus::Disabled)
            && patch.name.is_none()
            && patch.labels.is_none();
        Texts {
            curl: joined([request::modify(before.id, &patch)].into_iter()),
            upctl: if only_off {
                format!("upctl network-peering disable {} --wait", before.id)
            } else {
                "# upctl can disable a peering, and modify nothing else of it.".into()
            },
            terraform: equivalents::resource(&Draft {
                name: after.name,
                configured_status: after.configured_status,
                labels: after.labels,
                ..equivalents::as_draft(&before)
            }),
        }
    });
    shown(texts, "Shown once something is changed.")
}

/// The steps of a plan, one after the other.
#[component]
pub(crate) fn PlanEquivalents(plan: Signal<Plan>) -> impl IntoView {
    let texts = Signal::derive(move || {
        plan.with(|plan| {
            let steps = || plan.entries().iter().map(|entry| &entry.step);
            let upctl: Vec<String> = steps().map(upctl).collect();
            Texts {
                curl: joined(steps().filter_map(Step::request)),
                upctl: upctl.join("\n"),
                terraform: String::new(),
            }
        })
    });
    shown(texts, "")
}

fn shown(texts: Signal<Texts>, not_yet: &'static str) -> AnyView {
    let empty = move || texts.with(|texts| texts.curl.is_empty());
    let block = move |title: &'static str, of: fn(&Texts) -> &String| {
        let text = Signal::derive(move || texts.with(|texts| of(texts).clone()));
        view! { <div hidden=move || text.with(String::is_empty)>{copy_block(title, text)}</div> }
            .into_any()
    };
    view! {
        <details class="equivalents">
            <summary>"The same with curl, upctl or Terraform"</summary>
            <p class="hint" hidden=move || !empty()>
                {not_yet}
            </p>
            <div hidden=empty>
                <p class="hint">
                    "Your token is read from the variable UPCLOUD_TOKEN; it stands in none of these."
                </p>
                {block("curl", |texts| &texts.curl)}
                {block("upctl", |texts| &texts.upctl)}
                {block("Terraform", |texts| &texts.terraform)}
            </div>
        </details>
    }
    .into_any()
}

fn joined(requests: impl Iterator<Item = Request>) -> String {
    let texts: Vec<String> = requests
        .map(|request| equivalents::curl(API, &request))
        .collect();
    texts.join("\n\n")
}

/// The step with upctl, or a remark why it cannot.
fn upctl(step: &Step) -> String {
    equivalents::upctl(step).unwrap_or_else(|why| format!("# {why}"))
}
