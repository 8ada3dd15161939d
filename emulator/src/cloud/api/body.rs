//! Request bodies, read attribute by attribute so that each mistake gets its own code.

use serde_json::{Map, Value};

use crate::cloud::{
    codes::{self, Code},
    failure::Failure,
    label::Label,
};

#[derive(Clone, Copy)]
pub(super) struct Object<'a>(&'a Map<String, Value>);

fn invalid(message: impl Into<String>) -> Failure {
    Failure::new(codes::REQUEST_INVALID, message)
}

pub(super) fn parse(body: &[u8]) -> Result<Value, Failure> {
    serde_json::from_slice(body).map_err(|error| invalid(format!("The body is not JSON: {error}.")))
}

/// The object under the wrapper key, which must be the only key.
pub(super) fn unwrap<'a>(body: &'a Value, wrapper: &str) -> Result<Object<'a>, Failure> {
    let outer = Object(
        body.as_object()
            .ok_or_else(|| invalid("The body is not an object."))?,
    );
    let inner = outer.object(wrapper)?;
    let inner = inner.ok_or_else(|| invalid(format!("The body has no object {wrapper}.")))?;
    outer.allow_only(&[wrapper])?;
    Ok(inner)
}

impl<'a> Object<'a> {
    pub(super) fn new(value: &'a Value, what: &str) -> Result<Self, Failure> {
        value
            .as_object()
            .map(Self)
            .ok_or_else(|| invalid(format!("{what} is not an object.")))
    }

    /// Refuses attributes that are not among `known`.
    pub(super) fn allow_only(&self, known: &[&str]) -> Result<(), Failure> {
        match self.0.keys().find(|key| !known.contains(&key.as_str())) {
            None => Ok(()),
            Some(key) => {
                let message = format!("The attribute {key} is unknown.");
                Err(Failure::new(codes::UNKNOWN_ATTRIBUTE, message))
            }
        }
    }

    pub(super) fn get(&self, name: &str) -> Option<&'a Value> {
        self.0.get(name)
    }

    pub(super) fn object(&self, name: &str) -> Result<Option<Object<'a>>, Failure> {
        self.get(name)
            .map(|value| Object::new(value, name))
            .transpose()
    }

    pub(super) fn list(&self, name: &str) -> Result<Option<&'a [Value]>, Failure> {
        let list = |value: &'a Value| value.as_array().map(Vec::as_slice);
        self.get(name)
            .map(|value| list(value).ok_or_else(|| invalid(format!("{name} is not a list."))))
            .transpose()
    }

    /// Anything but text is refused with `code`.
    pub(super) fn text(&self, name: &str, code: Code) -> Result<Option<&'a str>, Failure> {
        let refuse = || Failure::new(code, format!("The attribute {name} is invalid."));
        self.get(name)
            .map(|value| value.as_str().ok_or_else(refuse))
            .transpose()
    }

    /// Anything but text of 1 to 255 characters is refused with `code`.
    pub(super) fn name(&self, code: Code) -> Result<Option<&'a str>, Failure> {
        let name = self.text("name", code)?;
        match name {
            Some(text) if !(1..=255).contains(&text.chars().count()) => Err(Failure::new(
                code,
                "The name must have 1 to 255 characters.",
            )),
            _ => Ok(name),
        }
    }

    pub(super) fn decode<T: serde::de::DeserializeOwned>(
        &self,
        name: &str,
    ) -> Result<Option<T>, Failure> {
        self.get(name)
            .map(|value| T::deserialize(value).map_err(|_| invalid(format!("{name} is invalid."))))
            .transpose()
    }

    /// `None` if absent. `null` clears like `[]`; Terraform relies on it.
    pub(super) fn labels(&self) -> Result<Option<Vec<Label>>, Failure> {
        if self.get("labels").is_some_and(Value::is_null) {
            return Ok(Some(Vec::new()));
        }
        let Some(list) = self.list("labels")? else {
            return Ok(None);
        };
        list.iter().map(label).collect::<Result<_, _>>().map(Some)
    }
}

fn label(value: &Value) -> Result<Label, Failure> {
    let object = Object::new(value, "A label")?;
    object.allow_only(&["key", "value"])?;
    let text = |name, code| {
        let missing = || Failure::new(code, format!("A label has no {name}."));
        object.text(name, code)?.ok_or_else(missing)
    };
    Ok(Label::new(
        text("key", codes::INVALID_LABEL_KEY)?,
        text("value", codes::INVALID_LABEL_VALUE)?,
    ))
}
