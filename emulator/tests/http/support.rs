//! A stand-in on a port of its own for each test, and a small client for it.

use std::{collections::BTreeMap, thread::JoinHandle};

use emulator::{Emulator, Options, Settings, serve};
use serde_json::{Value, json};
use tokio::sync::oneshot;

/// A running stand-in, stopped when dropped.
pub(crate) struct Server {
    /// `http://127.0.0.1:PORT`.
    pub(crate) url: String,
    agent: ureq::Agent,
    stop: Option<oneshot::Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl Drop for Server {
    fn drop(&mut self) {
        self.stop.take();
        self.thread.take().map(JoinHandle::join);
    }
}

/// What came back.
#[derive(Debug, PartialEq)]
pub(crate) struct Reply {
    pub(crate) status: u16,
    pub(crate) headers: BTreeMap<String, String>,
    pub(crate) text: String,
}

impl Reply {
    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.text).unwrap_or_else(|error| panic!("{error}: {}", self.text))
    }

    /// Status and code of a refusal, after checking the envelope.
    pub(crate) fn refusal(&self) -> (u16, String) {
        let body = self.json();
        let error = body["error"]
            .as_object()
            .unwrap_or_else(|| panic!("{}", self.text));
        assert_eq!(
            error.keys().collect::<Vec<_>>(),
            ["error_code", "error_message"]
        );
        assert!(
            error["error_message"]
                .as_str()
                .is_some_and(|text| !text.is_empty())
        );
        (
            self.status,
            error["error_code"].as_str().unwrap().to_owned(),
        )
    }

    /// The refusal is of this row of the table.
    #[track_caller]
    pub(crate) fn is_refused(&self, code: emulator::cloud::codes::Code) {
        assert_eq!(
            self.refusal(),
            (code.status, code.name.to_owned()),
            "{}",
            self.text
        );
    }

    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).map(String::as_str)
    }
}

impl Server {
    pub(crate) fn with(options: Options) -> Self {
        let emulator = Emulator::new(options).unwrap();
        let (stop, stopped) = oneshot::channel();
        let (tell, address) = std::sync::mpsc::channel();
        let thread = std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread()
                .enable_all()
                .build()
                .unwrap();
            runtime.block_on(async move {
                let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
                tell.send(listener.local_addr().unwrap()).unwrap();
                serve(listener, emulator, async { drop(stopped.await) }).await;
            });
        });
        let config = ureq::Agent::config_builder()
            .http_status_as_error(false)
            .max_redirects(0);
        Self {
            url: format!("http://{}", address.recv().unwrap()),
            agent: config.build().into(),
            stop: Some(stop),
            thread: Some(thread),
        }
    }

    /// The empty scenario with control routes.
    pub(crate) fn empty() -> Self {
        Self::scenario("empty")
    }

    pub(crate) fn scenario(name: &str) -> Self {
        let settings = Settings {
            scenario: name.parse().unwrap(),
            ..Settings::default()
        };
        Self::with(Options {
            settings,
            control: true,
            ..Options::default()
        })
    }

    /// Any request, with headers as given and no others.
    pub(crate) fn send(
        &self,
        method: &str,
        path: &str,
        headers: &[(&str, &str)],
        body: &str,
    ) -> Result<Reply, ureq::Error> {
        let mut request = ureq::http::Request::builder()
            .method(method)
            .uri(format!("{}{path}", self.url));
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let answer = self.agent.run(request.body(body.to_owned()).unwrap())?;
        let status = answer.status().as_u16();
        let text = |value: &ureq::http::HeaderValue| value.to_str().unwrap().to_owned();
        let headers = answer
            .headers()
            .iter()
            .map(|(name, value)| (name.to_string(), text(value)))
            .collect();
        Ok(Reply {
            status,
            headers,
            text: answer.into_body().read_to_string()?,
        })
    }

    /// A request of this account.
    pub(crate) fn call(&self, account: &str, method: &str, path: &str, body: &str) -> Reply {
        let token = format!("Bearer ucat_{account}");
        self.send(method, path, &[("authorization", &token)], body)
            .unwrap()
    }

    pub(crate) fn get(&self, path: &str) -> Reply {
        self.call("demo", "GET", path, "")
    }

    pub(crate) fn post(&self, path: &str, body: &Value) -> Reply {
        self.call("demo", "POST", path, &body.to_string())
    }

    pub(crate) fn patch(&self, path: &str, body: &Value) -> Reply {
        self.call("demo", "PATCH", path, &body.to_string())
    }

    pub(crate) fn put(&self, path: &str, body: &Value) -> Reply {
        self.call("demo", "PUT", path, &body.to_string())
    }

    pub(crate) fn delete(&self, path: &str) -> Reply {
        self.call("demo", "DELETE", path, "")
    }

    /// A control request.
    pub(crate) fn control(&self, method: &str, path: &str, body: &Value) -> Reply {
        self.send(
            method,
            &format!("/__emulator/{path}"),
            &[],
            &body.to_string(),
        )
        .unwrap()
    }

    /// The id of the network of this name, whoever owns it.
    pub(crate) fn network(&self, name: &str) -> String {
        let state = self.control("GET", "state", &Value::Null).json();
        let networks = state["networks"].as_array().unwrap();
        let found = networks.iter().find(|network| network["name"] == name);
        found.unwrap_or_else(|| panic!("no network {name}"))["uuid"]
            .as_str()
            .unwrap()
            .to_owned()
    }

    /// Creates a peering of this account between networks of these names and gives its path.
    pub(crate) fn peer(&self, account: &str, local: &str, peer: &str) -> String {
        let body = between(&self.network(local), &self.network(peer));
        let reply = self.call(account, "POST", "/1.3/network-peering", &body.to_string());
        assert_eq!(reply.status, 201, "{}", reply.text);
        path_of(&reply)
    }

    /// `state` of the peering at this path.
    pub(crate) fn state(&self, account: &str, path: &str) -> String {
        let reply = self.call(account, "GET", path, "");
        assert_eq!(reply.status, 200, "{}", reply.text);
        reply.json()["network_peering"]["state"]
            .as_str()
            .unwrap()
            .to_owned()
    }

    pub(crate) fn configure(&self, account: &str, path: &str, status: &str) -> Reply {
        let body = json!({ "network_peering": { "configured_status": status } });
        let reply = self.call(account, "PATCH", path, &body.to_string());
        assert_eq!(reply.status, 200, "{}", reply.text);
        reply
    }
}

/// A body that creates a peering.
pub(crate) fn between(local: &str, peer: &str) -> Value {
    json!({ "network_peering": {
        "name": "a link", "network": { "uuid": local }, "peer_network": { "uuid": peer },
    } })
}

pub(crate) fn path_of(reply: &Reply) -> String {
    let uuid = reply.json()["network_peering"]["uuid"]
        .as_str()
        .unwrap()
        .to_owned();
    format!("/1.3/network-peering/{uuid}")
}

/// Names of the objects in a list answer.
pub(crate) fn names(reply: &Reply, outer: &str, inner: &str) -> Vec<String> {
    assert_eq!(reply.status, 200, "{}", reply.text);
    let body = reply.json();
    let list = body[outer][inner].as_array().unwrap();
    let mut names: Vec<_> = list
        .iter()
        .map(|one| one["name"].as_str().unwrap().to_owned())
        .collect();
    names.sort();
    names
}
