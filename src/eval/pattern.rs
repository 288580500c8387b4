//! `match`.
//!
//! A pattern binds its captures to temporary slots; only when a whole pattern has matched do the names get
//! them.
//!
//! Reference: Language Reference, "The match statement"; PEP 634.

use crate::err;
use crate::object::{
    Builtin, Flow, Fp, Name, Node, Raises, Ref, Stmt, Str, Temp, Truth, Tuple, Type, Value, Vm,
    flags,
};
use crate::protocol;
use crate::tri;

use super::fail::{ensure_traced, raise};
use super::names::Store;

/// A pattern ready to be tried.
pub enum Pattern {
    /// Compared by `==`.
    Value(Box<dyn Node>, u32),
    /// The same, with a literal.
    Literal(Value, u32),
    /// Compared by `is`.
    Singleton(Value),
    Sequence {
        before: Box<[Pattern]>,
        star: Option<Option<u32>>,
        after: Box<[Pattern]>,
        at: u32,
    },
    Mapping {
        keys: Box<[Box<dyn Node>]>,
        values: Box<[Pattern]>,
        rest: Option<u32>,
        at: u32,
    },
    Class {
        class: Box<dyn Node>,
        positional: Box<[Pattern]>,
        keywords: Box<[(Ref<Str>, Pattern)]>,
        at: u32,
    },
    /// `pattern as name`; the slot of the capture.
    As(Option<Box<Pattern>>, u32),
    Or(Box<[Pattern]>),
    Wildcard,
}

impl Pattern {
    fn test(&self, vm: &Vm, fp: Fp, subject: &Value) -> Truth {
        match self {
            Pattern::Wildcard => Truth::True,
            Pattern::Literal(value, at) => equals(vm, fp, *at, subject, value),
            Pattern::Value(node, at) => {
                let value = Temp::new(tri!(node.eval(vm, fp), Truth::Err));
                equals(vm, fp, *at, subject, &value)
            }
            Pattern::Singleton(value) => Truth::from(subject.is(value)),
            Pattern::As(inner, slot) => {
                let matched = match inner {
                    Some(inner) => inner.test(vm, fp, subject),
                    None => Truth::True,
                };
                if matched == Truth::True {
                    fp.set(*slot, subject.clone());
                }
                matched
            }
            Pattern::Or(alternatives) => {
                for alternative in alternatives {
                    match alternative.test(vm, fp, subject) {
                        Truth::False => {}
                        decided => return decided,
                    }
                }
                Truth::False
            }
            Pattern::Sequence { before, star, after, at } => {
                if !vm.type_of(subject).has(flags::SEQUENCE) {
                    return Truth::False;
                }
                if let (Value::Tuple(tuple), None) = (subject, star) {
                    // Such a pattern has nothing behind a star.
                    return if tuple.len() == before.len() {
                        side_by_side(vm, fp, before, tuple.items())
                    } else {
                        Truth::False
                    };
                }
                settle(vm, fp, *at, sequence(vm, fp, subject, before, star, after))
            }
            Pattern::Mapping { keys, values, rest, at } => {
                settle(vm, fp, *at, mapping(vm, fp, subject, keys, values, *rest))
            }
            Pattern::Class { class, positional, keywords, at } => {
                let class = tri!(class.eval(vm, fp), Truth::Err);
                if let (Value::Type(class), [only], []) = (&class, &**positional, &**keywords)
                    && let Some(fits) = fits_literal_class(vm, subject, class)
                {
                    return if fits { only.test(vm, fp, subject) } else { Truth::False };
                }
                settle(vm, fp, *at, class_pattern(vm, fp, subject, &class, positional, keywords))
            }
        }
    }
}

/// `subject == value`.
#[inline]
fn equals(vm: &Vm, fp: Fp, at: u32, subject: &Value, value: &Value) -> Truth {
    match (subject, value) {
        (Value::Str(a), Value::Str(b)) => return Truth::from(**a == **b),
        (Value::Int(a), Value::Int(b)) => return Truth::from(a == b),
        (
            Value::Int(_) | Value::Tuple(_) | Value::List(_) | Value::Dict(_) | Value::None,
            Value::Str(_),
        )
        | (
            Value::Str(_) | Value::Tuple(_) | Value::List(_) | Value::Dict(_) | Value::None,
            Value::Int(_),
        ) => return Truth::False,
        _ => {}
    }
    let equal = protocol::compare::holds(vm, subject, value, crate::object::CompareOp::Eq);
    super::fail::settle_truth(vm, fp, at, equal)
}

/// Each pattern with its item.
#[inline]
fn side_by_side(vm: &Vm, fp: Fp, patterns: &[Pattern], items: &[Value]) -> Truth {
    for (pattern, value) in patterns.iter().zip(items) {
        match pattern.test(vm, fp, value) {
            Truth::True => {}
            decided => return decided,
        }
    }
    Truth::True
}

/// Whether an object is of a literal's class, `int` say, where its type alone tells: such a class takes one
/// pattern, for the object itself.
#[inline]
fn fits_literal_class(vm: &Vm, subject: &Value, class: &Ref<Type>) -> Option<bool> {
    const KIND: u32 = flags::IMMUTABLE | flags::MATCH_SELF;
    if class.flags.get() & KIND != KIND {
        return None;
    }
    if vm.type_of(subject).is_subclass(class) {
        return class.lookup(vm, vm.name(Name::MatchArgs)).is_none().then_some(true);
    }
    // Others may claim another class.
    if matches!(subject, Value::Inst(_) | Value::Obj(_)) { None } else { Some(false) }
}

/// Of a compound pattern: the outer `Err` is to be raised here, the inner one has been.
type Outcome = Raises<Truth>;

fn settle(vm: &Vm, fp: Fp, at: u32, outcome: Outcome) -> Truth {
    match outcome {
        Ok(truth) => truth,
        Err(raised) => {
            raise(vm, fp, at, raised);
            Truth::Err
        }
    }
}

#[inline(never)]
fn sequence(
    vm: &Vm,
    fp: Fp,
    subject: &Value,
    before: &[Pattern],
    star: &Option<Option<u32>>,
    after: &[Pattern],
) -> Outcome {
    let len = match subject {
        Value::Tuple(tuple) => tuple.len(),
        other => protocol::len(vm, other)?,
    };
    let least = before.len() + after.len();
    if len < least || (star.is_none() && len != least) {
        return Ok(Truth::False);
    }
    let item = |i: usize| -> Raises<Value> {
        match subject {
            Value::Tuple(tuple) => Ok(tuple.items()[i].clone()),
            other => protocol::getitem(vm, other, &Value::Int(i as i64)),
        }
    };
    if before.iter().chain(after).all(|it| matches!(it, Pattern::Wildcard))
        && !matches!(star, Some(Some(_)))
    {
        return Ok(Truth::True);
    }
    if !matches!(subject, Value::Tuple(_) | Value::List(_)) && !matches!(star, Some(None)) {
        // As an assignment to so many targets: by iterating.
        let targets = least + usize::from(star.is_some());
        let (named, star) = (*star, star.map(|_| before.len()));
        let items = super::build::unpack(vm, subject, targets, star)?;
        let rest = items.len() - after.len();
        for (pattern, value) in before.iter().zip(&items).chain(after.iter().zip(&items[rest..])) {
            match pattern.test(vm, fp, value) {
                Truth::True => {}
                decided => return Ok(decided),
            }
        }
        if let (Some(Some(slot)), Some(at)) = (named, star) {
            fp.set(slot, items[at].clone());
        }
        return Ok(Truth::True);
    }
    // Items nobody wants to see are not asked for.
    let seen = |it: &(usize, &Pattern)| !matches!(it.1, Pattern::Wildcard);
    for (i, pattern) in before.iter().enumerate().filter(seen) {
        match pattern.test(vm, fp, &item(i)?) {
            Truth::True => {}
            decided => return Ok(decided),
        }
    }
    if let Some(Some(slot)) = star {
        let mut middle = Vec::new();
        for i in before.len()..len - after.len() {
            middle.push(item(i)?);
        }
        fp.set(*slot, vm.list(middle));
    }
    for (i, pattern) in after.iter().enumerate().filter(seen) {
        match pattern.test(vm, fp, &item(len - after.len() + i)?) {
            Truth::True => {}
            decided => return Ok(decided),
        }
    }
    Ok(Truth::True)
}

#[inline(never)]
fn mapping(
    vm: &Vm,
    fp: Fp,
    subject: &Value,
    keys: &[Box<dyn Node>],
    values: &[Pattern],
    rest: Option<u32>,
) -> Outcome {
    if !vm.type_of(subject).has(flags::MAPPING) {
        return Ok(Truth::False);
    }
    if keys.len() > protocol::len(vm, subject)? {
        return Ok(Truth::False);
    }
    let mut seen: Vec<Value> = Vec::with_capacity(keys.len());
    let mut found = Vec::with_capacity(keys.len());
    for key in keys {
        let key = key.eval(vm, fp);
        if key.is_err() {
            return Ok(Truth::Err);
        }
        for other in &seen {
            if protocol::same(vm, other, &key)? {
                let shown = protocol::repr(vm, &key)?;
                return Err(err!(
                    ValueError,
                    "mapping pattern checks duplicate key ({})",
                    shown.to_string_lossy()
                ));
            }
        }
        let value = match subject {
            Value::Dict(dict) => protocol::keyed::dict_get(vm, dict, &key)?,
            other => {
                // `get` with a default of our own tells a missing key from a `None`.
                let missing = vm.list(vec![]);
                let got = protocol::call_method(
                    vm,
                    other,
                    &vm.intern("get"),
                    &[key.clone(), missing.clone()],
                )?;
                if got.is(&missing) { None } else { Some(got) }
            }
        };
        let Some(value) = value else { return Ok(Truth::False) };
        seen.push(key);
        found.push(value);
    }
    for (pattern, value) in values.iter().zip(&found) {
        match pattern.test(vm, fp, value) {
            Truth::True => {}
            decided => return Ok(decided),
        }
    }
    if let Some(slot) = rest {
        let copy = protocol::call1(vm, &Value::Type(vm.class(Builtin::Dict).clone()), subject)?;
        if let Value::Dict(dict) = &copy {
            for key in &seen {
                protocol::keyed::dict_remove(vm, dict, key)?;
            }
        }
        fp.set(slot, copy);
    }
    Ok(Truth::True)
}

#[inline(never)]
fn class_pattern(
    vm: &Vm,
    fp: Fp,
    subject: &Value,
    class: &Value,
    positional: &[Pattern],
    keywords: &[(Ref<Str>, Pattern)],
) -> Outcome {
    let Value::Type(class) = class else {
        return Err(err!(TypeError, "called match pattern must be a class"));
    };
    if !crate::types::instance_check::is_instance(vm, subject, &Value::Type(class.clone()))? {
        return Ok(Truth::False);
    }
    let mut names: Vec<Ref<Str>> = Vec::new();
    if !positional.is_empty() {
        match match_args(vm, class)? {
            MatchArgs::Itself => {
                if positional.len() > 1 {
                    return Err(count_error(class, 1, positional.len()));
                }
                match positional[0].test(vm, fp, subject) {
                    Truth::True => {}
                    decided => return Ok(decided),
                }
            }
            MatchArgs::Names(args) => {
                if positional.len() > args.len() {
                    return Err(count_error(class, args.len(), positional.len()));
                }
                for (pattern, name) in positional.iter().zip(args.items()) {
                    let Some(name) = name.downcast::<Str>() else {
                        return Err(err!(
                            TypeError,
                            "__match_args__ elements must be strings (got {})",
                            vm.type_name(name)
                        ));
                    };
                    let name = vm.intern_str(name);
                    if names.iter().any(|it| it.is(&name)) {
                        return Err(repeated(class, &name));
                    }
                    names.push(name.clone());
                    match attribute(vm, fp, subject, &name, pattern)? {
                        Truth::True => {}
                        decided => return Ok(decided),
                    }
                }
            }
        }
    }
    for (name, pattern) in keywords {
        if names.iter().any(|it| it.is(name)) {
            return Err(repeated(class, name));
        }
        names.push(name.clone());
        match attribute(vm, fp, subject, name, pattern)? {
            Truth::True => {}
            decided => return Ok(decided),
        }
    }
    Ok(Truth::True)
}

fn attribute(vm: &Vm, fp: Fp, subject: &Value, name: &Ref<Str>, pattern: &Pattern) -> Outcome {
    match protocol::getattr_opt(vm, subject, name)? {
        Some(value) => Ok(pattern.test(vm, fp, &value)),
        None => Ok(Truth::False),
    }
}

enum MatchArgs {
    /// A single positional pattern is for the subject itself.
    Itself,
    Names(Ref<Tuple>),
}

fn match_args(vm: &Vm, class: &Ref<Type>) -> Raises<MatchArgs> {
    // The classes of literals: nothing to look for.
    if class.has(flags::IMMUTABLE)
        && class.has(flags::MATCH_SELF)
        && class.lookup(vm, vm.name(Name::MatchArgs)).is_none()
    {
        return Ok(MatchArgs::Itself);
    }
    match protocol::getattr_opt(vm, &Value::Type(class.clone()), vm.name(Name::MatchArgs))? {
        Some(args) => match args.downcast::<Tuple>() {
            Some(args) => Ok(MatchArgs::Names(args.clone())),
            None => Err(err!(
                TypeError,
                "{}.__match_args__ must be a tuple (got {})",
                class.name(),
                vm.type_name(&args)
            )),
        },
        None if class.mro.borrow().iter().any(|it| it.has(flags::MATCH_SELF)) => {
            Ok(MatchArgs::Itself)
        }
        None => Ok(MatchArgs::Names(vm.tuple_ref(vec![]))),
    }
}

#[cold]
fn count_error(class: &Type, most: usize, given: usize) -> crate::object::Raised {
    let s = if most == 1 { "" } else { "s" };
    err!(TypeError, "{}() accepts {most} positional sub-pattern{s} ({given} given)", class.name())
}

#[cold]
fn repeated(class: &Type, name: &Str) -> crate::object::Raised {
    err!(
        TypeError,
        "{}() got multiple sub-patterns for attribute {}",
        class.name(),
        crate::algo::escape::repr_str(name.bytes())
    )
}

/// One `case`.
pub struct Case {
    pub pattern: Pattern,
    /// Where the captures go: temporary slot, target.
    pub captures: Box<[(u32, Box<dyn Store>)]>,
    pub guard: Option<Box<dyn Node>>,
    pub body: Box<dyn Stmt>,
    pub at: u32,
}

impl Case {
    /// Whether the case is taken; binds its names if the pattern matched.
    pub fn is_taken(&self, vm: &Vm, fp: Fp, subject: &Value) -> Truth {
        match self.pattern.test(vm, fp, subject) {
            Truth::True => {}
            Truth::False => return Truth::False,
            Truth::Err => {
                ensure_traced(vm, fp, self.at);
                return Truth::Err;
            }
        }
        for (slot, target) in &self.captures {
            if target.store(vm, fp, fp.take(*slot)) != Flow::Next {
                return Truth::Err;
            }
        }
        match &self.guard {
            Some(guard) => {
                let truth = guard.test(vm, fp);
                if truth == Truth::Err {
                    ensure_traced(vm, fp, self.at);
                }
                truth
            }
            None => Truth::True,
        }
    }
}

pub struct Match {
    pub subject: Box<dyn Node>,
    pub cases: Box<[Case]>,
}

impl Stmt for Match {
    fn exec(&self, vm: &Vm, fp: Fp) -> Flow {
        let subject = tri!(self.subject.eval(vm, fp), Flow::Err);
        for case in &self.cases {
            match case.is_taken(vm, fp, &subject) {
                Truth::True => return case.body.exec(vm, fp),
                Truth::False => {}
                Truth::Err => return Flow::Err,
            }
        }
        Flow::Next
    }
}

/// `match` whose cases contain a `yield`.
pub struct ResumableMatch {
    pub subject: Box<dyn Node>,
    pub cases: Box<[Case]>,
    pub state: u32,
}

impl Stmt for ResumableMatch {
    fn exec(&self, vm: &Vm, fp: Fp) -> Flow {
        let number = match fp.peek(self.state) {
            Value::Int(number) => *number as usize,
            _ => {
                let subject = tri!(self.subject.eval(vm, fp), Flow::Err);
                let mut taken = None;
                for (i, case) in self.cases.iter().enumerate() {
                    match case.is_taken(vm, fp, &subject) {
                        Truth::True => {
                            taken = Some(i);
                            break;
                        }
                        Truth::False => {}
                        Truth::Err => return Flow::Err,
                    }
                }
                let Some(taken) = taken else { return Flow::Next };
                taken
            }
        };
        let flow = self.cases[number].body.exec(vm, fp);
        fp.set(
            self.state,
            if flow == Flow::Yield { Value::Int(number as i64) } else { Value::Err },
        );
        flow
    }
}
