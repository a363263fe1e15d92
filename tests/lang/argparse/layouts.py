"""Formatters, types, parents, the rest of the line."""

import argparse, sys, io


def run(p, *args, known=False):
    out, err = sys.stdout, sys.stderr
    sys.stderr = sys.stdout
    try:
        print((p.parse_known_args if known else p.parse_args)(list(args)))
    except SystemExit as e: print('exit', e.code)
    finally: sys.stderr = err


c = argparse.ArgumentParser(prog='c', add_help=False, formatter_class=argparse.ArgumentDefaultsHelpFormatter); c.add_argument('--n', type=int, default=3, help='number'); c.add_argument('--f', action=argparse.BooleanOptionalAction, default=True, help='f'); c.add_argument('rest', nargs=argparse.REMAINDER); print(c.format_help()); run(c, '--no-f', 'a', '--b', 'c'); run(c)
def positive(s):
    v = int(s)
    if v <= 0: raise argparse.ArgumentTypeError(f'{s} is not positive')
    return v
d = argparse.ArgumentParser(prog='d'); d.add_argument('n', type=positive); d.add_argument('--e', type=lambda s: s.split(','), default='a,b'); run(d, '-5'); run(d, '0'); run(d, '5'); run(d, 'x', '--e', 'q')
print(argparse.Namespace(a=1, b='x') == argparse.Namespace(a=1, b='x'), vars(argparse.Namespace(a=1)), 'a' in argparse.Namespace(a=1))
par = argparse.ArgumentParser(add_help=False); par.add_argument('--common'); ch = argparse.ArgumentParser(prog='ch', parents=[par]); ch.add_argument('z'); ch.print_help(); run(ch, 'q', '--common', '1')
try: ch.add_argument('--common')
except argparse.ArgumentError as e: print(e)
w = argparse.ArgumentParser(prog='wide');
for i in range(12): w.add_argument(f'--option-{i}', metavar='VALUE', help='x' * 5)
w.add_argument('input'); w.add_argument('output', nargs='+'); w.print_help()
e = argparse.ArgumentParser(prog='e', exit_on_error=False); e.add_argument('--n', type=int)
try: e.parse_args(['--n', 'x'])
except argparse.ArgumentError as x: print('caught', x)
print(argparse.ArgumentParser(prog='u', usage='%(prog)s [stuff]').format_usage()); r = argparse.ArgumentParser(prog='r', description='line1\n  line2', formatter_class=argparse.RawDescriptionHelpFormatter); r.print_help()
t = argparse.ArgumentParser(prog='t'); t.add_argument('src', nargs='+'); t.add_argument('dst'); run(t, 'a', 'b', 'c'); run(t, 'a')
