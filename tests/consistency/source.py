"""The repository as text and as syntax trees: what these tests share with `bin/motcua explain`."""

from motcua.upkeep.reading.source import (
    HOUSE,
    ROOT,
    apps,
    code,
    files,
    last_name,
    modules,
    place,
    suites,
    tree,
)

__all__ = ["HOUSE", "ROOT", "apps", "code", "files", "last_name", "modules", "place", "suites", "tree"]
