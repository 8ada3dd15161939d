//! Identifiers. One type for each kind of object, so that the UUID of a router
//! can never be sent where a network's is meant.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::text;

/// A text that is not a UUID.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a UUID")]
pub struct NotAUuid;

macro_rules! id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(Uuid);

        impl $name {
            /// The identifier of these 128 bits.
            pub const fn from_u128(bits: u128) -> Self {
                Self(Uuid::from_u128(bits))
            }

            /// Whether it contains this text, which must be in lower case.
            pub fn contains(self, text: &str) -> bool {
                let mut buffer = Uuid::encode_buffer();
                let written = self.0.as_hyphenated().encode_lower(&mut buffer);
                text::contains(written, text)
            }

            /// The first eight and the last four characters, for places where
            /// the whole does not fit. Not for looking anything up.
            pub fn short(self) -> String {
                let whole = self.to_string();
                match (whole.get(..8), whole.get(32..)) {
                    (Some(head), Some(tail)) => format!("{head}…{tail}"),
                    _ => whole,
                }
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.as_hyphenated().fmt(f)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, concat!(stringify!($name), "({})"), self.0)
            }
        }

        impl FromStr for $name {
            type Err = NotAUuid;

            /// Reads the hyphenated form only, in either case, with blanks
            /// around it: the shorter forms are nothing an API ever printed.
            fn from_str(text: &str) -> Result<Self, NotAUuid> {
                let text = text.trim();
                if text.len() != 36 {
                    return Err(NotAUuid);
                }
                Uuid::try_parse(text).map(Self).map_err(|_| NotAUuid)
            }
        }
    };
}

id!(
    /// The UUID of a network peering.
    PeeringId
);
id!(
    /// The UUID of a network, in whichever account.
    NetworkId
);
id!(
    /// The UUID of a router.
    RouterId
);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_it_prints() {
        let text = "0f58c3e7-1a94-4b6d-8e20-c7d1f9a2b354";
        let id: PeeringId = text.parse().expect("a UUID");
        assert_eq!(id.to_string(), text);
        assert_eq!(id.short(), "0f58c3e7…b354");
        assert_eq!(format!(" {} ", text.to_uppercase()).parse(), Ok(id));
    }

    #[test]
    fn refuses_what_no_api_prints() {
        for text in [
            "",
            "hel-app",
            "0f58c3e71a944b6d8e20c7d1f9a2b354",
            "{0f58c3e7-1a94-4b6d-8e20-c7d1f9a2b354}",
            "0f58c3e7-1a94-4b6d-8e20-c7d1f9a2b35g",
        ] {
            assert_eq!(text.parse::<NetworkId>(), Err(NotAUuid), "{text}");
        }
    }
}
