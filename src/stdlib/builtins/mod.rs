//! `builtins`: the functions, classes and constants that every module sees.
//!
//! Reference: Library Reference, "Built-in Functions", "Built-in Constants".

mod attributes;
mod code;
pub mod help;
mod items;
mod numbers;
pub mod open;
pub mod print;
pub mod signature;
pub mod site;
mod text;

use crate::native;
use crate::object::{Builtin, Native, Value, Vm};

pub const DOC: &str = "The functions, classes and constants that every module sees.";

pub static FUNCTIONS: &[Native] = &[
    native!(
        raw "__import__($module, /, name, globals=None, locals=None, fromlist=(), level=0)",
        "Import a module, as the import statement does.",
        code::import
    ),
    Native {
        quick: Some(numbers::quick_abs),
        ..native!("abs($module, x, /)", "The absolute value of a number.", numbers::abs)
    },
    native!(
        "aiter($module, async_iterable, /)",
        "The asynchronous iterator of an asynchronous iterable.",
        items::aiter
    ),
    native!(raw "__build_class__($module, *args, **kwargs)" as "", "What the class statement calls.", code::build_class),
    native!(
        "all($module, iterable, /)",
        "Whether every item is true; of nothing, too.",
        items::all
    ),
    native!(
        "anext($module, aiterator, default=<unrepresentable>, /)",
        "An awaitable of the next item of an asynchronous iterator.",
        items::anext
    ),
    native!(
        "any($module, iterable, /)",
        "Whether any item is true; not so of nothing.",
        items::any
    ),
    native!("ascii($module, obj, /)", "The repr, with what is not ASCII escaped.", text::ascii),
    native!("bin($module, number, /)", "An int in binary, as in '0b101'.", numbers::bin),
    native!(raw "breakpoint($module, *args, **kwargs)" as "($module, /, *args, **kws)", "Enter the debugger: call sys.breakpointhook.", code::breakpoint),
    native!("callable($module, obj, /)", "Whether the object can be called.", attributes::callable),
    Native {
        quick: Some(text::quick_chr),
        ..native!("chr($module, i, /)", "The character with that number in Unicode.", text::chr)
    },
    native!(
        "compile($module, /, source, filename, mode, flags=0, dont_inherit=False, optimize=-1, *, _feature_version=-1)"
            as "($module, /, source, filename, mode, flags=0,\n        dont_inherit=False, optimize=-1, *, _feature_version=-1)",
        "Turn source text or a syntax tree into a code object.",
        code::compile
    ),
    native!(
        "delattr($module, obj, name, /)",
        "Delete the attribute of that name.",
        attributes::delattr
    ),
    native!("dir($module, object=<unrepresentable>, /)" as "", "The names in the present scope, or those an object has.", attributes::dir),
    native!(
        "divmod($module, x, y, /)",
        "The quotient and the remainder, (x//y, x%y).",
        numbers::divmod
    ),
    native!(
        "eval($module, source, /, globals=None, locals=None)",
        "The value of an expression.",
        code::eval
    ),
    native!(
        "exec($module, source, /, globals=None, locals=None, *, closure=None)",
        "Run statements.",
        code::exec
    ),
    native!(
        "format($module, value, format_spec='', /)",
        "The value as text, laid out as the specification says.",
        text::format
    ),
    native!(raw "getattr($module, object, name, default=<unrepresentable>, /)" as "", "The attribute of that name; the default if there is none.", attributes::getattr),
    native!("globals($module, /)", "The namespace of the present module.", code::globals),
    native!(
        "hasattr($module, obj, name, /)",
        "Whether the object has an attribute of that name.",
        attributes::hasattr
    ),
    native!(
        "hash($module, obj, /)",
        "The hash of the object: equal objects have equal ones.",
        attributes::hash
    ),
    native!("hex($module, number, /)", "An int in hexadecimal, as in '0x1f'.", numbers::hex),
    native!("id($module, obj, /)", "A number that no other living object has.", attributes::id),
    native!(
        "input($module, prompt='', /)",
        "A line from standard input, without its end; the prompt is printed first.",
        print::input
    ),
    Native {
        pair: Some(attributes::quick_isinstance),
        ..native!(
            "isinstance($module, obj, class_or_tuple, /)",
            "Whether the object is an instance of the class, or of one in the tuple.",
            attributes::isinstance
        )
    },
    native!(
        "issubclass($module, cls, class_or_tuple, /)",
        "Whether the class derives from the class, or from one in the tuple.",
        attributes::issubclass
    ),
    native!("iter($module, object, sentinel=<unrepresentable>, /)" as "", "An iterator over an iterable, or over what a callable returns until it is the sentinel.", items::iter),
    Native {
        quick: Some(items::quick_len),
        ..native!("len($module, obj, /)", "The number of items in a container.", items::len)
    },
    native!("locals($module, /)", "The local variables of the present scope.", code::locals),
    Native {
        few: Some(items::max_few),
        ..native!(raw "max($module, *args, **kwargs)" as "", "The largest of the items or arguments.", items::max)
    },
    Native {
        few: Some(items::min_few),
        ..native!(raw "min($module, *args, **kwargs)" as "", "The smallest of the items or arguments.", items::min)
    },
    native!("next($module, iterator, default=<unrepresentable>, /)" as "", "The next item of an iterator; the default at its end.", items::next),
    native!("oct($module, number, /)", "An int in octal, as in '0o17'.", numbers::oct),
    native!(
        "open($module, /, file, mode='r', buffering=-1, encoding=None, errors=None, newline=None, closefd=True, opener=None)"
            as "($module, /, file, mode='r', buffering=-1, encoding=None,\n     errors=None, newline=None, closefd=True, opener=None)",
        "Open a file.",
        open::open
    ),
    Native {
        quick: Some(text::quick_ord),
        ..native!("ord($module, c, /)", "The number of a character in Unicode.", text::ord)
    },
    native!(
        "pow($module, /, base, exp, mod=None)",
        "base**exp, modulo mod if it is given.",
        numbers::pow
    ),
    native!(
        raw "print($module, /, *args, sep=' ', end='\\n', file=None, flush=False)",
        "Write the arguments, sep between them and end after them, to file or sys.stdout.",
        print::print
    ),
    native!("repr($module, obj, /)", "The object as text for programmers.", text::repr),
    native!(
        "round($module, /, number, ndigits=None)",
        "The number rounded to so many digits after the point.",
        numbers::round
    ),
    native!(
        "setattr($module, obj, name, value, /)",
        "Set the attribute of that name.",
        attributes::setattr
    ),
    Native {
        few: Some(items::sorted_few),
        ..native!(
            raw "sorted($module, /, *args, **kwargs)" as "($module, iterable, /, *, key=None, reverse=False)",
            "A new list with the items in order.",
            items::sorted
        )
    },
    native!(
        "sum($module, iterable, /, start=0)",
        "The sum of the items and the start.",
        numbers::sum
    ),
    native!("vars($module, object=<unrepresentable>, /)" as "", "The __dict__ of an object; locals() without one.", attributes::vars),
];

pub static CLASSES: &[(&str, Builtin)] = &[
    ("bool", Builtin::Bool),
    ("memoryview", Builtin::MemoryView),
    ("bytearray", Builtin::ByteArray),
    ("bytes", Builtin::Bytes),
    ("classmethod", Builtin::ClassMethod),
    ("complex", Builtin::Complex),
    ("dict", Builtin::Dict),
    ("enumerate", Builtin::Enumerate),
    ("filter", Builtin::Filter),
    ("float", Builtin::Float),
    ("frozenset", Builtin::FrozenSet),
    ("property", Builtin::Property),
    ("int", Builtin::Int),
    ("list", Builtin::List),
    ("map", Builtin::Map),
    ("object", Builtin::Object),
    ("range", Builtin::Range),
    ("reversed", Builtin::Reversed),
    ("set", Builtin::Set),
    ("slice", Builtin::Slice),
    ("staticmethod", Builtin::StaticMethod),
    ("str", Builtin::Str),
    ("super", Builtin::Super),
    ("tuple", Builtin::Tuple),
    ("type", Builtin::Type),
    ("zip", Builtin::Zip),
];

pub fn constants(vm: &Vm) -> Vec<(&'static str, Value)> {
    let settings = super::sys::settings(vm);
    let mut all = vec![
        ("None", Value::None),
        ("Ellipsis", Value::Ellipsis),
        ("NotImplemented", Value::NotImplemented),
        ("False", Value::FALSE),
        ("True", Value::TRUE),
        ("__debug__", Value::bool(settings.optimize == 0)),
    ];
    for class in Builtin::ALL {
        if class.is_exception() {
            let made = vm.class(class).clone();
            let name = made.spec.map_or("", |it| it.name);
            all.push((name, Value::Type(made)));
        }
    }
    let alias = Value::Type(vm.class(Builtin::OSError).clone());
    all.push(("EnvironmentError", alias.clone()));
    all.push(("IOError", alias));
    if !settings.no_site {
        all.extend(site::constants(vm));
    }
    all
}
