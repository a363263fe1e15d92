"""How argparse lays out its help."""

import os

SUPPRESS = "==SUPPRESS=="
OPTIONAL = "?"
ZERO_OR_MORE = "*"
ONE_OR_MORE = "+"
PARSER = "A..."
REMAINDER = "..."


def _terminal_width():
    try:
        return int(os.environ["COLUMNS"])
    except (KeyError, ValueError):
        pass
    try:
        return os.get_terminal_size().columns or 80
    except (AttributeError, OSError, ValueError):
        return 80


class HelpFormatter:
    """Collects usage, texts and sections of arguments, then lays them out in two columns."""

    def __init__(self, prog, indent_increment=2, max_help_position=24, width=None):
        self._prog, self._indent_increment = prog, indent_increment
        self._width = _terminal_width() - 2 if width is None else width
        self._max_help_position = min(max_help_position, max(self._width - 20, indent_increment * 2))
        self._current_indent = self._action_max_length = 0
        self._sections = [(None, [])]  # each a heading, and functions that give its parts

    # ----- collecting -----

    def start_section(self, heading):
        self._current_indent += self._indent_increment
        self._sections.append((heading, []))

    def end_section(self):
        self._current_indent -= self._indent_increment
        heading, parts = self._sections.pop()
        self._sections[-1][1].append(lambda: self._section(heading, parts))

    def add_text(self, text):
        if text is not SUPPRESS and text is not None:
            self._sections[-1][1].append(lambda: self._format_text(text))

    def add_usage(self, usage, actions, groups, prefix=None):
        if usage is not SUPPRESS:
            self._sections[-1][1].append(lambda: self._format_usage(usage, actions, groups, prefix))

    def add_arguments(self, actions):
        for action in actions:
            if action.help is SUPPRESS:
                continue
            self._measure(action)
            self._sections[-1][1].append(lambda action=action: self._format_action(action))

    def _measure(self, action):
        length = len(self._format_action_invocation(action)) + self._current_indent
        self._action_max_length = max(self._action_max_length, length)
        self._current_indent += self._indent_increment
        for each in self._subactions(action):
            self._measure(each)
        self._current_indent -= self._indent_increment

    # ----- laying out -----

    def format_help(self):
        text = "".join([part() or "" for part in self._sections[0][1]])
        while "\n\n\n" in text:
            text = text.replace("\n\n\n", "\n\n")
        return text.strip("\n") + "\n" if text else text

    def _section(self, heading, parts):
        self._current_indent += self._indent_increment
        text = "".join([part() or "" for part in parts])
        self._current_indent -= self._indent_increment
        if not text:
            return ""
        title = "" if heading in (SUPPRESS, None) else f"{' ' * self._current_indent}{heading}:\n"
        return f"\n{title}{text}\n"

    def _format_text(self, text):
        if "%(prog)" in text:
            text = text % {"prog": self._prog}
        width = max(self._width - self._current_indent, 11)
        return self._fill_text(text, width, " " * self._current_indent) + "\n\n"

    def _format_usage(self, usage, actions, groups, prefix):
        prefix = "usage: " if prefix is None else prefix
        if usage is not None:
            return f"{prefix}{usage % {'prog': self._prog}}\n\n"
        if not actions:
            return f"{prefix}{self._prog}\n\n"
        options = self._usage_parts([action for action in actions if action.option_strings], groups)
        positionals = self._usage_parts([action for action in actions if not action.option_strings], groups)
        text = " ".join([self._prog, *options, *positionals])
        if len(prefix) + len(text) > self._width - self._current_indent:
            text = "\n".join(self._wrap_usage(options, positionals, prefix))
        return f"{prefix}{text}\n\n"

    def _wrap_usage(self, options, positionals, prefix):
        width = self._width - self._current_indent

        def lines_of(parts, indent, start=None):
            lines, line = [], []
            length = begin = indent - 1
            if start is not None:
                length = len(start) - 1
            for part in parts:
                if length + 1 + len(part) > width and line:
                    lines.append(" " * indent + " ".join(line))
                    line, length = [], begin
                line.append(part)
                length += len(part) + 1
            if line:
                lines.append(" " * indent + " ".join(line))
            if start is not None:
                lines[0] = lines[0][indent:]
            return lines

        if len(prefix) + len(self._prog) <= 0.75 * width:
            indent = len(prefix) + len(self._prog) + 1
            if options:
                return lines_of([self._prog, *options], indent, prefix) + lines_of(positionals, indent)
            return lines_of([self._prog, *positionals], indent, prefix)
        indent = len(prefix)
        lines = lines_of(options + positionals, indent)
        if len(lines) > 1:
            lines = lines_of(options, indent) + lines_of(positionals, indent)
        return [self._prog, *lines]

    def _usage_parts(self, actions, groups):
        """The actions as usage shows them; those that exclude each other, if they stand together, within one pair of brackets."""
        shown = [action for action in actions if action.help is not SUPPRESS]
        grouped = {}
        for group in groups:
            members = [action for action in group._group_actions if action.help is not SUPPRESS]
            if len(members) > 1 and members[0] in shown:
                start = shown.index(members[0])
                if shown[start:start + len(members)] == members:
                    for number, action in enumerate(members):
                        grouped[action] = group, number == 0, number == len(members) - 1
        parts = []
        for action in shown:
            group, first, last = grouped.get(action, (None, False, False))
            part = self._usage_part(action, group is not None)
            if first:
                part = ("(" if group.required else "[") + part
            if group is not None:
                part += (")" if group.required else "]") if last else " |"
            parts.append(part)
        return parts

    def _usage_part(self, action, in_group):
        if not action.option_strings:
            part = self._format_args(action, self._get_default_metavar_for_positional(action))
            return part[1:-1] if in_group and part[0] == "[" and part[-1] == "]" else part
        if action.nargs == 0:
            part = action.format_usage()
        else:
            args = self._format_args(action, self._get_default_metavar_for_optional(action))
            part = f"{action.option_strings[0]} {args}"
        return part if action.required or in_group else f"[{part}]"

    def _format_action(self, action):
        position = min(self._action_max_length + 2, self._max_help_position)
        help_width = max(self._width - position, 11)
        action_width = position - self._current_indent - 2
        header = self._format_action_invocation(action)
        indent = " " * self._current_indent
        help_text = self._expand_help(action).strip() if action.help else ""
        lines = self._split_lines(help_text, help_width) if help_text else []
        if not help_text:
            parts = [f"{indent}{header}\n"]
        elif len(header) <= action_width:
            parts = [f"{indent}{header:<{action_width}}  {lines.pop(0)}\n"]
        else:
            parts = [f"{indent}{header}\n"]
        parts += [f"{' ' * position}{line}\n" for line in lines]
        self._current_indent += self._indent_increment
        parts += [self._format_action(each) for each in self._subactions(action)]
        self._current_indent -= self._indent_increment
        return "".join(parts)

    def _subactions(self, action):
        return action._get_subactions() if hasattr(action, "_get_subactions") else []

    def _format_action_invocation(self, action):
        if not action.option_strings:
            return " ".join(self._metavars(action, self._get_default_metavar_for_positional(action), 1))
        names = ", ".join(action.option_strings)
        if action.nargs == 0:
            return names
        return f"{names} {self._format_args(action, self._get_default_metavar_for_optional(action))}"

    def _metavars(self, action, default, count):
        if action.metavar is not None:
            name = action.metavar
        elif action.choices is not None:
            name = "{" + ",".join(map(str, action.choices)) + "}"
        else:
            name = default
        return name if isinstance(name, tuple) else (name,) * count

    def _format_args(self, action, default):
        nargs = action.nargs
        if nargs is None:
            return self._metavars(action, default, 1)[0]
        if nargs == OPTIONAL:
            return f"[{self._metavars(action, default, 1)[0]}]"
        if nargs == ZERO_OR_MORE:
            names = self._metavars(action, default, 1)
            return f"[{names[0]} [{names[1]} ...]]" if len(names) == 2 else f"[{names[0]} ...]"
        if nargs == ONE_OR_MORE:
            names = self._metavars(action, default, 2)
            return f"{names[0]} [{names[1]} ...]"
        if nargs == REMAINDER:
            return "..."
        if nargs == PARSER:
            return f"{self._metavars(action, default, 1)[0]} ..."
        if nargs == SUPPRESS:
            return ""
        return " ".join(self._metavars(action, default, nargs))

    def _expand_help(self, action):
        text = self._get_help_string(action)
        if "%" not in text:
            return text
        values = {name: value for name, value in dict(vars(action), prog=self._prog).items() if value is not SUPPRESS}
        for name, value in values.items():
            if hasattr(value, "__name__"):
                values[name] = value.__name__
        if values.get("choices") is not None:
            values["choices"] = ", ".join(map(str, values["choices"]))
        return text % values

    def _split_lines(self, text, width):
        import textwrap
        return textwrap.wrap(" ".join(text.split()), width)

    def _fill_text(self, text, width, indent):
        import textwrap
        return textwrap.fill(" ".join(text.split()), width, initial_indent=indent, subsequent_indent=indent)

    def _get_help_string(self, action):
        return action.help

    def _get_default_metavar_for_optional(self, action):
        return action.dest.upper()

    def _get_default_metavar_for_positional(self, action):
        return action.dest


class RawDescriptionHelpFormatter(HelpFormatter):
    """Leaves the lines of descriptions as they are."""

    def _fill_text(self, text, width, indent):
        return "".join([indent + line for line in text.splitlines(keepends=True)])


class RawTextHelpFormatter(RawDescriptionHelpFormatter):
    """Leaves the lines of all texts as they are."""

    def _split_lines(self, text, width):
        return text.splitlines()


class ArgumentDefaultsHelpFormatter(HelpFormatter):
    """Adds the defaults to the help of arguments."""

    def _get_help_string(self, action):
        text = action.help or ""
        if "%(default)" in text or action.default is SUPPRESS or not (
                action.option_strings or action.nargs in (OPTIONAL, ZERO_OR_MORE)):
            return text
        return text + " (default: %(default)s)"


class MetavarTypeHelpFormatter(HelpFormatter):
    """Shows the type of an argument's value where its name would stand."""

    def _get_default_metavar_for_optional(self, action):
        return action.type.__name__

    _get_default_metavar_for_positional = _get_default_metavar_for_optional
