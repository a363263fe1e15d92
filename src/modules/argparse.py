"""Command lines taken apart, and the help that tells how to write them. How help is laid out stands in `_argparse_help`."""

import os
import sys
from _argparse_help import (ArgumentDefaultsHelpFormatter, HelpFormatter, MetavarTypeHelpFormatter,
                            RawDescriptionHelpFormatter, RawTextHelpFormatter, OPTIONAL, ONE_OR_MORE, PARSER, REMAINDER,
                            SUPPRESS, ZERO_OR_MORE)

__all__ = ["ArgumentParser", "ArgumentError", "ArgumentTypeError", "BooleanOptionalAction", "FileType", "HelpFormatter",
           "ArgumentDefaultsHelpFormatter", "RawDescriptionHelpFormatter", "RawTextHelpFormatter",
           "MetavarTypeHelpFormatter", "Namespace", "Action", "ONE_OR_MORE", "OPTIONAL", "PARSER", "REMAINDER",
           "SUPPRESS", "ZERO_OR_MORE"]

_MANY = sys.maxsize


class ArgumentError(Exception):
    """An argument on the command line is wrong."""

    def __init__(self, argument, message):
        self.argument_name = None if argument is None else _name_of(argument)
        self.message = message

    def __str__(self):
        return self.message if self.argument_name is None else f"argument {self.argument_name}: {self.message}"


class ArgumentTypeError(Exception):
    """What a function given as type= raises to say in its own words what is wrong."""


def _name_of(argument):
    if argument.option_strings:
        return "/".join(argument.option_strings)
    if argument.metavar not in (None, SUPPRESS):
        return argument.metavar if isinstance(argument.metavar, str) else "[" + ", ".join(argument.metavar) + "]"
    if argument.dest not in (None, SUPPRESS):
        return argument.dest
    return "{" + ",".join(map(str, argument.choices)) + "}" if argument.choices else None


class Namespace:
    """The values that were found, as attributes."""

    def __init__(self, **kwargs):
        for name, value in kwargs.items():
            setattr(self, name, value)

    def __eq__(self, other):
        return vars(self) == vars(other) if isinstance(other, Namespace) else NotImplemented

    def __contains__(self, key):
        return key in self.__dict__

    def __repr__(self):
        shown = [f"{name}={value!r}" for name, value in vars(self).items() if name.isidentifier()]
        others = {name: value for name, value in vars(self).items() if not name.isidentifier()}
        if others:
            shown.append(f"**{others!r}")
        return f"{type(self).__name__}({', '.join(shown)})"


# ----- what an argument does -----

class Action:
    """An argument: how it is written, and what happens when it is met."""

    def __init__(self, option_strings, dest, nargs=None, const=None, default=None, type=None, choices=None,
                 required=False, help=None, metavar=None, deprecated=False):
        self.option_strings, self.dest, self.nargs, self.const = option_strings, dest, nargs, const
        self.default, self.type, self.choices, self.required = default, type, choices, required
        self.help, self.metavar, self.deprecated = help, metavar, deprecated

    def format_usage(self):
        return self.option_strings[0]

    def __call__(self, parser, namespace, values, option_string=None):
        raise NotImplementedError(".__call__() not defined")

    def __repr__(self):
        names = ("option_strings", "dest", "nargs", "const", "default", "type", "choices", "required", "help", "metavar",
                 "deprecated")
        return f"{type(self).__name__}({', '.join(f'{name}={getattr(self, name)!r}' for name in names)})"


class _StoreAction(Action):
    def __init__(self, option_strings, dest, nargs=None, **kwargs):
        if nargs == 0:
            raise ValueError("nargs for store actions must be != 0; if you have nothing to store, actions such as store "
                             "true or store const may be more appropriate")
        super().__init__(option_strings, dest, nargs, **kwargs)

    def __call__(self, parser, namespace, values, option_string=None):
        setattr(namespace, self.dest, values)


class _StoreConstAction(Action):
    def __init__(self, option_strings, dest, const=None, **kwargs):
        super().__init__(option_strings, dest, nargs=0, const=const, **kwargs)

    def __call__(self, parser, namespace, values, option_string=None):
        setattr(namespace, self.dest, self.const)


class _StoreTrueAction(_StoreConstAction):
    def __init__(self, option_strings, dest, default=False, **kwargs):
        super().__init__(option_strings, dest, const=True, default=default, **kwargs)


class _StoreFalseAction(_StoreConstAction):
    def __init__(self, option_strings, dest, default=True, **kwargs):
        super().__init__(option_strings, dest, const=False, default=default, **kwargs)


class BooleanOptionalAction(Action):
    """--name for True and --no-name for False."""

    def __init__(self, option_strings, dest, default=None, **kwargs):
        names = []
        for option in option_strings:
            names.append(option)
            if option.startswith("--"):
                names.append("--no-" + option[2:])
        super().__init__(names, dest, nargs=0, default=default, **kwargs)

    def format_usage(self):
        return " | ".join(self.option_strings)

    def __call__(self, parser, namespace, values, option_string=None):
        if option_string in self.option_strings:
            setattr(namespace, self.dest, not option_string.startswith("--no-"))


class _AppendAction(_StoreAction):
    def __call__(self, parser, namespace, values, option_string=None):
        setattr(namespace, self.dest, [*(getattr(namespace, self.dest, None) or []), values])


class _ExtendAction(_AppendAction):
    def __call__(self, parser, namespace, values, option_string=None):
        setattr(namespace, self.dest, [*(getattr(namespace, self.dest, None) or []), *values])


class _AppendConstAction(_StoreConstAction):
    def __call__(self, parser, namespace, values, option_string=None):
        setattr(namespace, self.dest, [*(getattr(namespace, self.dest, None) or []), self.const])


class _CountAction(Action):
    def __init__(self, option_strings, dest, **kwargs):
        super().__init__(option_strings, dest, nargs=0, **kwargs)

    def __call__(self, parser, namespace, values, option_string=None):
        setattr(namespace, self.dest, (getattr(namespace, self.dest, None) or 0) + 1)


class _HelpAction(Action):
    def __init__(self, option_strings, dest=SUPPRESS, default=SUPPRESS, **kwargs):
        super().__init__(option_strings, dest, nargs=0, default=default, **kwargs)

    def __call__(self, parser, namespace, values, option_string=None):
        parser.print_help()
        parser.exit()


class _VersionAction(Action):
    def __init__(self, option_strings, version=None, dest=SUPPRESS, default=SUPPRESS,
                 help="show program's version number and exit", **kwargs):
        super().__init__(option_strings, dest, nargs=0, default=default, help=help, **kwargs)
        self.version = version

    def __call__(self, parser, namespace, values, option_string=None):
        formatter = parser._get_formatter()
        formatter.add_text(parser.version if self.version is None and hasattr(parser, "version") else self.version)
        parser._print_message(formatter.format_help(), sys.stdout)
        parser.exit()


class _SubParsersAction(Action):
    """Hands the rest of the command line to the parser of a command."""

    class _Choice(Action):
        """A command as help lists it."""

        def __init__(self, name, aliases, help):
            super().__init__([], name, help=help,
                             metavar=f"{name} ({', '.join(aliases)})" if aliases else name)

    def __init__(self, option_strings, prog, parser_class, dest=SUPPRESS, required=False, help=None, metavar=None):
        super().__init__(option_strings, dest, nargs=PARSER, choices={}, required=required, help=help, metavar=metavar)
        self._prog_prefix, self._parser_class, self._choices_actions = prog, parser_class, []

    def add_parser(self, name, *, deprecated=False, aliases=(), **kwargs):
        """Adds a command; returns its parser."""
        kwargs.setdefault("prog", f"{self._prog_prefix} {name}")
        for each in (name, *aliases):
            if each in self.choices:
                raise ValueError(f"conflicting subparser{' alias' if each is not name else ''}: {each}")
        if "help" in kwargs:
            self._choices_actions.append(self._Choice(name, aliases, kwargs.pop("help")))
        parser = self._parser_class(**kwargs)
        for each in (name, *aliases):
            self.choices[each] = parser
        return parser

    def _get_subactions(self):
        return self._choices_actions

    def __call__(self, parser, namespace, values, option_string=None):
        name, *rest = values
        if self.dest is not SUPPRESS:
            setattr(namespace, self.dest, name)
        if name not in self.choices:
            raise ArgumentError(self, f"unknown parser {name!r} (choices: {', '.join(self.choices)})")
        found, unknown = self.choices[name].parse_known_args(rest, None)
        for key, value in vars(found).items():
            setattr(namespace, key, value)
        if unknown:
            vars(namespace).setdefault("_unrecognized_args", [])
            getattr(namespace, "_unrecognized_args").extend(unknown)


_ACTIONS = {None: _StoreAction, "store": _StoreAction, "store_const": _StoreConstAction, "store_true": _StoreTrueAction,
            "store_false": _StoreFalseAction, "append": _AppendAction, "append_const": _AppendConstAction,
            "count": _CountAction, "help": _HelpAction, "version": _VersionAction, "parsers": _SubParsersAction,
            "extend": _ExtendAction}


class FileType:
    """As type=: opens the file of a name; - is standard input or output."""

    def __init__(self, mode="r", bufsize=-1, encoding=None, errors=None):
        self._mode, self._bufsize, self._encoding, self._errors = mode, bufsize, encoding, errors

    def __call__(self, string):
        if string == "-":
            stream = sys.stdin if "r" in self._mode else sys.stdout
            return stream.buffer if "b" in self._mode else stream
        try:
            return open(string, self._mode, self._bufsize, self._encoding, self._errors)
        except OSError as error:
            raise ArgumentTypeError(f"can't open {string!r}: {error}") from None


# ----- groups of arguments -----

class _ArgumentGroup:
    """Arguments that help shows under one title. A group that excludes passes its arguments on to the group it stands in."""

    def __init__(self, container, title=None, description=None):
        self._parser = container._parser
        self.title, self.description = title, description
        self._group_actions = []

    def add_argument(self, *args, **kwargs):
        """Adds a positional argument (a name) or an option (strings that begin with a dash)."""
        return self._add_action(self._parser._make_action(args, kwargs))

    def _add_action(self, action):
        self._parser._register(action)
        self._group_actions.append(action)
        return action

    def add_mutually_exclusive_group(self, **kwargs):
        return self._parser._add_exclusive(self, kwargs)

    def add_argument_group(self, *args, **kwargs):
        return self._parser.add_argument_group(*args, **kwargs)

    def set_defaults(self, **kwargs):
        self._parser.set_defaults(**kwargs)


class _MutuallyExclusiveGroup(_ArgumentGroup):
    """Arguments of which at most one may be given."""

    def __init__(self, container, required=False):
        super().__init__(container)
        self.required, self._container = required, container

    def _add_action(self, action):
        if action.required:
            raise ValueError("mutually exclusive arguments must be optional")
        self._container._add_action(action)
        self._group_actions.append(action)
        return action


class ArgumentParser:
    """Takes command lines apart."""

    def __init__(self, prog=None, usage=None, description=None, epilog=None, parents=(), formatter_class=HelpFormatter,
                 prefix_chars="-", fromfile_prefix_chars=None, argument_default=None, conflict_handler="error",
                 add_help=True, allow_abbrev=True, exit_on_error=True):
        self.prog = os.path.basename(sys.argv[0]) if prog is None else prog
        self.usage, self.description, self.epilog = usage, description, epilog
        self.formatter_class, self.prefix_chars = formatter_class, prefix_chars
        self.fromfile_prefix_chars, self.argument_default = fromfile_prefix_chars, argument_default
        self.conflict_handler, self.add_help = conflict_handler, add_help
        self.allow_abbrev, self.exit_on_error = allow_abbrev, exit_on_error
        self._parser = self
        self._actions, self._option_string_actions, self._defaults = [], {}, {}
        self._mutually_exclusive_groups, self._subparsers = [], None
        self._positionals = _ArgumentGroup(self, "positional arguments")
        self._optionals = _ArgumentGroup(self, "options")
        self._action_groups = [self._positionals, self._optionals]
        if add_help:
            dash = "-" if "-" in prefix_chars else prefix_chars[0]
            self.add_argument(dash + "h", dash * 2 + "help", action="help", help="show this help message and exit")
        for parent in parents:
            self._take_over(parent)

    def _take_over(self, parent):
        groups = {}
        for group in parent._action_groups:
            same = next((own for own in self._action_groups if own.title == group.title), None)
            own = same or self.add_argument_group(group.title, group.description)
            for action in group._group_actions:
                groups[action] = own
        for group in parent._mutually_exclusive_groups:
            copied = self.add_mutually_exclusive_group(required=group.required)
            copied._group_actions.extend(group._group_actions)
        for action in parent._actions:
            groups.get(action, self)._add_action(action)
        self._defaults.update(parent._defaults)

    # ----- arguments are added -----

    def add_argument(self, *args, **kwargs):
        """Adds a positional argument (a name) or an option (strings that begin with a dash)."""
        return self._add_action(self._make_action(args, kwargs))

    def _add_action(self, action):
        return (self._optionals if action.option_strings else self._positionals)._add_action(action)

    def add_argument_group(self, title=None, description=None):
        group = _ArgumentGroup(self, title, description)
        self._action_groups.append(group)
        return group

    def add_mutually_exclusive_group(self, **kwargs):
        return self._add_exclusive(self, kwargs)

    def _add_exclusive(self, container, kwargs):
        group = _MutuallyExclusiveGroup(container, **kwargs)
        self._mutually_exclusive_groups.append(group)
        return group

    def add_subparsers(self, *, title=None, description=None, prog=None, parser_class=None, **kwargs):
        """Makes room for commands: add_parser() of the result adds one."""
        if self._subparsers is not None:
            raise ValueError("cannot have multiple subparser arguments")
        if title or description:
            self._subparsers = self.add_argument_group("subcommands" if title is None else title, description)
        else:
            self._subparsers = self._positionals
        if prog is None:
            formatter = self._get_formatter()
            formatter.add_usage(self.usage, self._get_positional_actions(), self._mutually_exclusive_groups, "")
            prog = formatter.format_help().strip()
        kwargs.pop("action", None)
        return self._subparsers._add_action(
            _SubParsersAction([], prog=prog, parser_class=parser_class or type(self), **kwargs))

    def _make_action(self, args, kwargs):
        prefixes = self.prefix_chars
        if not args or len(args) == 1 and args[0][:1] not in prefixes:
            if args and "dest" in kwargs:
                raise ValueError("dest supplied twice for positional argument, did you mean metavar?")
            kwargs = self._positional_kwargs(*args, **kwargs)
        else:
            kwargs = self._option_kwargs(args, kwargs)
        if "default" not in kwargs:
            if kwargs["dest"] in self._defaults:
                kwargs["default"] = self._defaults[kwargs["dest"]]
            elif self.argument_default is not None:
                kwargs["default"] = self.argument_default
        name = kwargs.pop("action", None)
        make = _ACTIONS.get(name, name) if isinstance(name, str) or name is None else name
        if not callable(make):
            raise ValueError(f"unknown action {name!r}")
        action = make(**kwargs)
        if action.type is not None and not callable(action.type):
            raise ValueError(f"{action.type!r} is not callable")
        return action

    def _positional_kwargs(self, dest, **kwargs):
        if "required" in kwargs:
            raise TypeError("'required' is an invalid argument for positionals")
        nargs = kwargs.get("nargs")
        if nargs == 0:
            raise ValueError("nargs for positionals must be != 0")
        required = nargs not in (OPTIONAL, ZERO_OR_MORE, REMAINDER, SUPPRESS) or (
            nargs == ZERO_OR_MORE and "default" not in kwargs)
        return dict(kwargs, dest=dest, option_strings=[], required=required)

    def _option_kwargs(self, args, kwargs):
        long = []
        for option in args:
            if option[:1] not in self.prefix_chars:
                raise ValueError(f"invalid option string {option!r}: must start with a character "
                                 f"{self.prefix_chars!r}")
            if len(option) > 1 and option[1] in self.prefix_chars:
                long.append(option)
        dest = kwargs.pop("dest", None)
        if dest is None:
            dest = (long or args)[0].lstrip(self.prefix_chars)
            if not dest:
                raise ValueError(f"dest= is required for options like {args[0]!r}")
            dest = dest.replace("-", "_")
        return dict(kwargs, dest=dest, option_strings=list(args))

    def _register(self, action):
        conflicts = [option for option in action.option_strings if option in self._option_string_actions]
        if conflicts and self.conflict_handler == "error":
            s = "" if len(conflicts) == 1 else "s"
            raise ArgumentError(action, f"conflicting option string{s}: {', '.join(conflicts)}")
        for option in conflicts:
            other = self._option_string_actions[option]
            other.option_strings.remove(option)
            if not other.option_strings:
                self._actions.remove(other)
                for group in self._action_groups:
                    if other in group._group_actions:
                        group._group_actions.remove(other)
        self._actions.append(action)
        for option in action.option_strings:
            self._option_string_actions[option] = action

    def set_defaults(self, **kwargs):
        """Values for what the command line does not say."""
        self._defaults.update(kwargs)
        for action in self._actions:
            if action.dest in kwargs:
                action.default = kwargs[action.dest]

    def get_default(self, dest):
        for action in self._actions:
            if action.dest == dest and action.default is not None:
                return action.default
        return self._defaults.get(dest)

    def _get_optional_actions(self):
        return [action for action in self._actions if action.option_strings]

    def _get_positional_actions(self):
        return [action for action in self._actions if not action.option_strings]

    # ----- a command line is parsed -----

    def parse_args(self, args=None, namespace=None):
        """The values of a command line (of the script's own, if none is given). What is wrong with it ends the script."""
        namespace, unknown = self.parse_known_args(args, namespace)
        if unknown:
            message = f"unrecognized arguments: {' '.join(unknown)}"
            if self.exit_on_error:
                self.error(message)
            raise ArgumentError(None, message)
        return namespace

    def parse_known_args(self, args=None, namespace=None):
        """The values, and the arguments that are unknown."""
        args = list(sys.argv[1:] if args is None else args)
        namespace = Namespace() if namespace is None else namespace
        for action in self._actions:
            if action.dest is not SUPPRESS and action.default is not SUPPRESS and not hasattr(namespace, action.dest):
                setattr(namespace, action.dest, action.default)
        for dest, value in self._defaults.items():
            if not hasattr(namespace, dest):
                setattr(namespace, dest, value)
        try:
            unknown = _Run(self, args, namespace).parse()
        except ArgumentError as error:
            if not self.exit_on_error:
                raise
            self.error(str(error))
        if hasattr(namespace, "_unrecognized_args"):
            unknown += namespace._unrecognized_args
            del namespace._unrecognized_args
        return namespace, unknown

    def parse_intermixed_args(self, args=None, namespace=None):
        """As parse_args; positional arguments may stand between options anyway."""
        return self.parse_args(args, namespace)

    def convert_arg_line_to_args(self, arg_line):
        """The arguments in a line of a file that is named on the command line."""
        return [arg_line]

    def _read_files(self, args):
        if self.fromfile_prefix_chars is None:
            return args
        done = []
        for arg in args:
            if not arg or arg[0] not in self.fromfile_prefix_chars:
                done.append(arg)
                continue
            try:
                with open(arg[1:]) as file:
                    lines = file.read().splitlines()
            except OSError as error:
                raise ArgumentError(None, str(error)) from None
            done += self._read_files([each for line in lines for each in self.convert_arg_line_to_args(line)])
        return done

    def _get_value(self, action, text):
        convert = action.type
        if convert is None:
            return text
        try:
            return convert(text)
        except ArgumentTypeError as error:
            raise ArgumentError(action, str(error)) from None
        except (TypeError, ValueError):
            name = getattr(convert, "__name__", repr(convert))
            raise ArgumentError(action, f"invalid {name} value: {text!r}") from None

    def _check_value(self, action, value):
        if action.choices is not None and value not in action.choices:
            raise ArgumentError(action, f"invalid choice: {value!r} (choose from {', '.join(map(repr, action.choices))})")

    def _get_values(self, action, texts):
        """What the texts of an argument stand for."""
        nargs = action.nargs
        if not texts and nargs == OPTIONAL:
            value = action.const if action.option_strings else action.default
            if isinstance(value, str):
                value = self._get_value(action, value)
            return value
        if not texts and nargs == ZERO_OR_MORE and not action.option_strings:
            return [] if action.default is None else action.default
        if nargs in (None, OPTIONAL) and len(texts) == 1:
            value = self._get_value(action, texts[0])
            self._check_value(action, value)
            return value
        if nargs == SUPPRESS:
            return SUPPRESS
        values = [self._get_value(action, text) for text in texts]
        if nargs == PARSER:
            self._check_value(action, values[0])
        elif nargs != REMAINDER:
            for value in values:
                self._check_value(action, value)
        return values

    # ----- help -----

    def _get_formatter(self):
        return self.formatter_class(prog=self.prog)

    def format_usage(self):
        formatter = self._get_formatter()
        formatter.add_usage(self.usage, self._actions, self._mutually_exclusive_groups)
        return formatter.format_help()

    def format_help(self):
        formatter = self._get_formatter()
        formatter.add_usage(self.usage, self._actions, self._mutually_exclusive_groups)
        formatter.add_text(self.description)
        for group in self._action_groups:
            formatter.start_section(group.title)
            formatter.add_text(group.description)
            formatter.add_arguments(group._group_actions)
            formatter.end_section()
        formatter.add_text(self.epilog)
        return formatter.format_help()

    def print_usage(self, file=None):
        self._print_message(self.format_usage(), sys.stdout if file is None else file)

    def print_help(self, file=None):
        self._print_message(self.format_help(), sys.stdout if file is None else file)

    def _print_message(self, message, file=None):
        if message:
            (file or sys.stderr).write(message)

    def exit(self, status=0, message=None):
        if message:
            self._print_message(message, sys.stderr)
        sys.exit(status)

    def error(self, message):
        """Says what is wrong and ends the script."""
        self.print_usage(sys.stderr)
        self.exit(2, f"{self.prog}: error: {message}\n")

    def __repr__(self):
        names = ("prog", "usage", "description", "formatter_class", "conflict_handler", "add_help")
        return f"ArgumentParser({', '.join(f'{name}={getattr(self, name)!r}' for name in names)})"


class _Run:
    """One parsing of a command line."""

    def __init__(self, parser, args, namespace):
        self.parser, self.namespace = parser, namespace
        self.args, self.options, self.kinds = [], {}, ""
        self.seen, self.seen_values = set(), set()
        self.positionals = parser._get_positional_actions()
        self.conflicts = {}
        for group in parser._mutually_exclusive_groups:
            for action in group._group_actions:
                others = [other for other in group._group_actions if other is not action]
                self.conflicts.setdefault(action, []).extend(others)
        self._classify(parser._read_files(args))

    def _classify(self, args):
        """Finds out which arguments are options: O in kinds, A the others. The first -- only ends the options."""
        rest_plain = False
        for arg in args:
            if arg == "--" and not rest_plain:
                rest_plain = True
                if not any(action.nargs in (PARSER, REMAINDER) for action in self.positionals):
                    continue
            option = None if rest_plain else self._as_option(arg)
            if option is not None:
                self.options[len(self.args)] = option
            self.kinds += "A" if option is None else "O"
            self.args.append(arg)

    def _as_option(self, arg):
        """The action (None if it is unknown), the option's name and what stands behind its =; None if the argument is no option."""
        parser = self.parser
        known = parser._option_string_actions
        if not arg or arg[0] not in parser.prefix_chars:
            return None
        if arg in known:
            return known[arg], arg, None
        if len(arg) == 1:
            return None
        name, mark, value = arg.partition("=")
        if mark and name in known:
            return known[name], name, value
        matches = self._abbreviated(arg)
        if len(matches) > 1:
            options = ", ".join(option for _, option, _ in matches)
            raise ArgumentError(None, f"ambiguous option: {arg} could match {options}")
        if matches:
            return matches[0]
        if _is_negative_number(arg) and not any(map(_is_negative_number, known)):
            return None
        return None if " " in arg else (None, arg, None)

    def _abbreviated(self, arg):
        parser, chars = self.parser, self.parser.prefix_chars
        name, mark, value = arg.partition("=")
        value = value if mark else None
        found = []
        if arg[1] in chars:
            if parser.allow_abbrev:
                found = [(action, option, value) for option, action in parser._option_string_actions.items()
                         if option.startswith(name)]
            return found
        for option, action in parser._option_string_actions.items():
            if option == arg[:2]:
                found.append((action, option, arg[2:]))
            elif option.startswith(name):
                found.append((action, option, value))
        return found

    def parse(self):
        """Calls the actions; returns the arguments that are unknown."""
        unknown, at = [], 0
        last = max(self.options, default=-1)
        while at <= last:
            following = min(index for index in self.options if index >= at)
            if at != following:
                end = self._take_positionals(at)
                if end > at:
                    at = end
                    continue
            if at not in self.options:
                unknown += self.args[at:following]
                at = following
            at = self._take_option(at, unknown)
        end = self._take_positionals(at)
        unknown += self.args[end:]
        self._check_required()
        return unknown

    def _take_action(self, action, texts, option=None):
        self.seen.add(action)
        values = self.parser._get_values(action, texts)
        if values is not action.default:
            self.seen_values.add(action)
            for other in self.conflicts.get(action, ()):
                if other in self.seen_values:
                    raise ArgumentError(action, f"not allowed with argument {_name_of(other)}")
        if values is not SUPPRESS:
            action(self.parser, self.namespace, values, option)

    def _take_option(self, at, unknown):
        action, option, explicit = self.options[at]
        taken = []
        while True:
            if action is None:
                unknown.append(self.args[at])
                return at + 1
            if explicit is None:
                count = _match(action, self.kinds[at + 1:])
                end = at + 1 + count
                taken.append((action, self.args[at + 1:end], option))
                break
            low, high = _bounds(action)
            if high == 0 and option[1] not in self.parser.prefix_chars and explicit:
                taken.append((action, [], option))
                option, explicit = option[0] + explicit[0], explicit[1:] or None
                if option not in self.parser._option_string_actions:
                    raise ArgumentError(action, f"ignored explicit argument {option[1:] + (explicit or '')!r}")
                action = self.parser._option_string_actions[option]
                if explicit is not None and explicit.startswith("="):
                    explicit = explicit[1:]
            elif low <= 1 <= high:
                end = at + 1
                taken.append((action, [explicit], option))
                break
            else:
                raise ArgumentError(action, f"ignored explicit argument {explicit!r}")
        for action, texts, option in taken:
            self._take_action(action, texts, option)
        return end

    def _take_positionals(self, at):
        counts = []
        for size in range(len(self.positionals), 0, -1):
            counts = _share(self.positionals[:size], self.kinds[at:])
            if counts is not None:
                break
        counts = counts or []
        actions, self.positionals = self.positionals[:len(counts)], self.positionals[len(counts):]
        for action, count in zip(actions, counts):
            texts = self.args[at:at + count]
            if action.nargs == PARSER and texts[:1] == ["--"]:
                texts = texts[1:]
            at += count
            self._take_action(action, texts)
        return at

    def _check_required(self):
        missing = []
        for action in self.parser._actions:
            if action in self.seen:
                continue
            if action.required:
                missing.append(_name_of(action))
            elif isinstance(action.default, str) and hasattr(self.namespace, action.dest) and (
                    action.default is getattr(self.namespace, action.dest)):
                setattr(self.namespace, action.dest, self.parser._get_value(action, action.default))
        if missing:
            raise ArgumentError(None, f"the following arguments are required: {', '.join(missing)}")
        for group in self.parser._mutually_exclusive_groups:
            if group.required and not any(action in self.seen_values for action in group._group_actions):
                names = [_name_of(action) for action in group._group_actions if action.help is not SUPPRESS]
                raise ArgumentError(None, f"one of the arguments {' '.join(names)} is required")


def _is_negative_number(text):
    whole, _, fraction = text[1:].partition(".")
    return text[:1] == "-" and (whole + fraction).isdigit() and (text[-1] != ".")


def _bounds(action):
    """The least and the greatest number of texts that an argument takes."""
    return {None: (1, 1), OPTIONAL: (0, 1), ZERO_OR_MORE: (0, _MANY), ONE_OR_MORE: (1, _MANY), REMAINDER: (0, _MANY),
            PARSER: (1, _MANY), SUPPRESS: (0, 0)}.get(action.nargs) or (action.nargs, action.nargs)


def _available(action, kinds):
    """How many of the arguments that follow it could take at most."""
    if action.nargs == REMAINDER:
        return len(kinds)
    if action.nargs == PARSER:
        return len(kinds) if kinds[:1] == "A" else 0
    return len(kinds) - len(kinds.lstrip("A"))


def _match(action, kinds):
    """How many of the arguments that follow an option it takes."""
    low, high = _bounds(action)
    count = min(high, _available(action, kinds))
    if count < low:
        words = {None: "expected one argument", OPTIONAL: "expected at most one argument",
                 ONE_OR_MORE: "expected at least one argument"}.get(action.nargs)
        if words is None:
            words = f"expected {action.nargs} argument{'' if action.nargs == 1 else 's'}"
        raise ArgumentError(action, words)
    return count


def _share(actions, kinds):
    """How many arguments each of several positional ones takes: the first as many as it can while the others get enough."""
    if not actions:
        return []
    low, high = _bounds(actions[0])
    for count in range(min(high, _available(actions[0], kinds)), low - 1, -1):
        rest = _share(actions[1:], kinds[count:])
        if rest is not None:
            return [count, *rest]
    return None
