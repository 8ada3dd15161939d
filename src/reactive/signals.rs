//! Leptos's signals, memos and stored values, compiled once. Long because the four
//! share one mechanism and are only boxes around it.
//!
//! Leptos compiles each of them anew for every type of value: two kilobytes for a
//! signal, more for a memo. These hold any value behind one type, so that another one
//! costs next to nothing. They have the names and methods of Leptos's, so that going
//! back only takes other imports.

use std::{any::Any, cell::RefCell, marker::PhantomData, rc::Rc, sync::Arc};

use leptos::prelude::{
    Get, GetUntracked, GetValue, LocalStorage, Memo as LeptosMemo, Notify,
    RwSignal as LeptosSignal, StoredValue as LeptosStored, Track, untrack,
};

type AnyValue = Rc<dyn Any>;

/// A signal outlived its owner.
#[cold]
#[expect(clippy::panic, reason = "a programming error, as in Leptos")]
fn cleaned_up() -> ! {
    panic!("a signal was read after its owner was cleaned up")
}

fn open<T: 'static, R>(held: Option<AnyValue>, read: impl FnOnce(&RefCell<T>) -> R) -> Option<R> {
    held.as_deref()
        .and_then(|held| held.downcast_ref())
        .map(read)
}

// ------------------------------------------------------------------- signals

/// A value that can be read and changed. Reading is tracked.
pub(crate) struct RwSignal<T> {
    held: LeptosSignal<AnyValue, LocalStorage>,
    of: PhantomData<fn() -> T>,
}

impl<T: 'static> RwSignal<T> {
    pub(crate) fn new(value: T) -> Self {
        Self {
            held: new_signal(Rc::new(RefCell::new(value))),
            of: PhantomData,
        }
    }

    pub(crate) fn try_with<R>(self, read: impl FnOnce(&T) -> R) -> Option<R> {
        self.held.track();
        self.try_with_untracked(read)
    }

    pub(crate) fn with<R>(self, read: impl FnOnce(&T) -> R) -> R {
        self.try_with(read).unwrap_or_else(|| cleaned_up())
    }

    pub(crate) fn try_with_untracked<R>(self, read: impl FnOnce(&T) -> R) -> Option<R> {
        open(signal_value(self.held), |held| read(&held.borrow()))
    }

    pub(crate) fn with_untracked<R>(self, read: impl FnOnce(&T) -> R) -> R {
        self.try_with_untracked(read)
            .unwrap_or_else(|| cleaned_up())
    }

    /// Changes the value; none where it was cleaned up.
    pub(crate) fn try_update<R>(self, change: impl FnOnce(&mut T) -> R) -> Option<R> {
        let changed = open(signal_value(self.held), |held| {
            change(&mut held.borrow_mut())
        });
        if changed.is_some() {
            self.held.notify();
        }
        changed
    }

    pub(crate) fn update(self, change: impl FnOnce(&mut T)) {
        self.try_update(change);
    }

    pub(crate) fn set(self, value: T) {
        self.update(|held| *held = value);
    }

    /// Returns the value where the signal was cleaned up.
    pub(crate) fn try_set(self, value: T) -> Option<T> {
        let mut value = Some(value);
        self.try_update(|held| {
            if let Some(value) = value.take() {
                *held = value;
            }
        });
        value
    }
}

impl<T: Clone + 'static> RwSignal<T> {
    pub(crate) fn get(self) -> T {
        self.with(T::clone)
    }

    pub(crate) fn get_untracked(self) -> T {
        self.with_untracked(T::clone)
    }

    pub(crate) fn try_get_untracked(self) -> Option<T> {
        self.try_with_untracked(T::clone)
    }
}

impl<T: Default + 'static> Default for RwSignal<T> {
    fn default() -> Self {
        Self::new(T::default())
    }
}

fn new_signal(held: AnyValue) -> LeptosSignal<AnyValue, LocalStorage> {
    LeptosSignal::new_local(held)
}

fn signal_value(held: LeptosSignal<AnyValue, LocalStorage>) -> Option<AnyValue> {
    held.try_get_untracked()
}

// --------------------------------------------------------------------- memos

/// The value of a memo, and how to compare it with the previous one.
#[derive(Clone)]
struct Computed {
    value: Arc<dyn Any + Send + Sync>,
    is_same: fn(&dyn Any, &dyn Any) -> bool,
}

impl PartialEq for Computed {
    fn eq(&self, other: &Self) -> bool {
        (self.is_same)(&*self.value, &*other.value)
    }
}

type Compute = Box<dyn Fn(Option<&Computed>) -> Computed + Send + Sync>;

/// A value derived from signals. Readers run again only when it changes.
pub(crate) struct Memo<T> {
    held: LeptosMemo<Computed>,
    of: PhantomData<fn() -> T>,
}

impl<T: PartialEq + Send + Sync + 'static> Memo<T> {
    /// `compute` receives the previous value.
    pub(crate) fn new(compute: impl Fn(Option<&T>) -> T + Send + Sync + 'static) -> Self {
        let is_same =
            |one: &dyn Any, other: &dyn Any| one.downcast_ref::<T>() == other.downcast_ref::<T>();
        let compute = move |last: Option<&Computed>| Computed {
            value: Arc::new(compute(last.and_then(|last| last.value.downcast_ref()))),
            is_same,
        };
        Self {
            held: new_memo(Box::new(compute)),
            of: PhantomData,
        }
    }

    pub(crate) fn try_with<R>(self, read: impl FnOnce(&T) -> R) -> Option<R> {
        memo_value(self.held).and_then(|computed| computed.value.downcast_ref().map(read))
    }

    pub(crate) fn with<R>(self, read: impl FnOnce(&T) -> R) -> R {
        self.try_with(read).unwrap_or_else(|| cleaned_up())
    }

    pub(crate) fn with_untracked<R>(self, read: impl FnOnce(&T) -> R) -> R {
        untrack(|| self.with(read))
    }
}

impl<T: Clone + PartialEq + Send + Sync + 'static> Memo<T> {
    pub(crate) fn get(self) -> T {
        self.with(T::clone)
    }

    pub(crate) fn get_untracked(self) -> T {
        self.with_untracked(T::clone)
    }
}

fn new_memo(compute: Compute) -> LeptosMemo<Computed> {
    LeptosMemo::new(move |last| compute(last))
}

fn memo_value(held: LeptosMemo<Computed>) -> Option<Computed> {
    held.try_get()
}

// ---------------------------------------------------------- read-only signals

/// A value that can only be read, whatever provides it.
pub(crate) struct Signal<T> {
    read: StoredValue<Box<dyn Fn() -> T>>,
}

impl<T: 'static> Signal<T> {
    pub(crate) fn derive(read: impl Fn() -> T + 'static) -> Self {
        Self {
            read: StoredValue::new(Box::new(read)),
        }
    }

    pub(crate) fn get(self) -> T {
        self.read.with_value(|read| read())
    }

    pub(crate) fn get_untracked(self) -> T {
        untrack(|| self.get())
    }

    /// None where it was cleaned up.
    pub(crate) fn try_get_untracked(self) -> Option<T> {
        untrack(|| self.read.try_with_value(|read| read()))
    }

    pub(crate) fn with<R>(self, read: impl FnOnce(&T) -> R) -> R {
        read(&self.get())
    }

    pub(crate) fn with_untracked<R>(self, read: impl FnOnce(&T) -> R) -> R {
        read(&self.get_untracked())
    }
}

impl<T: Clone + 'static> Signal<T> {
    /// A constant.
    pub(crate) fn stored(value: T) -> Self {
        Self::derive(move || value.clone())
    }
}

impl<T: Clone + 'static> From<RwSignal<T>> for Signal<T> {
    fn from(signal: RwSignal<T>) -> Self {
        Self::derive(move || signal.get())
    }
}

impl<T: Clone + PartialEq + Send + Sync + 'static> From<Memo<T>> for Signal<T> {
    fn from(memo: Memo<T>) -> Self {
        Self::derive(move || memo.get())
    }
}

impl<T: 'static, F: Fn() -> T + 'static> From<F> for Signal<T> {
    fn from(read: F) -> Self {
        Self::derive(read)
    }
}

impl From<&'static str> for Signal<String> {
    fn from(text: &'static str) -> Self {
        Self::derive(move || text.to_owned())
    }
}

// ------------------------------------------------------------- stored values

/// A value that lives until the current owner is cleaned up. Reading is not tracked.
pub(crate) struct StoredValue<T> {
    held: LeptosStored<AnyValue, LocalStorage>,
    of: PhantomData<fn() -> T>,
}

impl<T: 'static> StoredValue<T> {
    pub(crate) fn new(value: T) -> Self {
        Self {
            held: new_stored(Rc::new(RefCell::new(value))),
            of: PhantomData,
        }
    }

    pub(crate) fn try_with_value<R>(self, read: impl FnOnce(&T) -> R) -> Option<R> {
        open(stored_value(self.held), |held| read(&held.borrow()))
    }

    pub(crate) fn with_value<R>(self, read: impl FnOnce(&T) -> R) -> R {
        self.try_with_value(read).unwrap_or_else(|| cleaned_up())
    }

    /// Changes the value; none where it was cleaned up.
    pub(crate) fn try_update_value<R>(self, change: impl FnOnce(&mut T) -> R) -> Option<R> {
        open(stored_value(self.held), |held| {
            change(&mut held.borrow_mut())
        })
    }

    pub(crate) fn update_value(self, change: impl FnOnce(&mut T)) {
        self.try_update_value(change);
    }

    pub(crate) fn set_value(self, value: T) {
        self.update_value(|held| *held = value);
    }
}

impl<T: Clone + 'static> StoredValue<T> {
    pub(crate) fn get_value(self) -> T {
        self.with_value(T::clone)
    }

    pub(crate) fn try_get_value(self) -> Option<T> {
        self.try_with_value(T::clone)
    }
}

impl<T: Default + 'static> Default for StoredValue<T> {
    fn default() -> Self {
        Self::new(T::default())
    }
}

fn new_stored(held: AnyValue) -> LeptosStored<AnyValue, LocalStorage> {
    LeptosStored::new_local(held)
}

fn stored_value(held: LeptosStored<AnyValue, LocalStorage>) -> Option<AnyValue> {
    held.try_get_value()
}

// Derives would require `T: Clone` and `T: Copy`.
macro_rules! copied {
    ($($cell:ident),*) => {$(
        impl<T> Clone for $cell<T> {
            fn clone(&self) -> Self {
                *self
            }
        }

        impl<T> Copy for $cell<T> {}
    )*};
}

copied!(RwSignal, Memo, Signal, StoredValue);
