//! The API, one function for each call. `domain` makes the requests and decodes the
//! answers; this adds the session, retries of reads, and the session log.

mod transport;

use std::time::Duration;

use domain::{
    api::{
        credentials::Credentials,
        decode::{self, Listed, PeeringReader},
        error::{ApiError, ErrorKind},
        feature::Feature,
        label_filter::LabelFilter,
        request::{self, Request},
        retry,
    },
    edit::{form::Draft, patch::Patch},
    model::{
        ids::{NetworkId, PeeringId, RouterId},
        network::{Account, Network, Router, Zone},
        peering::Peering,
    },
    session::log::{Ending, Exchange},
};
use gloo_timers::future::sleep;
use js_sys::Math;

use self::transport::{Answer, Body};
use crate::{
    dom,
    host::settings::Settings,
    reactive::{StoredValue, boxed},
    session::{AuthMethod, Session},
};

/// The API of one console. Dropping the future of a read cancels its request; a write
/// always runs to its end.
#[derive(Clone, Copy)]
pub(crate) struct Api {
    base: StoredValue<String>,
    session: Session,
    settings: Settings,
}

impl Api {
    pub(crate) fn new(base: String, session: Session, settings: Settings) -> Self {
        Self {
            base: StoredValue::new(base),
            session,
            settings,
        }
    }

    /// Signs in with credentials, if the API accepts them.
    pub(crate) async fn sign_in(self, credentials: Credentials) -> Result<(), ApiError> {
        self.begin(AuthMethod::Credentials(credentials)).await
    }

    /// Signs in where the host authenticates the requests.
    pub(crate) async fn enter(self) -> Result<(), ApiError> {
        self.begin(AuthMethod::Host).await
    }

    fn begin(self, method: AuthMethod) -> impl Future<Output = Result<(), ApiError>> {
        boxed(async move {
            let result = self.attempt(request::account(), method.header()).await;
            if let (Err(error), AuthMethod::Host) = (&result, &method) {
                self.report(error);
            }
            let body = result?;
            let account: Account = decode::account(&body.text())?;
            self.session.begin(method, account);
            Ok(())
        })
    }

    pub(crate) async fn peerings(self, filter: &LabelFilter) -> Result<Listed<Peering>, ApiError> {
        let body = boxed(self.call_unboxed(request::peerings(filter))).await?;
        let mut reader = PeeringReader::default();
        for piece in body.pieces() {
            reader.push(&piece);
        }
        reader.finish()
    }

    pub(crate) async fn peerings_between(
        self,
        local: NetworkId,
        peer: NetworkId,
    ) -> Result<Listed<Peering>, ApiError> {
        decode::peerings(&self.call(request::peerings_between(local, peer)).await?)
    }

    pub(crate) async fn peering(self, id: PeeringId) -> Result<Peering, ApiError> {
        decode::peering(&self.call(request::peering(id)).await?)
    }

    pub(crate) async fn create(self, draft: &Draft) -> Result<Peering, ApiError> {
        let peering = decode::peering(&self.call(request::create(draft)).await?)?;
        self.changed(Feature::Create, peering.id);
        Ok(peering)
    }

    pub(crate) async fn modify(self, id: PeeringId, patch: &Patch) -> Result<Peering, ApiError> {
        let peering = decode::peering(&self.call(request::modify(id, patch)).await?)?;
        self.changed(Feature::Modify, id);
        Ok(peering)
    }

    pub(crate) async fn delete(self, id: PeeringId) -> Result<(), ApiError> {
        self.call(request::delete(id)).await?;
        self.changed(Feature::Delete, id);
        Ok(())
    }

    fn changed(self, how: Feature, id: PeeringId) {
        self.settings.host().changed(how, &id.to_string());
    }

    pub(crate) async fn peerings_used(self) -> Result<Option<u64>, ApiError> {
        decode::peerings_used(&self.call(request::resource_usage()).await?)
    }

    pub(crate) async fn create_router(self, name: &str) -> Result<Router, ApiError> {
        decode::router(&self.call(request::create_router(name)).await?)
    }

    pub(crate) async fn delete_router(self, id: RouterId) -> Result<(), ApiError> {
        self.call(request::delete_router(id)).await.map(drop)
    }

    /// Attaches a network to a router, or detaches it from its router.
    pub(crate) async fn attach(
        self,
        network: NetworkId,
        router: Option<RouterId>,
    ) -> Result<Network, ApiError> {
        decode::network(&self.call(request::attach(network, router)).await?)
    }

    pub(crate) async fn networks(self) -> Result<Listed<Network>, ApiError> {
        decode::networks(&self.call(request::networks()).await?)
    }

    pub(crate) async fn routers(self) -> Result<Listed<Router>, ApiError> {
        decode::routers(&self.call(request::routers()).await?)
    }

    pub(crate) async fn zones(self) -> Result<Listed<Zone>, ApiError> {
        decode::zones(&self.call(request::zones()).await?)
    }

    /// Sends a request in the session. A 401 marks the session as expired.
    fn call(self, request: Request) -> impl Future<Output = Result<String, ApiError>> {
        boxed(async move { Ok(self.call_unboxed(request).await?.text()) })
    }

    async fn call_unboxed(self, request: Request) -> Result<Body, ApiError> {
        // Disabled features are refused here, whatever the pages offer.
        if Feature::needed(&request).is_some_and(|needed| !self.settings.has_untracked(needed)) {
            return Err(ApiError::switched_off());
        }
        let auth = self.session.request_auth()?;
        let result = self.attempt(request, auth.authorization.clone()).await;
        match &result {
            Err(error) if error.kind == ErrorKind::Unauthorized => {
                if self.session.expire(&auth) {
                    self.report(error);
                }
            }
            // The user has signed out since the request was sent.
            _ if !self.session.is_current(&auth) => {
                return Err(ApiError::answered(401, "", None, None));
            }
            Err(error) => self.report(error),
            Ok(_) => {}
        }
        result
    }

    /// Reports a failure to the host.
    fn report(self, error: &ApiError) {
        let host = self.settings.host();
        if error.kind == ErrorKind::Unauthorized {
            host.expired();
        } else {
            host.failed(error);
        }
    }

    /// Adds a call to the session log.
    fn log(
        self,
        at: f64,
        request: &Request,
        result: &Result<Answer, ApiError>,
        authorization: Option<&str>,
    ) {
        let (ending, answer) = match result {
            Ok(answer) => (
                Ending::Answered {
                    status: answer.status,
                    correlation_id: answer.correlation_id.clone(),
                },
                // A successful answer may be large, and is on the page.
                if answer.is_ok() {
                    String::new()
                } else {
                    answer.body.text()
                },
            ),
            Err(error) => (Ending::Lost(error.message.clone()), String::new()),
        };
        let exchange = Exchange {
            at,
            duration: dom::now() - at,
            request: request.clone(),
            ending,
            answer,
        };
        self.session
            .log
            .try_update(|log| log.add(exchange, authorization.unwrap_or_default()));
    }

    /// Sends a request. Reads are retried as [`retry::delay`] says.
    fn attempt(
        self,
        request: Request,
        authorization: Option<String>,
    ) -> impl Future<Output = Result<Body, ApiError>> {
        boxed(self.attempt_unboxed(request, authorization))
    }

    async fn attempt_unboxed(
        self,
        request: Request,
        authorization: Option<String>,
    ) -> Result<Body, ApiError> {
        let url = self
            .base
            .try_with_value(|base| format!("{base}{}", request.path));
        // The console may have been unmounted meanwhile.
        let url = url.ok_or_else(|| ApiError::answered(401, "", None, None))?;
        let host = self.settings.host();
        let authorization = authorization.as_deref();
        let mut attempt = 1;
        loop {
            let at = dom::now();
            let result = transport::send(&url, &request, authorization, &host).await;
            self.log(at, &request, &result, authorization);
            let result = result.and_then(Answer::into_body);
            let wait = match &result {
                Err(error) if request.is_read() => retry::delay(attempt, error, Math::random()),
                _ => None,
            };
            match wait {
                Some(wait) => sleep(wait.max(Duration::from_millis(1))).await,
                None => return result,
            }
            attempt += 1;
        }
    }
}
