//! The other half of a link, on the page of the first one: what it is, and in
//! what the two differ.

use domain::{
    address::route::Route,
    link::{Difference, Link, Other},
};
use leptos::prelude::*;

use super::status_switch::Switch;
use crate::{components::state_mark, data::SharedSnapshot, dom, reactive::Memo, router};

/// The section on the other half.
#[component]
pub(crate) fn OtherHalf(switch: Switch, snapshot: Memo<SharedSnapshot>) -> impl IntoView {
    let link = Memo::new(move |_| {
        let row = switch.row.get()?;
        Some(snapshot.with(|snapshot| Link::of(&row, snapshot)))
    });
    let title = dom::fresh_id();
    let labelled_by = title.clone();
    let content = move || {
        link.get().map(|link| match &link.other {
            Other::Here(row) => {
                let peering = &row.peering;
                let name = router::link("", Route::Detail(peering.id), peering.name.clone());
                view! {
                    <dl>
                        <dt>"Name"</dt>
                        <dd>{name}</dd>
                        <dt>"State"</dt>
                        <dd>{state_mark(&peering.state, row.group())}</dd>
                        <dt>"Configured status"</dt>
                        <dd>{peering.configured_status.to_string()}</dd>
                        <dt>"Differs in"</dt>
                        <dd>{differences(&link)}</dd>
                    </dl>
                }
                .into_any()
            }
            Other::Missing => {
                view! { <p class="none">"It does not exist: no peering runs back from the peer network."</p> }
                    .into_any()
            }
            Other::NotSeen => {
                view! { <p class="none">"This account does not see it: it is the peer network's owner's, or not everything could be read."</p> }
                    .into_any()
            }
        })
    };
    view! {
        <section class="panel properties" aria-labelledby=labelled_by>
            <h2 id=title>"The other side"</h2>
            {content}
        </section>
    }
}

fn differences(link: &Link) -> AnyView {
    let told: Vec<String> = link.differences().into_iter().map(describe).collect();
    if told.is_empty() {
        return view! { <span class="none">"nothing but the name"</span> }.into_any();
    }
    let items = told
        .into_iter()
        .map(|text| view! { <li>{text}</li> }.into_any());
    view! { <ul class="plain">{items.collect_view()}</ul> }.into_any()
}

fn describe(difference: Difference) -> String {
    match difference {
        Difference::ConfiguredStatus => "configured status".into(),
        Difference::State => "state".into(),
        Difference::Label { key, one, two } => {
            let side = |value: Option<String>| match value {
                None => "without it".to_owned(),
                Some(value) if value.is_empty() => "without a value".to_owned(),
                Some(value) => format!("“{value}”"),
            };
            format!("label {key}: here {}, there {}", side(one), side(two))
        }
    }
}
