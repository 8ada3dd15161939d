//! A list in an answer, element by element.

use serde_json::value::RawValue;

use super::raw::{at, parse};
use crate::api::error::ApiError;

/// A list of which some elements may have been beyond reading. One odd object
/// must not hide thousands of good ones.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed<T> {
    /// What could be read, in the order it came.
    pub items: Vec<T>,
    /// For each element that could not: where and why.
    pub unreadable: Vec<String>,
}

pub(super) fn listed<T>(
    body: &str,
    path: [&str; 2],
    read: impl Fn(&str) -> Result<T, String>,
) -> Result<Listed<T>, ApiError> {
    let [outer, inner] = path;
    let elements: Vec<&RawValue> = at(body, &path)?
        .ok_or_else(|| format!("no list in the field `{outer}.{inner}`"))
        .and_then(|list| parse(list.get()))
        .map_err(|reason| ApiError::unreadable(&reason))?;
    let mut listed = Listed {
        items: Vec::with_capacity(elements.len()),
        unreadable: Vec::new(),
    };
    for (place, element) in elements.into_iter().enumerate() {
        match read(element.get()) {
            Ok(item) => listed.items.push(item),
            Err(reason) => listed
                .unreadable
                .push(format!("{inner}[{place}]: {reason}")),
        }
    }
    Ok(listed)
}
