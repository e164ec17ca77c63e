"""The contract that an app is entered only through its face; `.importlinter` lists the names.

An app is a child of `root`, its face the modules named in `face`: of a package itself, not its insides. Apps under
`open` are ground: all their modules are for everybody. `also` adds single modules, as `app.module`, and `lets` lets
one app alone into a module, as `app -> other.module`.
"""

from __future__ import annotations

from typing import Any

from grimp import ImportGraph
from importlinter import Contract, ContractCheck, fields, output


class FaceContract(Contract):
    """No module of one app may import a module of another app that is not in that app's face."""

    root: Any = fields.StringField()
    face: Any = fields.SetField(subfield=fields.StringField())
    open: Any = fields.SetField(subfield=fields.StringField(), required=False)
    also: Any = fields.SetField(subfield=fields.StringField(), required=False)
    lets: Any = fields.SetField(subfield=fields.StringField(), required=False)

    def check(self, graph: ImportGraph, verbose: bool) -> ContractCheck:
        """Look at every import between two apps; one past the face breaks the contract."""
        broken = []
        for link in graph.find_matching_direct_imports(f"{self.root}.** -> {self.root}.**"):
            _, app, *inside = link["imported"].split(".")
            at_home = f"{link['importer']}.".startswith(f"{self.root}.{app}.")
            door = ".".join(inside)
            free = not door or app in (self.open or ()) or f"{app}.{door}" in (self.also or ())
            importer = link["importer"].split(".")[1]
            free = free or f"{importer} -> {app}.{door}" in (self.lets or ())
            if not at_home and not free and door not in self.face:
                broken.append(f"{link['importer']} -> {link['imported']}")
        return ContractCheck(kept=not broken, metadata={"broken": sorted(broken)})

    def render_broken_contract(self, check: ContractCheck) -> None:
        """One line for each import that climbed in through a window."""
        for line in check.metadata["broken"]:
            output.print_error(f"- {line}", bold=False)
