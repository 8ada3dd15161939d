//! The servers that commands and checks start.

pub(crate) mod caddy;
pub(crate) mod certificates;
pub(crate) mod dns;
pub(crate) mod fail2ban;
pub(crate) mod host_guard;
pub(crate) mod nginx;
pub(crate) mod portals;
pub(crate) mod stand_in;
pub(crate) mod test_servers;
pub(crate) mod webkit;
pub(crate) mod workers;
