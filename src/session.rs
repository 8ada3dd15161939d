//! Who is signed in. The one home of the credentials: they live here, in
//! memory, from sign-in to sign-out, and leave only as a request's header. Where
//! the host authenticates, there are none.

use std::{any::Any, rc::Rc};

use domain::{
    api::{credentials::Credentials, error::ApiError},
    model::network::Account,
    session::{idle::Limits, log::SessionLog},
};

use crate::reactive::{RwSignal, StoredValue};

/// What is said where the user signed out of the page around the console.
pub(crate) const SIGNED_OUT: &str = "You are signed out.";

/// The session of one console.
#[derive(Clone, Copy)]
pub(crate) struct Session {
    phase: RwSignal<Phase>,
    auth: StoredValue<AuthState>,
    saved_input: StoredValue<Option<SavedInput>>,
    /// The calls of the session.
    pub(crate) log: RwSignal<SessionLog>,
    pub(crate) limits: Limits,
}

/// How far a session is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Phase {
    /// Nobody is signed in, and what is to be said of that.
    SignedOut(&'static str),
    /// The API accepts the credentials.
    SignedIn(Account),
    /// The API refused them in mid-session: the pages stay, and ask again.
    Expired(Account),
}

#[derive(Default)]
struct AuthState {
    means: Option<AuthMethod>,
    /// Counts sign-ins and sign-outs, so that an answer to an older session's
    /// request cannot touch a newer session.
    epoch: u32,
}

/// What requests are authenticated with.
pub(crate) enum AuthMethod {
    /// What was entered here.
    Credentials(Credentials),
    /// The page around the console, or what stands before the API, adds it.
    Host,
}

impl AuthMethod {
    /// The header; none where it is added later.
    pub(crate) fn header(&self) -> Option<String> {
        match self {
            Self::Credentials(credentials) => Some(credentials.header()),
            Self::Host => None,
        }
    }
}

/// What a form held when the session was locked. It is all that is left of the
/// session then, and only for the user who typed it.
pub(crate) struct SavedInput {
    pub(crate) username: String,
    /// The address of the form's page.
    pub(crate) href: String,
    pub(crate) input: Rc<dyn Any>,
    /// Whatever has to last for as long as the input is kept.
    pub(crate) _beside: Box<dyn Any>,
}

/// What one request is sent with.
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

    /// Whether the pages wait for a new sign-in.
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

    /// Why nobody is signed in, where that needs saying; none while somebody is.
    pub(crate) fn end_reason(self) -> Option<&'static str> {
        self.phase
            .try_with(|phase| match phase {
                Phase::SignedOut(why) => Some(*why),
                Phase::SignedIn(_) | Phase::Expired(_) => None,
            })
            .flatten()
    }

    /// Takes over what the API has accepted.
    pub(crate) fn begin(self, means: AuthMethod, account: Account) {
        self.hold(Some(means));
        self.saved_input.try_update_value(|kept| {
            kept.take_if(|kept| kept.username != account.username);
        });
        self.phase.try_set(Phase::SignedIn(account));
    }

    /// Forgets the credentials and all that depends on them.
    pub(crate) fn end(self) {
        self.end_because("", None);
    }

    /// The same for another reason than that the user said so here. What a form
    /// holds may be kept until its user is back.
    pub(crate) fn end_because(self, why: &'static str, kept: Option<SavedInput>) {
        self.hold(None);
        self.saved_input.try_update_value(|held| *held = kept);
        self.log.try_set(SessionLog::default());
        self.phase.try_set(Phase::SignedOut(why));
    }

    /// What the form at this address held when the session was locked.
    pub(crate) fn take_saved_input(self, href: &str) -> Option<Rc<dyn Any>> {
        self.saved_input
            .try_update_value(|kept| kept.take_if(|kept| kept.href == href))
            .flatten()
            .map(|kept| kept.input)
    }

    fn hold(self, means: Option<AuthMethod>) {
        self.auth.try_update_value(|held| {
            held.means = means;
            held.epoch += 1;
        });
    }

    /// What a request is to be sent with.
    ///
    /// # Errors
    /// Where nobody is signed in, or the session expired.
    pub(crate) fn request_auth(self) -> Result<RequestAuth, ApiError> {
        self.auth
            .try_with_value(|held| {
                held.means.as_ref().map(|means| RequestAuth {
                    authorization: means.header(),
                    epoch: held.epoch,
                })
            })
            .flatten()
            .ok_or_else(|| ApiError::answered(401, "", None, None))
    }

    /// Whether the session that a request was sent in is still on.
    pub(crate) fn is_current(self, ticket: &RequestAuth) -> bool {
        self.auth
            .try_with_value(|held| held.epoch == ticket.epoch)
            .unwrap_or(false)
    }

    /// The API refused a request's credentials. Whether that is news.
    pub(crate) fn expire(self, ticket: &RequestAuth) -> bool {
        let is_news = self.is_current(ticket);
        if is_news {
            self.hold(None);
            self.phase.try_update(|phase| {
                if let Phase::SignedIn(account) = phase {
                    *phase = Phase::Expired(account.clone());
                }
            });
        }
        is_news
    }
}
