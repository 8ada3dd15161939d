//! Addresses.

mod cases;

use domain::{
    address::route::{ListQuery, NewQuery, ReachQuery, Route, View},
    link::LinkKind,
    model::{
        cidr::Range,
        ids::{NetworkId, PeeringId},
        invitation::Invitation,
    },
};
use proptest::{collection::vec, option, prelude::*};

use crate::{column, condition, make};

fn view() -> impl Strategy<Value = View> {
    let kind = option::of(prop::sample::select(LinkKind::ALL.to_vec()));
    prop_oneof![Just(View::Peerings), kind.prop_map(View::Links)]
}

fn route() -> impl Strategy<Value = Route> {
    let list = (
        vec(make::term(), 0..4),
        prop_oneof![any::<String>(), "[ a&#=]{0,4}"],
        option::of(make::group()),
        view(),
        column::sort(),
        column::columns(),
        vec(condition::condition(), 0..4),
    )
        .prop_map(|(terms, text, group, view, sort, columns, conditions)| {
            Route::List(ListQuery {
                labels: make::filter_of(terms),
                text,
                group,
                view,
                sort,
                columns,
                conditions,
                // What could not be read has no place in an address.
                rejected: Vec::new(),
                rejected_conditions: Vec::new(),
            })
        });
    let network = || option::of(any::<u128>().prop_map(NetworkId::from_u128));
    let invitation = (
        vec("10\\.[0-9]\\.0\\.0/(8|16)|fc00::/[0-9]{2}", 0..3),
        "[a-z0-9-]{0,12}",
    )
        .prop_map(|(ranges, zone)| Invitation {
            ranges: ranges.into_iter().map(Range::new).collect(),
            zone,
        });
    let new = (
        any::<String>(),
        network(),
        network(),
        option::of(invitation),
    )
        .prop_map(|(name, local, peer, invitation)| {
            Route::New(NewQuery {
                name,
                local,
                peer,
                invitation,
            })
        });
    let id = || any::<u128>().prop_map(PeeringId::from_u128);
    prop_oneof![
        list,
        new,
        id().prop_map(Route::Detail),
        id().prop_map(Route::Edit),
        (any::<String>(), any::<String>())
            .prop_map(|(from, to)| Route::Reach(ReachQuery { from, to })),
        "/[a-z]{1,8}/[a-z]{0,8}".prop_map(Route::NotFound),
    ]
}

fn read(href: &str) -> Route {
    let (path, query) = href.split_once('?').unwrap_or((href, ""));
    Route::parse(path, query)
}

proptest! {
    #[test]
    fn every_page_is_found_by_its_address(route in route()) {
        let href = route.href();
        prop_assert_eq!(read(&href), route, "{}", href);
    }

    #[test]
    fn every_page_has_a_pattern(route in route()) {
        let href = route.href();
        let path = href.split('?').next().unwrap_or_default();
        let path = match route {
            Route::Detail(id) | Route::Edit(id) => path.replace(&id.to_string(), "{uuid}"),
            _ => path.to_owned(),
        };
        let is_page = !matches!(route, Route::NotFound(_));
        prop_assert_eq!(Route::PATTERNS.contains(&path.as_str()), is_page, "{}", path);
    }

    /// What is not ASCII, a blank or a `#` would not come back out of the
    /// browser's address bar as it went in.
    #[test]
    fn an_address_needs_no_more_encoding(route in route()) {
        let href = route.href();
        prop_assert!(href.bytes().all(|b| b.is_ascii_graphic() && b != b'#'), "{}", href);
        prop_assert!(href.matches('?').count() <= 1, "{}", href);
    }

    /// Clearing the filters leaves the view, and nothing to clear.
    #[test]
    fn rows_without_filters_are_the_same_rows(route in route()) {
        if let Route::List(query) = route {
            let all = query.unfiltered();
            prop_assert!(!all.is_filtered());
            prop_assert_eq!(all.shows_links(), query.shows_links());
            prop_assert_eq!(all.unfiltered(), all);
        }
    }

    #[test]
    fn no_address_makes_it_fail(path in any::<String>(), query in any::<String>()) {
        let route = Route::parse(&path, &query);
        prop_assert!(route.same_page(&route));
    }

    /// Whatever was read is written as one address, which is stable.
    #[test]
    fn a_readable_query_is_written_the_same_ever_after(
        page in prop::sample::select(vec!["/", "/peerings", "/peerings/new", "/reach"]),
        query in "(label|text|group|name|local|peer|from|to|handshake|range|zone|view|links|kind|half-missing|10.0.0.0/8|%zz|&|=|\\+|%20|%C3|off|a|é|\u{0}){0,12}",
    ) {
        let once = Route::parse(page, &query).href();
        prop_assert_eq!(&read(&once).href(), &once);
    }
}

/// A link that says where its values came from tells nothing that could not be
/// a range or a zone, and one that does not is nobody's word.
#[test]
fn an_invitation_has_only_ranges_and_a_zone() {
    let read = |query: &str| match Route::parse("/peerings/new", query) {
        Route::New(new) => new.invitation,
        _ => None,
    };
    assert_eq!(read("range=10.0.0.0/24&zone=fi-hel1"), None);
    assert_eq!(
        read("from=handshake&range=10.0.0.0/24&range=call+me&zone=Call+us"),
        Some(Invitation {
            ranges: vec![Range::new("10.0.0.0/24")],
            zone: String::new(),
        })
    );
    let many = "&range=10.0.0.0/24".repeat(40);
    assert_eq!(
        read(&format!("from=handshake{many}")).map(|told| told.ranges.len()),
        Some(16)
    );
}
