//! The consoles of the same user in other tabs: signing out or locking one does
//! the same to all, and whoever is at work in one is not away from the others.
//!
//! Only pages of the same origin hear of it. What is sent is a word and the
//! username, which is no secret.

use gloo_events::EventListener;
use wasm_bindgen::JsCast;
use web_sys::{BroadcastChannel, MessageEvent};

const NAME: &str = "upcloud-peerings";

/// What one console tells the others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum News {
    /// The user did something.
    Active,
    /// The user locked the console.
    Locked,
    /// The user signed out.
    SignedOut,
}

impl News {
    const ALL: [Self; 3] = [Self::Active, Self::Locked, Self::SignedOut];

    fn word(self) -> &'static str {
        match self {
            Self::Active => "active",
            Self::Locked => "locked",
            Self::SignedOut => "signed-out",
        }
    }
}

/// The way to the other tabs. Dropping it ends the listening.
pub(crate) struct OtherTabs {
    channel: Option<BroadcastChannel>,
    username: String,
    _listener: Option<EventListener>,
}

impl OtherTabs {
    /// Listens to what the other tabs of this user tell. Where the browser has
    /// no such way, each tab is alone.
    pub(crate) fn new(username: String, hear: impl Fn(News) + 'static) -> Self {
        let channel = BroadcastChannel::new(NAME).ok();
        let own = username.clone();
        let listener = channel.as_ref().map(|channel| {
            EventListener::new(channel, "message", move |event| {
                let text = event
                    .dyn_ref::<MessageEvent>()
                    .and_then(|message| message.data().as_string())
                    .unwrap_or_default();
                let Some((word, user)) = text.split_once(' ') else {
                    return;
                };
                let news = News::ALL.into_iter().find(|news| news.word() == word);
                if let Some(news) = news.filter(|_| user == own) {
                    hear(news);
                }
            })
        });
        Self {
            channel,
            username,
            _listener: listener,
        }
    }

    pub(crate) fn tell(&self, news: News) {
        if let Some(channel) = &self.channel {
            let text = format!("{} {}", news.word(), self.username);
            // It can only fail where the channel was closed.
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
