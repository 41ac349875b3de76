"""Passing folders and files: held by who uses them, so that a later command tells those of the dead and removes them.

A process that is killed cannot tidy up. Every passing folder is therefore locked (``flock``) as long as its process, or a
helper of it, lives; the system lets go of the lock with the process, so a lock that can be had means that nobody uses the
folder any more. No process number is looked at: numbers are given out again, and other machines have their own.
"""

from __future__ import annotations

import errno
import fcntl
import os
import re
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from scoring.problems import Problem, ProblemsFound

PREFIX = "scoring-passing-"
"""How passing folders outside the results are called; what is called otherwise is nobody's of ours."""
_RANDOM = "[a-z0-9_]{8}"  # as tempfile names things
_TRIES = 10
_BUSY = {errno.EWOULDBLOCK, errno.EACCES}


class Passing:
    """A folder that is gone when it is closed, and that a later command removes when that never happens.

    Args:
        parent: Where it is made; what dead processes left there under the same prefix is removed first.
        prefix: How its name begins; eight characters by chance follow.
    """

    def __init__(self, parent: Path, prefix: str = PREFIX) -> None:
        clear(parent, re.escape(prefix) + _RANDOM)
        self.path, self._lock = _made(parent, prefix)

    def close(self) -> None:
        """Remove the folder."""
        shutil.rmtree(self.path, ignore_errors=True)
        let_go(self._lock)
        self._lock = None


@contextmanager
def passing(parent: Path, prefix: str = PREFIX) -> Iterator[Path]:
    """A :class:`Passing` folder for the length of a block; raises OSError where it cannot be made."""
    folder = Passing(parent, prefix)
    try:
        yield folder.path
    finally:
        folder.close()


def scratch(spill: Path | None) -> Passing:
    """A passing folder for the engine, in a folder of the user's or among the system's; raises ProblemsFound A032, A056."""
    where = spill or place()
    try:
        return Passing(where)
    except OSError as error:
        words = error.strerror or str(error)
        raise ProblemsFound([Problem("A032", str(where), where="--spill", found=words) if spill else _nowhere(str(where), words)]) from None


@contextmanager
def own_place() -> Iterator[None]:
    """In a block, what libraries put among the system's passing files lies in one passing folder of ours.

    They make files without asking where; of a process that was killed nobody would know that they were its own.
    """
    own = _own(_usual) or _own(place)
    if own is None:  # which whoever needs a place is told
        yield
        return
    _outer.append(own.path.parent)
    tempfile.tempdir = str(own.path)
    try:
        yield
    finally:
        tempfile.tempdir = str(_outer.pop())
        own.close()


def _own(parent: Callable[[], Path]) -> Passing | None:
    """A passing folder in a place that takes a file too; None where there is none."""
    own = None
    try:
        own = Passing(parent())
        (own.path / "tried").write_bytes(b"tried")
    except (OSError, ProblemsFound):
        if own:
            own.close()
        return None
    return own


def _usual() -> Path:
    """The system's folder as it is named. Python would try it by writing a file there, which a kill leaves under nobody's name."""
    named = (os.environ.get(variable) for variable in ("TMPDIR", "TEMP", "TMP"))
    return Path(tempfile.tempdir or next(filter(None, named), "/tmp"))  # noqa: S108 - the place that Python takes too


_outer: list[Path] = []  # the system's folder while libraries are given another


def place() -> Path:
    """The system's folder of passing files; raises ProblemsFound A056 where there is none that can be written."""
    try:
        return _outer[0] if _outer else Path(tempfile.gettempdir())
    except OSError as error:
        raise ProblemsFound([_nowhere("", error.strerror or str(error))]) from None


def _nowhere(where: str, words: str) -> Problem:
    return Problem("A056", where, found=words)


def _made(parent: Path, prefix: str) -> tuple[Path, int | None]:
    for _ in range(_TRIES):
        folder = Path(tempfile.mkdtemp(prefix=prefix, dir=parent))
        with suppress(FileNotFoundError):
            lock = hold(folder)
            if folder.is_dir():
                return folder, lock
            let_go(lock)  # somebody who cleared up was faster than the lock
    raise OSError(errno.EAGAIN, os.strerror(errno.EAGAIN), str(parent))


def hold(path: Path) -> int | None:
    """Lock a passing file or folder until :func:`let_go` or the end of the process; None on a file system without locks."""
    file = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        os.close(file)
        return None
    return file


def let_go(lock: int | None) -> None:
    """Give a lock of :func:`hold` back."""
    if lock is not None:
        os.close(lock)


def clear(parent: Path, names: str) -> list[Path]:
    """Remove what dead processes of this user left.

    Args:
        parent: The folder in which it lies.
        names: Regular expression that names of passing files and folders match as a whole.

    Returns:
        What was removed.
    """
    return [path for path in _matching(parent, names) if _is_left(path) and _is_removed(path)]


def _matching(parent: Path, names: str) -> list[Path]:
    pattern = re.compile(names)
    with suppress(OSError):
        return sorted(Path(entry.path) for entry in os.scandir(parent) if pattern.fullmatch(entry.name) and not entry.is_symlink())
    return []


def _is_left(path: Path) -> bool:
    """Whether something belongs to this user, and nobody holds it any more."""
    try:
        if path.lstat().st_uid != os.getuid():
            return False
        lock = hold(path)
    except OSError:
        return False
    let_go(lock)
    return lock is not None


def _is_removed(path: Path) -> bool:
    if path.is_dir():
        shutil.rmtree(path, ignore_errors=True)
    else:
        with suppress(OSError):
            path.unlink()
    return not path.exists()
