"""Options and positional arguments: values, help, what is refused."""

import argparse, sys, io


def run(p, *args, known=False):
    out, err = sys.stdout, sys.stderr
    sys.stderr = sys.stdout
    try:
        print((p.parse_known_args if known else p.parse_args)(list(args)))
    except SystemExit as e: print('exit', e.code)
    finally: sys.stderr = err


p = argparse.ArgumentParser(prog='demo', description='A demo program that does quite a lot of things and has a long description that wraps around.', epilog='The end.')
p.add_argument('name', help='the name')
p.add_argument('files', nargs='*', help='files to read')
p.add_argument('-n', '--threads', type=int, default=4, metavar='N', help='how many threads (default: %(default)s)')
p.add_argument('-v', '--verbose', action='count', default=0, help='say more')
p.add_argument('--mode', choices=['fast', 'slow'], default='fast', help='the mode to use when running the program which is long enough to wrap')
p.add_argument('--flag', action='store_true'); p.add_argument('--no-x', dest='x', action='store_false')
p.add_argument('--pair', nargs=2, type=float); p.add_argument('--opt', nargs='?', const='c', default='d'); p.add_argument('-a', '--add', action='append')
p.add_argument('--version', action='version', version='%(prog)s 1.0'); p.add_argument('--a-very-long-option-name', help='long one')
p.print_help(); p.print_usage()
for a in [['x'], ['x', 'a', 'b', '-n', '3'], ['-vvn5', 'x', '--mode=slow'], ['x', '--threads', 'q'], [], ['x', '--mode', 'q'], ['x', '--bogus'], ['--version'], ['x', '--pair', '1'], ['x', '--pair', '1', '2.5', '--flag', '--no-x'], ['x', '--opt'], ['x', '--opt', 'z'], ['x', '-a', '1', '-a', '2'], ['x', '--thr', '9'], ['x', '--v'], ['--', '-x', '-y'], ['x', '-n', '-3'], ['-1'], ['x', '--flag=3'], ['x', '-n'], ['-q'], ['x', '--ver']]: run(p, *a)
run(p, 'x', '--unk', '-z', known=True); run(p, '--help')
