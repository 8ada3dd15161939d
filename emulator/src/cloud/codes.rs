//! The error codes of the stand-in, in one table.

/// How a row of the table is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Basis {
    /// Code and status are published or were seen in real responses.
    Sourced,
    /// The code exists in UpCloud's Go SDK; its status, or its use for this mistake, is a guess.
    StatusGuessed,
    /// The code itself is invented, modelled on similar ones.
    Guess,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Code {
    /// `error_code` of the body.
    pub name: &'static str,
    /// HTTP status, 400 to 599.
    pub status: u16,
    pub basis: Basis,
    /// When the stand-in responds with it.
    pub when: &'static str,
}

macro_rules! codes {
    ($($name:ident $status:literal $basis:ident $when:literal;)*) => {
        $(
            #[doc = $when]
            pub const $name: Code =
                Code { name: stringify!($name), status: $status, basis: Basis::$basis, when: $when };
        )*
        pub const ALL: &[Code] = &[$($name),*];
    };
}

codes! {
    AUTHENTICATION_REQUIRED 401 Sourced "no `Authorization` header";
    AUTHENTICATION_FAILED 401 Sourced "wrong user name or password; for a wrong token the code is a guess";
    NOT_FOUND 404 Sourced "unknown path, with valid credentials";
    METHOD_NOT_ALLOWED 405 Sourced "known path, wrong verb";
    REQUEST_INVALID 400 StatusGuessed "body is not JSON, lacks the wrapper object, or an attribute is of the wrong kind";
    UNKNOWN_ATTRIBUTE 400 StatusGuessed "body has an attribute that the operation does not know";
    NAME_INVALID 400 StatusGuessed "peering or router name missing or not of 1 to 255 characters";
    INVALID_LABEL_KEY 400 StatusGuessed "label key not of 2 to 32 printable ASCII characters, with `=`, or a system label that is new or changed";
    INVALID_LABEL_VALUE 400 StatusGuessed "label value missing, not text or over 255 characters";
    DUPLICATE_LABEL_KEYS 400 StatusGuessed "two label keys that differ at most in case";
    NETWORK_INVALID 400 StatusGuessed "malformed network uuid in a body, or a network peered with itself";
    NETWORK_TYPE_INVALID 400 StatusGuessed "a network to be peered or created is not `private`";
    NETWORK_NOT_FOUND 404 Sourced "network unknown or another account's";
    NETWORK_FORBIDDEN 403 StatusGuessed "changing or deleting a network that belongs to UpCloud";
    NETWORK_NOT_EMPTY 409 StatusGuessed "deleting a network with servers attached";
    NETWORK_NAME_MISSING 400 StatusGuessed "network created without a name";
    NETWORK_NAME_INVALID 400 StatusGuessed "network name not of 1 to 255 characters";
    NETWORK_ROUTER_ZONE_CONFLICT 409 Sourced "attaching networks of different zones to one router";
    ZONE_MISSING 400 StatusGuessed "network created without a zone";
    ZONE_NOT_FOUND 404 StatusGuessed "unknown zone";
    ADDRESS_MISSING 400 StatusGuessed "network created without an address range";
    ADDRESS_INVALID 400 StatusGuessed "address range malformed, of the wrong family or size, reserved, or changed after creation";
    PEERING_NOT_FOUND 404 Sourced "peering unknown or another account's";
    PEER_NETWORK_NOT_FOUND 404 Sourced "peer network exists in no account";
    LOCAL_NETWORK_NO_ROUTER 409 Sourced "local network has no router when the peering is created";
    PEERING_CONFLICT 409 Sourced "a peering in this direction exists already";
    INTERZONE_PEERING_NOT_SUPPORTED 409 Sourced "zones too far apart";
    PEERING_NOT_DISABLED 409 StatusGuessed "deleting a peering whose state is not `disabled`";
    NETWORK_PEERING_LIMIT_REACHED 403 Guess "creating more peerings than `resource_limits.network_peerings`";
    ROUTER_NOT_FOUND 404 StatusGuessed "router unknown or another account's";
    ROUTER_NAME_MISSING 400 StatusGuessed "router created without a name";
    ROUTER_ATTACHED 409 Sourced "deleting a router with attached networks";
    INVALID_ROUTE 400 StatusGuessed "static route is not an address range";
    NEXTHOP_INVALID 400 StatusGuessed "next hop is neither an address nor `no-nexthop`";
    ACTION_FORBIDDEN 403 StatusGuessed "changing, deleting or attaching to a service router";
    GENERAL_FAILURE 500 StatusGuessed "an injected fault with no body of its own";
}
