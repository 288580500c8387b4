//! `OSError`: an error the operating system reports; its number decides on the subclass.

use crate::native;
use crate::object::{
    Args, Builtin, GetSet, Layout, Native, Raises, Ref, Type, TypeSpec, Value, Vm, flags,
};
use crate::protocol;

use super::hooks::address;
use super::{Exception, existing_dict, field, no_keywords, reduce_with, this};

const ERRNO: usize = 0;
const STRERROR: usize = 1;
const FILENAME: usize = 2;
const FILENAME2: usize = 3;
/// `BlockingIOError.characters_written`.
const WRITTEN: usize = 4;

static LAYOUT: Layout = Layout::of::<Exception>();

pub static SPEC: TypeSpec = TypeSpec {
    name: "OSError",
    base: Builtin::Exception,
    layout: Some(&LAYOUT),
    flags: flags::BASE,
    doc: "The operating system reports an error: its number, its text, the files concerned.",
    slots: |slots| {
        slots.new.set(Some(new));
        slots.init.set(Some(init));
        slots.str_.set(Some(str));
    },
    methods: METHODS,
    getset: GETSET,
    ..TypeSpec::DEFAULT
};

static METHODS: &[Native] =
    &[native!("__reduce__($self, /)", "How to make the exception again.", reduce)];

static GETSET: &[GetSet] = &[
    field!("errno", ERRNO, "POSIX exception code"),
    field!("strerror", STRERROR, "exception strerror"),
    field!("filename", FILENAME, "exception filename"),
    field!("filename2", FILENAME2, "second exception filename"),
    GetSet {
        name: "characters_written",
        doc: "",
        get: |vm, it| match this(it).field(WRITTEN) {
            Some(written) => Ok(written),
            None => Err(no_count(vm, it)),
        },
        set: Some(|vm, it, value| {
            let exception = this(it);
            let value = match value {
                Some(value) => {
                    let count = protocol::to_isize(vm, &value, Builtin::ValueError)?;
                    // -1 is how "not set" is written.
                    (count != -1).then_some(Value::Int(count))
                }
                None if exception.field(WRITTEN).is_none() => return Err(no_count(vm, it)),
                None => None,
            };
            exception.set_field(WRITTEN, value);
            Ok(())
        }),
    },
];

fn no_count(vm: &Vm, it: &Value) -> crate::object::Raised {
    let name = "characters_written";
    vm.attribute_error(it, &vm.intern(name), name.to_owned())
}

/// The subclass for an error number of the system.
fn subclass(errno: i64) -> Option<Builtin> {
    Some(match i32::try_from(errno).ok()? {
        libc::EAGAIN | libc::EALREADY | libc::EINPROGRESS => Builtin::BlockingIOError,
        libc::EPIPE | libc::ESHUTDOWN => Builtin::BrokenPipeError,
        libc::ECHILD => Builtin::ChildProcessError,
        libc::ECONNABORTED => Builtin::ConnectionAbortedError,
        libc::ECONNREFUSED => Builtin::ConnectionRefusedError,
        libc::ECONNRESET => Builtin::ConnectionResetError,
        libc::EEXIST => Builtin::FileExistsError,
        libc::ENOENT => Builtin::FileNotFoundError,
        libc::EISDIR => Builtin::IsADirectoryError,
        libc::ENOTDIR => Builtin::NotADirectoryError,
        libc::EINTR => Builtin::InterruptedError,
        libc::EACCES | libc::EPERM => Builtin::PermissionError,
        libc::ESRCH => Builtin::ProcessLookupError,
        libc::ETIMEDOUT => Builtin::TimeoutError,
        _ => return None,
    })
}

/// Whether the arguments are taken by `__init__`: a subclass overrides it but not `__new__`. Otherwise
/// `__new__` takes them, since errno decides on the class.
fn init_takes_arguments(vm: &Vm, class: &Ref<Type>) -> bool {
    let own = &vm.class(Builtin::OSError).slots;
    let same_init = address(class.slots.init.get()) == address(own.init.get());
    !same_init && address(class.slots.new.get()) == address(own.new.get())
}

fn new(vm: &Vm, class: &Ref<Type>, args: Args) -> Raises<Value> {
    if init_takes_arguments(vm, class) {
        return Ok(vm.alloc_in(class, Exception::with_args(vm.tuple_ref(vec![]))));
    }
    no_keywords(class, args)?;
    let given = args.positionals();
    let mut class = class.clone();
    if (2..=5).contains(&given.len())
        && class.is(vm.class(Builtin::OSError))
        && let Value::Int(errno) = given[0]
        && let Some(which) = subclass(errno)
    {
        class = vm.class(which).clone();
    }
    let made = vm.alloc_in(&class, Exception::with_args(vm.tuple_ref(given.to_vec())));
    take_arguments(vm, &made, given)?;
    Ok(made)
}

fn init(vm: &Vm, it: &Value, args: Args) -> Raises<()> {
    if !init_takes_arguments(vm, vm.type_of(it)) {
        return Ok(());
    }
    no_keywords(vm.type_of(it), args)?;
    this(it).set_args(vm.tuple_ref(args.positionals().to_vec()));
    take_arguments(vm, it, args.positionals())
}

fn take_arguments(vm: &Vm, it: &Value, given: &[Value]) -> Raises<()> {
    if !(2..=5).contains(&given.len()) {
        return Ok(());
    }
    let exception = this(it);
    if let Some(filename) = given.get(2).filter(|it| !it.is_none()) {
        let blocking = vm.type_of(it).is(vm.class(Builtin::BlockingIOError));
        if blocking && is_number(vm, filename) {
            let written = protocol::to_isize(vm, filename, Builtin::ValueError)?;
            exception.set_field(WRITTEN, Some(Value::Int(written)));
        } else {
            exception.set_field(FILENAME, Some(filename.clone()));
            // The argument before it is an error number of another system.
            exception.set_field(FILENAME2, given.get(4).filter(|it| !it.is_none()).cloned());
            exception.set_args(vm.tuple_ref(given[..2].to_vec()));
        }
    }
    exception.set_field(ERRNO, Some(given[0].clone()));
    exception.set_field(STRERROR, Some(given[1].clone()));
    Ok(())
}

fn is_number(vm: &Vm, value: &Value) -> bool {
    let slots = &vm.type_of(value).slots;
    slots.index.get().is_some() || slots.int.get().is_some() || slots.float.get().is_some()
}

fn str(vm: &Vm, it: &Value) -> Raises<Value> {
    let exception = this(it);
    let shown = |field| -> Raises<String> {
        let value = exception.field(field).unwrap_or(Value::None);
        Ok(protocol::str(vm, &value)?.to_string_lossy().into_owned())
    };
    let head = || -> Raises<Vec<u8>> {
        Ok(format!("[Errno {}] {}", shown(ERRNO)?, shown(STRERROR)?).into_bytes())
    };
    let Some(filename) = exception.field(FILENAME) else {
        if exception.field(ERRNO).is_some() && exception.field(STRERROR).is_some() {
            return Ok(Value::Str(vm.str_from_bytes(&head()?)));
        }
        return super::str(vm, it);
    };
    let mut text = head()?;
    text.extend_from_slice(b": ");
    text.extend_from_slice(protocol::repr(vm, &filename)?.bytes());
    if let Some(filename2) = exception.field(FILENAME2) {
        text.extend_from_slice(b" -> ");
        text.extend_from_slice(protocol::repr(vm, &filename2)?.bytes());
    }
    Ok(Value::Str(vm.str_from_bytes(&text)))
}

fn reduce(vm: &Vm, it: Value) -> Value {
    let exception = this(&it);
    let mut args = exception.args();
    if args.len() == 2
        && let Some(filename) = exception.field(FILENAME)
    {
        let mut all = args.items().to_vec();
        all.push(filename);
        if let Some(filename2) = exception.field(FILENAME2) {
            all.extend([Value::None, filename2]);
        }
        args = vm.tuple_ref(all);
    }
    reduce_with(vm, &it, Value::Tuple(args), existing_dict(&it))
}

/// The OSError for an error number of the system, with the files concerned.
pub fn os_error(vm: &Vm, errno: i32, strerror: &str, filenames: &[Value]) -> Value {
    let mut args = vec![Value::Int(i64::from(errno)), vm.text(strerror)];
    if let Some(first) = filenames.first() {
        args.push(first.clone());
    }
    if let Some(second) = filenames.get(1) {
        args.extend([Value::None, second.clone()]);
    }
    super::make(vm, Builtin::OSError, args)
}
