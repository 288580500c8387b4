//! Built-in functions of iterables: `all`, `any`, `iter`, `len`, `max`, `min`, `next`, `sorted`, …

use crate::err;
use crate::eval::generator;
use crate::object::{
    Args, Builtin, CompareOp, Dict, List, Name, Raised, Raises, Ref, Set, Tuple, Value, Vm,
};
use crate::protocol;
use crate::types::list::sort::{sort, sort_items};
use crate::types::sequence_iterator::until;

pub fn all(vm: &Vm, iterable: Value) -> Raises<bool> {
    every(vm, &iterable, false).map(|found| !found)
}

pub fn any(vm: &Vm, iterable: Value) -> Raises<bool> {
    every(vm, &iterable, true)
}

/// Whether an item has this truth; the rest is not looked at then.
fn every(vm: &Vm, iterable: &Value, truth: bool) -> Raises<bool> {
    if let Value::List(list) = iterable {
        let mut i = 0;
        while let Some(item) = list.get(i) {
            if vm.is_true(&item)? == truth {
                return Ok(true);
            }
            i += 1;
            vm.poll()?;
        }
        return Ok(false);
    }
    if let Some(generator) = generator::as_generator(iterable) {
        let mut found = false;
        generator::each(vm, generator, |item| {
            found = match item {
                Value::Bool(it) => (it != 0) == truth,
                item => vm.is_true(&item)? == truth,
            };
            Ok(!found)
        })?;
        return Ok(found);
    }
    let iterator = protocol::iter(vm, iterable)?;
    while let Some(item) = protocol::next(vm, &iterator)? {
        if vm.is_true(&item)? == truth {
            return Ok(true);
        }
        vm.poll()?;
    }
    Ok(false)
}

pub fn len(vm: &Vm, object: Value) -> Raises<usize> {
    protocol::len(vm, &object)
}

/// `len` of the built-in containers.
pub fn quick_len(_: &Vm, object: &Value) -> Value {
    Value::Int(match object {
        Value::List(it) => it.len(),
        Value::Str(it) => it.count(),
        Value::Tuple(it) => it.len(),
        Value::Dict(it) => it.len(),
        Value::Set(it) => it.len(),
        _ => return Value::Err,
    } as i64)
}

pub fn iter(vm: &Vm, object: Value, sentinel: Option<Value>) -> Raises<Value> {
    let Some(sentinel) = sentinel else { return protocol::iter(vm, &object) };
    if vm.type_of(&object).slots.call.get().is_none() {
        return Err(err!(TypeError, "iter(v, w): v must be callable"));
    }
    Ok(until(vm, object, sentinel))
}

pub fn next(vm: &Vm, iterator: Value, default: Option<Value>) -> Raises<Value> {
    // A value left by an iterator that ended before is none of this one's.
    drop(vm.take_stop_value());
    match protocol::next(vm, &iterator) {
        Ok(Some(item)) => Ok(item),
        Ok(None) => match default {
            Some(default) => {
                drop(vm.take_stop_value());
                Ok(default)
            }
            None => Err(Raised::stop_iteration(vm.take_stop_value())),
        },
        Err(raised) => match default {
            Some(default) if raised.is(vm, Builtin::StopIteration) => Ok(default),
            _ => Err(raised),
        },
    }
}

pub fn aiter(vm: &Vm, iterable: Value) -> Raises<Value> {
    let Some(iterator) = protocol::call::call_special(vm, &iterable, Name::Aiter, &[])? else {
        return Err(err!(
            TypeError,
            "'{}' object is not an async iterable",
            vm.type_name(&iterable)
        ));
    };
    if protocol::lookup_special(vm, &iterator, Name::Anext)?.is_none() {
        return Err(err!(
            TypeError,
            "aiter() returned not an async iterator of type '{}'",
            vm.type_name(&iterator)
        ));
    }
    Ok(iterator)
}

pub fn anext(vm: &Vm, iterator: Value, default: Option<Value>) -> Raises<Value> {
    let Some(awaitable) = protocol::call::call_special(vm, &iterator, Name::Anext, &[])? else {
        return Err(err!(
            TypeError,
            "'{}' object is not an async iterator",
            vm.type_name(&iterator)
        ));
    };
    Ok(match default {
        Some(default) => crate::eval::anext::with_default(vm, awaitable, default),
        None => awaitable,
    })
}

pub fn max(vm: &Vm, slots: &[Value]) -> Raises<Value> {
    extreme(vm, slots, "max", CompareOp::Gt)
}

pub fn min(vm: &Vm, slots: &[Value]) -> Raises<Value> {
    extreme(vm, slots, "min", CompareOp::Lt)
}

/// `max` of positional arguments.
pub fn max_few(vm: &Vm, args: Args) -> Option<Raises<Value>> {
    extreme_few(vm, args, CompareOp::Gt)
}

/// `min` of positional arguments.
pub fn min_few(vm: &Vm, args: Args) -> Option<Raises<Value>> {
    extreme_few(vm, args, CompareOp::Lt)
}

fn extreme_few(vm: &Vm, args: Args, op: CompareOp) -> Option<Raises<Value>> {
    let [first, rest @ ..] = args.values else { return None };
    if !args.names.is_empty() {
        return None;
    }
    if rest.is_empty() {
        return match first {
            Value::List(list) => extreme_number(List::borrow(list).iter(), op),
            Value::Tuple(tuple) => extreme_number(tuple.items().iter(), op),
            // A set or frozenset, but no instance of a class that may iterate in its own way.
            other => {
                let class = vm.type_of(other);
                if !class.is(vm.class(Builtin::Set)) && !class.is(vm.class(Builtin::FrozenSet)) {
                    return None;
                }
                extreme_number(other.downcast::<Set>()?.borrow().iter().map(|it| it.1), op)
            }
        }
        .map(Ok);
    }
    let mut best = first;
    for item in rest {
        let better = match (item, best) {
            (Value::Int(a), Value::Int(b)) => Ok(op.holds(a.cmp(b))),
            _ => protocol::compare::holds(vm, item, best, op),
        };
        match better {
            Ok(true) => best = item,
            Ok(false) => {}
            Err(raised) => return Some(Err(raised)),
        }
    }
    Some(Ok(best.clone()))
}

/// The item for which `op` holds against all others, if all are ints or all floats.
fn extreme_number<'a>(mut items: impl Iterator<Item = &'a Value>, op: CompareOp) -> Option<Value> {
    let mut best = items.next()?;
    for item in items {
        let better = match (item, best) {
            (Value::Int(a), Value::Int(b)) => op.holds(a.cmp(b)),
            (Value::Float(a), Value::Float(b)) => {
                let order = f64::from_bits(*a).partial_cmp(&f64::from_bits(*b));
                order.is_some_and(|it| op.holds(it))
            }
            _ => return None,
        };
        if better {
            best = item;
        }
    }
    if best.is_heap() { None } else { Some(best.clone()) }
}

/// `sorted` with arguments as they should be.
pub fn sorted_few(vm: &Vm, args: Args) -> Option<Raises<Value>> {
    let [iterable] = args.positionals() else { return None };
    let (mut key, mut reverse) = (None, false);
    for (i, (name, value)) in args.keywords().enumerate() {
        match (i, name.bytes(), value) {
            (_, b"key", value) if key.is_none() => key = Some(value.clone()),
            (_, b"reverse", Value::Bool(it)) => reverse = *it != 0,
            _ => return None,
        }
    }
    Some(sorted_by(vm, iterable, key, reverse))
}

fn sorted_by(vm: &Vm, iterable: &Value, key: Option<Value>, reverse: bool) -> Raises<Value> {
    let mut items = protocol::to_vec(vm, iterable)?;
    if key.as_ref().is_none_or(Value::is_none) {
        sort_items(vm, &mut items, reverse)?;
        return Ok(vm.list(items));
    }
    let list = Ref::<List>::new(vm, items);
    sort(vm, list.clone(), key, reverse)?;
    Ok(Value::List(list))
}

/// The item for which `op` holds against all others; the first of equals.
fn extreme(vm: &Vm, slots: &[Value], name: &str, op: CompareOp) -> Raises<Value> {
    let [Value::Tuple(args), keywords] = slots else {
        return Err(err!(TypeError, "{name} expected at least 1 argument, got 0"));
    };
    let (mut key, mut default) = (None, None);
    if args.is_empty() {
        return Err(err!(TypeError, "{name} expected at least 1 argument, got 0"));
    }
    if let Value::Dict(keywords) = keywords {
        for (keyword, value) in keywords.items() {
            match protocol::str(vm, &keyword)?.bytes() {
                b"key" => key = Some(value).filter(|it| !it.is_none()),
                b"default" => default = Some(value),
                other => return Err(unexpected(name, other)),
            }
        }
    }
    let several = args.len() > 1;
    if several && default.is_some() {
        return Err(err!(
            TypeError,
            "Cannot specify a default for {name}() with multiple positional arguments"
        ));
    }
    let items = if several { Value::Tuple(args.clone()) } else { args.items()[0].clone() };
    let mut best: Option<(Value, Value)> = None;
    let mut look = |item: Value| -> Raises<()> {
        let measure = match &key {
            Some(key) => protocol::call1(vm, key, &item)?,
            None => item.clone(),
        };
        let better = match &best {
            None => true,
            Some((_, held)) => match (&measure, held, op) {
                (Value::Int(a), Value::Int(b), CompareOp::Gt) => a > b,
                (Value::Int(a), Value::Int(b), _) => a < b,
                _ => protocol::compare::holds(vm, &measure, held, op)?,
            },
        };
        if better {
            best = Some((item, measure));
        }
        Ok(())
    };
    protocol::for_each(vm, &items, &mut look)?;
    match (best, default) {
        (Some((item, _)), _) => Ok(item),
        (None, Some(default)) => Ok(default),
        (None, None) => Err(err!(ValueError, "{name}() iterable argument is empty")),
    }
}

fn unexpected(name: &str, keyword: &[u8]) -> Raised {
    let keyword = String::from_utf8_lossy(keyword);
    let known = ["key", "default"];
    let near = known.iter().find(|it| is_near(&keyword, it));
    let hint = near.map_or(String::new(), |it| format!(". Did you mean '{it}'?"));
    err!(TypeError, "{name}() got an unexpected keyword argument '{keyword}'{hint}")
}

/// Whether one name may have been meant by the other: CPython's measure, for these short names.
fn is_near(given: &str, known: &str) -> bool {
    let (a, b): (Vec<char>, Vec<char>) = (given.chars().collect(), known.chars().collect());
    let mut row: Vec<usize> = (0..=b.len()).map(|it| it * 2).collect();
    for (i, x) in a.iter().enumerate() {
        let mut diagonal = row[0];
        row[0] = (i + 1) * 2;
        for (j, y) in b.iter().enumerate() {
            let change = match () {
                _ if x == y => 0,
                _ if x.eq_ignore_ascii_case(y) => 1,
                _ => 2,
            };
            let cost = (diagonal + change).min(row[j] + 2).min(row[j + 1] + 2);
            diagonal = row[j + 1];
            row[j + 1] = cost;
        }
    }
    row[b.len()] <= (a.len() + b.len() + 3) * 2 / 6
}

pub fn sorted(vm: &Vm, slots: &[Value]) -> Raises<Value> {
    let (args, keywords) = match slots {
        [args, keywords] => (args.downcast::<Tuple>(), keywords.downcast::<Dict>()),
        _ => (None, None),
    };
    let args = args.map_or(&[][..], |it| it.items());
    let [iterable] = args else {
        return Err(err!(TypeError, "sorted expected 1 argument, got {}", args.len()));
    };
    let mut items = protocol::to_vec(vm, iterable)?;
    let Some(keywords) = keywords else {
        sort_items(vm, &mut items, false)?;
        return Ok(vm.list(items));
    };
    let (names, values): (Vec<_>, Vec<_>) = keywords
        .items()
        .into_iter()
        .filter_map(|(name, value)| Some((name.downcast::<crate::object::Str>()?.clone(), value)))
        .unzip();
    let args = Args { values: &values, names: &names };
    let (key, reverse): (Value, bool) = crate::bind!(vm, args, "sort(*, key=None, reverse=False)")?;
    let list = Ref::<List>::new(vm, items);
    sort(vm, list.clone(), Some(key), reverse)?;
    Ok(Value::List(list))
}
