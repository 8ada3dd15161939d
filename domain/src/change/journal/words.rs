//! A journal in words. It has no names: those that are known now are passed in.

use super::{Journal, Outcome, Task};
use crate::{list::count_of_peerings, model::object::Object};

impl Journal {
    /// Such as "Delete 12 peerings". As in a plan, the last step gives the verb.
    #[must_use]
    pub fn title(&self) -> String {
        let Some(last) = self.steps.last() else {
            return String::new();
        };
        let verb = last.task.verb();
        let kind = std::mem::discriminant(&last.task);
        let of_kind = |task: Task| std::mem::discriminant(&task) == kind;
        let count = self.steps.iter().filter(|step| of_kind(step.task)).count();
        // Each deletion disables its peering first.
        let belongs = |task: Task| {
            of_kind(task) || matches!((task, last.task), (Task::Disable(_), Task::Delete(_)))
        };
        let has_more = !self.steps.iter().all(|step| belongs(step.task));
        let more = if has_more { " and other steps" } else { "" };
        let object = match last.task {
            Task::CreateRouter(_) | Task::DeleteRouter(_) => counted(count, "router"),
            Task::Attach(..) | Task::Detach(_) => counted(count, "network"),
            _ => count_of_peerings(count),
        };
        format!("{verb} {object}{more}")
    }
}

impl Task {
    /// What the step was to do, such as "Delete hel-app to fra-db", or with the UUID where
    /// no name is known.
    #[must_use]
    pub fn text(self, name: &dyn Fn(Object) -> Option<String>) -> String {
        let named = |object: Object| name(object).unwrap_or_else(|| object.to_string());
        let verb = self.verb();
        match self {
            Self::Create { local, peer, .. } => {
                let (local, peer) = (Object::Network(local), Object::Network(peer));
                format!("{verb} a peering from {} to {}", named(local), named(peer))
            }
            Self::CreateRouter(_) => format!("{verb} a router"),
            Self::DeleteRouter(id) => format!("{verb} the router {}", named(Object::Router(id))),
            Self::Attach(network, _) => {
                format!("{verb} {} to a router", named(Object::Network(network)))
            }
            Self::Detach(network) => {
                format!("{verb} {} from its router", named(Object::Network(network)))
            }
            Self::Enable(id)
            | Self::Disable(id)
            | Self::SetStatus(id)
            | Self::Relabel(id)
            | Self::Delete(id) => {
                format!("{verb} {}", named(Object::Peering(id)))
            }
        }
    }

    fn verb(self) -> &'static str {
        match self {
            Self::Enable(_) => "Enable",
            Self::Disable(_) => "Disable",
            Self::SetStatus(_) => "Change the status of",
            Self::Relabel(_) => "Change the labels of",
            Self::Delete(_) | Self::DeleteRouter(_) => "Delete",
            Self::Create { .. } | Self::CreateRouter(_) => "Create",
            Self::Attach(..) => "Attach",
            Self::Detach(_) => "Detach",
        }
    }
}

impl Outcome {
    /// In the words of the interface.
    #[must_use]
    pub fn text(self) -> &'static str {
        match self {
            Self::Done => "Done",
            Self::NotDone => "Not done",
            Self::NotKnown => "Not known",
        }
    }
}

fn counted(count: usize, noun: &str) -> String {
    let plural = if count == 1 { "" } else { "s" };
    format!("{count} {noun}{plural}")
}
