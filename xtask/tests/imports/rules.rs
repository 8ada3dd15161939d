//! Each rule reports its breach and accepts everything else.

use crate::{circles, layers, sources::Crate};

fn sources(files: &[(&str, &str)]) -> Crate {
    let texts = files.iter();
    Crate::from_texts(texts.map(|(path, text)| ((*path).into(), (*text).into())))
}

fn circles(files: &[(&str, &str)]) -> Vec<String> {
    circles::find(&sources(files))
}

const A_AND_ITS_CHILD: &str =
    "a circle of imports:\n  a.rs:2: imports a/child.rs\n  a/child.rs:1: imports a.rs";

#[test]
fn a_circle_is_found_through_a_re_export() {
    let files = [
        ("lib.rs", "mod a; mod b;"),
        ("a.rs", "mod one; pub(crate) use one::One;"),
        ("a/one.rs", "use crate::b::Two;\nstruct One;"),
        ("b.rs", "use crate::a::One;\nstruct Two;"),
    ];
    assert_eq!(
        circles(&files),
        ["a circle of imports:\n  a/one.rs:1: imports b.rs\n  b.rs:1: imports a/one.rs"]
    );
}

#[test]
fn a_circle_is_found_between_a_parent_and_its_child() {
    let with = |parent| {
        circles(&[
            ("lib.rs", "mod a;"),
            ("a.rs", parent),
            ("a/child.rs", "fn f(x: super::Parent) {}"),
        ])
    };
    let uses = [
        "mod child;\nuse self::child::f; struct Parent;",
        "mod child;\nuse child::{self, f as g}; struct Parent;",
        "mod child; struct Parent;\nfn g() { child::f(Parent); }",
        "mod child; pub use child::f; struct Parent;\nfn g() { f(Parent); }",
    ];
    for parent in uses {
        assert_eq!(with(parent), [A_AND_ITS_CHILD], "{parent}");
    }
    // A re-export alone is not an import.
    assert!(with("mod child; pub use child::f; struct Parent;").is_empty());
    // A method of the same name is not the function.
    assert!(with("mod child; pub use child::f; fn g(x: Parent) { x.f(); }").is_empty());
}

#[test]
fn a_circle_is_found_through_an_imported_module() {
    let files = [
        ("lib.rs", "mod a; mod b;"),
        ("a.rs", "mod one; pub use one::One;"),
        ("a/one.rs", "use crate::b::Two;\npub struct One;"),
        ("b.rs", "use crate::a;\nstruct Two(a::One);"),
    ];
    assert_eq!(
        circles(&files),
        ["a circle of imports:\n  a/one.rs:1: imports b.rs\n  b.rs:2: imports a/one.rs"]
    );
}

#[test]
fn a_circle_is_found_in_a_module_within_a_file() {
    let files = [
        ("lib.rs", "mod a; mod b;"),
        ("a.rs", "mod part { use super::super::b::B; }"),
        ("b.rs", "struct B(crate::a::A);"),
    ];
    assert_eq!(circles(&files).len(), 1);
    let own = [
        ("lib.rs", "mod a;"),
        ("a.rs", "mod part { use super::A; } struct A;"),
    ];
    assert!(circles(&own).is_empty());
}

#[test]
fn a_name_that_the_parent_imports_leads_to_its_definition() {
    let files = [
        ("lib.rs", "mod a; mod b;"),
        (
            "a.rs",
            "mod child; use crate::b::B; fn f(b: B) { child::g(b) }",
        ),
        ("a/child.rs", "use super::B; pub fn g(b: B) {}"),
        ("b.rs", "struct B;"),
    ];
    assert!(circles(&files).is_empty());
}

#[test]
fn tests_may_import_anything() {
    let files = [
        ("lib.rs", "mod a; mod b;"),
        ("a.rs", "use crate::b::B;"),
        (
            "b.rs",
            "struct B;\n#[cfg(test)]\nmod tests { use crate::a::A; }\n#[cfg(test)]\nmod more;",
        ),
        ("b/more.rs", "use crate::a::A; use super::B;"),
    ];
    assert!(circles(&files).is_empty());
}

#[test]
fn an_upward_import_is_found_in_a_macro() {
    let files = [
        ("lib.rs", "mod pages; mod data;"),
        ("pages.rs", "struct Page;"),
        (
            "data.rs",
            "fn f() {\n    view! { <p>{crate::pages::Page}</p> }\n}",
        ),
    ];
    assert_eq!(
        layers::breaches(&sources(&files), &layers::CONSOLE),
        [
            "data.rs:2: imports pages.rs: the layer of data is below that of pages, and imports point down"
        ]
    );
}

#[test]
fn an_upward_import_is_found_in_the_domain() {
    let files = [
        ("lib.rs", "pub mod model; pub mod status;"),
        ("model.rs", "pub mod peering;"),
        (
            "model/peering.rs",
            "use crate::{\n    status::explain::explain,\n};",
        ),
        ("status.rs", "pub mod explain;"),
        (
            "status/explain.rs",
            "use crate::model::peering; pub fn explain() {}",
        ),
    ];
    assert_eq!(
        layers::breaches(&sources(&files), &layers::DOMAIN),
        [
            "model/peering.rs:2: imports status/explain.rs: the layer of model is below that of status, and imports point down"
        ]
    );
}

#[test]
fn folders_of_one_layer_do_not_import_one_another() {
    let files = [
        ("lib.rs", "mod features;"),
        ("features.rs", "pub mod list; pub mod bulk;"),
        ("features/list.rs", "use super::bulk::Bulk;"),
        ("features/bulk.rs", "struct Bulk;"),
    ];
    assert_eq!(
        layers::breaches(&sources(&files), &layers::FEATURES),
        [
            "features/list.rs:1: imports features/bulk.rs: list and bulk are of one layer, and do not import one another"
        ]
    );
}

#[test]
fn a_folder_without_a_layer_is_reported() {
    let files = [("lib.rs", "mod extra;"), ("extra.rs", "")];
    assert_eq!(
        layers::breaches(&sources(&files), &layers::CONSOLE),
        ["extra.rs:1: extra is not in the list of layers"]
    );
}

#[test]
fn code_outside_of_the_folders_is_reported() {
    let with = |room| {
        let files = [
            (
                "features.rs",
                "//! Features.\nmod list;\npub use list::List;",
            ),
            ("features/list.rs", room),
            ("features/list/table.rs", "fn table() {}"),
        ];
        layers::code_outside_folders(&sources(&files), "features")
    };
    assert!(with("mod table;\n#[cfg(test)]\nmod tests;\npub use table::table;").is_empty());
    assert_eq!(
        with("mod table;\n/// A list.\n#[component]\npub fn List() {}"),
        [
            "features/list.rs:4: move this code into a file of the folder; this one only declares modules and re-exports"
        ]
    );
}
