"""The ground of the HTTP API: doors, problems, pages of lists, documents; each system declares its operations.

A system's `api.py` holds one `Router` of django-ninja; the house mounts them in `motcua/urls.py`. Programs speak
English field names and read Vietnamese sentences.
"""

from motcua.ui.api.answers import Problem, answers
from motcua.ui.api.doors import ClientRequest, for_clients, open_to_all
from motcua.ui.api.fields import Body, Day, Key, Moment, letters, one_of
from motcua.ui.api.house import HouseAPI
from motcua.ui.api.paging import Cursor, Limit, Page, page_of

__all__ = [
    "Body",
    "ClientRequest",
    "Cursor",
    "Day",
    "HouseAPI",
    "Key",
    "Limit",
    "Moment",
    "Page",
    "Problem",
    "answers",
    "for_clients",
    "letters",
    "one_of",
    "open_to_all",
    "page_of",
]
