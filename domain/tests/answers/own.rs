//! The API's own successes and errors.

use domain::{
    api::{
        answer::Head,
        error::ErrorKind,
        label_filter::LabelFilter,
        request::{self, Request},
    },
    edit::patch::Patch,
    model::ids::{NetworkId, PeeringId, RouterId},
};

use crate::{SIGN_IN, draft, head, legacy, page, writes};

#[test]
fn a2_each_call_has_one_status_of_success() {
    let id = PeeringId::from_u128(1);
    let calls = [
        (request::peerings(&LabelFilter::default()), 200),
        (request::peering(id), 200),
        (request::account(), 200),
        (request::create(&draft()), 201),
        (request::modify(id, &Patch::default()), 200),
        (request::delete(id), 204),
        (request::create_router("r"), 201),
        (request::delete_router(RouterId::from_u128(1)), 204),
        (request::attach(NetworkId::from_u128(1), None), 200),
    ];
    for (request, expected) in calls {
        for status in 100..600 {
            assert_eq!(
                head(status).is_success_of(&request),
                status == expected,
                "{request:?}"
            );
        }
    }
}

#[test]
fn a3_only_the_code_for_the_object_says_that_it_is_gone() {
    let [create, modify, delete, _, attach, delete_router] = writes();
    let kind = |request: &Request, status, body: &str| head(status).error(request, body).kind;
    let peering = request::peering(PeeringId::from_u128(1));
    for request in [&peering, &modify, &delete] {
        assert_eq!(
            kind(request, 404, &legacy("PEERING_NOT_FOUND")),
            ErrorKind::NotFound
        );
        let problem = r#"{"type":"https://developers.upcloud.com/1.3/errors#ERROR_RESOURCE_NOT_FOUND","status":404}"#;
        assert_eq!(kind(request, 404, problem), ErrorKind::NotFound);
        for other in ["NOT_FOUND", "ROUTER_NOT_FOUND", "METHOD_NOT_ALLOWED"] {
            assert_eq!(
                kind(request, 404, &legacy(other)),
                ErrorKind::Refused,
                "{other}"
            );
        }
        let by_gateway =
            r#"{"type":"https://tools.ietf.org/html/rfc7231#section-6.5.4","title":"Not Found"}"#;
        for foreign in [
            "",
            SIGN_IN,
            "{}",
            "null",
            r#"{"error":"not found"}"#,
            by_gateway,
        ] {
            assert_eq!(
                kind(request, 404, foreign),
                ErrorKind::Unreadable,
                "{foreign}"
            );
        }
        assert_eq!(
            kind(request, 200, &legacy("PEERING_NOT_FOUND")),
            ErrorKind::Unreadable
        );
        let redirected = Head {
            redirected: true,
            ..head(404)
        };
        let error = redirected.error(request, &legacy("PEERING_NOT_FOUND"));
        assert_eq!(error.kind, ErrorKind::Redirected);
    }
    assert_eq!(
        kind(&delete_router, 404, &legacy("ROUTER_NOT_FOUND")),
        ErrorKind::NotFound
    );
    assert_eq!(
        kind(&delete_router, 404, &legacy("NOT_FOUND")),
        ErrorKind::Refused
    );
    for (request, code) in [
        (&create, "NETWORK_NOT_FOUND"),
        (&create, "PEER_NETWORK_NOT_FOUND"),
        (&attach, "NETWORK_NOT_FOUND"),
    ] {
        assert_eq!(kind(request, 404, &legacy(code)), ErrorKind::NotFound);
    }
}

#[test]
fn the_apis_own_errors_keep_their_meaning() {
    for request in writes() {
        for (status, kind) in [
            (400, ErrorKind::Refused),
            (401, ErrorKind::Unauthorized),
            (402, ErrorKind::Refused),
            (403, ErrorKind::Forbidden),
            (409, ErrorKind::Conflict),
            (429, ErrorKind::TooManyRequests),
        ] {
            // UpCloud sends this body under the other envelope's media type as well.
            let head = Head {
                content_type: Some("application/problem+json".into()),
                ..head(status)
            };
            let error = head.error(&request, &legacy("SOME_CODE"));
            assert_eq!((error.kind, error.outcome_unknown()), (kind, false));
            assert_eq!(
                (error.message.as_str(), error.code.as_deref()),
                ("No.", Some("SOME_CODE"))
            );
        }
        let failed = head(500).error(&request, &legacy("GENERAL_FAILURE"));
        assert_eq!((failed.kind, failed.is_foreign), (ErrorKind::Server, false));
        assert!(failed.outcome_unknown());
    }
}

/// UpCloud does not document the body for a token that is no longer valid.
#[test]
fn a_401_without_a_code_ends_the_session_unless_a_page_came() {
    let account = request::account();
    let kind = |head: Head, body: &str| head.error(&account, body).kind;
    assert_eq!(
        kind(head(401), &legacy("AUTHENTICATION_FAILED")),
        ErrorKind::Unauthorized
    );
    assert_eq!(kind(head(401), ""), ErrorKind::Unauthorized);
    assert_eq!(kind(head(401), "{}"), ErrorKind::Unauthorized);
    assert_eq!(kind(page(401), SIGN_IN), ErrorKind::Unreadable);
    assert_eq!(kind(head(401), SIGN_IN), ErrorKind::Unreadable);
    assert_eq!(kind(head(407), ""), ErrorKind::Unreadable);
    // Where the host authenticates, its own refusal counts, whatever it looks like.
    let host = |head| Head {
        host_authenticates: true,
        ..head
    };
    for request in writes().iter().chain([&account]) {
        for (head, body) in [(host(page(401)), SIGN_IN), (host(head(401)), "")] {
            let error = head.error(request, body);
            assert_eq!(
                (error.kind, error.outcome_unknown()),
                (ErrorKind::Unauthorized, false)
            );
        }
    }
    // So does its redirect to where users sign on; only that is no proof for a write.
    let hidden = Head {
        redirected: true,
        ..host(head(0))
    };
    for request in writes() {
        let error = hidden.error(&request, "");
        assert_eq!(
            (error.kind, error.outcome_unknown()),
            (ErrorKind::Unauthorized, true)
        );
    }
    assert_eq!(
        host(page(403)).error(&account, SIGN_IN).kind,
        ErrorKind::Unreadable
    );
}
