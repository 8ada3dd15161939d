//! When what is on the screen is read again, and how much of it.

use std::time::Duration;

use crate::model::{ids::PeeringId, peering::Peering, state::State};

const IN_TRANSITION: Duration = Duration::from_secs(3);
const STEADY: Duration = Duration::from_secs(30);
/// Reading takes at most one part in this many of the time.
const SHARE: u32 = 20;
/// The longest wait: what follows a reading that took as long as a request may.
/// One during which the machine slept or its clock was set seems to have taken
/// hours, and must not keep the next one away for days.
const LONGEST: Duration = Duration::from_mins(10);
/// Up to this many peerings are always read as a whole: one small answer costs
/// less than several of one peering each.
const SMALL_LIST: usize = 200;
/// More objects than this are not read one by one.
const MAX_SINGLES: usize = 8;

/// How long to wait before reading again, where the last reading took `took`.
pub fn interval(any_in_transition: bool, took: Duration) -> Duration {
    let base = if any_in_transition {
        IN_TRANSITION
    } else {
        STEADY
    };
    base.max(took.saturating_mul(SHARE)).min(LONGEST)
}

/// Shortens a wait by up to a tenth, so that windows that read at the same moment do not
/// stay together. `random` is from 0 to 1.
pub fn spread(wait: Duration, random: f64) -> Duration {
    let tenth = wait.as_secs() as f64 * 100.0;
    wait.saturating_sub(Duration::from_millis((tenth * random.min(1.0)) as u64))
}

/// What to read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Scope {
    /// The whole list.
    List,
    /// These peerings, one by one.
    Only(Vec<PeeringId>),
}

/// What to read next, where the whole list was last read `since_list` ago:
/// a small list as a whole; of a large one only what is in transition, until
/// the whole is due again.
pub fn scope(
    count: usize,
    in_transition: &[PeeringId],
    since_list: Duration,
    list_took: Duration,
) -> Scope {
    let list_is_due = since_list >= interval(false, list_took);
    if count <= SMALL_LIST || list_is_due || in_transition.is_empty() {
        return Scope::List;
    }
    Scope::Only(in_transition.iter().take(MAX_SINGLES).copied().collect())
}

/// Whether a peering is read often. Nothing is to be expected of `error`, which only a
/// change ends, also where the peering is to be disabled.
pub fn is_moving(peering: &Peering) -> bool {
    peering.in_transition() && peering.state != State::Error
}

/// The peerings of a list that are read often.
pub fn in_transition<'a>(peerings: impl Iterator<Item = &'a Peering>) -> Vec<PeeringId> {
    peerings
        .filter(|peering| is_moving(peering))
        .map(|peering| peering.id)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::state::ConfiguredStatus;

    const QUICK: Duration = Duration::from_millis(50);

    #[test]
    fn transition_is_watched_closely_and_slow_answers_slow_it_down() {
        assert_eq!(interval(true, QUICK), Duration::from_secs(3));
        assert_eq!(interval(false, QUICK), Duration::from_secs(30));
        assert_eq!(
            interval(true, Duration::from_secs(1)),
            Duration::from_secs(20)
        );
    }

    #[test]
    fn a_reading_during_which_the_machine_slept_is_followed_by_another_one_soon() {
        let slept = Duration::from_hours(26);
        assert_eq!(interval(false, slept), Duration::from_mins(10));
        assert_eq!(interval(true, slept), Duration::from_mins(10));
    }

    #[test]
    fn a8_a_failed_peering_is_not_read_often() {
        let body = include_str!("../../tests/fixtures/peering_pending.json");
        let mut peering = crate::api::decode::peering(body).expect("a peering");
        peering.configured_status = ConfiguredStatus::Disabled;
        for (state, moves) in [
            (State::Error, false),
            (State::Disabled, false),
            (State::Active, true),
            (State::Provisioning, true),
        ] {
            peering.state = state;
            assert_eq!(is_moving(&peering), moves, "{:?}", peering.state);
        }
    }

    #[test]
    fn a8_windows_do_not_stay_together() {
        let wait = Duration::from_secs(30);
        assert_eq!(spread(wait, 0.0), wait);
        assert_eq!(spread(wait, 0.5), Duration::from_millis(28_500));
        for random in [1.0, 7.0, f64::NAN] {
            assert_eq!(spread(wait, random), Duration::from_secs(27), "{random}");
        }
    }

    #[test]
    fn a_large_list_is_not_read_for_one_peering() {
        let ids: Vec<PeeringId> = (0..20).map(PeeringId::from_u128).collect();
        let one = ids.get(..1).expect("twenty");
        assert_eq!(scope(100, one, QUICK, QUICK), Scope::List);
        assert_eq!(scope(5000, one, QUICK, QUICK), Scope::Only(one.to_vec()));
        assert_eq!(
            scope(5000, one, Duration::from_secs(31), QUICK),
            Scope::List
        );
        assert_eq!(scope(5000, &[], QUICK, QUICK), Scope::List);
        let Scope::Only(read) = scope(5000, &ids, QUICK, QUICK) else {
            unreachable!("a large list")
        };
        assert_eq!(read.len(), 8);
    }
}
