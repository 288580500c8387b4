//! The end of an interpreter with every object given back: what the leak check needs, and nothing else. A
//! program's normal end leaves its memory to the system.
//!
//! Invariant: a class dies after all objects of it. So the objects go first, then what classes hold, then
//! classes made at run time, then the built-in ones, `str` and `type` last: shapes hold strings, and every
//! class is an object of `type`.

use super::function::Function;
use super::heap::Ref;
use super::types::Type;
use super::value::Value;
use super::vm::Vm;
use super::weak::Weakref;

impl Vm {
    /// Gives everything back. No Python code runs any more.
    pub fn dismantle(mut self: Box<Vm>) {
        self.let_go();
        let objects = self.heap.snapshot();
        for header in objects.iter().filter_map(Value::header) {
            header.set_finalized();
        }
        for weakref in objects.iter().filter_map(|it| it.downcast::<Weakref>()) {
            drop(weakref.callback.replace(Value::None));
        }
        let (classes, objects): (Vec<_>, Vec<_>) =
            objects.into_iter().partition(|it| it.downcast::<Type>().is_some());
        // Functions run no more, but frames' slots and others may still look at their code.
        let (functions, others): (Vec<_>, Vec<_>) = objects
            .iter()
            .filter_map(Value::heap)
            .partition(|it| it.downcast_ref::<Function>().is_some());
        for it in others.into_iter().chain(functions) {
            self.heap.break_up(it);
        }
        drop(objects);
        self.heap.collect(&self, true);
        let built_in = self.take_shared();
        for class in classes.iter().filter_map(|it| it.downcast::<Type>()).chain(&built_in) {
            class.dissolve();
        }
        self.heap.collect(&self, true);
        drop(classes);
        let (last, others): (Vec<Ref<Type>>, Vec<Ref<Type>>) = built_in
            .into_iter()
            .partition(|it| it.spec.is_some_and(|it| matches!(it.name, "str" | "type")));
        drop(others);
        let (strings, metaclass): (Vec<_>, Vec<_>) =
            last.into_iter().partition(|it| it.spec.is_some_and(|it| it.name == "str"));
        drop(strings);
        drop(metaclass);
    }

    /// Drops what the interpreter itself holds for running code.
    fn let_go(&mut self) {
        drop(self.replace_handled(Value::None));
        drop(self.take_stop_value());
        self.set_signal((true, Value::None));
        drop(self.take_signal());
        let modules = (self.modules.take(), self.builtins.take());
        drop(modules);
        self.drop_state();
        while self.heap.collect(self, true) > 0 {}
    }
}
