//! Stored preferences, which any script of the origin can have written.

use domain::{
    address::saved_view::SavedViews,
    list::column::{Columns, Sort},
};

/// Saved views, columns and sort order are parsed back from their text.
pub(crate) fn saved_views(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let views = SavedViews::parse(&text);
    assert_eq!(SavedViews::parse(&views.to_json()), views);
    let names = views.all().iter().map(|(name, _)| name);
    assert!(names.clone().is_sorted());
    for name in names {
        assert!(!name.trim().is_empty() && name.chars().count() <= 60);
        assert_eq!(
            views.clone().without(name).all().len() + 1,
            views.all().len()
        );
    }
    let columns = Columns::parse(&text);
    assert_eq!(Columns::parse(&columns.to_string()), columns);
    let sort = Sort::parse(&text);
    assert_eq!(Sort::parse(&sort.to_string()), sort);
    assert!(!sort.keys().is_empty() && !columns.shown().is_empty());
}
