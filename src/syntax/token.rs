//! The kinds of tokens, and the patterns by which `logos` finds them. What needs more than a pattern (strings, numbers,
//! indentation, brackets, f-strings) is only begun here and done in `lexer`.

use logos::Logos;

use crate::source::Span;

/// A token: its kind and place. Its text, where the kind doesn't tell, is in the source.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Token {
    pub(super) kind: TokenKind,
    pub(super) span: Span,
}

/// What a token is. Kinds without a pattern are made by the lexer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Logos)]
#[logos(skip r"[ \t\x0C]+")]
#[rustfmt::skip]
pub(super) enum TokenKind {
    /// The end of a logical line; line breaks elsewhere never reach the parser.
    #[regex(r"\r\n|\n|\r")]
    Newline,
    Indent,
    Dedent,
    EndOfFile,
    /// Text that the lexer has already complained about.
    Error,
    /// Never reaches the parser.
    #[regex(r"#[^\r\n]*", allow_greedy = true)]
    Comment,
    /// A backslash and a line break; never reaches the parser.
    #[regex(r"\\(\r\n|\n|\r)")]
    Continuation,
    /// A stray backslash; never reaches the parser.
    #[token("\\")]
    Backslash,

    #[regex(r"[\p{XID_Start}_]\p{XID_Continue}*")]
    Name,
    /// `logos` finds the first digit, `lexer::number` the end.
    #[regex(r"\.?[0-9]")]
    Number,
    /// A whole string or bytes literal with prefix and quotes. `logos` finds the opening quotes.
    #[regex(r#"([uUrRbB]|[bB][rR]|[rR][bB])?("""|'''|"|')"#)]
    String,
    /// The prefix and opening quotes of an f-string.
    #[regex(r#"([fF]|[fF][rR]|[rR][fF])("""|'''|"|')"#)]
    FStringStart,
    /// Literal text in an f-string or format specification, escapes and doubled braces as written.
    FStringMiddle,
    /// The colon before a format specification.
    FormatColon,
    /// The closing quotes of an f-string.
    FStringEnd,

    #[token("False")] False,
    #[token("None")] None,
    #[token("True")] True,
    #[token("and")] And,
    #[token("as")] As,
    #[token("assert")] Assert,
    #[token("async")] Async,
    #[token("await")] Await,
    #[token("break")] Break,
    #[token("class")] Class,
    #[token("continue")] Continue,
    #[token("def")] Def,
    #[token("del")] Del,
    #[token("elif")] Elif,
    #[token("else")] Else,
    #[token("except")] Except,
    #[token("finally")] Finally,
    #[token("for")] For,
    #[token("from")] From,
    #[token("global")] Global,
    #[token("if")] If,
    #[token("import")] Import,
    #[token("in")] In,
    #[token("is")] Is,
    #[token("lambda")] Lambda,
    #[token("nonlocal")] Nonlocal,
    #[token("not")] Not,
    #[token("or")] Or,
    #[token("pass")] Pass,
    #[token("raise")] Raise,
    #[token("return")] Return,
    #[token("try")] Try,
    #[token("while")] While,
    #[token("with")] With,
    #[token("yield")] Yield,

    #[token("(")] LeftParen,
    #[token(")")] RightParen,
    #[token("[")] LeftBracket,
    #[token("]")] RightBracket,
    #[token("{")] LeftBrace,
    #[token("}")] RightBrace,
    #[token(",")] Comma,
    #[token(":")] Colon,
    #[token(":=")] ColonEqual,
    #[token(";")] Semicolon,
    #[token(".")] Dot,
    #[token("...")] Ellipsis,
    #[token("->")] Arrow,
    #[token("!")] Exclamation,
    #[token("=")] Equal,
    #[token("==")] EqualEqual,
    #[token("!=")] NotEqual,
    #[token("<")] Less,
    #[token("<=")] LessEqual,
    #[token(">")] Greater,
    #[token(">=")] GreaterEqual,
    #[token("+")] Plus,
    #[token("-")] Minus,
    #[token("*")] Star,
    #[token("/")] Slash,
    #[token("//")] DoubleSlash,
    #[token("%")] Percent,
    #[token("@")] At,
    #[token("**")] DoubleStar,
    #[token("<<")] LeftShift,
    #[token(">>")] RightShift,
    #[token("&")] Ampersand,
    #[token("|")] Bar,
    #[token("^")] Caret,
    #[token("~")] Tilde,
    #[token("+=")] PlusEqual,
    #[token("-=")] MinusEqual,
    #[token("*=")] StarEqual,
    #[token("/=")] SlashEqual,
    #[token("//=")] DoubleSlashEqual,
    #[token("%=")] PercentEqual,
    #[token("@=")] AtEqual,
    #[token("**=")] DoubleStarEqual,
    #[token("<<=")] LeftShiftEqual,
    #[token(">>=")] RightShiftEqual,
    #[token("&=")] AmpersandEqual,
    #[token("|=")] BarEqual,
    #[token("^=")] CaretEqual,
}

impl TokenKind {
    /// A reserved word.
    pub(super) fn is_keyword(self) -> bool {
        (self as u8) >= (TokenKind::False as u8) && (self as u8) <= (TokenKind::Yield as u8)
    }

    /// A word that can only begin a statement or clause, never stand inside an expression.
    pub(super) fn is_statement_keyword(self) -> bool {
        use TokenKind::*;
        matches!(
            self,
            Assert
                | Break
                | Class
                | Continue
                | Def
                | Del
                | Elif
                | Except
                | Finally
                | Global
                | Import
                | Nonlocal
                | Pass
                | Raise
                | Return
                | Try
                | While
                | With
        )
    }

    /// The token may begin an expression (a star does not count).
    pub(super) fn starts_expression(self) -> bool {
        use TokenKind::*;
        matches!(
            self,
            Name | Number
                | String
                | FStringStart
                | False
                | None
                | True
                | Await
                | Lambda
                | Not
                | LeftParen
                | LeftBracket
                | LeftBrace
                | Ellipsis
                | Plus
                | Minus
                | Tilde
        )
    }

    /// The closing bracket of an opening one.
    pub(super) fn closer(self) -> Option<TokenKind> {
        match self {
            TokenKind::LeftParen => Some(TokenKind::RightParen),
            TokenKind::LeftBracket => Some(TokenKind::RightBracket),
            TokenKind::LeftBrace => Some(TokenKind::RightBrace),
            _ => None,
        }
    }
}
