//! The sign-in form. Pages show it before the program has loaded
//! (`sign_in_form.html`); the program takes that form over with its input, and copies
//! it when it needs another one.

use domain::api::{
    credentials::Credentials,
    error::{ApiError, ErrorKind},
};
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlButtonElement, HtmlElement, HtmlFormElement, HtmlInputElement};

use crate::{api::Api, dom, reactive::prelude::*};

const NO_API: &str = "Probably nothing at this address passes requests on to UpCloud's API. \
    Its administrator finds how in deploy/README.md. The sample data, if offered here, need no API.";

/// The form as the page holds it, to copy from.
#[derive(Clone, Copy)]
pub(crate) struct StaticForm(StoredValue<Option<HtmlFormElement>>);

impl StaticForm {
    pub(crate) fn new(form: Option<&HtmlFormElement>) -> Self {
        let copy = form.and_then(copy);
        if let Some(copy) = &copy {
            // A copy includes the input.
            copy.reset();
        }
        Self(StoredValue::new(copy))
    }

    /// A new form; none where the page had none.
    fn copy(self) -> Option<HtmlFormElement> {
        self.0.with_value(|form| form.as_ref().and_then(copy))
    }
}

fn copy(form: &HtmlFormElement) -> Option<HtmlFormElement> {
    form.clone_node_with_deep(true).ok()?.dyn_into().ok()
}

/// The sign-in form.
#[component]
pub(crate) fn SignInForm(
    /// The form that is in the page already.
    #[prop(optional_no_strip)]
    drawn: Option<HtmlFormElement>,
    /// The previous user, to fill in.
    #[prop(optional, into)]
    username: String,
) -> impl IntoView {
    let Some(form) = drawn else {
        let place = NodeRef::<html::Div>::new();
        let form = expect_context::<StaticForm>().copy();
        effect(move || {
            if let (Some(place), Some(form)) = (place.get(), &form) {
                // Appending to an empty element cannot fail.
                let _ = place.append_child(form);
                if let Some(input) = input(form, "username") {
                    input.set_value(&username);
                }
                take_over(form);
                let first = if username.is_empty() {
                    "username"
                } else {
                    "password"
                };
                focus(form, first);
            }
        });
        return view! { <div class="sign-in-place" node_ref=place></div> }.into_any();
    };
    take_over(&form);
    at_cleanup(move || form.remove());
    ().into_any()
}

/// Connects the form to the program.
fn take_over(form: &HtmlFormElement) {
    let api = expect_context::<Api>();
    let form = form.clone();
    if let Some(button) = button(&form) {
        button.set_disabled(false);
    }
    let target = form.clone();
    dom::listen(&target, "submit", move |event| {
        event.prevent_default();
        let Some(button) = button(&form).filter(|button| !button.disabled()) else {
            return;
        };
        match read(&form) {
            Ok(credentials) => {
                button.set_disabled(true);
                button.set_text_content(Some("Signing in…"));
                show_outcome(&form, None);
                let form = form.clone();
                spawn(async move {
                    let outcome = api.sign_in(credentials).await;
                    clear_secrets(&form);
                    button.set_disabled(false);
                    button.set_text_content(Some("Sign in"));
                    if let Err(error) = outcome {
                        show_failure(&form, &error);
                    }
                });
            }
            Err((field, wrong)) => {
                show_outcome(&form, Some((&wrong, "")));
                focus(&form, field);
            }
        }
    });
}

/// The credentials, or the name of the invalid field and what is wrong with it.
fn read(form: &HtmlFormElement) -> Result<Credentials, (&'static str, String)> {
    use domain::api::credentials::CredentialsError as E;
    let value = |name| {
        input(form, name)
            .map(|input| input.value())
            .unwrap_or_default()
    };
    let read = if uses_token(form) {
        Credentials::token(&value("token"))
    } else {
        Credentials::basic(&value("username"), &value("password"))
    };
    read.map_err(|error| {
        let field = match error {
            E::NoUsername | E::ColonInUsername => "username",
            E::NoPassword => "password",
            E::NoToken | E::TokenCharacter => "token",
        };
        (field, error.to_string())
    })
}

fn show_failure(form: &HtmlFormElement, error: &ApiError) {
    let is_rejected = error.kind == ErrorKind::Unauthorized;
    let (title, advice) = match is_rejected {
        true if uses_token(form) => (
            "The API rejected this token.",
            "Check that the token is complete, has not expired or been revoked, and allows your IP address.",
        ),
        true => (
            "The API rejected this username and password.",
            "Check both, and check that API access is enabled for this user in the UpCloud control panel.",
        ),
        false if error.is_foreign && error.kind == ErrorKind::Unreadable => {
            (error.message.as_str(), NO_API)
        }
        false => (error.message.as_str(), error.plain_advice()),
    };
    // A proxy in front of the API may have rejected them.
    let title = if error.is_foreign {
        &error.message
    } else {
        title
    };
    show_outcome(form, Some((title, advice)));
    let field = if uses_token(form) {
        "token"
    } else {
        "password"
    };
    focus(form, field);
}

/// Shows an error, or nothing.
fn show_outcome(form: &HtmlFormElement, wrong: Option<(&str, &str)>) {
    let Some(place) = dom::find::<HtmlElement>(form, ".outcome") else {
        return;
    };
    place.set_text_content(None);
    let Some(document) = form.owner_document() else {
        return;
    };
    let (title, advice) = wrong.unwrap_or_default();
    for (tag, text) in [("strong", title), ("p", advice)] {
        if let (false, Ok(element)) = (text.is_empty(), document.create_element(tag)) {
            element.set_text_content(Some(text));
            // Appending to an own element cannot fail.
            let _ = place.append_child(&element);
        }
    }
}

fn clear_secrets(form: &HtmlFormElement) {
    for name in ["password", "token"] {
        if let Some(input) = input(form, name) {
            input.set_value("");
        }
    }
}

fn uses_token(form: &HtmlFormElement) -> bool {
    dom::find::<HtmlInputElement>(form, "[name=way][value=token]")
        .is_some_and(|radio| radio.checked())
}

fn input(form: &HtmlFormElement, name: &str) -> Option<HtmlInputElement> {
    dom::find(
        form.unchecked_ref::<Element>(),
        &format!("input[name={name}]"),
    )
}

fn focus(form: &HtmlFormElement, name: &str) {
    if let Some(input) = input(form, name) {
        dom::focus_quietly(&input);
    }
}

fn button(form: &HtmlFormElement) -> Option<HtmlButtonElement> {
    // Found by its class: minifiers drop the default `type`.
    dom::find(form, "button.primary")
}
