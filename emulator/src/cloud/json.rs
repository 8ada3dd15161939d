//! JSON as the API writes it: indented by three spaces, `"key" : value`, with a newline at the
//! end (recorded traffic).

use std::io::{Result, Write};

use serde::{
    Serialize,
    ser::{SerializeMap, Serializer},
};
use serde_json::ser::{Formatter, PrettyFormatter};

struct Recorded<'a>(PrettyFormatter<'a>);

impl Formatter for Recorded<'_> {
    fn begin_array<W: ?Sized + Write>(&mut self, w: &mut W) -> Result<()> {
        self.0.begin_array(w)
    }
    fn end_array<W: ?Sized + Write>(&mut self, w: &mut W) -> Result<()> {
        self.0.end_array(w)
    }
    fn begin_array_value<W: ?Sized + Write>(&mut self, w: &mut W, first: bool) -> Result<()> {
        self.0.begin_array_value(w, first)
    }
    fn end_array_value<W: ?Sized + Write>(&mut self, w: &mut W) -> Result<()> {
        self.0.end_array_value(w)
    }
    fn begin_object<W: ?Sized + Write>(&mut self, w: &mut W) -> Result<()> {
        self.0.begin_object(w)
    }
    fn end_object<W: ?Sized + Write>(&mut self, w: &mut W) -> Result<()> {
        self.0.end_object(w)
    }
    fn begin_object_key<W: ?Sized + Write>(&mut self, w: &mut W, first: bool) -> Result<()> {
        self.0.begin_object_key(w, first)
    }
    fn begin_object_value<W: ?Sized + Write>(&mut self, w: &mut W) -> Result<()> {
        w.write_all(b" : ")
    }
    fn end_object_value<W: ?Sized + Write>(&mut self, w: &mut W) -> Result<()> {
        self.0.end_object_value(w)
    }
}

/// Keys keep the order in which a shape declares them: sorted, as recorded.
///
/// # Errors
/// If a shape has keys that are not text. None has.
pub fn pretty(value: &impl Serialize) -> serde_json::Result<String> {
    let mut text = Vec::with_capacity(512);
    let formatter = Recorded(PrettyFormatter::with_indent(b"   "));
    value.serialize(&mut serde_json::Serializer::with_formatter(
        &mut text, formatter,
    ))?;
    text.push(b'\n');
    String::from_utf8(text).map_err(serde::ser::Error::custom)
}

/// The API's wrapper object: `{"network_peering": …}`.
#[derive(Clone, Copy, Debug)]
pub struct Wrapped<T>(pub &'static str, pub T);

impl<T: Serialize> Serialize for Wrapped<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(1))?;
        map.serialize_entry(self.0, &self.1)?;
        map.end()
    }
}

#[cfg(test)]
mod tests {
    use super::{Wrapped, pretty};

    #[test]
    fn layout_is_as_recorded() {
        let empty: [u8; 0] = [];
        assert_eq!(
            pretty(&Wrapped("a", (Wrapped("b", empty), 1)))
                .ok()
                .as_deref(),
            Some("{\n   \"a\" : [\n      {\n         \"b\" : []\n      },\n      1\n   ]\n}\n")
        );
    }
}
