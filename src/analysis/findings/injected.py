"""What papermill has put into the notebook that runs here: a parameter that the notebook does not have is refused.

papermill itself only warns, and the page would be that of the defaults.
"""

import ast
import difflib
import sys
from typing import Any

from analysis.errors import Refused

MARK = "# Parameters\n"
"""How the cell begins that papermill adds after the notebook's own cell of parameters."""


def refuse_unknown() -> None:
    """Refuse what was injected under a name that no cell before has set; do nothing outside of notebooks."""
    known: set[str] = set()
    for cell in _cells():
        names = _assigned(cell)
        if cell.startswith(MARK) and known:
            for name in names - known:
                near = difflib.get_close_matches(name.lower(), known, 1)
                advice = f"did you mean {near[0]}?" if near else f"there are {', '.join(sorted(known))}"
                raise Refused(f"there is no parameter {name}; {advice}")
        known |= names


def _cells() -> list[str]:
    """List the sources of the cells that have run, this one included."""
    shell: Any = sys.modules["IPython"].get_ipython() if "IPython" in sys.modules else None
    return list(shell.user_ns.get("In", [])) if shell else []


def _assigned(cell: str) -> set[str]:
    try:
        statements = ast.parse(cell).body
    except SyntaxError:
        return set()
    targets: list[ast.expr] = [each.target for each in statements if isinstance(each, ast.AnnAssign)]
    targets += [target for each in statements if isinstance(each, ast.Assign) for target in each.targets]
    return {target.id for target in targets if isinstance(target, ast.Name)}
