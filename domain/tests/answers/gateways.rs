//! What something between the browser and the API answers.

use domain::{
    api::{
        answer::{self, Head},
        decode,
        error::ErrorKind,
        request,
    },
    model::ids::PeeringId,
};

use crate::{SIGN_IN, draft, head, page, writes};

#[test]
fn a2_what_a_gateway_answers_to_a_write_leaves_its_outcome_unknown() {
    let redirected = Head {
        redirected: true,
        ..page(200)
    };
    // What a browser tells of a redirect that it does not follow.
    let hidden = Head {
        redirected: true,
        ..head(0)
    };
    let gateways = [
        (
            page(200),
            SIGN_IN,
            "(status 200) is a web page titled \"Sign in\", not",
        ),
        (redirected, SIGN_IN, "redirects this request instead of"),
        (hidden, "", "redirects this request instead of"),
        (
            page(404),
            SIGN_IN,
            "(status 404) is a web page titled \"Sign in\", not",
        ),
        (head(404), "", "(status 404) is empty, not"),
        (head(407), "", "(status 407) is empty, not"),
        (page(401), SIGN_IN, "(status 401) is a web page"),
        (head(401), "", "(status 401) is empty, not"),
        (
            head(403),
            "Blocked",
            "(status 403) is of an unknown kind, not",
        ),
        (
            head(403),
            r#"{"title":"Blocked"}"#,
            "of an unknown kind (\"Blocked\"), not",
        ),
        (head(429), "", "(status 429) is empty, not"),
        (
            page(502),
            "<h1>Bad gateway</h1>",
            "(status 502) is a web page, not",
        ),
    ];
    for request in writes() {
        for (head, body, said) in &gateways {
            assert!(!head.is_success_of(&request), "{request:?} {head:?}");
            let error = head.error(&request, body);
            assert!(error.outcome_unknown(), "{request:?} {head:?}");
            assert!(
                !matches!(error.kind, ErrorKind::NotFound | ErrorKind::Unauthorized),
                "{request:?} {head:?}"
            );
            assert!(error.message.contains(said), "{}", error.message);
            assert_eq!(error.status.unwrap_or_default(), head.status);
            assert_eq!(error.code, None);
        }
    }
}

#[test]
fn a8_a_gateway_s_rate_limit_is_known_to_have_refused_only_after_a_look() {
    for request in writes() {
        for answer in [head(429), page(429)] {
            let error = answer.error(&request, SIGN_IN);
            assert_eq!(error.kind, ErrorKind::TooManyRequests);
            assert!(error.outcome_unknown(), "{request:?}");
            assert!(error.clone().looked_up(false).outcome_unknown());
            assert!(!error.looked_up(true).outcome_unknown());
            let broken = page(502).error(&request, SIGN_IN);
            assert!(broken.looked_up(true).outcome_unknown());
        }
    }
}

#[test]
fn a2_a_body_that_is_not_the_one_asked_for_is_no_success() {
    for (body, said) in [
        ("", "(status 200) is empty"),
        (" \n", "(status 200) is empty"),
        (SIGN_IN, "(status 200) is a web page titled"),
        ("{}", "network_peering"),
    ] {
        let reason = decode::peering(body).expect_err("no peering");
        let error = head(200).without_proof(body, reason);
        assert_eq!(error.kind, ErrorKind::Unreadable);
        assert!(error.outcome_unknown());
        assert!(error.message.contains(said), "{}", error.message);
    }
    let peering = decode::peering(include_str!("../fixtures/peering_pending.json")).expect("one");
    assert!(answer::same_peering(peering.clone(), peering.id).is_ok());
    let other = answer::same_peering(peering.clone(), PeeringId::from_u128(7));
    assert!(other.is_err_and(|error| error.outcome_unknown()));
    assert!(answer::created(peering, &draft()).is_err());
}

#[test]
fn reads_are_tried_again_whoever_says_that_the_server_is_busy() {
    let account = request::account();
    assert_eq!(page(503).error(&account, SIGN_IN).kind, ErrorKind::Server);
    let busy = Head {
        retry_after: Some("7".into()),
        ..page(429)
    };
    let busy = busy.error(&account, SIGN_IN);
    assert_eq!(busy.kind, ErrorKind::TooManyRequests);
    assert_eq!(busy.retry_after.map(|after| after.as_secs()), Some(7));
}

#[test]
fn a8_retry_after_is_a_number_or_a_date() {
    for (retry_after, date_in, seconds) in [
        ("7", 60_000, Some(7)),
        ("Sun, 06 Nov 1994 08:49:37 GMT", 60_000, Some(60)),
        ("Sun, 06 Nov 1994 08:49:37 GMT", 0, None),
        ("soon", 0, None),
    ] {
        let busy = Head {
            retry_after: Some(retry_after.into()),
            date_in,
            ..head(429)
        };
        let busy = busy.error(&request::account(), "{}");
        assert_eq!(busy.retry_after.map(|after| after.as_secs()), seconds);
    }
}

#[test]
fn a_title_cannot_disturb_the_sentence() {
    let message = |title: &str| {
        let body = format!("<html><title>{title}</title>");
        page(200).error(&request::account(), &body).message
    };
    assert!(message("a\u{202e}b\u{0}c").contains("titled \"abc\","));
    assert!(message(&"x".repeat(1000)).len() < 300);
    assert!(message("").contains("is a web page, not"));
    for broken in ["<title", "<title>", "<title>x", "<", "<title></title>"] {
        assert!(
            page(200)
                .error(&request::account(), broken)
                .message
                .contains("a web page, not")
        );
    }
}
