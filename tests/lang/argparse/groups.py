"""Commands, groups, arguments that exclude each other."""

import argparse, sys, io


def run(p, *args, known=False):
    out, err = sys.stdout, sys.stderr
    sys.stderr = sys.stdout
    try:
        print((p.parse_known_args if known else p.parse_args)(list(args)))
    except SystemExit as e: print('exit', e.code)
    finally: sys.stderr = err


s = argparse.ArgumentParser(prog='tool'); s.add_argument('--debug', action='store_true'); sub = s.add_subparsers(dest='cmd', required=True, help='commands', title='things')
a = sub.add_parser('add', help='add things', aliases=['plus']); a.add_argument('x', type=int); a.add_argument('--y', type=int, default=2); a.set_defaults(func=len)
b = sub.add_parser('rm', help='remove'); b.add_argument('what', nargs='+')
for q in [['add', '3'], ['add', '3', '--y', '4'], ['rm', 'a', 'b'], [], ['zz'], ['add', 'x'], ['--debug', 'add', '1'], ['-h'], ['add', '-h'], ['rm'], ['add', '1', '--bad'], ['plus', '5']]: run(s, *q)
g = argparse.ArgumentParser(prog='grp'); m = g.add_mutually_exclusive_group(required=True); m.add_argument('--on', action='store_true'); m.add_argument('--off', action='store_true'); gg = g.add_argument_group('special', 'Special options.'); gg.add_argument('--size', type=int, required=True, help='the size'); g.add_argument('pos', nargs='?', default=5, type=int)
for q in [['--on', '--size', '3'], ['--on', '--off', '--size', '1'], ['--size', '2'], ['--on'], ['-h'], ['--off', '--size', '1', '7']]: run(g, *q)
