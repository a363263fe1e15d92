//! The one opcode table. The enum, the operand layouts, the verifier, the disassembler and the documentation
//! all derive from it.
//!
//! Notation: `R[x]` is a register of the running frame, `K[x]` a constant, `G[x]` a global name of the code object,
//! `.x` the attribute name of site `x` (each site has an inline cache of its own).
//!
//! **Windows.** Operands that name several registers are windows `R[b..]`. A call's window must lie above every live register
//! of its frame: the callee's registers start inside it, and the frame's registers from there on are lost.
//! The compiler keeps temporaries as a stack, so this holds by construction.
//!
//! **Jumps** are relative to the following instruction; a taken backward jump polls the breaker word
//! (it is a safepoint), a forward one never does. The other safepoints are function entry, generator
//! resume and the return from a native function.

/// What an operand means; the verifier checks each role and the disassembler prints it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// Not used; must be zero.
    Unused,
    /// A register that is read.
    Read,
    /// A register that is written.
    Write,
    /// A window of registers: `c * per + plus` of them from this one on.
    Window {
        /// Registers for each unit of operand `c`.
        per: u8,
        /// Registers besides.
        plus: u8,
    },
    /// A window of `c + d + 1` registers (starred unpacking).
    StarWindow,
    /// Index of a constant.
    Const,
    /// Index of a constant that is a string.
    Name,
    /// Index of a global name.
    Global,
    /// Index of an attribute site.
    Site,
    /// Index of a nested code object.
    Code,
    /// A count or a flag word without further meaning to the verifier.
    Count,
    /// A jump distance: 16 bits in `c`, or 32 bits in `b` and `c` together.
    Jump,
    /// A 32-bit immediate in `b` and `c`.
    Immediate,
}

/// The roles of an opcode's operands. A 32-bit role in `b` leaves `c` unused.
#[derive(Clone, Copy, Debug)]
pub struct Layout {
    /// Operand `a`.
    pub a: Role,
    /// Operand `b`.
    pub b: Role,
    /// Operand `c`.
    pub c: Role,
    /// Whether operand `d` may be other than zero.
    pub uses_d: bool,
    /// A line of notation.
    pub notation: &'static str,
    /// Whether executing it can be a safepoint. (A jump is one only when it goes backwards.)
    pub safepoint: bool,
}

macro_rules! role {
    (_) => {
        Role::Unused
    };
    (R) => {
        Role::Read
    };
    (W) => {
        Role::Write
    };
    (K) => {
        Role::Const
    };
    (N) => {
        Role::Name
    };
    (G) => {
        Role::Global
    };
    (S) => {
        Role::Site
    };
    (F) => {
        Role::Code
    };
    (C) => {
        Role::Count
    };
    (J) => {
        Role::Jump
    };
    (I) => {
        Role::Immediate
    };
    ([c + $plus:literal]) => {
        Role::Window {
            per: 1,
            plus: $plus,
        }
    };
    ([c * $per:literal]) => {
        Role::Window { per: $per, plus: 0 }
    };
    ([$n:literal]) => {
        Role::Window { per: 0, plus: $n }
    };
    ([c + d + 1]) => {
        Role::StarWindow
    };
}

macro_rules! safepoint {
    (poll) => {
        true
    };
    () => {
        false
    };
}

macro_rules! ops {
    ($($(#[doc = $doc:literal])+ $name:ident $a:tt $b:tt $c:tt $($d:ident)? / $($poll:ident)? = $notation:literal;)*) => {
        /// An opcode. Each variant's first line is its notation.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[repr(u8)]
        pub enum Op {
            $(
                #[doc = concat!("`", $notation, "`: ")]
                $(#[doc = $doc])+
                $name,
            )*
        }

        impl Op {
            /// Number of opcodes.
            pub const COUNT: usize = [$(Op::$name),*].len();

            /// Every opcode, indexed by its number; numbers that name none repeat the first one, so that
            /// indexing by a byte needs no bounds check. The verifier rejects them.
            pub const ALL: [Op; 256] = {
                let named = [$(Op::$name),*];
                let mut all = [named[0]; 256];
                let mut i = 0;
                while i < named.len() {
                    all[i] = named[i];
                    i += 1;
                }
                all
            };

            /// The layout of its operands.
            pub const fn layout(self) -> Layout {
                const LAYOUTS: [Layout; Op::COUNT] = [$(Layout {
                    a: role!($a),
                    b: role!($b),
                    c: role!($c),
                    uses_d: { let d: &[&str] = &[$(stringify!($d))?]; !d.is_empty() },
                    notation: $notation,
                    safepoint: safepoint!($($poll)?),
                }),*];
                LAYOUTS[self as usize]
            }

            /// Its name.
            pub const fn name(self) -> &'static str {
                const NAMES: [&str; Op::COUNT] = [$(stringify!($name)),*];
                NAMES[self as usize]
            }
        }
    };
}

// Columns: name, roles of a, b, c, `d` if it is used, then `/ poll` for safepoints.
ops! {
    /// Copies a register.
    Move W R _ / = "R[a] = R[b]";
    /// Loads a constant.
    LoadConst W K _ / = "R[a] = K[b]";
    /// Loads a small integer.
    LoadInt W I _ / = "R[a] = int(bc)";
    /// Marks a local as unbound, silently.
    Unbind W _ _ / = "R[a] = UNBOUND";
    /// `del` of a local: raises UnboundLocalError (variable `K[b]`) if it is unbound already.
    DeleteLocal W N _ / = "del R[a]";
    /// Raises UnboundLocalError for the variable `K[b]` if `R[a]` is unbound; emitted where the compiler cannot prove it bound.
    CheckLocal R N _ / = "check R[a] bound";

    /// Loads a module global, else a builtin; NameError if there is neither.
    LoadGlobal W G _ / = "R[a] = G[b]";
    /// Stores a module global.
    StoreGlobal R G _ / = "G[b] = R[a]";
    /// Deletes a module global.
    DeleteGlobal _ G _ / = "del G[b]";
    /// In a class body (or exec): looks in the namespace dict `R[0]` for `K[b]`, then acts as LoadGlobal `c`.
    LoadName W N G / = "R[a] = R[0][K[b]] else G[c]";
    /// In a class body: looks in the namespace dict `R[0]` for `K[b]`, then in the cell `R[c]`.
    LoadNameCell W N R / = "R[a] = R[0][K[b]] else cell R[c]";
    /// In a class body (or exec): stores into the namespace dict `R[0]`.
    StoreName R N _ / = "R[0][K[b]] = R[a]";
    /// In a class body (or exec): deletes from the namespace dict `R[0]`; NameError if it is absent.
    DeleteName _ N _ / = "del R[0][K[b]]";

    /// Replaces the register's value (which may be UNBOUND) by a new cell that holds it.
    MakeCell W _ _ / = "R[a] = cell(R[a])";
    /// Copies the running function's `b` closure cells to `R[a..a+b]`.
    CopyFree W C _ / = "R[a..a+b] = closure";
    /// Reads a cell; if it is empty, raises for variable `K[c]`: UnboundLocalError when d = 0, NameError (free variable) when d = 1.
    LoadCell W R N d / = "R[a] = R[b].cell";
    /// Writes a cell.
    StoreCell R R _ / = "R[a].cell = R[b]";
    /// Empties a cell; errors as LoadCell.
    DeleteCell R _ N d / = "del R[a].cell";

    /// Addition; in all arithmetic d = 1 means the in-place form (`+=`).
    Add W R R d / = "R[a] = R[b] + R[c]";
    /// Addition of a constant.
    AddK W R K d / = "R[a] = R[b] + K[c]";
    /// Subtraction.
    Sub W R R d / = "R[a] = R[b] - R[c]";
    /// Subtraction of a constant.
    SubK W R K d / = "R[a] = R[b] - K[c]";
    /// Multiplication.
    Mul W R R d / = "R[a] = R[b] * R[c]";
    /// Multiplication by a constant.
    MulK W R K d / = "R[a] = R[b] * K[c]";
    /// True division.
    TrueDiv W R R d / = "R[a] = R[b] / R[c]";
    /// True division by a constant.
    TrueDivK W R K d / = "R[a] = R[b] / K[c]";
    /// Floor division.
    FloorDiv W R R d / = "R[a] = R[b] // R[c]";
    /// Floor division by a constant.
    FloorDivK W R K d / = "R[a] = R[b] // K[c]";
    /// Modulo (and %-formatting).
    Mod W R R d / = "R[a] = R[b] % R[c]";
    /// Modulo by a constant.
    ModK W R K d / = "R[a] = R[b] % K[c]";
    /// Power.
    Pow W R R d / = "R[a] = R[b] ** R[c]";
    /// Matrix multiplication (user classes only).
    MatMul W R R d / = "R[a] = R[b] @ R[c]";
    /// Left shift.
    LShift W R R d / = "R[a] = R[b] << R[c]";
    /// Right shift.
    RShift W R R d / = "R[a] = R[b] >> R[c]";
    /// Bitwise and.
    And W R R d / = "R[a] = R[b] & R[c]";
    /// Bitwise and with a constant.
    AndK W R K d / = "R[a] = R[b] & K[c]";
    /// Bitwise or.
    Or W R R d / = "R[a] = R[b] | R[c]";
    /// Bitwise exclusive or.
    Xor W R R d / = "R[a] = R[b] ^ R[c]";
    /// Negation.
    Neg W R _ / = "R[a] = -R[b]";
    /// Unary plus.
    Pos W R _ / = "R[a] = +R[b]";
    /// Bitwise inversion.
    Invert W R _ / = "R[a] = ~R[b]";
    /// Logical negation; always a bool.
    Not W R _ / = "R[a] = not R[b]";

    /// Rich comparison; the result may be any value.
    Lt W R R / = "R[a] = R[b] < R[c]";
    /// Rich comparison.
    Le W R R / = "R[a] = R[b] <= R[c]";
    /// Rich comparison.
    Gt W R R / = "R[a] = R[b] > R[c]";
    /// Rich comparison.
    Ge W R R / = "R[a] = R[b] >= R[c]";
    /// Rich comparison.
    Eq W R R / = "R[a] = R[b] == R[c]";
    /// Rich comparison.
    Ne W R R / = "R[a] = R[b] != R[c]";
    /// Identity; d = 1 negates.
    Is W R R d / = "R[a] = R[b] is R[c]";
    /// Membership of `R[b]` in the container `R[c]`; d = 1 negates.
    In W R R d / = "R[a] = R[b] in R[c]";

    /// Unconditional jump; d = 1 marks a loop's back-edge written in the source (same meaning, for the disassembler).
    Jump _ J _ d / = "goto bc";
    /// Jumps if `R[a]` is true.
    JumpIfTrue R J _ / = "if R[a] goto bc";
    /// Jumps if `R[a]` is false.
    JumpIfFalse R J _ / = "if not R[a] goto bc";
    /// Jumps if `R[a] is None` equals d.
    JumpIfNone R J _ d / = "if (R[a] is None) == d goto bc";
    /// Compare and jump: taken if the comparison's truth equals d.
    JumpIfLt R R J d / = "if (R[a] < R[b]) == d goto c";
    /// Compare and jump.
    JumpIfLe R R J d / = "if (R[a] <= R[b]) == d goto c";
    /// Compare and jump.
    JumpIfGt R R J d / = "if (R[a] > R[b]) == d goto c";
    /// Compare and jump.
    JumpIfGe R R J d / = "if (R[a] >= R[b]) == d goto c";
    /// Compare and jump.
    JumpIfEq R R J d / = "if (R[a] == R[b]) == d goto c";
    /// Compare and jump.
    JumpIfNe R R J d / = "if (R[a] != R[b]) == d goto c";
    /// Compare with a constant and jump.
    JumpIfLtK R K J d / = "if (R[a] < K[b]) == d goto c";
    /// Compare with a constant and jump.
    JumpIfLeK R K J d / = "if (R[a] <= K[b]) == d goto c";
    /// Compare with a constant and jump.
    JumpIfGtK R K J d / = "if (R[a] > K[b]) == d goto c";
    /// Compare with a constant and jump.
    JumpIfGeK R K J d / = "if (R[a] >= K[b]) == d goto c";
    /// Compare with a constant and jump.
    JumpIfEqK R K J d / = "if (R[a] == K[b]) == d goto c";
    /// Compare with a constant and jump.
    JumpIfNeK R K J d / = "if (R[a] != K[b]) == d goto c";

    /// Gets an iterator.
    GetIter W R _ / = "R[a] = iter(R[b])";
    /// The bottom of a for loop: takes the next item of iterator `R[b]` and jumps back to the body; falls through at the end. With d = 1 the body
    /// begins by unpacking `R[a]`, which nothing else reads: so a pair need not be made to be taken apart.
    ForIter W R J d / poll = "if next: R[a] = next(R[b]); goto c";
    /// Starts `for x in range(...)`: the callee is `R[a]`, its d (1 to 3) positional arguments follow. If it is the
    /// built-in range and its arguments are small integers, the window `R[a..a+4]` becomes the loop's state; otherwise the call is made and its iterator stored.
    ForRangePrep [4] _ _ d / poll = "R[a..a+4] = iter(R[a](R[a+1..]))";
    /// The bottom of such a loop: next number (or item) into `R[a]`, state in `R[b..b+4]`.
    ForRange W [4] J / poll = "if next: R[a] = next(R[b..b+4]); goto c";

    /// Calls `R[b]` with the `c` positional arguments that follow it.
    Call W [c + 1] C / poll = "R[a] = R[b](R[b+1..])";
    /// Calls `R[b]` with `c` arguments; the tuple after them names the last ones as keywords.
    CallKw W [c + 2] C / poll = "R[a] = R[b](R[b+1..], names=R[b+1+c])";
    /// Looks up a method for a call: `R[a]` = function and `R[a+1]` = `R[b]`, or `R[a]` = the attribute's value and `R[a+1]` = UNBOUND.
    /// Here the window is written (a and a+1).
    LoadMethod [2] R S / = "R[a], R[a+1] = method R[b].c";
    /// Calls what LoadMethod prepared, with `c` positional arguments from `R[b+2]` on.
    CallMethod W [c + 2] C / poll = "R[a] = R[b](R[b+1]?, R[b+2..])";
    /// As CallMethod; the tuple after the arguments names the last ones as keywords.
    CallMethodKw W [c + 3] C / poll = "R[a] = R[b](R[b+1]?, R[b+2..], names=R[b+2+c])";
    /// Calls `R[b]` with the positional arguments `R[b+1]` (a list or tuple; the iterable itself of a call with a single starred argument) and, if
    /// d = 1, the dict `R[b+2]` of keyword ones.
    CallEx W [3] _ d / poll = "R[a] = R[b](*R[b+1], **R[b+2])";
    /// Returns from the frame.
    Return R _ _ / = "return R[a]";
    /// Returns a constant.
    ReturnConst _ K _ / = "return K[b]";

    /// Reads an attribute.
    LoadAttr W R S / = "R[a] = R[b].c";
    /// Writes an attribute.
    StoreAttr R R S / = "R[a].c = R[b]";
    /// Deletes an attribute.
    DeleteAttr R _ S / = "del R[a].c";
    /// Subscript.
    GetItem W R R / = "R[a] = R[b][R[c]]";
    /// Subscript by a constant.
    GetItemK W R K / = "R[a] = R[b][K[c]]";
    /// Stores a subscript.
    SetItem R R R / = "R[a][R[b]] = R[c]";
    /// Deletes a subscript.
    DeleteItem R R _ / = "del R[a][R[b]]";

    /// New list of the window's values.
    BuildList W [c + 0] C / = "R[a] = [R[b..b+c]]";
    /// New tuple of the window's values.
    BuildTuple W [c + 0] C / = "R[a] = (R[b..b+c])";
    /// New set of the window's values.
    BuildSet W [c + 0] C / = "R[a] = {R[b..b+c]}";
    /// New dict of c pairs: key, value, key, value ...
    BuildDict W [c * 2] C / = "R[a] = {R[b]: R[b+1], ..}";
    /// New slice of start, stop, step.
    BuildSlice W [3] _ / = "R[a] = slice(R[b], R[b+1], R[b+2])";
    /// Concatenates the window's strings.
    BuildString W [c + 0] C / = "R[a] = ''.join(R[b..b+c])";
    /// Formats for an f-string: d bits 0-1 the conversion (0 none, 1 str, 2 repr, 3 ascii), bit 2 set if `R[c]` is a format spec.
    FormatValue W R R d / = "R[a] = format(R[b], R[c])";
    /// Appends to a list.
    ListAppend R R _ / = "R[a].append(R[b])";
    /// Extends a list from any iterable; d = 1: the iterable is a starred argument (for the error's wording).
    ListExtend R R _ d / = "R[a].extend(R[b])";
    /// New tuple of a list's items.
    ListToTuple W R _ / = "R[a] = tuple(R[b])";
    /// Adds to a set.
    SetAdd R R _ / = "R[a].add(R[b])";
    /// Adds an iterable's items to a set.
    SetUpdate R R _ / = "R[a].update(R[b])";
    /// Stores into a dict that is being built.
    DictInsert R R R / = "R[a][R[b]] = R[c]";
    /// `{**x}`: d = 0 as in a display (later keys win), d = 1 as in a call of `R[c]` (a repeated key is a TypeError).
    DictUpdate R R R d / = "R[a].update(R[b])";
    /// Unpacks exactly c items into the window at a, which is written on success only: it may be variables.
    UnpackSequence [c + 0] R C / = "R[a..a+c] = R[b]";
    /// Unpacks c items, a list of the rest, then d items into the window at a, which is written on success only.
    UnpackStar [c + d + 1] R C d / = "R[a..] = c items, *rest, d items of R[b]";

    /// New function of code b. The window `R[c..c+4]` holds defaults (tuple), keyword defaults (dict), annotations (dict)
    /// and closure (tuple of cells); d bits 0 to 3 say which of the four are there.
    MakeFunction W F [4] d / = "R[a] = function(code[b])";
    /// Loads the function that builds classes.
    LoadBuildClass W _ _ / = "R[a] = __build_class__";
    /// Imports module `K[b]` (a dotted name) at level d; `K[c]` is the tuple of names after `from`, or None.
    ImportName W N K d / poll = "R[a] = import K[b]";
    /// Takes a name from a module, for `from m import name`.
    ImportFrom W R N / poll = "R[a] = from R[b] import K[c]";
    /// `from m import *`, at module level only.
    ImportStar R _ _ / = "from R[a] import *";

    /// Raises: d = 0 re-raises the handled exception, d = 1 raises `R[a]`, d = 2 raises `R[a]` from `R[b]`.
    Raise R R _ d / = "raise R[a] from R[b]";
    /// Raises the exception `R[a]` of a handler again, as it was; first restores the outer handled exception from `R[a+1]`.
    Reraise [2] _ _ / = "reraise R[a]";
    /// Ends a handler: the outer handled exception comes back from `R[a+1]`; `R[a]` and `R[a+1]` become unbound.
    PopExcept [2] _ _ / = "handled = R[a+1]";
    /// Whether exception `R[b]` matches the class or tuple `R[c]`.
    MatchException W R R / = "R[a] = R[b] matches R[c]";
    /// A step of `except*`: d = 0 starts with the exception `R[b]` (`R[a]` = the state); d = 1 takes from the state `R[b]` what the class
    /// `R[c]` matches, d = 3 what is to be raised in the end (`R[a]`, and whether it is anything: `R[a+1]`); d = 2 adds what a clause raised, `R[c]`.
    GroupExcept [2] R R d / poll = "R[a], R[a+1] = except* step of R[b] with R[c]";
    /// Loads the built-in AssertionError, whatever the script named so.
    LoadAssertionError W _ _ / = "R[a] = AssertionError";
    /// Enters a context: `R[a]` = its bound `__exit__` (or the lock itself), `R[a+1]` = what `__enter__` returned.
    WithEnter [2] R _ / poll = "R[a], R[a+1] = enter R[b]";
    /// Leaves the context `R[a]` without an exception; the window is scratch.
    WithExit [5] _ _ / poll = "R[a].exit(None, None, None)";
    /// Leaves the context `R[b]` because of exception `R[c]`; `R[a]` = whether it is swallowed (a bool).
    WithExcept W R R / poll = "R[a] = bool(R[b].exit(R[c]))";

    /// First instruction of a generator: wraps the frame (arguments included) and returns the generator object.
    MakeGenerator _ _ _ / = "return generator(frame)";
    /// Yields `R[b]`; what is sent in goes to `R[a]`.
    Yield W R _ / poll = "R[a] = yield R[b]";
    /// Delegates to iterator `R[b]`: sends it `R[c]` and yields what it yields, running again at each resume; its return value goes to `R[a]`.
    YieldFrom W R R / poll = "R[a] = yield from R[b]";
    /// Iterator for `yield from`: a generator stays itself.
    GetYieldFromIter W R _ / = "R[a] = iter(R[b])";

    /// match: whether the subject is a sequence (1), mapping (2) as d says.
    MatchKind W R _ d / = "R[a] = R[b] is sequence/mapping";
    /// match: the values of the mapping `R[b]` for the tuple of keys `R[c]`, as a tuple, or None.
    MatchKeys W R R / = "R[a] = values of R[b] for keys R[c]";
    /// match: attributes of `R[b]` for class `R[c]`; `R[a]` on entry holds the tuple of keyword names, d is the count of positional patterns; a tuple or None.
    MatchClass W R R d / = "R[a] = attributes of R[b] as R[c]";
    /// len() of a sequence that matched.
    GetLen W R _ / = "R[a] = len(R[b])";
}
