//! Nothing but the API's own answers counts as a success or as an error of the API.

use domain::{
    api::{
        answer::Head,
        error::{ApiError, ErrorKind},
        request::{self, Request},
    },
    edit::{form::Draft, patch::Patch},
    model::{
        ids::{NetworkId, PeeringId, RouterId},
        state::ConfiguredStatus,
    },
};
use proptest::{option, prelude::*};

fn requests() -> impl Strategy<Value = Request> {
    let id = PeeringId::from_u128(1);
    let draft = Draft {
        name: "a".into(),
        configured_status: ConfiguredStatus::Active,
        local: NetworkId::from_u128(1),
        peer: NetworkId::from_u128(2),
        labels: Vec::new(),
    };
    prop::sample::select(vec![
        request::account(),
        request::networks(),
        request::peering(id),
        request::create(&draft),
        request::modify(id, &Patch::default()),
        request::delete(id),
        request::create_router("r"),
        request::attach(NetworkId::from_u128(1), None),
        request::delete_router(RouterId::from_u128(1)),
    ])
}

fn heads() -> impl Strategy<Value = Head> {
    let status = prop_oneof![
        200..210_u16,
        300..310_u16,
        400..432_u16,
        500..512_u16,
        any::<u16>()
    ];
    let media_type = prop_oneof![
        Just("application/json".to_owned()),
        Just("application/problem+json".to_owned()),
        Just("text/html".to_owned()),
        "\\PC{0,20}",
    ];
    (status, any::<bool>(), option::of(media_type)).prop_map(
        |(status, redirected, content_type)| Head {
            status,
            redirected,
            content_type,
            ..Head::default()
        },
    )
}

/// A body that is no error of the API.
fn foreign_body() -> impl Strategy<Value = String> {
    let text = any::<String>().prop_filter("no envelope", |text| !text.contains("error_code"));
    prop_oneof![
        text,
        Just(String::new()),
        Just("{}".to_owned()),
        "\\PC{0,40}".prop_map(|title| format!("<html><title>{title}</title></html>")),
        "[a-z -]{0,20}".prop_map(|code| format!(r#"{{"type":"about:blank#{code}","title":"x"}}"#)),
        r#"\{"(code|message|error|status)":("[a-z]{0,9}"|[0-9]{1,3})\}"#,
    ]
}

proptest! {
    #[test]
    fn a2_no_web_page_and_nothing_redirected_is_a_success(
        request in requests(),
        head in heads(),
        is_page in any::<bool>(),
    ) {
        let head = if is_page {
            Head { content_type: Some("text/html; charset=utf-8".into()), ..head }
        } else {
            Head { redirected: true, ..head }
        };
        prop_assert!(!head.is_success_of(&request));
        let error = head.error(&request, r#"{"error":{"error_code":"PEERING_NOT_FOUND"}}"#);
        prop_assert!(error.is_foreign && error.outcome_unknown());
    }

    #[test]
    fn a3_nothing_foreign_says_that_something_is_gone_or_refused(
        request in requests(),
        head in heads(),
        body in foreign_body(),
    ) {
        let error = head.error(&request, &body);
        prop_assert!(error.outcome_unknown());
        prop_assert!(
            !matches!(error.kind, ErrorKind::NotFound | ErrorKind::Refused | ErrorKind::Conflict | ErrorKind::Forbidden),
            "{:?}", error
        );
        prop_assert!(request.is_read() || error.kind != ErrorKind::Unauthorized);
        prop_assert_eq!(error.status.unwrap_or_default(), head.status);
        let expected = if head.redirected { "redirects".into() } else { head.status.to_string() };
        prop_assert!(error.message.contains(&expected) && error.message.len() < 1000);
    }

    #[test]
    fn a10_no_error_repeats_what_authorised_the_call(
        head in heads(),
        request in requests(),
        secret in "(Basic|Bearer) [A-Za-z0-9+/_.-]{8,60}=?",
        before in "\\PC{0,20}",
        correlation_id in any::<bool>(),
    ) {
        let bare = secret.split(' ').next_back().unwrap_or_default();
        let body = serde_json::json!({ "error": { "error_code": bare, "error_message": format!("{before}{secret}") } });
        let head = Head { correlation_id: correlation_id.then(|| bare.to_owned()), ..head };
        let page = format!("<title>{before}{bare}</title>");
        for body in [body.to_string(), page, format!(r#"{{"title":"{bare}"}}"#)] {
            let error: ApiError = head.error(&request, &body).without(&secret);
            prop_assert!(!format!("{error:?}").contains(bare), "{:?}", error);
        }
    }
}
