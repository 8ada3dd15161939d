//! The form to sign in with. Pages draw it before this program has arrived
//! (`sign_in_form.html`); the program then takes over the form that stands there,
//! with whatever was typed into it, and makes others like it when it needs them.

use domain::api::{credentials::Credentials, error::ApiError};
use leptos::{html, prelude::*};
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlButtonElement, HtmlElement, HtmlFormElement, HtmlInputElement};

use crate::{
    api::Api,
    dom,
    reactive::{StoredValue, effect, expect_context, spawn},
};

/// The form as the page drew it, to be drawn again.
#[derive(Clone, Copy)]
pub(crate) struct StaticForm(StoredValue<Option<HtmlFormElement>>);

impl StaticForm {
    pub(crate) fn new(form: Option<&HtmlFormElement>) -> Self {
        let copy = form.and_then(copy);
        if let Some(copy) = &copy {
            // A copy has what was typed as well.
            copy.reset();
        }
        Self(StoredValue::new(copy))
    }

    /// Another one; none where the page drew none.
    fn again(self) -> Option<HtmlFormElement> {
        self.0.with_value(|form| form.as_ref().and_then(copy))
    }
}

fn copy(form: &HtmlFormElement) -> Option<HtmlFormElement> {
    form.clone_node_with_deep(true).ok()?.dyn_into().ok()
}

/// The form to sign in with.
#[component]
pub(crate) fn SignInForm(
    /// The form that stands in the page already, if one does.
    #[prop(optional_no_strip)]
    drawn: Option<HtmlFormElement>,
    /// Who was signed in before.
    #[prop(optional, into)]
    username: String,
) -> impl IntoView {
    let Some(form) = drawn else {
        let place = NodeRef::<html::Div>::new();
        let form = expect_context::<StaticForm>().again();
        effect(move || {
            if let (Some(place), Some(form)) = (place.get(), &form) {
                // An empty element of one's own takes anything.
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
                if let Some(input) = input(form, first) {
                    dom::focus_quietly(&input);
                }
            }
        });
        return view! { <div class="sign-in-place" node_ref=place></div> }.into_any();
    };
    take_over(&form);
    let form = StoredValue::new(form);
    on_cleanup(move || {
        form.try_with_value(|form| form.remove());
    });
    ().into_any()
}

/// Makes the form work.
fn take_over(form: &HtmlFormElement) {
    let api = expect_context::<Api>();
    let form = form.clone();
    if let Some(button) = button(&form) {
        button.set_disabled(false);
    }
    let listened = form.clone();
    dom::listen(&listened, "submit", move |event| {
        event.prevent_default();
        let Some(button) = button(&form).filter(|button| !button.disabled()) else {
            return;
        };
        match read(&form) {
            Ok(credentials) => {
                button.set_disabled(true);
                button.set_text_content(Some("Signing in…"));
                tell(&form, None);
                let form = form.clone();
                spawn(async move {
                    let outcome = api.sign_in(credentials).await;
                    clear_secrets(&form);
                    button.set_disabled(false);
                    button.set_text_content(Some("Sign in"));
                    if let Err(error) = outcome {
                        failed(&form, &error);
                    }
                });
            }
            Err((field, wrong)) => {
                tell(&form, Some((&wrong, "")));
                if let Some(input) = input(&form, field) {
                    dom::focus_quietly(&input);
                }
            }
        }
    });
}

/// What was typed, or the name of the field that must change and why.
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

fn failed(form: &HtmlFormElement, error: &ApiError) {
    let (title, advice) = match error.status {
        Some(401) if uses_token(form) => (
            "The API does not accept this token.",
            "Check that it is whole, has not expired or been revoked, and may be used from your address.",
        ),
        Some(401) => (
            "The API does not accept this username and password.",
            "Check both, and that API access is switched on for this user in UpCloud's control panel.",
        ),
        _ => (error.message.as_str(), error.plain_advice()),
    };
    tell(form, Some((title, advice)));
    let field = if uses_token(form) {
        "token"
    } else {
        "password"
    };
    if let Some(input) = input(form, field) {
        dom::focus_quietly(&input);
    }
}

/// Shows what went wrong, as text.
fn tell(form: &HtmlFormElement, wrong: Option<(&str, &str)>) {
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
            // Appending to an element of one's own cannot fail.
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

fn button(form: &HtmlFormElement) -> Option<HtmlButtonElement> {
    // By its class: minifiers drop the default `type`.
    dom::find(form, "button.primary")
}
