//! Arguments of calls and parameters of functions.

use super::super::token::TokenKind as K;
use super::expressions::EQUALS_MEANT;
use super::recogniser::{Match, Recogniser, Rule, Stop, need};

const BARE_GENERATOR: &str = "Generator expression must be parenthesized";

impl Recogniser<'_, '_> {
    /// Arguments up to the closing parenthesis.
    pub fn arguments(&mut self, at: usize) -> Match {
        self.once(Rule::Arguments, at, |it| {
            if let Some(end) = it.args(at)? {
                let end = it.maybe_comma(end)?;
                if it.is(end, K::RightParen)? {
                    return Ok(Some(end));
                }
            }
            if !it.quiet {
                it.argument_mistakes(at)?;
            }
            Ok(None)
        })
    }

    fn args(&mut self, at: usize) -> Match {
        let Some(end) = self.separated(at, Self::positional)? else { return self.kwargs(at) };
        if self.is(end, K::Comma)?
            && let Some(behind) = self.kwargs(end + 1)?
        {
            return Ok(Some(behind));
        }
        Ok(Some(end))
    }

    fn positional(&mut self, at: usize) -> Match {
        if let Some(end) = self.starred(at)? {
            return Ok(Some(end));
        }
        let end = need!(self.assignment_or_expression(at));
        Ok((!self.is(end, K::Equal)?).then_some(end))
    }

    pub fn starred(&mut self, at: usize) -> Match {
        let first = need!(self.token(at, K::Star));
        let Some(end) = self.expression(first)? else {
            return self.raise_here("Invalid star expression");
        };
        if !self.quiet
            && self.is(end, K::Equal)?
            && let Some(value) = self.expression(end + 1)?
        {
            let message = "cannot assign to iterable argument unpacking";
            return self.raise_between((at, at + 1), (end + 1, value), message);
        }
        Ok(Some(end))
    }

    fn kwargs(&mut self, at: usize) -> Match {
        if let Some(end) = self.separated(at, |it, at| it.keyword(at, K::Star))? {
            if self.is(end, K::Comma)?
                && let Some(behind) =
                    self.separated(end + 1, |it, at| it.keyword(at, K::DoubleStar))?
            {
                return Ok(Some(behind));
            }
            return Ok(Some(end));
        }
        self.separated(at, |it, at| it.keyword(at, K::DoubleStar))
    }

    /// `name=value`, or an unpacking with `star`.
    fn keyword(&mut self, at: usize, star: K) -> Match {
        if !self.quiet {
            self.keyword_mistakes(at)?;
        }
        if self.is(at, K::Name)?
            && self.is(at + 1, K::Equal)?
            && let Some(end) = self.expression(at + 2)?
        {
            return Ok(Some(end));
        }
        if star == K::Star {
            return self.starred(at);
        }
        let value = need!(self.token(at, K::DoubleStar));
        self.expression(value)
    }

    fn keyword_mistakes(&mut self, at: usize) -> Result<(), Stop> {
        if self.is_any(at, &[K::True, K::False, K::None])? && self.is(at + 1, K::Equal)? {
            let message = format!("cannot assign to {}", self.front.word(at));
            return self.raise(at, at + 2, message);
        }
        let named = self.is(at, K::Name)? && self.is(at + 1, K::Equal)?;
        if named {
            if let Some(end) = self.expression(at + 2)?
                && self.for_clauses(end)?.is_some()
            {
                return self.raise(at, at + 2, EQUALS_MEANT);
            }
        } else if let Some(end) = self.expression(at)?
            && self.is(end, K::Equal)?
        {
            let message = "expression cannot contain assignment, perhaps you meant \"==\"?";
            return self.raise_between((at, end), (end, end + 1), message);
        }
        if self.is(at, K::DoubleStar)?
            && let Some(end) = self.expression(at + 1)?
            && self.is(end, K::Equal)?
            && let Some(value) = self.expression(end + 1)?
        {
            let message = "cannot assign to keyword argument unpacking";
            return self.raise_between((at, at + 1), (end + 1, value), message);
        }
        Ok(())
    }

    fn argument_mistakes(&mut self, at: usize) -> Result<(), Stop> {
        // Unpacking behind keywords.
        let keywords = match self.separated(at, Self::positional)? {
            Some(end) if self.is(end, K::Comma)? => self.kwargs(end + 1)?,
            _ => None,
        };
        let keywords = match keywords {
            Some(end) => Some(end),
            None => self.kwargs(at)?,
        };
        if let Some(comma) = keywords
            && self.is(comma, K::Comma)?
            && self.separated(comma + 1, Self::starred_only)?.is_some()
        {
            let message = "iterable argument unpacking follows keyword argument unpacking";
            return self.raise_from(comma, message);
        }
        if let Some(end) = self.expression(at)?
            && let Some(behind) = self.for_clauses(end)?
            && self.is(behind, K::Comma)?
        {
            let last = self.last_clause;
            self.args_or_generator(behind + 1)?;
            return self.raise_between((at, end), last, BARE_GENERATOR);
        }
        if self.is(at, K::Name)?
            && self.is(at + 1, K::Equal)?
            && let Some(end) = self.expression(at + 2)?
            && self.for_clauses(end)?.is_some()
        {
            return self.raise(at, at + 2, EQUALS_MEANT);
        }
        if self.is(at, K::Name)?
            && self.is(at + 1, K::Equal)?
            && self.is_any(at + 2, &[K::Comma, K::RightParen])?
        {
            return self.raise(at, at + 2, "expected argument value expression");
        }
        let Some(end) = self.args(at)? else { return Ok(()) };
        if self.for_clauses(end)?.is_some()
            && let Some(last) = self.last_of_several(at, end)
        {
            return self.raise_between((last, end), self.last_clause, BARE_GENERATOR);
        }
        if !self.is(end, K::Comma)? {
            return Ok(());
        }
        let next = end + 1;
        if let Some(behind) = self.expression(next)?
            && self.for_clauses(behind)?.is_some()
        {
            return self.raise_between((next, behind), self.last_clause, BARE_GENERATOR);
        }
        if self.is(next, K::Name)?
            && self.is(next + 1, K::Equal)?
            && self.is_any(next + 2, &[K::Comma, K::RightParen])?
        {
            return self.raise(next, next + 2, "expected argument value expression");
        }
        if self.args(next)?.is_some() {
            let unpacked =
                self.segments(at, end).iter().any(|&it| self.front.kind(it) == K::DoubleStar);
            return self.raise_here(match unpacked {
                true => "positional argument follows keyword argument unpacking",
                false => "positional argument follows keyword argument",
            });
        }
        Ok(())
    }

    fn starred_only(&mut self, at: usize) -> Match {
        match self.is(at, K::Star)? {
            true => self.starred(at),
            false => Ok(None),
        }
    }

    /// Behind a bare generator and a comma: more arguments, another generator, or nothing.
    fn args_or_generator(&mut self, at: usize) -> Result<(), Stop> {
        if self.args(at)?.is_none()
            && let Some(end) = self.expression(at)?
        {
            self.for_clauses(end)?;
        }
        Ok(())
    }

    /// Where the arguments between `from` and `to` start.
    fn segments(&self, from: usize, to: usize) -> Vec<usize> {
        let (mut starts, mut depth) = (vec![from], 0i32);
        for token in from..to {
            match self.front.kind(token) {
                K::Comma if depth == 0 => starts.push(token + 1),
                it if it.is_opening() => depth += 1,
                it if it.is_closing() => depth -= 1,
                _ => {}
            }
        }
        starts
    }

    /// The last positional argument, if there are several.
    fn last_of_several(&self, from: usize, to: usize) -> Option<usize> {
        let mut starts = self.segments(from, to);
        starts.retain(|&it| {
            self.front.kind(it) != K::DoubleStar && self.front.kind(it + 1) != K::Equal
        });
        if starts.len() > 1 { starts.last().copied() } else { None }
    }

    /// Parameters up to `)`, or up to the `:` of a lambda.
    pub fn parameters(&mut self, at: usize, lambda: bool) -> Match {
        if !self.quiet {
            self.parameter_mistakes(at, lambda)?;
        }
        let mut end = at;
        let mut any = false;
        let mut slash = false;
        loop {
            if self.is(end, K::Slash)? && any && !slash {
                slash = true;
                end = need!(self.after_parameter(end + 1, lambda));
                continue;
            }
            match self.parameter_maybe_default(end, lambda)? {
                Some(behind) => (end, any) = (behind, true),
                None => break,
            }
        }
        if let Some(behind) = self.star_parameters(end, lambda)? {
            return Ok(Some(behind));
        }
        Ok(any.then_some(end))
    }

    fn closes(lambda: bool) -> K {
        if lambda { K::Colon } else { K::RightParen }
    }

    /// The comma behind a parameter, or the end of all before which none is needed.
    fn after_parameter(&mut self, at: usize, lambda: bool) -> Match {
        if self.is(at, K::Comma)? {
            return Ok(Some(at + 1));
        }
        Ok(self.is(at, Self::closes(lambda))?.then_some(at))
    }

    /// A name, with an annotation if a function may have one.
    fn parameter(&mut self, at: usize, lambda: bool) -> Match {
        let end = need!(self.token(at, K::Name));
        if !lambda
            && self.is(end, K::Colon)?
            && let Some(behind) = self.expression(end + 1)?
        {
            return Ok(Some(behind));
        }
        Ok(Some(end))
    }

    fn default(&mut self, at: usize, lambda: bool) -> Match {
        let value = need!(self.token(at, K::Equal));
        if let Some(end) = self.expression(value)? {
            return Ok(Some(end));
        }
        // The rule is the same for a lambda, where a `)` ends nothing.
        if !self.quiet && (self.is(value, K::Comma)? || !lambda && self.is(value, K::RightParen)?) {
            return self.raise(at, at + 1, "expected default value expression");
        }
        Ok(None)
    }

    fn parameter_no_default(&mut self, at: usize, lambda: bool) -> Match {
        let end = need!(self.parameter(at, lambda));
        self.after_parameter(end, lambda)
    }

    fn parameter_with_default(&mut self, at: usize, lambda: bool) -> Match {
        let end = need!(self.parameter(at, lambda));
        let end = need!(self.default(end, lambda));
        self.after_parameter(end, lambda)
    }

    fn parameter_maybe_default(&mut self, at: usize, lambda: bool) -> Match {
        let end = need!(self.parameter(at, lambda));
        let end = need!(self.maybe(end, |it, at| it.default(at, lambda)));
        self.after_parameter(end, lambda)
    }

    fn many(
        &mut self,
        mut at: usize,
        lambda: bool,
        rule: fn(&mut Self, usize, bool) -> Match,
    ) -> Result<usize, Stop> {
        while let Some(end) = rule(self, at, lambda)? {
            at = end;
        }
        Ok(at)
    }

    /// Parameters and the `/` behind them.
    fn with_slash(&mut self, at: usize, lambda: bool) -> Match {
        let end = self.many(at, lambda, Self::parameter_maybe_default)?;
        if end == at || !self.is(end, K::Slash)? {
            return Ok(None);
        }
        self.after_parameter(end + 1, lambda)
    }

    fn parameter_mistakes(&mut self, at: usize, lambda: bool) -> Result<(), Stop> {
        if self.is(at, K::Slash)? && self.is(at + 1, K::Comma)? {
            return self.raise(at, at + 1, "at least one argument must precede /");
        }
        let positional = self.with_slash(at, lambda)?;
        if let Some(end) = positional {
            let end = self.many(end, lambda, Self::parameter_maybe_default)?;
            if self.is(end, K::Slash)? {
                return self.raise(end, end + 1, "/ may appear only once");
            }
        }
        self.default_order(at, lambda)?;
        self.parenthesized(at, lambda)?;
        let end = positional.unwrap_or(at);
        let end = self.many(end, lambda, Self::parameter_maybe_default)?;
        if self.is(end, K::Star)? {
            let behind = match self.is(end + 1, K::Comma)? {
                true => Some(end + 2),
                false => self.parameter_no_default(end + 1, lambda)?,
            };
            if let Some(behind) = behind {
                let slash = self.many(behind, lambda, Self::parameter_maybe_default)?;
                if self.is(slash, K::Slash)? {
                    return self.raise(slash, slash + 1, "/ must be ahead of *");
                }
            }
        }
        let end = self.many(at, lambda, Self::parameter_maybe_default)?;
        if end > at && self.is(end, K::Slash)? && self.is(end + 1, K::Star)? {
            return self.raise(end + 1, end + 2, "expected comma between / and *");
        }
        Ok(())
    }

    fn default_order(&mut self, at: usize, lambda: bool) -> Result<(), Stop> {
        let mut end = at;
        let mut slash = self.many(end, lambda, Self::parameter_no_default)?;
        if slash > at && self.is(slash, K::Slash)? {
            slash = self.after_parameter(slash + 1, lambda)?.unwrap_or(slash);
            end = slash;
        }
        end = self.many(end, lambda, Self::parameter_no_default)?;
        let mut defaults = self.many(end, lambda, Self::parameter_with_default)?;
        if defaults > end && self.is(defaults, K::Slash)? {
            defaults = self.after_parameter(defaults + 1, lambda)?.unwrap_or(defaults);
        }
        if defaults > end
            && let Some(behind) = self.parameter_no_default(defaults, lambda)?
        {
            let message = "parameter without a default follows parameter with a default";
            let comma = usize::from(self.front.kind(behind - 1) == K::Comma);
            return self.raise(defaults, behind - comma, message);
        }
        Ok(())
    }

    fn parenthesized(&mut self, at: usize, lambda: bool) -> Result<(), Stop> {
        let open = self.many(at, lambda, Self::parameter_no_default)?;
        if !self.is(open, K::LeftParen)? {
            return Ok(());
        }
        let end = if lambda {
            // Names with commas between.
            let Some(end) = self.separated(open + 1, |it, at| it.parameter(at, true))? else {
                return Ok(());
            };
            end
        } else {
            self.many(open + 1, false, Self::parameter_no_default)?
        };
        let end = self.maybe_comma(end)?;
        if end > open + 1 && self.is(end, K::RightParen)? {
            let message = match lambda {
                true => "Lambda expression parameters cannot be parenthesized",
                false => "Function parameters cannot be parenthesized",
            };
            return self.raise(open, end + 1, message);
        }
        Ok(())
    }

    /// From `*` or `**` on.
    fn star_parameters(&mut self, at: usize, lambda: bool) -> Match {
        if !self.quiet && self.is(at, K::Star)? {
            self.star_mistakes(at, lambda)?;
        }
        if self.is(at, K::Star)? {
            let behind = match self.is(at + 1, K::Comma)? {
                true => at + 2,
                false => {
                    let end = match self.starred_annotation(at + 1, lambda)? {
                        Some(end) => end,
                        None => need!(self.parameter(at + 1, lambda)),
                    };
                    need!(self.after_parameter(end, lambda))
                }
            };
            let end = self.many(behind, lambda, Self::parameter_maybe_default)?;
            return self.maybe(end, |it, at| it.keyword_parameter(at, lambda));
        }
        self.keyword_parameter(at, lambda)
    }

    /// `name: *annotation`
    fn starred_annotation(&mut self, at: usize, lambda: bool) -> Match {
        let colon = need!(self.token(at, K::Name));
        if lambda || !self.is(colon, K::Colon)? || !self.is(colon + 1, K::Star)? {
            return Ok(None);
        }
        self.bitwise_or(colon + 2)
    }

    fn star_mistakes(&mut self, at: usize, lambda: bool) -> Result<(), Stop> {
        let close = Self::closes(lambda);
        let bare = self.is(at + 1, close)?
            || self.is(at + 1, K::Comma)? && self.is_any(at + 2, &[close, K::DoubleStar])?;
        if bare {
            let message = "named arguments must follow bare *";
            return match lambda {
                true => self.raise_here(message),
                false => self.raise(at, at + 1, message),
            };
        }
        if let Some(end) = self.parameter(at + 1, lambda)?
            && self.is(end, K::Equal)?
        {
            let message = "var-positional argument cannot have default value";
            return self.raise(end, end + 1, message);
        }
        let behind = match self.is(at + 1, K::Comma)? {
            true => Some(at + 2),
            false => self.parameter_no_default(at + 1, lambda)?,
        };
        if let Some(behind) = behind {
            let second = self.many(behind, lambda, Self::parameter_maybe_default)?;
            if self.is(second, K::Star)?
                && (self.is(second + 1, K::Comma)?
                    || self.parameter_no_default(second + 1, lambda)?.is_some())
            {
                return self.raise(second, second + 1, "* argument may appear only once");
            }
        }
        Ok(())
    }

    fn keyword_parameter(&mut self, at: usize, lambda: bool) -> Match {
        let name = need!(self.token(at, K::DoubleStar));
        let end = need!(self.parameter(name, lambda));
        if !self.quiet {
            if self.is(end, K::Equal)? {
                let message = "var-keyword argument cannot have default value";
                return self.raise(end, end + 1, message);
            }
            if self.is(end, K::Comma)? {
                let message = "arguments cannot follow var-keyword argument";
                if let Some(behind) = self.parameter(end + 1, lambda)? {
                    return self.raise(end + 1, behind, message);
                }
                if self.is_any(end + 1, &[K::Star, K::DoubleStar, K::Slash])? {
                    return self.raise(end + 1, end + 2, message);
                }
            }
        }
        self.after_parameter(end, lambda)
    }
}
