//! The choice among several accounts or APIs, in the form to sign in with. That form
//! is drawn before the program is there, so the field is put into it.

use wasm_bindgen::JsCast;
use web_sys::{Document, Element, HtmlFormElement, HtmlInputElement, HtmlSelectElement};

use crate::{api::Api, dom, options::Endpoint, settings::Settings};

/// Puts the field into the form, where there is something to choose from.
pub(super) fn offer(form: &HtmlFormElement, settings: Settings, api: Api) {
    let endpoints = settings.endpoints();
    let Some(document) = form.owner_document() else {
        return;
    };
    if endpoints.len() < 2 || select(form).is_some() {
        return;
    }
    let Some(field) = field(&document, &endpoints) else {
        return;
    };
    let before = dom::find::<Element>(form, ".ways");
    // Both are the form's own, so that it cannot fail.
    let _ = form.insert_before(&field, before.as_deref());
    let chosen = {
        let form = form.clone();
        move || choose(&form, &endpoints, settings, api)
    };
    chosen();
    dom::listen(&field, "change", move |_| chosen());
}

/// The label with its list, or none where the browser refuses to make them.
fn field(document: &Document, endpoints: &[Endpoint]) -> Option<Element> {
    let element = |tag, text: &str| {
        let element: Element = document.create_element(tag).ok()?;
        element.set_text_content(Some(text));
        Some(element)
    };
    let (field, list) = (element("label", "")?, element("select", "")?);
    field.set_class_name("field");
    list.set_attribute("name", "endpoint").ok()?;
    for endpoint in endpoints {
        let option = element("option", &endpoint.name)?;
        list.append_child(&option).ok()?;
    }
    let name = element("span", "Account")?;
    field.append_child(&name).ok()?;
    field.append_child(&list).ok()?;
    Some(field)
}

/// Turns to what is chosen.
fn choose(form: &HtmlFormElement, endpoints: &[Endpoint], settings: Settings, api: Api) {
    let place = select(form).and_then(|select| usize::try_from(select.selected_index()).ok());
    let Some(endpoint) = place.and_then(|place| endpoints.get(place)) else {
        return;
    };
    api.turn_to(endpoint.api_base.clone());
    settings.set_endpoints_banner(endpoint.banner.clone());
    let username = dom::find::<HtmlInputElement>(form, "[name=username]");
    if let Some(username) = username.filter(|_| !endpoint.username.is_empty()) {
        username.set_value(&endpoint.username);
    }
}

fn select(form: &HtmlFormElement) -> Option<HtmlSelectElement> {
    dom::find::<Element>(form, "[name=endpoint]")?
        .dyn_into()
        .ok()
}
