"""Small notebooks, one feature each, by name: each is a tuple of cells.

`test_zoo` runs them by the warm engine and compares what papermill's own engine gave. `DIFFERENT` are those whose
outputs differ and are meant to: each stands in the table of `docs/engine.md`.
"""

PLOT = "import matplotlib.pyplot as plt\nplt.figure(figsize=(1, 1)); plt.plot([1, 2]);"
SVG = "import os; os.environ['SOURCE_DATE_EPOCH'] = '0'\nimport matplotlib; matplotlib.rcParams['svg.hashsalt'] = 's'"
WIDGETS = "import ipywidgets as widgets\nfrom IPython.display import display"

OUTPUT = {
    "value": ("6 * 7",),
    "no value": ("None", "x = 1", ""),
    "semicolon": ("6 * 7;",),
    "several expressions": ("1\n2\n3",),
    "every expression": (
        "from IPython.core.interactiveshell import InteractiveShell as S; S.ast_node_interactivity = 'all'",
        "1\n2\n'three'",
    ),
    "print": ("print('a', 'b', sep='-', end='!')",),
    "print empty": ("print('', end='')", "print()"),
    "print flushed": ("for n in range(3): print(n, flush=True)",),
    "print to stderr": ("import sys; print('e', file=sys.stderr)",),
    "streams in turn": ("import sys\nfor n in range(3):\n    print(n); print(-n, file=sys.stderr)",),
    "text and value": ("print('a')\n7",),
    "text around display": ("print('a'); display('b'); print('c')",),
    "writelines": ("import sys; sys.stdout.writelines(['a\\n', 'b\\n'])",),
    "write returns": ("import sys; sys.stdout.write('abc')",),
    "write of bytes": ("import sys; sys.stdout.write(b'abc')",),
    "stream's attributes": (
        "import sys; type(sys.stdout).__name__, sys.stdout.encoding, sys.stdout.isatty(), sys.stdout.writable(), sys.stdout.name, sys.stdout.errors",
    ),
    "no buffer": ("import sys; sys.stdout.buffer",),
    "stdout closed": ("import sys; sys.stdout.close(); sys.stdout.closed", "1"),
    "stdout closed, printed": ("import sys; sys.stdout.close(); print('x')",),
    "stdout replaced": (
        "import io, sys; old = sys.stdout; sys.stdout = io.StringIO(); print('hidden')",
        "sys.stdout.getvalue()",
        "sys.stdout = old; print('shown')",
    ),
    "stdout None": (
        "import sys; old = sys.stdout; sys.stdout = None; print('hidden')",
        "sys.stdout = old; print('shown')",
    ),
    "redirected": (
        "import contextlib, io\nwith contextlib.redirect_stdout(io.StringIO()) as text: print('in')\ntext.getvalue()",
    ),
    "original stdout": ("import sys; print('original', file=sys.__stdout__, flush=True)",),
    "carriage return": ("print('10%\\r20%\\r30%')",),
    "colours": ("print('\\x1b[31mred\\x1b[0m')",),
    "unicode": ("print('caf\\u00e9 \\U0001f600 \\u202e')",),
    "surrogate": ("print('\\ud800')",),
    "null character": ("print('a\\0b')",),
    "one long line": ("print('x' * 200_000)",),
    "many lines": ("for n in range(2000): print(n)",),
    "long value": ("'y' * 3000", "list(range(2000))"),
    "descriptor 1": ("import os; os.write(1, b'raw\\n');",),
    "descriptor 2": ("import os; os.write(2, 'é\\n'.encode());",),
    "bytes that are not text": ("import os; os.write(1, b'a\\xffb\\n');",),
    "half a character": ("import os; os.write(1, b'\\xc3'); os.write(1, b'\\xa9\\n');",),
    "by C": ("import ctypes; libc = ctypes.CDLL(None); libc.puts(b'by C'); libc.fflush(None);",),
    "by C unflushed": ("import ctypes; libc = ctypes.CDLL(None); libc.puts(b'by C');", "print('after')"),
    "printing thread": (
        "import threading\nt = threading.Thread(target=print, args=('from a thread',))\nt.start(); t.join()",
    ),
    "late thread": (
        "import threading, time\nstop = threading.Event()\ndef work():\n    stop.wait(); print('late')\nt = threading.Thread(target=work); t.start()",
        "stop.set(); t.join(); print('on time')",
    ),
    "displaying thread": (
        "import threading\nt = threading.Thread(target=lambda: display('from a thread')); t.start(); t.join()",
    ),
    "warning": ("import warnings\nwarnings.warn('careful')",),
    "warning twice": ("import warnings\nfor _ in range(2): warnings.warn('careful')", "warnings.warn('careful')"),
    "deprecation": ("import warnings\nwarnings.warn('old', DeprecationWarning)",),
    "warnings as errors": ("import warnings\nwarnings.simplefilter('error')\nwarnings.warn('careful')",),
    "syntax warning": ("1 is 1",),
    "logging": ("import logging\nlogging.warning('to stderr')\nlogging.info('not shown')",),
    "logging configured": (
        "import logging\nlogging.basicConfig(level=logging.INFO, format='%(message)s')\nlogging.info('shown')",
    ),
    "logging handlers": ("import logging; logging.root.handlers, logging.root.level, logging.lastResort.level",),
    "exception in a thread": (
        "import threading\nt = threading.Thread(target=lambda: 1 / 0); t.start(); t.join()\nprint('after')",
    ),
    "unraisable": ("class A:\n    def __del__(self): raise ValueError('in del')\na = A(); del a\nprint('after')",),
}

DISPLAY = {
    "html": ("from IPython.display import HTML; HTML('<b>b</b>')",),
    "markdown": ("from IPython.display import Markdown; display(Markdown('*x*'))",),
    "latex": ("from IPython.display import Latex, Math; display(Latex('$x$'), Math('x'))",),
    "json": ("from IPython.display import JSON; JSON({'a': [1, None]}, expanded=True)",),
    "javascript": ("from IPython.display import Javascript; Javascript('1 + 1')",),
    "svg": ("from IPython.display import SVG; SVG('<svg xmlns=\"http://www.w3.org/2000/svg\"/>')",),
    "image": ("from IPython.display import Image; display(Image(b'\\x89PNG\\r\\n\\x1a\\n', width=10, alt='dot'))",),
    "audio": ("from IPython.display import Audio; Audio([0, 1, 0], rate=10)",),
    "iframe": ("from IPython.display import IFrame; IFrame('a.html', 10, 20)",),
    "file link": ("from IPython.display import FileLink; FileLink('nowhere.txt')",),
    "code": ("from IPython.display import Code; Code('x = 1', language='python')",),
    "pretty": ("from IPython.display import Pretty; Pretty('as it is')",),
    "several": ("display(1, 'two', {'three': 3})",),
    "raw bundle": ("display({'text/plain': 'p', 'application/x-own+json': {'n': 1.5}}, raw=True, metadata={'a': 1})",),
    "include": ("import pandas as pd; display(pd.DataFrame({'a': [1]}), include=['text/plain'])",),
    "own html": ("class A:\n    def __repr__(self): return 'a'\n    def _repr_html_(self): return '<a>'\nA()",),
    "own bundle": (
        "class A:\n    def _repr_mimebundle_(self, include=None, exclude=None): return {'text/plain': 'p'}, {'m': 1}\nA()",
    ),
    "own display": ("class A:\n    def _ipython_display_(self): print('mine')\nA()",),
    "own png": ("class A:\n    def _repr_png_(self): return b'\\x89PNG'\n    def __repr__(self): return 'a'\nA()",),
    "failing repr": (
        "class A:\n    def _repr_html_(self): raise ValueError('bad')\n    def __repr__(self): return 'b'\nA()",
        "1",
    ),
    "failing plain repr": ("class A:\n    def __repr__(self): raise ValueError('bad')\nA()", "1"),
    "own formatter": (
        "get_ipython().display_formatter.formatters['text/html'].for_type(int, lambda n, *_: f'<i>{n}</i>')\n3",
    ),
    "precision": ("%precision 2\n3.14159", "3.14159"),
    "pretty printing off": ("%pprint", "[1, [2]]"),
    "display hook": ("import sys; sys.displayhook(5)",),
    "updated": ("handle = display('old', display_id='it')", "handle.update('new')"),
    "updated by id": (
        "display('old', display_id='it'); display('other')",
        "from IPython.display import update_display\nupdate_display('new', display_id='it')",
    ),
    "updated in the same cell": ("print('a'); h = display('old', display_id=True); print('b'); h.update('new')",),
    "updated after text": (
        "for n in range(3): print(n)\nh = display('old', display_id='x')\nprint('z')",
        "h.update('new')",
    ),
    "updated twice shown": ("h = display('old', display_id='x'); h.display('again')", "h.update('new')"),
    "updated unknown": ("from IPython.display import update_display; update_display('new', display_id='unknown')",),
    "updated after clearing": (
        "from IPython.display import clear_output\nh = display('old', display_id='x'); clear_output(); print('p'); display('q')",
        "h.update('new')",
    ),
    "cleared": (
        "from IPython.display import clear_output\nprint('gone'); display('gone'); clear_output(); print('stays')",
    ),
    "cleared on next": (
        "from IPython.display import clear_output\nfor n in range(3):\n    clear_output(wait=True); print(n)",
    ),
    "cleared on next, none": ("from IPython.display import clear_output\nprint('stays'); clear_output(wait=True)",),
    "progress": ("from IPython.display import ProgressBar\nfor n in ProgressBar(3): pass",),
    "pager": ("len?", "len??"),
    "source pager": ("def f(x):\n    'Doc.'\n    return x", "f??"),
    "help": ("help(len)",),
    "frame": ("import pandas as pd; pd.DataFrame({'region': ['Ambon', 'Solok'], 'n': [1.5, None]})",),
    "wide frame": ("import pandas as pd; print(pd.DataFrame([range(60)]))\npd.DataFrame([range(60)])",),
    "styled": ("import pandas as pd; pd.DataFrame({'n': [1.5]}).style.set_uuid('t').format(precision=1)",),
    "series": ("import pandas as pd; pd.Series([1, 2, 3], name='n').describe()",),
    "array": ("import numpy as np; np.arange(3000)",),
    "data explorer": (
        "import pandas as pd; pd.set_option('display.html.table_schema', True)\npd.DataFrame({'a': [1]})",
    ),
    "hook of the publisher": (
        "ip = get_ipython()\nip.display_pub.register_hook(lambda m: None)\ndisplay('hidden')\nprint('shown')",
    ),
}

CHARTS = {
    "figure shown": (PLOT[:-1] + "\nplt.show()\nprint('after')",),
    "figure left": (PLOT,),
    "figure returned": (
        "from matplotlib.figure import Figure\nf = Figure(figsize=(1, 1)); f.subplots().plot([1, 2]); f",
    ),
    "figure closed": (PLOT[:-1] + "\nplt.close()",),
    "figure in the next cell": (PLOT, "len(plt.get_fignums())", "plt.plot([3])"),
    "figure repr": ("import matplotlib.pyplot as plt; f, a = plt.subplots(figsize=(1, 1))\na",),
    "not interactive": ("import matplotlib.pyplot as plt; plt.ioff()\n" + PLOT, "plt.show()"),
    "two figures": (PLOT + "\n" + PLOT,),
    "svg by magic": (SVG, "%config InlineBackend.figure_formats = ['svg']\n%matplotlib inline", PLOT),
    "configured before matplotlib": ("%config InlineBackend.figure_format = 'svg'", SVG, PLOT),
    "configured without matplotlib": ("%config InlineBackend.figure_formats",),
    "configured and read": ("%matplotlib inline", "%config InlineBackend.figure_formats"),
    "list of configurables": ("%config",),
    "retina": ("%config InlineBackend.figure_format = 'retina'", PLOT),
    "formats by function": (
        "from matplotlib_inline.backend_inline import set_matplotlib_formats; set_matplotlib_formats('jpeg')",
        PLOT,
    ),
    "print options": ("%config InlineBackend.print_figure_kwargs = {'dpi': 30}", PLOT),
    "close figures off": (
        "%matplotlib inline\n%config InlineBackend.close_figures = False",
        PLOT,
        "len(plt.get_fignums())",
    ),
    "backend": ("import matplotlib.pyplot as plt, matplotlib; matplotlib.get_backend(), matplotlib.is_interactive()",),
    "backend agg": ("import matplotlib; matplotlib.use('agg')", PLOT, "matplotlib.get_backend()"),
    "backend by magic": ("%matplotlib agg", PLOT),
    "backend and environment": ("%env MPLBACKEND",),
    "list of backends": ("%matplotlib --list",),
    "unknown backend": ("%matplotlib nosuch",),
    "pylab": ("%pylab inline", "type(arange(3)).__name__"),
    "settings at first": (
        "import matplotlib as mpl; [mpl.rcParams[k] for k in ('figure.figsize', 'figure.dpi', 'font.size', 'savefig.bbox', 'figure.facecolor', 'interactive')]",
    ),
    "settings with pyplot": (
        "import matplotlib.pyplot as plt; plt.figure(); plt.close(); [plt.rcParams[k] for k in ('figure.figsize', 'figure.dpi', 'figure.subplot.bottom')]",
    ),
    "settings back": (
        "import matplotlib.pyplot as plt; plt.rcParams['font.size'] = 3; plt.rcdefaults(); plt.rcParams['font.size'], len(plt.rcParams) > 100",
    ),
    "settings file beside": (
        "open('matplotlibrc', 'w').write('font.size: 5')",
        "import subprocess, sys; subprocess.run([sys.executable, '-c', 'import matplotlib; print(matplotlib.rcParams[\"font.size\"])']).returncode",
    ),
    "style": ("import matplotlib.pyplot as plt; plt.style.use('ggplot')", PLOT),
    "no figures at first": ("import matplotlib.pyplot as plt; plt.get_fignums()",),
    "events": (
        "[(k, [f.__qualname__ for f in v if 'matplotlib' in f.__module__]) for k, v in get_ipython().events.callbacks.items()]",
        PLOT,
        "[f.__qualname__ for f in get_ipython().events.callbacks['post_execute'] if 'matplotlib' in f.__module__]",
    ),
    "seaborn": ("import seaborn as sns\nsns.set_theme()\nsns.barplot(x=['a', 'b'], y=[1, 2]);",),
    "plot of a frame": ("import pandas as pd; pd.DataFrame({'a': [1, 2]}).plot(figsize=(1, 1))",),
    "animation": (
        "import matplotlib.pyplot as plt; from matplotlib.animation import FuncAnimation\nf, a = plt.subplots(figsize=(1, 1)); plt.close(f)\nlen(FuncAnimation(f, lambda n: a.plot([n]), frames=2).to_jshtml()) > 1000",
    ),
}

SHELL = {
    "history of values": ("1 + 1", "_ + 1", "Out[2], _1, _2, _i1, In[1]"),
    "underscore": ("7", "_, __, ___"),
    "history": ("1", "x = 2", "%history"),
    "history with numbers": ("1", "x = 2", "%history -n 1-2"),
    "history of values printed": ("1", "2", "%history -o"),
    "history searched": ("xyz = 1", "%history -g xyz"),
    "history of sessions": ("1", "%history ~1/1-2", "get_ipython().history_manager.session_number"),
    "history accessed": (
        "1",
        "list(get_ipython().history_manager.get_range(0, 1, 3))",
        "list(get_ipython().history_manager.get_tail(2, include_latest=True))",
    ),
    "history file": ("get_ipython().history_manager.hist_file, get_ipython().history_manager.enabled",),
    "recall": ("x = 1", "%recall 1"),
    "rerun": ("print('again')", "%rerun 1"),
    "macro": ("print('m')", "%macro again 1", "again"),
    "save": ("x = 1", "%save -f saved 1", "!cat saved.py"),
    "store": ("x = 5", "%store x", "del x", "%store -r x", "x"),
    "store to file": ("z = 'text'", "%store z > z.txt", "!cat z.txt"),
    "store deleted": ("x = 5", "%store x", "%store -d x", "%store -r x"),
    "bookmark": ("%bookmark here", "%bookmark -l"),
    "directories": ("import os; os.mkdir('d')", "%cd d", "%pwd", "%cd -", "%dhist", "%pushd d", "%popd", "%dirs"),
    "environment magic": ("%env REGION=0107", "%env REGION", "%set_env A b", "import os; os.environ['A']"),
    "who": ("a, b = 1, 'x'", "%who", "%who_ls str", "%whos"),
    "who at first": ("%who_ls", "sorted(n for n in globals() if not n.startswith('_'))", "dir()"),
    "reset": ("a = 1", "%reset -f", "'a' in globals()"),
    "reset some": ("aa, ab, c = 1, 2, 3", "%reset_selective -f ^a", "%who_ls"),
    "deleted": ("a = 1", "%xdel a", "'a' in globals()"),
    "time": ("%%timeit -n1 -r1 -q\npass", "t = %timeit -n1 -r1 -o -q pass\ntype(t).__name__"),
    "capture": (
        "%%capture captured\nprint('caught'); display('d')\n1",
        "captured.stdout, len(captured.outputs)",
        "captured.show()",
    ),
    "capture stderr": ("%%capture --no-stdout c\nimport sys\nprint('out'); print('err', file=sys.stderr)", "c.stderr"),
    "bash": ("%%bash\necho out\necho err >&2",),
    "bash failing": ("%%bash\nexit 4",),
    "bash to variables": ("%%bash --out o --err e\necho out; echo err >&2", "o, e"),
    "script": ("%%script cat\nas it is",),
    "script in background": (
        "%%script --bg --out o cat\nas it is",
        "o.read() if isinstance(o.read(), bytes) else 'stream'",
    ),
    "python script": ("%%python\nprint('other process')",),
    "shell": ("!echo out; echo err >&2",),
    "shell in colours": ("!printf '\\033[1mbold\\033[0m\\n'; test -t 1 && echo terminal",),
    "shell captured": ("lines = !printf 'a\\nb\\n'\nlines, lines.n, lines.s",),
    "shell with values": ("x = 'v'", "!echo $x {x * 2} $$HOME_OF_NOBODY"),
    "shell failing": ("!exit 3", "_exit_code"),
    "shell in background": ("!sleep 0 &",),
    "system": ("%sx echo a", "%system echo b", "get_ipython().getoutput('echo c')"),
    "os.system": ("import os; os.system('echo x')",),
    "writefile": ("%%writefile f.txt\na\nb", "%%writefile -a f.txt\nc", "%pycat f.txt", "open('f.txt').read()"),
    "run file": ("open('s.py', 'w').write('print(__name__); q = 4')", "%run s.py", "q"),
    "run with arguments": ("open('s.py', 'w').write('import sys; print(sys.argv)')", "%run s.py a b"),
    "load": ("open('s.py', 'w').write('x = 9')", "%load s.py"),
    "html magic": (
        "%%html\n<b>bold</b>",
        "%%markdown\n*m*",
        "%%latex\n$x$",
        "%%javascript\n1",
        "%%svg\n<svg xmlns='http://www.w3.org/2000/svg'/>",
    ),
    "lsmagic": (
        "len(str(get_ipython().run_line_magic('lsmagic', ''))) > 500, sorted(get_ipython().magics_manager.magics['line'])",
    ),
    "own magic": (
        "from IPython.core.magic import register_line_magic, register_cell_magic\n@register_line_magic\ndef twice(line): return line * 2\n@register_cell_magic\ndef upper(line, cell): print(cell.upper())",
        "%twice ab",
        "%%upper\nx",
    ),
    "alias": ("%alias say echo said %s", "%say it"),
    "alias of a magic": ("%alias_magic t timeit", "%t -n1 -r1 -q pass"),
    "unknown magic": ("%nosuchmagic",),
    "unknown cell magic": ("%%nosuchmagic\n1",),
    "automagic": ("who_ls", "%automagic", "automagic"),
    "autocall": ("%autocall 1", "abs -3"),
    "autoreload": (
        "%load_ext autoreload\n%autoreload 2",
        "open('own_module.py', 'w').write('v = 1')",
        "import own_module; own_module.v",
    ),
    "extension unknown": ("%load_ext nosuch",),
    "extensions": ("sorted(get_ipython().extension_manager.loaded)",),
    "logging of cells": ("%logstate", "%logstart -o log.py over", "x = 1", "%logstop", "!head -1 log.py"),
    "colours of errors": ("%colors nocolor", "%xmode Plain", "%xmode Minimal\n"),
    "doctest mode": ("%doctest_mode", "[1, 2]"),
    "debug": ("%debug", "%%debug\nx = 1", "x"),
    "pdb": ("%pdb", "%pdb off"),
    "set_trace": ("import pdb; pdb.set_trace()",),
    "breakpoint": ("breakpoint()",),
    "profile": ("%%prun -q -r\nx = 1",),
    "gui": ("%gui", "%gui asyncio"),
    "gui unknown": ("%gui nosuch",),
    "gui none": ("%gui none", "1"),
    "autoawait": ("%autoawait", "%autoawait off", "await 1"),
    "edit": ("%edit nowhere.py",),
    "less": ("open('t.txt', 'w').write('text')", "%less t.txt", "%man nosuch"),
    "autosave": ("%autosave 60",),
    "conversation of config": (
        "%config IPCompleter.greedy",
        "%config IPCompleter.greedy = True",
        "%config NoSuch.thing",
    ),
    "set next input": ("get_ipython().set_next_input('x = 1')", "1"),
    "user expressions": ("get_ipython().user_expressions({'a': '1 + 1'})",),
    "events of cells": (
        "ip = get_ipython()\nip.events.register('post_run_cell', lambda r: print('ran', r.execution_count))",
        "1",
        "2",
    ),
    "pre-run events": (
        "ip = get_ipython()\nip.events.register('pre_run_cell', lambda i: print('runs', i.raw_cell))",
        "1",
        "await __import__('asyncio').sleep(0)",
    ),
    "transformed input": (
        "ip = get_ipython()\nip.input_transformers_post.append(lambda ls: [l.replace('foo', '42') for l in ls])",
        "foo",
    ),
    "failing transformer": (
        "def bad(lines): raise ValueError('t')\nget_ipython().input_transformers_post.append(bad)",
        "1",
    ),
    "ast transformer": (
        "import ast\nclass T(ast.NodeTransformer):\n    def visit_Constant(self, n): return ast.copy_location(ast.Constant(n.value + 1), n) if isinstance(n.value, int) else n\nget_ipython().ast_transformers.append(T())",
        "1",
    ),
    "custom exception handler": (
        "get_ipython().set_custom_exc((ValueError,), lambda s, t, v, tb, tb_offset=None: print('handled', v))",
        "raise ValueError('v')",
        "1",
    ),
    "run cell in a cell": ("get_ipython().run_cell('print(1)\\n2').success",),
    "shell's class": (
        "type(get_ipython()).__name__, get_ipython().has_trait('kernel'), 'IPKernelApp' in get_ipython().config",
        "import sys\n[type(each).__module__ for each in (get_ipython(), get_ipython().kernel, sys.stdout)]",
    ),
    "kernel": (
        "k = get_ipython().kernel; k.implementation, k.language_info['name'], type(k.comm_manager).__name__, k.execution_count",
    ),
    "application": (
        "from ipykernel.kernelapp import IPKernelApp; IPKernelApp.initialized(), IPKernelApp.instance().kernel is get_ipython().kernel",
    ),
    "parent": (
        "p = get_ipython().get_parent(); p['header']['msg_type'], p['content']['code']",
        "get_ipython().kernel.get_parent()['content']['code']",
    ),
    "completion": ("import os", "get_ipython().complete('os.pat')[1]"),
    "inspection": ("def f(a: int = 1): 'Doc.'", "get_ipython().object_inspect('f')['docstring']"),
    "input": ("input('name? ')",),
    "getpass": ("import getpass; getpass.getpass()",),
    "stdin": ("import sys; sys.stdin.read()",),
    "system exit": ("import sys; sys.exit()", "1"),
    "system exit with code": ("raise SystemExit(3)", "1"),
    "end of file": ("raise EOFError",),
}

ASYNC = {
    "await first": ("import asyncio\nawait asyncio.sleep(0.001, 'slept')",),
    "await after an empty cell": ("", "# comment", "import asyncio; await asyncio.sleep(0, 1)"),
    "await": ("import asyncio", "await asyncio.sleep(0, 'x')", "[await asyncio.sleep(0, n) for n in range(3)]"),
    "async for": (
        "async def g():\n    for n in range(3): yield n",
        "async for n in g(): print(n)",
        "[n async for n in g()]",
    ),
    "async with": ("import asyncio", "async with asyncio.Lock() as l: print(l)"),
    "task": (
        "import asyncio\ntask = asyncio.get_running_loop().create_task(asyncio.sleep(0.001, 'done')); task.done()",
        "await task",
    ),
    "task between cells": (
        "import asyncio\nseen = []\nasync def work():\n    for n in range(3):\n        seen.append(n); await asyncio.sleep(0.001)\ntask = asyncio.ensure_future(work())",
        "await asyncio.sleep(0.2)",
        "seen, task.done()",
    ),
    "task runs while none waits": (
        "import asyncio\nseen = []\nasync def work():\n    seen.append(1)\ntask = asyncio.ensure_future(work())\nseen",
        "import time; time.sleep(0.1)",
        "seen",
    ),
    "printing task": (
        "import asyncio\nasync def work():\n    await asyncio.sleep(0.01); print('from the task')\ntask = asyncio.ensure_future(work())",
        "await task",
        "1",
    ),
    "failing task": ("import asyncio\nasync def work(): 1 / 0\ntask = asyncio.ensure_future(work())", "await task"),
    "task cancelled": (
        "import asyncio\ntask = asyncio.ensure_future(asyncio.sleep(9))",
        "task.cancel()",
        "await asyncio.sleep(0.01); task.cancelled()",
    ),
    "cancelled task awaited": (
        "import asyncio\ntask = asyncio.ensure_future(asyncio.sleep(9)); task.cancel()",
        "await task",
    ),
    "cancelled error": ("import asyncio\nraise asyncio.CancelledError", "1"),
    "cell cancels itself": ("import asyncio\nasyncio.current_task().cancel()\nawait asyncio.sleep(0)", "1"),
    "cell cancelled by callback": (
        "import asyncio\nasyncio.get_running_loop().call_later(0.01, asyncio.current_task().cancel)\nawait asyncio.sleep(5)",
    ),
    "wait for": ("import asyncio", "await asyncio.wait_for(asyncio.sleep(9), 0.01)"),
    "gather": ("import asyncio", "await asyncio.gather(*(asyncio.sleep(0, n) for n in range(3)))"),
    "task group": (
        "import asyncio, sys",
        "if sys.version_info >= (3, 11):\n    async with asyncio.TaskGroup() as g:\n        a = g.create_task(asyncio.sleep(0, 1))\n    print(a.result())",
    ),
    "run": ("import asyncio\nasyncio.run(asyncio.sleep(0))",),
    "run in a thread": (
        "import asyncio, threading\nt = threading.Thread(target=lambda: print(asyncio.run(asyncio.sleep(0, 'in a thread')))); t.start(); t.join()",
    ),
    "loop": ("import asyncio; loop = asyncio.get_event_loop(); loop.is_running(), type(loop).__name__",),
    "same loop": ("import asyncio; one = asyncio.get_event_loop()", "one is asyncio.get_running_loop()"),
    "loop until complete": ("import asyncio\nasyncio.get_event_loop().run_until_complete(asyncio.sleep(0))",),
    "loop stopped": ("import asyncio; asyncio.get_event_loop().stop()", "import time; time.sleep(0.5)", "1"),
    "loop closed": ("import asyncio; asyncio.get_event_loop().close()",),
    "own loop": ("import asyncio; loop = asyncio.new_event_loop(); loop.close(); loop.is_closed()",),
    "callback": ("import asyncio; asyncio.get_event_loop().call_soon(print, 'called')", "await asyncio.sleep(0.05)"),
    "failing callback": (
        "import asyncio; asyncio.get_event_loop().call_soon(lambda: 1 / 0);",
        "await asyncio.sleep(0.05); 'after'",
    ),
    "thread": ("import asyncio", "await asyncio.to_thread(lambda: 'in a thread')"),
    "executor": ("import asyncio", "await asyncio.get_running_loop().run_in_executor(None, sum, [1, 2])"),
    "subprocess": (
        "import asyncio\np = await asyncio.create_subprocess_exec('echo', 'x', stdout=-1)\nawait p.communicate()",
        "p.returncode",
    ),
    "subprocess printing": (
        "import asyncio\np = await asyncio.create_subprocess_shell('echo printed')\nawait p.wait()",
    ),
    "queue": (
        "import asyncio; q = asyncio.Queue()\nasync def feed():\n    for n in range(3): await q.put(n)\nt = asyncio.ensure_future(feed())",
        "[await q.get() for _ in range(3)]",
    ),
    "context variables": (
        "import contextvars; v = contextvars.ContextVar('v', default=0); v.set(5)",
        "v.get()",
        "await __import__('asyncio').sleep(0); v.set(6)",
        "v.get()",
    ),
    "error awaited": ("async def f(): raise KeyError('k')", "await f()"),
    "interrupted": ("raise KeyboardInterrupt", "1"),
    "interrupted by signal": ("import os, signal, time\nos.kill(os.getpid(), signal.SIGINT); time.sleep(5)",),
    "interrupted while awaiting": (
        "import asyncio, os, signal, threading\nthreading.Timer(0.1, os.kill, (os.getpid(), signal.SIGINT)).start()\nawait asyncio.sleep(5)",
    ),
    "signal handlers": (
        "import signal; signal.getsignal(signal.SIGINT), signal.getsignal(signal.SIGTERM), signal.getsignal(signal.SIGPIPE)",
    ),
    "own signal": (
        "import os, signal\nsignal.signal(signal.SIGUSR1, lambda *_: print('signalled'))\nos.kill(os.getpid(), signal.SIGUSR1)",
    ),
    "alarm": (
        "import signal, time\nsignal.signal(signal.SIGALRM, lambda *_: print('alarm'))\nsignal.setitimer(signal.ITIMER_REAL, 0.05); time.sleep(0.2)",
    ),
}

ERRORS = {
    "error": ("x = 0", "1 / x", "print('never')"),
    "error after text": ("print('before')\n1 / 0",),
    "chained": ("try:\n    {}['k']\nexcept KeyError as e:\n    raise ValueError('v') from e",),
    "group": ("raise ExceptionGroup('g', [ValueError('a'), TypeError('b')])",),
    "syntax": ("if True\n    pass",),
    "indentation": ("  x = 1\n y = 2",),
    "name": ("nosuch",),
    "recursion": ("def f(): return f()\nf()",),
    "own exception": ("class Own(Exception): pass\nraise Own('mine')",),
    "unprintable exception": ("class Bad(Exception):\n    def __str__(self): raise ValueError('s')\nraise Bad()",),
    "exception without text": ("raise ValueError",),
    "notes": ("e = ValueError('v'); e.add_note('a note'); raise e",),
    "assertion": ("assert 1 == 2, 'not equal'",),
    "shown, not raised": ("try: 1 / 0\nexcept ZeroDivisionError: get_ipython().showtraceback()\nprint('after')",),
    "printed traceback": (
        "import traceback\ntry: 1 / 0\nexcept ZeroDivisionError: print(traceback.format_exc().splitlines()[-1])",
    ),
    "last exception": ("import sys\nhasattr(sys, 'last_value')",),
    "import error": ("import nosuch_module",),
    "killed": ("import os; os.kill(os.getpid(), 9)", "1"),
    "ended": ("import os; os._exit(3)", "1"),
    "crashed": ("import ctypes; ctypes.string_at(0)", "1"),
}

PROCESSES = {
    "subprocess": ("import subprocess; subprocess.run(['echo', 'child']).returncode",),
    "subprocess captured": (
        "import subprocess; subprocess.run(['echo', 'child'], capture_output=True, text=True).stdout",
    ),
    "subprocess to stdout": (
        "import subprocess, sys; subprocess.run(['echo', 'child'], stdout=sys.stdout).returncode",
    ),
    "process": (
        "import multiprocessing as m\np = m.get_context('fork').Process(target=print, args=('from a process',)); p.start(); p.join(); p.exitcode",
    ),
    "process failing": (
        "import multiprocessing as m\ndef f(): raise SystemExit(3)\np = m.get_context('fork').Process(target=f); p.start(); p.join(); p.exitcode",
    ),
    "process pool": (
        "from concurrent.futures import ProcessPoolExecutor\nfrom multiprocessing import get_context\ndef f(n): return n * n\nwith ProcessPoolExecutor(2, get_context('fork')) as pool: r = list(pool.map(f, range(4)))\nr",
    ),
    "pool": (
        "import multiprocessing as m\ndef f(n): return n * n\nwith m.get_context('fork').Pool(2) as p: r = p.map(f, range(4))\nr",
    ),
    "spawned": (
        "import multiprocessing as m, operator\nwith m.get_context('spawn').Pool(1) as p: r = p.map(abs, [-1, 2])\nr",
    ),
    "forkserver": (
        "import multiprocessing as m\nwith m.get_context('forkserver').Pool(1) as p: r = p.map(abs, [-1, 2])\nr",
    ),
    "thread pool": (
        "from concurrent.futures import ThreadPoolExecutor\nwith ThreadPoolExecutor(2) as p: print(list(p.map(abs, [-1, 2])))",
    ),
    "shared memory": (
        "from multiprocessing import shared_memory as s\nm = s.SharedMemory(create=True, size=8); m.buf[0] = 7\nv = m.buf[0]; m.close(); m.unlink(); v",
    ),
    "fork and exit": (
        "import os, time\npid = os.fork()\nif pid == 0:\n    os.write(1, b'child\\n'); os._exit(0)\nos.waitpid(pid, 0)[1]",
        "1",
    ),
    "wait for any": ("import os\npid = os.fork()\nif pid == 0: os._exit(2)\nos.wait()[0] == pid",),
    "no child to wait for": ("import os, subprocess\nsubprocess.run('sleep 0.2 & :', shell=True)\nos.wait()",),
    "orphan": ("import subprocess, time\nsubprocess.run('(sleep 0.05; echo orphan) &', shell=True); time.sleep(0.5)",),
    "daemon": (
        "import os, sys, time\npid = os.fork()\nif pid == 0:\n    os.setsid()\n    if os.fork(): os._exit(0)\n    time.sleep(0.05); open('daemon', 'w').write(str(os.getppid() == 1 or 'adopted')); os._exit(0)\nos.waitpid(pid, 0)\ntime.sleep(0.5); os.path.exists('daemon')",
    ),
    "many orphans": (
        "import subprocess; subprocess.run('for i in $(seq 50); do sleep 0.01 & done', shell=True).returncode",
        "import time; time.sleep(0.3); print('after')",
    ),
    "execv": ("import os, sys; os.execv('/bin/echo', ['echo', 'replaced'])", "1"),
    "name of main": (
        "import __main__, sys\n__name__, __main__.__name__, '__file__' in globals(), sys.modules['__main__'] is __main__",
    ),
    "pickle": ("import pickle\nclass P: x = 1\npickle.loads(pickle.dumps(P())).x",),
    "source": ("import inspect\ndef f(): return 1\nprint(inspect.getsource(f))",),
    "file name of code": (
        "def f(): pass\nf.__code__.co_filename.endswith('.py'), 'ipykernel_' in f.__code__.co_filename",
    ),
    "exit function": ("import atexit; atexit.register(open, 'left', 'w');",),
    "threads at first": ("import threading; threading.current_thread() is threading.main_thread()",),
    "process group": ("import os; os.getpgid(0) == os.getpid()",),
}

FRESH = {
    "path": (
        "import sys; sys.path.index('') > 0, len(sys.path) == len(set(sys.path)), sys.path[-1].endswith('site-packages')",
    ),
    "module beside": ("open('beside.py', 'w').write('v = 3')", "import beside; beside.v"),
    "module named like a library": ("open('random.py', 'w').write('v = 3')", "import random; hasattr(random, 'v')"),
    "flags": (
        "import sys; {n: getattr(sys.flags, n) for n in ('optimize', 'isolated', 'no_site', 'utf8_mode', 'dev_mode')}, sys.warnoptions",
    ),
    "encodings": (
        "import sys, locale; sys.getdefaultencoding(), sys.getfilesystemencoding(), locale.getpreferredencoding(), locale.setlocale(locale.LC_ALL)",
    ),
    "environment": (
        "import os; [os.environ.get(k) for k in ('TERM', 'PAGER', 'FORCE_COLOR', 'CLICOLOR', 'MPLBACKEND', 'OMP_NUM_THREADS', 'OPENBLAS_NUM_THREADS', 'MKL_NUM_THREADS', 'PYTHONPATH')]",
    ),
    "directory": ("import os; sorted(os.listdir())",),
    "time zone": ("import time; time.tzname, time.timezone",),
    "recursion limit": ("import sys; sys.getrecursionlimit(), sys.getswitchinterval()",),
    "garbage collector": ("import gc; gc.isenabled(), gc.get_threshold()",),
    "hooks": (
        "import sys; sys.excepthook.__name__, sys.unraisablehook.__name__, sys.breakpointhook.__name__, type(sys.displayhook).__name__, sys.gettrace(), sys.getprofile()",
    ),
    "builtins": (
        "import builtins; sorted(set(dir(builtins)) & {'get_ipython', 'display', 'exit', 'quit', '_', '__IPYTHON__'})",
    ),
    "warning filters": ("import warnings; [(f[0], f[2].__name__) for f in warnings.filters]",),
    "decimal context": ("import decimal; decimal.getcontext().prec",),
    "pandas options": (
        "import pandas as pd; pd.get_option('display.max_rows'), pd.get_option('display.max_columns'), pd.options.mode.copy_on_write",
    ),
    "numpy settings": ("import numpy as np; np.geterr(), np.get_printoptions()['precision']",),
    "random numbers seeded": (
        "import random, numpy as np; random.seed(1); np.random.seed(1); random.random(), np.random.rand()",
    ),
    "temporary folder": ("import tempfile, os; os.path.isdir(tempfile.gettempdir())",),
    "home": ("import os; os.path.exists(os.path.expanduser('~/.ipython/profile_default/history.sqlite'))",),
    "descriptors inherited": (
        "import subprocess; subprocess.run(['ls', '/proc/self/fd'], capture_output=True, close_fds=False, text=True).stdout.split()",
    ),
    "faulthandler": ("import faulthandler; faulthandler.dump_traceback(all_threads=False)",),
    "database": ("import sqlite3; sqlite3.connect(':memory:').execute('select 1 + 1').fetchall()",),
    "arrow": (
        "import pandas as pd; pd.DataFrame({'a': [1]}).to_parquet('f.parquet'); pd.read_parquet('f.parquet').equals(pd.DataFrame({'a': [1]}))",
    ),
    "linear algebra": ("import numpy as np; a = np.arange(40_000.0).reshape(200, 200); float((a @ a).trace())",),
    "entry points": ("import importlib.metadata as m; len(m.entry_points()) > 0, m.version('ipykernel') > '7'",),
    "typing of globals": ("x: int = 3", "__annotations__"),
    "future import": ("from __future__ import annotations", "def f(a: nosuch): pass\nf.__annotations__"),
    "docstring": ("'''Doc.'''\nx = 1", "__doc__"),
}

WIDGET = {
    "comm": ("import comm; c = comm.create_comm(target_name='own', data={'a': 1}); c.comm_id is not None", "c.send({'b': 2}); c.close()"),
    "comm manager": ("import comm; type(comm.get_comm_manager()).__name__, len(comm.get_comm_manager().comms)",),
    "comm target": ("import comm; comm.get_comm_manager().register_target('mine', lambda c, m: None); sorted(comm.get_comm_manager().targets)",),
    "slider": (WIDGETS, "s = widgets.IntSlider(value=3); s", "s.value = 5", "s.value"),
    "slider closed": (WIDGETS, "s = widgets.IntSlider(value=3); s.close()"),
    "boxes": (WIDGETS, "widgets.HBox([widgets.Button(description='b'), widgets.HTML('<b>x</b>')])"),
    "observed": (WIDGETS, "s = widgets.IntSlider(); s.observe(lambda c: print('now', c['new']), 'value'); s.value = 4"),
    "linked": (WIDGETS, "a, b = widgets.IntText(), widgets.IntText(); widgets.link((a, 'value'), (b, 'value')); a.value = 7; b.value"),
    "image widget": (WIDGETS, "widgets.Image(value=b'\\x89PNG\\r\\n\\x1a\\n', format='png')"),
    "output": (WIDGETS, "out = widgets.Output(); out", "with out: print('inside'); display('shown inside')\nprint('outside')", "out.outputs"),
    "output with error": (WIDGETS, "out = widgets.Output(); out", "with out: 1 / 0", "print('after')"),
    "output appended": (WIDGETS, "out = widgets.Output(); out.append_stdout('a'); out.append_display_data('d'); out"),
    "output cleared": (WIDGETS, "out = widgets.Output(); out\nwith out: print('a')\nout.clear_output()\nwith out: print('b')", "out.outputs"),
    "output cleared on next": (WIDGETS, "out = widgets.Output()\nfor n in range(3):\n    with out:\n        print(n)\n    out.clear_output(wait=True)\nout"),
    "output captures": (WIDGETS, "out = widgets.Output()\n@out.capture()\ndef f(): print('captured')\nf(); out"),
    "nested outputs": (WIDGETS, "a, b = widgets.Output(), widgets.Output()\nwith a:\n    print('in a')\n    with b: print('in b')\n    print('in a again')\nprint('in none')", "a.outputs, b.outputs"),
    "output and thread": (WIDGETS, "import threading\nout = widgets.Output()\ndef f():\n    out.append_stdout('from a thread')\nt = threading.Thread(target=f); t.start(); t.join(); out"),
    "interact": (WIDGETS, "f = widgets.interact(lambda x: print('x is', x), x=3)"),
    "interactive": (WIDGETS, "w = widgets.interactive(lambda x: x * 2, x=(0, 10)); w", "w.children[0].value = 3", "w.result"),
    "interactive output": (WIDGETS, "s = widgets.IntSlider(value=2); o = widgets.interactive_output(lambda n: print('n', n), {'n': s}); display(s, o)", "s.value = 3"),
    "progress widget": (WIDGETS, "p = widgets.IntProgress(max=3); display(p)\nfor n in range(4): p.value = n"),
    "widget by name": (WIDGETS, "widgets.Widget.get_manager_state()['version_major']"),
}  # fmt: skip

ZOO = {
    f"{room}: {name}": cells
    for room, table in {
        "output": OUTPUT, "display": DISPLAY, "charts": CHARTS, "shell": SHELL, "async": ASYNC, "errors": ERRORS,
        "processes": PROCESSES, "fresh": FRESH, "widgets": WIDGET,
    }.items()
    for name, cells in table.items()
}  # fmt: skip

DIFFERENT = {
    "output: stdout None",
    "output: surrogate",
    "output: half a character",
    "processes: subprocess to stdout",
    "processes: no child to wait for",
    "processes: execv",
    "errors: killed",
    "errors: ended",
    "errors: crashed",
    "fresh: faulthandler",
    "fresh: hooks",
    "fresh: warning filters",
    "widgets: comm target",
}


def goes_on(name: str) -> bool:
    """Whether a notebook goes on after an error, so that more of it is compared."""
    return not name.startswith("errors: ")
