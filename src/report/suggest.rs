//! "Did you mean": the known name that a wrong one is most like.
//!
//! Names are compared by the cost of turning one into the other: 2 for a letter added, removed or
//! replaced, 1 for a letter in the other case.

use crate::object::{Builtin, Dict, List, Name, Ref, Str, Traceback, Value, Vm};
use crate::protocol;
use crate::types::exception::{Exception, import, names};
use crate::types::frame;

use super::shown;

/// With this many names or more to choose from, none is chosen.
const MOST_CANDIDATES: usize = 750;
/// Longer differences are not looked at.
const LONGEST: usize = 40;
const MOVE: usize = 2;
const CASE: usize = 1;

/// What is added to the message of an exception about a wrong name.
pub fn hint(vm: &Vm, exception: &Value) -> String {
    let mut out = String::new();
    if vm.is_instance(exception, Builtin::ImportError) {
        let (module, wrong) = import::names_of(exception);
        if let Some(meant) = wrong.and_then(|it| of_module(vm, module?, &it)) {
            out = format!(". Did you mean: '{meant}'?");
        }
        return out;
    }
    let is_name_error = vm.is_instance(exception, Builtin::NameError);
    if !is_name_error && !vm.is_instance(exception, Builtin::AttributeError) {
        return out;
    }
    let wrong = names::name_of(exception);
    let Some(wrong) = wrong.as_ref().and_then(|it| it.downcast::<Str>()) else { return out };
    let innermost = innermost(exception);
    let meant = if is_name_error {
        of_variable(vm, innermost, wrong)
    } else {
        of_attribute(vm, exception, innermost, wrong)
    };
    if let Some(meant) = &meant {
        out = format!(". Did you mean: '{meant}'?");
    }
    if is_name_error && is_standard_module(vm, wrong) {
        let dot = if meant.is_some() { " Or did" } else { ". Did" };
        out.push_str(&format!("{dot} you forget to import '{}'?", shown(wrong)));
    }
    out
}

/// The last entry of an exception's traceback.
fn innermost(exception: &Value) -> Option<Ref<Traceback>> {
    let mut at = Exception::of(exception)?.traceback.borrow().clone()?;
    loop {
        let next = at.next.borrow().clone();
        match next {
            Some(next) => at = next,
            None => return Some(at),
        }
    }
}

fn is_standard_module(vm: &Vm, name: &Ref<Str>) -> bool {
    let sys = vm.modules.get().and_then(|it| it.get_str(&vm.intern("sys")));
    let known = sys.and_then(|it| {
        protocol::getattr_opt(vm, &it, &vm.intern("stdlib_module_names")).ok().flatten()
    });
    known.is_some_and(|it| protocol::contains(vm, &it, &Value::Str(name.clone())).unwrap_or(false))
}

fn of_variable(vm: &Vm, innermost: Option<Ref<Traceback>>, wrong: &Ref<Str>) -> Option<String> {
    let frame = innermost?.frame.clone();
    let locals = frame::snapshot(vm, &frame);
    let mut known = protocol::to_vec(vm, &locals).ok()?;
    known.extend(frame.function.globals.keys());
    known.extend(frame.function.builtins.keys());
    let own_self = local_self(vm, &locals);
    if let Some(own_self) = own_self
        && protocol::getattr(vm, &own_self, &vm.intern_str(wrong)).is_ok()
    {
        return Some(format!("self.{}", shown(wrong)));
    }
    closest_of(&texts(&known), wrong)
}

fn local_self(vm: &Vm, locals: &Value) -> Option<Value> {
    let name = vm.name(Name::WordSelf);
    match locals.downcast::<Dict>() {
        Some(locals) => locals.get_str(name),
        None => protocol::getitem(vm, locals, &Value::Str(name.clone())).ok(),
    }
}

fn of_attribute(
    vm: &Vm,
    exception: &Value,
    innermost: Option<Ref<Traceback>>,
    wrong: &Ref<Str>,
) -> Option<String> {
    let object = names::object_of(exception).unwrap_or(Value::None);
    let mut known = dir(vm, &object)?;
    // Private names are for the object's own methods.
    let inside = || {
        let frame = innermost.as_ref()?.frame.clone();
        local_self(vm, &frame::snapshot(vm, &frame))
    };
    let private = wrong.bytes().starts_with(b"_") || inside().is_some_and(|it| it.is(&object));
    if !private {
        known.retain(|it| !it.bytes().starts_with(b"_"));
    }
    closest_of(&known, wrong)
}

fn of_module(vm: &Vm, module: Value, wrong: &Value) -> Option<String> {
    let wrong = wrong.downcast::<Str>()?;
    let name = shown(module.downcast::<Str>()?);
    // Importing `a.b` gives `a`.
    let top = name.split('.').next().unwrap_or_default();
    let module = vm.modules.get()?.get_str(&vm.intern(top))?;
    let mut known = dir(vm, &module)?;
    if !wrong.bytes().starts_with(b"_") {
        known.retain(|it| !it.bytes().starts_with(b"_"));
    }
    closest_of(&known, wrong)
}

/// `dir(object)`, or `None` where that fails.
fn dir(vm: &Vm, object: &Value) -> Option<Vec<Ref<Str>>> {
    let them = protocol::call::call_special(vm, object, Name::Dir, &[]).ok()??;
    let them = match them.downcast::<List>() {
        Some(them) => them.to_vec(),
        None => protocol::to_vec(vm, &them).ok()?,
    };
    let mut texts = texts(&them);
    // Names and other things cannot be sorted.
    if texts.len() < them.len() {
        return None;
    }
    texts.sort_by(|a, b| a.bytes().cmp(b.bytes()));
    Some(texts)
}

fn texts(values: &[Value]) -> Vec<Ref<Str>> {
    values.iter().filter_map(|it| it.downcast::<Str>().cloned()).collect()
}

fn closest_of(candidates: &[Ref<Str>], wrong: &Str) -> Option<String> {
    let names: Vec<&[u8]> = candidates.iter().map(|it| it.bytes()).collect();
    closest(&names, wrong.bytes()).map(|it| shown(&candidates[it]))
}

/// The candidate that is most like a name, if one is like it.
fn closest(candidates: &[&[u8]], wrong: &[u8]) -> Option<usize> {
    if candidates.len() >= MOST_CANDIDATES {
        return None;
    }
    let mut best: Option<(usize, usize)> = None;
    for (i, name) in candidates.iter().enumerate() {
        if *name == wrong {
            continue;
        }
        // No more than a third of the letters may differ.
        let mut most = (name.len() + wrong.len() + 3) * MOVE / 6;
        if let Some((cost, _)) = best {
            most = match cost.checked_sub(1) {
                Some(less) => most.min(less),
                None => break,
            };
        }
        let cost = distance(wrong, name, most);
        if cost <= most {
            best = Some((cost, i));
        }
    }
    best.map(|it| it.1)
}

/// What turning `a` into `b` costs; some number above `most` where it costs more than that.
fn distance(a: &[u8], b: &[u8], most: usize) -> usize {
    let start = a.iter().zip(b).take_while(|(a, b)| a == b).count();
    let (a, b) = (&a[start..], &b[start..]);
    let end = a.iter().rev().zip(b.iter().rev()).take_while(|(a, b)| a == b).count();
    let (a, b) = (&a[..a.len() - end], &b[..b.len() - end]);
    if a.is_empty() || b.is_empty() {
        return (a.len() + b.len()) * MOVE;
    }
    if a.len() > LONGEST || b.len() > LONGEST {
        return most + 1;
    }
    let (a, b) = if b.len() < a.len() { (b, a) } else { (a, b) };
    if (b.len() - a.len()) * MOVE > most {
        return most + 1;
    }
    // One row of the table of distances between beginnings of both.
    let mut row: Vec<usize> = (1..=a.len()).map(|it| it * MOVE).collect();
    let mut result = 0;
    for (i, &of_b) in b.iter().enumerate() {
        let mut diagonal = i * MOVE;
        result = diagonal;
        let mut least = usize::MAX;
        for (cell, &of_a) in row.iter_mut().zip(a) {
            let replaced = diagonal + replacing(of_b, of_a);
            diagonal = *cell;
            result = replaced.min(result.min(diagonal) + MOVE);
            *cell = result;
            least = least.min(result);
        }
        if least > most {
            return most + 1;
        }
    }
    result
}

fn replacing(a: u8, b: u8) -> usize {
    if a == b {
        0
    } else if a.eq_ignore_ascii_case(&b) {
        CASE
    } else {
        MOVE
    }
}

#[cfg(test)]
mod tests {
    use crate::algo::recorded::cases;

    #[test]
    fn as_recorded() {
        for case in cases(include_str!("../../tests/recorded/suggestions.tsv")) {
            let [wrong, known, found] = &case[..] else { panic!("three fields") };
            let known: Vec<&[u8]> = known.split(|&it| it == b' ').collect();
            let closest = super::closest(&known, wrong).map_or(&b""[..], |it| known[it]);
            assert_eq!(closest, found, "{}", String::from_utf8_lossy(wrong));
        }
    }
}
