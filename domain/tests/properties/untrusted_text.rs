//! Text from outside the console: labels, links, stored values, headers and
//! errors (checklist S-18, S-19, S-28, S-31).

use std::time::Duration;

use domain::{
    address::{
        route::{ListQuery, Route},
        saved_view::SavedViews,
    },
    api::{
        error::ApiError,
        label_filter::{LabelFilter, Term},
        request, retry,
    },
    list::{
        column::{Columns, Sort},
        condition::{Property, suggest},
    },
    model::{
        cidr::Range,
        ids::{NetworkId, PeeringId, RouterId},
        label::Label,
    },
    palette,
    share::csv::cell,
};
use proptest::{collection::vec, option, prelude::*};
use serde_json::{Value, json};

use crate::{
    fixtures::{self, list_of},
    make,
};

/// What addresses trip over.
fn tricky() -> impl Strategy<Value = String> {
    prop_oneof![
        "(=|&|#|%|%25|%2B|\\+| |\\?|/|;|:|ä|😀|\u{202e}|\u{0}|\n|a){0,20}",
        any::<String>(),
    ]
    .prop_filter("at most 255 characters", |text| text.chars().count() <= 255)
}

proptest! {
    /// From the row, over the filter, into the address and to the server.
    #[test]
    fn s_18_labels_survive_the_round_trip(key in make::key(), value in tricky()) {
        let label = Label::new(key, value);
        let term = Term::exactly(&label);
        let filter = LabelFilter::default().with(term.clone());
        let query = ListQuery { labels: filter.clone(), ..ListQuery::default() };
        let href = Route::List(query.clone()).href();
        let (_, written) = href.split_once('?').expect("a query");
        prop_assert_eq!(list_of(written), query);

        let path = request::peerings(&filter).path;
        let (_, sent) = path.split_once('?').expect("a query");
        let sent: Vec<_> = form_urlencoded::parse(sent.as_bytes()).into_owned().collect();
        prop_assert_eq!(sent, [("label".to_owned(), term.to_string())]);
        prop_assert!(path.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'#'));
        prop_assert!(filter.matches(&[label]));
    }

    #[test]
    fn s_18_identifiers_are_read_in_one_form_and_sent_in_it(
        text in prop_oneof![
            any::<String>(),
            "[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}",
            "(\\{|urn:uuid:)?[0-9a-f-]{30,38}\\}?",
            "[0-9a-f]{8}-[0-9a-f/?#.%]{27}",
        ],
    ) {
        let read: Result<PeeringId, _> = text.parse();
        prop_assert_eq!(read.is_ok(), text.parse::<NetworkId>().is_ok());
        prop_assert_eq!(read.is_ok(), text.parse::<RouterId>().is_ok());
        if let Ok(id) = read {
            prop_assert_eq!(id.to_string(), text.trim().to_lowercase());
            let path = request::peering(id).path;
            prop_assert!(path["/network-peering/".len()..].bytes().all(|b| b == b'-' || b.is_ascii_hexdigit()));
        } else {
            let path = format!("/peerings/{text}");
            let is_a_peering = matches!(Route::parse(&path, ""), Route::Detail(_) | Route::Edit(_));
            prop_assert!(!is_a_peering || text.contains('/'));
        }
    }

    #[test]
    fn s_18_broken_percent_encoding_is_read_somehow_and_written_well(
        query in "((label|where|text|sort|columns)=|&|%|%[0-9a-fA-F]|%[0-9A-F]{2}|%zz|\\+|[a-z:]|ä){0,24}",
    ) {
        let href = Route::List(list_of(&query)).href();
        let (_, written) = href.split_once('?').unwrap_or_default();
        prop_assert_eq!(Route::List(list_of(written)).href(), href.clone());
        for escape in href.split('%').skip(1) {
            let digits = escape.get(..2).unwrap_or_default();
            prop_assert!(u8::from_str_radix(digits, 16).is_ok(), "{}", href);
        }
    }

    #[test]
    fn s_19_no_cell_begins_a_formula(
        start in prop::sample::select(vec!["=", "+", "-", "@", "\t", "\r", "\n", "\0"]),
        rest in tricky(),
    ) {
        let text = format!("{start}{rest}");
        let cell = cell(&text);
        prop_assert!(cell.trim_start_matches('"').starts_with('\''), "{:?}", cell);
        let unquoted = cell.trim_matches('"').replace("\"\"", "\"");
        // More apostrophes mark what follows a separator.
        let unmarked = |text: &str| text.replace('\'', "");
        prop_assert!(unmarked(&unquoted).contains(&unmarked(text.trim_matches('"'))), "{:?}", cell);
    }

    #[test]
    fn s_28_unknown_codes_keep_their_text_status_and_correlation_id(
        status in 400..600_u16,
        code in "[A-Z_]{3,20}X9",
        message in "\\PC{1,40}x",
        id in "\\PC{0,20}x",
    ) {
        let legacy = json!({ "error": { "error_code": code, "error_message": message } });
        let error = ApiError::answered(status, &legacy.to_string(), None, Some(&id));
        let problem = json!({
            "type": format!("https://example.com/#ERROR_{code}"), "title": message, "correlation_id": id,
        });
        let other = ApiError::answered(status, &problem.to_string(), None, None);
        for error in [error, other] {
            prop_assert_eq!(error.code.as_deref(), Some(code.as_str()));
            prop_assert_eq!(&error.message, &message);
            prop_assert_eq!(error.correlation_id.as_deref(), Some(id.as_str()));
            let line = error.in_a_line();
            prop_assert!(line.contains(&format!("status {status}")) && line.contains(&id), "{}", line);
            prop_assert_eq!(error.field(), None);
        }
    }

    /// One odd field of an envelope takes nothing from the others.
    #[test]
    fn s_28_what_an_envelope_lacks_takes_nothing_away(
        odd in prop::sample::select(vec!["null", "7", "[]", "{}", "true", r#""""#, r#"" ""#]),
    ) {
        let legacy = |code: &str, message: &str| {
            let body = format!(r#"{{"error":{{"error_code":{code},"error_message":{message}}}}}"#);
            ApiError::answered(409, &body, None, None)
        };
        prop_assert_eq!(legacy(odd, r#""m""#).message, "m");
        prop_assert_eq!(legacy(r#""C""#, odd).code, Some("C".to_owned()));
        prop_assert!(legacy(r#""C""#, odd).message.contains("409"));
        let problem = format!(
            r##"{{"type":{odd},"title":"t","detail":{odd},"invalid_params":[{odd},{{"name":"n","reason":{odd}}}]}}"##
        );
        let message = ApiError::answered(400, &problem, None, None).message;
        prop_assert!(message.starts_with("t n: "), "{}", message);
    }

    #[test]
    fn s_23_only_a_number_of_seconds_says_how_long_to_wait(
        text in prop_oneof![any::<String>(), " ?[0-9]{1,24} ?", "-[0-9]{1,3}", "[0-9]\\.[0-9]", "Wed, [0-9]{2} Oct 2026 07:28:00 GMT"],
        jitter in prop_oneof![any::<f64>(), 0.0..1.0],
        attempt in any::<u32>(),
    ) {
        let error = ApiError::answered(429, "", Some(&text), None);
        let seconds = text.trim().parse::<u64>().ok();
        prop_assert_eq!(error.retry_after, seconds.map(Duration::from_secs));
        let wait = retry::delay(attempt, &error, jitter);
        prop_assert!(wait.is_none_or(|wait| wait <= Duration::from_secs(10)));
        prop_assert!(attempt < retry::ATTEMPTS || wait.is_none());
    }

    #[test]
    fn ranges_that_are_none_are_kept_as_they_are(text in prop_oneof![any::<String>(), "[0-9a-f.:/]{0,20}"]) {
        let range = Range::new(text.clone());
        prop_assert_eq!(range.as_str(), &text);
        prop_assert_eq!(range.overlaps(&range), range.net().is_some());
        if let Some(net) = range.net() {
            prop_assert_eq!(Range::new(net.to_string()).net(), Some(net));
        }
    }

    /// Another program of the page's origin can have written anything there.
    #[test]
    fn what_was_stored_is_read_as_what_it_can_be(
        text in prop_oneof![
            any::<String>(),
            "(\\{|\\}|\"[a-z ]{0,3}\"|:|,|\"(where|label|text)=[a-z:=%&]{0,9}\"|null|7){0,12}",
            vec(("\\PC{0,70}", "((where|label|text|sort|columns)=[a-z:=%~,-]{0,9}&?){0,3}"), 0..8)
                .prop_map(|views| Value::from_iter(views).to_string()),
        ],
    ) {
        let views = SavedViews::parse(&text);
        prop_assert_eq!(&SavedViews::parse(&views.to_json()), &views);
        for (name, query) in views.all() {
            prop_assert!(!name.trim().is_empty() && name.chars().count() <= 60);
            prop_assert!(query.rejected.is_empty() && query.rejected_conditions.is_empty());
            let again = views.clone().with(name, query);
            prop_assert_eq!(&again, &views);
        }
        let table = list_of(&text);
        prop_assert_eq!(Columns::parse(&table.columns.to_string()), table.columns);
        prop_assert_eq!(Sort::parse(&table.sort.to_string()), table.sort);
    }

    #[test]
    fn long_and_odd_names_are_found_as_others_are(
        name in prop_oneof![any::<String>(), ".{0,8}".prop_map(|text| text.repeat(5000))],
        typed in option::of(any::<String>()),
    ) {
        let mut peering = fixtures::peering();
        peering.name = name.clone();
        let rows = fixtures::rows([&peering]);
        let typed = typed.unwrap_or_else(|| name.chars().take(40).collect());
        let found = palette::find(&typed, &rows, [].into_iter(), &[], &[]);
        if !typed.trim().is_empty() && name.starts_with(&typed) && name.is_ascii() {
            prop_assert_eq!(found.entries().count(), 1);
        }
    }
}

/// Each would be held against every other, and against every row.
#[test]
fn s_18_a_link_full_of_filters_is_cut_short() {
    let flood = |name: &str, value: &str| {
        let pairs: Vec<String> = (0..20_000).map(|n| format!("{name}={value}{n}")).collect();
        list_of(&pairs.join("&"))
    };
    let list = flood("label", "key");
    assert_eq!((list.labels.terms().len(), list.rejected.len()), (100, 0));
    assert_eq!(flood("label", "=").rejected.len(), 100);
    assert_eq!(flood("where", "name:has:").conditions.len(), 100);
    assert_eq!(flood("where", "x").rejected_conditions.len(), 100);
}

#[test]
fn many_stored_views_are_all_read_in_order() {
    let views: Value = (0..20_000)
        .map(|n| (format!("view {n}"), json!("text=x")))
        .collect();
    let views = SavedViews::parse(&views.to_string());
    assert_eq!(views.all().len(), 20_000);
    assert!(views.all().is_sorted_by_key(|(name, _)| name));
}

/// A browser's list of suggestions is drawn whole.
#[test]
fn one_peering_with_many_labels_suggests_no_more_than_others() {
    let mut peering = fixtures::peering();
    peering.labels = (0..5000)
        .map(|n| Label::new(format!("key{n}"), ""))
        .collect();
    let rows = fixtures::rows([&peering]);
    assert_eq!(suggest(&rows, Property::Label).len(), 200);
}
