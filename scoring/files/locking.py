"""One command at a time in an output folder: a lock that the system takes back from whoever dies."""

from __future__ import annotations

import errno
import fcntl
import json
import os
import socket
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from scoring.files.jsonfile import mapping
from scoring.problems import Problem, ProblemsFound

LOCK = ".scoring.lock"
"""Name of the file in the folder; it is there only while a command works in the folder, or after one was killed."""
_EVERY = 0.1  # seconds between two tries
_LETTING_GO = 5.0  # seconds that helpers of a killed holder may take to end
_BUSY, _UNKNOWN = {errno.EWOULDBLOCK, errno.EACCES}, {errno.ENOLCK, errno.EOPNOTSUPP, errno.ENOSYS}

Say = Callable[[str, dict[str, Any]], None]


@contextmanager
def locked(folder: Path, verb: str, wait: float = 0, say: Say = lambda _stage, _details: None) -> Iterator[None]:
    """Keep every other command out of a folder while the block runs.

    The lock is one of the system (``flock``): where its holder ends, killed or not, it is free. The file in the folder
    only says who holds it. Folders that had to be made for it and stay empty are removed again.

    Args:
        folder: The folder in which the command writes; made where it does not exist.
        verb: The command, as the other one is told of it.
        wait: Seconds to wait for another holder.
        say: Told (stage ``waiting``, with the holder) when there is one to wait for.

    Raises:
        ProblemsFound: A006 (the folder cannot be written), A050 (another command works there), A051 (no locks there).
    """
    made = _make(folder)
    path = folder / LOCK
    file = None
    try:
        file = _take(path, wait, say)
        with suppress(OSError):  # a full disk: the folder is locked all the same, only nobody is told by whom
            os.pwrite(file, json.dumps(_holder(verb), ensure_ascii=False).encode(), 0)
        yield
    finally:
        if file is not None:
            path.unlink(missing_ok=True)  # still held: whoever opened the file meanwhile sees that it is gone
            os.close(file)
        for parent in made:
            with suppress(OSError):
                parent.rmdir()


def _make(folder: Path) -> list[Path]:
    """Make the folder; the folders that were made, the innermost first."""
    made = [place for place in (folder, *folder.parents) if not place.exists()]
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise _unwritten(folder, error) from None
    return made


def _unwritten(folder: Path, error: OSError) -> ProblemsFound:
    return ProblemsFound([Problem("A006", str(folder), found=error.strerror or str(error))])


def _take(path: Path, wait: float, say: Say) -> int:
    """The open file, locked; raises ProblemsFound A006, A050, A051."""
    end, told = time.monotonic() + wait, False
    dead = time.monotonic() + _LETTING_GO
    while True:
        file = _try(path)
        if file is not None:
            return file
        holder = holder_of(path.parent)
        if time.monotonic() >= (max(end, dead) if _is_dead(holder) else end):
            raise ProblemsFound([Problem("A050", str(path.parent), found=_words(holder), args=_told_of(holder))])
        if not told:
            say("waiting", {"holder": holder})
            told = True
        time.sleep(_EVERY)


def _try(path: Path) -> int | None:
    """The locked file, or None where another one holds it."""
    try:
        file = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o666)
    except OSError as error:
        raise _unwritten(path.parent, error) from None
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        if _is_still_there(file, path):
            os.ftruncate(file, 0)
            return file
    except OSError as error:
        if error.errno in _UNKNOWN:
            os.close(file)
            raise ProblemsFound([Problem("A051", str(path.parent), found=error.strerror or str(error))]) from None
        if error.errno not in _BUSY:
            os.close(file)
            raise
    os.close(file)
    return None


def _is_still_there(file: int, path: Path) -> bool:
    """Whether the locked file is the one in the folder: the holder before may have removed it between opening and locking."""
    try:
        return os.fstat(file).st_ino == path.stat().st_ino
    except FileNotFoundError:
        return False


def _holder(verb: str) -> dict[str, Any]:
    # The time is for the one who waits. It stands in no output.
    since = datetime.now(tz=UTC).astimezone().isoformat(timespec="seconds")
    return {"verb": verb, "pid": os.getpid(), "user": _user(), "host": socket.gethostname(), "since": since}


def _user() -> str:
    import pwd

    with suppress(KeyError):
        return pwd.getpwuid(os.getuid()).pw_name
    return str(os.getuid())  # a container without the user in its list


def holder_of(folder: Path) -> dict[str, Any]:
    """Who says that they hold the folder: ``verb``, ``pid``, ``user``, ``host``, ``since``; empty where nobody has said yet."""
    try:
        return mapping((folder / LOCK).read_text("utf-8"))
    except (OSError, ValueError):
        return {}


def _is_dead(holder: dict[str, Any]) -> bool:
    if holder.get("host") != socket.gethostname() or not isinstance(holder.get("pid"), int):
        return False
    try:
        os.kill(holder["pid"], 0)
    except ProcessLookupError:
        return True
    except OSError:
        return False
    return False


def _words(holder: dict[str, Any]) -> str:
    return f"scoring {holder['verb']}" if holder.get("verb") else ""


def _told_of(holder: dict[str, Any]) -> dict[str, Any]:
    """What the sentence says of the holder, in both languages."""
    if not holder:
        return {"holder": {"zh": "持有者不详", "en": "by an unknown process"}}
    pid, user, host, since = (holder.get(key, "?") for key in ("pid", "user", "host", "since"))
    zh = f"进程号 {pid}，用户 {user}，主机 {host}，始于 {since}"
    return {"holder": {"zh": zh, "en": f"by process {pid} of {user} on {host} since {since}"}}
