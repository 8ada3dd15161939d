//! Conditions: their grammar, and which rows meet them.

use std::sync::Arc;

use domain::{
    address::route::Route,
    list::condition::{Condition, Operator, Property, filter_rows},
    model::{cidr::Range, ids::NetworkId, row::Row},
    snapshot::{Coverage, Snapshot, Sources},
};
use proptest::{collection::vec, prelude::*};

use crate::{fixtures, make};

fn value(property: Property) -> BoxedStrategy<String> {
    match property {
        Property::Halves => prop_oneof!["one", "two"].boxed(),
        Property::Range => "10\\.[0-9]\\.0\\.[0-9](/(8|16|24))?|fc00::[0-9](/64)?".boxed(),
        Property::Label => "(env|team)(=(prod|a:b|))?".boxed(),
        Property::State => "active|disabled|pending-peer|melted".boxed(),
        Property::Status => "active|disabled|paused".boxed(),
        Property::Zone => "fi-hel1|de-fra1".boxed(),
        Property::Name | Property::Network => "[ -~]{0,6}\\PC[ -~]{0,6}"
            .prop_filter("a value is never blank", |text| !text.trim().is_empty())
            .boxed(),
    }
}

/// Any condition there is, with every property and operator.
pub(crate) fn condition() -> impl Strategy<Value = Condition> {
    prop::sample::select(Property::ALL.to_vec())
        .prop_flat_map(|property| {
            let operators = prop::sample::select(property.operators().to_vec());
            (Just(property), operators, value(property))
        })
        .prop_map(|(property, operator, value)| {
            Condition::new(property, operator, &value).expect("a condition")
        })
}

fn rows() -> impl Strategy<Value = Vec<Arc<Row>>> {
    vec(make::peering(), 0..16).prop_map(|peerings| fixtures::rows(&peerings))
}

fn snapshot(rows: &[Arc<Row>]) -> Snapshot {
    Snapshot::new(Sources {
        peerings: rows.to_vec(),
        peerings_read: Coverage::Complete,
        ..Sources::default()
    })
}

fn met(rows: &[Arc<Row>], conditions: &[Condition]) -> Vec<Arc<Row>> {
    filter_rows(rows, conditions, Some(&snapshot(rows)))
}

fn like(property: Property, operator: Operator, value: &str) -> Condition {
    Condition::new(property, operator, value).expect("a condition")
}

proptest! {
    #[test]
    fn what_is_printed_is_read_back(condition in condition()) {
        prop_assert_eq!(condition.to_string().parse(), Ok(condition));
    }

    #[test]
    fn garbage_never_breaks_the_page(text in "\\PC{0,40}|[a-z]{0,8}:(is|not|has|lacks|x):\\PC{0,12}") {
        let query: String = form_urlencoded::Serializer::new(String::new())
            .append_pair("where", &text)
            .finish();
        let list = fixtures::list_of(&query);
        prop_assert_eq!(list.conditions.len() + list.rejected_conditions.len(), 1);
        // What was understood is in the address again, and only that.
        let again = Route::List(list.clone()).href();
        prop_assert_eq!(again.contains("where="), !list.conditions.is_empty());
    }

    #[test]
    fn a_condition_and_its_opposite_divide_the_rows(rows in rows(), one in condition()) {
        let opposite = match one.operator() {
            Operator::Is => Operator::Not,
            Operator::Not => Operator::Is,
            Operator::Has => Operator::Lacks,
            Operator::Lacks => Operator::Has,
        };
        prop_assume!(one.property().operators().contains(&opposite));
        let other = like(one.property(), opposite, one.value());
        let (with, without) = (met(&rows, &[one]), met(&rows, &[other]));
        prop_assert_eq!(with.len() + without.len(), rows.len());
        prop_assert!(with.iter().all(|row| !without.contains(row)));
    }

    #[test]
    fn what_a_property_is_are_alternatives_and_all_else_must_hold(
        rows in rows(),
        conditions in vec(condition(), 0..4),
    ) {
        let expected: Vec<Arc<Row>> = rows
            .iter()
            .filter(|row| {
                let alone = |condition: &Condition| {
                    filter_rows(&[Arc::clone(row)], std::slice::from_ref(condition), Some(&snapshot(&rows))).len() == 1
                };
                conditions.iter().all(|condition| {
                    alone(condition)
                        || condition.operator() == Operator::Is
                            && conditions.iter().any(|other| {
                                other.operator() == Operator::Is
                                    && other.property() == condition.property()
                                    && alone(other)
                            })
                })
            })
            .cloned()
            .collect();
        prop_assert_eq!(met(&rows, &conditions), expected);
    }
}

#[test]
fn every_property_finds_what_it_names() {
    let mut peering = fixtures::peering();
    peering.name = "Hel-App to fra".into();
    peering.local.network = NetworkId::from_u128(7);
    peering.local.ranges = vec![Range::new("10.1.0.0/16")];
    peering.peer.ranges = vec![Range::new("fc00::/64")];
    let rows = fixtures::rows([&peering]);
    let finds = |text: &str| {
        let condition = text.parse().expect("a condition");
        met(&rows, &[condition]).len() == 1
    };
    assert!(finds("name:has:hel-APP"));
    assert!(finds("name:is:Hel-App to fra"));
    assert!(!finds("name:is:hel-app to fra"));
    assert!(finds("network:is:00000000-0000-0000-0000-000000000007"));
    assert!(finds("range:has:10.1.2.3"));
    assert!(finds("range:has:10.1.2.0/24"));
    assert!(!finds("range:has:10.2.0.1"));
    assert!(finds("range:has:fc00::1"));
    assert!(finds("range:lacks:10.0.0.0/8"));
    assert!(finds("zone:not:fi-hel1"));
    assert!(!finds("sides:is:two"));
}
