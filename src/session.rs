//! Who is signed in. The only place for credentials: they live here in memory from
//! sign-in to sign-out, and leave only as a request header. There are none where the
//! host authenticates.

use std::{any::Any, rc::Rc};

use domain::{
    api::{credentials::Credentials, error::ApiError},
    model::network::Account,
    session::{idle::Limits, log::SessionLog},
};

use crate::reactive::{RwSignal, StoredValue};

/// The end reason where the user signed out and the host authenticates.
pub(crate) const SIGNED_OUT: &str = "You are signed out.";

/// The session of one console.
#[derive(Clone, Copy)]
pub(crate) struct Session {
    phase: RwSignal<Phase>,
    auth: StoredValue<AuthState>,
    saved_input: StoredValue<Option<SavedInput>>,
    /// The API calls of the session.
    pub(crate) log: RwSignal<SessionLog>,
    pub(crate) limits: Limits,
}

/// Where the session stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Phase {
    /// Nobody is signed in, with the reason to show.
    SignedOut(&'static str),
    /// The API accepts the credentials.
    SignedIn(Account),
    /// The API rejected them during the session: the pages stay, and ask again.
    Expired(Account),
}

#[derive(Default)]
struct AuthState {
    method: Option<AuthMethod>,
    /// Counts sign-ins and sign-outs, so that the answer to a request of an older
    /// session cannot affect a newer one.
    epoch: u32,
}

/// How requests are authenticated.
pub(crate) enum AuthMethod {
    /// By credentials the user entered here.
    Credentials(Credentials),
    /// By the host, or by a proxy in front of the API.
    Host,
}

impl AuthMethod {
    /// The `Authorization` header; none where it is added later.
    pub(crate) fn header(&self) -> Option<String> {
        match self {
            Self::Credentials(credentials) => Some(credentials.header()),
            Self::Host => None,
        }
    }
}

/// The input of a form when the session was locked. Nothing else survives locking, and
/// only the user who typed it gets it back.
pub(crate) struct SavedInput {
    pub(crate) username: String,
    /// The address of the form's page.
    pub(crate) href: String,
    pub(crate) input: Rc<dyn Any>,
    /// What must live as long as the input.
    pub(crate) _beside: Box<dyn Any>,
}

/// The authentication of one request.
pub(crate) struct RequestAuth {
    pub(crate) authorization: Option<String>,
    epoch: u32,
}

impl Session {
    pub(crate) fn new(limits: Limits) -> Self {
        Self {
            phase: RwSignal::new(Phase::SignedOut("")),
            auth: StoredValue::new(AuthState::default()),
            saved_input: StoredValue::new(None),
            log: RwSignal::default(),
            limits,
        }
    }

    /// Whether the pages wait for the user to sign in again.
    pub(crate) fn is_expired(self) -> bool {
        self.phase.with(|phase| matches!(phase, Phase::Expired(_)))
    }

    /// Whether requests can be sent.
    pub(crate) fn is_live(self) -> bool {
        self.phase
            .try_with_untracked(|phase| matches!(phase, Phase::SignedIn(_)))
            .unwrap_or(false)
    }

    /// The account, while pages may be shown.
    pub(crate) fn account(self) -> Option<Account> {
        self.phase.with(|phase| match phase {
            Phase::SignedOut(_) => None,
            Phase::SignedIn(account) | Phase::Expired(account) => Some(account.clone()),
        })
    }

    /// Why nobody is signed in, possibly empty; none while somebody is.
    pub(crate) fn end_reason(self) -> Option<&'static str> {
        self.phase
            .try_with(|phase| match phase {
                Phase::SignedOut(why) => Some(*why),
                Phase::SignedIn(_) | Phase::Expired(_) => None,
            })
            .flatten()
    }

    /// Starts a session with authentication that the API accepted.
    pub(crate) fn begin(self, method: AuthMethod, account: Account) {
        self.set_method(Some(method));
        self.saved_input.try_update_value(|kept| {
            kept.take_if(|kept| kept.username != account.username);
        });
        self.phase.try_set(Phase::SignedIn(account));
    }

    /// Ends the session: drops the credentials and everything that depends on them.
    pub(crate) fn end(self) {
        self.end_because("", None);
    }

    /// Ends the session for a reason to show. The input of a form may be kept until its
    /// user is back.
    pub(crate) fn end_because(self, reason: &'static str, saved: Option<SavedInput>) {
        self.set_method(None);
        self.saved_input.try_update_value(|held| *held = saved);
        self.log.try_set(SessionLog::default());
        self.phase.try_set(Phase::SignedOut(reason));
    }

    /// The input that the form at this address held when the session was locked.
    pub(crate) fn take_saved_input(self, href: &str) -> Option<Rc<dyn Any>> {
        self.saved_input
            .try_update_value(|kept| kept.take_if(|kept| kept.href == href))
            .flatten()
            .map(|kept| kept.input)
    }

    fn set_method(self, method: Option<AuthMethod>) {
        self.auth.try_update_value(|held| {
            held.method = method;
            held.epoch += 1;
        });
    }

    /// The authentication for a request.
    ///
    /// # Errors
    /// Where nobody is signed in, or the session has expired.
    pub(crate) fn request_auth(self) -> Result<RequestAuth, ApiError> {
        self.auth
            .try_with_value(|held| {
                held.method.as_ref().map(|method| RequestAuth {
                    authorization: method.header(),
                    epoch: held.epoch,
                })
            })
            .flatten()
            .ok_or_else(ApiError::session_ended)
    }

    /// Whether the session of a request has not ended.
    pub(crate) fn is_current(self, auth: &RequestAuth) -> bool {
        self.auth
            .try_with_value(|held| held.epoch == auth.epoch)
            .unwrap_or(false)
    }

    /// Marks the session as expired after the API rejected a request. Returns whether it
    /// was current until then.
    pub(crate) fn expire(self, auth: &RequestAuth) -> bool {
        let was_current = self.is_current(auth);
        if was_current {
            self.set_method(None);
            self.phase.try_update(|phase| {
                if let Phase::SignedIn(account) = phase {
                    *phase = Phase::Expired(account.clone());
                }
            });
        }
        was_current
    }
}
