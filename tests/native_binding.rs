//! Binding errors of natives against those that CPython 3.13 gave (`fixtures/native_binding_errors.tsv`):
//! one line a call, with name, owner, signature, positional arguments, keyword arguments, message.

use taipan::native::bind::{Owner, bind};
use taipan::native::signature::parse;
use taipan::native::{FromSlots, Place, bind_args};
use taipan::object::{
    Args, Builtin, Hooks, Native, NativeKind, Raises, Ref, Signature, Str, Type, TypeSpec, Value,
    Vm, flags, heap::Layout, string, tuple, types::NewType, value::tag,
};
use taipan::{bind, native, signature};

const ERRORS: &str = include_str!("fixtures/native_binding_errors.tsv");
/// Calls whose message is not that of their signature's shape: parsers written by hand, signatures
/// with nested brackets, calls that went through.
const ODD: usize = 19;

/// An interpreter whose classes are bare: enough for strings, tuples and messages.
fn interpreter() -> &'static Vm {
    fn make_class(vm: &Vm, which: Builtin) -> Ref<Type> {
        static BARE: Layout = Layout::of::<Type>();
        static STR: TypeSpec = TypeSpec { name: "str", ..TypeSpec::DEFAULT };
        let (layout, tag) = match which {
            Builtin::Str => (&string::LAYOUT, tag::STR),
            Builtin::Tuple => (&tuple::LAYOUT, tag::TUPLE),
            _ => (&BARE, tag::TYPE),
        };
        let spec = (which == Builtin::Str).then_some(&STR);
        let new = NewType { layout, flags: flags::BASE, tag, spec, reserved: 0, extra_slots: 0 };
        let metaclass = match which {
            Builtin::Type => None,
            _ => Some(vm.class(Builtin::Type)),
        };
        Ref::<Type>::new(vm, metaclass, new)
    }
    let hooks = Hooks {
        make_class,
        populate: |_, _, _| {},
        exception: |_, _, _| Value::None,
        set_context: |_, _| {},
        set_attribute_error: |_, _, _| {},
        add_traceback: |_, _, _| {},
        call: |_, _, _| Ok(Value::None),
        call_function: |_, _, _, _| Ok(Value::None),
        finalize: |_, _| {},
        weak_callback: |_, _, _| {},
        unraisable: |_, _, _, _| {},
        each_item: |_, _, _| Ok(()),
    };
    // Kept: bare classes do not hold each other as a session's do, so there is no order to drop them in.
    Box::leak(Vm::new(hooks, 8 << 20))
}

fn message<T>(result: Raises<T>) -> String {
    match result {
        Ok(_) => "bound".to_owned(),
        Err(raised) => format!("{raised:?}").split_once(": ").expect("class: text").1.to_owned(),
    }
}

#[test]
fn wording_follows_from_the_shape_of_the_signature() {
    let vm = interpreter();
    let mut wrong = Vec::new();
    for line in ERRORS.lines() {
        let [name, owner, text, positional, keywords, want] =
            line.split('\t').collect::<Vec<_>>()[..]
        else {
            panic!("six columns: {line}")
        };
        let signature = parse(format!("{name}{text}").leak());
        let count = |it: &str| it.parse::<usize>().expect("a count");
        let values = vec![Value::None; count(positional) + count(keywords)];
        let names = vec![vm.intern("zzz_bogus"); count(keywords)];
        let owner = match owner {
            "" => Owner::Native(&LEN, &Value::Err),
            owner => Owner::Named(owner),
        };
        let mut slots = vec![Value::Err; signature.params.len()];
        let args = Args { values: &values, names: &names };
        let got = message(bind(vm, &signature, owner, args, &mut slots));
        if got != want {
            wrong.push(format!("{line}\n  got {got}"));
        }
    }
    assert_eq!(wrong.len(), ODD, "{} differ:\n{}", wrong.len(), wrong.join("\n"));
}

static LEN: Native = native!("len($module, obj, /)", "", length);

fn length(_: &Vm, _: Value) -> usize {
    0
}

#[test]
fn names_positions_and_counts() {
    let vm = interpreter();
    let bound = |signature: &'static Signature, positional: usize, names: &[&str]| {
        let values = vec![Value::Int(7); positional + names.len()];
        let names: Vec<Ref<Str>> = names.iter().map(|it| vm.intern(it)).collect();
        let mut slots = vec![Value::Err; signature.params.len()];
        let args = Args { values: &values, names: &names };
        message(bind(vm, signature, Owner::Native(&LEN, &Value::Err), args, &mut slots))
    };
    let sort = signature!("sort($self, /, *, key=None, reverse=False)");
    assert_eq!(bound(sort, 0, &["key", "reverse"]), "bound");
    assert_eq!(bound(sort, 3, &[]), "sort() takes at most 2 arguments (3 given)");
    assert_eq!(bound(sort, 1, &[]), "sort() takes no positional arguments");
    assert_eq!(
        bound(sort, 0, &["key", "reverse", "x"]),
        "sort() takes at most 2 keyword arguments (3 given)"
    );
    let pow = signature!("pow($module, /, base, exp, mod=None)");
    assert_eq!(
        bound(pow, 2, &["base"]),
        "argument for pow() given by name ('base') and position (1)"
    );
    assert_eq!(bound(pow, 1, &["x"]), "pow() missing required argument 'exp' (pos 2)");
    assert_eq!(bound(pow, 1, &["exp"]), "bound");
    let replace = signature!("replace($self, old, new, /, count=-1)");
    assert_eq!(
        bound(replace, 1, &["x"]),
        "replace() takes at least 2 positional arguments (1 given)"
    );
    assert_eq!(bound(replace, 2, &["old"]), "replace() got an unexpected keyword argument 'old'");
    let is_close = signature!("isclose($module, /, a, b, *, rel_tol=1e-09, abs_tol=0.0)");
    assert_eq!(bound(is_close, 3, &[]), "isclose() takes exactly 2 positional arguments (3 given)");
}

#[test]
fn constructors() {
    let vm = interpreter();
    let seven = [const { Value::Int(7) }; 4];
    let args = |count: usize| Args::positional(&seven[..count]);
    let reversed = signature!("reversed(sequence, /)");
    assert_eq!(
        message(bind_args::<1>(vm, reversed, args(0))),
        "reversed expected 1 argument, got 0"
    );
    let range =
        |count| bind_args::<3>(vm, signature!("range(start, stop=0, step=1, /)"), args(count));
    assert_eq!(message(range(0)), "range expected at least 1 argument, got 0");
    assert_eq!(message(range(4)), "range expected at most 3 arguments, got 4");
    let [_, stop, step] = range(2).expect("two are enough");
    assert!(matches!((stop, step), (Value::Int(7), Value::Err)));
    let (iterable, start, other): (Value, Option<Value>, i64) =
        bind!(vm, args(1), "example(iterable, start=zero, other=-3)").expect("one is enough");
    assert!(matches!((iterable, start, other), (Value::Int(7), None, -3)));
}

static METHODS: &[Native] = &[
    native!(
        "typed($self, index=-1, flag=True, ratio=0.5, text='a\\n', /)",
        "Every literal.",
        typed
    ),
    native!(class "made($type, x, /, *, y=None)", "A class method.", made),
    native!(static "apart(x, y=<unrepresentable>, /)", "A static method.", apart),
    native!(raw "gather($module, first, *args, **kwargs)" as "", "Raw.", gather),
];

fn typed(_: &Vm, this: Value, index: isize, flag: bool, ratio: f64, text: Ref<Str>) -> bool {
    assert!(matches!(this, Value::None));
    (index, flag, ratio, text.bytes()) == (-1, true, 0.5, b"a\n")
}

fn made(_: &Vm, _: Value, x: i64, y: Option<i64>) -> Option<i64> {
    y.map(|y| x + y)
}

fn apart(_: &Vm, x: Value, y: Option<Value>) -> Raises<(Value, bool)> {
    Ok((x, y.is_some()))
}

fn gather(_: &Vm, slots: &[Value]) -> Raises<Value> {
    let [_, Value::Tuple(rest), Value::Err] = slots else { panic!("{slots:?}") };
    Ok(Value::Int(rest.len() as i64))
}

#[test]
fn every_form() {
    let vm = interpreter();
    let [typed, made, apart, gather] = METHODS else { panic!("four") };
    let call = |native, receiver, values: &[Value]| {
        taipan::native::call(vm, native, receiver, &Value::Err, Args::positional(values))
    };
    let receiver = Some(&Value::None);
    assert!(matches!(call(typed, receiver, &[]), Ok(Value::Bool(1))));
    assert!(matches!(call(typed, receiver, &[Value::Int(2)]), Ok(Value::Bool(0))));
    assert!(matches!(call(made, receiver, &[Value::Int(2)]), Ok(Value::None)));
    let (values, names) = ([Value::Int(2), Value::Int(3)], [vm.intern("y")]);
    let args = Args { values: &values, names: &names };
    let five = taipan::native::call(vm, made, receiver, &Value::Err, args);
    assert!(matches!(five, Ok(Value::Int(5))));
    assert!(matches!(call(apart, None, &[Value::None]), Ok(Value::Tuple(it)) if it.len() == 2));
    let three = call(gather, None, &[const { Value::Int(1) }; 4]);
    assert!(matches!(three, Ok(Value::Int(3))));
    assert_eq!(made.kind, NativeKind::Class);
    assert_eq!(apart.kind, NativeKind::Static);
    assert_eq!((gather.signature.text, gather.signature.params.len()), ("", 3));
    assert_eq!(typed.signature.text, "($self, index=-1, flag=True, ratio=0.5, text='a\\n', /)");
    let wrong = <(i64, Ref<Str>)>::from_slots(
        vm,
        &[Value::Int(1), Value::None],
        signature!("f(x, /, name='')"),
    );
    assert_eq!(message(wrong), "f() argument 'name' must be str, not None");
    let place = Place { signature: signature!("f(x, y, /)"), slot: 1 };
    assert_eq!(place.describe(), "argument 2");
}
