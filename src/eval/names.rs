//! Nodes that read, set and delete names.
//!
//! Reference: Execution model, "Naming and binding".

use std::cell::Cell;

use crate::err;
use crate::object::dict::Lent;
use crate::object::{CellBox, Dict, Flow, Fp, Node, Ref, Stmt, Str, Truth, Value, Vm};
use crate::protocol;
use crate::{load, tri};

use super::fail::{raise, raise_flow, settle, settle_flow, unbound_free, unbound_local, undefined};
use super::operand::{Local, Operand};

/// A literal.
pub struct Constant(pub Value);

impl Node for Constant {
    fn eval(&self, _: &Vm, _: Fp) -> Value {
        self.0.clone()
    }
}

/// A local variable.
pub struct LoadLocal(pub Local);

impl Node for LoadLocal {
    fn eval(&self, vm: &Vm, fp: Fp) -> Value {
        load!(self.0, vm, fp).clone()
    }

    fn test(&self, vm: &Vm, fp: Fp) -> Truth {
        match load!(self.0, vm, fp, Truth::Err) {
            // Its class may say by Python code, which could set the local.
            value @ (Value::Inst(_) | Value::Obj(_)) => vm.truth(&value.clone()),
            value => vm.truth(value),
        }
    }
}

/// A slot that lowering knows to be set, emptied by reading.
pub struct TakeTemp(pub u32);

impl Node for TakeTemp {
    fn eval(&self, _: &Vm, fp: Fp) -> Value {
        fp.take(self.0)
    }
}

/// A slot that lowering knows to be set.
pub struct PeekTemp(pub u32);

impl Node for PeekTemp {
    fn eval(&self, _: &Vm, fp: Fp) -> Value {
        fp.get(self.0)
    }
}

/// `slot = value`.
pub struct SetLocal {
    pub slot: u32,
    pub value: Box<dyn Node>,
}

impl Stmt for SetLocal {
    fn exec(&self, vm: &Vm, fp: Fp) -> Flow {
        let value = tri!(self.value.eval(vm, fp), Flow::Err);
        fp.set(self.slot, value);
        Flow::Next
    }
}

/// `(slot := value)`: gives the value as well.
pub struct StoreThen {
    pub store: Box<dyn Store>,
    pub value: Box<dyn Node>,
}

impl Node for StoreThen {
    fn eval(&self, vm: &Vm, fp: Fp) -> Value {
        let value = tri!(self.value.eval(vm, fp));
        match self.store.store(vm, fp, value.clone()) {
            Flow::Next => value,
            _ => Value::Err,
        }
    }
}

/// `del local`.
pub struct DeleteLocal(pub u32, pub u32);

impl Stmt for DeleteLocal {
    fn exec(&self, vm: &Vm, fp: Fp) -> Flow {
        // Where code runs that goes with the value.
        fp.head().position.set(self.1);
        let old = fp.take(self.0);
        if old.is_err() {
            unbound_local(vm, fp, self.0, self.1);
            return Flow::Err;
        }
        Flow::Next
    }
}

/// The cell in a slot.
#[inline(always)]
pub fn cell_of(fp: Fp, slot: u32) -> &'static Ref<CellBox> {
    match fp.peek(slot) {
        Value::Cell(cell) => cell,
        _ => no_cell(),
    }
}

#[cold]
#[inline(never)]
fn no_cell() -> ! {
    panic!("lowering makes the cells of a frame before their first use")
}

/// Makes the cells of a frame: `(slot, whether it holds a parameter already)`.
pub struct MakeCells(pub Box<[u32]>);

impl Stmt for MakeCells {
    fn exec(&self, vm: &Vm, fp: Fp) -> Flow {
        for &slot in &self.0 {
            let value = fp.take(slot);
            fp.set(slot, Value::Cell(vm.cell(value)));
        }
        Flow::Next
    }
}

/// A local variable that inner functions share.
pub struct LoadCell {
    pub slot: u32,
    pub name: Ref<Str>,
    pub at: u32,
}

impl Node for LoadCell {
    fn eval(&self, vm: &Vm, fp: Fp) -> Value {
        let value = cell_of(fp, self.slot).get();
        if value.is_err() {
            let name = self.name.to_string_lossy();
            return raise(
                vm,
                fp,
                self.at,
                err!(
                    UnboundLocalError,
                    "cannot access local variable '{name}' where it is not associated with a value"
                ),
            );
        }
        value
    }
}

/// A variable of an enclosing function.
pub struct LoadFree {
    pub index: u32,
    pub name: Ref<Str>,
    pub at: u32,
}

impl Node for LoadFree {
    fn eval(&self, vm: &Vm, fp: Fp) -> Value {
        let value = fp.head().function().closure()[self.index as usize].get();
        if value.is_err() {
            return unbound_free(vm, fp, &self.name, self.at);
        }
        value
    }
}

/// The cell itself, for a closure that is being made.
pub enum CellSource {
    Slot(u32),
    Free(u32),
}

impl CellSource {
    /// The cell, borrowed: it is looked at before anything else happens to the frame.
    #[inline(always)]
    pub fn borrow<'a>(&self, fp: Fp) -> &'a Ref<CellBox> {
        match self {
            CellSource::Slot(slot) => cell_of(fp, *slot),
            CellSource::Free(index) => &fp.head().function().closure()[*index as usize],
        }
    }

    pub fn get(&self, fp: Fp) -> Ref<CellBox> {
        match self {
            CellSource::Slot(slot) => cell_of(fp, *slot).clone(),
            CellSource::Free(index) => fp.head().function().closure()[*index as usize].clone(),
        }
    }
}

const NOWHERE: u32 = u32::MAX;

/// A dictionary entry that is looked up once and then read by position.
pub struct EntryCache {
    dict: Lent,
    version: Cell<u32>,
    /// [`NOWHERE`]: there is no such key at this version.
    position: Cell<u32>,
}

impl EntryCache {
    pub fn new(dict: &Ref<Dict>) -> EntryCache {
        let version = dict.version().wrapping_sub(1);
        EntryCache {
            dict: Lent::new(dict),
            version: Cell::new(version),
            position: Cell::new(NOWHERE),
        }
    }

    /// The value of the entry where the cache knows it.
    #[inline(always)]
    fn quick(&self) -> Option<&Value> {
        self.dict.value_at_version(self.version.get(), self.position.get())
    }

    /// Whether the cache knows that there is no such key.
    #[inline(always)]
    fn knows_none(&self) -> bool {
        self.position.get() == NOWHERE && self.dict.version() == self.version.get()
    }

    /// The value of the entry; `Err` if there is none.
    fn get(&self, name: &Ref<Str>) -> Value {
        if self.dict.version() != self.version.get() {
            self.refresh(name);
        }
        self.quick().cloned().unwrap_or(Value::Err)
    }

    #[inline(never)]
    fn refresh(&self, name: &Ref<Str>) {
        let position = self.dict.position_of_str(name).map_or(NOWHERE, |it| it as u32);
        self.position.set(position);
        self.version.set(self.dict.version());
    }

    #[inline(always)]
    fn set(&self, vm: &Vm, name: &Ref<Str>, value: Value) {
        if self.dict.version() == self.version.get() && self.position.get() != NOWHERE {
            self.dict.replace_at(self.position.get() as usize, value).discard();
            return;
        }
        self.dict.set_str(vm, name, value);
        self.refresh(name);
    }
}

/// A global or built-in name.
pub struct LoadGlobal {
    pub name: Ref<Str>,
    pub globals: EntryCache,
    pub builtins: EntryCache,
    pub at: u32,
}

impl LoadGlobal {
    /// The value where it lies, if the caches know: good until other code runs.
    #[inline(always)]
    pub fn peek(&self) -> Option<&Value> {
        match self.globals.quick() {
            None if self.globals.knows_none() => self.builtins.quick(),
            found => found,
        }
    }

    #[inline(always)]
    pub fn get(&self, vm: &Vm, fp: Fp) -> Value {
        match self.peek() {
            Some(value) => value.clone(),
            None => self.search(vm, fp),
        }
    }

    #[inline(never)]
    fn search(&self, vm: &Vm, fp: Fp) -> Value {
        let value = self.globals.get(&self.name);
        if !value.is_err() {
            return value;
        }
        let value = self.builtins.get(&self.name);
        if !value.is_err() {
            return value;
        }
        undefined(vm, fp, &self.name, self.at)
    }
}

impl Node for LoadGlobal {
    fn eval(&self, vm: &Vm, fp: Fp) -> Value {
        self.get(vm, fp)
    }
}

/// The mapping a class body or `exec` keeps its names in.
#[inline]
fn namespace(fp: Fp) -> Value {
    fp.get(0)
}

/// Looks a name up in the frame's namespace; `Err` with an exception stored, or without one if it is not there.
fn lookup(vm: &Vm, fp: Fp, name: &Ref<Str>, at: u32) -> Result<Option<Value>, ()> {
    let namespace = namespace(fp);
    if let Value::Dict(dict) = &namespace {
        return Ok(dict.get_str(name));
    }
    match protocol::getitem(vm, &namespace, &Value::Str(name.clone())) {
        Ok(value) => Ok(Some(value)),
        Err(raised) if raised.is(vm, crate::object::Builtin::KeyError) => Ok(None),
        Err(raised) => {
            raise(vm, fp, at, raised);
            Err(())
        }
    }
}

/// A name of a class body or `exec`ed code: the namespace, then globals and built-ins.
pub struct LoadName {
    pub global: LoadGlobal,
}

impl Node for LoadName {
    fn eval(&self, vm: &Vm, fp: Fp) -> Value {
        match lookup(vm, fp, &self.global.name, self.global.at) {
            Ok(Some(value)) => value,
            Ok(None) => self.global.get(vm, fp),
            Err(()) => Value::Err,
        }
    }
}

/// A name of a class body that an enclosing function also has: the namespace, then the cell.
pub struct LoadNameOrFree {
    pub free: LoadFree,
}

impl Node for LoadNameOrFree {
    fn eval(&self, vm: &Vm, fp: Fp) -> Value {
        match lookup(vm, fp, &self.free.name, self.free.at) {
            Ok(Some(value)) => value,
            Ok(None) => self.free.eval(vm, fp),
            Err(()) => Value::Err,
        }
    }
}

/// A name of a type scope in a class body: the class's namespace (`__classdict__`), then elsewhere.
pub struct LoadFromClassDict {
    pub classdict: Box<dyn Node>,
    pub name: Ref<Str>,
    pub otherwise: Box<dyn Node>,
    pub at: u32,
}

impl Node for LoadFromClassDict {
    fn eval(&self, vm: &Vm, fp: Fp) -> Value {
        let namespace = tri!(self.classdict.eval(vm, fp));
        match protocol::getitem(vm, &namespace, &Value::Str(self.name.clone())) {
            Ok(value) => value,
            Err(raised) if raised.is(vm, crate::object::Builtin::KeyError) => {
                self.otherwise.eval(vm, fp)
            }
            Err(raised) => raise(vm, fp, self.at, raised),
        }
    }
}

/// Where a value goes.
pub trait Store {
    /// Stores the value; `Flow::Next` or `Flow::Err`.
    fn store(&self, vm: &Vm, fp: Fp, value: Value) -> Flow;

    /// The two places that a pair is taken apart into, if that is what this does.
    fn pair(&self) -> Option<[&dyn Store; 2]> {
        None
    }
}

pub struct StoreLocal(pub u32);

impl Store for StoreLocal {
    fn store(&self, _: &Vm, fp: Fp, value: Value) -> Flow {
        fp.set(self.0, value);
        Flow::Next
    }
}

pub struct StoreCell(pub u32);

impl Store for StoreCell {
    fn store(&self, _: &Vm, fp: Fp, value: Value) -> Flow {
        cell_of(fp, self.0).replace(value).discard();
        Flow::Next
    }
}

pub struct StoreFree(pub u32);

impl Store for StoreFree {
    fn store(&self, _: &Vm, fp: Fp, value: Value) -> Flow {
        fp.head().function().closure()[self.0 as usize].replace(value).discard();
        Flow::Next
    }
}

pub struct StoreGlobal {
    pub name: Ref<Str>,
    pub globals: EntryCache,
}

impl Store for StoreGlobal {
    fn store(&self, vm: &Vm, _: Fp, value: Value) -> Flow {
        self.globals.set(vm, &self.name, value);
        Flow::Next
    }
}

/// Into the namespace of a class body or of `exec`.
pub struct StoreName {
    pub name: Ref<Str>,
    pub at: u32,
}

impl Store for StoreName {
    fn store(&self, vm: &Vm, fp: Fp, value: Value) -> Flow {
        let namespace = namespace(fp);
        if let Value::Dict(dict) = &namespace {
            dict.set_str(vm, &self.name, value);
            return Flow::Next;
        }
        let result = protocol::setitem(vm, &namespace, &Value::Str(self.name.clone()), value);
        settle_flow(vm, fp, self.at, result)
    }
}

/// `target = value` for one target.
pub struct Assign {
    pub target: Box<dyn Store>,
    pub value: Box<dyn Node>,
}

impl Stmt for Assign {
    fn exec(&self, vm: &Vm, fp: Fp) -> Flow {
        let value = tri!(self.value.eval(vm, fp), Flow::Err);
        self.target.store(vm, fp, value)
    }
}

/// `a = b = value`.
pub struct AssignMany {
    pub targets: Box<[Box<dyn Store>]>,
    pub value: Box<dyn Node>,
}

impl Stmt for AssignMany {
    fn exec(&self, vm: &Vm, fp: Fp) -> Flow {
        let value = tri!(self.value.eval(vm, fp), Flow::Err);
        for target in &self.targets {
            if target.store(vm, fp, value.clone()) != Flow::Next {
                return Flow::Err;
            }
        }
        Flow::Next
    }
}

pub struct DeleteCell {
    pub source: CellSource,
    pub name: Ref<Str>,
    pub at: u32,
}

impl Stmt for DeleteCell {
    fn exec(&self, vm: &Vm, fp: Fp) -> Flow {
        fp.head().position.set(self.at);
        let old = self.source.get(fp).replace(Value::Err);
        if old.is_err() {
            match self.source {
                CellSource::Free(_) => unbound_free(vm, fp, &self.name, self.at),
                CellSource::Slot(slot) => unbound_local(vm, fp, slot, self.at),
            };
            return Flow::Err;
        }
        Flow::Next
    }
}

pub struct DeleteGlobal {
    pub name: Ref<Str>,
    pub globals: Lent,
    pub at: u32,
}

impl Stmt for DeleteGlobal {
    fn exec(&self, vm: &Vm, fp: Fp) -> Flow {
        fp.head().position.set(self.at);
        match self.globals.remove_str(&self.name) {
            Some(old) => {
                drop(old);
                Flow::Next
            }
            None => {
                undefined(vm, fp, &self.name, self.at);
                Flow::Err
            }
        }
    }
}

pub struct DeleteName {
    pub name: Ref<Str>,
    pub at: u32,
}

impl Stmt for DeleteName {
    fn exec(&self, vm: &Vm, fp: Fp) -> Flow {
        fp.head().position.set(self.at);
        let namespace = namespace(fp);
        if let Value::Dict(dict) = &namespace {
            let old = dict.remove_str(&self.name);
            if old.is_none() {
                undefined(vm, fp, &self.name, self.at);
                return Flow::Err;
            }
            return Flow::Next;
        }
        match protocol::delitem(vm, &namespace, &Value::Str(self.name.clone())) {
            Ok(()) => Flow::Next,
            Err(raised) if raised.is(vm, crate::object::Builtin::KeyError) => {
                undefined(vm, fp, &self.name, self.at);
                Flow::Err
            }
            Err(raised) => raise_flow(vm, fp, self.at, raised),
        }
    }
}

/// Empties slots: temporaries, and the variables of comprehensions.
pub struct Clear(pub Box<[u32]>);

impl Stmt for Clear {
    fn exec(&self, _: &Vm, fp: Fp) -> Flow {
        for &slot in &self.0 {
            drop(fp.take(slot));
        }
        Flow::Next
    }
}

/// `__debug__`-like names that are fixed, and anything computed by a plain function.
pub struct Computed(pub fn(&Vm, Fp) -> crate::object::Raises<Value>, pub u32);

impl Node for Computed {
    fn eval(&self, vm: &Vm, fp: Fp) -> Value {
        settle(vm, fp, self.1, (self.0)(vm, fp))
    }
}
