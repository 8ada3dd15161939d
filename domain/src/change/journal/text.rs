//! A journal as the two texts that are stored. Anything on the origin can write there, so
//! that a plan which is not exactly what is written here is refused.

use super::{Journal, JournalStep, MAX_PLAN, Mark, Owner, Task};

const VERSION: &str = "1";
/// What stands for an object that is not known.
const NONE: &str = "-";

impl Journal {
    /// The text of the plan. None if it would be too long, or could not be read back.
    #[must_use]
    pub fn plan_text(&self) -> Option<String> {
        let Owner { api, username } = &self.owner;
        let is_line = |text: &str| !text.contains('\n');
        if !is_line(api) || !is_line(username) {
            return None;
        }
        let (count, started) = (self.steps.len(), self.started);
        let mut text = format!("{VERSION} {count} {started}\n{api}\n{username}");
        for step in &self.steps {
            text.push('\n');
            text.push_str(&line(step.task));
        }
        (text.len() <= MAX_PLAN).then_some(text)
    }

    /// The text of the marks, with the time of the last change before them.
    #[must_use]
    pub fn marks_text(&self) -> String {
        let marks = self.steps.iter().map(|step| match step.mark {
            Mark::NotSent => '.',
            Mark::Sent => '>',
            Mark::Done => '+',
            Mark::Refused => '-',
            Mark::Unclear => '?',
        });
        // As long as every time of this millennium.
        format!("{:013} {}", self.changed, marks.collect::<String>())
    }

    /// The journal of these texts. None if the plan is not one. If the marks are not those
    /// of the plan, any step may have been sent.
    #[must_use]
    pub fn parse(plan: &str, marks: &str) -> Option<Self> {
        if plan.len() > MAX_PLAN {
            return None;
        }
        let mut lines = plan.split('\n');
        let mut head = lines.next()?.split(' ');
        if head.next()? != VERSION {
            return None;
        }
        let count: usize = head.next()?.parse().ok()?;
        let started: u64 = head.next()?.parse().ok()?;
        let owner = Owner {
            api: lines.next()?.to_owned(),
            username: lines.next()?.to_owned(),
        };
        let tasks: Vec<Task> = lines.map(task).collect::<Option<_>>()?;
        if head.next().is_some() || count == 0 || tasks.len() != count {
            return None;
        }
        let (changed, marks) =
            parse_marks(marks, count).unwrap_or_else(|| (started, vec![Mark::Sent; count]));
        let steps = tasks.into_iter().zip(marks);
        Some(Self {
            owner,
            started,
            changed,
            steps: steps
                .map(|(task, mark)| JournalStep { task, mark })
                .collect(),
        })
    }
}

fn parse_marks(text: &str, count: usize) -> Option<(u64, Vec<Mark>)> {
    let (changed, marks) = text.split_once(' ')?;
    if marks.len() != count {
        return None;
    }
    let marks = marks.bytes().map(|mark| match mark {
        b'.' => Some(Mark::NotSent),
        b'>' => Some(Mark::Sent),
        b'+' => Some(Mark::Done),
        b'-' => Some(Mark::Refused),
        b'?' => Some(Mark::Unclear),
        _ => None,
    });
    Some((changed.parse().ok()?, marks.collect::<Option<_>>()?))
}

fn line(task: Task) -> String {
    fn or_none(id: Option<impl ToString>) -> String {
        id.map_or_else(|| NONE.to_owned(), |id| id.to_string())
    }
    match task {
        Task::Enable(id) => format!("enable {id}"),
        Task::Disable(id) => format!("disable {id}"),
        Task::SetStatus(id) => format!("set-status {id}"),
        Task::Relabel(id) => format!("relabel {id}"),
        Task::Delete(id) => format!("delete {id}"),
        Task::Create {
            local,
            peer,
            created,
        } => format!("create {local} {peer} {}", or_none(created)),
        Task::CreateRouter(created) => format!("create-router {}", or_none(created)),
        Task::DeleteRouter(id) => format!("delete-router {id}"),
        Task::Attach(network, router) => format!("attach {network} {}", or_none(router)),
        Task::Detach(network) => format!("detach {network}"),
    }
}

fn task(line: &str) -> Option<Task> {
    let words: Vec<&str> = line.split(' ').collect();
    Some(match words.as_slice() {
        ["enable", id] => Task::Enable(id.parse().ok()?),
        ["disable", id] => Task::Disable(id.parse().ok()?),
        ["set-status", id] => Task::SetStatus(id.parse().ok()?),
        ["relabel", id] => Task::Relabel(id.parse().ok()?),
        ["delete", id] => Task::Delete(id.parse().ok()?),
        ["create", local, peer, created] => Task::Create {
            local: local.parse().ok()?,
            peer: peer.parse().ok()?,
            created: optional(created)?,
        },
        ["create-router", created] => Task::CreateRouter(optional(created)?),
        ["delete-router", id] => Task::DeleteRouter(id.parse().ok()?),
        ["attach", network, router] => Task::Attach(network.parse().ok()?, optional(router)?),
        ["detach", network] => Task::Detach(network.parse().ok()?),
        _ => return None,
    })
}

fn optional<T: std::str::FromStr>(word: &str) -> Option<Option<T>> {
    match word {
        NONE => Some(None),
        word => Some(Some(word.parse().ok()?)),
    }
}
