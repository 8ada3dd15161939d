//! Odd bodies: answers that are of another shape, far too large, or come drop by drop.

use axum::body::Body;
use bytes::Bytes;
use futures_util::stream;
use serde::Deserialize;
use serde_json::{Map, Value, json};
use std::io::{Error, ErrorKind};
use std::time::Duration;

/// What is wrong with the shape of an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Malformed {
    /// Each text is a number, each number a text, each truth value a text.
    Types,
    /// Each list is an object, and the whole is a list.
    Shapes,
    /// Each field is `null`.
    Fields,
    /// The whole is `null`.
    Null,
}

impl Malformed {
    /// The JSON text with that wrong in it; text of another kind stays as it is.
    #[must_use]
    pub fn apply(self, text: String) -> String {
        let Ok(value) = serde_json::from_str::<Value>(&text) else {
            return text;
        };
        match self {
            Self::Types => retyped(value),
            Self::Shapes => json!([reshaped(value)]),
            Self::Fields => emptied(value),
            Self::Null => Value::Null,
        }
        .to_string()
    }
}

fn retyped(value: Value) -> Value {
    match value {
        Value::String(text) => json!(text.len()),
        Value::Number(number) => json!(number.to_string()),
        Value::Bool(truth) => json!(truth.to_string()),
        Value::Null => json!(false),
        Value::Array(items) => items.into_iter().map(retyped).collect(),
        Value::Object(fields) => each(fields, retyped),
    }
}

fn reshaped(value: Value) -> Value {
    match value {
        Value::Array(items) => {
            let numbered = (0..).map(|place: usize| place.to_string());
            let fields = numbered.zip(items.into_iter().map(reshaped));
            Value::Object(fields.collect())
        }
        Value::Object(fields) => each(fields, reshaped),
        other => other,
    }
}

fn emptied(value: Value) -> Value {
    match value {
        Value::Object(fields) => each(fields, emptied),
        Value::Array(items) => items.into_iter().map(emptied).collect(),
        _ => Value::Null,
    }
}

fn each(fields: Map<String, Value>, change: fn(Value) -> Value) -> Value {
    let changed = fields
        .into_iter()
        .map(|(name, field)| (name, change(field)));
    Value::Object(changed.collect())
}

/// The JSON object with a field more, a text of so many bytes that nobody asked for.
#[must_use]
pub fn with_padding(text: &str, bytes: usize) -> String {
    // Put in as text: a body that large need not be parsed to grow.
    match text.strip_prefix('{') {
        Some(rest) => format!("{{\"padding\":\"{}\",{rest}", "x".repeat(bytes)),
        None => text.to_owned(),
    }
}

/// The JSON text with every `name` in it as long as that.
#[must_use]
pub fn with_long_names(text: String, bytes: usize) -> String {
    fn lengthen(value: &mut Value, bytes: usize) {
        match value {
            Value::Array(items) => items.iter_mut().for_each(|item| lengthen(item, bytes)),
            Value::Object(fields) => {
                for (name, field) in fields {
                    match field {
                        Value::String(text) if name == "name" => {
                            let missing = bytes.saturating_sub(text.len());
                            text.extend(std::iter::repeat_n('x', missing));
                        }
                        other => lengthen(other, bytes),
                    }
                }
            }
            _ => {}
        }
    }
    let Ok(mut value) = serde_json::from_str(&text) else {
        return text;
    };
    lengthen(&mut value, bytes);
    value.to_string()
}

/// How a body comes in pieces.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Drip {
    /// Into how many pieces it is cut.
    pub pieces: usize,
    /// How long each piece but the first is waited for.
    pub pause_ms: u64,
}

impl Drip {
    /// The body, piece by piece.
    pub fn body(self, text: String) -> Body {
        let size = text.len().div_ceil(self.pieces.max(1)).max(1);
        let pause = Duration::from_millis(self.pause_ms);
        let pieces = stream::unfold(
            (Bytes::from(text), true),
            move |(mut rest, first)| async move {
                if rest.is_empty() {
                    return None;
                }
                if !first {
                    tokio::time::sleep(pause).await;
                }
                let piece = rest.split_to(size.min(rest.len()));
                Some((Ok::<_, Error>(piece), (rest, false)))
            },
        );
        Body::from_stream(pieces)
    }
}

/// The first half of a body whose headers promised all of it.
pub fn truncated(text: String) -> Body {
    let mut bytes = Bytes::from(text);
    bytes.truncate(bytes.len() / 2);
    let cut = Error::from(ErrorKind::ConnectionAborted);
    Body::from_stream(stream::iter([Ok(bytes), Err(cut)]))
}
