//! The names of one scope, in the order they were met.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

use crate::syntax::ast::Identifier;

use super::Binding;

/// What a scope does with a name. The numbers are those of CPython's `_symtable`.
pub mod flag {
    pub const GLOBAL: u16 = 1;
    /// Bound here in any way.
    pub const LOCAL: u16 = 2;
    pub const PARAM: u16 = 4;
    pub const NONLOCAL: u16 = 8;
    pub const USE: u16 = 0x10;
    /// Free in a scope inside, and known here too without being that variable.
    pub const FREE_CLASS: u16 = 0x40;
    pub const IMPORT: u16 = 0x80;
    pub const ANNOT: u16 = 0x100;
    /// Target of a comprehension's `for`.
    pub const COMP_ITER: u16 = 0x200;
    pub const TYPE_PARAM: u16 = 0x400;
    /// A cell of a comprehension that CPython has merged into this scope.
    pub const COMP_CELL: u16 = 0x800;

    pub const BOUND: u16 = LOCAL | PARAM | IMPORT | TYPE_PARAM;
}

#[derive(Clone, Debug)]
pub struct Symbol {
    pub name: Identifier,
    pub flags: u16,
    /// `Local`, `Cell`, `Free`, `GlobalExplicit` or `GlobalImplicit`; what that means in a given kind
    /// of scope says [`super::SymbolTable::resolve`].
    pub binding: Binding,
}

impl Symbol {
    pub fn is(&self, flags: u16) -> bool {
        self.flags & flags != 0
    }
}

/// Most scopes have a handful of names, found fastest by looking at each.
const INDEXED_FROM: usize = 9;

#[derive(Debug, Default)]
pub struct Symbols {
    list: Vec<Symbol>,
    index: HashMap<Identifier, u32, QuickHash>,
}

impl Symbols {
    pub fn iter(&self) -> std::slice::Iter<'_, Symbol> {
        self.list.iter()
    }

    pub fn len(&self) -> usize {
        self.list.len()
    }

    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    pub fn at(&self, position: usize) -> &Symbol {
        &self.list[position]
    }

    pub fn at_mut(&mut self, position: usize) -> &mut Symbol {
        &mut self.list[position]
    }

    pub fn position(&self, name: &str) -> Option<usize> {
        if self.index.is_empty() {
            return self.list.iter().position(|it| &*it.name == name);
        }
        self.index.get(name).map(|&position| position as usize)
    }

    /// By the mangled name.
    pub fn get(&self, name: &str) -> Option<&Symbol> {
        self.position(name).map(|position| &self.list[position])
    }

    pub fn get_mut(&mut self, name: &str) -> Option<&mut Symbol> {
        self.position(name).map(|position| &mut self.list[position])
    }

    pub fn flags(&self, name: &str) -> u16 {
        self.get(name).map_or(0, |it| it.flags)
    }

    pub fn push(&mut self, symbol: Symbol) {
        let position = self.list.len();
        if !self.index.is_empty() {
            self.index.insert(symbol.name.clone(), position as u32);
        }
        self.list.push(symbol);
        if self.index.is_empty() && self.list.len() == INDEXED_FROM {
            self.index = self
                .list
                .iter()
                .enumerate()
                .map(|(position, it)| (it.name.clone(), position as u32))
                .collect();
        }
    }
}

pub type QuickHash = BuildHasherDefault<QuickHasher>;

/// Multiply and rotate: names and addresses of one program are no attack.
#[derive(Default)]
pub struct QuickHasher(u64);

impl QuickHasher {
    fn mix(&mut self, word: u64) {
        self.0 = (self.0.rotate_left(5) ^ word).wrapping_mul(0x517c_c1b7_2722_0a95);
    }
}

impl Hasher for QuickHasher {
    fn write(&mut self, bytes: &[u8]) {
        let (words, rest) = bytes.as_chunks::<8>();
        for word in words {
            self.mix(u64::from_le_bytes(*word));
        }
        for &byte in rest {
            self.mix(u64::from(byte));
        }
    }

    fn write_u8(&mut self, byte: u8) {
        self.mix(u64::from(byte));
    }

    fn write_usize(&mut self, word: usize) {
        self.mix(word as u64);
    }

    fn finish(&self) -> u64 {
        // The table looks at the low bits first; a product has its best ones on top.
        self.0.rotate_left(26)
    }
}
