//! Patterns of `case`.

use super::super::token::TokenKind as K;
use super::recogniser::{Match, Recogniser, need};

impl Recogniser<'_, '_> {
    pub fn patterns(&mut self, at: usize) -> Match {
        if let Some(end) = self.star_pattern_or_pattern(at)?
            && self.is(end, K::Comma)?
        {
            return self.maybe(end + 1, Self::pattern_sequence);
        }
        self.pattern(at)
    }

    fn pattern_sequence(&mut self, at: usize) -> Match {
        let end = need!(self.separated(at, Self::star_pattern_or_pattern));
        Ok(Some(self.maybe_comma(end)?))
    }

    fn star_pattern_or_pattern(&mut self, at: usize) -> Match {
        match self.is(at, K::Star)? {
            true => self.token(at + 1, K::Name),
            false => self.pattern(at),
        }
    }

    fn pattern(&mut self, at: usize) -> Match {
        let end = need!(self.or_pattern(at));
        if !self.is(end, K::As)? {
            return Ok(Some(end));
        }
        let target = end + 1;
        if self.is(target, K::Name)? && self.front.word(target) != "_" {
            if !self.is_any(target + 1, &[K::Dot, K::LeftParen, K::Equal])? {
                return Ok(Some(target + 1));
            }
        } else if !self.quiet {
            if self.is_word(target, "_")? {
                return self.raise(target, target + 1, "cannot use '_' as a target");
            }
            if let Some(behind) = self.expression(target)? {
                return self.raise_expression(target, behind, "invalid pattern target");
            }
        }
        Ok(Some(end))
    }

    fn or_pattern(&mut self, at: usize) -> Match {
        let mut end = need!(self.closed_pattern(at));
        while self.is(end, K::Bar)? {
            match self.closed_pattern(end + 1)? {
                Some(behind) => end = behind,
                None => break,
            }
        }
        Ok(Some(end))
    }

    fn closed_pattern(&mut self, at: usize) -> Match {
        match self.kind(at)? {
            K::Minus | K::Number => self.number(at),
            K::None | K::True | K::False => Ok(Some(at + 1)),
            K::String | K::FStringStart => self.bitwise_or(at),
            K::LeftParen => {
                if self.is(at + 1, K::Star)? {
                    // Alone, a star in parentheses is no sequence.
                    let end = need!(self.star_pattern_or_pattern(at + 1));
                    need!(self.token(end, K::Comma));
                }
                let end = need!(self.maybe(at + 1, Self::pattern_sequence));
                self.token(end, K::RightParen)
            }
            K::LeftBracket => {
                let end = need!(self.maybe(at + 1, Self::pattern_sequence));
                self.token(end, K::RightBracket)
            }
            K::LeftBrace => self.mapping(at + 1),
            K::Name => self.named_pattern(at),
            _ => Ok(None),
        }
    }

    fn number(&mut self, at: usize) -> Match {
        let at = at + usize::from(self.is(at, K::Minus)?);
        let end = need!(self.token(at, K::Number));
        if self.is_any(end, &[K::Plus, K::Minus])? && self.is(end + 1, K::Number)? {
            return Ok(Some(end + 2));
        }
        Ok(Some(end))
    }

    /// Items, the rest last, and the closing brace.
    fn mapping(&mut self, at: usize) -> Match {
        let mut end = at;
        if let Some(behind) = self.separated(at, Self::mapping_item)? {
            end = behind;
            if self.is(end, K::Comma)? {
                end += 1;
            }
        }
        let open = end == at || self.front.kind(end - 1) == K::Comma;
        if open && self.is(end, K::DoubleStar)? {
            let rest = need!(self.token(end + 1, K::Name));
            if self.front.word(end + 1) == "_" {
                return Ok(None);
            }
            end = self.maybe_comma(rest)?;
        }
        self.token(end, K::RightBrace)
    }

    fn mapping_item(&mut self, at: usize) -> Match {
        let end = need!(self.closed_pattern(at));
        let value = need!(self.token(end, K::Colon));
        self.pattern(value)
    }

    /// A capture, a dotted value or a class.
    fn named_pattern(&mut self, at: usize) -> Match {
        let mut end = at + 1;
        while self.is(end, K::Dot)? && self.is(end + 1, K::Name)? {
            end += 2;
        }
        if !self.is(end, K::LeftParen)? {
            return Ok(Some(end));
        }
        let mut at = end + 1;
        let mut keywords = false;
        while !self.is(at, K::RightParen)? {
            let keyword = self.is(at, K::Name)? && self.is(at + 1, K::Equal)?;
            let first = at;
            at = need!(self.pattern(if keyword { at + 2 } else { at }));
            if keywords && !keyword {
                if self.quiet {
                    return Ok(None);
                }
                while self.is(at, K::Comma)?
                    && !(self.is(at + 1, K::Name)? && self.is(at + 2, K::Equal)?)
                    && let Some(behind) = self.pattern(at + 1)?
                {
                    at = behind;
                }
                let message = "positional patterns follow keyword patterns";
                return self.raise(first, at, message);
            }
            keywords |= keyword;
            if !self.is(at, K::Comma)? {
                break;
            }
            at += 1;
        }
        self.token(at, K::RightParen)
    }
}
