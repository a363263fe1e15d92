//! Tables against a plain list as the model, under script code that writes in the middle of a probe, and under threads.

use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use proptest::prelude::*;

use super::super::testing;
use super::super::{
    Dict, FrozenSet, Heap, HeapConfig, List, Mutator, Object, Set, Slot as StackSlot, Value,
};
use super::{Entry, Probe, Step, Table};

/// A dict that the stack keeps, and keys of two sorts: an even id is an integer; an odd one is a new list around it, which only "script
/// code" can compare.
struct World {
    mutator: Mutator,
    dict: StackSlot,
}

impl World {
    fn new() -> World {
        let mutator = testing::mutator(&testing::heap());
        let dict = Dict::new(&mutator, Value::NONE).value();
        let dict = mutator.stack().push(dict);
        World { mutator, dict }
    }

    fn dict(&self) -> &Table {
        let value = self.mutator.stack().field(self.dict).load();
        value.as_table().expect("a dict")
    }

    /// There is one thread, and `&mut self` says that it holds no value.
    fn collect(&mut self) -> usize {
        self.mutator.collect().freed_objects
    }

    fn key(&self, id: i32) -> Value<'_> {
        if id % 2 == 0 {
            Value::int(id)
        } else {
            List::new(&self.mutator, Value::NONE, &[Value::int(id)]).value()
        }
    }

    fn get(&self, id: i32) -> Option<i64> {
        let value = drive(id, |probe| {
            self.dict().lookup(probe, hash(id), self.key(id))
        });
        value.and_then(Value::as_small_int)
    }

    fn insert(&self, id: i32, value: i32) -> bool {
        let (key, value) = (self.key(id), Value::int(value));
        let dict = self.dict();
        drive(id, |probe| {
            let step = dict.insert(&self.mutator, probe, hash(id), key, value);
            step.expect("room")
        })
    }

    fn remove(&self, id: i32) -> Option<i64> {
        let (dict, key) = (self.dict(), self.key(id));
        let value = drive(id, |probe| dict.remove(&self.mutator, probe, hash(id), key));
        value.and_then(Value::as_small_int)
    }

    fn items(&self) -> Vec<(i32, i64)> {
        let items = self.dict().snapshot(&self.mutator);
        let items = items.iter();
        items
            .map(|item| (id(item.key), item.value.as_small_int().expect("an int")))
            .collect()
    }
}

fn id(key: Value<'_>) -> i32 {
    let number = match key.cast::<List>() {
        Some(list) => list.fields()[0].load(),
        None => key,
    };
    number.as_small_int().expect("a key") as i32
}

/// Few different hashes, so that probes meet.
fn hash(id: i32) -> i64 {
    i64::from(id % 7) << 3
}

/// The caller's loop.
fn drive<'t, T>(wanted: i32, mut operation: impl FnMut(Probe) -> Step<'t, T>) -> T {
    let mut probe = Probe::START;
    loop {
        match operation(probe) {
            Step::Done(outcome) => return outcome,
            Step::Ask {
                candidate,
                probe: next,
            } => probe = next.answered(id(candidate) == wanted),
        }
    }
}

#[derive(Clone, Debug)]
enum Op {
    Insert(i32, i32),
    SetDefault(i32, i32),
    Remove(i32),
    PopLast,
    PopFirst,
    Clear,
    Reserve(usize),
    CopyAndBack,
    Collect,
}

fn ops() -> impl Strategy<Value = Vec<Op>> {
    let key = 0..40i32;
    let op = prop_oneof![
        12 => (key.clone(), any::<i32>()).prop_map(|(key, value)| Op::Insert(key, value)),
        4 => (key.clone(), any::<i32>()).prop_map(|(key, value)| Op::SetDefault(key, value)),
        8 => key.prop_map(Op::Remove),
        2 => Just(Op::PopLast),
        2 => Just(Op::PopFirst),
        1 => Just(Op::Clear),
        1 => (0..100usize).prop_map(Op::Reserve),
        1 => Just(Op::CopyAndBack),
        1 => Just(Op::Collect),
    ];
    proptest::collection::vec(op, 0..200)
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(if cfg!(miri) { 4 } else { 256 }) })]

    #[test]
    fn a_table_does_what_an_ordered_list_of_pairs_does(ops in ops()) {
        let mut world = World::new();
        let mut model: Vec<(i32, i64)> = Vec::new();
        for op in ops {
            let place = |model: &[(i32, i64)], key| model.iter().position(|&(other, _)| other == key);
            match op {
                Op::Insert(key, value) => {
                    prop_assert_eq!(world.insert(key, value), place(&model, key).is_some());
                    match place(&model, key) {
                        Some(index) => model[index].1 = value.into(),
                        None => model.push((key, value.into())),
                    }
                }
                Op::SetDefault(key, value) => {
                    let (dict, object) = (world.dict(), world.key(key));
                    let found = drive(key, |probe| {
                        dict.set_default(&world.mutator, probe, hash(key), object, Value::int(value)).expect("room")
                    });
                    let expected = place(&model, key).map(|index| model[index].1);
                    prop_assert_eq!(found.and_then(Value::as_small_int), expected);
                    if expected.is_none() {
                        model.push((key, value.into()));
                    }
                }
                Op::Remove(key) => {
                    let expected = place(&model, key).map(|index| model.remove(index).1);
                    prop_assert_eq!(world.remove(key), expected);
                }
                Op::PopLast => {
                    let popped = world.dict().pop_last(&world.mutator).map(|item| id(item.key));
                    prop_assert_eq!(popped, model.pop().map(|(key, _)| key));
                }
                Op::PopFirst => {
                    let popped = world.dict().pop_first(&world.mutator).map(|item| id(item.key));
                    let expected = (!model.is_empty()).then(|| model.remove(0).0);
                    prop_assert_eq!(popped, expected);
                }
                Op::Clear => {
                    world.dict().clear(&world.mutator);
                    model.clear();
                }
                Op::Reserve(count) => {
                    world.dict().reserve(&world.mutator, count);
                    let generation = world.dict().generation();
                    let new = (0..count as i32).map(|number| 2 * (number + 100));
                    for key in new {
                        world.insert(key, key);
                        model.push((key, key.into()));
                    }
                    prop_assert_eq!(world.dict().generation(), generation);
                    for _ in 0..count {
                        world.dict().pop_last(&world.mutator);
                        model.pop();
                    }
                }
                Op::CopyAndBack => {
                    let dict = world.dict();
                    let copy = Dict::copy_of(&world.mutator, Value::NONE, dict).expect("room");
                    dict.clear(&world.mutator);
                    dict.replace_all_from(&world.mutator, copy).expect("room");
                }
                Op::Collect => drop(world.collect()),
            }
            prop_assert_eq!(world.dict().len(), model.len());
            prop_assert_eq!(&world.items(), &model);
        }
        for key in 0..40 {
            let expected = model.iter().find(|&&(other, _)| other == key).map(|&(_, value)| value);
            prop_assert_eq!(world.get(key), expected);
        }
        let mut backwards = Vec::new();
        let mut position = usize::MAX;
        while let Some(item) = world.dict().previous_before(position) {
            backwards.push(id(item.key));
            position = item.position;
        }
        backwards.reverse();
        prop_assert_eq!(backwards, model.iter().map(|&(key, _)| key).collect::<Vec<_>>());
    }

    #[test]
    fn a_probe_survives_whatever_script_code_does_meanwhile(
        before in proptest::collection::vec(0..20i32, 1..12),
        during in proptest::collection::vec((0..40i32, 0..6u8), 0..40),
        wanted in 0..10i32,
    ) {
        let mut world = World::new();
        for &key in &before {
            world.insert(key, key);
        }
        let wanted = wanted * 2 + 1;
        let mut during = during.into_iter();
        let mut probe = Probe::START;
        loop {
            let next = {
                let (dict, key) = (world.dict(), world.key(wanted));
                match dict.insert(&world.mutator, probe, hash(wanted), key, Value::int(-1)).expect("room") {
                    Step::Done(_) => break,
                    Step::Ask { candidate, probe } => probe.answered(id(candidate) == wanted),
                }
            };
            probe = next;
            match during.next() {
                Some((_, 0)) => drop(world.collect()),
                Some((_, 1)) => world.dict().clear(&world.mutator),
                Some((key, 2 | 3)) => drop(world.remove(key)),
                Some((key, _)) => drop(world.insert(key, key)),
                None => {}
            }
        }
        prop_assert_eq!(world.get(wanted), Some(-1));
        let mut keys: Vec<_> = world.items().into_iter().map(|(key, _)| key).collect();
        prop_assert_eq!(keys.len(), world.dict().len());
        keys.sort_unstable();
        keys.dedup();
        prop_assert_eq!(keys.len(), world.dict().len(), "a key stands twice");
    }
}

#[test]
fn positions_tell_items_deleted_entries_and_the_end() {
    let world = World::new();
    assert_eq!(world.dict().generation(), 0, "an empty dict needs no table");
    assert!(matches!(world.dict().entry(0), Entry::End));
    for key in [2, 4, 6] {
        world.insert(key, key);
    }
    world.remove(4);
    assert!(matches!(world.dict().entry(0), Entry::Item(item) if item.hash == hash(2)));
    assert!(matches!(world.dict().entry(1), Entry::Deleted));
    assert!(matches!(world.dict().next_from(1), Some(item) if item.position == 2));
    assert!(matches!(world.dict().entry(3), Entry::End));
}

#[test]
fn the_keys_of_deleted_entries_do_not_live_on() {
    let mut world = World::new();
    world.insert(1, 1);
    world.insert(3, 3);
    world.remove(1);
    let freed = world.collect();
    assert_eq!(freed, 2, "the key of the entry and the one that removed it");
    assert_eq!(world.items(), [(3, 3)]);
    assert_eq!(world.get(1), None);
}

#[test]
fn popping_and_adding_by_turns_is_not_quadratic() {
    let world = World::new();
    let count = if cfg!(miri) { 100 } else { 100_000 };
    let insert = |number: i32| {
        let key = Value::int(number);
        let step = world
            .dict()
            .insert(&world.mutator, Probe::START, number.into(), key, key);
        assert!(matches!(step, Ok(Step::Done(false))));
    };
    (0..count).for_each(insert);
    // (100,000 x 50,000 steps would be noticed.)
    let mut last = count - 1;
    for number in count..3 * count {
        let popped = world.dict().pop_last(&world.mutator);
        assert!(popped.is_some_and(|item| item.key == Value::int(last)));
        insert(number);
        last = number;
    }
    for number in 3 * count..5 * count {
        assert!(world.dict().pop_first(&world.mutator).is_some());
        insert(number);
    }
    assert_eq!(world.dict().len(), count as usize);
}

#[test]
fn sets_are_made_of_the_keys_of_dicts() {
    let world = World::new();
    world.insert(2, 7);
    world.insert(4, 8);
    let set = Set::copy_of(&world.mutator, Value::NONE, world.dict()).expect("room");
    assert!(set.iter().all(|item| item.value == Value::TRUE));
    let frozen = FrozenSet::copy_of(&world.mutator, Value::NONE, set).expect("room");
    assert_eq!(frozen.len(), 2);
    assert_eq!(frozen.cached_hash(), None);
    frozen.cache_hash(5);
    assert_eq!(frozen.cached_hash(), Some(5));
}

#[test]
fn a_table_beyond_the_limit_is_refused_and_unchanged() {
    let config = HeapConfig {
        max_bytes: 0,
        stress: false,
    };
    let heap = testing::heap_of(config);
    let mutator = testing::mutator(&heap);
    let dict = Dict::with_capacity(&mutator, Value::NONE, usize::MAX / 2);
    let mut refused = None;
    for number in 0..1_000_000 {
        let key = Value::int(number);
        if dict
            .insert(&mutator, Probe::START, number.into(), key, key)
            .is_err()
        {
            refused = Some(number as usize);
            break;
        }
    }
    assert_eq!(refused, Some(dict.len()));
    assert_eq!(
        refused,
        Some(32768 * 2 / 3),
        "a table of 65536 places takes more than 1 MiB"
    );
}

const THREADS: i32 = 8;
const EACH: i32 = if cfg!(miri) { 30 } else { 2000 };

fn number(value: Value<'_>) -> i64 {
    value.as_small_int().expect("a torn value")
}

/// Runs a function on eight threads, with byte locks on.
fn on_threads(heap: &std::sync::Arc<Heap>, work: impl Fn(&Mutator, i32) + Sync) {
    heap.start_locking();
    std::thread::scope(|scope| {
        for thread in 0..THREADS {
            let work = &work;
            scope.spawn(move || work(&testing::mutator(heap), thread));
        }
    });
}

#[test]
fn threads_lose_nothing() {
    let heap = testing::heap();
    let mutator = testing::mutator(&heap);
    let dict = Dict::new(&mutator, Value::NONE);
    let insert = |mutator: &Mutator, number: i32| {
        let (key, value) = (Value::int(number), Value::int(-number));
        let step = dict.insert(mutator, Probe::START, number.into(), key, value);
        assert!(matches!(step, Ok(Step::Done(false))));
    };
    on_threads(&heap, |mutator, thread| {
        for index in 0..EACH {
            let own = thread * EACH + index;
            insert(mutator, own);
            // What it wrote itself it finds; what others wrote is whole.
            let found = dict.lookup(Probe::START, own.into(), Value::int(own));
            assert!(matches!(found, Step::Done(Some(value)) if value == Value::int(-own)));
            let other = (own * 7919) % (THREADS * EACH);
            if let Step::Done(Some(value)) =
                dict.lookup(Probe::START, other.into(), Value::int(other))
            {
                assert_eq!(number(value), -i64::from(other));
            }
            if index % 64 == 0 {
                assert!(
                    dict.iter()
                        .all(|item| number(item.key) == -number(item.value))
                );
            }
            if index % 3 == 0 {
                let removed = dict.remove(mutator, Probe::START, own.into(), Value::int(own));
                assert!(matches!(removed, Step::Done(Some(value)) if value == Value::int(-own)));
                let found = dict.lookup(Probe::START, own.into(), Value::int(own));
                assert!(matches!(found, Step::Done(None)));
            }
        }
    });
    for number in 0..THREADS * EACH {
        let found = dict.lookup(Probe::START, number.into(), Value::int(number));
        let kept = number % EACH % 3 != 0;
        assert!(
            matches!(found, Step::Done(value) if value.is_some() == kept),
            "{number}"
        );
    }
    assert_eq!(dict.iter().count(), dict.len());
    // Each thread's keys stand in the order in which it added them.
    let mut latest = [-1; THREADS as usize];
    for item in dict.iter() {
        let latest = &mut latest[(number(item.key) / i64::from(EACH)) as usize];
        assert!(*latest < number(item.key));
        *latest = number(item.key);
    }
}

#[test]
fn one_thread_wins_each_set_default() {
    let heap = testing::heap();
    let mutator = testing::mutator(&heap);
    let dict = Dict::new(&mutator, Value::NONE);
    let wins = AtomicUsize::new(0);
    on_threads(&heap, |mutator, thread| {
        for number in 0..EACH {
            let (key, mine) = (Value::int(number), Value::int(thread));
            let step = dict.set_default(mutator, Probe::START, number.into(), key, mine);
            match step.expect("room") {
                Step::Done(None) => drop(wins.fetch_add(1, Ordering::Relaxed)),
                Step::Done(Some(_)) => {}
                Step::Ask { .. } => panic!("integers need no script code"),
            }
        }
    });
    assert_eq!(wins.into_inner(), EACH as usize);
    assert_eq!(dict.len(), EACH as usize);
}

#[test]
fn each_item_is_popped_once_while_others_clear_and_add() {
    let heap = testing::heap();
    let mutator = testing::mutator(&heap);
    let dict = Dict::new(&mutator, Value::NONE);
    let popped: Vec<_> = (0..THREADS * EACH)
        .map(|_| AtomicBool::new(false))
        .collect();
    on_threads(&heap, |mutator, thread| {
        for index in 0..EACH {
            let own = thread * EACH + index;
            let step = dict.insert(
                mutator,
                Probe::START,
                own.into(),
                Value::int(own),
                Value::int(-own),
            );
            assert!(matches!(step, Ok(Step::Done(false))));
            let item = match thread {
                0 if index % 100 == 0 => {
                    dict.clear(mutator);
                    None
                }
                1 | 2 => dict.pop_first(mutator),
                _ => dict.pop_last(mutator),
            };
            if let Some(item) = item {
                assert_eq!(number(item.key), -number(item.value));
                assert!(!popped[number(item.key) as usize].swap(true, Ordering::Relaxed));
            }
        }
    });
    for item in dict.iter() {
        assert!(!popped[number(item.key) as usize].load(Ordering::Relaxed));
    }
    assert_eq!(dict.iter().count(), dict.len());
}
