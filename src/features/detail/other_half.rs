//! The other half of a link, on the page of the first one, and how the two differ.

use domain::{
    address::route::Route,
    link::{self, Difference, Link},
};

use super::status_switch::Switch;
use crate::{
    components::{state_mark, term},
    data::SharedSnapshot,
    reactive::prelude::*,
    router,
};

const NOT_VISIBLE: &str = "Not visible: it belongs to another account or couldn't be loaded.";

#[component]
pub(crate) fn OtherHalf(switch: Switch, snapshot: Memo<SharedSnapshot>) -> impl IntoView {
    let link = Memo::new(move |_| {
        let row = switch.row.get()?;
        Some(snapshot.with(|snapshot| Link::of(&row, snapshot)))
    });
    let content = move || {
        link.get().map(|link| match &link.other {
            link::OtherHalf::Visible(row) => {
                let peering = &row.peering;
                let name = router::link("", Route::Detail(peering.id), peering.name.clone());
                view! {
                    <dl>
                        {term("Name", name)}
                        {term("State", state_mark(&peering.state, row.group()))}
                        {term("Configured status", peering.configured_status.to_string())}
                        {term("Differences", differences(&link))}
                    </dl>
                }
                .into_any()
            }
            link::OtherHalf::Missing => {
                view! { <p class="none">"There is no peering back from the peer network."</p> }
                    .into_any()
            }
            link::OtherHalf::NotVisible => view! { <p class="none">{NOT_VISIBLE}</p> }.into_any(),
        })
    };
    view! {
        <section class="panel properties" aria-label="The other half">
            <h2>"The other half"</h2>
            {content}
        </section>
    }
}

fn differences(link: &Link) -> AnyView {
    let texts: Vec<String> = link.differences().into_iter().map(describe).collect();
    if texts.is_empty() {
        return view! { <span class="none">"Both halves match"</span> }.into_any();
    }
    let items = texts
        .into_iter()
        .map(|text| view! { <li>{text}</li> }.into_any());
    view! { <ul class="plain">{items.collect_view()}</ul> }.into_any()
}

fn describe(difference: Difference) -> String {
    match difference {
        Difference::ConfiguredStatus => "configured status".into(),
        Difference::State => "state".into(),
        Difference::Label { key, one, two } => {
            let shown = |value: Option<String>| match value {
                None => "missing".to_owned(),
                Some(value) if value.is_empty() => "empty".to_owned(),
                Some(value) => format!("“{value}”"),
            };
            format!(
                "label {key}: {} (this half), {} (other half)",
                shown(one),
                shown(two)
            )
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_differing_label_shows_the_value_on_each_half() {
        let label = |one: Option<&str>, two: Option<&str>| {
            describe(Difference::Label {
                key: "team".into(),
                one: one.map(Into::into),
                two: two.map(Into::into),
            })
        };
        assert_eq!(
            label(Some("core"), Some("data")),
            "label team: “core” (this half), “data” (other half)"
        );
        assert_eq!(
            label(None, Some("")),
            "label team: missing (this half), empty (other half)"
        );
    }
}
