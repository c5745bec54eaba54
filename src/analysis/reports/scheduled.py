"""Jobs of jupyter-scheduler: what is typed as a parameter becomes its value, and their HTML is the page of a report.

jupyter-scheduler itself pastes what is typed into a cell as code, so that a text without quotes is none, and shows the
code of a notebook in its HTML. `ops/jupyter_server_config.py` names the class here to it; where it is not installed, nobody loads this.
What a parameter may be belongs to `analysis.reports.parameters`, the page to `analysis.reports.export`.
"""

import ast
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from jupyter_scheduler.executors import DefaultExecutionManager
from nbformat import NotebookNode

from analysis.errors import Refused
from analysis.reports import notebooks, parameters
from analysis.reports.parameters import Parameter


class Job(DefaultExecutionManager):  # type: ignore[misc]
    """One job, in a process of its own."""

    def execute(self) -> None:
        """Run the notebook with what was typed, and make what was asked for."""
        if self.model.parameters:  # a copy of what is stored
            self.model.parameters = as_code(Path(self.staging_paths["input"]), self.model.parameters)
        super().execute()

    def create_output_files(self, job: Any, notebook_node: NotebookNode) -> None:
        """Make the page of a report where HTML is asked for, and none of a notebook that has failed."""
        outputs = (output for cell in notebook_node.cells for output in cell.get("outputs", []))
        has_failed = any(output.output_type == "error" for output in outputs)
        formats = [each for each in job.output_formats if each != "html"]
        if "html" in job.output_formats and not has_failed:
            self.staging_paths["trends"] = self.staging_paths["html"]
            formats.append("trends")  # last: it may lack something, and the others are there to see what
        super().create_output_files(job.copy(update={"output_formats": formats}), notebook_node)

    def on_failure(self, e: Exception) -> None:
        """Tell in one line what went wrong."""
        from analysis.reports.make_report import in_one_line  # here, since it loads papermill

        super().on_failure(Refused(in_one_line(e)))


def as_code(notebook: Path, typed: Mapping[str, str]) -> dict[str, str]:
    """Give the values of a notebook's parameters, as they were typed, as Python code.

    Raises Refused for a parameter that the notebook doesn't have, or a text that is none of its values.
    """
    read = notebooks.read_one(notebook, notebook.name)
    if read.error:
        raise read.error
    named = {name: parameters.named(read.parameters, name, notebook.name) for name in typed}
    return {name: repr(_value(named[name], text.strip(), notebook.name)) for name, text in typed.items()}


def _value(parameter: Parameter, text: str, place: str) -> Any:
    """Understand a text: as code, as jupyter-scheduler's own manual has it, or as on the command line."""
    with suppress(ValueError, SyntaxError):
        value = ast.literal_eval(text)
        if parameters.fits(parameter, value):
            return value
    return parameters.from_text(parameter, text, place)
