//! `cargo xtask start`: the console with an API behind it, from a fresh clone.

use std::ffi::OsString;

use anyhow::{Result, bail};
use lexopt::{Arg, Parser, ValueExt};
use xshell::{Shell, cmd};

use crate::build::site;
use crate::servers::{host_guard, stand_in};
use crate::tools::process::Running;
use crate::tools::say::say;
use crate::tools::{cargo, ports, process, workspace};

pub(crate) const HELP: &str = "\
cargo xtask start [FLAGS] [-- STAND-IN FLAGS]

Installs what is missing, then runs the console and the stand-in API behind it.
Ctrl-C ends both.

  --port N        the console's port [8080]
  --api-port N    the stand-in's port [9000]
  --upstream URL  this API instead of the stand-in, such as https://api.upcloud.com;
                  requests that name another host than this machine are refused";

/// Kept apart from dist/, which holds the production build.
const DIST: &str = "target/start";

/// The flags of the command line.
#[derive(Debug, PartialEq, Eq)]
struct Options {
    port: u16,
    api_port: u16,
    upstream: Option<String>,
    stand_in: Vec<OsString>,
}

/// Runs until a signal or one of the programs ends it.
pub(crate) fn run(args: Parser) -> Result<()> {
    let options = parse(args)?;
    ports::require_free(options.port, "--port")?;
    if options.upstream.is_none() {
        ports::require_free(options.api_port, "--api-port")?;
    }

    let shell = workspace::shell()?;
    require_no_other_proxy(&shell)?;
    // Once trunk is there, it finds all of this compiled.
    cargo::ensure_build_while(&shell, || {
        if options.upstream.is_none() {
            stand_in::build(&shell)?;
        }
        site::precompile(&shell)
    })?;
    match &options.upstream {
        Some(upstream) => with_upstream(&shell, &options, upstream),
        None => with_stand_in(&shell, &options),
    }
}

fn with_stand_in(shell: &Shell, options: &Options) -> Result<()> {
    // Slow enough for a person to see a peering change; a flag given later counts.
    let mut flags = ["--provisioning-delay", "3s"].map(OsString::from).to_vec();
    flags.extend_from_slice(&options.stand_in);
    stand_in::build(shell)?;
    let mut stand_in = stand_in::run(shell, options.api_port, &flags)?;
    let backend = format!("http://127.0.0.1:{}", options.api_port);
    // A proxy of the company's has no way to this machine's own address.
    let mut console = start_console(
        shell,
        options.port,
        &backend,
        Some("--proxy-no-system-proxy"),
    )?;
    wait_for_console(options.port, &mut [&mut stand_in, &mut console])?;
    println!(
        "\n  console  http://127.0.0.1:{}/\n  sign in  username demo, password demo\n  API      the stand-in, {backend}/1.3/\n\nCtrl-C ends both.",
        options.port
    );
    process::watch(&mut [&mut stand_in, &mut console])
}

fn with_upstream(shell: &Shell, options: &Options, upstream: &str) -> Result<()> {
    // Other sites must not reach the account's API by this machine's address.
    let [inner] = ports::free_ports()?;
    host_guard::listen(options.port, inner)?;
    let mut console = start_console(shell, inner, upstream, None)?;
    wait_for_console(options.port, &mut [&mut console])?;
    match ports::status(options.port, "/1.3/zone") {
        // Without credentials, as this is asked.
        Some(200 | 401) => {}
        answer => bail!(
            "{upstream} does not answer as the API does ({answer:?}): is it right, and is this machine online?"
        ),
    }
    println!(
        "\n  console  http://127.0.0.1:{}/\n  sign in  an API account of yours: changes are real\n  API      {upstream}/1.3/\n\nCtrl-C ends it.",
        options.port
    );
    process::watch(&mut [&mut console])
}

fn start_console(shell: &Shell, port: u16, api: &str, proxy: Option<&str>) -> Result<Running> {
    say("building the console: minutes the first time, seconds after an edit");
    let backend = format!("{api}/1.3/");
    let port = port.to_string();
    // trunk wants the folder to be there before it watches around it.
    shell.create_dir(DIST)?;
    let command = cmd!(
        shell,
        "trunk serve --address 127.0.0.1 --port {port} --disable-address-lookup --dist {DIST} --proxy-backend {backend} --proxy-rewrite /1.3/ {proxy...}"
    )
    .envs(cargo::trunk_env());
    Running::start("trunk", command.into())
}

/// trunk listens once its first build is through. If that failed it answers
/// with no page until an edit fixes it.
fn wait_for_console(port: u16, programs: &mut [&mut Running]) -> Result<()> {
    process::wait_for(port, "/", |_| true, programs)?;
    if ports::status(port, "/") != Some(200) {
        say("the console does not build: fix the errors above, each edit tries again");
    }
    process::wait_for(port, "/", |status| status == 200, programs)
}

/// Two proxies of one path end trunk with a panic that does not name the cause.
fn require_no_other_proxy(shell: &Shell) -> Result<()> {
    if shell.read_file("Trunk.toml")?.contains("[[prox") {
        bail!(
            "Trunk.toml holds a proxy: take it out, `cargo xtask start` sets the one that is needed"
        );
    }
    Ok(())
}

fn parse(mut args: Parser) -> Result<Options> {
    let mut options = Options {
        port: 8080,
        api_port: 9000,
        upstream: None,
        stand_in: Vec::new(),
    };
    loop {
        // Looked at first, since the parser drops the `--` that it passes.
        if let Some(mut rest) = args.try_raw_args()
            && rest.next_if(|arg| arg == "--").is_some()
        {
            options.stand_in = rest.collect();
            return Ok(options);
        }
        match args.next()? {
            Some(Arg::Long("port")) => options.port = args.value()?.parse()?,
            Some(Arg::Long("api-port")) => options.api_port = args.value()?.parse()?,
            Some(Arg::Long("upstream")) => {
                options.upstream = Some(upstream(&args.value()?.string()?)?);
            }
            Some(other) => return Err(other.unexpected().into()),
            None => return Ok(options),
        }
    }
}

/// The address of an API without the part that every path begins with.
fn upstream(url: &str) -> Result<String> {
    let base = url.trim_end_matches('/');
    let base = base.strip_suffix("/1.3").unwrap_or(base);
    if !base.starts_with("https://") && !base.starts_with("http://") {
        bail!("--upstream wants an address such as https://api.upcloud.com, not {url:?}");
    }
    Ok(base.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(args: &[&str]) -> Option<Options> {
        parse(Parser::from_args(args)).ok()
    }

    #[test]
    fn what_follows_two_dashes_is_the_stand_ins() {
        let expected = Options {
            port: 8081,
            api_port: 9000,
            upstream: None,
            stand_in: vec!["--scenario".into(), "many".into(), "--port".into()],
        };
        let args = ["--port", "8081", "--", "--scenario", "many", "--port"];
        assert_eq!(parsed(&args), Some(expected));
    }

    #[test]
    fn an_unknown_flag_is_refused() {
        assert!(parse(Parser::from_args(["--prot", "1"])).is_err());
        assert!(parse(Parser::from_args(["--port", "many"])).is_err());
    }

    #[test]
    fn an_upstream_is_an_address_without_the_version() {
        let cases = [
            ("https://api.upcloud.com", Some("https://api.upcloud.com")),
            (
                "https://api.upcloud.com/1.3/",
                Some("https://api.upcloud.com"),
            ),
            ("http://127.0.0.1:9000/", Some("http://127.0.0.1:9000")),
            ("api.upcloud.com", None),
        ];
        for (url, expected) in cases {
            assert_eq!(upstream(url).ok().as_deref(), expected, "{url}");
        }
    }
}
