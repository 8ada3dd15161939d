//! Messages between the consoles of one user in several tabs. Signing out or locking
//! in one tab does the same in all, and activity in one counts for all. What the API asks
//! one console to wait holds for the tabs of every user.
//!
//! Only pages of the same origin receive them. A message is a word and the username, or a
//! number of milliseconds, none of which is secret.

use gloo_events::EventListener;
use wasm_bindgen::JsCast;
use web_sys::{BroadcastChannel, MessageEvent};

use crate::api::CHANNEL;

/// A message to the other tabs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum News {
    /// The user is active.
    Active,
    /// The user locked the console.
    Locked,
    /// The user signed out.
    SignedOut,
    /// The API asks to wait for these milliseconds.
    Wait(u32),
}

impl News {
    const ALL: [Self; 3] = [Self::Active, Self::Locked, Self::SignedOut];

    fn word(self) -> &'static str {
        match self {
            Self::Active => "active",
            Self::Locked => "locked",
            Self::SignedOut => "signed-out",
            // Sent by the API's own functions.
            Self::Wait(_) => "",
        }
    }
}

/// The channel between tabs. Dropping it closes the channel.
pub(crate) struct OtherTabs {
    channel: Option<BroadcastChannel>,
    username: String,
    _listener: Option<EventListener>,
}

impl OtherTabs {
    /// Listens to the other tabs of this user. In a browser without `BroadcastChannel`
    /// each tab is on its own.
    pub(crate) fn new(username: String, on_news: Box<dyn Fn(News)>) -> Self {
        let channel = BroadcastChannel::new(CHANNEL).ok();
        let own = username.clone();
        let listener = channel.as_ref().map(|channel| {
            EventListener::new(channel, "message", move |event| {
                let Some(message) = event.dyn_ref::<MessageEvent>() else {
                    return;
                };
                let message = message.data();
                if let Some(wait) = message.as_f64() {
                    return on_news(News::Wait(wait as u32));
                }
                let text = message.as_string().unwrap_or_default();
                let Some((word, user)) = text.split_once(' ') else {
                    return;
                };
                let news = News::ALL.into_iter().find(|news| news.word() == word);
                if let Some(news) = news.filter(|_| user == own) {
                    on_news(news);
                }
            })
        });
        Self {
            channel,
            username,
            _listener: listener,
        }
    }

    pub(crate) fn send(&self, news: News) {
        if let Some(channel) = &self.channel {
            let text = format!("{} {}", news.word(), self.username);
            // Fails only where the channel is closed.
            let _ = channel.post_message(&text.into());
        }
    }
}

impl Drop for OtherTabs {
    fn drop(&mut self) {
        if let Some(channel) = &self.channel {
            channel.close();
        }
    }
}
