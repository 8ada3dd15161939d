//! What a step and a plan are called: before, while and after they are taken.

use super::{Plan, Step};
use crate::model::{natural::strip_bidi_controls, state::ConfiguredStatus};

/// More names than these are counted rather than told.
const MAX_NAMES: usize = 3;

/// The words for one kind of step.
struct Words {
    /// "Delete".
    ahead: &'static str,
    /// "Deleting".
    now: &'static str,
    /// "Deleted".
    done: &'static str,
    /// What stands between the verb and the name: "the router ".
    before: &'static str,
    /// What stands after the name: " to a router".
    after: &'static str,
}

impl Words {
    const fn new(ahead: &'static str, now: &'static str, done: &'static str) -> Self {
        Self {
            ahead,
            now,
            done,
            before: "",
            after: "",
        }
    }

    fn of(step: &Step) -> Self {
        let create = Self::new("Create", "Creating", "Created");
        let delete = Self::new("Delete", "Deleting", "Deleted");
        match step {
            Step::Create(_) => create,
            Step::CreateRouter(_) => Self {
                before: "the router ",
                ..create
            },
            Step::Delete(_) => delete,
            Step::DeleteRouter(_) => Self {
                before: "the router ",
                ..delete
            },
            Step::Attach(..) => Self {
                after: " to a router",
                ..Self::new("Attach", "Attaching", "Attached")
            },
            Step::Detach(_) => Self {
                after: " from its router",
                ..Self::new("Detach", "Detaching", "Detached")
            },
            Step::Switch { to, .. } => match to {
                ConfiguredStatus::Active => Self::new("Enable", "Enabling", "Enabled"),
                ConfiguredStatus::Disabled => Self::new("Disable", "Disabling", "Disabled"),
                ConfiguredStatus::Other(_) => {
                    Self::new("Throw the switch of", "Switching", "Switched")
                }
            },
            Step::Relabel { .. } => Self {
                before: "the labels of ",
                ..Self::new("Change", "Changing", "Changed")
            },
            Step::AwaitDisabled(_) => Self {
                after: " is disabled",
                ..Self::new("Wait until", "Waiting until", "Waited until")
            },
        }
    }
}

/// Which of a step's words.
#[derive(Clone, Copy)]
enum Tense {
    Ahead,
    Now,
    Done,
}

fn phrase(step: &Step, name: &str, tense: Tense) -> String {
    let Words {
        ahead,
        now,
        done,
        before,
        after,
    } = Words::of(step);
    let verb = match tense {
        Tense::Ahead => ahead,
        Tense::Now => now,
        Tense::Done => done,
    };
    let name = strip_bidi_controls(name);
    format!("{verb} {before}{name}{after}")
}

impl Step {
    /// What it does to the object of that name, such as "Delete a".
    #[must_use]
    pub fn ahead(&self, name: &str) -> String {
        phrase(self, name, Tense::Ahead)
    }

    /// The same while it is taken: "Deleting a".
    #[must_use]
    pub fn now(&self, name: &str) -> String {
        phrase(self, name, Tense::Now)
    }
}

impl Plan {
    /// What it does in the end, such as "Delete a and b".
    #[must_use]
    pub fn title(&self) -> String {
        self.phrase(Tense::Ahead)
    }

    /// The same once it is done: "Deleted a and b".
    #[must_use]
    pub fn outcome(&self) -> String {
        self.phrase(Tense::Done)
    }

    /// What these plans do in the end, such as "Enable 12 peerings".
    #[must_use]
    pub fn title_of_all(plans: &[Self]) -> String {
        let noun = if plans.len() == 1 {
            "peering"
        } else {
            "peerings"
        };
        let name = format!("{} {noun}", plans.len());
        let last = plans.iter().filter_map(|plan| plan.entries.last());
        let mut titles: Vec<String> = last.map(|entry| entry.step.ahead(&name)).collect();
        titles.dedup();
        match titles.as_slice() {
            [one] => one.clone(),
            _ => format!("Change {name}"),
        }
    }

    /// The last step says what the plan is for, with all steps of its kind.
    fn phrase(&self, tense: Tense) -> String {
        let Some(last) = self.entries.last() else {
            return String::new();
        };
        let kind = std::mem::discriminant(&last.step);
        let same = self.entries.iter();
        let same = same.filter(|entry| std::mem::discriminant(&entry.step) == kind);
        let names: Vec<&str> = same.map(|entry| entry.name.as_str()).collect();
        phrase(&last.step, &listed(&names), tense)
    }
}

fn listed(names: &[&str]) -> String {
    let mut names = names.to_vec();
    names.dedup();
    match names.as_slice() {
        [] => String::new(),
        [one] => (*one).into(),
        [some @ .., last] if names.len() <= MAX_NAMES => {
            format!("{} and {last}", some.join(", "))
        }
        many => format!("{} peerings", many.len()),
    }
}

#[cfg(test)]
mod tests {
    use super::listed;

    #[test]
    fn many_names_are_counted() {
        assert_eq!(listed(&["a"]), "a");
        assert_eq!(listed(&["a", "b", "c"]), "a, b and c");
        assert_eq!(listed(&["a", "b", "c", "d"]), "4 peerings");
        assert_eq!(listed(&["a", "a"]), "a", "switched off and on again");
    }
}
