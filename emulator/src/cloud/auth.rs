//! Authentication. Credentials are checked before the path (observed on the live API).

use base64::{Engine, engine::general_purpose::STANDARD};

use super::{
    codes,
    failure::Failure,
    world::{Account, World},
};

/// The account that an `Authorization` header identifies.
///
/// # Errors
/// `AUTHENTICATION_REQUIRED` without a header, `AUTHENTICATION_FAILED` with a wrong one.
pub fn identify<'a>(world: &'a World, header: Option<&str>) -> Result<&'a Account, Failure> {
    let Some(header) = header.filter(|header| !header.is_empty()) else {
        return Err(Failure::new(
            codes::AUTHENTICATION_REQUIRED,
            "The use of this API requires authentication. Create your account at https://www.upcloud.com/.",
        ));
    };
    let (scheme, value) = header.split_once(' ').unwrap_or((header, ""));
    if scheme.eq_ignore_ascii_case("bearer") {
        let by_token = |account: &&Account| account.token == value.trim();
        world.accounts().iter().find(by_token).ok_or_else(|| {
            let message = "authentication failed using the given token";
            Failure::new(codes::AUTHENTICATION_FAILED, message)
        })
    } else {
        by_password(world, scheme, value).ok_or_else(|| {
            let message = "authentication failed using the given username and password";
            Failure::new(codes::AUTHENTICATION_FAILED, message)
        })
    }
}

fn by_password<'a>(world: &'a World, scheme: &str, value: &str) -> Option<&'a Account> {
    let is_basic = scheme.eq_ignore_ascii_case("basic");
    let decoded = STANDARD.decode(value.trim()).ok().filter(|_| is_basic)?;
    let decoded = String::from_utf8(decoded).ok()?;
    let (username, password) = decoded.split_once(':')?;
    world
        .account(username)
        .filter(|account| account.password == password)
}
