"""A plugin of pytest under which papermill's default engine is the warm one."""

from papermill.engines import papermill_engines

from analysis.engine.warm import WarmEngine

for name in (None, "nbclient"):
    papermill_engines.register(name, WarmEngine)
