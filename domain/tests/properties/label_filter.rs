//! The label filter.

use domain::{
    api::{label_filter::Term, request},
    model::label::{self, Label},
};
use proptest::{collection::vec, prelude::*};

use crate::make;

proptest! {
    #[test]
    fn a_term_reads_what_it_shows(term in make::term()) {
        prop_assert_eq!(term.to_string().parse(), Ok(term));
    }

    /// Typing what is shown gives the same, but for blanks at the ends.
    #[test]
    fn a_typed_term_is_shown_and_typed_again(text in any::<String>()) {
        if let Ok(term) = Term::parse(&text) {
            prop_assert_eq!(Term::parse(&term.to_string()), Ok(term.clone()));
            prop_assert_eq!(term.to_string().parse(), Ok(term));
        }
    }

    /// The term of each label that may be written finds that label.
    #[test]
    fn every_label_can_be_filtered_by(key in make::key(), value in make::value()) {
        let label = Label::new(key, value);
        prop_assert_eq!(label::check(&label), Ok(()));
        let term: Term = Term::exactly(&label).to_string().parse().expect("a term");
        prop_assert!(make::filter_of(vec![term]).matches(&[label]));
    }

    #[test]
    fn the_server_s_rule_is_followed(
        filter in make::common_filter(),
        labels in make::common_labels(),
    ) {
        let mut expected = true;
        for term in filter.terms() {
            let mut found = false;
            for label in &labels {
                let lower = |key: &str| key.to_ascii_lowercase();
                let key = lower(&label.key) == lower(&term.key);
                let value = match &term.value {
                    Some(value) => *value == label.value,
                    None => true,
                };
                found |= key && value;
            }
            expected &= found;
        }
        prop_assert_eq!(filter.matches(&labels), expected);
    }

    #[test]
    fn a_term_stands_once_and_can_be_taken_away(terms in vec(make::term(), 0..5)) {
        let filter = make::filter_of(terms.clone());
        prop_assert_eq!(make::filter_of([terms.clone(), terms.clone()].concat()), filter.clone());
        let emptied = terms.iter().fold(filter, |filter, term| filter.without(term));
        prop_assert!(emptied.is_empty());
    }

    /// Any ordinary server reads the terms back out of the query.
    #[test]
    fn the_query_says_each_term(terms in vec(make::term(), 0..4)) {
        let filter = make::filter_of(terms);
        let path = request::peerings(&filter).path;
        let query = path.split_once('?').map_or("", |(_, query)| query);
        let read: Vec<(String, String)> = form_urlencoded::parse(query.as_bytes())
            .into_owned()
            .collect();
        let sent: Vec<(String, String)> = filter
            .terms()
            .iter()
            .map(|term| ("label".into(), term.to_string()))
            .collect();
        prop_assert_eq!(read, sent);
    }
}
