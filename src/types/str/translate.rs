//! `str.maketrans` and `str.translate`.

use crate::algo::wtf8;
use crate::err;
use crate::object::{Builtin, Raises, Ref, Str, Value, Vm};
use crate::protocol;
use crate::protocol::keyed::{dict_get, dict_set};

use super::{exact, str_argument, text_of};

pub fn maketrans(vm: &Vm, x: Value, y: Option<Value>, z: Option<Value>) -> Raises<Value> {
    let table = vm.dict();
    let Some(y) = y else {
        let Value::Dict(source) = &x else {
            return Err(err!(
                TypeError,
                "if you give only one argument to maketrans it must be a dict"
            ));
        };
        for (key, value) in source.items() {
            let key = match text_of(&key) {
                Some(text) => match wtf8::decode(text.bytes(), 0) {
                    Some((code, width)) if width == text.bytes().len() => Value::Int(code.into()),
                    _ => {
                        return Err(err!(
                            ValueError,
                            "string keys in translate table must be of length 1"
                        ));
                    }
                },
                None if vm.is_instance(&key, Builtin::Int) => key,
                None => {
                    return Err(err!(
                        TypeError,
                        "keys in translate table must be strings or integers"
                    ));
                }
            };
            dict_set(vm, &table, key, value)?;
        }
        return Ok(Value::Dict(table));
    };
    let to = str_argument(vm, &y, "maketrans", " 2")?;
    let delete = z.as_ref().map(|z| str_argument(vm, z, "maketrans", " 3")).transpose()?;
    let Some(from) = text_of(&x) else {
        return Err(err!(
            TypeError,
            "first maketrans argument must be a string if there is a second argument"
        ));
    };
    if from.count() != to.count() {
        return Err(err!(ValueError, "the first two maketrans arguments must have equal length"));
    }
    let pairs = wtf8::code_points(from.bytes()).zip(wtf8::code_points(to.bytes()));
    for (from, to) in pairs {
        dict_set(vm, &table, Value::Int(from.into()), Value::Int(to.into()))?;
    }
    for code in delete.into_iter().flat_map(|it| wtf8::code_points(it.bytes())) {
        dict_set(vm, &table, Value::Int(code.into()), Value::None)?;
    }
    Ok(Value::Dict(table))
}

/// What a table has for a character.
enum Mapping {
    Itself,
    Text(Vec<u8>),
}

pub fn translate(vm: &Vm, text: Ref<Str>, table: Value) -> Raises<Value> {
    let mut out = Vec::with_capacity(text.bytes().len());
    let mut changed = false;
    // An exact dict answers alike for the same character: its ASCII is looked up once.
    let mut known: Vec<Option<Mapping>> = Vec::new();
    if matches!(table, Value::Dict(_)) {
        known.resize_with(128, || None);
    }
    for code in wtf8::code_points(text.bytes()) {
        let looked_up;
        let mapping = match known.get_mut(code as usize) {
            Some(Some(mapping)) => mapping,
            Some(slot) => slot.insert(look_up(vm, &table, code)?),
            None => {
                looked_up = look_up(vm, &table, code)?;
                &looked_up
            }
        };
        match mapping {
            Mapping::Itself => wtf8::push(&mut out, code),
            Mapping::Text(text) => {
                changed = true;
                out.extend_from_slice(text);
            }
        }
    }
    if !changed {
        return Ok(exact(vm, &text));
    }
    Ok(Value::Str(vm.str_from_bytes(&out)))
}

fn look_up(vm: &Vm, table: &Value, code: u32) -> Raises<Mapping> {
    let key = Value::Int(code.into());
    let found = match table {
        Value::Dict(dict) => dict_get(vm, dict, &key)?,
        other => match protocol::getitem(vm, other, &key) {
            Ok(found) => Some(found),
            Err(raised) if raised.is(vm, Builtin::LookupError) => None,
            Err(raised) => return Err(raised),
        },
    };
    let Some(found) = found else { return Ok(Mapping::Itself) };
    if let Some(text) = text_of(&found) {
        return Ok(Mapping::Text(text.bytes().to_vec()));
    }
    if found.is_none() {
        return Ok(Mapping::Text(Vec::new()));
    }
    if !vm.is_instance(&found, Builtin::Int) {
        return Err(err!(TypeError, "character mapping must return integer, None or str"));
    }
    match protocol::index(vm, &found)? {
        Value::Int(it) if (0..0x11_0000).contains(&it) => {
            Ok(Mapping::Text(wtf8::from_code_points([it as u32])))
        }
        Value::Bool(it) => Ok(Mapping::Text(vec![it as u8])),
        _ => Err(err!(ValueError, "character mapping must be in range(0x110000)")),
    }
}
