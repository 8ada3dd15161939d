//! The last calls of a session, to be looked at and given to support. No
//! credentials are in it, and none get into it by an answer that repeats them.

use std::{
    collections::VecDeque,
    fmt::{self, Write},
    sync::Arc,
};

use crate::{
    api::{
        request::Request,
        secret::{HIDDEN, repeats},
    },
    share::equivalents,
};

/// How many calls are stored.
const MAX_CALLS: usize = 300;

/// How much of a body is stored, in bytes.
const MAX_BODY: usize = 2_000;

/// What became of a call.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Ending {
    /// The API, or something before it, answered.
    Answered {
        /// The HTTP status.
        status: u16,
        /// The API's `Upcloud-Cid`, which its support asks for.
        correlation_id: Option<String>,
    },
    /// There was no answer, and why.
    Lost(String),
}

/// One call.
#[derive(Clone, Debug, PartialEq)]
pub struct Exchange {
    /// When it was sent, in milliseconds since 1970.
    pub at: f64,
    /// How long it took, in milliseconds.
    pub duration: f64,
    /// What was sent.
    pub request: Request,
    /// What became of it.
    pub ending: Ending,
    /// The response's body where it adds to the status: that of an error.
    pub answer: String,
}

impl Exchange {
    /// The call as a line of text, with the method first.
    pub fn title(&self) -> String {
        format!("{} {}", self.request.method.name(), self.request.path)
    }

    /// Whether it did what it was sent for. The answer is only kept where it did not.
    pub fn succeeded(&self) -> bool {
        self.answer.is_empty()
            && matches!(&self.ending, Ending::Answered { status, .. } if (200..300).contains(status))
    }

    /// The same call with curl, to the API at this address; the token is a variable there.
    pub fn curl(&self, api: &str) -> String {
        equivalents::curl(api, &self.request)
    }

    /// All that is known of it, over several lines.
    pub fn details(&self) -> String {
        let mut text = self.to_string();
        if let Some(body) = &self.request.body {
            text.push_str("\n  sent: ");
            text.push_str(&cut(body));
        }
        if !self.answer.is_empty() {
            text.push_str("\n  response: ");
            text.push_str(&self.answer);
        }
        text
    }
}

impl fmt::Display for Exchange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (title, ending) = (self.title(), &self.ending);
        write!(f, "{title} → {ending}, {:.0} ms", self.duration)?;
        match ending {
            Ending::Answered {
                correlation_id: Some(id),
                ..
            } => write!(f, ", correlation id {id}"),
            Ending::Answered { .. } | Ending::Lost(_) => Ok(()),
        }
    }
}

impl fmt::Display for Ending {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            // Browsers hide the status of a redirect that they do not follow.
            Self::Answered { status: 0, .. } => f.write_str("redirected"),
            Self::Answered { status, .. } => status.fmt(f),
            Self::Lost(why) => write!(f, "no response ({why})"),
        }
    }
}

/// The calls of one session, oldest first.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SessionLog(VecDeque<Arc<Exchange>>);

impl SessionLog {
    /// Adds a call, and drops the oldest where there are too many. `secret` is
    /// what the call was authorised with: an answer that repeats it, as proxies'
    /// pages of errors may, is stored without it.
    pub fn add(&mut self, mut exchange: Exchange, secret: &str) {
        exchange.answer = without(secret, &exchange.answer);
        match &mut exchange.ending {
            Ending::Answered {
                correlation_id: Some(text),
                ..
            }
            | Ending::Lost(text) => *text = without(secret, text),
            Ending::Answered { .. } => {}
        }
        if self.0.len() == MAX_CALLS {
            self.0.pop_front();
        }
        self.0.push_back(Arc::new(exchange));
    }

    /// The calls, newest first.
    pub fn newest(&self) -> impl Iterator<Item = &Arc<Exchange>> {
        self.0.iter().rev()
    }

    /// The whole as text for support, oldest first. `date` writes a time.
    pub fn text(&self, date: impl Fn(f64) -> String) -> String {
        let mut text = String::new();
        for exchange in &self.0 {
            // Writing to a string cannot fail.
            let _ = writeln!(text, "{} {}", date(exchange.at), exchange.details());
        }
        text
    }
}

/// The text, unless it repeats the secret.
fn without(secret: &str, text: &str) -> String {
    if repeats(secret, text) {
        HIDDEN.into()
    } else {
        cut(text)
    }
}

/// The beginning of a text, where it is long.
fn cut(text: &str) -> String {
    if text.len() <= MAX_BODY {
        return text.to_owned();
    }
    let end = (0..=MAX_BODY).rev().find(|end| text.is_char_boundary(*end));
    let begin = text.get(..end.unwrap_or_default()).unwrap_or_default();
    format!("{begin}… ({} bytes)", text.len())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::api::request;

    fn exchange(answer: &str) -> Exchange {
        Exchange {
            at: 0.0,
            duration: 12.4,
            request: request::account(),
            ending: Ending::Answered {
                status: 502,
                correlation_id: Some("01ABC".into()),
            },
            answer: answer.into(),
        }
    }

    #[test]
    fn a_call_says_what_support_asks_for() {
        let mut log = SessionLog::default();
        log.add(exchange("<h1>Bad gateway</h1>"), "Basic ZGVtbw==");
        assert_eq!(
            log.text(|at| format!("[{at}]")),
            "[0] GET /account → 502, 12 ms, correlation id 01ABC\n  response: <h1>Bad gateway</h1>\n"
        );
        let lost = Exchange {
            ending: Ending::Lost("the network is gone".into()),
            ..exchange("")
        };
        assert_eq!(
            lost.to_string(),
            "GET /account → no response (the network is gone), 12 ms"
        );
    }

    #[test]
    fn an_answer_that_repeats_the_credentials_is_stored_without_them() {
        let mut log = SessionLog::default();
        let page = "<pre>Authorization: Basic ZGVtbzpkZW1v</pre> ZGVtbzpkZW1v";
        log.add(exchange(page), "Basic ZGVtbzpkZW1v");
        let text = log.text(|_| String::new());
        assert!(!text.contains("ZGVtbzpkZW1v"), "{text}");
        assert!(text.contains(HIDDEN), "{text}");
    }

    #[test]
    fn the_oldest_go_first_and_long_bodies_are_cut() {
        let mut log = SessionLog::default();
        for number in 0..=MAX_CALLS {
            let took = number as f64;
            log.add(
                Exchange {
                    duration: took,
                    ..exchange(&"ä".repeat(MAX_BODY))
                },
                "",
            );
        }
        let durations: Vec<f64> = log.newest().map(|exchange| exchange.duration).collect();
        assert_eq!(
            (durations.len(), durations.first()),
            (MAX_CALLS, Some(&300.0))
        );
        assert_eq!(durations.last(), Some(&1.0));
        let longest = log.newest().map(|exchange| exchange.answer.len()).max();
        assert!(longest.is_some_and(|longest| longest < MAX_BODY + 30));
    }
}
