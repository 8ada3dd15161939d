//! Every kind of error, as the console decodes it.

use domain::{
    api::{
        credentials::Credentials,
        error::{ErrorKind, Field},
        label_filter::LabelFilter,
    },
    edit::{form::Draft, patch::Patch},
    model::{
        ids::{NetworkId, PeeringId},
        label::Label,
        state::State,
    },
};
use emulator::scenario::Scenario;

use crate::api::{Api, refusal};

#[tokio::test]
async fn refusals_keep_their_code_and_name_their_field() {
    let api = Api::new(Scenario::Company);
    let good = api.draft("hel-app", "lon-app").await;
    let from = |local| Draft {
        local,
        ..good.clone()
    };
    let to = |peer| Draft {
        peer,
        ..good.clone()
    };
    let labelled = |key: &str, value: &str, again: &str| Draft {
        labels: vec![Label::new(key, value), Label::new(again, "")],
        ..good.clone()
    };
    let nowhere = NetworkId::from_u128(1);
    #[rustfmt::skip]
    let cases = [
        (from(nowhere), ErrorKind::NotFound, "NETWORK_NOT_FOUND", Some(Field::LocalNetwork)),
        (from(api.partner().network("partner-tax").await), ErrorKind::NotFound, "NETWORK_NOT_FOUND", Some(Field::LocalNetwork)),
        (to(nowhere), ErrorKind::NotFound, "PEER_NETWORK_NOT_FOUND", Some(Field::PeerNetwork)),
        (from(api.network("hel-sandbox").await), ErrorKind::Conflict, "LOCAL_NETWORK_NO_ROUTER", Some(Field::LocalNetwork)),
        (to(api.network("nyc-web").await), ErrorKind::Conflict, "INTERZONE_PEERING_NOT_SUPPORTED", Some(Field::PeerNetwork)),
        (to(api.network("fra-db").await), ErrorKind::Conflict, "PEERING_CONFLICT", None),
        (Draft { name: String::new(), ..good.clone() }, ErrorKind::Refused, "NAME_INVALID", Some(Field::Name)),
        (labelled("_system", "", "team"), ErrorKind::Refused, "INVALID_LABEL_KEY", Some(Field::Labels)),
        (labelled("env", &"x".repeat(256), "team"), ErrorKind::Refused, "INVALID_LABEL_VALUE", Some(Field::Labels)),
        (labelled("env", "", "ENV"), ErrorKind::Refused, "DUPLICATE_LABEL_KEYS", Some(Field::Labels)),
    ];
    let before = api.peerings(&LabelFilter::default()).await;
    for (draft, kind, code, field) in cases {
        let error = api.create(&draft).await.expect_err(code);
        assert_eq!((error.kind, error.code.as_deref()), (kind, Some(code)));
        assert_eq!(error.field(), field, "{code}");
        assert!(!error.outcome_unknown() && !error.message.is_empty());
    }
    assert_eq!(
        api.peerings(&LabelFilter::default()).await,
        before,
        "nothing was created"
    );

    let active = before
        .iter()
        .find(|p| p.state == State::Active)
        .expect("some are");
    let not_disabled = refusal(api.delete(active.id).await);
    assert_eq!(
        not_disabled,
        (ErrorKind::Conflict, "PEERING_NOT_DISABLED".into())
    );
    let gone = PeeringId::from_u128(1);
    let unknown = (ErrorKind::NotFound, "PEERING_NOT_FOUND".to_owned());
    assert_eq!(refusal(api.get(gone).await), unknown);
    assert_eq!(refusal(api.modify(gone, &Patch::default()).await), unknown);
    assert_eq!(refusal(api.delete(gone).await), unknown);
}

#[tokio::test]
async fn wrong_and_missing_credentials_are_refused() {
    let api = Api::new(Scenario::Empty);
    let token = api.by(&Credentials::token("ucat_demo").expect("a token"));
    assert_eq!(token.account().await.expect("signed in").username, "demo");

    let wrong = api.by(&Credentials::basic("demo", "other").expect("credentials"));
    let failed = (ErrorKind::Unauthorized, "AUTHENTICATION_FAILED".to_owned());
    assert_eq!(refusal(wrong.account().await), failed);
    let wrong = api.by(&Credentials::token("ucat_other").expect("a token"));
    assert_eq!(refusal(wrong.account().await).0, ErrorKind::Unauthorized);
    let nobody = api.unsigned();
    // This body has the media type of the other envelope.
    let required = (
        ErrorKind::Unauthorized,
        "AUTHENTICATION_REQUIRED".to_owned(),
    );
    assert_eq!(refusal(nobody.account().await), required);
}

#[tokio::test]
async fn the_kinds_of_failure_are_distinguished() {
    let api = Api::new(Scenario::Empty);
    let busy = api.fails(429, Some(7), false).await;
    assert_eq!(busy.kind, ErrorKind::TooManyRequests);
    assert_eq!(busy.retry_after.map(|after| after.as_secs()), Some(7));
    assert_eq!(api.fails(403, None, false).await.kind, ErrorKind::Forbidden);
    let failed = api.fails(500, None, false).await;
    assert_eq!(
        (failed.kind, failed.code.as_deref()),
        (ErrorKind::Server, Some("GENERAL_FAILURE"))
    );
    let page = api.fails(502, None, true).await;
    assert_eq!((page.kind, page.status), (ErrorKind::Server, Some(502)));
    assert!(page.message.contains("web page"), "{page}");
    // A web page instead of the list, with a success status.
    assert_eq!(api.fails(200, None, true).await.kind, ErrorKind::Unreadable);
    assert!(api.peerings(&LabelFilter::default()).await.is_empty());
}

#[tokio::test]
async fn reaching_the_limit_is_reported_with_advice() {
    let api = Api::new(Scenario::Empty);
    api.emulator.alter(|world| {
        let mut account = world.account("demo").expect("demo").clone();
        account.resource_limits.insert("network_peerings".into(), 0);
        world.put_account(account);
    });
    let account = api.account().await.expect("an account");
    assert_eq!(account.peering_limit, Some(0));
    let draft = api.draft("hel-app", "fra-db").await;
    let error = api.create(&draft).await.expect_err("the limit");
    assert_eq!(error.kind, ErrorKind::Forbidden);
    assert!(
        error.advice().contains("higher limit"),
        "{}",
        error.advice()
    );
}
