//! The sort of CPython 3.13, comparison for comparison: natural runs, binary insertion into short ones, merges in the order of their powers,
//! galloping. On plain copyable items, with a comparison that may fail. What lists do with it is `sorting`.
//!
//! A script sees each comparison that its `__lt__` is asked for, so the order of questions matters, not only their answers. After a failure the items are
//! still all there, in some order.

/// Wins in a row after which a merge gallops.
const MIN_GALLOP: usize = 7;
/// Runs shorter than this are extended.
const MAX_MIN_RUN: usize = 64;

/// Sorts stably; `less(a, b)` is whether a goes before b.
pub(super) fn sort<T: Copy, E>(
    items: &mut [T],
    less: &mut impl FnMut(T, T) -> Result<bool, E>,
) -> Result<(), E> {
    let total = items.len();
    if total < 2 {
        return Ok(());
    }
    let min_run = min_run(total);
    let mut runs = Vec::new();
    let mut min_gallop = MIN_GALLOP;
    let mut start = 0;
    while start < total {
        let rest = &mut items[start..];
        let mut len = count_run(rest, less)?;
        if len < min_run {
            let forced = min_run.min(rest.len());
            insert(&mut rest[..forced], len, less)?;
            len = forced;
        }
        if let Some(&Run {
            start: before,
            len: n,
            ..
        }) = runs.last()
        {
            let power = power(before, n, len, total);
            while runs.len() > 1 && runs[runs.len() - 2].power > power {
                let at = runs.len() - 2;
                merge(items, &mut runs, at, &mut min_gallop, less)?;
            }
            if let Some(last) = runs.last_mut() {
                last.power = power;
            }
        }
        runs.push(Run {
            start,
            len,
            power: 0,
        });
        start += len;
    }
    while runs.len() > 1 {
        let mut at = runs.len() - 2;
        if at > 0 && runs[at - 1].len < runs[at + 1].len {
            at -= 1;
        }
        merge(items, &mut runs, at, &mut min_gallop, less)?;
    }
    Ok(())
}

/// Sorted items that wait to be merged.
struct Run {
    start: usize,
    len: usize,
    /// How deep in the ideal merge tree this run and the next one meet.
    power: u32,
}

fn min_run(mut total: usize) -> usize {
    let mut lost = 0;
    while total >= MAX_MIN_RUN {
        lost |= total & 1;
        total >>= 1;
    }
    total + lost
}

/// The first bit in which the runs' midpoints, as fractions of the whole, differ (Munro and Wild, "Nearly-Optimal Mergesorts").
fn power(start: usize, first: usize, second: usize, total: usize) -> u32 {
    let mut a = 2 * start + first;
    let mut b = a + first + second;
    let mut power = 1;
    loop {
        if a >= total {
            a -= total;
            b -= total;
        } else if b >= total {
            return power;
        }
        power += 1;
        a *= 2;
        b *= 2;
    }
}

/// Finds the run that the items begin with, and turns it round if it descends. Within a descending run equal items keep their order.
fn count_run<T: Copy, E>(
    items: &mut [T],
    less: &mut impl FnMut(T, T) -> Result<bool, E>,
) -> Result<usize, E> {
    let total = items.len();
    let mut n = 1;
    while n < total && !less(items[n], items[n - 1])? {
        n += 1;
    }
    if n == total {
        return Ok(n);
    }
    if n > 1 {
        if less(items[0], items[n - 1])? {
            return Ok(n);
        }
        // All equal so far, then a smaller one: it descends.
        items[..n].reverse();
    }
    n += 1;
    let mut equal = 0;
    while n < total {
        if less(items[n], items[n - 1])? {
            reverse_equal(items, n, &mut equal);
        } else if less(items[n - 1], items[n])? {
            break;
        } else {
            equal += 1;
        }
        n += 1;
    }
    reverse_equal(items, n, &mut equal);
    items[..n].reverse();
    while n < total && !less(items[n], items[n - 1])? {
        n += 1;
    }
    Ok(n)
}

/// Turns round the last items before `n` that are equal, so that turning round the whole run restores their order.
fn reverse_equal<T>(items: &mut [T], n: usize, equal: &mut usize) {
    if *equal > 0 {
        items[n - *equal - 1..n].reverse();
        *equal = 0;
    }
}

/// Inserts the items from `sorted` on into those before them.
fn insert<T: Copy, E>(
    items: &mut [T],
    sorted: usize,
    less: &mut impl FnMut(T, T) -> Result<bool, E>,
) -> Result<(), E> {
    for next in sorted..items.len() {
        let (mut low, mut high) = (0, next);
        while low < high {
            let middle = (low + high) / 2;
            if less(items[next], items[middle])? {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        items[low..=next].rotate_right(1);
    }
    Ok(())
}

/// Merges the runs at `at` and after it.
fn merge<T: Copy, E>(
    items: &mut [T],
    runs: &mut Vec<Run>,
    at: usize,
    min_gallop: &mut usize,
    less: &mut impl FnMut(T, T) -> Result<bool, E>,
) -> Result<(), E> {
    let (first, second) = (&runs[at], &runs[at + 1]);
    let (start, middle, end) = (first.start, second.start, second.start + second.len);
    runs[at].len = end - start;
    runs.remove(at + 1);
    let (left, right) = items[start..end].split_at(middle - start);
    // What is in its place already.
    let skip = gallop_right(right[0], left, 0, less)?;
    if skip == left.len() {
        return Ok(());
    }
    let keep = gallop_left(left[left.len() - 1], right, right.len() - 1, less)?;
    if keep == 0 {
        return Ok(());
    }
    let left_len = left.len() - skip;
    let window = &mut items[start + skip..middle + keep];
    if left_len <= keep {
        merge_low(window, left_len, min_gallop, less)
    } else {
        merge_high(window, left_len, min_gallop, less)
    }
}

/// How a merge ended.
enum End {
    /// What is left of the copied run goes where the gap is.
    Rest,
    /// One item of the copied run is left, and goes past all of the other run.
    One,
}

/// Merges from the left: the left run, not the longer one, is copied out.
fn merge_low<T: Copy, E>(
    items: &mut [T],
    left_len: usize,
    min_gallop: &mut usize,
    less: &mut impl FnMut(T, T) -> Result<bool, E>,
) -> Result<(), E> {
    let copy = items[..left_len].to_vec();
    // The next of the copy, the next of the right run, the gap's begin.
    let (mut a, mut b, mut gap) = (0, left_len, 0);
    let end = merge_low_items(items, &copy, [&mut a, &mut b, &mut gap], min_gallop, less);
    let left = &copy[a..];
    if matches!(end, Ok(End::One)) {
        items.copy_within(b.., gap);
        let last = items.len() - 1;
        items[last] = left[0];
    } else {
        items[gap..gap + left.len()].copy_from_slice(left);
    }
    end.map(|_| ())
}

fn merge_low_items<T: Copy, E>(
    items: &mut [T],
    copy: &[T],
    [a, b, gap]: [&mut usize; 3],
    shared_gallop: &mut usize,
    less: &mut impl FnMut(T, T) -> Result<bool, E>,
) -> Result<End, E> {
    let total = items.len();
    items[*gap] = items[*b];
    (*gap, *b) = (*gap + 1, *b + 1);
    if *b == total {
        return Ok(End::Rest);
    }
    if copy.len() - *a == 1 {
        return Ok(End::One);
    }
    let mut min_gallop = *shared_gallop;
    loop {
        let (mut wins_a, mut wins_b) = (0, 0);
        loop {
            if less(items[*b], copy[*a])? {
                items[*gap] = items[*b];
                (*gap, *b) = (*gap + 1, *b + 1);
                (wins_a, wins_b) = (0, wins_b + 1);
                if *b == total {
                    return Ok(End::Rest);
                }
                if wins_b >= min_gallop {
                    break;
                }
            } else {
                items[*gap] = copy[*a];
                (*gap, *a) = (*gap + 1, *a + 1);
                (wins_a, wins_b) = (wins_a + 1, 0);
                if copy.len() - *a == 1 {
                    return Ok(End::One);
                }
                if wins_a >= min_gallop {
                    break;
                }
            }
        }
        min_gallop += 1;
        loop {
            min_gallop -= (min_gallop > 1) as usize;
            *shared_gallop = min_gallop;
            let won_a = gallop_right(items[*b], &copy[*a..], 0, less)?;
            items[*gap..*gap + won_a].copy_from_slice(&copy[*a..*a + won_a]);
            (*gap, *a) = (*gap + won_a, *a + won_a);
            match copy.len() - *a {
                // Only if the comparisons contradict each other.
                0 => return Ok(End::Rest),
                1 if won_a > 0 => return Ok(End::One),
                _ => {}
            }
            items[*gap] = items[*b];
            (*gap, *b) = (*gap + 1, *b + 1);
            if *b == total {
                return Ok(End::Rest);
            }
            let won_b = gallop_left(copy[*a], &items[*b..], 0, less)?;
            items.copy_within(*b..*b + won_b, *gap);
            (*gap, *b) = (*gap + won_b, *b + won_b);
            if *b == total {
                return Ok(End::Rest);
            }
            items[*gap] = copy[*a];
            (*gap, *a) = (*gap + 1, *a + 1);
            if copy.len() - *a == 1 {
                return Ok(End::One);
            }
            if won_a < MIN_GALLOP && won_b < MIN_GALLOP {
                break;
            }
        }
        min_gallop += 1;
        *shared_gallop = min_gallop;
    }
}

/// Merges from the right: the right run, which is the shorter one, is copied out.
fn merge_high<T: Copy, E>(
    items: &mut [T],
    left_len: usize,
    min_gallop: &mut usize,
    less: &mut impl FnMut(T, T) -> Result<bool, E>,
) -> Result<(), E> {
    let copy = items[left_len..].to_vec();
    // How many are left of the left run, and of the copy. The gap ends behind both.
    let (mut a, mut b) = (left_len, copy.len());
    let end = merge_high_items(items, &copy, [&mut a, &mut b], min_gallop, less);
    if matches!(end, Ok(End::One)) {
        items.copy_within(..a, 1);
        items[0] = copy[0];
    } else {
        items[a..a + b].copy_from_slice(&copy[..b]);
    }
    end.map(|_| ())
}

fn merge_high_items<T: Copy, E>(
    items: &mut [T],
    copy: &[T],
    [a, b]: [&mut usize; 2],
    shared_gallop: &mut usize,
    less: &mut impl FnMut(T, T) -> Result<bool, E>,
) -> Result<End, E> {
    items[*a + *b - 1] = items[*a - 1];
    *a -= 1;
    if *a == 0 {
        return Ok(End::Rest);
    }
    if *b == 1 {
        return Ok(End::One);
    }
    let mut min_gallop = *shared_gallop;
    loop {
        let (mut wins_a, mut wins_b) = (0, 0);
        loop {
            let place = *a + *b - 1;
            if less(copy[*b - 1], items[*a - 1])? {
                items[place] = items[*a - 1];
                *a -= 1;
                (wins_a, wins_b) = (wins_a + 1, 0);
                if *a == 0 {
                    return Ok(End::Rest);
                }
                if wins_a >= min_gallop {
                    break;
                }
            } else {
                items[place] = copy[*b - 1];
                *b -= 1;
                (wins_a, wins_b) = (0, wins_b + 1);
                if *b == 1 {
                    return Ok(End::One);
                }
                if wins_b >= min_gallop {
                    break;
                }
            }
        }
        min_gallop += 1;
        loop {
            min_gallop -= (min_gallop > 1) as usize;
            *shared_gallop = min_gallop;
            let won_a = *a - gallop_right(copy[*b - 1], &items[..*a], *a - 1, less)?;
            items.copy_within(*a - won_a..*a, *a - won_a + *b);
            *a -= won_a;
            if *a == 0 {
                return Ok(End::Rest);
            }
            items[*a + *b - 1] = copy[*b - 1];
            *b -= 1;
            if *b == 1 {
                return Ok(End::One);
            }
            let won_b = *b - gallop_left(items[*a - 1], &copy[..*b], *b - 1, less)?;
            items[*a + *b - won_b..*a + *b].copy_from_slice(&copy[*b - won_b..*b]);
            *b -= won_b;
            match *b {
                // Only if the comparisons contradict each other.
                0 => return Ok(End::Rest),
                1 if won_b > 0 => return Ok(End::One),
                _ => {}
            }
            items[*a + *b - 1] = items[*a - 1];
            *a -= 1;
            if *a == 0 {
                return Ok(End::Rest);
            }
            if won_a < MIN_GALLOP && won_b < MIN_GALLOP {
                break;
            }
        }
        min_gallop += 1;
        *shared_gallop = min_gallop;
    }
}

/// Where `key` belongs among sorted items, before those equal to it; looks near `hint` first.
fn gallop_left<T: Copy, E>(
    key: T,
    items: &[T],
    hint: usize,
    less: &mut impl FnMut(T, T) -> Result<bool, E>,
) -> Result<usize, E> {
    gallop(items, hint, &mut |item| less(item, key))
}

/// Where `key` belongs among sorted items, behind those equal to it; looks near `hint` first.
fn gallop_right<T: Copy, E>(
    key: T,
    items: &[T],
    hint: usize,
    less: &mut impl FnMut(T, T) -> Result<bool, E>,
) -> Result<usize, E> {
    gallop(items, hint, &mut |item| less(key, item).map(|less| !less))
}

/// The first place whose item is not `before`, found in growing steps from `hint`, then by halving.
fn gallop<T: Copy, E>(
    items: &[T],
    hint: usize,
    before: &mut impl FnMut(T) -> Result<bool, E>,
) -> Result<usize, E> {
    let (mut last, mut offset) = (0, 1);
    // The place is past `low` and at most `high`.
    let (mut low, mut high);
    if before(items[hint])? {
        let most = items.len() - hint;
        while offset < most && before(items[hint + offset])? {
            (last, offset) = (offset, 2 * offset + 1);
        }
        (low, high) = (hint + last + 1, hint + offset.min(most));
    } else {
        let most = hint + 1;
        while offset < most && !before(items[hint - offset])? {
            (last, offset) = (offset, 2 * offset + 1);
        }
        (low, high) = (most - offset.min(most), hint - last);
    }
    while low < high {
        let middle = low + (high - low) / 2;
        if before(items[middle])? {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    Ok(high)
}

#[cfg(test)]
mod tests {
    use super::sort;

    /// Numbers that look random, the same each time.
    fn numbers(count: usize, below: u64) -> Vec<u64> {
        let mut state = 42u64;
        let mut next = || {
            state = state.wrapping_mul(6364136223846793005).wrapping_add(1);
            (state >> 33) % below
        };
        (0..count).map(|_| next()).collect()
    }

    fn inputs() -> Vec<Vec<u64>> {
        let mut inputs = Vec::new();
        for count in [0, 1, 2, 3, 63, 64, 65, 130, 1000, 5000] {
            for below in [1, 3, 100, u64::MAX >> 34] {
                inputs.push(numbers(count, below));
            }
            inputs.push((0..count as u64).collect());
            inputs.push((0..count as u64).rev().collect());
            inputs.push((0..count as u64).map(|n| n / 3 * 7 % 1000).collect());
            let half = count as u64 / 2;
            inputs.push((0..half).chain(0..half).collect());
            inputs.push((half..count as u64).chain(0..half).collect());
        }
        inputs
    }

    #[test]
    fn sorts_stably() {
        for input in inputs() {
            let mut items: Vec<(u64, usize)> = input.into_iter().zip(0..).collect();
            let mut expected = items.clone();
            expected.sort();
            sort(&mut items, &mut |a, b| Ok::<_, ()>(a.0 < b.0)).unwrap();
            assert_eq!(items, expected);
        }
    }

    #[test]
    fn a_failure_loses_nothing() {
        for input in inputs() {
            for failing in [1, 7, 100, 1500, 20_000] {
                let (mut items, mut asked) = (input.clone(), 0);
                let _ = sort(&mut items, &mut |a, b| {
                    asked += 1;
                    if asked == failing { Err(()) } else { Ok(a < b) }
                });
                let mut expected = input.clone();
                items.sort_unstable();
                expected.sort_unstable();
                assert_eq!(items, expected);
            }
        }
    }

    #[test]
    fn contradictory_answers_lose_nothing() {
        for input in inputs() {
            let (mut items, mut asked) = (input.clone(), 0u64);
            let _ = sort(&mut items, &mut |a, b| {
                asked = asked.wrapping_mul(31).wrapping_add(a ^ b << 3);
                Ok::<_, ()>(asked % 5 < 2)
            });
            let mut expected = input;
            items.sort_unstable();
            expected.sort_unstable();
            assert_eq!(items, expected);
        }
    }

    #[test]
    fn asks_little_of_what_is_nearly_sorted() {
        let mut asked = 0;
        let mut items: Vec<u32> = (0..1000).collect();
        items.swap(10, 900);
        sort(&mut items, &mut |a, b| {
            asked += 1;
            Ok::<_, ()>(a < b)
        })
        .unwrap();
        assert!(asked < 3000, "{asked}");
    }
}
