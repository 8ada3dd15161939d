//! The form that adds a condition to the filters of the list.

use domain::{
    address::route::ListQuery,
    api::label_filter::Term,
    list::condition::{self, Condition, Operator, Property, read_value},
};

use super::address::ListAddress;
use crate::{
    components::button,
    data::{Inventory, SharedRows},
    dom,
    reactive::prelude::*,
};

#[component]
pub(crate) fn ConditionForm(
    address: ListAddress,
    /// All rows that are loaded, to suggest values from.
    rows: Signal<SharedRows>,
    /// Whether the form is shown.
    adding: RwSignal<bool>,
) -> impl IntoView {
    let inventory = expect_context::<Inventory>();
    let property = RwSignal::new(Property::State);
    let operator = RwSignal::new(Operator::Is);
    let value = RwSignal::new(String::new());
    let wrong = RwSignal::new(None::<String>);
    let first = NodeRef::<html::Select>::new();
    effect(move || {
        if let Some(first) = first.get() {
            dom::focus_quietly(&first);
        }
    });
    let choose_property = move |event: ev::Event| {
        if let Some(chosen) = Property::from_slug(&event_target_value(&event)) {
            property.set(chosen);
            let usual = chosen.operators().first().copied();
            operator.set(usual.unwrap_or(Operator::Is));
            value.set(String::new());
            wrong.set(None);
        }
    };
    let values = Memo::new(move |_| {
        let property = property.get();
        rows.with(|rows| condition::suggest(rows, property))
    });
    let submit = move |_| {
        let (property, operator) = (property.get_untracked(), operator.get_untracked());
        let meant = value.with_untracked(|value| {
            rows.with_untracked(|rows| {
                inventory.others.with_untracked(|others| {
                    read_value(property, operator, value, rows, &others.zones)
                })
            })
        });
        match meant.and_then(|value| added(property, operator, &value)) {
            Ok(added) => {
                address.open(|query| with_added(query, added));
                adding.set(false);
            }
            Err(error) => wrong.set(Some(error)),
        }
    };
    let escape = move |event: ev::KeyboardEvent| {
        if dom::pressed_key(&event) == "Escape" {
            event.prevent_default();
            adding.set(false);
        }
    };
    let (list, wrong_id) = (dom::fresh_id(), dom::fresh_id());
    view! {
        <form
            class="condition"
            aria-label="Add filter"
            novalidate
            on:submit=on_submit(submit)
            on:keydown=handler(escape)
        >
            <select aria-label="Property" node_ref=first on:change=handler(choose_property)>
                {property_options()}
            </select>
            {operator_select(property, operator)}
            {value_input(property, value, list.clone(), wrong_id.clone())}
            {suggestions(list, values)}
            <button type="submit" class="primary small">"Add"</button>
            {button("quiet small", "Cancel", move || adding.set(false))}
            <span class="wrong" id=wrong_id role="alert">
                {move || wrong.get()}
            </span>
        </form>
    }
}

fn value_input(
    property: RwSignal<Property>,
    value: RwSignal<String>,
    list: String,
    described_by: String,
) -> AnyView {
    view! {
        <input
            aria-label="Value"
            aria-describedby=described_by
            autocomplete="off"
            spellcheck="false"
            placeholder=move || hint(property.get())
            list=list
            prop:value=move || value.get()
            on:input=handler(move |event| value.set(event_target_value(&event)))
        />
    }
    .into_any()
}

fn property_options() -> AnyView {
    let options = Property::ALL.iter();
    options
        .map(|each| view! { <option value=each.slug()>{each.title()}</option> })
        .collect_view()
        .into_any()
}

fn operator_select(property: RwSignal<Property>, operator: RwSignal<Operator>) -> AnyView {
    let choose = move |event: ev::Event| {
        if let Some(chosen) = Operator::from_slug(&event_target_value(&event)) {
            operator.set(chosen);
        }
    };
    let options = move || {
        let property = property.get();
        let operators = property.operators().iter();
        operators
            .map(|each| view! { <option value=each.slug()>{each.title(property)}</option> })
            .collect_view()
            .into_any()
    };
    view! {
        <select
            aria-label="Operator"
            prop:value=move || operator.get().slug()
            on:change=handler(choose)
        >
            {options}
        </select>
    }
    .into_any()
}

/// What the form adds.
enum Added {
    Condition(Condition),
    /// Whether a peering has a label, the server decides.
    Label(Term),
}

fn added(property: Property, operator: Operator, value: &str) -> Result<Added, String> {
    if (property, operator) == (Property::Label, Operator::Has) {
        let term = Term::parse(value).map_err(|error| error.to_string())?;
        return Ok(Added::Label(term));
    }
    Condition::new(property, operator, value)
        .map(Added::Condition)
        .map_err(|error| error.to_string())
}

/// The query with a filter added, unless it has that filter already.
fn with_added(mut query: ListQuery, added: Added) -> ListQuery {
    match added {
        Added::Condition(condition) => {
            if !query.conditions.contains(&condition) {
                query.conditions.push(condition);
            }
        }
        Added::Label(term) => query.labels = query.labels.with(term),
    }
    query
}

fn hint(property: Property) -> &'static str {
    match property {
        Property::Name => "part of a name",
        Property::State => "pending-peer",
        Property::Status => "disabled",
        Property::Label => "key or key=value",
        Property::Network => "name or UUID",
        Property::Range => "10.0.0.5",
        Property::Zone => "Helsinki or fi-hel1",
        Property::Halves => "one",
    }
}

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

#[cfg(test)]
mod tests {
    use super::*;

    fn query_with(property: Property, operator: Operator, value: &str) -> ListQuery {
        let added = || added(property, operator, value).unwrap();
        with_added(with_added(ListQuery::default(), added()), added())
    }

    #[test]
    fn a_filter_is_added_once() {
        let query = query_with(Property::State, Operator::Is, "active");
        assert_eq!(query.conditions.len(), 1);
        assert!(query.labels.is_empty());
    }

    #[test]
    fn the_server_filters_by_labels() {
        let query = query_with(Property::Label, Operator::Has, "env=prod");
        assert_eq!(query.labels.terms().len(), 1);
        assert!(query.conditions.is_empty());
    }
}
