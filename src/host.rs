//! The page that a console is in: what it is asked, and what it is told.

use std::{cell::RefCell, rc::Rc};

use domain::{error::ApiError, feature::Feature};
use js_sys::{Function, Object, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Request, Response};

/// An object whose functions are the page's side of a console. Those that it has
/// not are not missed. Their names are those of `embed.d.ts`.
#[derive(Clone)]
pub struct Host(Rc<RefCell<JsValue>>);

impl Host {
    /// The page with these functions.
    #[must_use]
    pub fn new(functions: JsValue) -> Self {
        Self(Rc::new(RefCell::new(functions)))
    }

    /// A page that is neither asked nor told anything.
    #[must_use]
    pub fn none() -> Self {
        Self::new(JsValue::UNDEFINED)
    }

    /// Other functions of the same page.
    pub(crate) fn replace(&self, functions: JsValue) {
        *self.0.borrow_mut() = functions;
    }

    /// Whether the user does not sign in here: the page authenticates, or what
    /// stands before the API does.
    pub(crate) fn authenticates(&self) -> bool {
        self.get("authorization").is_some()
    }

    /// Whether the page gives a header for each request, and may have a better one.
    pub(crate) fn gives_authorization(&self) -> bool {
        self.function("authorization").is_some()
    }

    /// Whether the page has a way out.
    pub(crate) fn signs_out(&self) -> bool {
        self.function("onSignOut").is_some()
    }

    /// The header for one request; none where something else adds it. `refused`
    /// says that the API did not accept the last one.
    ///
    /// # Errors
    /// Where the page gives none.
    pub(crate) async fn authorization(&self, refused: bool) -> Result<Option<String>, ApiError> {
        let Some(ask) = self.function("authorization") else {
            return Ok(None);
        };
        let given = match ask.call1(&JsValue::UNDEFINED, &refused.into()) {
            Ok(given) => Promise::resolve(&given).await,
            Err(thrown) => Err(thrown),
        };
        match given.map(|given| given.as_string()) {
            Ok(Some(header)) if !header.is_empty() => Ok(Some(header)),
            Ok(_) => Err(ApiError::unauthenticated("it gave no text")),
            Err(thrown) => Err(ApiError::unauthenticated(&message(&thrown))),
        }
    }

    /// Has the page send a request; none where it leaves that to the browser.
    ///
    /// # Errors
    /// Where no answer came.
    pub(crate) async fn fetch(&self, request: &Request) -> Option<Result<Response, JsValue>> {
        let fetch = self.function("fetch")?;
        let sent = match fetch.call1(&JsValue::UNDEFINED, request) {
            Ok(sent) => Promise::resolve(&sent).await,
            Err(thrown) => Err(thrown),
        };
        Some(sent.and_then(JsCast::dyn_into))
    }

    /// The console shows another page.
    pub(crate) fn navigated(&self, href: &str) {
        self.tell("onNavigate", &href.into());
    }

    /// The API has carried out a change.
    pub(crate) fn changed(&self, feature: Feature, uuid: &str) {
        let change = [("action", feature.slug().into()), ("uuid", uuid.into())];
        self.tell("onChange", &object(&change));
    }

    /// The API refuses the authentication.
    pub(crate) fn expired(&self) {
        self.tell("onAuthExpired", &JsValue::UNDEFINED);
    }

    /// The user wants to sign out of the page.
    pub(crate) fn sign_out(&self) {
        self.tell("onSignOut", &JsValue::UNDEFINED);
    }

    /// A request failed.
    pub(crate) fn failed(&self, error: &ApiError) {
        let id = error.correlation_id.as_deref();
        self.tell(
            "onError",
            &object(&[
                ("message", error.message.as_str().into()),
                ("status", error.status.into()),
                ("correlationId", id.into()),
            ]),
        );
    }

    fn tell(&self, name: &str, what: &JsValue) {
        let Some(Err(thrown)) = self
            .function(name)
            .map(|told| told.call1(&JsValue::UNDEFINED, what))
        else {
            return;
        };
        // The page's mistake, and no reason to stop.
        web_sys::console::error_2(
            &format!("{name} of the console's host failed").into(),
            &thrown,
        );
    }

    fn function(&self, name: &str) -> Option<Function> {
        self.get(name)?.dyn_into().ok()
    }

    fn get(&self, name: &str) -> Option<JsValue> {
        let got = Reflect::get(&self.0.borrow(), &name.into()).ok()?;
        (!got.is_undefined() && !got.is_null()).then_some(got)
    }
}

/// An object with these fields.
fn object(fields: &[(&str, JsValue)]) -> JsValue {
    let object = Object::new();
    for (name, value) in fields {
        // It can only fail on what is no object or is frozen.
        let _ = Reflect::set(&object, &(*name).into(), value);
    }
    object.into()
}

/// What an error of a script says.
fn message(thrown: &JsValue) -> String {
    let said = thrown.dyn_ref().map(js_sys::Error::message);
    said.map_or_else(|| "it failed".into(), String::from)
}
