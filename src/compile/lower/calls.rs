//! Calls.

use crate::eval::bind::Plan;
use crate::eval::call::{self, Argument, CallStar};
use crate::eval::call_keywords::CallKeywords;
use crate::eval::call_super::{CallSuper, Given, SuperCache};
use crate::eval::format;
use crate::eval::method::{self, CallMethodMany, MethodCache};
use crate::eval::operand::Shape;
use crate::object::{Node, Value};
use crate::syntax::ast::{Constant, Expr, ExprKind, Identifier, Keyword, Span};

use super::Lowerer;
use super::place::Place;

impl Lowerer<'_> {
    pub fn call(
        &mut self,
        func: &Expr,
        args: &[Expr],
        keywords: &[Keyword],
        span: Span,
    ) -> Box<dyn Node> {
        let starred = args.iter().any(|it| matches!(it.kind, ExprKind::Starred { .. }));
        let spread = keywords.iter().any(|it| it.arg.is_none());
        let repeated = keywords.iter().enumerate().any(|(i, it)| {
            it.arg.is_some() && keywords[..i].iter().any(|other| other.arg == it.arg)
        });
        if starred || spread || repeated {
            return self.call_star(func, args, keywords, span);
        }
        let values: Vec<&Expr> = args.iter().chain(keywords.iter().map(|it| &it.value)).collect();
        if let ExprKind::Attribute { value, attr, .. } = &func.kind
            && !values.iter().any(|it| self.hoists(it))
        {
            if &**attr == "format"
                && let ExprKind::Constant { value: Constant::Str(template), .. } = &value.kind
            {
                return self.format_call(template, &values, keywords, func, span);
            }
            if keywords.is_empty()
                && let Some(node) = self.super_call(value, attr, &values, func, span)
            {
                return node;
            }
            let object = self.shape(value);
            let rebound = matches!(object, Shape::Local(..))
                && values.iter().any(|it| super::hoist::rebinds(it));
            let object = if rebound { Shape::Other(object.into_node()) } else { object };
            let name = self.name(attr);
            let attr_at = self.at_name(func.span, func);
            let args: Vec<Shape> = values.iter().map(|it| self.shape(it)).collect();
            let at = self.at_name(span, func);
            if keywords.is_empty() {
                return method::call(object, name, args, at, attr_at);
            }
            return Box::new(CallMethodMany {
                object: object.into_node(),
                name,
                args: args.into(),
                names: self.keyword_names(keywords),
                plan: Plan::default(),
                cache: MethodCache::new(),
                at,
                attr_at,
            });
        }
        let order: Vec<&Expr> = std::iter::once(func).chain(values).collect();
        let mut args = self.ordered(&order);
        let callee = args.remove(0);
        let at = self.at(span);
        if keywords.is_empty() {
            return call::call(callee, args, at);
        }
        let names = self.keyword_names(keywords);
        let callee = callee.into_node();
        Box::new(CallKeywords { callee, args: args.into(), names, plan: Plan::default(), at })
    }

    /// `"template".format(values…)`.
    fn format_call(
        &mut self,
        template: &[u8],
        values: &[&Expr],
        keywords: &[Keyword],
        func: &Expr,
        span: Span,
    ) -> Box<dyn Node> {
        let template = self.vm.intern_bytes(template);
        let names = self.keyword_names(keywords);
        let nodes = values.iter().map(|it| self.node(it)).collect();
        let at = self.at_name(span, func);
        let args = match format::format_call(&template, nodes, &names, at) {
            Ok(node) => return node,
            Err(nodes) => nodes.into_iter().map(Shape::Other).collect(),
        };
        let object = Shape::Const(Value::Str(template));
        let name = self.vm.intern("format");
        let attr_at = self.at_name(func.span, func);
        if names.is_empty() {
            return method::call(object, name, args, at, attr_at);
        }
        Box::new(CallMethodMany {
            object: object.into_node(),
            name,
            args: args.into(),
            names,
            plan: Plan::default(),
            cache: MethodCache::new(),
            at,
            attr_at,
        })
    }

    /// The node for `super().name(…)` where `super` is a global name and the function has a `__class__` cell.
    fn super_call(
        &mut self,
        object: &Expr,
        attr: &Identifier,
        values: &[&Expr],
        func: &Expr,
        span: Span,
    ) -> Option<Box<dyn Node>> {
        let ExprKind::Call { func: callee, args, keywords } = &object.kind else { return None };
        let ExprKind::Name { id, .. } = &callee.kind else { return None };
        if &**id != "super" || !keywords.is_empty() {
            return None;
        }
        let given = match &args[..] {
            [] if self.code.facts.argcount > 0 => {
                Given::Cell(self.closure_index(&"__class__".into())?)
            }
            [class, object] => {
                let (ExprKind::Name { id: class_id, .. }, ExprKind::Name { id: object_id, .. }) =
                    (&class.kind, &object.kind)
                else {
                    return None;
                };
                let Place::Local(slot) = self.place(object_id) else { return None };
                let Shape::Global(class) = self.load(class_id, class.span) else { return None };
                Given::Names(class, slot, self.at(object.span))
            }
            _ => return None,
        };
        let Shape::Global(callee) = self.load(id, callee.span) else { return None };
        let name = self.name(attr);
        let attr_at = self.at_name(func.span, func);
        let args: Vec<Shape> = values.iter().map(|it| self.shape(it)).collect();
        let at = self.at_name(span, func);
        Some(Box::new(CallSuper {
            callee,
            given,
            name,
            args: args.into(),
            cache: SuperCache::default(),
            at,
            attr_at,
        }))
    }

    fn keyword_names(&self, keywords: &[Keyword]) -> Box<[crate::object::Ref<crate::object::Str>]> {
        // Not mangled, as the names of parameters are: `f(__x=1)` in a class passes `__x`.
        keywords.iter().filter_map(|it| it.arg.as_ref()).map(|it| self.vm.intern(it)).collect()
    }

    fn call_star(
        &mut self,
        func: &Expr,
        args: &[Expr],
        keywords: &[Keyword],
        span: Span,
    ) -> Box<dyn Node> {
        let order: Vec<&Expr> =
            std::iter::once(func).chain(args).chain(keywords.iter().map(|it| &it.value)).collect();
        let mut nodes = self.nodes(&order).into_iter();
        let callee = nodes.next().unwrap_or_else(|| Shape::Const(Value::None).into_node());
        let arguments = self.arguments(args, keywords, &mut nodes);
        let at = self.at(span);
        Box::new(CallStar { callee, args: arguments, at })
    }

    /// The pieces of an argument list whose values' nodes are at hand.
    pub fn arguments(
        &mut self,
        args: &[Expr],
        keywords: &[Keyword],
        nodes: &mut dyn Iterator<Item = Box<dyn Node>>,
    ) -> Box<[(Argument, u32)]> {
        let mut pieces = Vec::with_capacity(args.len() + keywords.len());
        for arg in args {
            let Some(node) = nodes.next() else { continue };
            let at = self.at(arg.span);
            let piece = match arg.kind {
                ExprKind::Starred { .. } => Argument::Star(node),
                _ => Argument::Positional(node),
            };
            pieces.push((piece, at));
        }
        for keyword in keywords {
            let Some(node) = nodes.next() else { continue };
            let at = self.at(keyword.span);
            let piece = match &keyword.arg {
                Some(name) => Argument::Keyword(self.vm.intern(name), node),
                None => Argument::DoubleStar(node),
            };
            pieces.push((piece, at));
        }
        pieces.into()
    }
}
