//! Objects whose memory is what a `__buffer__` written in Python gives, and the slots that the built-in kinds
//! have for it.
//!
//! Reference: PEP 688; Data model, "Emulating buffer types".

use std::cell::Cell;

use crate::err;
use crate::object::{Layout, Payload, Raises, TypeSpec, Value, Visitor, Vm, flags};
use crate::types::class::user::is_user_buffer;
use crate::types::container::this;

use super::{MemoryView, object, released};

/// Flags of the buffer protocol.
const WRITABLE: i64 = 1;
pub const SIMPLE: i64 = 0;
/// Everything there is to know, of memory that need not be writable: what `memoryview` asks for.
pub const FULL_READ_ONLY: i64 = 0x11c;

/// Stands between views and the object whose `__buffer__` gave the memory: the last of the views to go
/// gives it back.
pub struct BufferWrapper {
    owner: Value,
    /// The view that `__buffer__` gave.
    view: Value,
    users: Cell<usize>,
}

impl Payload for BufferWrapper {
    fn traverse(&self, visit: &mut Visitor) {
        visit.value(&self.owner);
        visit.value(&self.view);
    }
}

static LAYOUT: Layout = Layout::of::<BufferWrapper>();

pub static SPEC: TypeSpec = TypeSpec {
    name: "_buffer_wrapper",
    layout: Some(&LAYOUT),
    flags: flags::NO_NEW,
    ..TypeSpec::DEFAULT
};

/// One more view on the memory.
pub(super) fn enter(wrapper: &Value) {
    let users = &this::<BufferWrapper>(wrapper).users;
    users.set(users.get() + 1);
}

/// A view is gone.
pub(super) fn leave(wrapper: &Value) {
    let it = this::<BufferWrapper>(wrapper);
    it.users.set(it.users.get() - 1);
    if it.users.get() > 0 {
        return;
    }
    Vm::with_current(|vm| {
        let release = vm.type_of(&it.owner).slots.release_buffer.get();
        if let Some(release) = release
            && let Err(raised) = release(vm, &it.owner, &it.view)
        {
            vm.unraisable(raised, "", &it.owner);
        }
    });
}

/// A view of what the object's own `__buffer__` gives; `None` where its class has none in Python.
pub fn exported(vm: &Vm, it: &Value, flags: i64) -> Raises<Option<MemoryView>> {
    let slots = &vm.type_of(it).slots;
    let Some(buffer) = slots.buffer.get().filter(|_| is_user_buffer(slots)) else {
        return Ok(None);
    };
    let view = buffer(vm, it, flags)?;
    let inner = this::<MemoryView>(&view);
    inner.base()?;
    let made = inner.again();
    let wrapper = BufferWrapper { owner: it.clone(), view: view.clone(), users: Cell::new(1) };
    let wrapper = vm.alloc(crate::object::Builtin::BufferWrapper, wrapper);
    // The inner view holds on to what it may itself be lent from.
    if let Some(outer) = made.lent.replace(Some(wrapper)) {
        leave(&outer);
    }
    Ok(Some(made))
}

/// The bytes of such a view, which is given back at once.
pub fn exported_bytes(vm: &Vm, it: &Value, flags: i64) -> Raises<Option<Vec<u8>>> {
    match exported(vm, it, flags)? {
        Some(view) => Ok(Some(view.bytes().ok_or_else(released)?)),
        None => Ok(None),
    }
}

/// `__buffer__` of the built-in kinds.
pub fn buffer(vm: &Vm, it: &Value, flags: i64) -> Raises<Value> {
    let view = MemoryView::plain(it)?.ok_or_else(released)?;
    if flags & WRITABLE != 0 && view.readonly {
        let is_view = it.downcast::<MemoryView>().is_some();
        let what = if is_view { "memoryview: underlying buffer" } else { "Object" };
        let end = if is_view { "" } else { "." };
        return Err(err!(BufferError, "{what} is not writable{end}"));
    }
    Ok(object(vm, view))
}

/// `__release_buffer__` of the built-in kinds.
pub fn release_buffer(_: &Vm, it: &Value, view: &Value) -> Raises<()> {
    let Some(view) = view.downcast::<MemoryView>() else {
        return Err(err!(TypeError, "expected a memoryview object"));
    };
    let base = view.base.borrow().clone();
    match base {
        None => Ok(()),
        Some(base) if base.is(it) => {
            view.let_go();
            Ok(())
        }
        Some(_) => Err(err!(ValueError, "memoryview's buffer is not this object")),
    }
}
