//! What one signs in with.

use std::fmt;

/// A username with its password, or an API token. Lives in memory only; its
/// `Debug` says nothing, and there is no way to get the secret out but as a
/// header.
#[derive(Clone, PartialEq, Eq)]
pub struct Credentials(Secret);

#[derive(Clone, PartialEq, Eq)]
enum Secret {
    Basic { username: String, password: String },
    Token(String),
}

/// Why a form cannot be sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CredentialsError {
    /// No username.
    #[error("Enter a username")]
    NoUsername,
    /// The username has a colon, which Basic authentication divides at
    /// (RFC 7617).
    #[error("A username can't contain a colon")]
    ColonInUsername,
    /// No password.
    #[error("Enter a password")]
    NoPassword,
    /// No token.
    #[error("Enter an API token")]
    NoToken,
    /// The token has characters that no header can carry.
    #[error("An API token contains only letters, digits and punctuation")]
    TokenCharacter,
}

impl Credentials {
    /// A username and its password. Blanks around the username are dropped;
    /// the password is taken as it is.
    ///
    /// # Errors
    /// Where something is missing, or the username cannot be sent.
    pub fn basic(username: &str, password: &str) -> Result<Self, CredentialsError> {
        let username = username.trim();
        if username.is_empty() {
            return Err(CredentialsError::NoUsername);
        }
        if username.contains(':') {
            return Err(CredentialsError::ColonInUsername);
        }
        if password.is_empty() {
            return Err(CredentialsError::NoPassword);
        }
        Ok(Self(Secret::Basic {
            username: username.into(),
            password: password.into(),
        }))
    }

    /// An API token, such as `ucat_…`. Blanks around it are dropped.
    ///
    /// # Errors
    /// Where it is missing or cannot be sent.
    pub fn token(token: &str) -> Result<Self, CredentialsError> {
        let token = token.trim();
        if token.is_empty() {
            return Err(CredentialsError::NoToken);
        }
        if !token.bytes().all(|b| b.is_ascii_graphic()) {
            return Err(CredentialsError::TokenCharacter);
        }
        Ok(Self(Secret::Token(token.into())))
    }

    /// The value of the `Authorization` header. Text outside ASCII is encoded
    /// as UTF-8.
    #[must_use]
    pub fn header(&self) -> String {
        match &self.0 {
            Secret::Basic { username, password } => {
                format!(
                    "Basic {}",
                    base64(format!("{username}:{password}").as_bytes())
                )
            }
            Secret::Token(token) => format!("Bearer {token}"),
        }
    }
}

/// Base64 with padding (RFC 4648, section 4). The library's own takes three
/// kilobytes of the part of the program that everybody waits for.
fn base64(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for chunk in bytes.chunks(3) {
        let byte = |place: usize| u32::from(chunk.get(place).copied().unwrap_or_default());
        let bits = byte(0) << 16 | byte(1) << 8 | byte(2);
        for place in 0..4 {
            let digit = DIGITS.get((bits >> (18 - 6 * place) & 0x3f) as usize);
            // One byte fills two digits, two fill three.
            let digit = digit.filter(|_| place <= chunk.len());
            text.push(char::from(*digit.unwrap_or(&b'=')));
        }
    }
    text
}

impl fmt::Debug for Credentials {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Credentials(hidden)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use base64::{Engine, engine::general_purpose::STANDARD};

    #[test]
    fn headers_are_as_the_api_wants_them() {
        let basic = |u, p| Credentials::basic(u, p).map(|c| c.header());
        assert_eq!(basic("demo", "demo"), Ok("Basic ZGVtbzpkZW1v".into()));
        assert_eq!(basic(" demo ", " p "), Ok("Basic ZGVtbzogcCA=".into()));
        assert_eq!(basic("ä", "ö"), Ok("Basic w6Q6w7Y=".into()));
        let token = Credentials::token(" ucat_demo\n").map(|c| c.header());
        assert_eq!(token, Ok("Bearer ucat_demo".into()));
    }

    #[test]
    fn base64_is_that_of_the_standard() {
        // The vectors of RFC 4648, section 10, and every digit once.
        let vectors = [
            "", "Zg==", "Zm8=", "Zm9v", "Zm9vYg==", "Zm9vYmE=", "Zm9vYmFy",
        ];
        for (length, expected) in vectors.into_iter().enumerate() {
            assert_eq!(base64(&b"foobar"[..length]), expected);
        }
        let all: Vec<u8> = (0..=255).collect();
        assert_eq!(base64(&all), STANDARD.encode(&all));
    }

    #[test]
    fn what_cannot_be_sent_is_refused() {
        use CredentialsError as E;
        assert_eq!(Credentials::basic(" ", "p"), Err(E::NoUsername));
        assert_eq!(Credentials::basic("a:b", "p"), Err(E::ColonInUsername));
        assert_eq!(Credentials::basic("a", ""), Err(E::NoPassword));
        assert_eq!(Credentials::token(""), Err(E::NoToken));
        assert_eq!(Credentials::token("a b"), Err(E::TokenCharacter));
    }

    #[test]
    fn debug_tells_nothing() {
        let shown = format!("{:?}", Credentials::basic("demo", "hunter2"));
        assert!(
            !shown.contains("hunter2") && !shown.contains("demo"),
            "{shown}"
        );
    }
}
