//! What to say where the networks could not be read.

use crate::data::Inventory;

/// The warning, if the last read failed. What was read before stays in use; `without` is
/// the sentence where there is nothing. Tracked.
pub(crate) fn networks_warning(inventory: Inventory, without: &str) -> Option<String> {
    let error = inventory.networks_error.get()?.in_a_line();
    let has_networks = inventory.networks.with(|networks| !networks.is_empty());
    Some(text(&error, has_networks, without))
}

fn text(error: &str, has_networks: bool, without: &str) -> String {
    if has_networks {
        format!("The networks may be out of date: reading them again failed. {error}")
    } else {
        format!("{without} {error}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn networks_that_are_known_are_not_said_to_be_missing() {
        assert!(text("Why.", true, "None.").contains("out of date"));
        assert_eq!(text("Why.", false, "None."), "None. Why.");
    }
}
