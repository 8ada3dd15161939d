//! Who is signed in. The only place for credentials: they live here in memory from
//! sign-in to sign-out, and leave only as a request header. There are none where the
//! host authenticates.

mod cancel;

use std::{any::Any, rc::Rc};

use domain::{
    api::{credentials::Credentials, error::ApiError},
    model::network::Account,
    session::{
        idle::Limits,
        log::{Exchange, SessionLog},
    },
};
use web_sys::AbortSignal;

pub(crate) use self::cancel::CancelOnDrop;
use crate::reactive::{RwSignal, StoredValue};

/// The end reason where the user signed out and the host authenticates.
pub(crate) const SIGNED_OUT: &str = "You are signed out.";

/// The session of one console.
#[derive(Clone, Copy)]
pub(crate) struct Session {
    phase: RwSignal<Phase>,
    auth: StoredValue<AuthState>,
    saved_input: StoredValue<Option<SavedInput>>,
    /// Locks an overdue session.
    overdue: StoredValue<Option<Rc<dyn Fn()>>>,
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
    /// Counts sign-ins, expiries and sign-outs. What began in an earlier epoch sends
    /// nothing more, and its answer cannot affect a later one.
    epoch: u32,
    /// Counts sessions. It stays the same where a user signs in again after an expiry.
    session: SessionId,
    /// Cancels the reads of the epoch when it is dropped.
    reads: CancelOnDrop,
}

/// Tells the sessions of one console apart.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct SessionId(u32);

impl AuthState {
    fn request_auth(&self, method: &AuthMethod) -> RequestAuth {
        RequestAuth {
            authorization: method.header(),
            signal: self.reads.signal(),
            epoch: self.epoch,
            session: self.session,
        }
    }
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

/// The authentication of one request, and the part of the session it belongs to.
pub(crate) struct RequestAuth {
    pub(crate) authorization: Option<String>,
    /// Cancels a read when the epoch ends.
    pub(crate) signal: Option<AbortSignal>,
    epoch: u32,
    session: SessionId,
}

impl Session {
    pub(crate) fn new(limits: Limits) -> Self {
        Self {
            phase: RwSignal::new(Phase::SignedOut("")),
            auth: StoredValue::new(AuthState::default()),
            saved_input: StoredValue::new(None),
            overdue: StoredValue::new(None),
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
        let is_another = self.phase.try_with_untracked(
            |phase| matches!(phase, Phase::Expired(last) if last.username != account.username),
        );
        if is_another == Some(true) {
            self.forget();
        }
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
        self.forget();
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
        let last = self.auth.try_update_value(|held| {
            held.method = method;
            held.epoch += 1;
            std::mem::take(&mut held.reads)
        });
        // Only now: hosts may answer a cancelled request at once.
        drop(last);
    }

    /// Separates what follows from the session so far, whose log is nobody else's.
    fn forget(self) {
        self.auth.try_update_value(|held| held.session.0 += 1);
        self.log.try_set(SessionLog::default());
    }

    /// The current session.
    pub(crate) fn id(self) -> SessionId {
        self.auth
            .try_with_value(|held| held.session)
            .unwrap_or_default()
    }

    /// Sets what locks an overdue session. It runs before each request, so that a
    /// session does not outlive a sleep of the machine.
    pub(crate) fn on_request(self, lock_if_due: impl Fn() + 'static) {
        self.overdue.set_value(Some(Rc::new(lock_if_due)));
    }

    /// The authentication for a request of a session.
    ///
    /// # Errors
    /// Where that session has ended or expired.
    pub(crate) fn request_auth(self, session: SessionId) -> Result<RequestAuth, ApiError> {
        if let Some(lock_if_due) = self.overdue.try_get_value().flatten() {
            lock_if_due();
        }
        self.auth
            .try_with_value(|held| {
                let method = held.method.as_ref()?;
                (held.session == session).then(|| held.request_auth(method))
            })
            .flatten()
            .ok_or_else(ApiError::session_ended)
    }

    /// The authentication for asking the API whether it accepts it.
    ///
    /// # Errors
    /// Where the console is gone.
    pub(crate) fn entry_auth(self, method: &AuthMethod) -> Result<RequestAuth, ApiError> {
        self.auth
            .try_with_value(|held| held.request_auth(method))
            .ok_or_else(ApiError::session_ended)
    }

    /// Adds a call to the log, unless its session is over.
    pub(crate) fn log(self, auth: &RequestAuth, exchange: Exchange, secret: &str) {
        if self.id() == auth.session {
            self.log.try_update(|log| log.add(exchange, secret));
        }
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
