//! `str`: immutable text. The methods Python sees are in one table here; their bodies are in the files
//! named by subject.
//!
//! Reference: Library Reference, "Text Sequence Type" and "String Methods".

pub mod case;
pub mod format;
pub mod iter;
pub mod layout;
pub mod pad;
pub mod percent;
pub mod search;
pub mod split;
pub mod translate;

use crate::algo::escape::repr_str;
use crate::algo::wtf8;
use crate::err;
use crate::object::{
    Args, BinaryOp, Builtin, CompareOp, Native, Raises, Ref, Slots, Str, Type, TypeSpec, Value, Vm,
    flags, string,
};
use crate::protocol;
use crate::{bind, native};

use super::bytes::buffer;
use super::codec;
use super::container::memory_error;
use super::slice::{self, Selection, Slice};

pub static SPEC: TypeSpec = TypeSpec {
    name: "str",
    layout: Some(&string::LAYOUT),
    flags: flags::BASE | flags::MATCH_SELF,
    doc: "str(object='') -> str\nstr(bytes_or_buffer[, encoding[, errors]]) -> str\n\n\
          The text of an object, as its __str__ gives it, or bytes decoded.",
    slots,
    methods: METHODS,
    quick: Some(quick),
    ..TypeSpec::DEFAULT
};

static METHODS: &[Native] = &[
    native!(
        "capitalize($self, /)",
        "A copy with the first character in title case and the rest in lower case.",
        case::capitalize
    ),
    native!("casefold($self, /)", "A copy for comparisons that ignore case.", case::casefold),
    native!(
        "center($self, width, fillchar=' ', /)",
        "The text in the middle of `width` characters, the rest being `fillchar`.",
        pad::center
    ),
    native!("count($self, sub, start=<unrepresentable>, end=<unrepresentable>, /)" as "($self, sub[, start[, end]], /)", "How often `sub` occurs in [start:end] without overlap.", search::count),
    native!(
        "encode($self, /, encoding='utf-8', errors='strict')",
        "The text as bytes.\n\n`errors` says what becomes of characters the encoding lacks: 'strict' (UnicodeEncodeError),\n'ignore', 'replace', 'xmlcharrefreplace', or another name known to codecs.register_error.",
        encode
    ),
    Native {
        swift: Some(search::swift_endswith),
        ..native!("endswith($self, suffix, start=<unrepresentable>, end=<unrepresentable>, /)" as "($self, suffix[, start[, end]], /)", "Whether the text (or its part [start:end]) ends with `suffix`, or with one of a tuple of them.", search::endswith)
    },
    native!(
        "expandtabs($self, /, tabsize=8)",
        "A copy with tabs replaced by spaces, columns being `tabsize` wide.",
        pad::expandtabs
    ),
    native!("find($self, sub, start=<unrepresentable>, end=<unrepresentable>, /)" as "($self, sub[, start[, end]], /)", "The lowest index in [start:end] at which `sub` is found; -1 if there is none.", search::find),
    native!(
        "format($self, /, *args, **kwargs)",
        "A copy with the fields in braces replaced by the arguments they name.",
        format::format
    ),
    native!(
        "format_map($self, mapping, /)",
        "A copy with the fields in braces replaced by what `mapping` has for them.",
        format::format_map
    ),
    native!("index($self, sub, start=<unrepresentable>, end=<unrepresentable>, /)" as "($self, sub[, start[, end]], /)", "The lowest index in [start:end] at which `sub` is found; ValueError if there is none.", search::index),
    native!(
        "isalnum($self, /)",
        "Whether there are characters, all of them letters or numbers.",
        case::isalnum
    ),
    native!(
        "isalpha($self, /)",
        "Whether there are characters, all of them letters.",
        case::isalpha
    ),
    native!(
        "isascii($self, /)",
        "Whether all characters are ASCII; true of empty text.",
        case::isascii
    ),
    native!(
        "isdecimal($self, /)",
        "Whether there are characters, all of them decimal digits.",
        case::isdecimal
    ),
    Native {
        swift: Some(case::swift_isdigit),
        ..native!(
            "isdigit($self, /)",
            "Whether there are characters, all of them digits.",
            case::isdigit
        )
    },
    native!(
        "isidentifier($self, /)",
        "Whether the text is a valid identifier; keyword.iskeyword() tells keywords.",
        case::isidentifier
    ),
    native!(
        "islower($self, /)",
        "Whether there are cased characters, all of them lower case.",
        case::islower
    ),
    native!(
        "isnumeric($self, /)",
        "Whether there are characters, all of them numeric.",
        case::isnumeric
    ),
    native!(
        "isprintable($self, /)",
        "Whether all characters can be shown as they are; true of empty text.",
        case::isprintable
    ),
    native!(
        "isspace($self, /)",
        "Whether there are characters, all of them whitespace.",
        case::isspace
    ),
    native!(
        "istitle($self, /)",
        "Whether words start with upper or title case and go on in lower case.",
        case::istitle
    ),
    native!(
        "isupper($self, /)",
        "Whether there are cased characters, all of them upper case.",
        case::isupper
    ),
    native!(
        "join($self, iterable, /)",
        "The strings of `iterable` with this text between them.",
        split::join
    ),
    native!(
        "ljust($self, width, fillchar=' ', /)",
        "The text at the left of `width` characters, the rest being `fillchar`.",
        pad::ljust
    ),
    Native {
        swift: Some(case::swift_lower),
        ..native!("lower($self, /)", "A copy in lower case.", case::lower)
    },
    native!(
        "lstrip($self, chars=None, /)",
        "A copy without whitespace, or without any of `chars`, at its start.",
        pad::lstrip
    ),
    native!(static "maketrans(x, y=<unrepresentable>, z=<unrepresentable>, /)", "A table for str.translate().\n\nFrom one argument: a dict of characters or ordinals to ordinals, strings or None. From two: texts of equal\nlength, each character becoming the one at the same place. A third names characters to delete.", translate::maketrans),
    native!(
        "partition($self, sep, /)",
        "What is before the first `sep`, the separator, and what is after it.\n\nWithout one: the text and two empty strings.",
        split::partition
    ),
    native!(
        "removeprefix($self, prefix, /)",
        "The text without `prefix` if it starts with it, else a copy.",
        search::removeprefix
    ),
    native!(
        "removesuffix($self, suffix, /)",
        "The text without `suffix` if it ends with it, else a copy.",
        search::removesuffix
    ),
    native!(
        "replace($self, old, new, /, count=-1)",
        "A copy with `old` replaced by `new`: everywhere, or the first `count` times.",
        search::replace
    ),
    native!("rfind($self, sub, start=<unrepresentable>, end=<unrepresentable>, /)" as "($self, sub[, start[, end]], /)", "The highest index in [start:end] at which `sub` is found; -1 if there is none.", search::rfind),
    native!("rindex($self, sub, start=<unrepresentable>, end=<unrepresentable>, /)" as "($self, sub[, start[, end]], /)", "The highest index in [start:end] at which `sub` is found; ValueError if there is none.", search::rindex),
    native!(
        "rjust($self, width, fillchar=' ', /)",
        "The text at the right of `width` characters, the rest being `fillchar`.",
        pad::rjust
    ),
    native!(
        "rpartition($self, sep, /)",
        "What is before the last `sep`, the separator, and what is after it.\n\nWithout one: two empty strings and the text.",
        split::rpartition
    ),
    native!(
        "rsplit($self, /, sep=None, maxsplit=-1)",
        "The parts between separators; at most `maxsplit` splits, counted from the right.\n\nNo `sep`: runs of whitespace separate, and none are at the ends.",
        split::rsplit
    ),
    native!(
        "rstrip($self, chars=None, /)",
        "A copy without whitespace, or without any of `chars`, at its end.",
        pad::rstrip
    ),
    native!(
        "split($self, /, sep=None, maxsplit=-1)",
        "The parts between separators; at most `maxsplit` splits, counted from the left.\n\nNo `sep`: runs of whitespace separate, and none are at the ends.",
        split::split
    ),
    native!(
        "splitlines($self, /, keepends=False)",
        "The lines; with their ends if `keepends`.",
        split::splitlines
    ),
    Native {
        swift: Some(search::swift_startswith),
        ..native!("startswith($self, prefix, start=<unrepresentable>, end=<unrepresentable>, /)" as "($self, prefix[, start[, end]], /)", "Whether the text (or its part [start:end]) starts with `prefix`, or with one of a tuple of them.", search::startswith)
    },
    Native {
        swift: Some(pad::swift_strip),
        ..native!(
            "strip($self, chars=None, /)",
            "A copy without whitespace, or without any of `chars`, at both ends.",
            pad::strip
        )
    },
    native!("swapcase($self, /)", "A copy with upper and lower case exchanged.", case::swapcase),
    native!(
        "title($self, /)",
        "A copy in which words start in title case and go on in lower case.",
        case::title
    ),
    native!(
        "translate($self, table, /)",
        "A copy with each character replaced by what `table` has at its ordinal: an ordinal, text, or None to\ndelete it; characters for which the look-up is a LookupError stay.",
        translate::translate
    ),
    Native {
        swift: Some(case::swift_upper),
        ..native!("upper($self, /)", "A copy in upper case.", case::upper)
    },
    native!(
        "zfill($self, width, /)",
        "The text filled with zeros at the left up to `width`, behind a sign if it has one.",
        pad::zfill
    ),
    native!(
        "__format__($self, format_spec, /)",
        "The text laid out as `format_spec` says.",
        format::dunder_format
    ),
    native!("__getnewargs__($self, /)", "What pickle gives to __new__.", getnewargs),
    native!("__sizeof__($self, /)", "Bytes of memory the object takes.", sizeof),
];

fn slots(slots: &Slots) {
    slots.repr.set(Some(repr));
    slots.str_.set(Some(str));
    slots.hash.set(Some(|_, text| Ok(of(text).hash() as i64)));
    slots.compare.set(Some(compare));
    slots.len.set(Some(|_, text| Ok(of(text).count())));
    slots.getitem.set(Some(getitem));
    slots.contains.set(Some(contains));
    slots.concat.set(Some(concat));
    slots.repeat.set(Some(repeat));
    slots.iter.set(Some(iter::iter));
    slots.binary[BinaryOp::Mod as usize].set(Some(percent::modulo));
    slots.new.set(Some(new));
}

/// The payload of a slot's receiver, which is a `str` by how slots are called.
pub fn of(value: &Value) -> &Ref<Str> {
    match value {
        Value::Str(text) => text,
        other => other.downcast::<Str>().expect("a slot of str is called with a str"),
    }
}

/// The text of a value, if it is a `str` or an instance of a subclass.
#[inline]
pub fn text_of(value: &Value) -> Option<&Ref<Str>> {
    match value {
        Value::Str(text) => Some(text),
        other => other.downcast::<Str>(),
    }
}

/// The text as an exact `str`: itself, or a copy of an instance of a subclass.
#[inline]
pub fn exact(vm: &Vm, text: &Ref<Str>) -> Value {
    if text.class().is(vm.class(Builtin::Str)) {
        Value::Str(text.clone())
    } else {
        Value::Str(vm.str_from_bytes(text.bytes()))
    }
}

/// A part of `text` as an exact `str`: `text` itself when it is all of it.
#[inline]
pub fn part(vm: &Vm, text: &Ref<Str>, part: &[u8]) -> Value {
    if part.len() == text.bytes().len() {
        exact(vm, text)
    } else {
        Value::Str(vm.str_from_bytes(part))
    }
}

/// An argument that must be text; `which` is its number or name as messages have it.
#[inline]
pub fn str_argument<'a>(
    vm: &Vm,
    value: &'a Value,
    function: &str,
    which: &str,
) -> Raises<&'a Ref<Str>> {
    text_of(value).ok_or_else(|| {
        let kind = if value.is_none() { "None".to_owned() } else { vm.type_name(value) };
        err!(TypeError, "{function}() argument{which} must be str, not {kind}")
    })
}

/// No object is made larger than this many bytes.
pub const LARGEST: usize = 1 << 40;

fn repr(vm: &Vm, text: &Value) -> Raises<Value> {
    Ok(vm.text(&repr_str(of(text).bytes())))
}

fn str(vm: &Vm, text: &Value) -> Raises<Value> {
    Ok(exact(vm, of(text)))
}

fn compare(_: &Vm, a: &Value, b: &Value, op: CompareOp) -> Raises<Value> {
    let (Some(a), Some(b)) = (text_of(a), text_of(b)) else { return Ok(Value::NotImplemented) };
    Ok(Value::bool(match op {
        CompareOp::Eq => **a == **b,
        CompareOp::Ne => **a != **b,
        // Generalized UTF-8 sorts as its code points do.
        _ => op.holds(a.bytes().cmp(b.bytes())),
    }))
}

/// Whether `part` is in `text`.
#[inline]
pub fn holds(text: &Str, part: &Str) -> bool {
    match (text.bytes(), part.bytes()) {
        (text, &[byte]) if text.len() <= 8 => crate::algo::search::has_byte(text, byte),
        (text, part) => crate::algo::search::find(text, part).is_some(),
    }
}

fn contains(vm: &Vm, text: &Value, sub: &Value) -> Raises<bool> {
    let Some(sub) = text_of(sub) else {
        return Err(err!(
            TypeError,
            "'in <string>' requires string as left operand, not {}",
            vm.type_name(sub)
        ));
    };
    Ok(holds(of(text), sub))
}

fn concat(vm: &Vm, left: &Value, right: &Value) -> Raises<Value> {
    let left = of(left);
    let Some(right) = text_of(right) else {
        return Err(err!(
            TypeError,
            "can only concatenate str (not \"{}\") to str",
            vm.type_name(right)
        ));
    };
    if left.count() == 0 {
        return Ok(exact(vm, right));
    }
    if right.count() == 0 {
        return Ok(exact(vm, left));
    }
    Ok(Value::Str(Ref::<Str>::joined(vm, [&**left, &**right].into_iter())))
}

fn repeat(vm: &Vm, text: &Value, count: &Value) -> Raises<Value> {
    let text = of(text);
    let count = protocol::to_isize(vm, count, Builtin::OverflowError)?;
    if count <= 0 || text.count() == 0 {
        return Ok(Value::Str(vm.str_from_bytes(b"")));
    }
    if count == 1 {
        return Ok(exact(vm, text));
    }
    let (bytes, count) = (text.bytes(), count as usize);
    if text.count().checked_mul(count).is_none_or(|it| it > isize::MAX as usize) {
        return Err(err!(OverflowError, "repeated string is too long"));
    }
    match bytes.len().checked_mul(count) {
        Some(size) if size <= LARGEST => Ok(Value::Str(vm.str_from_bytes(&bytes.repeat(count)))),
        _ => Err(memory_error()),
    }
}

fn getitem(vm: &Vm, text: &Value, key: &Value) -> Raises<Value> {
    let text = of(text);
    match key {
        Value::Int(index) => item(vm, text, *index),
        _ => {
            if let Some(slice) = key.downcast::<Slice>() {
                return slice_of(vm, text, slice);
            }
            if vm.type_of(key).slots.index.get().is_none() {
                return Err(err!(
                    TypeError,
                    "string indices must be integers, not '{}'",
                    vm.type_name(key)
                ));
            }
            item(vm, text, protocol::to_isize(vm, key, Builtin::IndexError)?)
        }
    }
}

/// `text[index]`.
#[inline]
pub fn item(vm: &Vm, text: &Ref<Str>, index: i64) -> Raises<Value> {
    let count = text.count();
    let at = if index < 0 { index.wrapping_add(count as i64) } else { index } as usize;
    if at >= count {
        return Err(err!(IndexError, "string index out of range"));
    }
    let bytes = text.bytes();
    if text.is_ascii() {
        return Ok(Value::Str(vm.str_from_bytes(&bytes[at..=at])));
    }
    let from = text.offset(at);
    let (code, _) = wtf8::decode(bytes, from).expect("the index is inside the text");
    Ok(Value::Str(vm.str_from_code(code)))
}

fn slice_of(vm: &Vm, text: &Ref<Str>, slice: &Ref<Slice>) -> Raises<Value> {
    Ok(select(vm, text, slice::adjust(slice::unpack(vm, slice)?, text.count())))
}

/// The selected characters.
pub fn select(vm: &Vm, text: &Ref<Str>, selected: Selection) -> Value {
    let Selection { start, step, count, .. } = selected;
    let (start, step, bytes) = (start as usize, step as isize, text.bytes());
    if step == 1 {
        let (from, to) = (text.offset(start), text.offset(start + count));
        return part(vm, text, &bytes[from..to]);
    }
    if text.is_ascii() {
        let mut at = start as isize;
        let mut out = Vec::with_capacity(count);
        for _ in 0..count {
            out.push(bytes[at as usize]);
            at += step;
        }
        return Value::Str(vm.str_from_bytes(&out));
    }
    Value::Str(vm.str_from_bytes(&wtf8::stepped(bytes, start, step, count)))
}

fn new(vm: &Vm, class: &Ref<Type>, args: Args) -> Raises<Value> {
    let made = make(vm, args)?;
    if class.is(vm.class(Builtin::Str)) {
        return Ok(made);
    }
    Ok(Value::of(Ref::<Str>::of_class(class, of(&made).bytes()).into_any()))
}

/// `str(object)` of ints and strings.
fn quick(vm: &Vm, object: &Value) -> Value {
    match object {
        Value::Int(n) => format::int_text(vm, *n),
        Value::Str(_) => object.clone(),
        _ => Value::Err,
    }
}

/// `str(object, encoding, errors)`.
fn make(vm: &Vm, args: Args) -> Raises<Value> {
    if args.names.is_empty() {
        match args.values {
            [] => return Ok(Value::Str(vm.str_from_bytes(b""))),
            [Value::Int(n)] => return Ok(format::int_text(vm, *n)),
            [object] => return protocol::str_value(vm, object),
            _ => {}
        }
    }
    if args.positionals().len() > 3 {
        return Err(err!(
            TypeError,
            "str expected at most 3 arguments, got {}",
            args.positionals().len()
        ));
    }
    let (object, encoding, errors): (Option<Value>, Option<Value>, Option<Value>) = bind!(
        vm,
        args,
        "str(object=<unrepresentable>, encoding=<unrepresentable>, errors=<unrepresentable>)"
    )?;
    let encoding =
        encoding.as_ref().map(|it| str_argument(vm, it, "str", " 'encoding'")).transpose()?;
    let errors = errors.as_ref().map(|it| str_argument(vm, it, "str", " 'errors'")).transpose()?;
    let Some(object) = &object else { return Ok(Value::Str(vm.str_from_bytes(b""))) };
    if encoding.is_none() && errors.is_none() {
        return protocol::str_value(vm, object);
    }
    if text_of(object).is_some() {
        return Err(err!(TypeError, "decoding str is not supported"));
    }
    let Some(data) = buffer(object) else {
        return Err(err!(
            TypeError,
            "decoding to str: need a bytes-like object, {} found",
            vm.type_name(object)
        ));
    };
    codec::decode(
        vm,
        object,
        &data,
        &codec::name(vm, encoding, "utf-8")?,
        &codec::name(vm, errors, "strict")?,
    )
}

fn encode(
    vm: &Vm,
    text: Ref<Str>,
    encoding: Option<Value>,
    errors: Option<Value>,
) -> Raises<Value> {
    let (encoding, errors) = codec::names(vm, "encode", &encoding, &errors)?;
    codec::encode(vm, &text, &encoding, &errors)
}

fn getnewargs(vm: &Vm, text: Ref<Str>) -> Raises<Value> {
    Ok(vm.tuple(vec![Value::Str(vm.str_from_bytes(text.bytes()))]))
}

/// As CPython's compact representation would take: one, two or four bytes a character.
fn sizeof(_: &Vm, text: Ref<Str>) -> Raises<Value> {
    let count = text.count() as i64;
    Ok(Value::Int(match wtf8::max_code_point(text.bytes()) {
        None | Some(0..0x80) => 41 + count,
        Some(0x80..0x100) => 57 + count,
        Some(0x100..0x10000) => 58 + 2 * count,
        Some(_) => 60 + 4 * count,
    }))
}
