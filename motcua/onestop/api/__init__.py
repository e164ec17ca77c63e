"""The one-stop shop for programs: everything the walk of a dossier does, by the very verbs that the pages call."""

from ninja import Router

from motcua.onestop.api import counter, files, reading, verbs

router = Router()
for part in (counter.router, reading.inbox_router, verbs.router, reading.router, files.router):
    router.add_router("", part)
