//! How far apart two zones are, as far as is known.
//!
//! UpCloud publishes no list of zones that can be peered. Reports from the
//! field: within Europe it works; between Europe and the United States,
//! Singapore or Sydney the API answers `INTERZONE_PEERING_NOT_SUPPORTED`.

/// Whether networks of two zones can be peered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Distance {
    /// One zone: it works.
    Same,
    /// Two zones of Europe: reported to work.
    Near,
    /// Two continents: reported to be refused, where it was tried.
    Far,
    /// Nothing is known of such a pair.
    Unknown,
}

/// How far apart the zones with these identifiers are.
pub fn distance(one: &str, other: &str) -> Distance {
    if one == other && !one.is_empty() {
        return Distance::Same;
    }
    match (continent(one), continent(other)) {
        (Some("europe"), Some("europe")) => Distance::Near,
        (Some(one), Some(other)) if one != other => Distance::Far,
        _ => Distance::Unknown,
    }
}

fn continent(zone: &str) -> Option<&'static str> {
    match zone.split('-').next()? {
        "fi" | "se" | "no" | "dk" | "de" | "nl" | "uk" | "es" | "pl" => Some("europe"),
        "us" => Some("america"),
        "sg" => Some("asia"),
        "au" => Some("australia"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_was_reported_is_called_near_or_far() {
        for (one, other, expected) in [
            ("fi-hel1", "fi-hel1", Distance::Same),
            ("fi-hel1", "de-fra1", Distance::Near),
            ("fi-priv-acme", "fi-hel2", Distance::Near),
            ("pl-waw1", "us-nyc1", Distance::Far),
            ("sg-sin1", "uk-lon1", Distance::Far),
            ("us-nyc1", "us-sjo1", Distance::Unknown),
            ("jp-tyo1", "fi-hel1", Distance::Unknown),
            ("jp-tyo1", "jp-tyo1", Distance::Same),
            ("", "", Distance::Unknown),
        ] {
            assert_eq!(distance(one, other), expected, "{one} {other}");
            assert_eq!(distance(other, one), expected, "{other} {one}");
        }
    }
}
