"""What reports of this project would do first, each for itself: importing this does it for all forks of the helper.

Nothing gets old by it: a fork that loads the tables looks first whether they are still what the raw ones give.
"""

from analysis import findings, pages, prepare
from analysis.errors import Refused
from analysis.folders import folders
from analysis.wording import translations

__all__ = ["findings", "pages"]

translations("messages")
translations("notes")
try:
    # What is not prepared yet the first report prepares: that takes threads, which the helper must not have.
    if prepare.is_prepared(folders()):
        prepare.load()
except Refused:
    pass  # the report that needs them will say so better
