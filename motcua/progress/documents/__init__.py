"""Reports as files: reading them as text, giving them back with comments, and the page that shows what was found."""

from motcua.progress.documents import kinds, pdf, plain, word
from motcua.progress.documents.comments import commented
from motcua.progress.documents.opened import CHARACTERS, PAGES, Opened
from motcua.progress.documents.report import as_html

__all__ = ["CHARACTERS", "PAGES", "Opened", "as_html", "commented", "read"]


def read(name: str, content: bytes) -> Opened:
    """A report of any kind that is taken: text, Word or PDF, told apart by content. Raises `Unreadable`."""
    return {"txt": plain.read, "docx": word.read, "pdf": pdf.read}[kinds.kind_of(name, content)](name, content)
