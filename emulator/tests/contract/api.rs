//! What the console does with a request, without a browser.

use axum::{
    Router,
    body::{Body, to_bytes},
};
use domain::{
    api::{
        answer::{self, Head},
        credentials::Credentials,
        decode,
        error::{ApiError, ErrorKind},
        label_filter::LabelFilter,
        request::{self, Method, Request},
    },
    edit::{form::Draft, patch::Patch},
    model::{
        ids::{NetworkId, PeeringId},
        network::{Account, Network},
        peering::Peering,
        state::ConfiguredStatus,
    },
};
use emulator::{
    Emulator, Options, Settings,
    edge::fault::{Fault, PlannedFault},
    scenario::Scenario,
};
use tower::ServiceExt;

/// The stand-in and the account that calls it.
#[derive(Clone)]
pub(crate) struct Api {
    pub(crate) emulator: Emulator,
    router: Router,
    authorization: Option<String>,
}

impl Api {
    pub(crate) fn new(scenario: Scenario) -> Self {
        Self::with(Settings {
            scenario,
            ..Settings::default()
        })
    }

    pub(crate) fn with(settings: Settings) -> Self {
        let options = Options {
            settings,
            ..Options::default()
        };
        let emulator = Emulator::new(options).expect("a stand-in without files");
        Self {
            router: emulator::app(emulator.clone()),
            emulator,
            authorization: None,
        }
        .by(&Credentials::basic("demo", "demo").expect("credentials"))
    }

    /// The same stand-in, called by another account.
    pub(crate) fn by(&self, credentials: &Credentials) -> Self {
        Self {
            authorization: Some(credentials.header()),
            emulator: self.emulator.clone(),
            router: self.router.clone(),
        }
    }

    /// The same stand-in, called without credentials.
    pub(crate) fn unsigned(self) -> Self {
        Self {
            authorization: None,
            ..self
        }
    }

    pub(crate) fn partner(&self) -> Self {
        self.by(&Credentials::token("ucat_partner").expect("a token"))
    }

    pub(crate) async fn call<T>(
        &self,
        request: Request,
        decode: impl FnOnce(&str) -> Result<T, ApiError>,
    ) -> Result<T, ApiError> {
        let method = match request.method {
            Method::Get => "GET",
            Method::Post => "POST",
            Method::Put => "PUT",
            Method::Patch => "PATCH",
            Method::Delete => "DELETE",
        };
        let mut http = axum::http::Request::builder()
            .method(method)
            .uri(format!("/1.3{}", request.path));
        if let Some(authorization) = &self.authorization {
            http = http.header("authorization", authorization);
        }
        let body = request.body.clone().map_or(Body::empty(), Body::from);
        let http = http.body(body).expect("a request");
        let response = self.router.clone().oneshot(http).await.expect("a response");

        let status = response.status().as_u16();
        let header = |name| {
            let value: Option<&axum::http::HeaderValue> = response.headers().get(name);
            value
                .and_then(|value| value.to_str().ok())
                .map(str::to_owned)
        };
        let head = Head {
            status,
            content_type: header("content-type"),
            retry_after: header("retry-after"),
            correlation_id: header("upcloud-cid"),
            ..Head::default()
        };
        let body = to_bytes(response.into_body(), usize::MAX)
            .await
            .map_err(|error| ApiError::unreachable(&error.to_string()))?;
        let body = String::from_utf8_lossy(&body);
        if !head.is_success_of(&request) {
            return Err(head.error(&request, &body));
        }
        decode(&body).map_err(|reason| head.without_proof(&body, reason))
    }

    pub(crate) async fn account(&self) -> Result<Account, ApiError> {
        self.call(request::account(), decode::account).await
    }

    pub(crate) async fn peerings(&self, filter: &LabelFilter) -> Vec<Peering> {
        let listed = self.call(request::peerings(filter), decode::peerings).await;
        let listed = listed.expect("a list");
        assert!(listed.unreadable.is_empty(), "{:?}", listed.unreadable);
        listed.items
    }

    pub(crate) async fn networks(&self) -> Vec<Network> {
        let listed = self.call(request::networks(), decode::networks).await;
        let listed = listed.expect("a list");
        assert!(listed.unreadable.is_empty(), "{:?}", listed.unreadable);
        listed.items
    }

    pub(crate) async fn network(&self, name: &str) -> NetworkId {
        let networks = self.networks().await;
        let found = networks.iter().find(|network| network.name == name);
        found.expect("the scenario has it").id
    }

    pub(crate) async fn get(&self, id: PeeringId) -> Result<Peering, ApiError> {
        self.call(request::peering(id), |body| {
            answer::same_peering(decode::peering(body)?, id)
        })
        .await
    }

    pub(crate) async fn create(&self, draft: &Draft) -> Result<Peering, ApiError> {
        self.call(request::create(draft), |body| {
            answer::created(decode::peering(body)?, draft)
        })
        .await
    }

    pub(crate) async fn modify(&self, id: PeeringId, patch: &Patch) -> Result<Peering, ApiError> {
        self.call(request::modify(id, patch), |body| {
            answer::same_peering(decode::peering(body)?, id)
        })
        .await
    }

    pub(crate) async fn delete(&self, id: PeeringId) -> Result<(), ApiError> {
        self.call(request::delete(id), |body| {
            assert_eq!(body, "", "204 has no body");
            Ok(())
        })
        .await
    }

    pub(crate) async fn draft(&self, local: &str, peer: &str) -> Draft {
        Draft {
            name: format!("{local} to {peer}"),
            configured_status: ConfiguredStatus::Active,
            local: self.network(local).await,
            peer: self.network(peer).await,
            labels: Vec::new(),
        }
    }

    pub(crate) async fn fails(
        &self,
        status: u16,
        retry_after: Option<u64>,
        html: bool,
    ) -> ApiError {
        self.emulator.plan_faults(vec![PlannedFault {
            method: None,
            path: "/1.3/network-peering".into(),
            exact: false,
            times: 1,
            fault: Fault {
                status: Some(status),
                retry_after,
                html,
                ..Fault::default()
            },
        }]);
        let read = self.call(request::peerings(&LabelFilter::default()), decode::peerings);
        read.await.expect_err("a planned fault")
    }
}

/// The kind and the code of a refusal, which must have a correlation id.
pub(crate) fn refusal<T: std::fmt::Debug>(result: Result<T, ApiError>) -> (ErrorKind, String) {
    let error = result.expect_err("a refusal");
    assert!(error.correlation_id.is_some(), "{error}");
    (error.kind, error.code.unwrap_or_default())
}
