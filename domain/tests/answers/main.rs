//! What answers mean: of the API, and of whatever else may answer in its place.

#![allow(
    clippy::expect_used,
    reason = "a test that cannot set up what it needs should stop there and then"
)]

mod gateways;
mod own;
mod secret;

use domain::{
    api::{
        answer::Head,
        request::{self, Request},
    },
    edit::{form::Draft, patch::Patch},
    model::{
        ids::{NetworkId, PeeringId, RouterId},
        state::ConfiguredStatus,
    },
};

pub(crate) const SIGN_IN: &str =
    "<!doctype html><html><head><TITLE lang=en>\n  Sign\n in </TITLE></head><body>…</body></html>";

pub(crate) fn draft() -> Draft {
    Draft {
        name: "a".into(),
        configured_status: ConfiguredStatus::Active,
        local: NetworkId::from_u128(1),
        peer: NetworkId::from_u128(2),
        labels: Vec::new(),
    }
}

pub(crate) fn writes() -> [Request; 6] {
    let id = PeeringId::from_u128(1);
    [
        request::create(&draft()),
        request::modify(id, &Patch::status(ConfiguredStatus::Disabled)),
        request::delete(id),
        request::create_router("r"),
        request::attach(NetworkId::from_u128(1), Some(RouterId::from_u128(1))),
        request::delete_router(RouterId::from_u128(1)),
    ]
}

pub(crate) fn head(status: u16) -> Head {
    Head {
        status,
        content_type: Some("application/json; charset=UTF-8".into()),
        ..Head::default()
    }
}

pub(crate) fn page(status: u16) -> Head {
    Head {
        content_type: Some("Text/HTML; charset=utf-8".into()),
        ..head(status)
    }
}

pub(crate) fn legacy(code: &str) -> String {
    format!(r#"{{"error":{{"error_code":"{code}","error_message":"No."}}}}"#)
}
