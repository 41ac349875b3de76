"""What is published stays: through a power cut, and whole at every moment."""

from __future__ import annotations

import ctypes
import errno
import os
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path

_HERE = -100  # AT_FDCWD: paths are those of the process
_EXCHANGE = 2  # RENAME_EXCHANGE
_AT_ONCE = 16  # files that are handed to the disk side by side: it takes them in few journal entries instead of one each
_UNKNOWN = {errno.EINVAL, errno.ENOSYS, errno.EOPNOTSUPP, errno.EXDEV}  # the file system, the system, or a layered folder cannot


def exchange(first: Path, second: Path) -> bool:
    """Let two folders change places in one step, so that there is no moment without either; False where the system cannot.

    Raises:
        OSError: where it could and was refused.
    """
    try:
        call = ctypes.CDLL(None, use_errno=True).renameat2
    except (AttributeError, OSError):  # not Linux
        return False
    sys.audit("scoring.exchange", str(first), str(second))
    if call(_HERE, os.fsencode(first), _HERE, os.fsencode(second), _EXCHANGE) == 0:
        return True
    number = ctypes.get_errno()
    if number in _UNKNOWN:
        return False
    raise OSError(number, os.strerror(number), str(second))


def settle(root: Path) -> None:
    """Have the disk take a file, or everything below a folder; names in a folder after the files that have them.

    Raises:
        OSError: where the disk could not: the first place at which a write that was only remembered so far is told as failed.
    """
    if not root.is_dir():
        _settle(root)
        return
    try:
        with ThreadPoolExecutor(_AT_ONCE) as pool:
            list(pool.map(_settle, _files(root)))
    except RuntimeError:  # no further thread is to be had
        for path in _files(root):
            _settle(path)
    for folder, _, _ in os.walk(root, topdown=False):
        settle_names(Path(folder))


def _files(root: Path) -> Iterator[Path]:
    return (Path(folder) / name for folder, _, files in os.walk(root) for name in files)


def settle_names(folder: Path) -> None:
    """Have the disk take the names in a folder, as they are after a rename; not every file system can, and then nothing is lost by it."""
    with suppress(OSError):
        _settle(folder)


def _settle(path: Path) -> None:
    if path.is_symlink():
        return
    file = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    try:
        os.fsync(file)
    finally:
        os.close(file)
