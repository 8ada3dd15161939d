//! What a condition is, and how it is written.

use std::{borrow::Cow, fmt, str::FromStr};

use strum::{IntoStaticStr, VariantArray};

use crate::{
    api::label_filter::Term,
    model::pasted::{plain, read_net},
};

/// What a condition looks at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "kebab-case")]
pub enum Property {
    /// What it is.
    State,
    Name,
    /// The network at either end, by name or UUID.
    Network,
    /// The ranges at either end: an address or a range.
    Range,
    /// The zone at either end.
    Zone,
    /// Its labels: a key, or `key=value`.
    Label,
    /// What it is meant to be.
    #[strum(serialize = "configured")]
    Status,
    /// Whether the other half of its link exists.
    #[strum(serialize = "sides")]
    Halves,
}

/// How a condition looks at it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, IntoStaticStr)]
#[strum(serialize_all = "kebab-case")]
pub enum Operator {
    /// It is exactly that; of labels, it has that one.
    Is,
    /// It is not.
    Not,
    /// Its text contains that, whatever the case; a range, that address.
    Has,
    Lacks,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Condition {
    /// What it looks at.
    property: Property,
    operator: Operator,
    /// What for: never empty.
    value: String,
}

/// Why a text is no condition.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ConditionError {
    /// It has not the three parts.
    #[error("Write a filter as property:operator:value")]
    Form,
    #[error("Unknown property")]
    Property,
    /// No such operator, or not with this property.
    #[error("This property doesn't support that operator")]
    Operator,
    #[error("Enter a value")]
    NoValue,
    /// Neither an address nor a range.
    #[error("Write an address such as 10.0.0.5 or a range such as 10.0.0.0/24")]
    Address,
    /// Neither of the two numbers of halves.
    #[error("Enter one or two")]
    Halves,
    /// No label has such a key or value.
    #[error("Write a label as key or key=value")]
    Label,
}

impl Property {
    /// All, in the order they are offered.
    pub const ALL: &'static [Self] = Self::VARIANTS;

    pub fn title(self) -> &'static str {
        match self {
            Self::Name => "Name",
            Self::State => "State",
            Self::Status => "Configured",
            Self::Label => "Label",
            Self::Network => "Network",
            Self::Range => "Ranges",
            Self::Zone => "Zone",
            Self::Halves => "Halves",
        }
    }

    /// Its name in URLs.
    pub fn slug(self) -> &'static str {
        self.into()
    }

    /// The property of that slug.
    pub fn from_slug(slug: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|each| each.slug() == slug)
    }

    /// The operators that go with it, the usual one first.
    pub fn operators(self) -> &'static [Operator] {
        use Operator::{Has, Is, Lacks, Not};
        match self {
            Self::Name | Self::Network => &[Has, Lacks, Is, Not],
            Self::State | Self::Status | Self::Zone => &[Is, Not],
            Self::Label | Self::Range => &[Has, Lacks],
            Self::Halves => &[Is],
        }
    }
}

impl Operator {
    const ALL: [Self; 4] = [Self::Is, Self::Not, Self::Has, Self::Lacks];

    /// The words between a property and a value.
    pub fn title(self, property: Property) -> &'static str {
        match (self, property) {
            (Self::Is, _) => "is",
            (Self::Not, _) => "is not",
            (Self::Has, Property::Range) => "contain",
            (Self::Lacks, Property::Range) => "do not contain",
            (Self::Has, _) => "contains",
            (Self::Lacks, _) => "does not contain",
        }
    }

    /// Its name in URLs.
    pub fn slug(self) -> &'static str {
        self.into()
    }

    /// The operator of that slug.
    pub fn from_slug(slug: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|each| each.slug() == slug)
    }
}

impl Condition {
    /// A condition. Blanks around the value do not count.
    ///
    /// # Errors
    /// Where no peering could ever be compared like that.
    pub fn new(
        property: Property,
        operator: Operator,
        value: &str,
    ) -> Result<Self, ConditionError> {
        let value = match property {
            Property::Range => plain(value),
            _ => Cow::Borrowed(value.trim()),
        };
        let value = &*value;
        if !property.operators().contains(&operator) {
            return Err(ConditionError::Operator);
        }
        if value.is_empty() {
            return Err(ConditionError::NoValue);
        }
        match property {
            Property::Range if read_net(value).is_none() => Err(ConditionError::Address),
            Property::Halves if !["one", "two"].contains(&value) => Err(ConditionError::Halves),
            Property::Label if Term::parse(value).is_err() => Err(ConditionError::Label),
            _ => Ok(Self {
                property,
                operator,
                value: value.to_owned(),
            }),
        }
    }

    /// What it looks at.
    pub fn property(&self) -> Property {
        self.property
    }

    /// How it looks at it.
    pub fn operator(&self) -> Operator {
        self.operator
    }

    /// What it looks for; never empty.
    pub fn value(&self) -> &str {
        &self.value
    }

    /// The condition for people.
    pub fn in_words(&self) -> String {
        let operator = self.operator.title(self.property);
        format!("{} {operator} {}", self.property.title(), self.value)
    }
}

impl fmt::Display for Condition {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (property, operator) = (self.property.slug(), self.operator.slug());
        write!(f, "{property}:{operator}:{}", self.value)
    }
}

impl FromStr for Condition {
    type Err = ConditionError;

    fn from_str(text: &str) -> Result<Self, ConditionError> {
        let mut parts = text.splitn(3, ':');
        let (Some(property), Some(operator), Some(value)) =
            (parts.next(), parts.next(), parts.next())
        else {
            return Err(ConditionError::Form);
        };
        let property = Property::from_slug(property).ok_or(ConditionError::Property)?;
        let operator = Operator::from_slug(operator).ok_or(ConditionError::Operator)?;
        Self::new(property, operator, value)
    }
}
