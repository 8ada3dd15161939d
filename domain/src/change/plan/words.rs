//! The texts of steps and plans: before, during and after they run.

use super::{Plan, Step};
use crate::{
    list::count_of_peerings,
    model::{natural::strip_bidi_controls, state::ConfiguredStatus},
};

/// More names than this are counted instead of listed.
const MAX_NAMES: usize = 3;

/// The parts of the text for one kind of step.
struct Words {
    /// "Delete".
    pending: &'static str,
    /// "Deleting".
    running: &'static str,
    /// "Deleted".
    done: &'static str,
    /// Between the verb and the name: "the router ".
    before: &'static str,
    /// After the name: " to a router".
    after: &'static str,
}

impl Words {
    const fn new(pending: &'static str, running: &'static str, done: &'static str) -> Self {
        Self {
            pending,
            running,
            done,
            before: "",
            after: "",
        }
    }

    fn of(step: &Step) -> Self {
        let create = Self::new("Create", "Creating", "Created");
        let change = Self::new("Change", "Changing", "Changed");
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
                ConfiguredStatus::Other(_) => Self {
                    before: "the status of ",
                    ..change
                },
            },
            Step::Relabel { .. } => Self {
                before: "the labels of ",
                ..change
            },
            Step::AwaitDisabled(_) => Self {
                after: " is disabled",
                ..Self::new("Wait until", "Waiting until", "Waited until")
            },
        }
    }
}

#[derive(Clone, Copy)]
enum Tense {
    Pending,
    Running,
    Done,
}

fn phrase(step: &Step, name: &str, tense: Tense) -> String {
    let Words {
        pending,
        running,
        done,
        before,
        after,
    } = Words::of(step);
    let verb = match tense {
        Tense::Pending => pending,
        Tense::Running => running,
        Tense::Done => done,
    };
    let name = strip_bidi_controls(name);
    format!("{verb} {before}{name}{after}")
}

impl Step {
    /// What the step does to the object with this name, such as "Delete a".
    #[must_use]
    pub fn text(&self, name: &str) -> String {
        phrase(self, name, Tense::Pending)
    }

    /// The same while the step runs: "Deleting a".
    #[must_use]
    pub fn running_text(&self, name: &str) -> String {
        phrase(self, name, Tense::Running)
    }
}

/// What one or several plans do, in words, such as "Delete a and b".
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Titles {
    /// Before, and where they did not succeed: "Delete 12 peerings".
    pub pending: String,
    /// Meanwhile: "Deleting 12 peerings".
    pub running: String,
    /// After they have succeeded: "Deleted 12 peerings".
    pub done: String,
}

impl Titles {
    fn new(phrase: impl Fn(Tense) -> String) -> Self {
        Self {
            pending: phrase(Tense::Pending),
            running: phrase(Tense::Running),
            done: phrase(Tense::Done),
        }
    }

    /// The titles of one plan, with the names.
    #[must_use]
    pub fn of(plan: &Plan) -> Self {
        Self::new(|tense| plan.phrase(tense))
    }

    /// The titles of several plans together, each for a peering of its own.
    #[must_use]
    pub fn of_all(plans: &[Plan]) -> Self {
        let name = count_of_peerings(plans.len());
        Self::new(|tense| {
            let last = plans.iter().filter_map(|plan| plan.entries.last());
            let mut titles: Vec<String> = last
                .map(|entry| phrase(&entry.step, &name, tense))
                .collect();
            titles.dedup();
            match (titles.as_slice(), tense) {
                ([title], _) => title.clone(),
                (_, Tense::Pending) => format!("Change {name}"),
                (_, Tense::Running) => format!("Changing {name}"),
                (_, Tense::Done) => format!("Changed {name}"),
            }
        })
    }
}

impl Plan {
    /// The result that the plan is for, such as "Delete a and b".
    #[must_use]
    pub fn title(&self) -> String {
        self.phrase(Tense::Pending)
    }

    /// The last step gives the verb. All steps of its kind give the names.
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
        [name] => (*name).into(),
        [first @ .., last] if names.len() <= MAX_NAMES => {
            format!("{} and {last}", first.join(", "))
        }
        _ => format!("{} peerings", names.len()),
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
        assert_eq!(listed(&["a", "a"]), "a", "disabled and enabled again");
    }
}
