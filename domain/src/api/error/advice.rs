//! What to do about an error.

use super::{ApiError, ErrorKind};

impl ApiError {
    /// What the user can do about it. The code decides before the status, and
    /// the status before the kind.
    #[must_use]
    pub fn advice(&self) -> &'static str {
        let by_code = self.code.as_deref().and_then(by_code);
        by_code.unwrap_or_else(|| self.plain_advice())
    }

    /// The same without looking at the code, which only matters for changes.
    /// It keeps the texts about changes out of the code for reading.
    #[must_use]
    pub fn plain_advice(&self) -> &'static str {
        let by_status = self.status.and_then(by_status);
        by_status.unwrap_or_else(|| by_kind(self.kind))
    }
}

fn by_kind(kind: ErrorKind) -> &'static str {
    match kind {
        ErrorKind::Unreachable => {
            "Check your connection and that the API can be reached from here, then try again."
        }
        ErrorKind::TimedOut => {
            "Try again. If it keeps happening, the API or a proxy in front of it is overloaded."
        }
        ErrorKind::Overdue => {
            "It may still finish. Try again; if it doesn't help, contact UpCloud support with the peering's UUID."
        }
        ErrorKind::Unauthorized => "Sign in again.",
        ErrorKind::Forbidden => {
            "Ask the account's owner for permission, or sign in as a user who has it."
        }
        ErrorKind::NotFound => {
            "It may have been deleted or belong to another account. Reload the list to see what exists."
        }
        ErrorKind::Conflict => "Reload to see the current state, then decide.",
        ErrorKind::Refused => "Correct what the message names, then try again.",
        ErrorKind::TooManyRequests => "Wait a moment, then try again.",
        ErrorKind::Server => {
            "The problem is on the server. Try again; if it persists, contact UpCloud support with the \
             correlation ID."
        }
        ErrorKind::Unreadable => {
            "Check that the API's address is right and that no proxy rewrites its responses."
        }
        ErrorKind::Redirected => {
            "Open this address in a new tab to sign in there, \
             then try again. If that doesn't help, this console's administrator has to set \"cookies\" in config.json."
        }
    }
}

fn by_code(code: &str) -> Option<&'static str> {
    Some(match code {
        "AUTHENTICATION_FAILED" | "INVALID_CREDENTIALS" => {
            "Check the username and password, or the token, and that API access is enabled for this user in \
             UpCloud's control panel."
        }
        "NETWORK_NOT_FOUND" => "Choose a local network that exists in this account.",
        "PEER_NETWORK_NOT_FOUND" => {
            "Check the peer network's UUID with its owner: UpCloud can't find this network."
        }
        "LOCAL_NETWORK_NO_ROUTER" => "Attach a router to the local network, then try again.",
        "PEERING_CONFLICT" => {
            "A peering in this direction exists already: open it from the list instead."
        }
        "INTERZONE_PEERING_NOT_SUPPORTED" => {
            "The two zones are too far apart to be peered. Choose networks in zones closer to each other."
        }
        "PEERING_NOT_FOUND" => {
            "It may have been deleted in the meantime. Reload the list to see what exists."
        }
        "PEERING_NOT_DISABLED" => {
            "Disable the peering, wait until its state is disabled, then delete it."
        }
        // What it means is not documented; its name is all there is.
        "PEERING_ACCOUNT_INVALID" => {
            "UpCloud doesn't accept one of the two accounts, probably the peer's. Ask UpCloud support why."
        }
        "NAME_INVALID" => "Choose another name of 1 to 255 characters.",
        "INVALID_LABEL_KEY" | "INVALID_LABEL_VALUE" => {
            "Correct the label that breaks the label rules."
        }
        "DUPLICATE_LABEL_KEYS" => "Use each label key only once. Keys are not case-sensitive.",
        _ if code.ends_with("LIMIT_REACHED") => {
            "Delete what is no longer needed, or ask UpCloud support for a higher limit."
        }
        _ => return None,
    })
}

fn by_status(status: u16) -> Option<&'static str> {
    match status {
        402 => Some("The account has no credits left. Ask its owner to add some, then try again."),
        _ => None,
    }
}
