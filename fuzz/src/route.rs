//! Addresses, which may come from untrusted links.

use domain::address::route::Route;

/// The address of a parsed page is parsed to the same page.
pub(crate) fn route(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let (path, query) = text.split_once('?').unwrap_or((&text, ""));
    for path in [path, "/peerings", "/peerings/new", "/reach"] {
        let once = Route::parse(path, query);
        assert!(once.same_page(&once));
        if let Route::NotFound(unknown) = &once {
            assert_eq!(unknown, path);
            continue;
        }
        let href = once.href();
        assert!(
            href.bytes()
                .all(|byte| byte.is_ascii_graphic() && byte != b'#'),
            "{href}"
        );
        // Percent-encoding triples the length; parameter names add a little.
        assert!(href.len() <= 3 * text.len() + 200, "{href}");
        let (path, query) = href.split_once('?').unwrap_or((&href, ""));
        let again = Route::parse(path, query);
        assert!(again.same_page(&once), "{href}");
        assert_eq!(again.href(), href);
        if let (Route::List(once), Route::List(again)) = (&once, &again) {
            assert_eq!(once.labels, again.labels);
            assert_eq!(once.conditions, again.conditions);
            assert_eq!(once.text, again.text);
        }
    }
}
