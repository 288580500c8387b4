//! `co_varnames` beyond the parameters.

use crate::syntax::ast::Identifier;

use super::{Binding, ScopeId, SymbolTable};

pub(super) fn varnames(table: &SymbolTable, id: ScopeId) -> Vec<Identifier> {
    let scope = &table[id];
    let mut names = scope.parameters.clone();
    if scope.kind.is_function_like() {
        let locals = scope
            .symbols
            .iter()
            .filter(|it| it.binding == Binding::Local && !it.is(super::flag::PARAM));
        names.extend(locals.map(|it| it.name.clone()));
    }
    names
}
