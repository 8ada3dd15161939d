//! The bodies of failures in, the error with its code, words and field out.

use domain::api::error::{ApiError, ErrorKind, Field};

#[test]
fn both_error_envelopes_are_understood_whatever_their_media_type() {
    let answered = |status, body| ApiError::answered(status, body, None, None);

    let error = answered(404, include_str!("fixtures/error_legacy.json"));
    assert_eq!(error.kind, ErrorKind::NotFound);
    assert_eq!(error.code.as_deref(), Some("PEERING_NOT_FOUND"));
    assert!(error.message.ends_with("does not exist."));

    let error = answered(
        401,
        include_str!("fixtures/error_authentication_required.json"),
    );
    assert_eq!(error.kind, ErrorKind::Unauthorized);
    assert_eq!(error.code.as_deref(), Some("AUTHENTICATION_REQUIRED"));

    let error = answered(404, include_str!("fixtures/error_problem.json"));
    assert_eq!(error.code.as_deref(), Some("RESOURCE_NOT_FOUND"));
    assert_eq!(error.message, "The resource you requested does not exist.");
    assert_eq!(
        error.correlation_id.as_deref(),
        Some("01KC8T59GZXZTNCZMYGJXGFSGM")
    );

    let error = answered(
        400,
        include_str!("fixtures/error_problem_invalid_params.json"),
    );
    assert_eq!(error.kind, ErrorKind::Refused);
    assert_eq!(
        error.message,
        "Validation error. name: must have 1 to 255 characters; labels.0.key: must not start with _"
    );

    let error = answered(502, include_str!("fixtures/error_bad_gateway.html"));
    assert_eq!((error.kind, error.status), (ErrorKind::Server, Some(502)));
    assert!(error.message.contains("web page"), "{}", error.message);
}

#[test]
fn half_an_envelope_still_gives_what_it_has() {
    let code = |body| ApiError::answered(400, body, None, None).code;
    let message = |body| ApiError::answered(400, body, None, None).message;
    let coded = r#"{"error":{"error_code":"NAME_INVALID","error_message":null}}"#;
    assert_eq!(code(coded).as_deref(), Some("NAME_INVALID"));
    let worded = r#"{"error":{"error_message":"No."}}"#;
    assert_eq!((code(worded), message(worded)), (None, "No.".into()));
    let untitled = r#"{"type":"x#ERROR_NAME_INVALID","invalid_params":null}"#;
    assert_eq!(code(untitled).as_deref(), Some("NAME_INVALID"));
    assert!(message(untitled).contains("400"), "{}", message(untitled));
    let detailed = r#"{"title":"Bad request","detail":"The name is taken."}"#;
    assert_eq!(message(detailed), "Bad request The name is taken.");
}

#[test]
fn a_code_names_the_field_it_is_about() {
    let field = |code: &str| {
        let body = format!(r#"{{"error":{{"error_code":"{code}","error_message":""}}}}"#);
        ApiError::answered(409, &body, None, None).field()
    };
    for (code, expected) in [
        ("NAME_INVALID", Some(Field::Name)),
        ("NETWORK_NOT_FOUND", Some(Field::LocalNetwork)),
        ("LOCAL_NETWORK_NO_ROUTER", Some(Field::LocalNetwork)),
        ("PEER_NETWORK_NOT_FOUND", Some(Field::PeerNetwork)),
        ("INTERZONE_PEERING_NOT_SUPPORTED", Some(Field::PeerNetwork)),
        ("INVALID_LABEL_KEY", Some(Field::Labels)),
        ("INVALID_LABEL_VALUE", Some(Field::Labels)),
        ("DUPLICATE_LABEL_KEYS", Some(Field::Labels)),
        ("PEERING_CONFLICT", None),
        ("GENERAL_FAILURE", None),
    ] {
        assert_eq!(field(code), expected, "{code}");
    }
}

#[test]
fn the_most_particular_advice_is_given() {
    let advice = |status, body: &str| ApiError::answered(status, body, None, None).advice();
    let coded = |code: &str| format!(r#"{{"error":{{"error_code":"{code}"}}}}"#);
    let general = advice(409, "");
    for code in [
        "LOCAL_NETWORK_NO_ROUTER",
        "PEERING_CONFLICT",
        "INTERZONE_PEERING_NOT_SUPPORTED",
        "PEERING_NOT_DISABLED",
        "NETWORK_PEERING_LIMIT_REACHED",
    ] {
        assert_ne!(advice(409, &coded(code)), general, "{code}");
    }
    assert_eq!(advice(409, &coded("SOMETHING_NEW")), general);
    // Changing what was sent does not help an account without credits.
    assert_ne!(advice(402, ""), advice(400, ""));
}

#[test]
fn a_status_is_of_one_kind() {
    for (status, kind) in [
        (304, ErrorKind::Unreadable),
        (400, ErrorKind::Refused),
        (401, ErrorKind::Unauthorized),
        (402, ErrorKind::Refused),
        (403, ErrorKind::Forbidden),
        (404, ErrorKind::NotFound),
        (405, ErrorKind::Refused),
        (409, ErrorKind::Conflict),
        (429, ErrorKind::TooManyRequests),
        (499, ErrorKind::Refused),
        (500, ErrorKind::Server),
        (503, ErrorKind::Server),
        (599, ErrorKind::Server),
    ] {
        let error = ApiError::answered(status, "", None, None);
        assert_eq!((error.kind, error.status), (kind, Some(status)));
    }
}

#[test]
fn some_services_leave_the_prefix_of_the_code_out() {
    let body = r#"{"type":"https://developers.upcloud.com/1.3/errors#NAME_INVALID","title":"No."}"#;
    let error = ApiError::answered(400, body, None, None);
    assert_eq!(error.code.as_deref(), Some("NAME_INVALID"));
}
