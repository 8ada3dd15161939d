//! The same thing by other means: curl, upctl and Terraform, ready to paste.
//!
//! Whatever a user or an account wrote is quoted, so that it stays text. The
//! credentials are the variable `UPCLOUD_TOKEN`, which upctl and Terraform's
//! provider read too, and never their value.

mod terraform;

use crate::{
    api::request::{Method, Request},
    change::plan::Step,
    edit::form::{Draft, Edited},
    model::{peering::Peering, state::ConfiguredStatus},
};

pub use self::terraform::{TERRAFORM_HEAD, existing, hcl_string, import, resource, router};

/// The API's own address.
pub const API: &str = "https://api.upcloud.com/1.3";

/// Where a console calls the API unless it is configured otherwise: its server passes
/// these calls to [`API`].
const PROXIED: &str = "/1.3";

/// The address that commands use for an API that is configured as `base`. With another
/// one than usual they must not reach UpCloud's own, and a different account, instead.
pub fn api_address(base: &str, absolute: impl FnOnce(&str) -> String) -> String {
    if base == PROXIED {
        API.into()
    } else {
        absolute(base)
    }
}

/// A text as one word of a POSIX shell.
pub fn shell_word(text: &str) -> String {
    let plain = |b: u8| b.is_ascii_alphanumeric() || b"-_./:,=@%+".contains(&b);
    if !text.is_empty() && text.bytes().all(plain) {
        return text.into();
    }
    format!("'{}'", text.replace('\'', "'\\''"))
}

/// A call with curl, for a POSIX shell. The token reaches curl on its standard input: the
/// arguments of a program can be seen by every user of a machine. Shells run `printf`
/// themselves.
pub fn curl(api: &str, request: &Request) -> String {
    let url = format!("{}{}", api.trim_end_matches('/'), request.path);
    let mut text = String::from(
        "printf 'Authorization: Bearer %s\\n' \"$UPCLOUD_TOKEN\" |\n  curl --fail-with-body --silent --show-error --header @-",
    );
    if request.method != Method::Get {
        text.push_str(" --request ");
        text.push_str(request.method.name());
    }
    if let Some(body) = &request.body {
        text.push_str(" \\\n    --header 'Content-Type: application/json' \\\n    --data-raw ");
        text.push_str(&shell_word(body));
    }
    text.push_str(" \\\n    ");
    text.push_str(&shell_word(&url));
    text
}

/// A step of a plan with upctl, UpCloud's command-line tool.
///
/// # Errors
/// Why it cannot: upctl knows fewer calls than the API.
pub fn upctl(step: &Step) -> Result<String, &'static str> {
    match step {
        Step::Create(_) => Err("upctl cannot create a peering."),
        Step::Switch { peering, to, .. } => match to {
            ConfiguredStatus::Disabled => {
                Ok(format!("upctl network-peering disable {peering} --wait"))
            }
            ConfiguredStatus::Active | ConfiguredStatus::Other(_) => {
                Err("upctl can disable a peering, but not enable it.")
            }
        },
        Step::Relabel { .. } => Err("upctl cannot change a peering's labels."),
        Step::AwaitDisabled(_) => {
            Err("upctl has no separate wait: use disable --wait or delete --disable.")
        }
        Step::Delete(peering) => Ok(format!("upctl network-peering delete {peering} --disable")),
        Step::CreateRouter(name) => Ok(format!("upctl router create --name {}", shell_word(name))),
        Step::DeleteRouter(router) => Ok(format!("upctl router delete {router}")),
        Step::Attach(network, Some(router)) => {
            Ok(format!("upctl network modify {network} --router {router}"))
        }
        Step::Attach(_, None) => Err("The router's UUID is known once it is created."),
        Step::Detach(network) => Ok(format!("upctl network modify {network} --detach-router")),
    }
}

/// What shows the list of peerings with upctl. It knows no filter and no
/// labels, and shows no single peering.
pub const UPCTL_LIST: &str = "upctl network-peering list -o json";

/// A peering that exists, as what would create it again.
pub fn as_draft(peering: &Peering) -> Draft {
    Edited::of(peering).draft(peering.local.network, peering.peer.network)
}
