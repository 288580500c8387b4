//! The named tuples of `sys`: `flags`, `version_info`, `float_info`, `int_info`, `hash_info`, `thread_info`.

use crate::object::{Builtin, TypeSpec, Value, Vm};
use crate::stdlib::struct_sequence::{BASE, field, make};
use crate::types::int::digit_limit;

use super::Settings;

pub static FLAGS: TypeSpec = TypeSpec {
    name: "sys.flags",
    doc: "The command-line options that were given.",
    getset: &[
        field::<0>("debug"),
        field::<1>("inspect"),
        field::<2>("interactive"),
        field::<3>("optimize"),
        field::<4>("dont_write_bytecode"),
        field::<5>("no_user_site"),
        field::<6>("no_site"),
        field::<7>("ignore_environment"),
        field::<8>("verbose"),
        field::<9>("bytes_warning"),
        field::<10>("quiet"),
        field::<11>("hash_randomization"),
        field::<12>("isolated"),
        field::<13>("dev_mode"),
        field::<14>("utf8_mode"),
        field::<15>("warn_default_encoding"),
        field::<16>("safe_path"),
        field::<17>("int_max_str_digits"),
    ],
    ..BASE
};

pub static VERSION_INFO: TypeSpec = TypeSpec {
    name: "sys.version_info",
    doc: "The version of the language.",
    getset: &[
        field::<0>("major"),
        field::<1>("minor"),
        field::<2>("micro"),
        field::<3>("releaselevel"),
        field::<4>("serial"),
    ],
    ..BASE
};

pub static FLOAT_INFO: TypeSpec = TypeSpec {
    name: "sys.float_info",
    doc: "Limits and precision of floats.",
    getset: &[
        field::<0>("max"),
        field::<1>("max_exp"),
        field::<2>("max_10_exp"),
        field::<3>("min"),
        field::<4>("min_exp"),
        field::<5>("min_10_exp"),
        field::<6>("dig"),
        field::<7>("mant_dig"),
        field::<8>("epsilon"),
        field::<9>("radix"),
        field::<10>("rounds"),
    ],
    ..BASE
};

pub static INT_INFO: TypeSpec = TypeSpec {
    name: "sys.int_info",
    doc: "How ints are kept, as CPython keeps them.",
    getset: &[
        field::<0>("bits_per_digit"),
        field::<1>("sizeof_digit"),
        field::<2>("default_max_str_digits"),
        field::<3>("str_digits_check_threshold"),
    ],
    ..BASE
};

pub static HASH_INFO: TypeSpec = TypeSpec {
    name: "sys.hash_info",
    doc: "How numbers and text are hashed.",
    getset: &[
        field::<0>("width"),
        field::<1>("modulus"),
        field::<2>("inf"),
        field::<3>("nan"),
        field::<4>("imag"),
        field::<5>("algorithm"),
        field::<6>("hash_bits"),
        field::<7>("seed_bits"),
        field::<8>("cutoff"),
    ],
    ..BASE
};

pub static THREAD_INFO: TypeSpec = TypeSpec {
    name: "sys.thread_info",
    doc: "What threads are made of.",
    getset: &[field::<0>("name"), field::<1>("lock"), field::<2>("version")],
    ..BASE
};

fn made(vm: &Vm, class: Builtin, items: Vec<Value>) -> Value {
    make(vm, vm.class(class), items, vec![])
}

pub fn flags(vm: &Vm, settings: &Settings) -> Value {
    let int = |it: i64| Value::Int(it);
    let flag = |it: bool| Value::Int(i64::from(it));
    let items = vec![
        flag(settings.debug),
        flag(settings.inspect),
        flag(settings.interactive),
        int(settings.optimize),
        flag(settings.dont_write_bytecode),
        flag(settings.no_user_site),
        flag(settings.no_site),
        flag(settings.ignore_environment),
        int(settings.verbose),
        int(settings.bytes_warning),
        flag(settings.quiet),
        flag(settings.hash_randomization),
        flag(settings.isolated),
        Value::bool(settings.dev_mode),
        flag(settings.utf8_mode),
        flag(false),
        Value::bool(settings.safe_path),
        int(digit_limit(vm) as i64),
    ];
    made(vm, Builtin::SysFlags, items)
}

pub fn version_info(vm: &Vm) -> Value {
    let (major, minor, micro) = super::VERSION;
    let items = vec![
        Value::Int(major),
        Value::Int(minor),
        Value::Int(micro),
        vm.text("final"),
        Value::Int(0),
    ];
    made(vm, Builtin::SysVersionInfo, items)
}

pub fn float_info(vm: &Vm) -> Value {
    let items = vec![
        Value::float(f64::MAX),
        Value::Int(i64::from(f64::MAX_EXP)),
        Value::Int(i64::from(f64::MAX_10_EXP)),
        Value::float(f64::MIN_POSITIVE),
        Value::Int(i64::from(f64::MIN_EXP)),
        Value::Int(i64::from(f64::MIN_10_EXP)),
        Value::Int(i64::from(f64::DIGITS)),
        Value::Int(i64::from(f64::MANTISSA_DIGITS)),
        Value::float(f64::EPSILON),
        Value::Int(i64::from(f64::RADIX)),
        Value::Int(1),
    ];
    made(vm, Builtin::SysFloatInfo, items)
}

pub fn int_info(vm: &Vm) -> Value {
    made(vm, Builtin::SysIntInfo, [30, 4, 4300, 640].map(Value::Int).to_vec())
}

pub fn hash_info(vm: &Vm) -> Value {
    let items = vec![
        Value::Int(64),
        Value::Int((1 << 61) - 1),
        Value::Int(314_159),
        Value::Int(0),
        Value::Int(1_000_003),
        vm.text("siphash13"),
        Value::Int(64),
        Value::Int(128),
        Value::Int(0),
    ];
    made(vm, Builtin::SysHashInfo, items)
}

pub fn thread_info(vm: &Vm) -> Value {
    let items = vec![vm.text("pthread"), vm.text("semaphore"), Value::None];
    made(vm, Builtin::SysThreadInfo, items)
}
