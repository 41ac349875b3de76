"""Building the faces once into a cache, and finding them again.

The cache is ``$SCORING_FONT_CACHE``, else ``~/.cache/scoring/fonts``. It holds one
folder for the free faces and one per office font file; each is written beside and
renamed, so that an interrupted build leaves nothing half done.
"""

from __future__ import annotations

import gzip
import hashlib
import os
import shutil
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path

from scoring.documents.fonts import packages
from scoring.documents.fonts.roles import BY_ID, PACKAGES, RECIPE, ROLES, Role
from scoring.documents.fonts.sets import Face, FontSet, is_whole, read_index, write_index
from scoring.documents.fonts.settings import Choice, read_settings
from scoring.files import durable
from scoring.files.passing import Passing
from scoring.problems import Problem, ProblemsFound

BUILD_COMMAND = "scoring fonts build"


def cache_folder() -> Path:
    """Where built faces are kept."""
    if own := os.environ.get("SCORING_FONT_CACHE"):
        return Path(own)
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "scoring" / "fonts"


def build_fonts(
    cache: Path | None = None,
    *,
    downloads: Path | None = None,
    settings: Path | None = None,
    force: bool = False,
    say: Callable[[str], object] = print,
) -> FontSet:
    """Build the five faces unless they are there; the second time nothing is done.

    Args:
        cache: The cache folder; by default :func:`cache_folder`.
        downloads: Folder with the two .deb files already downloaded, for machines without network.
        settings: ``fonts.yaml`` with the office's own faces (:func:`scoring.documents.fonts.settings.find_settings`).
        force: Build anew even when complete.
        say: Receives one line per step.

    Returns:
        The faces in force. Raises ProblemsFound D003-D007 (packages), D008 (cache not writable),
        D010-D015 (settings and the office's files).
    """
    cache = cache or cache_folder()
    folder = cache / f"base-{RECIPE}"
    faces = read_index(folder, RECIPE)
    if force or not faces or not is_whole(faces):
        _need(("fontTools", "uharfbuzz"))
        _into(folder, lambda target: _build_base(target, downloads, say), say)
        faces = read_index(folder, RECIPE)
    fonts = FontSet(faces).replaced(_office_faces(cache, settings, say))
    for role, canonical, used in fonts.substitutions:
        say(f"{role}:以 {used} 代替 {canonical}")
    say(f"字体已就绪：{folder}")
    return fonts


def load_fonts(cache: Path | None = None, *, settings: Path | None = None, say: Callable[[str], object] = lambda _: None) -> FontSet:
    """The faces in force, from the cache; only office files named in the settings are built on the spot.

    Raises ProblemsFound D001 (not built), D008, D010-D015.
    """
    cache = cache or cache_folder()
    faces = read_index(cache / f"base-{RECIPE}", RECIPE)
    if not faces:
        raise ProblemsFound([Problem("D001", str(cache), args={"command": BUILD_COMMAND})])
    return FontSet(faces).replaced(_office_faces(cache, settings, say))


def _build_base(target: Path, downloads: Path | None, say: Callable[[str], object]) -> None:
    with tempfile.TemporaryDirectory(prefix="scoring-fonts-") as temporary:
        folder = downloads or Path(temporary)
        if downloads is None:
            say("正在下载字体包（只解包，不安装）:" + " ".join(p.name for p in PACKAGES))
            packages.download(PACKAGES, folder)
        jobs: list[tuple[Role, bytes, str]] = []
        for package in PACKAGES:
            deb = packages.find(package, folder)
            roles = [role for role in ROLES if role.package == package]
            say(f"正在解包：{deb.name}")
            content = packages.take(deb, {package.licence_file, *(role.file for role in roles)})
            _write_licence(target / f"{package.name}.licence.txt", content[package.licence_file])
            source = f"{package.name} {packages.version(deb)}"
            jobs += [(role, content[role.file], f"{source} {role.file}") for role in roles]
        say("正在生成字体(约需一分钟)")
        write_index(target, _make_all(target, jobs, say), RECIPE)


def _write_licence(file: Path, text: bytes) -> None:
    file.write_bytes(gzip.decompress(text) if text[:2] == b"\x1f\x8b" else text)


def _make_all(target: Path, jobs: Iterable[tuple[Role, bytes, str]], say: Callable[[str], object]) -> tuple[Face, ...]:
    from concurrent.futures import ProcessPoolExecutor

    jobs = list(jobs)
    with ProcessPoolExecutor(min(len(jobs), os.cpu_count() or 1)) as pool:
        futures = [(role, source, pool.submit(_make_one, target, role.id, data, role.index, source)) for role, data, source in jobs]
        faces = []
        for role, _source, future in futures:
            faces.append(future.result())
            say(f"  {role.title}:{role.used}")
    return tuple(sorted(faces, key=lambda face: [role.id for role in ROLES].index(face.role)))


def _make_one(target: Path, role_id: str, data: bytes, index: int, source: str, *, office: bool = False) -> Face:
    from scoring.documents.fonts.face import make_face

    role = BY_ID[role_id]
    made = make_face(data, index, role)
    (target / role.file_name).write_bytes(made.data)
    return Face(
        role=role.id,
        family=role.family,
        file=role.file_name,
        sha256=hashlib.sha256(made.data).hexdigest(),
        bytes=len(made.data),
        characters=made.characters,
        used=made.source_family if office else role.used,
        source=source,
        licence="office" if office else role.licence,
        copyright=made.copyright,
    )


def _office_faces(cache: Path, settings: Path | None, say: Callable[[str], object]) -> tuple[Face, ...]:
    """The office's own faces, each built at its first use and found again by the hash of its file."""
    choices = read_settings(settings) if settings else ()
    faces: list[Face] = []
    problems: list[Problem] = []
    for choice in choices:
        try:
            faces += _office_face(cache, choice, say)
        except ProblemsFound as found:
            problems += found.problems
    if problems:
        raise ProblemsFound(problems)
    return tuple(faces)


def _office_face(cache: Path, choice: Choice, say: Callable[[str], object]) -> tuple[Face, ...]:
    data = choice.file.read_bytes()
    key = hashlib.sha256(data + f"{choice.index}:{choice.role}".encode()).hexdigest()[:16]
    folder = cache / f"office-{RECIPE}-{key}"
    if not read_index(folder, RECIPE):
        _need(("fontTools", "uharfbuzz"))
        say(f"正在转换本单位字体：{choice.file.name}")
        _into(folder, lambda target: write_index(target, (_convert(target, choice, data),), RECIPE), say)
    return read_index(folder, RECIPE)


def _convert(target: Path, choice: Choice, data: bytes) -> Face:
    from scoring.documents.fonts.face import NotEmbeddableError, TooFewCharactersError

    def problem(code: str, **words: object) -> ProblemsFound:
        file, line = choice.place
        return ProblemsFound([Problem(code, file, line, BY_ID[choice.role].title, choice.file.name, words)])

    try:
        return _make_one(target, choice.role, data, choice.index, choice.file.name, office=True)
    except NotEmbeddableError:
        raise problem("D014") from None
    except TooFewCharactersError as error:
        raise problem("D015", missing=error.args[0]) from None
    except ValueError:
        raise problem("D013") from None


def _into(folder: Path, make: Callable[[Path], object], say: Callable[[str], object]) -> None:
    """Run ``make`` on a temporary sibling and rename it; an older folder of the name is replaced."""
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        held = Passing(folder.parent, f".{folder.name}-")
    except OSError as error:
        raise ProblemsFound([Problem("D008", str(folder.parent), found=error.strerror or "")]) from None
    try:
        make(held.path)
        held.path.chmod(0o755)
        durable.settle(held.path)
        if folder.exists():
            say(f"正在替换：{folder}")
            if durable.exchange(held.path, folder):
                return
            shutil.rmtree(folder)
        held.path.rename(folder)
    finally:
        held.close()


def _need(modules: tuple[str, ...]) -> None:
    """Say how to install what only documents need, instead of a traceback."""
    from importlib.util import find_spec

    if missing := [name for name in modules if find_spec(name) is None]:
        raise ProblemsFound([Problem("D009", found="、".join(missing))])
