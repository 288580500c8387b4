//! The way from source text to a tree, for every mode of `compile()`.
//!
//! Reference: Library Reference, `compile()` and `codeop`.

use rustpython_parser::ast as tree;

use super::ast::{Expr, Mod, Stmt, TypeIgnore};
use super::diagnose::{Stop, error_text, first_stop, known_mistake, place, plain_error};
use super::error::{ErrorKind, SyntaxError};
use super::front::{Front, Lowered, Trouble};
use super::source::Source;
use super::stream::{self, Context, match_header};
use super::token::{Token, TokenKind};
use super::tokenizer::{Failure, Tokens, never_closed, tokenize};
use super::warning::Warning;

/// Places are 32 bits wide.
const MAX_SOURCE: usize = i32::MAX as usize;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// A module: any number of statements.
    Exec,
    /// One expression.
    Eval,
    /// One statement, as typed at the prompt.
    Single,
    /// A type comment's `(int, str) -> bool`.
    FuncType,
}

#[derive(Clone, Debug)]
pub struct ParseOptions {
    /// In single mode, the end of the source does not close blocks by itself.
    pub dont_imply_dedent: bool,
    /// What more input could complete is reported as [`ErrorKind::IncompleteInput`].
    pub allow_incomplete: bool,
    pub type_comments: bool,
    /// `from __future__ import barry_as_FLUFL`: the operator is `<>`.
    pub barry_as_bdfl: bool,
    /// Longest decimal integer, in digits; 0 for no limit.
    pub max_int_digits: usize,
}

impl Default for ParseOptions {
    fn default() -> ParseOptions {
        ParseOptions {
            dont_imply_dedent: false,
            allow_incomplete: false,
            type_comments: false,
            barry_as_bdfl: false,
            max_int_digits: 4300,
        }
    }
}

/// Parses `source`. Both walks over the tree and its end recurse: callers have a big stack.
pub fn parse(
    source: &Source,
    mode: Mode,
    options: &ParseOptions,
) -> Result<(Mod, Vec<Warning>), SyntaxError> {
    if source.text().len() >= MAX_SOURCE {
        return Err(SyntaxError::bare(ErrorKind::Memory, "source code is too large"));
    }
    if mode == Mode::Exec && !source.text().is_empty() && !source.text().ends_with('\n') {
        return parse_complete(&source.with_final_newline(), mode, options);
    }
    parse_complete(source, mode, options)
}

fn parse_complete(
    source: &Source,
    mode: Mode,
    options: &ParseOptions,
) -> Result<(Mod, Vec<Warning>), SyntaxError> {
    let mut found = tokenize(source.text(), options.type_comments);
    if mode == Mode::Single {
        close_single(&mut found, options);
    }
    let (mut comments, mut ignores) = (Vec::new(), Vec::new());
    if options.type_comments {
        take_type_comments(source, &mut found.list, &mut comments, &mut ignores);
    }
    let mut front = Front::new(source, &found.list, options);
    front.type_comments = comments;
    let parsed = match mode {
        Mode::Exec => {
            let body = module(&front, found.list.len());
            body.map(|body| Mod::Module { body, type_ignores: ignores })
        }
        Mode::Eval => evaluated(&front).map(|body| Mod::Expression { body: Box::new(body) }),
        Mode::Single => single(&front).map(|body| Mod::Interactive { body }),
        Mode::FuncType => function_type(&front),
    };
    match parsed {
        Ok(tree) => {
            let mut warnings = front.warnings.into_inner();
            warnings.extend(found.warnings);
            warnings.sort_by_key(|it| (it.line, it.error.offset));
            Ok((tree, warnings))
        }
        Err(trouble) => Err(final_error(&front, &found, mode, *trouble)),
    }
}

/// At the prompt the end of the source ends the line too, and closes the blocks unless told otherwise.
fn close_single(found: &mut Tokens, options: &ParseOptions) {
    let Some(end) = found.list.pop_if(|it| it.kind == TokenKind::EndMarker) else { return };
    let mut add = |kind| found.list.push(Token { kind, touched_end: true, ..end });
    // A line that has been ended already gets no second end.
    if found.open_blocks > 0 || end.start > 0 {
        add(TokenKind::Newline);
        if found.open_blocks > 0 && !options.dont_imply_dedent {
            (0..found.open_blocks).for_each(|_| add(TokenKind::Dedent));
            add(TokenKind::Newline);
        }
    }
    add(TokenKind::EndMarker);
    let only_end = |it: &Token| {
        matches!(it.kind, TokenKind::Newline | TokenKind::Dedent | TokenKind::EndMarker)
    };
    if found.list.iter().all(only_end) {
        // Nothing was read, so no line is there to be ended.
        found.list.retain(|it| it.kind == TokenKind::EndMarker);
    }
}

fn module(front: &Front, end: usize) -> Lowered<Vec<Stmt>> {
    match stream::statements(front, 0, end)? {
        tree::Mod::Module(it) => front.statements(it.body),
        _ => Err(front.trouble(0, None)),
    }
}

fn evaluated(front: &Front) -> Lowered<Expr> {
    let end = front.tokens.len();
    stream::expression(front, 0, end, Context::Default).map_err(|mut trouble| {
        // Line ends may follow an expression, and nothing else: what is wrong is what comes behind them.
        let stop = trouble.token;
        if front.kind(stop) == TokenKind::Newline
            && stream::expression(front, 0, stop, Context::Default).is_ok()
        {
            let behind = (stop..end).find(|&it| front.kind(it) != TokenKind::Newline);
            trouble.token = behind.unwrap_or(stop);
        }
        trouble
    })
}

fn single(front: &Front) -> Lowered<Vec<Stmt>> {
    if front.kind(0) == TokenKind::EndMarker {
        return Err(front.trouble(0, None));
    }
    let end = match first_statement(front) {
        Ok(end) => end,
        Err(token) => {
            // What is wrong with the statement itself comes first.
            module(front, token)?;
            return Err(front.trouble(token, None));
        }
    };
    let body = module(front, end)?;
    let rest =
        front.tokens.get(end.wrapping_sub(1)).map_or("", |it| &front.text[it.end as usize..]);
    let code = |line: &str| !matches!(line.trim_start().bytes().next(), None | Some(b'#'));
    if rest.split('\n').any(code) {
        let message = "multiple statements found while compiling a single statement";
        return Err(front.settled(end - 1, place(front, end - 1, message)));
    }
    Ok(body)
}

/// The token behind the first statement; `Err` if a compound one has no empty line behind it.
fn first_statement(front: &Front) -> Result<usize, usize> {
    use TokenKind as K;
    let all = front.tokens.len();
    let (mut at, mut compound) = (0, false);
    while at < all {
        let head = front.kind(at);
        let decorator = head == K::At;
        compound |= decorator
            || matches!(
                head,
                K::If | K::While | K::For | K::Try | K::With | K::Def | K::Class | K::Async
            )
            || head == K::Name
                && front.word(at) == "match"
                && match_header(front, at, all).is_some();
        while at < all && front.kind(at) != K::Newline {
            at += 1;
        }
        at += 1;
        if compound && front.kind(at) == K::Indent {
            let mut depth = 0;
            while at < all {
                match front.kind(at) {
                    K::Indent => depth += 1,
                    K::Dedent => depth -= 1,
                    _ => {}
                }
                at += 1;
                if depth == 0 {
                    break;
                }
            }
        }
        if decorator {
            continue;
        }
        if !compound {
            return Ok(at.min(all));
        }
        match front.kind(at) {
            K::Elif | K::Else | K::Except | K::Finally => {}
            K::Newline => return Ok(at + 1),
            _ if at >= all => return Ok(all),
            K::EndMarker if front.kind(at - 1) != K::Newline => return Err(at),
            _ => return Err(at),
        }
    }
    Ok(all)
}

/// `(int, *str, **bool) -> None`
fn function_type(front: &Front) -> Lowered<Mod> {
    use TokenKind as K;
    if front.kind(0) != K::LeftParen {
        return Err(front.trouble(0, None));
    }
    let all = front.tokens.len();
    let Some(close) = front.closing(0) else { return Err(front.trouble(all, None)) };
    let mut argtypes = Vec::new();
    let mut at = 1;
    while at < close {
        if matches!(front.kind(at), K::Star | K::DoubleStar) {
            at += 1;
        }
        let (mut to, mut depth) = (at, 0);
        while to < close && (depth > 0 || front.kind(to) != K::Comma) {
            depth += i32::from(front.kind(to).is_opening());
            depth -= i32::from(front.kind(to).is_closing());
            to += 1;
        }
        if to == at {
            return Err(front.trouble(at, None));
        }
        argtypes.push(stream::expression(front, at, to, Context::FunctionType)?);
        at = to + 1;
    }
    if front.kind(close + 1) != K::Arrow {
        return Err(front.trouble(close + 1, None));
    }
    let returns = Box::new(stream::expression(front, close + 2, all, Context::FunctionType)?);
    Ok(Mod::FunctionType { argtypes, returns })
}

/// Takes the type comments out of the list; `# type: ignore` goes to the module.
fn take_type_comments(
    source: &Source,
    list: &mut Vec<Token>,
    comments: &mut Vec<Token>,
    ignores: &mut Vec<TypeIgnore>,
) {
    list.retain(|token| {
        if token.kind != TokenKind::TypeComment {
            return true;
        }
        let text = &source.text()[token.start as usize..token.end as usize];
        let tag = text.strip_prefix("ignore");
        match tag.filter(|it| !it.starts_with(|c: char| c.is_alphanumeric() || !c.is_ascii())) {
            Some(tag) => {
                // Alone in its line it takes the line end along.
                let before = source.text()[..token.start as usize].rsplit('\n').next();
                let alone = before.is_some_and(|it| it.trim_start().starts_with('#'));
                let end = if alone { "\n" } else { "" };
                ignores.push(TypeIgnore { lineno: token.line, tag: format!("{tag}{end}").into() });
            }
            None => comments.push(*token),
        }
        // Parameters find their comments in the list, the grammar skips them.
        tag.is_none()
    });
}

/// The error to report, by CPython's order of precedence.
fn final_error(front: &Front, found: &Tokens, mode: Mode, trouble: Trouble) -> SyntaxError {
    let mut trouble = trouble;
    if may_stop_earlier(front, found, &trouble) {
        match first_stop(front, last_statement(front, trouble.token), mode) {
            Ok(token) if token < trouble.token => {
                trouble = Trouble { token, error: None, settled: false };
            }
            Err(Stop::Error(error)) if !matches!(error.kind, ErrorKind::Memory) => {
                return overridden(front, found, *error, trouble.token);
            }
            _ => {}
        }
    }
    let failure = found.failure.as_ref().filter(|_| trouble.token >= found.list.len());
    let incomplete = match (failure, found.list.get(trouble.token)) {
        (Some(failure), _) => failure.at_end,
        (None, Some(token)) => token.touched_end,
        (None, None) => found.list.last().is_some_and(|it| it.touched_end),
    };
    if let Some(error) = &trouble.error
        && matches!(error.kind, ErrorKind::Memory | ErrorKind::Recursion)
    {
        return error.clone();
    }
    if incomplete && front.options.allow_incomplete {
        let (kind, message) = (ErrorKind::IncompleteInput, "incomplete input".to_owned());
        let place = match failure {
            Some(failure) => failure.error.clone(),
            None => plain_error(front, trouble.token),
        };
        return SyntaxError { kind, message, incomplete, ..place };
    }
    let (error, fetched) = worded(front, found, mode, trouble, failure);
    SyntaxError { incomplete, ..overridden(front, found, error, fetched) }
}

/// Whether the grammar may have gone on where CPython's parser stops: over a target that is none, to a
/// token that does not exist; or into an f-string, which it sees when all of it has been read.
/// And wrong keys and values of a dictionary are told wherever one is tried.
fn may_stop_earlier(front: &Front, found: &Tokens, trouble: &Trouble) -> bool {
    if let Some(error) = &trouble.error
        && matches!(error.kind, ErrorKind::Memory | ErrorKind::Recursion)
    {
        return false;
    }
    let last = trouble.token.min(found.list.len());
    match &found.failure {
        Some(failure) if last == found.list.len() => {
            !failure.overrides || front.options.allow_incomplete
        }
        _ => found.list[last_statement(front, last)..last]
            .iter()
            .any(|it| matches!(it.kind, TokenKind::FStringStart | TokenKind::LeftBrace)),
    }
}

/// Where the outermost statement starts that `token` is in.
fn last_statement(front: &Front, token: usize) -> usize {
    use TokenKind as K;
    let (mut start, mut depth) = (0, 0);
    for at in 0..token.min(front.tokens.len()) {
        match front.kind(at) {
            K::Indent => depth += 1,
            K::Dedent => depth -= 1,
            _ => {}
        }
        let ended = matches!(front.kind(at), K::Newline | K::Dedent) && depth == 0;
        let goes_on = [K::Indent, K::Dedent, K::Elif, K::Else, K::Except, K::Finally];
        if ended && at + 1 < token && !goes_on.contains(&front.kind(at + 1)) {
            start = at + 1;
        }
    }
    start
}

fn worded(
    front: &Front,
    found: &Tokens,
    mode: Mode,
    trouble: Trouble,
    failure: Option<&Failure>,
) -> (SyntaxError, usize) {
    if let Some(failure) = failure {
        return (failure.error.clone(), trouble.token);
    }
    let (error, fetched) = match trouble {
        Trouble { error: Some(error), settled: true, token } => return (error, token),
        Trouble { error, token, .. } => {
            let finding = known_mistake(front, token, mode);
            // What was wrong with a token before that comes first.
            if let (true, Some(failure), None) = (finding.tokenizer, &found.failure, &error) {
                return (failure.error.clone(), found.list.len());
            }
            match (finding.error, finding.stopped, error) {
                (Some(error), _, _) => (error, finding.fetched),
                (None, Some(token), _) => (plain_error(front, token), finding.fetched),
                (None, None, Some(error)) => (error, finding.fetched.max(token)),
                (None, None, None) => (plain_error(front, token), finding.fetched.max(token)),
            }
        }
    };
    let text = error.line.filter(|&it| it > 0).map(|it| error_text(front, it, fetched));
    (SyntaxError { text: text.or(error.text), ..error }, fetched)
}

/// What the tokenizer meets later in the file may matter more than what the grammar stumbled over.
fn overridden(front: &Front, found: &Tokens, error: SyntaxError, fetched: usize) -> SyntaxError {
    let Some(failure) = &found.failure else { return error };
    if error.message == "unexpected indent" {
        return error;
    }
    if failure.overrides {
        return failure.error.clone();
    }
    match found.open.last() {
        Some(open) if found.list.get(fetched).is_some_and(|it| it.line > open.line) => {
            // The tokenizer is in a later line by then.
            let error = never_closed(open, front.text);
            let text = error.text.map(|it| it.trim_end_matches('\n').to_owned());
            SyntaxError { text, ..error }
        }
        _ => error,
    }
}
