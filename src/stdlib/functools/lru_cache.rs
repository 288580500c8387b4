//! `_lru_cache_wrapper`: a function that remembers what it returned.
//!
//! Invariant: the entries of a bounded cache form a ring through `nodes`, the one used last right before
//! node 0, which is no entry; the dictionary has the node number of each key.

use std::cell::{Cell, RefCell};

use crate::err;
use crate::native;
use crate::object::{
    Args, Builtin, Dict, Layout, Payload, Raises, Ref, Type, TypeSpec, Value, Visitor, Vm, flags,
};
use crate::protocol::keyed;
use crate::types::container::this;

pub struct LruCache {
    function: Value,
    /// `None`: without a bound.
    most: Option<usize>,
    typed: bool,
    /// Made into what `cache_info` gives.
    info: Value,
    hits: Cell<i64>,
    misses: Cell<i64>,
    /// Key to result; or to the number of the node, in a bounded cache.
    known: Ref<Dict>,
    nodes: RefCell<Vec<Link>>,
    /// Stands between positional and keyword arguments in a key.
    mark: Value,
}

struct Link {
    before: usize,
    after: usize,
    key: Value,
    result: Value,
}

impl Payload for LruCache {
    fn traverse(&self, visit: &mut Visitor) {
        visit.value(&self.function);
        visit.value(&self.info);
        visit.value(&self.mark);
        visit.object(&self.known);
        visit.cell(&self.nodes, |nodes, visit| {
            for node in nodes {
                visit.value(&node.key);
                visit.value(&node.result);
            }
        });
    }

    fn clear(&self) {
        let nodes = self.nodes.take();
        drop(nodes);
    }
}

static LAYOUT: Layout = Layout::of::<LruCache>();

pub static SPEC: TypeSpec = TypeSpec {
    name: "functools._lru_cache_wrapper",
    layout: Some(&LAYOUT),
    flags: flags::BASE | flags::PREFIX | flags::INSTANCE_DICT | flags::WEAKREF,
    doc: "A function that remembers what it returned.",
    slots: |slots| {
        slots.new.set(Some(new));
        slots.call.set(Some(call));
        slots.descr_get.set(Some(|vm, it, object, _| match object {
            None | Some(Value::None) => Ok(it.clone()),
            Some(object) => Ok(crate::types::method::bind(vm, it.clone(), object.clone())),
        }));
    },
    methods: &[
        native!("cache_info($self, /)", "Hits, misses, bound and size.", cache_info),
        native!("cache_clear($self, /)", "Forget everything.", cache_clear),
        native!("__reduce__($self, /)", "Helper for pickle.", reduce),
        native!("__copy__($self, /)", "The function itself.", copy),
        native!("__deepcopy__($self, memo, /)", "The function itself.", deepcopy),
    ],
    getset: &[crate::types::object::DICT],
    ..TypeSpec::DEFAULT
};

fn new(vm: &Vm, class: &Ref<Type>, args: Args) -> Raises<Value> {
    let (function, most, typed, info): (Value, Value, bool, Value) =
        crate::bind!(vm, args, "lru_cache(user_function, maxsize, typed, cache_info_type)")?;
    if vm.type_of(&function).slots.call.get().is_none() {
        return Err(err!(TypeError, "the first argument must be callable"));
    }
    let most = match &most {
        Value::None => None,
        other if vm.type_of(other).slots.index.get().is_some() => {
            let most = crate::native::to_i64(vm, other, "ssize_t")?;
            Some(most.max(0) as usize)
        }
        _ => return Err(err!(TypeError, "maxsize should be integer or None")),
    };
    let object = Value::Type(vm.class(Builtin::Object).clone());
    let cache = LruCache {
        function,
        most,
        typed,
        info,
        hits: Cell::new(0),
        misses: Cell::new(0),
        known: vm.dict(),
        nodes: RefCell::new(vec![ring()]),
        mark: crate::protocol::call0(vm, &object)?,
    };
    Ok(vm.alloc_in(class, cache))
}

/// The node that is no entry, alone in its ring.
fn ring() -> Link {
    Link { before: 0, after: 0, key: Value::None, result: Value::None }
}

fn key(vm: &Vm, cache: &LruCache, args: Args) -> Value {
    let positional = args.positionals();
    if !cache.typed
        && args.names.is_empty()
        && let [only @ (Value::Int(_) | Value::Str(_))] = positional
    {
        return only.clone();
    }
    let mut parts = positional.to_vec();
    if !args.names.is_empty() {
        parts.push(cache.mark.clone());
        for (name, value) in args.keywords() {
            parts.push(Value::Str(name.clone()));
            parts.push(value.clone());
        }
    }
    if cache.typed {
        parts.extend(args.values.iter().map(|it| Value::Type(vm.type_of(it).clone())));
    }
    vm.tuple(parts)
}

fn call(vm: &Vm, it: &Value, args: Args) -> Raises<Value> {
    let cache = this::<LruCache>(it);
    let count = |cell: &Cell<i64>| cell.set(cell.get() + 1);
    if cache.most == Some(0) {
        count(&cache.misses);
        return vm.call(&cache.function, args);
    }
    let key = key(vm, cache, args);
    let (hash, at) = keyed::dict_find(vm, &cache.known, &key)?;
    if let Some(at) = at {
        count(&cache.hits);
        let found = cache.known.value_at(at).clone();
        return Ok(match (cache.most, found) {
            (Some(_), Value::Int(node)) => cache.touch(node as usize),
            (_, result) => result,
        });
    }
    count(&cache.misses);
    let result = vm.call(&cache.function, args)?;
    cache.remember(vm, hash, key, &result)?;
    Ok(result)
}

impl LruCache {
    /// Makes a node the one used last; its result.
    fn touch(&self, node: usize) -> Value {
        let mut nodes = self.nodes.borrow_mut();
        unlink(&mut nodes, node);
        link_last(&mut nodes, node);
        nodes[node].result.clone()
    }

    fn remember(&self, vm: &Vm, hash: u64, key: Value, result: &Value) -> Raises<()> {
        let Some(most) = self.most else {
            return keyed::dict_set(vm, &self.known, key, result.clone());
        };
        // The function may have been called with these arguments while it ran.
        let mut same = |held: &Value| crate::protocol::equal(vm, held, &key);
        if self.known.find(hash, &key, &mut same)?.is_some() {
            return Ok(());
        }
        if self.known.len() < most {
            let mut nodes = self.nodes.borrow_mut();
            let node = nodes.len();
            nodes.push(Link { key: key.clone(), result: result.clone(), ..ring() });
            link_last(&mut nodes, node);
            drop(nodes);
            self.known.insert_new(hash, key, Value::Int(node as i64));
            return Ok(());
        }
        // The one not used for longest makes room.
        let oldest = self.nodes.borrow()[0].after;
        let old_key = self.nodes.borrow()[oldest].key.clone();
        let removed = keyed::dict_remove(vm, &self.known, &old_key)?;
        if !matches!(removed, Some(Value::Int(node)) if node as usize == oldest) {
            // Comparing keys has changed the cache meanwhile.
            return Ok(());
        }
        let mut nodes = self.nodes.borrow_mut();
        unlink(&mut nodes, oldest);
        let old = (
            std::mem::replace(&mut nodes[oldest].key, key.clone()),
            std::mem::replace(&mut nodes[oldest].result, result.clone()),
        );
        link_last(&mut nodes, oldest);
        drop(nodes);
        self.known.insert_new(hash, key, Value::Int(oldest as i64));
        drop(old);
        Ok(())
    }
}

fn unlink(nodes: &mut [Link], node: usize) {
    let (before, after) = (nodes[node].before, nodes[node].after);
    nodes[before].after = after;
    nodes[after].before = before;
}

fn link_last(nodes: &mut [Link], node: usize) {
    let last = nodes[0].before;
    nodes[last].after = node;
    nodes[node].before = last;
    nodes[node].after = 0;
    nodes[0].before = node;
}

fn cache_info(vm: &Vm, cache: Ref<LruCache>) -> Raises<Value> {
    let most = cache.most.map_or(Value::None, |it| Value::Int(it as i64));
    let args = [
        Value::Int(cache.hits.get()),
        Value::Int(cache.misses.get()),
        most,
        Value::Int(cache.known.len() as i64),
    ];
    vm.call(&cache.info, Args::positional(&args))
}

fn cache_clear(_: &Vm, cache: Ref<LruCache>) {
    cache.hits.set(0);
    cache.misses.set(0);
    let old = cache.nodes.replace(vec![ring()]);
    cache.known.clear();
    drop(old);
}

fn reduce(vm: &Vm, it: Value) -> Raises<Value> {
    crate::protocol::getattr(vm, &it, vm.name(crate::object::Name::Qualname))
}

fn copy(_: &Vm, it: Value) -> Value {
    it
}

fn deepcopy(_: &Vm, it: Value, _: Value) -> Value {
    it
}
