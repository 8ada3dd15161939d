//! The page that a console is in: what it does for the console, and what it is told.

use std::{cell::RefCell, rc::Rc};

use domain::api::{error::ApiError, feature::Feature};
use js_sys::{Array, Function, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Request, Response};

/// An object whose functions are the page's side of a console. Those that it has
/// not are not missed. `public/options.js` makes it of what a host says.
#[derive(Clone)]
pub struct Host(Rc<RefCell<JsValue>>);

impl Host {
    /// The page with these functions.
    #[must_use]
    pub fn new(functions: JsValue) -> Self {
        Self(Rc::new(RefCell::new(functions)))
    }

    /// A page that does nothing and is told nothing.
    #[must_use]
    pub fn none() -> Self {
        Self::new(JsValue::UNDEFINED)
    }

    /// Other functions of the same page.
    pub(crate) fn replace(&self, functions: JsValue) {
        *self.0.borrow_mut() = functions;
    }

    /// Whether nobody signs in here: the page adds to each request what
    /// authenticates it, or what stands before the API does.
    pub(crate) fn authenticates(&self) -> bool {
        self.get("authenticates").is_truthy()
    }

    /// Whether the page has a way out.
    pub(crate) fn signs_out(&self) -> bool {
        self.get("signOut").is_truthy()
    }

    /// Has the page send a request; none where it leaves that to the browser.
    ///
    /// # Errors
    /// Where no answer came.
    pub(crate) async fn fetch(&self, request: &Request) -> Option<Result<Response, JsValue>> {
        let sent = self.call("fetch", &[request.into()])?;
        let sent = match sent {
            Ok(sent) => Promise::resolve(&sent).await,
            Err(thrown) => Err(thrown),
        };
        Some(sent.and_then(JsCast::dyn_into))
    }

    /// The console shows another page.
    pub(crate) fn navigated(&self, href: &str) {
        self.tell("navigated", &[href.into()]);
    }

    /// The API has carried out a change.
    pub(crate) fn changed(&self, how: Feature, uuid: &str) {
        self.tell("changed", &[how.slug().into(), uuid.into()]);
    }

    /// The API refuses the authentication.
    pub(crate) fn expired(&self) {
        self.tell("expired", &[]);
    }

    /// The user wants to sign out of the page.
    pub(crate) fn sign_out(&self) {
        self.tell("signOut", &[]);
    }

    /// A request failed.
    pub(crate) fn failed(&self, error: &ApiError) {
        let id = error.correlation_id.as_deref();
        let what = [
            error.message.as_str().into(),
            error.status.into(),
            id.into(),
        ];
        self.tell("failed", &what);
    }

    fn tell(&self, name: &str, what: &[JsValue]) {
        if let Some(Err(thrown)) = self.call(name, what) {
            // The page's mistake, and no reason to stop.
            web_sys::console::error_1(&thrown);
        }
    }

    fn call(&self, name: &str, what: &[JsValue]) -> Option<Result<JsValue, JsValue>> {
        let function: Function = self.get(name).dyn_into().ok()?;
        Some(function.apply(&JsValue::UNDEFINED, &what.iter().collect::<Array>()))
    }

    fn get(&self, name: &str) -> JsValue {
        Reflect::get(&self.0.borrow(), &name.into()).unwrap_or_default()
    }
}
