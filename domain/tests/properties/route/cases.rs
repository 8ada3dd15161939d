//! The pages and their addresses, each way.

use domain::{
    address::route::{NewQuery, ReachQuery, Route, View},
    api::label_filter::TermError,
    link::LinkKind,
    model::{ids::PeeringId, state::Group},
};

use crate::fixtures::list_of;

const ID: &str = "0f58c3e7-1a94-4b6d-8e20-c7d1f9a2b354";

#[test]
fn every_page_has_its_address() {
    let id: PeeringId = ID.parse().expect("a UUID");
    for (path, route) in [
        ("/".to_owned(), Route::list()),
        ("/peerings/".into(), Route::list()),
        (format!("/peerings/{ID}"), Route::Detail(id)),
        (format!("/peerings/{ID}/edit"), Route::Edit(id)),
        ("/peerings/new".into(), Route::New(NewQuery::default())),
    ] {
        assert_eq!(Route::parse(&path, ""), route);
    }
    assert_eq!(
        Route::parse("/reach", "?to=10.0.0.1&from=hel+app&x=y"),
        Route::Reach(ReachQuery {
            from: "hel app".into(),
            to: "10.0.0.1".into()
        })
    );
    for path in ["/peerings/1", "/nowhere", "/peerings/new/x", "/reach/x"] {
        assert_eq!(Route::parse(path, ""), Route::NotFound(path.into()));
    }
}

#[test]
fn a_trailing_slash_changes_nothing() {
    for pattern in Route::PATTERNS {
        let path = pattern.replace("{uuid}", ID);
        let query = "from=a&name=b&text=c";
        let page = Route::parse(&path, query);
        assert!(!matches!(page, Route::NotFound(_)), "{path}");
        assert_eq!(Route::parse(&format!("{path}/"), query), page);
    }
}

/// The script in the page needs the paths before the program is there.
#[test]
fn the_base_path_is_found_by_the_paths_of_the_pages() {
    let mut names: Vec<&str> = Vec::new();
    let mut most = 0;
    for pattern in Route::PATTERNS {
        let mut parts = pattern.split('/').skip(1);
        names.extend(parts.next().filter(|name| names.last() != Some(name)));
        most = most.max(parts.count());
    }
    let names = names.join("|");
    let line = format!(r"/^(.*\/)({names})(\/[^/.]+){{0,{most}}}$/.exec(path)");
    let script = include_str!("../../public/base.js");
    assert!(
        script.contains(&line),
        "Route::PATTERNS and public/base.js differ: put {line} there"
    );
}

#[test]
fn labels_keep_their_characters_and_order() {
    let list = list_of("?label=env%3Da%26b%23%20c&label=team&text=a+b&group=off");
    let terms = list.labels.terms().iter();
    let texts: Vec<String> = terms.map(ToString::to_string).collect();
    assert_eq!(texts, ["env=a&b# c", "team"]);
    assert_eq!((list.text.as_str(), list.group), ("a b", Some(Group::Off)));
}

#[test]
fn a_label_that_is_no_term_is_reported_and_not_sent() {
    let list = list_of("label=%3Dprod&group=nonsense&utm=1");
    assert_eq!(list.rejected, [("=prod".into(), TermError::NoKey)]);
    assert!(!list.is_filtered());
}

#[test]
fn only_a_list_of_links_has_a_kind() {
    let missing = Some(LinkKind::HalfMissing);
    for (query, expected) in [
        ("", (View::Peerings, false)),
        ("kind=half-missing", (View::Peerings, false)),
        ("view=sideways&kind=half-missing", (View::Peerings, false)),
        ("view=links", (View::Links(None), false)),
        ("view=links&kind=nonsense", (View::Links(None), false)),
        ("kind=half-missing&view=links", (View::Links(missing), true)),
    ] {
        let list = list_of(query);
        assert_eq!((list.view, list.is_filtered()), expected, "{query}");
    }
}
