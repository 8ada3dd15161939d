//! Finding one's way in JSON that is looked at only where something is wanted,
//! so that a malformed value hides nothing elsewhere.

use std::{borrow::Cow, fmt};

use serde::{
    Deserialize, Deserializer,
    de::{MapAccess, Visitor},
};
use serde_json::{Value, value::RawValue};

use crate::api::error::ApiError;

/// The value at this path, if there is one.
///
/// # Errors
/// Where the whole is no JSON.
pub(super) fn at<'a>(body: &'a str, path: &[&str]) -> Result<Option<&'a RawValue>, ApiError> {
    // Some programs begin what they write with a mark of its encoding.
    let body = body.trim_start_matches('\u{feff}');
    let mut here: &RawValue = parse(body).map_err(|reason| ApiError::unreadable(&reason))?;
    for name in path {
        let mut json = serde_json::Deserializer::from_slice(here.get().as_bytes());
        match json.deserialize_map(Field(name)) {
            Ok(Some(field)) => here = field,
            _ => return Ok(None),
        }
    }
    Ok(Some(here))
}

/// The same, parsed; null where there is no value or it cannot be parsed.
pub(super) fn value_at(body: &str, path: &[&str]) -> Result<Value, ApiError> {
    let found = at(body, path)?.and_then(|found| parse(&sound(found.get())).ok());
    Ok(found.unwrap_or_default())
}

/// Reads JSON of bytes, for of text its decoder would be in the program twice.
pub(super) fn parse<'a, T: Deserialize<'a>>(text: &'a str) -> Result<T, String> {
    serde_json::from_slice(text.as_bytes()).map_err(|reason| reason.to_string())
}

/// The field of this name: of several the last, as all of serde_json has it.
struct Field<'n>(&'n str);

impl<'de> Visitor<'de> for Field<'_> {
    type Value = Option<&'de RawValue>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut fields: A) -> Result<Self::Value, A::Error> {
        let mut found = None;
        while let Some(name) = fields.next_key::<String>()? {
            let value = fields.next_value()?;
            if name == self.0 {
                found = Some(value);
            }
        }
        Ok(found)
    }
}

/// JSON with a sign for an unknown character instead of each half of one:
/// JSON can write them (RFC 8259, section 8.2), and no text of ours can hold them.
pub(super) fn sound(json: &str) -> Cow<'_, str> {
    let mut text = Cow::Borrowed(json);
    let mut place = 0;
    while let Some(found) = json.get(place..).and_then(|rest| rest.find('\\')) {
        place += found;
        place += match (escaped(json, place), escaped(json, place + 6)) {
            (Some(0xd800..0xdc00), Some(0xdc00..0xe000)) => 12,
            (Some(0xd800..0xe000), _) => {
                text.to_mut().replace_range(place + 2..place + 6, "fffd");
                6
            }
            _ => 2,
        };
    }
    text
}

/// The code unit that is written as `\u` and four digits at this place.
fn escaped(json: &str, place: usize) -> Option<u16> {
    let digits = json.get(place..place + 6)?.strip_prefix("\\u")?;
    u16::from_str_radix(digits, 16).ok()
}
