//! Expressions.

use super::super::check::Targets;
use super::super::token::TokenKind as K;
use super::recogniser::{Match, Recogniser, Rule, Stop, need};

const COMMA_FORGOTTEN: &str = "invalid syntax. Perhaps you forgot a comma?";
pub(super) const EQUALS_MEANT: &str =
    "invalid syntax. Maybe you meant '==' or ':=' instead of '='?";

impl Recogniser<'_, '_> {
    /// `print` and `exec` were statements once.
    fn is_legacy(&self, first: usize, behind: usize) -> bool {
        behind == first + 1 && matches!(self.front.word(first), "print" | "exec")
    }

    /// CPython compares as many characters as the name has, so beginnings of soft keywords count.
    fn is_soft_keyword(&mut self, at: usize) -> Result<bool, Stop> {
        let name = self.is(at, K::Name)?;
        let word = self.front.word(at);
        Ok(name && ["_", "case", "match", "type"].iter().any(|it| it.starts_with(word)))
    }

    pub fn expression(&mut self, at: usize) -> Match {
        self.once(Rule::Expression, at, |it| {
            if !it.quiet {
                it.expression_mistakes(at)?;
            }
            it.plain_expression(at)
        })
    }

    fn plain_expression(&mut self, at: usize) -> Match {
        if let Some(body) = self.disjunction(at)? {
            if self.is(body, K::If)?
                && let Some(test) = self.disjunction(body + 1)?
                && self.is(test, K::Else)?
                && let Some(end) = self.expression(test + 1)?
            {
                return Ok(Some(end));
            }
            return Ok(Some(body));
        }
        self.lambda(at)
    }

    fn expression_mistakes(&mut self, at: usize) -> Result<(), Stop> {
        let before_string = self.is(at, K::Name)? && self.is(at + 1, K::String)?;
        if !before_string
            && !self.is_soft_keyword(at)?
            && let Some(first) = self.disjunction(at)?
        {
            match self.quietly(|it| it.plain_expression(first))? {
                Some(second) if !self.is_legacy(at, first) && self.level(second - 1) > 0 => {
                    return self.raise_between((at, first), (first, second), COMMA_FORGOTTEN);
                }
                Some(_) => {}
                None => self.display_behind(first)?,
            }
        }
        if let Some(body) = self.disjunction(at)?
            && self.is(body, K::If)?
            && let Some(test) = self.disjunction(body + 1)?
            && !self.is_any(test, &[K::Else, K::Colon])?
        {
            let message = "expected 'else' after 'if' expression";
            return self.raise_between((at, body), (body + 1, test), message);
        }
        if self.is(at, K::Lambda)?
            && let Some(colon) = self.maybe(at + 1, |it, at| it.parameters(at, true))?
            && self.is(colon, K::Colon)?
            && self.is(colon + 1, K::FStringMiddle)?
        {
            let message = "f-string: lambda expressions are not allowed without parentheses";
            return self.raise(at, colon + 1, message);
        }
        if self.is(at, K::Name)?
            && !self.is(at + 1, K::LeftParen)?
            && let Some(end) = self.legacy_arguments(at + 1)?
            && self.is_legacy(at, at + 1)
        {
            let name = self.front.word(at);
            let message =
                format!("Missing parentheses in call to '{name}'. Did you mean {name}(...)?");
            return self.raise_between((at, at + 1), (at + 1, end), message);
        }
        Ok(())
    }

    /// What `print` and `exec` took; a list or a set behind it is none of them.
    fn legacy_arguments(&mut self, at: usize) -> Match {
        let before = std::mem::replace(&mut self.no_displays, true);
        let end = self.star_expressions(at);
        self.no_displays = before;
        end
    }

    /// A list or a set that follows an expression and is none: CPython tells what is wrong inside, but
    /// for keys and values of a dictionary, and targets.
    fn display_behind(&mut self, at: usize) -> Result<(), Stop> {
        let brace = match self.kind(at)? {
            K::LeftBrace => true,
            K::LeftBracket => false,
            _ => return Ok(()),
        };
        if self.no_displays {
            return Ok(());
        }
        // Once is enough, or nesting would double the work at each level.
        if !self.displays.insert(at) {
            return Ok(());
        }
        let items = match brace {
            true => self.quietly(|it| it.dict_items(at + 1))?,
            false => None,
        };
        let mut again = Recogniser::new(self.front, self.fetched);
        again.displays = std::mem::take(&mut self.displays);
        again.depth = self.depth;
        again.no_targets = true;
        let result = match (items, brace) {
            (Some(end), _) => again.for_clauses(end),
            (None, true) => again.first_of(at, &[Self::set, Self::set_comprehension]),
            (None, false) => again.first_of(at, &[Self::list, Self::list_comprehension]),
        };
        self.displays = std::mem::take(&mut again.displays);
        self.fetched = again.fetched;
        result.map(|_| ())
    }

    fn lambda(&mut self, at: usize) -> Match {
        let at = need!(self.token(at, K::Lambda));
        let at = need!(self.maybe(at, |it, at| it.parameters(at, true)));
        let at = need!(self.token(at, K::Colon));
        self.expression(at)
    }

    pub fn yield_expression(&mut self, at: usize) -> Match {
        let at = need!(self.token(at, K::Yield));
        if self.is(at, K::From)?
            && let Some(end) = self.expression(at + 1)?
        {
            return Ok(Some(end));
        }
        self.maybe(at, Self::star_expressions)
    }

    /// The whole source of `eval`.
    pub fn expressions(&mut self, at: usize) -> Match {
        let end = need!(self.separated(at, Self::expression));
        Ok(Some(self.maybe_comma(end)?))
    }

    /// What may stand behind an `=`.
    pub fn assigned_value(&mut self, at: usize) -> Match {
        match self.yield_expression(at)? {
            Some(end) => Ok(Some(end)),
            None => self.star_expressions(at),
        }
    }

    pub fn star_expressions(&mut self, at: usize) -> Match {
        let end = need!(self.separated(at, Self::star_expression));
        Ok(Some(self.maybe_comma(end)?))
    }

    fn star_expression(&mut self, at: usize) -> Match {
        self.once(Rule::StarExpression, at, |it| match it.is(at, K::Star)? {
            true => it.bitwise_or(at + 1),
            false => it.expression(at),
        })
    }

    pub fn star_named_expressions(&mut self, at: usize) -> Match {
        let end = need!(self.separated(at, Self::star_named_expression));
        Ok(Some(self.maybe_comma(end)?))
    }

    pub fn star_named_expression(&mut self, at: usize) -> Match {
        match self.is(at, K::Star)? {
            true => self.bitwise_or(at + 1),
            false => self.named_expression(at),
        }
    }

    pub fn assignment_expression(&mut self, at: usize) -> Match {
        let at = need!(self.token(at, K::Name));
        let at = need!(self.token(at, K::ColonEqual));
        self.expression(at)
    }

    /// An expression that no `:=` follows, or an assignment expression.
    pub fn assignment_or_expression(&mut self, at: usize) -> Match {
        if self.is(at, K::Name)? && self.is(at + 1, K::ColonEqual)? {
            return self.assignment_expression(at);
        }
        let end = need!(self.expression(at));
        Ok((!self.is(end, K::ColonEqual)?).then_some(end))
    }

    pub fn named_expression(&mut self, at: usize) -> Match {
        if self.is(at, K::Name)? && self.is(at + 1, K::ColonEqual)? {
            return self.assignment_expression(at);
        }
        if !self.quiet {
            self.once(Rule::NamedMistake, at, |it| it.named_mistakes(at).map(|()| None))?;
        }
        let end = need!(self.expression(at));
        Ok((!self.is(end, K::ColonEqual)?).then_some(end))
    }

    fn named_mistakes(&mut self, at: usize) -> Result<(), Stop> {
        if let Some(target) = self.expression(at)?
            && self.is(target, K::ColonEqual)?
            && self.expression(target + 1)?.is_some()
        {
            let what = self.described(at, target);
            let message = format!("cannot use assignment expressions with {what}");
            return self.raise_expression(at, target, message);
        }
        let ends = [K::Equal, K::ColonEqual];
        if self.is(at, K::Name)?
            && self.is(at + 1, K::Equal)?
            && let Some(end) = self.bitwise_or(at + 2)?
            && !self.is_any(end, &ends)?
        {
            return self.raise_between((at, at + 1), (at + 2, end), EQUALS_MEANT);
        }
        let excluded = self.is_any(at, &[K::True, K::None, K::False])?
            || self.list(at)?.is_some()
            || self.tuple(at)?.is_some()
            || self.generator(at)?.is_some();
        if !excluded
            && let Some(target) = self.bitwise_or(at)?
            && self.is(target, K::Equal)?
            && let Some(end) = self.bitwise_or(target + 1)?
            && !self.is_any(end, &ends)?
        {
            let what = self.described(at, target);
            let message =
                format!("cannot assign to {what} here. Maybe you meant '==' instead of '='?");
            return self.raise_expression(at, target, message);
        }
        Ok(())
    }

    pub fn disjunction(&mut self, at: usize) -> Match {
        self.once(Rule::Disjunction, at, |it| it.chain(at, K::Or, Self::conjunction))
    }

    fn conjunction(&mut self, at: usize) -> Match {
        self.once(Rule::Conjunction, at, |it| it.chain(at, K::And, Self::inversion))
    }

    fn chain(&mut self, at: usize, operator: K, operand: fn(&mut Self, usize) -> Match) -> Match {
        let mut end = need!(operand(self, at));
        while self.is(end, operator)? {
            match operand(self, end + 1)? {
                Some(behind) => end = behind,
                None => break,
            }
        }
        Ok(Some(end))
    }

    fn inversion(&mut self, at: usize) -> Match {
        self.once(Rule::Inversion, at, |it| {
            if it.is(at, K::Not)?
                && let Some(end) = it.inversion(at + 1)?
            {
                return Ok(Some(end));
            }
            it.comparison(at)
        })
    }

    fn comparison(&mut self, at: usize) -> Match {
        let mut end = need!(self.bitwise_or(at));
        loop {
            let operand = match self.kind(end)? {
                // The other spelling is for a future feature.
                K::NotEqual
                    if (self.front.word(end) == "<>") != self.front.options.barry_as_bdfl =>
                {
                    return Ok(Some(end));
                }
                K::EqualEqual
                | K::NotEqual
                | K::Less
                | K::LessEqual
                | K::Greater
                | K::GreaterEqual
                | K::In => end + 1,
                K::Not if self.is(end + 1, K::In)? => end + 2,
                K::Is if self.is(end + 1, K::Not)? => match self.bitwise_or(end + 2)? {
                    Some(behind) => {
                        end = behind;
                        continue;
                    }
                    None => end + 1,
                },
                K::Is => end + 1,
                _ => return Ok(Some(end)),
            };
            match self.bitwise_or(operand)? {
                Some(behind) => end = behind,
                None => return Ok(Some(end)),
            }
        }
    }

    pub fn bitwise_or(&mut self, at: usize) -> Match {
        self.once(Rule::BitwiseOr, at, |it| it.binary(at, 0))
    }

    fn binary(&mut self, at: usize, level: usize) -> Match {
        const LEVELS: [&[K]; 6] = [
            &[K::Bar],
            &[K::Caret],
            &[K::Ampersand],
            &[K::LeftShift, K::RightShift],
            &[K::Plus, K::Minus],
            &[K::Star, K::Slash, K::DoubleSlash, K::Percent, K::At],
        ];
        let Some(operators) = LEVELS.get(level) else { return self.factor(at) };
        let mut end = need!(self.binary(at, level + 1));
        while self.is_any(end, operators)? {
            match self.binary(end + 1, level + 1)? {
                Some(behind) => end = behind,
                None => {
                    if level >= 4 {
                        self.misplaced_not(end + 1)?;
                    }
                    break;
                }
            }
        }
        Ok(Some(end))
    }

    fn misplaced_not(&mut self, at: usize) -> Result<(), Stop> {
        if !self.quiet
            && self.is(at, K::Not)?
            && let Some(end) = self.inversion(at)?
        {
            let message = "'not' after an operator must be parenthesized";
            return self.raise_between((at, at + 1), (at + 1, end), message);
        }
        Ok(())
    }

    fn factor(&mut self, at: usize) -> Match {
        self.once(Rule::Factor, at, |it| {
            if it.is_any(at, &[K::Plus, K::Minus, K::Tilde])? {
                let end = it.factor(at + 1)?;
                if end.is_none() {
                    it.misplaced_not(at + 1)?;
                }
                return Ok(end);
            }
            let start = at + usize::from(it.is(at, K::Await)?);
            let end = need!(it.primary(start));
            if it.is(end, K::DoubleStar)?
                && let Some(behind) = it.factor(end + 1)?
            {
                return Ok(Some(behind));
            }
            Ok(Some(end))
        })
    }

    fn primary(&mut self, at: usize) -> Match {
        self.once(Rule::Primary, at, |it| {
            let mut end = need!(it.atom(at));
            while let Some(behind) = it.trailer(end)? {
                end = behind;
            }
            Ok(Some(end))
        })
    }

    /// An attribute, a call or a subscript.
    fn trailer(&mut self, at: usize) -> Match {
        match self.kind(at)? {
            K::Dot => self.token(at + 1, K::Name),
            K::LeftParen => {
                if let Some(end) = self.generator(at)? {
                    return Ok(Some(end));
                }
                let close = need!(self.maybe(at + 1, Self::arguments));
                self.token(close, K::RightParen)
            }
            K::LeftBracket => {
                let close = need!(self.slices(at + 1));
                self.token(close, K::RightBracket)
            }
            _ => Ok(None),
        }
    }

    fn slices(&mut self, at: usize) -> Match {
        let end = need!(self.separated(at, |it, at| match it.slice(at)? {
            Some(end) => Ok(Some(end)),
            None => it.starred(at),
        }));
        Ok(Some(self.maybe_comma(end)?))
    }

    fn slice(&mut self, at: usize) -> Match {
        let lower = need!(self.maybe(at, Self::expression));
        if self.is(lower, K::Colon)? {
            let upper = need!(self.maybe(lower + 1, Self::expression));
            if self.is(upper, K::Colon)? {
                return self.maybe(upper + 1, Self::expression);
            }
            return Ok(Some(upper));
        }
        self.named_expression(at)
    }

    fn atom(&mut self, at: usize) -> Match {
        match self.kind(at)? {
            K::Name | K::Number | K::True | K::False | K::None | K::Ellipsis => Ok(Some(at + 1)),
            K::String | K::FStringStart => self.strings(at),
            K::LeftParen => self.first_of(at, &[Self::tuple, Self::group, Self::generator]),
            K::LeftBracket => self.first_of(at, &[Self::list, Self::list_comprehension]),
            K::LeftBrace => self.first_of(
                at,
                &[Self::dict, Self::set, Self::dict_comprehension, Self::set_comprehension],
            ),
            _ => Ok(None),
        }
    }

    pub fn first_of(&mut self, at: usize, rules: &[fn(&mut Self, usize) -> Match]) -> Match {
        for rule in rules {
            if let Some(end) = rule(self, at)? {
                return Ok(Some(end));
            }
        }
        Ok(None)
    }

    fn tuple(&mut self, at: usize) -> Match {
        let first = need!(self.token(at, K::LeftParen));
        if let Some(end) = self.star_named_expression(first)?
            && self.is(end, K::Comma)?
        {
            let end = need!(self.maybe(end + 1, Self::star_named_expressions));
            return self.token(end, K::RightParen);
        }
        self.token(first, K::RightParen)
    }

    fn group(&mut self, at: usize) -> Match {
        let first = need!(self.token(at, K::LeftParen));
        let inner = match self.yield_expression(first)? {
            Some(end) => Some(end),
            None => self.named_expression(first)?,
        };
        if let Some(end) = inner
            && self.is(end, K::RightParen)?
        {
            return Ok(Some(end + 1));
        }
        if !self.quiet {
            if let Some(end) = self.starred(first)?
                && self.is(end, K::RightParen)?
            {
                return self.raise(first, end, "cannot use starred expression here");
            }
            if self.is(first, K::DoubleStar)?
                && let Some(end) = self.expression(first + 1)?
                && self.is(end, K::RightParen)?
            {
                let message = "cannot use double starred expression here";
                return self.raise(first, first + 1, message);
            }
        }
        Ok(None)
    }

    fn list(&mut self, at: usize) -> Match {
        let first = need!(self.token(at, K::LeftBracket));
        let end = need!(self.maybe(first, Self::star_named_expressions));
        self.token(end, K::RightBracket)
    }

    fn set(&mut self, at: usize) -> Match {
        let first = need!(self.token(at, K::LeftBrace));
        let end = need!(self.star_named_expressions(first));
        self.token(end, K::RightBrace)
    }

    fn generator(&mut self, at: usize) -> Match {
        let first = need!(self.token(at, K::LeftParen));
        if let Some(end) = self.assignment_or_expression(first)?
            && let Some(end) = self.for_clauses(end)?
            && self.is(end, K::RightParen)?
        {
            return Ok(Some(end + 1));
        }
        self.comprehension_mistakes(at)
    }

    fn list_comprehension(&mut self, at: usize) -> Match {
        self.comprehension(at, K::LeftBracket, K::RightBracket)
    }

    fn set_comprehension(&mut self, at: usize) -> Match {
        self.comprehension(at, K::LeftBrace, K::RightBrace)
    }

    fn comprehension(&mut self, at: usize, open: K, close: K) -> Match {
        let first = need!(self.token(at, open));
        if let Some(end) = self.named_expression(first)?
            && let Some(end) = self.for_clauses(end)?
            && self.is(end, close)?
        {
            return Ok(Some(end + 1));
        }
        self.comprehension_mistakes(at)
    }

    fn comprehension_mistakes(&mut self, at: usize) -> Match {
        if self.quiet {
            return Ok(None);
        }
        let first = at + 1;
        if let Some(end) = self.starred(first)?
            && self.for_clauses(end)?.is_some()
        {
            let message = "iterable unpacking cannot be used in comprehension";
            return self.raise(first, end, message);
        }
        if self.is(at, K::LeftParen)? {
            return Ok(None);
        }
        let message = "did you forget parentheses around the comprehension target?";
        if let Some(end) = self.star_named_expression(first)?
            && self.is(end, K::Comma)?
        {
            if let Some(last) = self.star_named_expressions(end + 1)?
                && self.for_clauses(last)?.is_some()
            {
                let comma = usize::from(self.front.kind(last - 1) == K::Comma);
                return self.raise(first, last - comma, message);
            }
            if self.for_clauses(end + 1)?.is_some() {
                return self.raise(first, end + 1, message);
            }
        }
        Ok(None)
    }

    fn dict(&mut self, at: usize) -> Match {
        let first = need!(self.token(at, K::LeftBrace));
        let mut end = first;
        if let Some(behind) = self.dict_items(first)? {
            end = self.maybe_comma(behind)?;
        }
        if self.is(end, K::RightBrace)? {
            return Ok(Some(end + 1));
        }
        // These mistakes are told at the first look already.
        let unfinished = "expression expected after dictionary key and ':'";
        let starred = "cannot use a starred expression in a dictionary value";
        if let Some(last) = self.dict_items(first)?
            && self.is(last, K::Comma)?
        {
            let key = last + 1;
            if let Some(colon) = self.expression(key)?
                && !self.is(colon, K::Colon)?
            {
                return self.no_colon_behind(key, colon);
            }
            self.dict_value_mistakes(key, starred, unfinished)?;
        }
        self.dict_value_mistakes(first, starred, unfinished)?;
        Ok(None)
    }

    fn no_colon_behind(&self, key: usize, behind: usize) -> Match {
        let last = self.front.tokens[behind - 1].end;
        let message = "':' expected after dictionary key";
        let mut error = self.front.error(last - 1, last, message);
        let (line, _) = self.front.place(self.front.tokens[key].start);
        error.line = Some(line);
        error.end_offset = Some(0);
        Err(Stop::Error(Box::new(error)))
    }

    fn dict_value_mistakes(
        &mut self,
        key: usize,
        starred: &str,
        unfinished: &str,
    ) -> Result<(), Stop> {
        if let Some(colon) = self.expression(key)?
            && self.is(colon, K::Colon)?
        {
            if self.is(colon + 1, K::Star)? && self.bitwise_or(colon + 2)?.is_some() {
                return self.raise_from(colon + 1, starred);
            }
            if self.is_any(colon + 1, &[K::RightBrace, K::Comma])? {
                return self.raise_at(colon, unfinished);
            }
        }
        Ok(())
    }

    /// Mistakes in the keys behind the first go unnoticed.
    fn dict_items(&mut self, at: usize) -> Match {
        self.separated(at, |it, item| {
            if item > at && !it.is(item, K::DoubleStar)? {
                it.quietly(|it| it.expression(item))?;
            }
            it.dict_item(item)
        })
    }

    fn dict_item(&mut self, at: usize) -> Match {
        match self.is(at, K::DoubleStar)? {
            true => self.bitwise_or(at + 1),
            false => self.dict_pair(at),
        }
    }

    fn dict_pair(&mut self, at: usize) -> Match {
        let colon = need!(self.expression(at));
        let value = need!(self.token(colon, K::Colon));
        self.expression(value)
    }

    fn dict_comprehension(&mut self, at: usize) -> Match {
        let first = need!(self.token(at, K::LeftBrace));
        if let Some(end) = self.dict_pair(first)?
            && let Some(end) = self.for_clauses(end)?
            && self.is(end, K::RightBrace)?
        {
            return Ok(Some(end + 1));
        }
        if !self.quiet
            && self.is(first, K::DoubleStar)?
            && let Some(end) = self.bitwise_or(first + 1)?
            && let Some(end) = self.for_clauses(end)?
            && self.is(end, K::RightBrace)?
        {
            let message = "dict unpacking cannot be used in dict comprehension";
            return self.raise(first, first + 1, message);
        }
        Ok(None)
    }

    /// One or more `for … in … if …`.
    pub fn for_clauses(&mut self, at: usize) -> Match {
        let mut end = need!(self.for_clause(at));
        while let Some(behind) = self.for_clause(end)? {
            end = behind;
        }
        Ok(Some(end))
    }

    fn for_clause(&mut self, at: usize) -> Match {
        let at = at + usize::from(self.is(at, K::Async)?);
        let target = need!(self.token(at, K::For));
        if let Some(end) = self.star_targets(target)?
            && self.is(end, K::In)?
        {
            let mut start = end + 1;
            let mut end = need!(self.disjunction(start));
            while self.is(end, K::If)? {
                match self.disjunction(end + 1)? {
                    Some(behind) => (start, end) = (end + 1, behind),
                    None => break,
                }
            }
            self.last_clause = (start, end);
            return Ok(Some(end));
        }
        if !self.quiet {
            if let Some(end) = self.separated(target, Self::bitwise_or)? {
                let end = self.maybe_comma(end)?;
                if !self.is(end, K::In)? {
                    return self.raise_here("'in' expected after for-loop variables");
                }
            }
            self.loop_target_mistakes(target)?;
        }
        Ok(None)
    }

    pub fn loop_target_mistakes(&mut self, target: usize) -> Result<(), Stop> {
        if self.quiet || self.no_targets {
            return Ok(());
        }
        match self.star_expressions(target)? {
            Some(end) => self.check_targets(target, end, Targets::For),
            None => Ok(()),
        }
    }

    pub fn star_targets(&mut self, at: usize) -> Match {
        let end = need!(self.separated(at, Self::star_target));
        Ok(Some(self.maybe_comma(end)?))
    }

    pub fn star_target(&mut self, at: usize) -> Match {
        self.once(Rule::StarTarget, at, |it| {
            if it.is(at, K::Star)? {
                return match it.is(at + 1, K::Star)? {
                    true => Ok(None),
                    false => it.star_target(at + 1),
                };
            }
            if let Some(end) = it.attribute_or_subscript(at)? {
                return Ok(Some(end));
            }
            let (inner, close) = match it.kind(at)? {
                K::Name => return Ok(Some(at + 1)),
                K::LeftParen => (at + 1, K::RightParen),
                K::LeftBracket => (at + 1, K::RightBracket),
                _ => return Ok(None),
            };
            let end = need!(it.maybe(inner, Self::star_targets));
            it.token(end, close)
        })
    }

    /// `a.b` or `a[b]` that no further trailer follows.
    pub fn attribute_or_subscript(&mut self, at: usize) -> Match {
        let mut end = need!(self.atom(at));
        let mut last = K::Name;
        loop {
            let kind = self.kind(end)?;
            match self.trailer(end)? {
                Some(behind) => (end, last) = (behind, kind),
                None => break,
            }
        }
        Ok(matches!(last, K::Dot | K::LeftBracket).then_some(end))
    }

    fn strings(&mut self, at: usize) -> Match {
        self.once(Rule::Strings, at, |it| {
            let mut end = at;
            loop {
                match it.kind(end)? {
                    K::String => end += 1,
                    K::FStringStart => end = need!(it.fstring(end + 1)),
                    _ => return Ok(Some(end)),
                }
            }
        })
    }

    fn fstring(&mut self, at: usize) -> Match {
        let end = self.fstring_parts(at)?;
        self.token(end, K::FStringEnd)
    }

    fn fstring_parts(&mut self, mut at: usize) -> Result<usize, Stop> {
        loop {
            match self.kind(at)? {
                K::FStringMiddle => at += 1,
                K::LeftBrace => match self.field(at + 1)? {
                    Some(end) => at = end,
                    None => return Ok(at),
                },
                _ => return Ok(at),
            }
        }
    }

    /// A replacement field behind its `{`.
    fn field(&mut self, at: usize) -> Match {
        let Some(value) = self.assigned_value(at)? else {
            if self.quiet {
                return Ok(None);
            }
            if self.is_any(at, &[K::Equal, K::Exclamation, K::Colon, K::RightBrace])? {
                let found = self.front.word(at);
                let message = format!("f-string: valid expression required before '{found}'");
                return self.raise(at, at + 1, message);
            }
            return self.raise_at(at, "f-string: expecting a valid expression after '{'");
        };
        let mut end = value;
        let debug = self.is(end, K::Equal)?;
        end += usize::from(debug);
        if self.is(end, K::Exclamation)? && self.is(end + 1, K::Name)? {
            end += 2;
        }
        let converted = end;
        let spec = self.is(end, K::Colon)?;
        if spec {
            end = self.fstring_parts(end + 1)?;
        }
        if self.is(end, K::RightBrace)? {
            return Ok(Some(end + 1));
        }
        if self.quiet {
            return Ok(None);
        }
        let (marks, after) = ([K::Exclamation, K::Colon, K::RightBrace], value);
        if !debug && !self.is(after, K::Equal)? && !self.is_any(after, &marks)? {
            return self.raise_at(after, "f-string: expecting '=', or '!', or ':', or '}'");
        }
        let after = after + usize::from(debug);
        if debug && !self.is_any(after, &marks)? {
            return self.raise_at(after, "f-string: expecting '!', or ':', or '}'");
        }
        if self.is(after, K::Exclamation)? {
            if self.is_any(after + 1, &[K::Colon, K::RightBrace])? {
                return self.raise_at(after + 1, "f-string: missing conversion character");
            }
            if !self.is(after + 1, K::Name)? {
                return self.raise_at(after + 1, "f-string: invalid conversion character");
            }
        }
        if !self.is_any(converted, &[K::Colon, K::RightBrace])? {
            return self.raise_at(converted, "f-string: expecting ':' or '}'");
        }
        if spec {
            return self.raise_at(end, "f-string: expecting '}', or format specs");
        }
        self.raise_at(end, "f-string: expecting '}'")
    }
}
