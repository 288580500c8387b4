//! Statements.

use super::super::check::{self, Targets};
use super::super::token::TokenKind as K;
use super::recogniser::{Match, Recogniser, Rule, Stop, need};

const AUGMENTED: [K; 13] = [
    K::PlusEqual,
    K::MinusEqual,
    K::StarEqual,
    K::AtEqual,
    K::SlashEqual,
    K::PercentEqual,
    K::AmpersandEqual,
    K::BarEqual,
    K::CaretEqual,
    K::LeftShiftEqual,
    K::RightShiftEqual,
    K::DoubleStarEqual,
    K::DoubleSlashEqual,
];

impl Recogniser<'_, '_> {
    pub fn statements(&mut self, at: usize) -> Match {
        let mut end = need!(self.statement(at));
        while let Some(behind) = self.statement(end)? {
            end = behind;
        }
        Ok(Some(end))
    }

    pub fn statement(&mut self, at: usize) -> Match {
        self.once(Rule::Statement, at, |it| match it.compound(at)? {
            Some(end) => Ok(Some(end)),
            None => it.simple_statements(at),
        })
    }

    fn simple_statements(&mut self, at: usize) -> Match {
        let mut end = need!(self.simple(at));
        while self.is(end, K::Semicolon)? {
            match self.simple(end + 1)? {
                Some(behind) => end = behind,
                None => {
                    end += 1;
                    break;
                }
            }
        }
        self.token(end, K::Newline)
    }

    fn simple(&mut self, at: usize) -> Match {
        self.once(Rule::SimpleStatement, at, |it| {
            if let Some(end) = it.assignment(at)? {
                return Ok(Some(end));
            }
            if it.is_word(at, "type")?
                && let Some(end) = it.type_alias(at)?
            {
                return Ok(Some(end));
            }
            if let Some(end) = it.star_expressions(at)? {
                return Ok(Some(end));
            }
            match it.kind(at)? {
                K::Return => it.maybe(at + 1, Self::star_expressions),
                K::Import | K::From => it.import(at),
                K::Raise => {
                    let Some(end) = it.expression(at + 1)? else { return Ok(Some(at + 1)) };
                    if it.is(end, K::From)?
                        && let Some(behind) = it.expression(end + 1)?
                    {
                        return Ok(Some(behind));
                    }
                    Ok(Some(end))
                }
                K::Pass | K::Break | K::Continue => Ok(Some(at + 1)),
                K::Del => it.delete(at),
                K::Yield => it.yield_expression(at),
                K::Assert => {
                    let end = need!(it.expression(at + 1));
                    if it.is(end, K::Comma)?
                        && let Some(behind) = it.expression(end + 1)?
                    {
                        return Ok(Some(behind));
                    }
                    Ok(Some(end))
                }
                K::Global | K::Nonlocal => it.separated(at + 1, |it, at| it.token(at, K::Name)),
                _ => Ok(None),
            }
        })
    }

    fn single_target(&mut self, at: usize) -> Match {
        if let Some(end) = self.attribute_or_subscript(at)? {
            return Ok(Some(end));
        }
        if self.is(at, K::LeftParen)? {
            let end = need!(self.single_target(at + 1));
            return self.token(end, K::RightParen);
        }
        self.token(at, K::Name)
    }

    fn assignment(&mut self, at: usize) -> Match {
        // With an annotation.
        if let Some(colon) = self.single_target(at)?
            && self.is(colon, K::Colon)?
            && let Some(end) = self.expression(colon + 1)?
        {
            if self.is(end, K::Equal)?
                && let Some(behind) = self.assigned_value(end + 1)?
            {
                return Ok(Some(behind));
            }
            return Ok(Some(end));
        }
        let mut value = at;
        while let Some(end) = self.star_targets(value)?
            && self.is(end, K::Equal)?
        {
            value = end + 1;
        }
        if value > at
            && let Some(end) = self.assigned_value(value)?
            && !self.is(end, K::Equal)?
        {
            return Ok(Some(end));
        }
        if let Some(operator) = self.single_target(at)?
            && self.is_any(operator, &AUGMENTED)?
        {
            return self.assigned_value(operator + 1);
        }
        if !self.quiet {
            self.assignment_mistakes(at, value)?;
        }
        Ok(None)
    }

    /// `value` is where the targets that are fine end.
    fn assignment_mistakes(&mut self, at: usize, value: usize) -> Result<(), Stop> {
        let annotated = |it: &mut Self, colon: usize| -> Result<bool, Stop> {
            Ok(it.is(colon, K::Colon)? && it.expression(colon + 1)?.is_some())
        };
        if self.is_any(at, &[K::LeftParen, K::LeftBracket])?
            && let Some(end) = self.annotation_target(at)?
            && annotated(self, end)?
        {
            let what = self.described(at, end);
            let message = format!("only single target (not {what}) can be annotated");
            return self.raise_expression(at, end, message);
        }
        if let Some(end) = self.star_named_expression(at)?
            && self.is(end, K::Comma)?
        {
            let mut behind = end + 1;
            while let Some(next) = self.star_named_expressions(behind)? {
                behind = next;
            }
            if annotated(self, behind)? {
                let message = "only single target (not tuple) can be annotated";
                return self.raise_expression(at, end, message);
            }
        }
        if let Some(end) = self.expression(at)?
            && annotated(self, end)?
        {
            return self.raise_expression(at, end, "illegal target for annotation");
        }
        if let Some(end) = self.star_expressions(value)?
            && self.is(end, K::Equal)?
        {
            self.check_targets(value, end, Targets::Star)?;
        }
        if let Some(end) = self.yield_expression(value)?
            && self.is(end, K::Equal)?
        {
            let message = "assignment to yield expression not possible";
            return self.raise_expression(value, end, message);
        }
        if let Some(end) = self.star_expressions(at)?
            && self.is_any(end, &AUGMENTED)?
            && self.assigned_value(end + 1)?.is_some()
        {
            let what = self.described(at, end);
            let message = format!("'{what}' is an illegal expression for augmented assignment");
            return self.raise_expression(at, end, message);
        }
        Ok(())
    }

    /// A list or a tuple, in any number of parentheses.
    fn annotation_target(&mut self, at: usize) -> Match {
        let end = need!(self.bitwise_or(at));
        let Some(tree) = self.tree(at, end) else { return Ok(None) };
        Ok(matches!(check::described(&tree), "list" | "tuple").then_some(end))
    }

    fn delete(&mut self, at: usize) -> Match {
        if let Some(end) = self.star_targets(at + 1)?
            && self.is_any(end, &[K::Semicolon, K::Newline])?
            && self
                .tree(at + 1, end)
                .is_some_and(|it| check::invalid_target(&it, Targets::Del).is_none())
        {
            return Ok(Some(end));
        }
        if !self.quiet
            && let Some(end) = self.star_expressions(at + 1)?
        {
            self.check_targets(at + 1, end, Targets::Del)?;
        }
        Ok(None)
    }

    fn type_alias(&mut self, at: usize) -> Match {
        let end = need!(self.token(at + 1, K::Name));
        let end = need!(self.maybe(end, Self::type_parameters));
        let value = need!(self.token(end, K::Equal));
        self.expression(value)
    }

    fn dotted_name(&mut self, at: usize) -> Match {
        let mut end = need!(self.token(at, K::Name));
        while self.is(end, K::Dot)? && self.is(end + 1, K::Name)? {
            end += 2;
        }
        Ok(Some(end))
    }

    fn imported(&mut self, at: usize, dotted: bool) -> Match {
        let end = match dotted {
            true => need!(self.dotted_name(at)),
            false => need!(self.token(at, K::Name)),
        };
        if self.is(end, K::As)? && self.is(end + 1, K::Name)? {
            return Ok(Some(end + 2));
        }
        Ok(Some(end))
    }

    fn import(&mut self, at: usize) -> Match {
        if self.is(at, K::Import)? {
            if !self.quiet {
                if let Some(end) = self.separated(at + 1, Self::dotted_name)?
                    && self.is(end, K::From)?
                    && let Some(behind) = self.dotted_name(end + 1)?
                {
                    let message = "Did you mean to use 'from ... import ...' instead?";
                    return self.raise(at, behind, message);
                }
                self.need_import_names(at + 1)?;
            }
            return self.separated(at + 1, |it, at| it.imported(at, true));
        }
        let mut end = at + 1;
        while self.is_any(end, &[K::Dot, K::Ellipsis])? {
            end += 1;
        }
        let relative = end > at + 1;
        let end = match self.dotted_name(end)? {
            Some(behind) => behind,
            None if relative => end,
            None => return Ok(None),
        };
        let names = need!(self.token(end, K::Import));
        if self.is(names, K::LeftParen)? {
            let end = need!(self.separated(names + 1, |it, at| it.imported(at, false)));
            let end = self.maybe_comma(end)?;
            return self.token(end, K::RightParen);
        }
        if self.is(names, K::Star)? {
            return Ok(Some(names + 1));
        }
        let found = self.separated(names, |it, at| it.imported(at, false))?;
        if let Some(end) = found {
            if !self.is(end, K::Comma)? {
                return Ok(Some(end));
            }
            if !self.quiet && self.is(end + 1, K::Newline)? {
                let message = "trailing comma not allowed without surrounding parentheses";
                return self.raise_here(message);
            }
        }
        if !self.quiet {
            self.need_import_names(names)?;
        }
        Ok(None)
    }

    fn need_import_names(&mut self, at: usize) -> Result<(), Stop> {
        if self.is(at, K::Newline)? {
            return self.raise_line_end(at, "Expected one or more names after 'import'");
        }
        Ok(())
    }

    fn compound(&mut self, at: usize) -> Match {
        match self.kind(at)? {
            K::At => self.decorated(at),
            K::Def => self.function(at, at),
            K::Class => self.class(at),
            K::If => self.if_(at),
            K::While => self.while_(at),
            K::For => self.for_(at, at),
            K::With => self.with(at, at),
            K::Try => self.try_(at),
            K::Async => match self.kind(at + 1)? {
                K::Def => self.function(at, at + 1),
                K::For => self.for_(at, at + 1),
                K::With => self.with(at, at + 1),
                _ => Ok(None),
            },
            K::Name if self.front.word(at) == "match" => self.match_(at),
            _ => Ok(None),
        }
    }

    fn decorated(&mut self, mut at: usize) -> Match {
        while self.is(at, K::At)? {
            let end = need!(self.named_expression(at + 1));
            at = need!(self.token(end, K::Newline));
        }
        match self.kind(at)? {
            K::Def | K::Async | K::Class => self.compound(at),
            _ => Ok(None),
        }
    }

    /// The statements of a header that ends in a `:` before `at`.
    fn block(&mut self, at: usize) -> Match {
        self.once(Rule::Block, at, |it| {
            if it.is(at, K::Newline)? {
                if it.is(at + 1, K::Indent)? {
                    let end = need!(it.statements(at + 2));
                    return it.token(end, K::Dedent);
                }
                return Ok(None);
            }
            it.simple_statements(at)
        })
    }

    /// A `:` that must stand at `at`, whatever else is wrong.
    fn forced_colon(&mut self, at: usize) -> Result<usize, Stop> {
        match self.is(at, K::Colon)? || self.quiet {
            true => Ok(at + 1),
            false => self.raise_at(at, "expected ':'"),
        }
    }

    /// The `:` of a complete header; where its line ends without one, that is said.
    fn colon(&mut self, at: usize) -> Match {
        if !self.quiet && self.is(at, K::Newline)? {
            return self.raise_here("expected ':'");
        }
        self.token(at, K::Colon)
    }

    fn function(&mut self, head: usize, def: usize) -> Match {
        let end = need!(self.token(def + 1, K::Name));
        let end = need!(self.maybe(end, Self::type_parameters));
        if !self.is(end, K::LeftParen)? {
            return match self.quiet {
                true => Ok(None),
                false => self.raise_at(end, "expected '('"),
            };
        }
        let end = need!(self.maybe(end + 1, |it, at| it.parameters(at, false)));
        let mut end = need!(self.token(end, K::RightParen));
        if self.is(end, K::Arrow)?
            && let Some(behind) = self.expression(end + 1)?
        {
            end = behind;
        }
        let body = self.forced_colon(end)?;
        self.need_block::<()>(head, body, "function definition")?;
        self.block(body)
    }

    fn class(&mut self, at: usize) -> Match {
        let end = need!(self.token(at + 1, K::Name));
        let mut end = need!(self.maybe(end, Self::type_parameters));
        if self.is(end, K::LeftParen)? {
            let close = need!(self.maybe(end + 1, Self::arguments));
            if self.is(close, K::RightParen)? {
                end = close + 1;
            }
        }
        let body = need!(self.colon(end));
        self.need_block::<()>(at, body, "class definition")?;
        self.block(body)
    }

    fn type_parameters(&mut self, at: usize) -> Match {
        let first = need!(self.token(at, K::LeftBracket));
        if !self.quiet && self.is(first, K::RightBracket)? {
            let place = self.front.tokens[first].start;
            let error = self.front.error(place, place, "Type parameter list cannot be empty");
            return Err(Stop::Error(Box::new(error)));
        }
        let end = need!(self.separated(first, Self::type_parameter));
        let end = self.maybe_comma(end)?;
        self.token(end, K::RightBracket)
    }

    fn type_parameter(&mut self, at: usize) -> Match {
        self.once(Rule::TypeParameter, at, |it| {
            let (name, starred) = match it.kind(at)? {
                K::Name => (at, None),
                K::Star => (at + 1, Some("TypeVarTuple")),
                K::DoubleStar => (at + 1, Some("ParamSpec")),
                _ => return Ok(None),
            };
            let mut end = need!(it.token(name, K::Name));
            if it.is(end, K::Colon)?
                && let Some(behind) = it.expression(end + 1)?
            {
                if let Some(kind) = starred {
                    if it.quiet {
                        return Ok(None);
                    }
                    let tuple = it.described(end + 1, behind) == "tuple";
                    let what = if tuple { "constraints" } else { "bound" };
                    return it.raise(end, behind, format!("cannot use {what} with {kind}"));
                }
                end = behind;
            }
            if it.is(end, K::Equal)? {
                let value = match starred {
                    Some("TypeVarTuple") => it.star_named_expression(end + 1)?,
                    _ => it.expression(end + 1)?,
                };
                return Ok(value.or(Some(end)));
            }
            Ok(Some(end))
        })
    }

    fn if_(&mut self, at: usize) -> Match {
        let what = match self.kind(at)? {
            K::If => "'if' statement",
            _ => "'elif' statement",
        };
        let end = need!(self.named_expression(at + 1));
        let body = need!(self.colon(end));
        self.need_block::<()>(at, body, what)?;
        let end = need!(self.block(body));
        if self.is(end, K::Elif)? {
            return self.maybe(end, Self::if_);
        }
        self.maybe(end, Self::else_)
    }

    fn else_(&mut self, at: usize) -> Match {
        let colon = need!(self.token(at, K::Else));
        let body = self.forced_colon(colon)?;
        self.need_block::<()>(at, body, "'else' statement")?;
        self.block(body)
    }

    fn while_(&mut self, at: usize) -> Match {
        let end = need!(self.named_expression(at + 1));
        let body = need!(self.colon(end));
        self.need_block::<()>(at, body, "'while' statement")?;
        let end = need!(self.block(body));
        self.maybe(end, Self::else_)
    }

    fn for_(&mut self, head: usize, at: usize) -> Match {
        if let Some(end) = self.star_targets(at + 1)?
            && self.is(end, K::In)?
        {
            let end = need!(self.star_expressions(end + 1));
            let body = need!(self.colon(end));
            self.need_block::<()>(head, body, "'for' statement")?;
            let end = need!(self.block(body));
            return self.maybe(end, Self::else_);
        }
        self.loop_target_mistakes(at + 1)?;
        Ok(None)
    }

    fn with(&mut self, head: usize, at: usize) -> Match {
        let what = "'with' statement";
        if self.is(at + 1, K::LeftParen)?
            && let Some(end) = self.separated(at + 2, Self::with_item)?
        {
            let end = self.maybe_comma(end)?;
            if self.is(end, K::RightParen)? && self.is(end + 1, K::Colon)? {
                self.need_block::<()>(head, end + 2, what)?;
                return self.block(end + 2);
            }
        }
        if let Some(end) = self.separated(at + 1, Self::with_item)?
            && self.is(end, K::Colon)?
        {
            self.need_block::<()>(head, end + 1, what)?;
            return self.block(end + 1);
        }
        if !self.quiet {
            if let Some(end) = self.separated(at + 1, Self::plain_with_item)?
                && self.is(end, K::Newline)?
            {
                return self.raise_here("expected ':'");
            }
            if self.is(at + 1, K::LeftParen)?
                && let Some(end) = self.separated(at + 2, Self::plain_with_item)?
            {
                let end = self.maybe_comma(end)?;
                if self.is(end, K::RightParen)? && self.is(end + 1, K::Newline)? {
                    return self.raise_here("expected ':'");
                }
            }
        }
        Ok(None)
    }

    fn with_item(&mut self, at: usize) -> Match {
        let end = need!(self.expression(at));
        let ends = [K::Comma, K::RightParen, K::Colon];
        if self.is(end, K::As)? {
            if let Some(behind) = self.star_target(end + 1)?
                && self.is_any(behind, &ends)?
            {
                return Ok(Some(behind));
            }
            if !self.quiet
                && let Some(behind) = self.expression(end + 1)?
                && self.is_any(behind, &ends)?
            {
                self.check_targets(end + 1, behind, Targets::Star)?;
            }
        }
        Ok(Some(end))
    }

    fn plain_with_item(&mut self, at: usize) -> Match {
        let end = need!(self.expression(at));
        if self.is(end, K::As)?
            && let Some(behind) = self.star_target(end + 1)?
        {
            return Ok(Some(behind));
        }
        Ok(Some(end))
    }

    fn try_(&mut self, at: usize) -> Match {
        let body = self.forced_colon(at + 1)?;
        self.need_block::<()>(at, body, "'try' statement")?;
        let mut end = need!(self.block(body));
        if !self.is_any(end, &[K::Except, K::Finally])? {
            return match self.quiet {
                true => Ok(None),
                false => self.raise_here("expected 'except' or 'finally' block"),
            };
        }
        let starred = self.is(end, K::Except)? && self.is(end + 1, K::Star)?;
        while self.is(end, K::Except)? {
            let star = self.is(end + 1, K::Star)?;
            if star != starred && !self.quiet && self.except_header(end)? {
                let behind = end + 1 + usize::from(star);
                let message = "cannot have both 'except' and 'except*' on the same 'try'";
                return self.raise(end, behind, message);
            }
            match self.except(end)? {
                Some(behind) => end = behind,
                None => return Ok(None),
            }
        }
        end = need!(self.maybe(end, Self::else_));
        if self.is(end, K::Finally)? {
            let body = self.forced_colon(end + 1)?;
            self.need_block::<()>(end, body, "'finally' statement")?;
            return self.block(body);
        }
        Ok(Some(end))
    }

    fn except_header(&mut self, at: usize) -> Result<bool, Stop> {
        let start = at + 1 + usize::from(self.is(at + 1, K::Star)?);
        let mut end = match self.expression(start)? {
            Some(end) => end,
            None if start > at + 1 => return Ok(false),
            None => start,
        };
        if self.is(end, K::As)? && self.is(end + 1, K::Name)? {
            end += 2;
        }
        self.is(end, K::Colon)
    }

    fn except(&mut self, at: usize) -> Match {
        let star = self.is(at + 1, K::Star)?;
        let what = if star { "'except*' statement" } else { "'except' statement" };
        let start = at + 1 + usize::from(star);
        if let Some(mut end) = self.expression(start)? {
            if self.is(end, K::Comma)?
                && !self.quiet
                && let Some(mut behind) = self.separated(end + 1, Self::expression)?
            {
                behind = self.maybe_comma(behind)?;
                if self.is(behind, K::As)? && self.is(behind + 1, K::Name)? {
                    behind += 2;
                }
                if self.is(behind, K::Colon)? {
                    let message = "multiple exception types must be parenthesized";
                    return self.raise_from(start, message);
                }
            }
            if self.is(end, K::As)? && self.is(end + 1, K::Name)? {
                end += 2;
            }
            let body = need!(self.colon(end));
            self.need_block::<()>(at, body, what)?;
            return self.block(body);
        }
        if star {
            return match !self.quiet && self.is_any(start, &[K::Newline, K::Colon])? {
                true => self.raise_here("expected one or more exception types"),
                false => Ok(None),
            };
        }
        let body = need!(self.colon(start));
        self.need_block::<()>(at, body, what)?;
        self.block(body)
    }

    fn match_(&mut self, at: usize) -> Match {
        let subject = match self.star_named_expression(at + 1)? {
            Some(end) if self.is(end, K::Comma)? => {
                self.maybe(end + 1, Self::star_named_expressions)?
            }
            _ => self.named_expression(at + 1)?,
        };
        let Some(end) = subject else { return Ok(None) };
        if self.is(end, K::Newline)? {
            return match self.quiet {
                true => Ok(None),
                false => self.raise_here("expected ':'"),
            };
        }
        let body = need!(self.token(end, K::Colon));
        self.need_block::<()>(at, body, "'match' statement")?;
        let body = need!(self.token(body, K::Newline));
        let mut end = need!(self.token(body, K::Indent));
        while let Some(behind) = self.case(end)? {
            end = behind;
        }
        self.token(end, K::Dedent)
    }

    fn case(&mut self, at: usize) -> Match {
        if !self.is_word(at, "case")? {
            return Ok(None);
        }
        let mut end = need!(self.patterns(at + 1));
        if self.is(end, K::If)?
            && let Some(behind) = self.named_expression(end + 1)?
        {
            end = behind;
        }
        let body = need!(self.colon(end));
        self.need_block::<()>(at, body, "'case' statement")?;
        self.block(body)
    }
}
