//! What a traceback marks apart inside the range of an instruction: the operator of `a + b`, the brackets of `a[b]` and of `f(x)`, as CPython
//! does. It depends on the text of the range alone, so it is noted for ranges and not for instructions.

use super::compiler::Compiler;
use crate::source::Span;
use crate::syntax::ast::{BinOpRest, Expr, ExprKind};

impl Compiler<'_> {
    /// Notes the anchor of a call or subscript whose range instructions may carry.
    pub(super) fn note_anchor(&mut self, expr: &Expr) {
        match &expr.kind {
            ExprKind::Call(call) => self.note_bracket(expr.span, call.func.span.end, b'('),
            ExprKind::Subscript { value, .. } => {
                self.note_bracket(expr.span, value.span.end, b'[');
            }
            _ => {}
        }
    }

    /// Notes that in a range everything from the first bracket behind `from` on is marked apart.
    pub(super) fn note_bracket(&mut self, span: Span, from: u32, bracket: u8) {
        let text = self.source.text().as_bytes();
        let between = text.get(from as usize..span.end as usize);
        if let Some(offset) = between.and_then(|text| text.iter().position(|&b| b == bracket)) {
            let anchor = Span::new(from + offset as u32, span.end);
            self.unit.anchors.insert(span, anchor);
        }
    }

    /// Notes the operator of a (partial) chain. Of what follows an operator of one character, CPython marks one character more, unless
    /// that is a space or the operand itself.
    pub(super) fn note_operator(&mut self, span: Span, rest: &BinOpRest) {
        let mut anchor = rest.op_span;
        let next = self.source.text().as_bytes().get(anchor.end as usize);
        let is_short = anchor.end == anchor.start + 1 && anchor.end < rest.right.span.start;
        if is_short && next.is_some_and(|b| !b.is_ascii_whitespace() && !b"\\#".contains(b)) {
            anchor.end += 1;
        }
        self.unit.anchors.insert(span, anchor);
    }
}
