"""What must lie on the disk: room for files, fonts and programs to print with, what browsers fetch."""

from __future__ import annotations

import shutil
from importlib.metadata import version
from pathlib import Path
from tempfile import TemporaryFile

import typst
from django.conf import settings
from django.contrib.staticfiles.finders import get_finders

from motcua.files.queries import size_words
from motcua.upkeep.checks.registry import Answer, Here, check, lacking, well

LEAST_ROOM = 5 * 1024**3
FROM_NODE = {"tabler/css", "be-vietnam-pro/files"}


@check("Kho tệp ghi được và còn chỗ")
def file_store(here: Here) -> Answer:
    folder = Path(settings.FILE_STORE)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with TemporaryFile(dir=folder) as probe:
            probe.write(b"?")
            probe.flush()
    except OSError as trouble:
        return lacking(f"không ghi được vào {folder} ({trouble.strerror})", "hãy cấp quyền ghi hoặc đặt MOTCUA_FILES")
    free = shutil.disk_usage(folder).free
    if free < LEAST_ROOM:
        return lacking(f"{folder} còn {size_words(free)}", f"hãy dọn đĩa, để trống ít nhất {size_words(LEAST_ROOM)}")
    return well(f"{folder} còn {size_words(free)}")


@check("In được giấy tờ")
def printing(here: Here) -> Answer:
    folder = Path(settings.PRINT_FONTS)
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[folder])
    if not fonts.families():
        return lacking(f"không có phông chữ ở {folder}", "hãy chạy lại bin/motcua version để tải phông chữ")
    return well(f"typst {version('typst')}, phông {', '.join(fonts.families())}")


@check("Có giao diện và phông chữ của trang")
def front_end(here: Here) -> Answer:
    there = {name for name, folder in settings.STATICFILES_DIRS if Path(folder).is_dir()}
    if missing := sorted(FROM_NODE - there):
        return lacking(f"thiếu {', '.join(missing)}", "hãy chạy lại bin/motcua version để tải giao diện")
    return well(", ".join(sorted(there)))


@check("Tệp tĩnh đã gom")
def static_files(here: Here) -> Answer:
    root = Path(settings.STATIC_ROOT)
    wanted = [
        (Path(getattr(storage, "prefix", None) or "") / path, storage.size(path))
        for finder in get_finders()
        for path, storage in finder.list([])
    ]
    bad = [path for path, size in wanted if not (root / path).is_file() or (root / path).stat().st_size != size]
    if bad:
        return lacking(
            f"{len(bad)} trong {len(wanted)} tệp chưa có hoặc đã cũ ở {root}",
            "hãy chạy bin/motcua collectstatic --noinput",
        )
    return well(f"{len(wanted)} tệp ở {root}")
