//! Malformed response bodies: of another shape, far too large, cut off, or sent in pieces.

use std::{
    io::{Error, ErrorKind},
    time::Duration,
};

use axum::body::Body;
use bytes::Bytes;
use futures_util::{StreamExt, stream};
use serde::Deserialize;
use serde_json::{Map, Value, json};

/// What is wrong with a body.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Malformed {
    /// Strings become numbers; numbers and booleans become strings.
    Types,
    /// Arrays become objects, and an array wraps the whole.
    Shapes,
    /// Every field is `null`.
    Fields,
    /// The whole body is `null`.
    Null,
}

impl Malformed {
    /// Text that is not JSON is returned unchanged.
    #[must_use]
    pub fn apply(self, text: String) -> String {
        let Ok(value) = serde_json::from_str::<Value>(&text) else {
            return text;
        };
        match self {
            Self::Types => swap_types(value),
            Self::Shapes => json!([swap_shapes(value)]),
            Self::Fields => clear_fields(value),
            Self::Null => Value::Null,
        }
        .to_string()
    }
}

fn swap_types(value: Value) -> Value {
    match value {
        Value::String(text) => json!(text.len()),
        Value::Number(number) => json!(number.to_string()),
        Value::Bool(truth) => json!(truth.to_string()),
        Value::Null => json!(false),
        Value::Array(items) => items.into_iter().map(swap_types).collect(),
        Value::Object(fields) => map_fields(fields, swap_types),
    }
}

fn swap_shapes(value: Value) -> Value {
    match value {
        Value::Array(items) => {
            let indices = (0..).map(|index: usize| index.to_string());
            let fields = indices.zip(items.into_iter().map(swap_shapes));
            Value::Object(fields.collect())
        }
        Value::Object(fields) => map_fields(fields, swap_shapes),
        other => other,
    }
}

fn clear_fields(value: Value) -> Value {
    match value {
        Value::Object(fields) => map_fields(fields, clear_fields),
        Value::Array(items) => items.into_iter().map(clear_fields).collect(),
        _ => Value::Null,
    }
}

fn map_fields(fields: Map<String, Value>, change: fn(Value) -> Value) -> Value {
    let changed = fields
        .into_iter()
        .map(|(name, field)| (name, change(field)));
    Value::Object(changed.collect())
}

/// The JSON object with an additional field of this many bytes.
#[must_use]
pub fn with_padding(text: &str, bytes: usize) -> String {
    // Inserted as text, because parsing a large body would be slow.
    match text.strip_prefix('{') {
        Some(rest) => format!("{{\"padding\":\"{}\",{rest}", "x".repeat(bytes)),
        None => text.to_owned(),
    }
}

/// The JSON text with every `name` extended to this many bytes.
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
                            text.push_str(&"x".repeat(missing));
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

/// A body sent in pieces.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Drip {
    pub pieces: usize,
    /// Pause before each piece but the first.
    pub pause_ms: u64,
}

impl Drip {
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

/// The first half of a body, followed by an error. hyper discards what it has not sent when the
/// error comes, so that waits until the head and the half have gone out.
pub fn truncated(text: String) -> Body {
    let mut bytes = Bytes::from(text);
    bytes.truncate(bytes.len() / 2);
    let cut = async {
        tokio::task::yield_now().await;
        Err(Error::from(ErrorKind::ConnectionAborted))
    };
    Body::from_stream(stream::iter([Ok(bytes)]).chain(stream::once(cut)))
}
