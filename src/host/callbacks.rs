//! The functions of a host: what a console asks it to do, and what it reports to it.

use std::{cell::RefCell, rc::Rc};

use domain::api::{error::ApiError, feature::Feature};
use js_sys::{Array, Function, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Request, Response};

/// An object with the host's functions, each of them optional. `public/options.js`
/// makes it from a host's options.
#[derive(Clone)]
pub struct Host(Rc<RefCell<JsValue>>);

impl Host {
    /// A host with these functions.
    #[must_use]
    pub fn new(functions: JsValue) -> Self {
        Self(Rc::new(RefCell::new(functions)))
    }

    /// A host without functions.
    #[must_use]
    pub fn none() -> Self {
        Self::new(JsValue::UNDEFINED)
    }

    /// Replaces the functions.
    pub(crate) fn replace(&self, functions: JsValue) {
        *self.0.borrow_mut() = functions;
    }

    /// Whether the host, or a proxy in front of the API, authenticates each request, so
    /// that nobody signs in here.
    pub(crate) fn authenticates(&self) -> bool {
        self.get("authenticates").is_truthy()
    }

    /// Whether the cookies of the page's origin go with the user's credentials, for a
    /// gateway in front that knows the user by them.
    pub(crate) fn sends_cookies(&self) -> bool {
        self.get("cookies").is_truthy()
    }

    /// Whether the host can sign the user out.
    pub(crate) fn signs_out(&self) -> bool {
        self.get("signOut").is_truthy()
    }

    /// Whether requests reach sample data that is gone with the page.
    pub(crate) fn is_sample(&self) -> bool {
        let is_sample = Reflect::get(&self.get("fetch"), &"isSample".into());
        is_sample.is_ok_and(|is_sample| is_sample.is_truthy())
    }

    /// Sends a request through the host; none where the host leaves that to the browser.
    ///
    /// # Errors
    /// The host's error where no answer came.
    pub(crate) async fn fetch(&self, request: &Request) -> Option<Result<Response, JsValue>> {
        let sent = self.call("fetch", &[request.into()])?;
        let sent = match sent {
            Ok(sent) => Promise::resolve(&sent).await,
            Err(thrown) => Err(thrown),
        };
        Some(sent.and_then(JsCast::dyn_into))
    }

    /// Reports that the console shows another page.
    pub(crate) fn navigated(&self, href: &str) {
        self.report("navigated", &[href.into()]);
    }

    /// Reports a change that the API has carried out.
    pub(crate) fn changed(&self, how: Feature, uuid: &str) {
        self.report("changed", &[how.slug().into(), uuid.into()]);
    }

    /// Reports that the API refused the authentication.
    pub(crate) fn expired(&self) {
        self.report("expired", &[]);
    }

    /// Asks the host to sign the user out.
    pub(crate) fn sign_out(&self) {
        self.report("signOut", &[]);
    }

    /// Reports a failed request.
    pub(crate) fn failed(&self, error: &ApiError) {
        let id = error.correlation_id.as_deref();
        let arguments = [
            error.message.as_str().into(),
            error.status.into(),
            id.into(),
        ];
        self.report("failed", &arguments);
    }

    fn report(&self, name: &str, arguments: &[JsValue]) {
        if let Some(Err(thrown)) = self.call(name, arguments) {
            // The host's mistake is no reason to stop.
            web_sys::console::error_1(&thrown);
        }
    }

    fn call(&self, name: &str, arguments: &[JsValue]) -> Option<Result<JsValue, JsValue>> {
        let function: Function = self.get(name).dyn_into().ok()?;
        Some(function.apply(&JsValue::UNDEFINED, &arguments.iter().collect::<Array>()))
    }

    fn get(&self, name: &str) -> JsValue {
        Reflect::get(&self.0.borrow(), &name.into()).unwrap_or_default()
    }
}
