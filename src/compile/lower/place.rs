//! Where names are: slots, cells, closures, namespaces, globals.

use crate::compile::scope::{Binding, ScopeId, ScopeKind};
use crate::eval::names::{
    CellSource, DeleteCell, DeleteGlobal, DeleteLocal, DeleteName, EntryCache, LoadCell, LoadFree,
    LoadFromClassDict, LoadGlobal, LoadName, LoadNameOrFree, Store, StoreCell, StoreFree,
    StoreGlobal, StoreLocal, StoreName,
};
use crate::eval::operand::Shape;
use crate::object::dict::Lent;
use crate::object::{Node, Stmt};
use crate::syntax::ast::{Identifier, Span};

use super::Lowerer;

/// Where one name is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    Local(u32),
    Cell(u32),
    Free(u32),
    Global,
    /// The namespace in slot 0, then globals.
    Name,
    NameOrFree(u32),
    /// The namespace of the class a type scope is in, then the closure or the globals.
    ClassOrFree(u32),
    ClassOrGlobal,
}

impl Lowerer<'_> {
    /// Finds a name from the present scope.
    pub fn place(&self, name: &Identifier) -> Place {
        let table = self.table();
        let mut scope = self.scope;
        let mut inlined = false;
        loop {
            let mangled = table[scope].mangle(name);
            let binding = table.resolve(scope, name);
            match binding {
                Binding::Local => {
                    if let Some(slot) = self.slots.get(&(scope, mangled)) {
                        return Place::Local(*slot);
                    }
                    return self.outer();
                }
                Binding::Cell => {
                    if let Some(slot) = self.slots.get(&(scope, mangled)) {
                        return Place::Cell(*slot);
                    }
                    return self.outer();
                }
                Binding::Free if table[scope].kind.is_inlined() => {
                    let parent = table[scope].parent.unwrap_or(ScopeId::MODULE);
                    inlined = true;
                    if !table[parent].kind.is_inlined() && table[parent].kind == ScopeKind::Class {
                        return self.closure_index(&mangled).map_or(Place::Global, Place::Free);
                    }
                    scope = parent;
                }
                Binding::Free => {
                    return self.closure_index(&mangled).map_or(Place::Global, Place::Free);
                }
                Binding::GlobalExplicit => return Place::Global,
                Binding::GlobalImplicit => return Place::Global,
                Binding::Name => return self.outer(),
                Binding::NameOrFree => {
                    let Some(index) = self.closure_index(&mangled) else { return self.outer() };
                    return if inlined { Place::Free(index) } else { Place::NameOrFree(index) };
                }
                Binding::ClassOrFree => {
                    return self
                        .closure_index(&mangled)
                        .map_or(Place::ClassOrGlobal, Place::ClassOrFree);
                }
                Binding::ClassOrGlobal => return Place::ClassOrGlobal,
            }
        }
    }

    fn outer(&self) -> Place {
        if self.namespace { Place::Name } else { Place::Global }
    }

    pub fn closure_index(&self, mangled: &Identifier) -> Option<u32> {
        self.table()[self.host].freevars.iter().position(|it| it == mangled).map(|it| it as u32)
    }

    fn load_global(&mut self, name: &Identifier, span: Span) -> LoadGlobal {
        let name = self.name(name);
        LoadGlobal {
            globals: EntryCache::new(self.globals),
            builtins: EntryCache::new(self.builtins),
            name,
            at: self.at(span),
        }
    }

    /// The node that reads a name.
    pub fn load(&mut self, name: &Identifier, span: Span) -> Shape {
        let at = self.at(span);
        let text = self.name(name);
        match self.place(name) {
            Place::Local(slot) => Shape::Local(slot, at),
            Place::Cell(slot) => Shape::Other(Box::new(LoadCell { slot, name: text, at })),
            Place::Free(index) => Shape::Other(Box::new(LoadFree { index, name: text, at })),
            Place::Global => Shape::Global(self.load_global(name, span)),
            Place::Name => {
                Shape::Other(Box::new(LoadName { global: self.load_global(name, span) }))
            }
            Place::NameOrFree(index) => {
                Shape::Other(Box::new(LoadNameOrFree { free: LoadFree { index, name: text, at } }))
            }
            Place::ClassOrFree(index) => {
                let otherwise = Box::new(LoadFree { index, name: text.clone(), at });
                self.class_dict_load(text, otherwise, at)
            }
            Place::ClassOrGlobal => {
                let otherwise = Box::new(self.load_global(name, span));
                self.class_dict_load(text, otherwise, at)
            }
        }
    }

    fn class_dict_load(
        &mut self,
        name: crate::object::Ref<crate::object::Str>,
        otherwise: Box<dyn Node>,
        at: u32,
    ) -> Shape {
        let classdict: Identifier = "__classdict__".into();
        let Some(index) = self.closure_index(&classdict) else { return Shape::Other(otherwise) };
        let classdict = Box::new(LoadFree { index, name: self.vm.intern("__classdict__"), at });
        Shape::Other(Box::new(LoadFromClassDict { classdict, name, otherwise, at }))
    }

    /// The store for a name.
    pub fn store_name(&mut self, name: &Identifier, span: Span) -> Box<dyn Store> {
        let text = self.name(name);
        match self.place(name) {
            Place::Local(slot) => Box::new(StoreLocal(slot)),
            Place::Cell(slot) => Box::new(StoreCell(slot)),
            Place::Free(index) | Place::NameOrFree(index) | Place::ClassOrFree(index) => {
                Box::new(StoreFree(index))
            }
            Place::Global | Place::ClassOrGlobal => {
                Box::new(StoreGlobal { name: text, globals: EntryCache::new(self.globals) })
            }
            Place::Name => {
                let at = self.at(span);
                Box::new(StoreName { name: text, at })
            }
        }
    }

    /// The statement that deletes a name.
    pub fn delete_name(&mut self, name: &Identifier, span: Span) -> Box<dyn Stmt> {
        let at = self.at(span);
        let text = self.name(name);
        match self.place(name) {
            Place::Local(slot) => Box::new(DeleteLocal(slot, at)),
            Place::Cell(slot) => {
                Box::new(DeleteCell { source: CellSource::Slot(slot), name: text, at })
            }
            Place::Free(index) | Place::NameOrFree(index) | Place::ClassOrFree(index) => {
                Box::new(DeleteCell { source: CellSource::Free(index), name: text, at })
            }
            Place::Global | Place::ClassOrGlobal => {
                Box::new(DeleteGlobal { name: text, globals: Lent::new(self.globals), at })
            }
            Place::Name => Box::new(DeleteName { name: text, at }),
        }
    }

    /// The cells that a code object of `scope` closes over, found from here.
    pub fn closure_of(&self, scope: ScopeId) -> Box<[CellSource]> {
        let table = self.table();
        table[scope].freevars.iter().map(|name| self.cell_source(name)).collect()
    }

    /// The cell of a mangled name.
    fn cell_source(&self, mangled: &Identifier) -> CellSource {
        let table = self.table();
        let mut scope = self.scope;
        loop {
            if let Some(slot) = self.slots.get(&(scope, mangled.clone())) {
                let cell = table.resolve(scope, mangled) == Binding::Cell
                    || table[scope].cellvars.contains(mangled);
                if cell {
                    return CellSource::Slot(*slot);
                }
            }
            if !table[scope].kind.is_inlined() {
                break;
            }
            match table[scope].parent {
                Some(parent) => scope = parent,
                None => break,
            }
        }
        CellSource::Free(self.closure_index(mangled).unwrap_or(0))
    }
}
