//! Sending a call: adds the session, waits, retries of reads, and the session log.

use std::rc::Rc;

use domain::{
    api::{
        error::{ApiError, ErrorKind},
        feature::Feature,
        request::Request,
        retry,
    },
    session::log::{Ending, Exchange},
};
use js_sys::Math;

use super::{
    Api,
    transport::{self, Answer, Body},
};
use crate::{dom, reactive::boxed, session::RequestAuth};

impl Api {
    /// Sends a request in the session. A 401 to it marks the session as expired. The
    /// answer to a write counts even if the session has ended meanwhile; that to a read
    /// is dropped.
    pub(super) fn call(self, request: Request) -> impl Future<Output = Result<Call, ApiError>> {
        boxed(self.call_unboxed(request))
    }

    async fn call_unboxed(self, request: Request) -> Result<Call, ApiError> {
        // Disabled features are refused here, whatever the pages offer.
        if Feature::needed(&request).is_some_and(|needed| !self.settings.has_untracked(needed)) {
            return Err(ApiError::switched_off());
        }
        let is_read = request.is_read();
        let (auth, result) = loop {
            let auth = Rc::new(self.session.request_auth(self.session_id)?);
            let result = self.attempt(request.clone(), Rc::clone(&auth)).await;
            // A read that is overtaken starts anew if its user has signed in again;
            // otherwise the session has ended, as the next round finds.
            if !is_read || self.session.is_current(&auth) {
                break (auth, result);
            }
        };
        match &result {
            Err(error) if error.kind == ErrorKind::Unauthorized => {
                if self.session.expire(&auth) {
                    self.report(error);
                }
            }
            // It was not sent: the host knows of the answer that asked to wait.
            Err(error) if error.kind == ErrorKind::TooManyRequests && error.status.is_none() => {}
            Err(error) => self.report(error),
            Ok(_) => {}
        }
        Ok(Call {
            api: self,
            reply: result?,
        })
    }

    /// Reports a failure to the host.
    pub(super) fn report(self, error: &ApiError) {
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
        auth: &RequestAuth,
        at: f64,
        request: &Request,
        result: &Result<Answer, ApiError>,
        secret: &str,
    ) {
        let (ending, answer) = match result {
            Ok(answer) => (
                Ending::Answered {
                    status: answer.head.status,
                    correlation_id: answer.head.correlation_id.clone(),
                },
                // A successful answer may be large, and is on the page.
                if answer.head.is_success_of(request) {
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
        self.session.log(auth, exchange, secret);
    }

    /// Sends a request, once the API does not ask to wait. Reads are retried as
    /// [`retry::delay`] says, until the session ends. No error repeats the credentials.
    pub(super) fn attempt(
        self,
        request: Request,
        auth: Rc<RequestAuth>,
    ) -> impl Future<Output = Result<Reply, ApiError>> {
        boxed(self.attempt_unboxed(request, auth))
    }

    async fn attempt_unboxed(
        self,
        request: Request,
        auth: Rc<RequestAuth>,
    ) -> Result<Reply, ApiError> {
        let url = self
            .base
            .try_with_value(|base| format!("{base}{}", request.path));
        // The console may have been unmounted meanwhile.
        let url = url.ok_or_else(ApiError::session_ended)?;
        let host = self.settings.host();
        let mut attempt = 1;
        let mut wait = None;
        loop {
            self.pass(Rc::clone(&auth), wait).await?;
            let at = dom::now();
            let result = transport::send(&url, &request, &auth, &host).await;
            let added = result.as_ref().ok().and_then(|answer| answer.added.clone());
            let secret = added.or_else(|| auth.authorization.clone());
            let secret = secret.unwrap_or_default();
            self.log(&auth, at, &request, &result, &secret);
            let result = result.and_then(|answer| {
                if answer.head.is_success_of(&request) {
                    Ok(answer)
                } else {
                    Err(answer.head.error(&request, &answer.body.text()))
                }
            });
            let mut result = match result {
                Ok(answer) => Ok(Reply { answer, secret }),
                Err(error) => Err(error.without(&secret)),
            };
            if let Err(error) = &mut result {
                self.note(error);
            }
            wait = match &result {
                Err(error) if request.is_read() => retry::delay(attempt, error, Math::random()),
                _ => None,
            };
            if wait.is_none() {
                return result;
            }
            attempt += 1;
        }
    }
}

/// An answer with the head of a success, and what authorised the request.
pub(super) struct Reply {
    answer: Answer,
    secret: String,
}

impl Reply {
    /// The body decoded.
    ///
    /// # Errors
    /// Where it is not the body that was asked for.
    pub(super) fn decode<T>(
        &self,
        read: impl FnOnce(&Body) -> Result<T, ApiError>,
    ) -> Result<T, ApiError> {
        self.answer
            .decode(read)
            .map_err(|error| error.without(&self.secret))
    }
}

/// The reply to a call of the session.
pub(super) struct Call {
    api: Api,
    reply: Reply,
}

impl Call {
    pub(super) fn decode<T>(
        &self,
        read: impl FnOnce(&Body) -> Result<T, ApiError>,
    ) -> Result<T, ApiError> {
        let result = self.reply.decode(read);
        if let Err(error) = &result {
            self.api.report(error);
        }
        result
    }
}
