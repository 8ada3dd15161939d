//! Mounts the console in a real browser, as a host page does, without an API.

#![cfg(target_arch = "wasm32")]
#![allow(
    clippy::expect_used,
    reason = "a test that cannot find its element cannot continue"
)]

use std::{cell::RefCell, rc::Rc};

use console::{
    host::{history::History, options::Options},
    mount::{Mounted, mount},
    router::MemoryHistory,
};
use wasm_bindgen::JsCast;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};
use web_sys::{
    Element, HtmlButtonElement, HtmlElement, HtmlInputElement, ShadowRootInit, ShadowRootMode,
};

wasm_bindgen_test_configure!(run_in_browser);

/// The sign-in form that the page contains before the console starts.
const SIGN_IN_FORM: &str = include_str!("../src/features/shell/sign_in_form.html");

/// An element of the page, removed when the test ends.
struct Container(HtmlElement);

impl Container {
    #[expect(clippy::disallowed_methods, reason = "the test owns this page")]
    fn new() -> Self {
        let document = web_sys::window()
            .and_then(|window| window.document())
            .expect("a document");
        let element = document.create_element("div").expect("an element");
        element.set_inner_html(SIGN_IN_FORM);
        let body = document.body().expect("a body");
        body.append_child(&element).expect("a child");
        Self(element.unchecked_into())
    }

    /// Attaches a shadow root and returns an element inside it.
    fn attach_shadow(&self) -> HtmlElement {
        let root = self
            .0
            .attach_shadow(&ShadowRootInit::new(ShadowRootMode::Open))
            .expect("a shadow root");
        let document = self.0.owner_document().expect("a document");
        let inner = document.create_element("div").expect("an element");
        inner.set_inner_html(SIGN_IN_FORM);
        root.append_child(&inner).expect("a child");
        inner.unchecked_into()
    }
}

impl Drop for Container {
    fn drop(&mut self) {
        self.0.remove();
    }
}

fn mount_in(element: &HtmlElement) -> Mounted {
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

/// Waits until pending effects have run.
async fn run_effects() {
    leptos::task::tick().await;
}

#[wasm_bindgen_test]
async fn dropping_the_handle_removes_the_console() {
    let container = Container::new();
    let console = mount_in(&container.0);
    run_effects().await;
    assert!(!find::<HtmlButtonElement>(&container.0, "form.sign-in button.primary").disabled());

    drop(console);
    assert_eq!(container.0.child_element_count(), 0);
}

#[wasm_bindgen_test]
async fn mounting_reuses_an_existing_form_and_its_input() {
    let container = Container::new();
    let typed: HtmlInputElement = find(&container.0, "input[name=username]");
    typed.set_value("demo");
    assert!(find::<HtmlButtonElement>(&container.0, "button.primary").disabled());

    let console = mount_in(&container.0);
    run_effects().await;
    let forms = container
        .0
        .query_selector_all("form.sign-in")
        .expect("forms");
    assert_eq!(forms.length(), 1);
    let input: HtmlInputElement = find(&container.0, "input[name=username]");
    assert!(input.is_same_node(Some(&typed)) && input.value() == "demo");
    assert!(!find::<HtmlButtonElement>(&container.0, "button.primary").disabled());

    drop(console);
    assert_eq!(container.0.child_element_count(), 0);
}

#[wasm_bindgen_test]
async fn consoles_in_separate_shadow_roots_are_independent() {
    let (one, two) = (Container::new(), Container::new());
    let (inner_one, inner_two) = (one.attach_shadow(), two.attach_shadow());
    let first = mount_in(&inner_one);
    let second = mount_in(&inner_two);
    run_effects().await;

    // Submitting an empty form fails without a request, in that console only.
    find::<HtmlButtonElement>(&inner_one, "button.primary").click();
    run_effects().await;
    let error = |within: &HtmlElement| find::<HtmlElement>(within, ".outcome").inner_text();
    assert_eq!(error(&inner_one).trim(), "Enter a username");
    assert_eq!(error(&inner_two).trim(), "");

    drop(first);
    assert_eq!(inner_one.child_element_count(), 0);
    find::<HtmlButtonElement>(&inner_two, "button.primary").click();
    run_effects().await;
    assert_eq!(error(&inner_two).trim(), "Enter a username");
    drop(second);
}

#[wasm_bindgen_test]
fn memory_history_goes_back_and_forward_and_reports_each_move() {
    let history = MemoryHistory::new("/peerings");
    let moves = Rc::new(RefCell::new(Vec::new()));
    let recorded = Rc::clone(&moves);
    let listener = history.on_move(Box::new(move |to| {
        recorded.borrow_mut().push((to.path, to.index))
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

    // A push after going back replaces the forward entries.
    history.go(-1);
    history.push("/peerings");
    history.go(1);
    assert_eq!(history.location().index, 2);

    drop(listener);
    let move_count = moves.borrow().len();
    history.go(-1);
    assert_eq!(moves.borrow().len(), move_count);
}
