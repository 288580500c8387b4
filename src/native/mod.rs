//! How a Rust function declares its Python signature and gets its arguments.
//!
//! ```ignore
//! pub static METHODS: &[Native] = &[
//!     native!("pop($self, index=-1, /)", "Take the item at `index` out and return it.", pop),
//!     native!(class "fromkeys($type, iterable, value=None, /)", "A dict with these keys.", fromkeys),
//!     native!(static "maketrans(x, y=<unrepresentable>, z=<unrepresentable>, /)", "A table.", maketrans),
//!     native!(raw "print($module, *args, sep=' ')", "Write `args`.", print),
//!     native!(raw "max($module, *args, **kwargs)" as "", "The largest.", max),
//! ];
//!
//! fn pop(vm: &Vm, list: Ref<List>, index: isize) -> Raises<Value> { … }
//! ```
//!
//! The text is parsed while compiling ([`signature`]); from it follow the binding of arguments and the
//! wording of its errors ([`bind`]). The types of the body's parameters say what each argument becomes
//! ([`from_arg`]), its result type what the caller gets ([`result`]). Where the first parameter is
//! `$self`, `$type` or `$cls`, the body's first argument is the receiver; a `$module` is not passed.
//! A `raw` body gets one value a parameter, `Value::Err` where nothing was given, `*args` as a tuple
//! and `**kwargs` as a dict. What follows `as` is shown in place of the signature that binds; nothing
//! is shown where it is empty.
//!
//! Constructors and other slots that get [`Args`](crate::object::Args) take them apart with [`bind!`]:
//!
//! ```ignore
//! let (iterable, start): (Value, Option<Value>) = bind!(vm, args, "enumerate(iterable, start=0)")?;
//! ```

pub mod bind;
pub mod body;
pub mod from_arg;
pub mod number;
pub mod result;
pub mod signature;

pub use bind::{Owner, bind_args, call, call_function};
pub use body::{Body, FromSlots, Keywords, Rest, forward};
pub use from_arg::{FromArg, Place, type_error};
pub use number::{Index, to_i64};
pub use result::IntoResult;

/// A Rust function with its Python signature and docstring; see the module's head.
#[macro_export]
macro_rules! native {
    (class $text:literal $(as $shown:literal)?, $doc:expr, $body:path $(,)?) => {
        $crate::native!(@typed Class, $text, ($($shown)?), $doc, $body)
    };
    (static $text:literal $(as $shown:literal)?, $doc:expr, $body:path $(,)?) => {
        $crate::native!(@typed Static, $text, ($($shown)?), $doc, $body)
    };
    (raw class $text:literal $(as $shown:literal)?, $doc:expr, $body:path $(,)?) => {
        $crate::native!(@raw Class, $text, ($($shown)?), $doc, $body)
    };
    (raw static $text:literal $(as $shown:literal)?, $doc:expr, $body:path $(,)?) => {
        $crate::native!(@raw Static, $text, ($($shown)?), $doc, $body)
    };
    (raw $text:literal $(as $shown:literal)?, $doc:expr, $body:path $(,)?) => {
        $crate::native!(@raw Plain, $text, ($($shown)?), $doc, $body)
    };
    ($text:literal $(as $shown:literal)?, $doc:expr, $body:path $(,)?) => {
        $crate::native!(@typed Plain, $text, ($($shown)?), $doc, $body)
    };
    (@typed $kind:ident, $text:literal, $shown:tt, $doc:expr, $body:path) => {{
        const SIGNATURE: &$crate::object::Signature = $crate::native!(@signature $text, $shown);
        const { $crate::native::body::check(&$body, SIGNATURE) };
        $crate::object::Native {
            signature: *SIGNATURE,
            doc: $doc,
            body: |vm, slots| $crate::native::Body::run(&$body, vm, slots, SIGNATURE),
            kind: $crate::object::NativeKind::$kind,
            quick: None,
            pair: None,
            few: None,
            swift: None,
        }
    }};
    (@raw $kind:ident, $text:literal, $shown:tt, $doc:expr, $body:path) => {
        $crate::object::Native {
            signature: *$crate::native!(@signature $text, $shown),
            doc: $doc,
            body: $body,
            kind: $crate::object::NativeKind::$kind,
            quick: None,
            pair: None,
            few: None,
            swift: None,
        }
    };
    (@signature $text:literal, ()) => {
        $crate::signature!($text)
    };
    (@signature $text:literal, ($shown:literal)) => {
        &$crate::object::Signature { text: $shown, ..*$crate::signature!($text) }
    };
}

/// A [`Signature`](crate::object::Signature) read from its text while compiling: `&'static`.
#[macro_export]
macro_rules! signature {
    ($text:literal) => {
        const {
            const SLOTS: [$crate::object::Param; $crate::native::signature::count($text)] =
                $crate::native::signature::slots($text);
            const SIGNATURE: $crate::object::Signature =
                $crate::native::signature::signature($text, &SLOTS);
            &SIGNATURE
        }
    };
}

/// Binds the `Args` of a constructor (or another slot) to the signature and converts them, into a tuple
/// of types that are [`FromArg`].
#[macro_export]
macro_rules! bind {
    ($vm:expr, $args:expr, $text:literal) => {
        $crate::native::bind::bind_into($vm, $crate::signature!($text), $args)
    };
}
