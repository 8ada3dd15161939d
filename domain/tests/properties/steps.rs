//! Deletion, retries and refreshes: what comes next, and when.

use std::time::Duration;

use domain::{
    api::{error::ApiError, retry},
    change::plan::{Plan, Step},
    model::{
        ids::PeeringId,
        state::{ConfiguredStatus, State},
    },
    session::refresh::{self, Scope},
};
use proptest::{collection::vec, option, prelude::*};

use crate::make;

proptest! {
    /// Deletion is always the end, is never tried before the state is
    /// `disabled`, and each step done leaves exactly those after it.
    #[test]
    fn a_removal_goes_step_by_step(mut peering in make::peering()) {
        let steps = |peering: &_| -> Vec<Step> {
            let plan = Plan::delete(&[peering]);
            plan.entries().iter().map(|entry| entry.step.clone()).collect()
        };
        let mut ahead = steps(&peering);
        loop {
            prop_assert_eq!(ahead.last(), Some(&Step::Delete(peering.id)));
            let switched_off = peering.configured_status == ConfiguredStatus::Disabled;
            match &ahead[0] {
                Step::Delete(_) => break,
                Step::Switch { to, .. } => {
                    prop_assert!(!switched_off && !peering.deletable());
                    peering.configured_status = to.clone();
                }
                Step::AwaitDisabled(_) => {
                    prop_assert!(switched_off && !peering.deletable());
                    prop_assert!(peering.in_transition(), "waiting needs watching");
                    peering.state = State::Disabled;
                }
                other => prop_assert!(false, "{:?}", other),
            }
            prop_assert_eq!(&steps(&peering), &ahead[1..]);
            ahead = steps(&peering);
        }
        prop_assert!(peering.deletable());
    }

    #[test]
    fn retries_are_few_and_short(
        status in 100..600_u16,
        attempt in prop_oneof![0..5_u32, any::<u32>()],
        retry_after in option::of(prop_oneof![0..40_u64, any::<u64>()].prop_map(|n| n.to_string())),
        jitter in prop::num::f64::ANY,
    ) {
        let error = ApiError::answered(status, "", retry_after.as_deref(), None);
        let delay = retry::delay(attempt, &error, jitter);
        prop_assert!(delay.is_none_or(|delay| delay <= Duration::from_secs(10)));
        if attempt >= retry::ATTEMPTS || (status != 429 && status < 500) {
            prop_assert_eq!(delay, None);
        } else if retry_after.is_none() {
            prop_assert!(delay.is_some());
        }
    }

    #[test]
    fn a_jitter_stays_within_its_half(attempt in 1..retry::ATTEMPTS, jitter in prop::num::f64::ANY) {
        let error = ApiError::unreachable("offline");
        let delay = |jitter| retry::delay(attempt, &error, jitter).expect("a delay");
        prop_assert!((delay(0.0)..=delay(1.0)).contains(&delay(jitter)));
        prop_assert_eq!(delay(0.0) * 2, delay(1.0));
    }

    #[test]
    fn a_refresh_costs_little(
        count in 0..100_000_usize,
        transitional in vec(any::<u128>().prop_map(PeeringId::from_u128), 0..20),
        since in 0..600_u64,
        took in 0..30_000_u64,
    ) {
        let (since, took) = (Duration::from_secs(since), Duration::from_millis(took));
        let wait = refresh::interval(!transitional.is_empty(), took);
        prop_assert!(wait >= Duration::from_secs(3) && wait >= took * 20);
        match refresh::scope(count, &transitional, since, took) {
            Scope::List => {}
            Scope::Only(ids) => {
                prop_assert!((1..=8).contains(&ids.len()) && count > 200);
                prop_assert!(ids.iter().all(|id| transitional.contains(id)));
                prop_assert!(since < refresh::interval(false, took), "the list is not starved");
            }
        }
    }
}
