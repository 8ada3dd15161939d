//! The texts of steps and plans: before, during and after they run.

use super::{Plan, Step};
use crate::model::{natural::strip_bidi_controls, state::ConfiguredStatus};

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

impl Plan {
    /// The result that the plan is for, such as "Delete a and b".
    #[must_use]
    pub fn title(&self) -> String {
        self.phrase(Tense::Pending)
    }

    /// The same after the plan has run: "Deleted a and b".
    #[must_use]
    pub fn outcome(&self) -> String {
        self.phrase(Tense::Done)
    }

    /// The title of several plans together, such as "Enable 12 peerings".
    #[must_use]
    pub fn title_of_all(plans: &[Self]) -> String {
        let noun = if plans.len() == 1 {
            "peering"
        } else {
            "peerings"
        };
        let name = format!("{} {noun}", plans.len());
        let last = plans.iter().filter_map(|plan| plan.entries.last());
        let mut titles: Vec<String> = last.map(|entry| entry.step.text(&name)).collect();
        titles.dedup();
        match titles.as_slice() {
            [title] => title.clone(),
            _ => format!("Change {name}"),
        }
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
