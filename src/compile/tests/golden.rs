//! Listings of small functions, to see at a glance what the code generator does.

use super::{function, listing};

/// Compares the listing of function `f` line by line.
#[track_caller]
fn assert_listing(text: &str, expected: &str) {
    let found = listing(&function(text, "f"));
    let expected: Vec<&str> = expected
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty())
        .collect();
    assert_eq!(found, expected, "found:\n{}", found.join("\n"));
}

#[test]
fn recursion() {
    assert_listing(
        "
def f(n):
    if n < 2:
        return n
    return f(n - 1) + f(n - 2)
",
        "
            0 JumpIfLtK n K0 -> 2 ; 2
            1 Return n
            2 LoadGlobal R1 f
            3 SubK R2 n K1 ; 1
            4 Call R1 R1.. 1
            5 LoadGlobal R2 f
            6 SubK R3 n K0 ; 2
            7 Call R2 R2.. 1
            8 Add R1 R1 R2
            9 Return R1
        ",
    );
}

#[test]
fn a_while_loop_jumps_once_a_turn() {
    assert_listing(
        "
def f(n):
    i = 0
    while i < n:
        i += 1
    return i
",
        "
            0 LoadInt i 0
            1 JumpIfLt i n -> 4
            2 AddK i i K0 d=1 ; 1
            3 JumpIfLt i n -> 2 d=1
            4 Return i
        ",
    );
}

#[test]
fn a_loop_over_a_range() {
    assert_listing(
        "
def f(n):
    total = 0
    for i in range(n):
        if i % 3 == 0 and i > 10:
            continue
        total += i
    return total
",
        "
            0 LoadInt total 0
            1 LoadGlobal R3 range
            2 Move R4 n
            3 ForRangePrep R3.. d=1
            4 Jump -> 9
            5 ModK R7 i K0 ; 3
            6 JumpIfEqK R7 K1 -> 8 ; 0
            7 JumpIfGtK i K2 -> 9 d=1 ; 10
            8 Add total total i d=1
            9 ForRange i R3.. -> 5
            10 Return total
        ",
    );
}

#[test]
fn a_loop_that_unpacks() {
    assert_listing(
        "
def f(d):
    for k, v in d.items():
        d.add(k, v)
    else:
        return d
",
        "
            0 LoadMethod R3.. d .items
            1 CallMethod R3 R3.. 0
            2 GetIter R3 R3
            3 Jump -> 9
            4 UnpackSequence R1.. R4 2
            5 LoadMethod R5.. d .add
            6 Move R7 k
            7 Move R8 v
            8 CallMethod R5 R5.. 2
            9 ForIter R4 R3 -> 4 d=1
            10 Return d
        ",
    );
}

#[test]
fn conditions_jump_directly() {
    assert_listing(
        "
def f(a, b):
    if a is not None and (a < b <= 9 or not b):
        return a in b
",
        "
            0 JumpIfNone a -> 6 d=1
            1 JumpIfLt a b -> 3
            2 JumpIfLeK b K0 -> 4 d=1 ; 9
            3 JumpIfTrue b -> 6
            4 In R2 a b
            5 Return R2
            6 ReturnConst K1 ; None
        ",
    );
}

#[test]
fn swapping() {
    assert_listing(
        "
def f(a, b):
    a, b = b, a + b
    a.x, b[0] = a, 1
    return a
",
        "
            0 Move R2 b
            1 Add b a b
            2 Move a R2
            3 StoreAttr a a .x
            4 LoadInt R2 1
            5 LoadInt R3 0
            6 SetItem b R3 R2
            7 Return a
        ",
    );
}

#[test]
fn calls() {
    assert_listing(
        "
def f(a, *b, **c):
    a(1, k=b)
    return a.m(*b, 2, k=3, **c)
",
        "
            0 Move R3 a
            1 LoadInt R4 1
            2 Move R5 b
            3 LoadConst R6 K0 ; (\"k\")
            4 CallKw R3 R3.. 2
            5 LoadAttr R3 a .m
            6 BuildList R4 R5.. 0
            7 ListExtend R4 b d=1
            8 LoadInt R5 2
            9 ListAppend R4 R5
            10 LoadConst R6 K1 ; \"k\"
            11 LoadInt R7 3
            12 BuildDict R5 R6.. 1
            13 DictUpdate R5 c R3 d=1
            14 CallEx R3 R3.. d=1
            15 Return R3
        ",
    );
}

#[test]
fn a_comprehension() {
    assert_listing(
        "
def f(a):
    return [x * y for x in a if x for y in range(x)]
",
        "
            0 GetIter R2 a
            1 BuildList R1 R1.. 0
            2 Unbind R4
            3 Jump -> 12
            4 JumpIfFalse R3 -> 12
            5 LoadGlobal R5 range
            6 Move R6 R3
            7 ForRangePrep R5.. d=1
            8 Jump -> 11
            9 Mul R9 R3 R4
            10 ListAppend R1 R9
            11 ForRange R4 R5.. -> 9
            12 ForIter R3 R2 -> 4
            13 Return R1
        ",
    );
}

#[test]
fn a_closure() {
    assert_listing(
        "
def f(a, b=1):
    def g():
        return a + b
    a = g
    return a()
",
        "
            0 MakeCell a
            1 MakeCell b
            2 BuildTuple R6 R0.. 2
            3 MakeFunction g <g> R3.. d=8
            4 StoreCell a g
            5 LoadCell R3 a K0 ; \"a\"
            6 Call R3 R3.. 0
            7 Return R3
        ",
    );
}

#[test]
fn try_except_finally() {
    assert_listing(
        "
def f(a):
    try:
        return a()
    except ValueError as e:
        a = e
    finally:
        a.close()
    return a
",
        "
            0 Move R3 a
            1 Call R2 R3.. 0
            2 LoadMethod R3.. a .close
            3 CallMethod R3 R3.. 0
            4 Return R2
            5 LoadGlobal R4 ValueError
            6 MatchException R5 R2 R4
            7 JumpIfFalse R5 -> 16
            8 Move e R2
            9 Move a e
            10 PopExcept R2..
            11 Unbind e
            12 Jump -> 19
            13 Unbind e
            14 Move R5 R3
            15 Reraise R4..
            16 Reraise R2..
            17 Move R5 R3
            18 Reraise R4..
            19 LoadMethod R2.. a .close
            20 CallMethod R2 R2.. 0
            21 Jump -> 27
            22 LoadMethod R4.. a .close
            23 CallMethod R4 R4.. 0
            24 Reraise R2..
            25 Move R5 R3
            26 Reraise R4..
            27 Return a
            0..2 raises -> 5 with R2
            9..10 raises -> 13 with R4
            5..16 raises -> 17 with R4
            0..2 raises -> 22 with R2
            5..19 raises -> 22 with R2
            22..24 raises -> 25 with R4
        ",
    );
}

#[test]
fn with_and_return() {
    assert_listing(
        "
def f(a):
    with a as b:
        return b
",
        "
            0 WithEnter R2.. a
            1 Move b R3
            2 Move R3 b
            3 Move R4 R2
            4 WithExit R4..
            5 Return R3
            6 WithExcept R5 R2 R3
            7 JumpIfTrue R5 -> 11
            8 Reraise R3..
            9 Move R7 R4
            10 Reraise R6..
            11 PopExcept R3..
            12 ReturnConst K0 ; None
            1..3 raises -> 6 with R3
            6..8 raises -> 9 with R6
        ",
    );
}

#[test]
fn a_generator() {
    assert_listing(
        "
def f(a):
    x = yield a
    yield from x
    return 1
",
        "
            0 MakeGenerator
            1 Yield x a
            2 GetYieldFromIter R2 x
            3 LoadConst R3 K0 ; None
            4 YieldFrom R2 R2 R3
            5 ReturnConst K1 ; 1
        ",
    );
}

#[test]
fn an_f_string() {
    assert_listing(
        "
def f(a, b):
    return f'{a!r:>{b}} and {b}'
",
        "
            0 LoadConst R3 K0 ; \">\"
            1 FormatValue R4 b b
            2 BuildString R3 R3.. 2
            3 FormatValue R2 a R3 d=6
            4 LoadConst R3 K1 ; \" and \"
            5 FormatValue R4 b b
            6 BuildString R2 R2.. 3
            7 Return R2
        ",
    );
}

#[test]
fn assert_and_raise() {
    assert_listing(
        "
def f(a):
    assert a, 'message'
    raise a from None
",
        "
            0 JumpIfTrue a -> 5
            1 LoadAssertionError R1
            2 LoadConst R2 K0 ; \"message\"
            3 Call R1 R1.. 1
            4 Raise R1 a d=1
            5 LoadConst R1 K1 ; None
            6 Raise a R1 d=2
        ",
    );
}
