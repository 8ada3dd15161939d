//! The API, one function for each call. `domain` makes the requests, and decides what the
//! answers mean.

mod call;
mod throttle;
mod transport;

use std::rc::Rc;

use domain::{
    api::{
        answer,
        credentials::Credentials,
        decode::{self, Listed, PeeringReader},
        error::ApiError,
        feature::Feature,
        label_filter::LabelFilter,
        request,
        throttle::Throttle,
    },
    edit::{form::Draft, patch::Patch},
    model::{
        ids::{NetworkId, PeeringId, RouterId},
        network::{Network, Router, Zone},
        peering::Peering,
    },
};

pub(crate) use self::throttle::CHANNEL;
use self::transport::Body;
use crate::{
    dom,
    host::settings::Settings,
    reactive::{RwSignal, StoredValue, boxed},
    session::{AuthMethod, Session, SessionId},
};

/// The API of one console. Dropping the future of a read cancels its request; a write
/// always runs to its end.
#[derive(Clone, Copy)]
pub(crate) struct Api {
    base: StoredValue<String>,
    session: Session,
    /// Calls are only sent while this session lasts.
    session_id: SessionId,
    settings: Settings,
    throttle: RwSignal<Throttle>,
}

impl Api {
    pub(crate) fn new(base: String, session: Session, settings: Settings) -> Self {
        Self {
            // Once, against the page's address: a `base` element may name another origin,
            // which would get the credentials.
            base: StoredValue::new(dom::absolute(&base)),
            session,
            session_id: session.id(),
            settings,
            throttle: RwSignal::new(Throttle::default()),
        }
    }

    /// The API for what belongs to the current session. Nothing of it is sent in a
    /// later one, whoever that belongs to.
    pub(crate) fn of_session(self) -> Self {
        Self {
            session_id: self.session.id(),
            ..self
        }
    }

    /// Signs in with credentials, if the API accepts them. Does nothing where the session
    /// ends before it answers.
    pub(crate) async fn sign_in(self, credentials: Credentials) -> Result<(), ApiError> {
        self.begin(AuthMethod::Credentials(credentials)).await
    }

    /// Signs in where the host authenticates the requests.
    pub(crate) async fn enter(self) -> Result<(), ApiError> {
        self.begin(AuthMethod::Host).await
    }

    fn begin(self, method: AuthMethod) -> impl Future<Output = Result<(), ApiError>> {
        boxed(async move {
            let auth = Rc::new(self.session.entry_auth(&method)?);
            let result = self.attempt(request::account(), Rc::clone(&auth)).await;
            let result = result.and_then(|reply| reply.decode(text(decode::account)));
            // The user signed out meanwhile, or the console was locked or unmounted.
            if !self.session.is_current(&auth) {
                return Ok(());
            }
            if let (Err(error), AuthMethod::Host) = (&result, &method) {
                self.report(error);
            }
            self.session.begin(method, result?);
            Ok(())
        })
    }

    pub(crate) async fn peerings(self, filter: &LabelFilter) -> Result<Listed<Peering>, ApiError> {
        let call = self.call(request::peerings(filter)).await?;
        call.decode(|body| {
            let mut reader = PeeringReader::default();
            for piece in body.pieces() {
                reader.push(&piece);
            }
            reader.finish()
        })
    }

    pub(crate) async fn peerings_between(
        self,
        local: NetworkId,
        peer: NetworkId,
    ) -> Result<Listed<Peering>, ApiError> {
        let call = self.call(request::peerings_between(local, peer)).await?;
        call.decode(text(decode::peerings))
    }

    pub(crate) async fn peering(self, id: PeeringId) -> Result<Peering, ApiError> {
        let call = self.call(request::peering(id)).await?;
        call.decode(text(|body| {
            answer::same_peering(decode::peering(body)?, id)
        }))
    }

    pub(crate) async fn create(self, draft: &Draft) -> Result<Peering, ApiError> {
        let call = self.call(request::create(draft)).await?;
        let peering = call.decode(text(|body| answer::created(decode::peering(body)?, draft)))?;
        self.changed(Feature::Create, peering.id);
        Ok(peering)
    }

    pub(crate) async fn modify(self, id: PeeringId, patch: &Patch) -> Result<Peering, ApiError> {
        let call = self.call(request::modify(id, patch)).await?;
        let peering = call.decode(text(|body| {
            answer::same_peering(decode::peering(body)?, id)
        }))?;
        self.changed(Feature::Modify, id);
        Ok(peering)
    }

    pub(crate) async fn delete(self, id: PeeringId) -> Result<(), ApiError> {
        self.call(request::delete(id)).await?;
        self.changed(Feature::Delete, id);
        Ok(())
    }

    /// Reports a change of a peering to the host, once it is known that the server
    /// carried it out.
    pub(crate) fn changed(self, how: Feature, id: PeeringId) {
        self.settings.host().changed(how, &id.to_string());
    }

    pub(crate) async fn peerings_used(self) -> Result<Option<u64>, ApiError> {
        let call = self.call(request::resource_usage()).await?;
        call.decode(text(decode::peerings_used))
    }

    pub(crate) async fn create_router(self, name: &str) -> Result<Router, ApiError> {
        let call = self.call(request::create_router(name)).await?;
        call.decode(text(decode::router))
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
        let call = self.call(request::attach(network, router)).await?;
        call.decode(text(|body| {
            answer::same_network(decode::network(body)?, network)
        }))
    }

    pub(crate) async fn networks(self) -> Result<Listed<Network>, ApiError> {
        let call = self.call(request::networks()).await?;
        call.decode(text(decode::networks))
    }

    pub(crate) async fn routers(self) -> Result<Listed<Router>, ApiError> {
        let call = self.call(request::routers()).await?;
        call.decode(text(decode::routers))
    }

    pub(crate) async fn zones(self) -> Result<Listed<Zone>, ApiError> {
        let call = self.call(request::zones()).await?;
        call.decode(text(decode::zones))
    }
}

/// A decoder of text.
fn text<T>(
    read: impl FnOnce(&str) -> Result<T, ApiError>,
) -> impl FnOnce(&Body) -> Result<T, ApiError> {
    move |body| read(&body.text())
}
