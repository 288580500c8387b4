//! `print` and `input`.

use crate::err;
use crate::object::{Builtin, Name, Raised, Raises, Ref, Str, Tuple, Value, Vm};
use crate::protocol;
use crate::stdlib::io::string_io::{self, StringIo};
use crate::stdlib::sys::stream::{TextStream, exact};
use crate::stdlib::sys_dict;

/// A separator or end: what is given, a default where that is `None`.
fn piece<'a>(vm: &Vm, value: &'a Value, name: &str) -> Raises<Option<&'a Ref<Str>>> {
    match value {
        Value::Err | Value::None => Ok(None),
        other => other.downcast::<Str>().map(Some).ok_or_else(|| {
            err!(TypeError, "{name} must be None or a string, not {}", vm.type_name(other))
        }),
    }
}

pub fn print(vm: &Vm, slots: &[Value]) -> Raises<Value> {
    let [args, sep, end, file, flush] = slots else { return Ok(Value::None) };
    let args = args.downcast::<Tuple>().map_or(&[][..], |it| it.items());
    let file = match file {
        Value::Err | Value::None => {
            let stdout = sys_dict(vm).get_str(vm.name(Name::WordStdout));
            stdout.ok_or_else(|| err!(RuntimeError, "lost sys.stdout"))?
        }
        other => other.clone(),
    };
    if file.is_none() {
        return Ok(Value::None);
    }
    let sep = piece(vm, sep, "sep")?;
    let end = piece(vm, end, "end")?;
    match exact(vm, &file) {
        Some(stream) => print_to(vm, stream, args, sep, end)?,
        None => match string_io::exact(vm, &file) {
            Some(stream) => print_into(vm, stream, args, sep, end)?,
            None => print_by_calls(vm, &file, args, sep, end)?,
        },
    }
    if !flush.is_err() && vm.is_true(flush)? {
        protocol::call_method(vm, &file, vm.name(Name::WordFlush), &[])?;
    }
    Ok(Value::None)
}

/// To a stream of our own: its buffer takes the texts without a call.
fn print_to(
    vm: &Vm,
    stream: &Ref<TextStream>,
    args: &[Value],
    sep: Option<&Ref<Str>>,
    end: Option<&Ref<Str>>,
) -> Raises<()> {
    stream.check_writable(vm)?;
    let mut has_line = end.is_none();
    for (i, value) in args.iter().enumerate() {
        if i > 0 {
            match sep {
                None => stream.channel_push(b" "),
                Some(sep) => {
                    has_line |= sep.bytes().contains(&b'\n');
                    stream.push(vm, sep)?;
                }
            }
        }
        match value {
            Value::Int(n) => stream.channel_push(itoa(*n, &mut [0; 20])),
            value => {
                let text = protocol::str(vm, value)?;
                has_line |= !has_line && text.bytes().contains(&b'\n');
                stream.push(vm, &text)?;
            }
        }
    }
    match end {
        None => stream.push(vm, &vm.str_from_code(10))?,
        Some(end) => {
            has_line |= end.bytes().contains(&b'\n');
            stream.push(vm, end)?;
        }
    }
    stream.written(vm, has_line)
}

/// The decimal digits of a number.
fn itoa(n: i64, buffer: &mut [u8; 20]) -> &[u8] {
    let mut at = buffer.len();
    let mut left = n.unsigned_abs();
    loop {
        at -= 1;
        buffer[at] = b'0' + (left % 10) as u8;
        left /= 10;
        if left == 0 {
            break;
        }
    }
    if n < 0 {
        at -= 1;
        buffer[at] = b'-';
    }
    &buffer[at..]
}

/// Into a text in memory.
fn print_into(
    vm: &Vm,
    stream: &Ref<StringIo>,
    args: &[Value],
    sep: Option<&Ref<Str>>,
    end: Option<&Ref<Str>>,
) -> Raises<()> {
    let put = |text: &[u8]| {
        stream.check_open()?;
        stream.push(text);
        Ok(())
    };
    for (i, value) in args.iter().enumerate() {
        if i > 0 {
            put(sep.map_or(b" ", |it| it.bytes()))?;
        }
        match value {
            Value::Int(n) => put(itoa(*n, &mut [0; 20]))?,
            value => put(protocol::str(vm, value)?.bytes())?,
        }
    }
    put(end.map_or(b"\n", |it| it.bytes()))
}

fn print_by_calls(
    vm: &Vm,
    file: &Value,
    args: &[Value],
    sep: Option<&Ref<Str>>,
    end: Option<&Ref<Str>>,
) -> Raises<()> {
    let text = |given: Option<&Ref<Str>>, default: &str| match given {
        Some(it) => Value::of(it.clone().into_any()),
        None => vm.text(default),
    };
    let write = protocol::getattr(vm, file, vm.name(Name::WordWrite))?;
    for (i, value) in args.iter().enumerate() {
        if i > 0 {
            protocol::call1(vm, &write, &text(sep, " "))?;
        }
        let shown = protocol::text::str_value(vm, value)?;
        protocol::call1(vm, &write, &shown)?;
    }
    protocol::call1(vm, &write, &text(end, "\n"))?;
    Ok(())
}

/// Writes text to a stream of any kind.
pub fn write(vm: &Vm, file: &Value, text: &Ref<Str>) -> Raises<()> {
    match exact(vm, file) {
        Some(stream) => stream.write_text(vm, text),
        None => {
            let text = Value::of(text.clone().into_any());
            protocol::call_method(vm, file, vm.name(Name::WordWrite), &[text]).map(drop)
        }
    }
}

fn stream(vm: &Vm, name: Name) -> Raises<Value> {
    sys_dict(vm)
        .get_str(vm.name(name))
        .filter(|it| !it.is_none())
        .ok_or_else(|| err!(RuntimeError, "input(): lost sys.{}", name.text()))
}

/// Reads a line at a terminal with the prompt given; `None` at the end of input. Whoever has a line editor
/// sets it.
pub type Reader = fn(&Vm, &str) -> Raises<Option<String>>;

#[derive(Default)]
pub struct InputReader(pub std::cell::Cell<Option<Reader>>);

pub fn input(vm: &Vm, prompt: Option<Value>) -> Raises<Value> {
    let stdin = stream(vm, Name::WordStdin)?;
    let stdout = stream(vm, Name::WordStdout)?;
    let stderr = stream(vm, Name::WordStderr)?;
    protocol::call_method_opt(vm, &stderr, vm.name(Name::WordFlush), &[])?;
    let is_terminal = |it: &Value| exact(vm, it).is_some_and(|it| it.channel.is_terminal());
    let typed = is_terminal(&stdin) && is_terminal(&stdout);
    if typed && let Some(reader) = vm.state::<InputReader>().0.get() {
        let prompt = match &prompt {
            Some(prompt) => protocol::str(vm, prompt)?.to_string_lossy().into_owned(),
            None => String::new(),
        };
        protocol::call_method_opt(vm, &stdout, vm.name(Name::WordFlush), &[])?;
        return match reader(vm, &prompt)? {
            Some(line) => Ok(vm.text(&line)),
            None => Err(end_of_input(typed)),
        };
    }
    if let Some(prompt) = &prompt {
        write(vm, &stdout, &protocol::str(vm, prompt)?)?;
    }
    protocol::call_method_opt(vm, &stdout, vm.name(Name::WordFlush), &[])?;
    let line = protocol::call_method(vm, &stdin, vm.name(Name::WordReadline), &[])?;
    let Some(line) = line.downcast::<Str>() else {
        return Err(err!(TypeError, "object.readline() returned non-string"));
    };
    match line.bytes() {
        [] => Err(end_of_input(typed)),
        [text @ .., b'\n'] => Ok(Value::Str(vm.str_from_bytes(text))),
        _ => Ok(Value::Str(line.clone())),
    }
}

/// Who ends it by a key needs no words.
fn end_of_input(typed: bool) -> Raised {
    match typed {
        true => Raised::with_args(Builtin::EOFError, vec![]),
        false => err!(EOFError, "EOF when reading a line"),
    }
}
