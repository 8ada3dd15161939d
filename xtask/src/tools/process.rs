//! Long-running programs: each in a process group of its own, so that
//! ending one ends whatever it started, and none outlives this command.

use std::{
    io::Read,
    os::unix::process::CommandExt,
    process::{Child, Command, ExitStatus, Stdio, exit},
    sync::{Mutex, MutexGuard, PoisonError},
    thread::{JoinHandle, sleep, spawn},
    time::{Duration, Instant},
};

use anyhow::{Context, Result, bail};
use nix::{
    sys::signal::{Signal, killpg},
    unistd::Pid,
};
use xshell::Cmd;

use crate::tools::ports;

/// How often a condition is looked at again.
const TICK: Duration = Duration::from_millis(150);

/// How long a program may take to end by itself when asked to.
const GRACE: Duration = Duration::from_secs(5);

/// The process groups to end when a signal ends this command.
static RUNNING: Mutex<Vec<Pid>> = Mutex::new(Vec::new());

fn running() -> MutexGuard<'static, Vec<Pid>> {
    RUNNING.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Lets Ctrl-C, SIGTERM and SIGHUP end the running programs before this one.
pub(crate) fn end_with_this_command() -> Result<()> {
    ctrlc::set_handler(|| {
        let groups = std::mem::take(&mut *running());
        for group in &groups {
            let _ = killpg(*group, Signal::SIGTERM);
        }
        let deadline = Instant::now() + GRACE;
        while groups.iter().any(|group| is_alive(*group)) && Instant::now() < deadline {
            sleep(TICK);
        }
        for group in groups {
            let _ = killpg(group, Signal::SIGKILL);
        }
        exit(130);
    })
    .context("Ctrl-C cannot be handled")
}

/// Whether a process of the group is left. Ended ones that nobody has waited
/// for count as well, so this may wait a little longer than needed.
fn is_alive(group: Pid) -> bool {
    killpg(group, None).is_ok()
}

/// A running program; dropping it ends it and all that it started.
pub(crate) struct Running {
    name: &'static str,
    process: Child,
    group: Pid,
}

impl Running {
    /// Starts `command` in its own process group, without standard input.
    pub(crate) fn start(name: &'static str, mut command: Command) -> Result<Self> {
        // Held until the group is listed: a signal in between must not miss it.
        let mut groups = running();
        let process = command
            .stdin(Stdio::null())
            .process_group(0)
            .spawn()
            .with_context(|| format!("{name} cannot be started"))?;
        let group = Pid::from_raw(
            process
                .id()
                .try_into()
                .context("a process id out of range")?,
        );
        groups.push(group);
        Ok(Self {
            name,
            process,
            group,
        })
    }

    /// Waits until the program has ended by itself.
    pub(crate) fn wait(&mut self) -> Result<ExitStatus> {
        let status = self.process.wait()?;
        while self.is_ended_by_a_signal() {
            sleep(TICK);
        }
        Ok(status)
    }

    /// Fails if the program has ended by itself.
    fn check(&mut self) -> Result<()> {
        match self.process.try_wait()? {
            Some(status) if !self.is_ended_by_a_signal() => bail!(
                "{} ended by itself ({status}): its last lines say why",
                self.name
            ),
            _ => Ok(()),
        }
    }

    /// Whether a signal's handler took the list. It ends this command as well,
    /// so this is no failure to report.
    fn is_ended_by_a_signal(&self) -> bool {
        !running().contains(&self.group)
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        let _ = killpg(self.group, Signal::SIGTERM);
        let deadline = Instant::now() + GRACE;
        while is_alive(self.group) && Instant::now() < deadline {
            // Collects the leader, without which its group never counts as gone.
            let _ = self.process.try_wait();
            sleep(TICK);
        }
        let _ = killpg(self.group, Signal::SIGKILL);
        let _ = self.process.wait();
        running().retain(|group| *group != self.group);
    }
}

/// Prints the command, and waits until it has succeeded.
pub(crate) fn run(command: Cmd<'_>) -> Result<()> {
    let line = command.to_string();
    eprintln!("$ {line}");
    let mut running = Running::start("it", command.into()).with_context(|| format!("`{line}`"))?;
    let status = running.wait()?;
    if !status.success() {
        bail!("`{line}` failed ({status})");
    }
    Ok(())
}

/// The output of a program.
pub(crate) struct Output {
    pub(crate) success: bool,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

/// Runs a program silently, and ends it if it takes longer than `limit`: None then.
pub(crate) fn output_within(limit: Duration, mut command: Command) -> Result<Option<Output>> {
    command.stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut running = Running::start("it", command)?;
    // Read side by side: a program waits once a pipe of it is full.
    let output = read(running.process.stdout.take());
    let errors = read(running.process.stderr.take());
    let deadline = Instant::now() + limit;
    let status = loop {
        if let Some(status) = running.process.try_wait()? {
            break status;
        }
        if Instant::now() > deadline {
            return Ok(None);
        }
        sleep(TICK);
    };
    Ok(Some(Output {
        success: status.success(),
        stdout: output.join().unwrap_or_default(),
        stderr: errors.join().unwrap_or_default(),
    }))
}

fn read(pipe: Option<impl Read + Send + 'static>) -> JoinHandle<String> {
    spawn(move || {
        let mut bytes = Vec::new();
        if let Some(mut pipe) = pipe {
            // What came before an error is all there is.
            let _ = pipe.read_to_end(&mut bytes);
        }
        String::from_utf8_lossy(&bytes).into_owned()
    })
}

/// Waits until `path` on `port` answers with a status that `ready` accepts;
/// fails as soon as one of the programs ends.
pub(crate) fn wait_for(
    port: u16,
    path: &str,
    ready: fn(u16) -> bool,
    programs: &mut [&mut Running],
) -> Result<()> {
    while !ports::status(port, path).is_some_and(ready) {
        programs
            .iter_mut()
            .try_for_each(|program| program.check())?;
        sleep(TICK);
    }
    Ok(())
}

/// Returns an error when the first of the programs ends.
pub(crate) fn watch(programs: &mut [&mut Running]) -> Result<()> {
    loop {
        programs
            .iter_mut()
            .try_for_each(|program| program.check())?;
        sleep(TICK);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shell(script: &str) -> Command {
        let mut command = Command::new("sh");
        command.args(["-c", script]);
        command
    }

    #[test]
    fn output_comes_with_the_exit_status() -> Result<()> {
        let output = output_within(GRACE, shell("echo out; echo err >&2; exit 3"))?;
        let output = output.context("it took too long")?;
        assert_eq!(
            (output.success, &*output.stdout, &*output.stderr),
            (false, "out\n", "err\n")
        );
        Ok(())
    }

    #[test]
    fn a_program_that_never_ends_is_ended() -> Result<()> {
        assert!(output_within(TICK, shell("while :; do :; done"))?.is_none());
        Ok(())
    }
}
