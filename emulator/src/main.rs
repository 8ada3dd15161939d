//! The command-line program.

use std::{net::SocketAddr, process::ExitCode};

use emulator::{
    Emulator, Options,
    args::{Command, HELP, parse},
    serve,
};
use tokio::{
    net::TcpListener,
    signal::unix::{SignalKind, signal},
};

fn main() -> ExitCode {
    let result = match parse(std::env::args_os().skip(1)) {
        Ok(Command::Help) => {
            print!("{HELP}");
            Ok(())
        }
        Ok(Command::Serve(address, options)) => run(address, *options),
        Err(error) => Err(format!("{error}; see --help")),
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("emulator: {error}");
            ExitCode::FAILURE
        }
    }
}

fn run(address: SocketAddr, options: Options) -> Result<(), String> {
    let runtime = tokio::runtime::Runtime::new().map_err(|error| error.to_string())?;
    runtime.block_on(async {
        let listen_error = |error| format!("cannot listen on {address}: {error}");
        let site = options.site.as_ref();
        let base = site.map_or("/1.3/", |site| &site.base).to_owned();
        let emulator = Emulator::new(options)?;
        let listener = TcpListener::bind(address).await.map_err(listen_error)?;
        let bound = listener.local_addr().map_err(listen_error)?;
        println!("listening on http://{bound}{base}");
        serve(listener, emulator, stop_signal()).await;
        Ok(())
    })
}

/// Ctrl-C or SIGTERM.
async fn stop_signal() {
    let Ok(mut terminate) = signal(SignalKind::terminate()) else {
        return std::future::pending().await;
    };
    tokio::select! {
        _ = tokio::signal::ctrl_c() => {}
        _ = terminate.recv() => {}
    }
}
