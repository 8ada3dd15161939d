//! The order of names is an order.

use std::cmp::Ordering;

use domain::model::natural::compare;
use proptest::prelude::*;

use crate::make;

proptest! {
    #[test]
    fn two_names_are_in_one_order(a in make::name(), b in make::name()) {
        prop_assert_eq!(compare(&a, &b), compare(&b, &a).reverse());
        prop_assert_eq!(compare(&a, &b) == Ordering::Equal, a == b);
    }

    #[test]
    fn three_names_are_in_one_order(mut names in [make::name(), make::name(), make::name()]) {
        // Of any three, brought into order pair by pair, the ends are in order.
        for (i, j) in [(0, 1), (1, 2), (0, 1)] {
            if compare(&names[i], &names[j]).is_gt() {
                names.swap(i, j);
            }
        }
        prop_assert!(compare(&names[0], &names[2]).is_le(), "{:?}", names);
    }

    #[test]
    fn numbers_are_compared_as_numbers(
        head in "[a-z-]{0,3}",
        one in any::<u32>(),
        two in any::<u32>(),
        zeros in "0{0,3}",
        tail in "[a-z]{0,3}",
    ) {
        prop_assume!(one != two);
        let named = |zeros: &str, number| format!("{head}{zeros}{number}{tail}");
        prop_assert_eq!(compare(&named(&zeros, one), &named("", two)), one.cmp(&two));
    }

    #[test]
    fn case_matters_last(name in "[a-z0-9 -]{1,6}", one in "[a-y]", two in "[a-y]") {
        prop_assume!(one != two);
        let (upper, lower) = (format!("{name}{one}").to_uppercase(), format!("{name}{two}"));
        prop_assert_eq!(compare(&upper, &lower), one.cmp(&two));
    }
}
