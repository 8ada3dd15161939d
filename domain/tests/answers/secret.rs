//! Answers that repeat the credentials.

use domain::api::{answer::Head, error::ApiError, request};

use crate::{head, legacy};

#[test]
fn a10_an_error_never_repeats_the_credentials() {
    let header = "Basic ZGVtbzpkZW1v+cGFzc3dvcmQ/c2VjcmV0cw==";
    for quoted in [
        header,
        "ZGVtbzpkZW1v+cGFzc3dvcmQ/c2VjcmV0cw",
        r"ZGVtbzpkZW1v+cGFzc3dvcmQ\\/c2VjcmV0cw==",
        "ZGVtbzpkZW1v&#43;cGFzc3dvcmQ%2Fc2VjcmV0cw%3D%3D",
    ] {
        let body = format!(
            r#"{{"error":{{"error_code":"BAD_{quoted}","error_message":"You sent Authorization: {quoted}"}}}}"#
        );
        let head = Head {
            correlation_id: Some(format!("id {quoted}")),
            ..head(502)
        };
        let error = head.error(&request::account(), &body).without(header);
        let text = format!("{error:?} {}", error.in_a_line());
        assert!(!text.contains("ZGVtbzpkZW1v"), "{text}");
        assert_eq!(error.status, Some(502));
    }
    let error = ApiError::unreachable("the connection broke");
    assert_eq!(error.clone().without(header), error);
    assert_eq!(error.clone().without(""), error);
    let short = head(400)
        .error(&request::account(), &legacy("TOKEN_T0"))
        .without("Bearer T0");
    assert_eq!(short.code, None);
}
