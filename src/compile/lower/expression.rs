//! Expressions.

use std::rc::Rc;

use num_bigint::BigInt;

use crate::eval::arith::{self, Not, Unary};
use crate::eval::attr;
use crate::eval::build::{Element, Kind, MakeDict, MakeFrom, MakeList, MakeTuple};
use crate::eval::compare::{self, Chain, IfElse, Link, Logic};
use crate::eval::format::{self, FString, Piece, Spec, Values};
use crate::eval::index::{self, MakeSlice};
use crate::eval::names::{SetLocal, StoreThen, TakeTemp};
use crate::eval::operand::Shape;
use crate::eval::resume;
use crate::eval::slice::{self, Bounds};
use crate::object::{BinaryOp, BodyKind, Builtin, CompareOp, Node, Stmt, Value, Vm};
use crate::syntax::ast::{BoolOp, CmpOp, Constant, Expr, ExprKind, Operator, Span, UnaryOp};

use super::Lowerer;
use super::hoist::rebinds;

/// The operator's slot.
pub fn operator(op: Operator) -> BinaryOp {
    match op {
        Operator::Add => BinaryOp::Add,
        Operator::Sub => BinaryOp::Sub,
        Operator::Mult => BinaryOp::Mul,
        Operator::MatMult => BinaryOp::MatMul,
        Operator::Div => BinaryOp::Div,
        Operator::Mod => BinaryOp::Mod,
        Operator::Pow => BinaryOp::Pow,
        Operator::LShift => BinaryOp::LShift,
        Operator::RShift => BinaryOp::RShift,
        Operator::BitOr => BinaryOp::Or,
        Operator::BitXor => BinaryOp::Xor,
        Operator::BitAnd => BinaryOp::And,
        Operator::FloorDiv => BinaryOp::FloorDiv,
    }
}

fn link(op: CmpOp) -> Link {
    match op {
        CmpOp::Eq => Link::Order(CompareOp::Eq),
        CmpOp::NotEq => Link::Order(CompareOp::Ne),
        CmpOp::Lt => Link::Order(CompareOp::Lt),
        CmpOp::LtE => Link::Order(CompareOp::Le),
        CmpOp::Gt => Link::Order(CompareOp::Gt),
        CmpOp::GtE => Link::Order(CompareOp::Ge),
        CmpOp::Is => Link::Is { negated: false },
        CmpOp::IsNot => Link::Is { negated: true },
        CmpOp::In => Link::In { negated: false },
        CmpOp::NotIn => Link::In { negated: true },
    }
}

/// The step of a slice, if it is a plain number other than 0.
pub fn literal_step(step: &Expr) -> Option<Value> {
    let (sign, number) = match &step.kind {
        ExprKind::UnaryOp { op: UnaryOp::USub, operand } => (-1, &**operand),
        _ => (1, step),
    };
    let ExprKind::Constant { value: Constant::Int(number), .. } = &number.kind else { return None };
    let number = i32::try_from(*number).ok().filter(|it| *it != 0)?;
    Some(Value::Int(sign * i64::from(number)))
}

/// The object of a literal.
pub fn constant(vm: &Vm, value: &Constant) -> Value {
    match value {
        Constant::None => Value::None,
        Constant::Bool(it) => Value::bool(*it),
        Constant::Ellipsis => Value::Ellipsis,
        Constant::Int(it) => Value::Int(*it),
        Constant::BigInt(it) => crate::types::int::from_bigint(vm, BigInt::clone(it)),
        Constant::Float(it) => Value::float(*it),
        Constant::Complex { real, imag } => crate::types::complex::make(
            vm,
            crate::algo::complex::Complex { real: *real, imag: *imag },
        ),
        // Literals that look like names are interned, as CPython's are.
        Constant::Str(text)
            if text.len() <= 64 && text.iter().all(|b| b.is_ascii_alphanumeric() || *b == b'_') =>
        {
            Value::Str(vm.intern_bytes(text))
        }
        Constant::Str(text) => Value::Str(vm.str_from_bytes(text)),
        Constant::Bytes(bytes) => {
            vm.alloc(Builtin::Bytes, crate::types::bytes::Bytes::new(&**bytes))
        }
        Constant::Tuple(items) => vm.tuple(items.iter().map(|it| constant(vm, it)).collect()),
        Constant::FrozenSet(items) => {
            let set = crate::object::Ref::<crate::object::Set>::of_class(
                vm,
                vm.class(Builtin::FrozenSet),
            );
            for item in items.iter() {
                // Constants hash without running Python code.
                let _ = crate::protocol::keyed::set_add(vm, &set, constant(vm, item));
            }
            Value::of(set.into_any())
        }
    }
}

impl Lowerer<'_> {
    pub fn node(&mut self, expr: &Expr) -> Box<dyn Node> {
        self.shape(expr).into_node()
    }

    pub fn nodes(&mut self, exprs: &[&Expr]) -> Vec<Box<dyn Node>> {
        self.ordered(exprs).into_iter().map(Shape::into_node).collect()
    }

    /// Two operands: a local on the left is only borrowed where the right side cannot rebind it.
    pub fn pair(&mut self, left: &Expr, right: &Expr) -> (Shape, Shape) {
        let mut shapes = self.ordered(&[left, right]);
        let second = shapes.pop().unwrap_or(Shape::Const(Value::None));
        let first = shapes.pop().unwrap_or(Shape::Const(Value::None));
        if matches!(first, Shape::Local(..)) && matches!(second, Shape::Other(_)) && rebinds(right)
        {
            return (Shape::Other(first.into_node()), second);
        }
        (first, second)
    }

    /// Object and bounds of `object[lower:upper:step]`; nothing for another kind of subscript, or if the
    /// step is no literal.
    pub fn sliced(&mut self, object: &Expr, key: &Expr) -> Option<(Shape, Bounds)> {
        let ExprKind::Slice { lower, upper, step } = &key.kind else { return None };
        let step = match step {
            Some(step) => literal_step(step)?,
            None => Value::None,
        };
        let bounds = [lower, upper].into_iter().flatten().map(|it| &**it);
        let order: Vec<&Expr> = std::iter::once(object).chain(bounds).collect();
        let mut shapes = self.ordered(&order).into_iter();
        let mut object = shapes.next().unwrap_or(Shape::Const(Value::None));
        if matches!(object, Shape::Local(..)) && rebinds(key) {
            object = Shape::Other(object.into_node());
        }
        let mut bound = |given: bool| {
            if given { shapes.next().map(Shape::into_node) } else { None }
        };
        let (lower, upper) = (bound(lower.is_some()), bound(upper.is_some()));
        Some((object, Bounds { lower, upper, step }))
    }

    pub fn shape(&mut self, expr: &Expr) -> Shape {
        let span = expr.span;
        match &expr.kind {
            ExprKind::Constant { value, .. } => Shape::Const(constant(self.vm, value)),
            ExprKind::Name { id, .. } => {
                if &**id == "__debug__" {
                    return Shape::Const(Value::bool(self.unit.optimize == 0));
                }
                self.load(id, span)
            }
            ExprKind::BinOp { left, op, right } => {
                let op = operator(*op);
                if op == BinaryOp::Mod
                    && let ExprKind::Constant { value: Constant::Str(text), .. } = &left.kind
                {
                    return self.percent(text, right, span);
                }
                let (left, right) = self.pair(left, right);
                if let Some(folded) = fold(op, &left, &right) {
                    return Shape::Const(folded);
                }
                let at = self.at(span);
                Shape::Other(arith::binary(op, left, right, at))
            }
            ExprKind::UnaryOp { op: UnaryOp::Not, operand } => {
                let operand = match &operand.kind {
                    // What fails in `not a < b` is reported as the whole of it.
                    ExprKind::Compare { left, ops, comparators }
                        if ops.len() == 1 && matches!(link(ops[0]), Link::Order(_)) =>
                    {
                        self.comparison(left, ops, comparators, expr).into_node()
                    }
                    _ => self.node(operand),
                };
                Shape::Other(Box::new(Not { operand }))
            }
            ExprKind::UnaryOp { op, operand } => {
                let operand = self.shape(operand);
                if let (UnaryOp::USub, Shape::Const(value)) = (op, &operand) {
                    match value {
                        Value::Int(i) if *i != i64::MIN => return Shape::Const(Value::Int(-i)),
                        Value::Float(bits) => {
                            return Shape::Const(Value::float(-f64::from_bits(*bits)));
                        }
                        _ => {}
                    }
                }
                let at = self.at(span);
                Shape::Other(Box::new(Unary { operand: operand.into_node(), op: *op, at }))
            }
            ExprKind::BoolOp { op, values } => self.logic(*op, values, expr),
            ExprKind::Compare { left, ops, comparators } => {
                self.comparison(left, ops, comparators, expr)
            }
            ExprKind::IfExp { test, body, orelse } => self.if_else(test, body, orelse, expr),
            ExprKind::Attribute { value, attr, .. } => {
                let object = self.shape(value);
                let (name, at) = (self.name(attr), self.at_name(span, expr));
                Shape::Other(attr::get(object, name, at))
            }
            ExprKind::Subscript { value, slice: key, .. } => {
                let at = self.at(span);
                if let Some((object, bounds)) = self.sliced(value, key) {
                    return Shape::Other(slice::get(object, bounds, at));
                }
                let (object, key) = self.pair(value, key);
                Shape::Other(index::get(object, key, at))
            }
            ExprKind::Slice { lower, upper, step } => {
                let given: Vec<&Expr> =
                    [lower, upper, step].into_iter().flatten().map(|it| &**it).collect();
                let mut nodes = self.nodes(&given).into_iter();
                let mut part = |given: bool| if given { nodes.next() } else { None };
                let parts = [part(lower.is_some()), part(upper.is_some()), part(step.is_some())];
                Shape::Other(Box::new(MakeSlice { parts }))
            }
            ExprKind::Call { func, args, keywords } => {
                Shape::Other(self.call(func, args, keywords, span))
            }
            ExprKind::List { elts, .. } => Shape::Other(self.display(Kind::List, elts, expr)),
            ExprKind::Tuple { elts, .. } => {
                let node = self.tuple(elts, expr);
                match node {
                    Ok(value) => Shape::Const(value),
                    Err(node) => Shape::Other(node),
                }
            }
            ExprKind::Set { elts } => Shape::Other(match self.set_of_constants(expr, elts.len()) {
                Some(node) => node,
                None => self.display(Kind::Set, elts, expr),
            }),
            ExprKind::Dict { keys, values } => {
                let mut order: Vec<&Expr> = Vec::new();
                for (key, value) in keys.iter().zip(values) {
                    order.extend(key.as_ref());
                    order.push(value);
                }
                let mut nodes = self.nodes(&order).into_iter();
                let mut items = Vec::with_capacity(values.len());
                for key in keys {
                    let key = if key.is_some() { nodes.next() } else { None };
                    if let Some(value) = nodes.next() {
                        items.push((key, value));
                    }
                }
                let at = self.at(span);
                Shape::Other(Box::new(MakeDict { items: items.into(), at }))
            }
            ExprKind::Lambda(lambda) => Shape::Other(self.lambda(lambda)),
            ExprKind::ListComp(comp) => self.comprehension(Comp::List(comp), span),
            ExprKind::SetComp(comp) => self.comprehension(Comp::Set(comp), span),
            ExprKind::DictComp(comp) => self.comprehension(Comp::Dict(comp), span),
            ExprKind::GeneratorExp(comp) => Shape::Other(self.generator_expression(comp, span)),
            ExprKind::NamedExpr { target, value } => {
                let value = self.node(value);
                let store = self.store(target);
                Shape::Other(Box::new(StoreThen { store, value }))
            }
            ExprKind::JoinedStr { values } => Shape::Other(self.f_string(values)),
            ExprKind::FormattedValue { .. } => {
                Shape::Other(self.f_string(std::slice::from_ref(expr)))
            }
            ExprKind::Starred { value, .. } => self.shape(value),
            ExprKind::Yield { value } => {
                let value = match value {
                    Some(value) => self.node(value),
                    None => Shape::Const(Value::None).into_node(),
                };
                let (slot, state, at) = (self.temp(), self.temp(), self.at(span));
                let produces = self.kind == BodyKind::AsyncGenerator;
                self.pre.push(Box::new(resume::Yield {
                    value,
                    into: Some(slot),
                    state,
                    at,
                    produces,
                }));
                Shape::Other(Box::new(TakeTemp(slot)))
            }
            ExprKind::YieldFrom { value } => self.delegate(value, resume::Source::YieldFrom, span),
            ExprKind::Await { value } => self.delegate(value, resume::Source::Await, span),
        }
    }

    fn delegate(
        &mut self,
        value: &Expr,
        source: resume::Source,
        span: crate::syntax::ast::Span,
    ) -> Shape {
        self.guarded = true;
        let iterable = self.node(value);
        let (slot, state, at) = (self.temp(), self.temp(), self.at(span));
        let pulls = self.handling == 0;
        self.pre.push(Box::new(resume::Delegate {
            iterable,
            source,
            into: Some(slot),
            state,
            at,
            pulls,
        }));
        Shape::Other(Box::new(TakeTemp(slot)))
    }

    fn logic(&mut self, op: BoolOp, values: &[Expr], expr: &Expr) -> Shape {
        let at = self.at(expr.span);
        if values[1..].iter().any(|it| self.hoists(it)) {
            return self.logic_with_suspension(op, values, at);
        }
        let mut nodes: Vec<Box<dyn Node>> = Vec::with_capacity(values.len());
        for value in values {
            nodes.push(self.node(value));
        }
        let mut result = nodes.pop().unwrap_or_else(|| Shape::Const(Value::None).into_node());
        while let Some(left) = nodes.pop() {
            result = match op {
                BoolOp::And => Box::new(Logic::<true> { left, right: result, at }),
                BoolOp::Or => Box::new(Logic::<false> { left, right: result, at }),
            };
        }
        Shape::Other(result)
    }

    /// `a and (yield b)` becomes: slot = a; if slot: slot = (yield b).
    fn logic_with_suspension(&mut self, op: BoolOp, values: &[Expr], at: u32) -> Shape {
        let slot = self.temp();
        let first = self.node(&values[0]);
        self.pre.push(Box::new(SetLocal { slot, value: first }));
        let rest = self.logic_rest(op, &values[1..], slot, at);
        self.pre.push(rest);
        Shape::Other(Box::new(TakeTemp(slot)))
    }

    fn logic_rest(&mut self, op: BoolOp, values: &[Expr], slot: u32, at: u32) -> Box<dyn Stmt> {
        let (pre, value) = self.apart(|this| this.node(&values[0]));
        let mut stmts = pre;
        stmts.push(Box::new(SetLocal { slot, value }));
        if values.len() > 1 {
            let rest = self.logic_rest(op, &values[1..], slot, at);
            stmts.push(rest);
        }
        let body = self.sequence(stmts, true);
        let peek: Box<dyn Node> = Box::new(crate::eval::names::PeekTemp(slot));
        let test: Box<dyn Node> = match op {
            BoolOp::And => peek,
            BoolOp::Or => Box::new(Not { operand: peek }),
        };
        let state = self.temp();
        Box::new(resume::If { test, body, orelse: Box::new(crate::eval::control::Pass), state, at })
    }

    fn if_else(&mut self, test: &Expr, body: &Expr, orelse: &Expr, expr: &Expr) -> Shape {
        if !self.hoists(body) && !self.hoists(orelse) {
            let test = self.node(test);
            let body = self.node(body);
            let orelse = self.node(orelse);
            return Shape::Other(Box::new(IfElse { test, body, orelse }));
        }
        let at = self.at(expr.span);
        let test = self.node(test);
        let slot = self.temp();
        let mut branches = Vec::with_capacity(2);
        for branch in [body, orelse] {
            let (mut pre, value) = self.apart(|this| this.node(branch));
            pre.push(Box::new(SetLocal { slot, value }));
            branches.push(self.sequence(pre, true));
        }
        let orelse = branches.pop().unwrap_or_else(|| Box::new(crate::eval::control::Pass));
        let body = branches.pop().unwrap_or_else(|| Box::new(crate::eval::control::Pass));
        let state = self.temp();
        self.pre.push(Box::new(resume::If { test, body, orelse, state, at }));
        Shape::Other(Box::new(TakeTemp(slot)))
    }

    fn comparison(
        &mut self,
        left: &Expr,
        ops: &[CmpOp],
        comparators: &[Expr],
        expr: &Expr,
    ) -> Shape {
        if let ([op], [right]) = (ops, comparators) {
            let constant = match op {
                CmpOp::In | CmpOp::NotIn => self.constant_set(right),
                _ => None,
            };
            let (left, right) = match constant {
                Some(set) => (self.shape(left), Shape::Const(Value::of(set.into_any()))),
                None => self.pair(left, right),
            };
            let at = self.at(expr.span);
            return Shape::Other(match link(*op) {
                Link::Order(op) => compare::compare(op, left, right, at),
                Link::Is { negated } => compare::is(left, right, negated),
                Link::In { negated } => compare::in_(left, right, negated, at),
            });
        }
        // Of a chain only the first two operands are evaluated for sure; suspending later ones are rare
        // enough to be evaluated ahead, unless that would show: then the chain is taken apart.
        if comparators[1..].iter().any(|it| self.hoists(it)) {
            return self.chain_with_suspension(left, ops, comparators, expr);
        }
        let order: Vec<&Expr> = std::iter::once(left).chain(comparators).collect();
        let mut nodes = self.nodes(&order).into_iter();
        let first = nodes.next().unwrap_or_else(|| Shape::Const(Value::None).into_node());
        let at = self.at(expr.span);
        let links = ops.iter().zip(nodes).map(|(op, node)| (link(*op), node, at)).collect();
        Shape::Other(Box::new(Chain { first, links }))
    }

    /// `a < b < (yield c)`: each link is an `if` around the next.
    fn chain_with_suspension(
        &mut self,
        left: &Expr,
        ops: &[CmpOp],
        comparators: &[Expr],
        expr: &Expr,
    ) -> Shape {
        let at = self.at(expr.span);
        let result = self.temp();
        let carried = self.temp();
        let first = self.node(left);
        self.pre.push(Box::new(SetLocal { slot: carried, value: first }));
        let rest = self.chain_rest(ops, comparators, carried, result, at);
        self.pre.push(rest);
        Shape::Other(Box::new(TakeTemp(result)))
    }

    fn chain_rest(
        &mut self,
        ops: &[CmpOp],
        rest: &[Expr],
        carried: u32,
        result: u32,
        at: u32,
    ) -> Box<dyn Stmt> {
        let (mut stmts, value) = self.apart(|this| this.node(&rest[0]));
        let right = self.temp();
        stmts.push(Box::new(SetLocal { slot: right, value }));
        let links: Box<[(Link, Box<dyn Node>, u32)]> = Box::new([(
            link(ops[0]),
            Box::new(crate::eval::names::PeekTemp(right)) as Box<dyn Node>,
            at,
        )]);
        let test = Box::new(Chain { first: Box::new(TakeTemp(carried)), links });
        stmts.push(Box::new(SetLocal { slot: result, value: test }));
        if ops.len() > 1 {
            let mut next: Vec<Box<dyn Stmt>> =
                vec![Box::new(SetLocal { slot: carried, value: Box::new(TakeTemp(right)) })];
            next.push(self.chain_rest(&ops[1..], &rest[1..], carried, result, at));
            let body = self.sequence(next, true);
            let state = self.temp();
            stmts.push(Box::new(resume::If {
                test: Box::new(crate::eval::names::PeekTemp(result)),
                body,
                orelse: Box::new(crate::eval::control::Pass),
                state,
                at,
            }));
        } else {
            stmts.push(Box::new(crate::eval::names::Clear(Box::new([right]))));
        }
        self.sequence(stmts, true)
    }

    fn display(&mut self, kind: Kind, elts: &[Expr], expr: &Expr) -> Box<dyn Node> {
        let order: Vec<&Expr> = elts.iter().collect();
        let nodes = self.nodes(&order);
        let starred = elts.iter().any(|it| matches!(it.kind, ExprKind::Starred { .. }));
        if kind == Kind::List && !starred {
            return Box::new(MakeList(nodes.into()));
        }
        let elements = nodes
            .into_iter()
            .zip(elts)
            .map(|(node, it)| Element { node, star: matches!(it.kind, ExprKind::Starred { .. }) })
            .collect();
        let at = self.at(expr.span);
        Box::new(MakeFrom { kind, elements, at })
    }

    /// A tuple display: constant where all its items are.
    fn tuple(&mut self, elts: &[Expr], expr: &Expr) -> Result<Value, Box<dyn Node>> {
        if elts.iter().any(|it| matches!(it.kind, ExprKind::Starred { .. })) {
            return Err(self.display(Kind::Tuple, elts, expr));
        }
        let order: Vec<&Expr> = elts.iter().collect();
        let shapes = self.ordered(&order);
        if shapes.iter().all(|it| matches!(it, Shape::Const(_))) {
            let items = shapes
                .into_iter()
                .map(|it| if let Shape::Const(value) = it { value } else { Value::None })
                .collect();
            return Ok(self.vm.tuple(items));
        }
        Err(Box::new(MakeTuple(shapes.into_iter().map(Shape::into_node).collect())))
    }

    /// `"template" % right`.
    fn percent(&mut self, template: &[u8], right: &Expr, span: Span) -> Shape {
        let template = self.vm.intern_bytes(template);
        let at = self.at(span);
        let values = match &right.kind {
            ExprKind::Tuple { elts, .. }
                if !elts.is_empty()
                    && !elts.iter().any(|it| {
                        matches!(it.kind, ExprKind::Starred { .. }) || self.hoists(it)
                    }) =>
            {
                let order: Vec<&Expr> = elts.iter().collect();
                Values::Tuple(self.nodes(&order).into())
            }
            _ => Values::One(self.node(right)),
        };
        let values = match format::percent(&template, values, at) {
            Ok(node) => return Shape::Other(node),
            Err(values) => values,
        };
        let right = match values {
            Values::Tuple(nodes) => Box::new(MakeTuple(nodes)),
            Values::One(node) => node,
        };
        let left = Shape::Const(Value::Str(template));
        Shape::Other(arith::binary(BinaryOp::Mod, left, Shape::Other(right), at))
    }

    fn f_string(&mut self, values: &[Expr]) -> Box<dyn Node> {
        let mut order: Vec<&Expr> = Vec::new();
        for value in values {
            if let ExprKind::FormattedValue { value, format_spec, .. } = &value.kind {
                order.push(value);
                order.extend(format_spec.as_deref().filter(|it| constant_text(it).is_none()));
            }
        }
        let mut nodes = self.nodes(&order).into_iter();
        let mut pieces = Vec::with_capacity(values.len());
        for value in values {
            match &value.kind {
                ExprKind::FormattedValue { conversion, format_spec, .. } => {
                    let Some(node) = nodes.next() else { continue };
                    let conversion =
                        u8::try_from(*conversion).ok().map(char::from).map(format::conversion_of);
                    let spec = match format_spec.as_deref().map(constant_text) {
                        None => Spec::known(None, conversion),
                        Some(Some(text)) => {
                            Spec::known(Some(self.vm.str_from_bytes(&text)), conversion)
                        }
                        Some(None) => match nodes.next() {
                            Some(node) => Spec::Computed(node),
                            None => continue,
                        },
                    };
                    let at = self.at(value.span);
                    pieces.push(Piece::Field(node, conversion, spec, at));
                }
                ExprKind::Constant { value: Constant::Str(text), .. } => {
                    pieces.push(Piece::Text(self.vm.str_from_bytes(text)));
                }
                _ => {}
            }
        }
        Box::new(FString(pieces.into()))
    }
}

/// The text of an f-string without fields.
fn constant_text(expr: &Expr) -> Option<Vec<u8>> {
    let ExprKind::JoinedStr { values } = &expr.kind else { return None };
    let texts: Option<Vec<&[u8]>> = values
        .iter()
        .map(|it| match &it.kind {
            ExprKind::Constant { value: Constant::Str(text), .. } => Some(&text[..]),
            _ => None,
        })
        .collect();
    texts.map(|it| it.concat())
}

/// An inlined comprehension.
pub enum Comp<'e> {
    List(&'e Rc<crate::syntax::ast::Comp>),
    Set(&'e Rc<crate::syntax::ast::Comp>),
    Dict(&'e Rc<crate::syntax::ast::DictComp>),
}

/// The value of an operator on two small constants.
fn fold(op: BinaryOp, left: &Shape, right: &Shape) -> Option<Value> {
    let (Shape::Const(a), Shape::Const(b)) = (left, right) else { return None };
    let value = match op {
        BinaryOp::Add => arith::quick::<{ arith::ADD }>(a, b),
        BinaryOp::Sub => arith::quick::<{ arith::SUB }>(a, b),
        BinaryOp::Mul => arith::quick::<{ arith::MUL }>(a, b),
        BinaryOp::Div => arith::quick::<{ arith::DIV }>(a, b),
        BinaryOp::LShift => arith::quick::<{ arith::LSHIFT }>(a, b),
        BinaryOp::Or => arith::quick::<{ arith::OR }>(a, b),
        BinaryOp::And => arith::quick::<{ arith::AND }>(a, b),
        BinaryOp::Pow => match (a, b) {
            (Value::Int(a), Value::Int(b)) => {
                let power = u32::try_from(*b).ok().and_then(|b| a.checked_pow(b));
                power.map_or(Value::Err, Value::Int)
            }
            _ => Value::Err,
        },
        _ => Value::Err,
    };
    value.given()
}
