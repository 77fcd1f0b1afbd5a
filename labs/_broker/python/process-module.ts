/**
 * The Python module `_process`: how Python code waits for the world outside, and what goes on beside it. Text; runs in MicroPython.
 *
 * MicroPython in WebAssembly cannot wait: while it runs, nothing else does. So `ask` either has its answer already, or leaves the
 * program altogether; `run-python.ts` gets the answer and runs the program again up to this point.
 * @module
 */
export const PROCESS_MODULE = `
import json
import _host


class Suspended(BaseException):
    pass


def ask(what, **details):
    answer = _host.ask(what, json.dumps(details))
    if answer == '':
        raise Suspended
    return json.loads(answer)


def now():
    return ask('now')


# What other threads would do: objects with due() -> seconds or None, and run().
tasks = []


def run_due(until=None):
    if not tasks:
        return
    if until is None:
        until = now()
    for task in tasks:
        due = task.due()
        if due is not None and due <= until:
            task.run()


def sleep(seconds):
    if seconds < 0:
        raise ValueError('sleep length must be non-negative')
    if not tasks:
        ask('sleep', seconds=seconds)
        return
    end = now() + seconds
    while True:
        dues = [due for due in (task.due() for task in tasks) if due is not None and due <= end]
        wake = min(dues) if dues else end
        rest = wake - now()
        if rest > 0:
            ask('sleep', seconds=rest)
        if not dues:
            return
        run_due(wake)


handlers = []


def end():
    # Other threads do not outlive the program; what was registered runs, the last first.
    while handlers:
        function, args, kwargs = handlers.pop()
        function(*args, **kwargs)
`;

/** `time` of Python, with a clock and a sleep that are the process's own. */
export const TIME_MODULE = `
from utime import gmtime, localtime, mktime
import _process


def time():
    return _process.now()


def time_ns():
    return int(_process.now() * 1000000) * 1000


def monotonic():
    return _process.now()


def perf_counter():
    return _process.now()


def sleep(seconds):
    _process.sleep(seconds)
`;

export const ATEXIT_MODULE = `
import _process


def register(function, *args, **kwargs):
    _process.handlers.append((function, args, kwargs))
    return function


def unregister(function):
    _process.handlers[:] = [handler for handler in _process.handlers if handler[0] != function]
`;

/** Runs the script as `__main__`, and ends it as Python does. */
export const LAUNCH_MODULE = `
import io
import random
import sys
import _host
import _process


def report(error):
    text = io.StringIO()
    sys.print_exception(error, text)
    for line in text.getvalue().split('\\n'):
        if line and '_launch.py' not in line and '<stdin>' not in line:
            _host.complain(line + '\\n')


def run(path, name, arguments):
    random.seed(_process.ask('seed'))
    sys.argv[:] = [name] + arguments
    code = 0
    try:
        with open(path) as script:
            source = script.read()
        exec(compile(source, name, 'exec'), {'__name__': '__main__', '__file__': name})
    except SystemExit as error:
        given = error.args[0] if error.args else None
        if isinstance(given, str):
            _host.complain(given + '\\n')
        code = given if isinstance(given, int) else 0 if given is None else 1
    except _process.Suspended:
        return
    except BaseException as error:
        report(error)
        code = 1
    try:
        _process.end()
    except _process.Suspended:
        return
    except Exception as error:
        report(error)
    _host.exit(code)
`;
