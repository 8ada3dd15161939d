//! When a session is locked: after a while without its user, at the latest after
//! a number of hours, and when it is asked for.
//!
//! It is a defence beside others: anyone who controls the browser can stop its clock. The
//! API knows nothing of it.

use std::time::Duration;

/// How long a session may last.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    idle: Duration,
    lifetime: Duration,
}

/// How long before a lock the user is warned. OWASP ASVS and WCAG 2.2.1 ask for
/// 20 seconds at least.
pub const WARNING: Duration = Duration::from_secs(60);

/// The longest that nothing is looked at. Clocks leap, and machines sleep.
const POLL_INTERVAL: Duration = Duration::from_secs(20);

impl Limits {
    /// Limits of a host's own; by default 15 minutes without the user, and 12 hours
    /// in all. A warning comes before either, so that neither is below twice its length.
    pub fn new(idle: Option<Duration>, lifetime: Option<Duration>) -> Self {
        let least = WARNING * 2;
        Self {
            idle: idle.unwrap_or(Duration::from_mins(15)).max(least),
            lifetime: lifetime.unwrap_or(Duration::from_hours(12)).max(least),
        }
    }
}

impl Default for Limits {
    fn default() -> Self {
        Self::new(None, None)
    }
}

/// What two clocks show at one time, in milliseconds.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Clocks {
    /// The time of day. It advances while the machine sleeps, and may be put
    /// forward or back.
    pub wall: f64,
    /// The time since the page was opened. It never goes back, and may stand
    /// still while the machine sleeps.
    pub steady: f64,
}

impl Clocks {
    /// How long ago that was: what the clock says that went further, so that
    /// neither sleep nor a clock that was put back makes a session longer.
    fn since(self, then: Self) -> Duration {
        let millis = (self.wall - then.wall).max(self.steady - then.steady);
        Duration::try_from_secs_f64(millis / 1000.0).unwrap_or_default()
    }
}

/// Why the user has to sign in again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// Nobody did anything for as long as is allowed.
    Idle,
    /// The session lasted for as long as is allowed.
    Lifetime,
    /// The user asked for it, perhaps in another tab.
    Asked,
    /// The page was left and may have been kept by the browser.
    Left,
}

impl Reason {
    /// The message on the sign-in form.
    pub fn text(self) -> &'static str {
        match self {
            Self::Idle => "Locked after inactivity. Sign in to continue where you left off.",
            Self::Lifetime => {
                "Locked at the session's time limit. Sign in to continue where you left off."
            }
            Self::Asked => "Locked. Sign in to continue where you left off.",
            Self::Left => {
                "Locked because you left the page. Sign in to continue where you left off."
            }
        }
    }
}

/// What is to be done now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum IdleStatus {
    /// Nothing, and look again after this long.
    Fine(Duration),
    /// Warn that it is locked after this long, and look again in a second.
    Warn(Reason, Duration),
    /// Lock.
    Lock(Reason),
}

/// The watch over one session.
#[derive(Clone, Copy, Debug)]
pub struct IdleWatch {
    limits: Limits,
    began: Clocks,
    seen: Clocks,
}

impl IdleWatch {
    /// A session that begins now.
    pub fn new(limits: Limits, now: Clocks) -> Self {
        Self {
            limits,
            began: now,
            seen: now,
        }
    }

    /// The user did something. Once a lock is due that is too late.
    pub fn touch(&mut self, now: Clocks, is_busy: bool) {
        if !matches!(self.verdict(now, is_busy), IdleStatus::Lock(_)) {
            self.seen = now;
        }
    }

    /// What is to be done at that time. While the console is busy with a change, the
    /// user may be away; afterwards that time counts.
    pub fn verdict(&self, now: Clocks, is_busy: bool) -> IdleStatus {
        let lived = now.since(self.began);
        let rested = now.since(self.seen);
        let until = |limit: Duration, spent: Duration| limit.saturating_sub(spent);
        let idle = (until(self.limits.idle, rested), Reason::Idle);
        let end = (until(self.limits.lifetime, lived), Reason::Lifetime);
        // What cannot be put off counts where both come at once.
        let (left, reason) = if idle.0 < end.0 && !is_busy {
            idle
        } else {
            end
        };
        if left.is_zero() {
            IdleStatus::Lock(reason)
        } else if left <= WARNING {
            IdleStatus::Warn(reason, left)
        } else {
            IdleStatus::Fine((left - WARNING).min(POLL_INTERVAL))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const START: Clocks = Clocks {
        wall: 1.0e12,
        steady: 500.0,
    };

    fn after(seconds: f64) -> Clocks {
        Clocks {
            wall: START.wall + seconds * 1000.0,
            steady: START.steady + seconds * 1000.0,
        }
    }

    fn watch() -> IdleWatch {
        IdleWatch::new(Limits::default(), START)
    }

    const MINUTE: f64 = 60.0;

    #[test]
    fn an_idle_session_is_warned_of_and_then_locked() {
        let seconds = Duration::from_secs;
        let at = |time| watch().verdict(after(time), false);
        assert_eq!(at(0.0), IdleStatus::Fine(POLL_INTERVAL));
        assert_eq!(at(13.9 * MINUTE), IdleStatus::Fine(seconds(6)));
        assert_eq!(
            at(14.0 * MINUTE),
            IdleStatus::Warn(Reason::Idle, seconds(60))
        );
        assert_eq!(
            at(14.5 * MINUTE),
            IdleStatus::Warn(Reason::Idle, seconds(30))
        );
        assert_eq!(at(15.0 * MINUTE), IdleStatus::Lock(Reason::Idle));
    }

    #[test]
    fn doing_something_puts_it_off_but_not_beyond_the_lifetime() {
        let mut watch = watch();
        for tenth in 1..72 {
            watch.touch(after(f64::from(tenth) * 10.0 * MINUTE), false);
        }
        let hours = |hours: f64| after(hours * 60.0 * MINUTE);
        assert_eq!(
            watch.verdict(after(711.0 * MINUTE), false),
            IdleStatus::Fine(POLL_INTERVAL)
        );
        watch.touch(after(719.0 * MINUTE), false);
        assert!(matches!(
            watch.verdict(after(719.5 * MINUTE), false),
            IdleStatus::Warn(Reason::Lifetime, _)
        ));
        assert_eq!(
            watch.verdict(hours(12.0), false),
            IdleStatus::Lock(Reason::Lifetime)
        );
        watch.touch(hours(12.0), false);
        assert_eq!(
            watch.verdict(hours(12.0), false),
            IdleStatus::Lock(Reason::Lifetime)
        );
    }

    #[test]
    fn it_is_too_late_once_a_lock_is_due() {
        let mut watch = watch();
        watch.touch(after(16.0 * MINUTE), false);
        assert_eq!(
            watch.verdict(after(16.0 * MINUTE), false),
            IdleStatus::Lock(Reason::Idle)
        );
    }

    #[test]
    fn neither_sleep_nor_a_clock_put_back_makes_it_longer() {
        // Asleep, one clock stood still.
        let woken = Clocks {
            steady: START.steady,
            ..after(20.0 * MINUTE)
        };
        assert_eq!(
            watch().verdict(woken, false),
            IdleStatus::Lock(Reason::Idle)
        );
        // Put back by a day.
        let put_back = Clocks {
            wall: START.wall - 86_400_000.0,
            ..after(20.0 * MINUTE)
        };
        assert_eq!(
            watch().verdict(put_back, false),
            IdleStatus::Lock(Reason::Idle)
        );
        // Put back, and nothing else.
        let odd = Clocks {
            wall: START.wall - 86_400_000.0,
            ..START
        };
        assert_eq!(watch().verdict(odd, false), IdleStatus::Fine(POLL_INTERVAL));
    }

    #[test]
    fn limits_leave_room_for_the_warning() {
        let none = IdleWatch::new(
            Limits::new(Some(Duration::ZERO), Some(Duration::ZERO)),
            START,
        );
        assert!(matches!(
            none.verdict(after(0.0), false),
            IdleStatus::Fine(_)
        ));
        assert!(matches!(
            none.verdict(after(90.0), false),
            IdleStatus::Warn(..)
        ));
    }

    #[test]
    fn a_running_change_puts_it_off_until_its_end_but_not_beyond_the_lifetime() {
        let mut watch = watch();
        let late = after(16.0 * MINUTE);
        assert_eq!(watch.verdict(late, true), IdleStatus::Fine(POLL_INTERVAL));
        assert_eq!(watch.verdict(late, false), IdleStatus::Lock(Reason::Idle));
        // The user who comes back before the end goes on.
        watch.touch(late, true);
        assert_eq!(watch.verdict(late, false), IdleStatus::Fine(POLL_INTERVAL));
        assert_eq!(
            watch.verdict(after(721.0 * MINUTE), true),
            IdleStatus::Lock(Reason::Lifetime)
        );
    }
}
