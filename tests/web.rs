//! The console in a page, as a host mounts it: in a real browser, without an
//! API behind it.

#![cfg(target_arch = "wasm32")]
#![allow(
    clippy::expect_used,
    reason = "a test that cannot find what it drives should stop there"
)]

use std::{cell::RefCell, rc::Rc};

use console::{
    mount,
    mount::Mounted,
    options::Options,
    router::{History, MemoryHistory},
};
use wasm_bindgen::JsCast;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};
use web_sys::{
    Element, HtmlButtonElement, HtmlElement, HtmlInputElement, ShadowRootInit, ShadowRootMode,
};

wasm_bindgen_test_configure!(run_in_browser);

/// What a page draws for whoever is to sign in.
const FORM: &str = include_str!("../src/features/sign_in_form.html");

/// An element of the page, taken out of it again at the test's end.
struct Place(HtmlElement);

impl Place {
    #[expect(clippy::disallowed_methods, reason = "the page of the tests is theirs")]
    fn new() -> Self {
        let document = web_sys::window()
            .and_then(|window| window.document())
            .expect("a document");
        let element = document.create_element("div").expect("an element");
        element.set_inner_html(FORM);
        let body = document.body().expect("a body");
        body.append_child(&element).expect("a child");
        Self(element.unchecked_into())
    }

    /// An element in a shadow root of this one.
    fn shadow(&self) -> HtmlElement {
        let root = self
            .0
            .attach_shadow(&ShadowRootInit::new(ShadowRootMode::Open))
            .expect("a shadow root");
        let document = self.0.owner_document().expect("a document");
        let inner = document.create_element("div").expect("an element");
        inner.set_inner_html(FORM);
        root.append_child(&inner).expect("a child");
        inner.unchecked_into()
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        self.0.remove();
    }
}

fn console_in(element: &HtmlElement) -> Mounted {
    mount(
        element,
        Options::new(Rc::new(MemoryHistory::new("/peerings"))),
    )
}

fn find<T: JsCast + std::fmt::Debug>(within: &Element, selector: &str) -> T {
    within
        .query_selector(selector)
        .expect("a selector")
        .expect("an element")
        .dyn_into()
        .expect("an element of that kind")
}

/// Lets the effects run that were waiting.
async fn settle() {
    leptos::task::tick().await;
}

#[wasm_bindgen_test]
async fn a_console_comes_and_goes_with_its_handle() {
    let place = Place::new();
    let console = console_in(&place.0);
    settle().await;
    assert!(!find::<HtmlButtonElement>(&place.0, "form.sign-in button.primary").disabled());

    drop(console);
    assert_eq!(place.0.child_element_count(), 0);
}

#[wasm_bindgen_test]
async fn a_form_that_is_drawn_already_is_taken_over_with_what_was_typed() {
    let place = Place::new();
    let typed: HtmlInputElement = find(&place.0, "input[name=username]");
    typed.set_value("demo");
    assert!(find::<HtmlButtonElement>(&place.0, "button.primary").disabled());

    let console = console_in(&place.0);
    settle().await;
    let forms = place.0.query_selector_all("form.sign-in").expect("forms");
    assert_eq!(forms.length(), 1);
    let held: HtmlInputElement = find(&place.0, "input[name=username]");
    assert!(held.is_same_node(Some(&typed)) && held.value() == "demo");
    assert!(!find::<HtmlButtonElement>(&place.0, "button.primary").disabled());

    drop(console);
    assert_eq!(place.0.child_element_count(), 0);
}

#[wasm_bindgen_test]
async fn two_consoles_in_shadow_roots_of_one_page_do_not_meet() {
    let (one, two) = (Place::new(), Place::new());
    let (inner_one, inner_two) = (one.shadow(), two.shadow());
    let first = console_in(&inner_one);
    let second = console_in(&inner_two);
    settle().await;

    // An empty form is refused without a request, in the one that was sent.
    find::<HtmlButtonElement>(&inner_one, "button.primary").click();
    settle().await;
    let told = |within: &HtmlElement| find::<HtmlElement>(within, ".outcome").inner_text();
    assert_eq!(told(&inner_one).trim(), "Enter a username");
    assert_eq!(told(&inner_two).trim(), "");

    drop(first);
    assert_eq!(inner_one.child_element_count(), 0);
    find::<HtmlButtonElement>(&inner_two, "button.primary").click();
    settle().await;
    assert_eq!(told(&inner_two).trim(), "Enter a username");
    drop(second);
}

#[wasm_bindgen_test]
fn a_memory_history_goes_back_and_forth_and_tells_of_it() {
    let history = MemoryHistory::new("/peerings");
    let moves = Rc::new(RefCell::new(Vec::new()));
    let told = Rc::clone(&moves);
    let listening = history.on_move(Box::new(move |to| {
        told.borrow_mut().push((to.path, to.index))
    }));

    history.push("/peerings/new?name=a");
    assert_eq!(history.location().query, "name=a");
    history.push("/elsewhere");
    history.replace("/peerings/1");
    history.go(-2);
    history.go(9);
    assert_eq!(
        *moves.borrow(),
        [("/peerings".to_owned(), 0), ("/peerings/1".to_owned(), 2)]
    );

    // A new page after going back takes the place of what lay ahead.
    history.go(-1);
    history.push("/peerings");
    history.go(1);
    assert_eq!(history.location().index, 2);

    drop(listening);
    let heard = moves.borrow().len();
    history.go(-1);
    assert_eq!(moves.borrow().len(), heard);
}
