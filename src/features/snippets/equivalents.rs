//! The equivalent commands for curl, upctl and Terraform.

use domain::{
    api::request::{self, Request},
    change::plan::{Plan, Step},
    edit::{
        form::{Draft, Edited},
        patch,
    },
    model::{peering::Peering, state::ConfiguredStatus},
    share::equivalents,
};

use crate::{components::copy_block, features::common::api_address, reactive::prelude::*};

/// The commands for one action. Empty ones are not shown.
#[derive(Clone, Default, PartialEq)]
struct Texts {
    curl: String,
    upctl: String,
    terraform: String,
}

/// The commands that create these peerings, or a hint while the form is incomplete.
#[component]
pub(crate) fn Equivalents(drafts: Signal<Vec<Draft>>) -> impl IntoView {
    let api = api_address();
    let texts = Signal::derive(move || {
        drafts.with(|drafts| Texts {
            curl: joined(&api, drafts.iter().map(request::create)),
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
    shown(texts, "Enter the name and both networks first.")
}

/// The commands that show an existing peering, and its Terraform resource.
#[component]
pub(crate) fn PeeringEquivalents(peering: Signal<Option<Peering>>) -> impl IntoView {
    let api = api_address();
    let texts = Signal::derive(move || {
        peering.with(|peering| {
            let Some(peering) = peering else {
                return Texts::default();
            };
            Texts {
                curl: joined(&api, [request::peering(peering.id)].into_iter()),
                upctl: format!(
                    "# upctl cannot show a single peering; this lists all of them.\n{}",
                    equivalents::UPCTL_LIST
                ),
                terraform: format!(
                    "{}\n{}",
                    equivalents::import(peering),
                    equivalents::existing(peering, &equivalents::as_draft(peering))
                ),
            }
        })
    });
    shown(texts, "")
}

/// The commands that change a peering.
#[component]
pub(crate) fn ChangeEquivalents(before: Signal<Peering>, after: Signal<Edited>) -> impl IntoView {
    let api = api_address();
    let texts = Signal::derive(move || {
        let (before, after) = (before.get(), after.get());
        let patch = patch::diff(&before, &after);
        if patch.is_empty() {
            return Texts::default();
        }
        let only_disables = patch.configured_status == Some(ConfiguredStatus::Disabled)
            && patch.name.is_none()
            && patch.labels.is_none();
        Texts {
            curl: joined(&api, [request::modify(before.id, &patch)].into_iter()),
            upctl: if only_disables {
                format!("upctl network-peering disable {} --wait", before.id)
            } else {
                "# upctl can only disable a peering, not modify it.".into()
            },
            terraform: equivalents::existing(
                &before,
                &after.draft(before.local.network, before.peer.network),
            ),
        }
    });
    shown(texts, "Change something first.")
}

/// The commands of the steps of a plan, in their order.
#[component]
pub(crate) fn PlanEquivalents(plan: Signal<Plan>) -> impl IntoView {
    let api = api_address();
    let texts = Signal::derive(move || {
        plan.with(|plan| {
            let steps = || plan.entries().iter().map(|entry| &entry.step);
            let upctl: Vec<String> = steps().map(upctl).collect();
            Texts {
                curl: joined(&api, steps().filter_map(Step::request)),
                upctl: upctl.join("\n"),
                terraform: String::new(),
            }
        })
    });
    shown(texts, "")
}

fn shown(texts: Signal<Texts>, not_yet: &'static str) -> AnyView {
    let empty = move || texts.with(|texts| texts.curl.is_empty());
    let block = move |title: &'static str, read: fn(&Texts) -> &String| {
        let text = Signal::derive(move || texts.with(|texts| read(texts).clone()));
        view! { <div hidden=move || text.with(String::is_empty)>{copy_block(title, text)}</div> }
            .into_any()
    };
    view! {
        <details class="equivalents">
            <summary>"Show as code"</summary>
            <p class="hint" hidden=move || !empty()>
                {not_yet}
            </p>
            <div hidden=empty>
                <p class="hint">
                    "For a POSIX shell, such as sh, bash or zsh. Your token is read from the variable UPCLOUD_TOKEN and is not included."
                </p>
                {block("curl", |texts| &texts.curl)}
                {block("upctl", |texts| &texts.upctl)}
                {block("Terraform", |texts| &texts.terraform)}
            </div>
        </details>
    }
    .into_any()
}

fn joined(api: &str, requests: impl Iterator<Item = Request>) -> String {
    let texts: Vec<String> = requests
        .map(|request| equivalents::curl(api, &request))
        .collect();
    texts.join("\n\n")
}

/// The step with upctl, or a comment why upctl can't do it.
fn upctl(step: &Step) -> String {
    equivalents::upctl(step).unwrap_or_else(|why| format!("# {why}"))
}
