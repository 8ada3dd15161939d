//! A stand-in on its own port for each test, and a small client.

use std::{
    collections::BTreeMap,
    io::{Read, Write},
    net::TcpStream,
    thread::JoinHandle,
};

use emulator::{Emulator, Options, Settings, serve};
use serde_json::{Value, json};
use tokio::sync::oneshot;

/// The credentials of the account demo.
pub(crate) const DEMO: [(&str, &str); 1] = [("authorization", "Bearer ucat_demo")];

/// The header of control requests.
pub(crate) const CONTROL: [(&str, &str); 1] = [("x-emulator-control", "1")];

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

    /// Status and code of a refusal. Checks the envelope.
    pub(crate) fn refusal(&self) -> (u16, String) {
        let body = self.json();
        let error = body["error"].as_object().expect(&self.text);
        let keys: Vec<_> = error.keys().collect();
        assert_eq!(keys, ["error_code", "error_message"]);
        assert_ne!(error["error_message"].as_str().unwrap(), "");
        let code = error["error_code"].as_str().unwrap();
        (self.status, code.to_owned())
    }

    #[track_caller]
    pub(crate) fn is_refused(&self, code: emulator::cloud::codes::Code) {
        let expected = (code.status, code.name.to_owned());
        assert_eq!(self.refusal(), expected, "{}", self.text);
    }

    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).map(String::as_str)
    }
}

impl Server {
    pub(crate) fn with(options: Options) -> Self {
        let emulator = Emulator::new(options).unwrap();
        let (stop, stopped) = oneshot::channel();
        let (address_sender, address) = std::sync::mpsc::channel();
        let thread = std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread()
                .enable_all()
                .build()
                .unwrap();
            runtime.block_on(async move {
                let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
                address_sender.send(listener.local_addr().unwrap()).unwrap();
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

    /// A request with these headers and no others.
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
        let response = self.agent.run(request.body(body.to_owned()).unwrap())?;
        let headers = response.headers().iter();
        let headers = headers.map(|(name, value)| {
            let value = value.to_str().unwrap();
            (name.to_string(), value.to_owned())
        });
        Ok(Reply {
            status: response.status().as_u16(),
            headers: headers.collect(),
            text: response.into_body().read_to_string()?,
        })
    }

    /// All that the server sends on the connection of a request with these headers.
    pub(crate) fn receive(
        &self,
        method: &str,
        path: &str,
        headers: &[(&str, &str)],
        body: &str,
    ) -> String {
        let address = self.url.trim_start_matches("http://");
        let mut request = format!("{method} {path} HTTP/1.1\r\nHost: {address}\r\n");
        for (name, value) in headers {
            request += &format!("{name}: {value}\r\n");
        }
        request += &format!("Content-Length: {}\r\n\r\n{body}", body.len());
        let mut connection = TcpStream::connect(address).unwrap();
        connection.write_all(request.as_bytes()).unwrap();
        let mut received = String::new();
        connection.read_to_string(&mut received).unwrap();
        received
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
        let path = format!("/__emulator/{path}");
        self.send(method, &path, &CONTROL, &body.to_string())
            .unwrap()
    }

    pub(crate) fn control_state(&self) -> Value {
        self.control("GET", "state", &Value::Null).json()
    }

    /// Plans a fault or a list of faults.
    pub(crate) fn plan(&self, faults: &Value) {
        let reply = self.control("POST", "faults", faults);
        assert_eq!(reply.status, 204, "{}", reply.text);
    }

    /// The number of peerings of all accounts.
    pub(crate) fn peering_count(&self) -> usize {
        self.control_state()["peerings"].as_array().unwrap().len()
    }

    /// The id of the network with this name, of any account.
    pub(crate) fn network(&self, name: &str) -> String {
        let state = self.control_state();
        let mut networks = state["networks"].as_array().unwrap().iter();
        let found = networks.find(|network| network["name"] == name);
        found.expect(name)["uuid"].as_str().unwrap().to_owned()
    }

    /// Creates a peering between the networks with these names and returns its path.
    pub(crate) fn peer(&self, account: &str, local: &str, peer: &str) -> String {
        let body = peering_body(&self.network(local), &self.network(peer));
        let reply = self.call(account, "POST", "/1.3/network-peering", &body.to_string());
        assert_eq!(reply.status, 201, "{}", reply.text);
        path_of(&reply)
    }

    /// `state` of the peering at this path.
    pub(crate) fn state(&self, account: &str, path: &str) -> String {
        let reply = self.call(account, "GET", path, "");
        assert_eq!(reply.status, 200, "{}", reply.text);
        let state = reply.json()["network_peering"]["state"].clone();
        state.as_str().unwrap().to_owned()
    }

    pub(crate) fn configure(&self, account: &str, path: &str, status: &str) -> Reply {
        let body = json!({ "network_peering": { "configured_status": status } });
        let reply = self.call(account, "PATCH", path, &body.to_string());
        assert_eq!(reply.status, 200, "{}", reply.text);
        reply
    }
}

pub(crate) fn peering_body(local: &str, peer: &str) -> Value {
    json!({ "network_peering": {
        "name": "a link", "network": { "uuid": local }, "peer_network": { "uuid": peer },
    } })
}

/// A body that creates a peering from hel-app to fra-db.
pub(crate) fn creation(server: &Server) -> String {
    peering_body(&server.network("hel-app"), &server.network("fra-db")).to_string()
}

pub(crate) fn path_of(reply: &Reply) -> String {
    let uuid = reply.json()["network_peering"]["uuid"].clone();
    format!("/1.3/network-peering/{}", uuid.as_str().unwrap())
}

/// The sorted names of the objects in a list.
pub(crate) fn names(reply: &Reply, outer: &str, inner: &str) -> Vec<String> {
    assert_eq!(reply.status, 200, "{}", reply.text);
    let list = reply.json()[outer][inner].clone();
    let objects = list.as_array().unwrap().iter();
    let mut names: Vec<_> = objects
        .map(|object| object["name"].as_str().unwrap().to_owned())
        .collect();
    names.sort();
    names
}

/// Creates a peering from hel-app to fra-db, with changes to the body.
pub(crate) fn create(server: &Server, change: impl FnOnce(&mut Value)) -> Reply {
    let mut body = peering_body(&server.network("hel-app"), &server.network("fra-db"));
    change(&mut body["network_peering"]);
    server.post("/1.3/network-peering", &body)
}
