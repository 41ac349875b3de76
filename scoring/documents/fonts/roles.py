"""The five typefaces of an official document, and where free ones come from.

GB/T 9704-2012 and common practice name four proprietary faces and one for page
numbers; each has a free substitute in a Debian package. An office replaces a
substitute by its own licensed file in ``fonts.yaml`` (:mod:`scoring.documents.fonts.settings`).
"""

from __future__ import annotations

from dataclasses import dataclass

RECIPE = 1  # raise when the making of the faces changes: the cache is then built anew
OFL = "SIL Open Font License 1.1"
FANDOL = "GPL-3.0 with the GPL font exception"


@dataclass(frozen=True, slots=True)
class Package:
    """A Debian package that holds font files.

    Args:
        name: Name for ``apt-get download``.
        licence_file: Path inside the package of the text that goes with the faces.
    """

    name: str
    licence_file: str


NOTO = Package("fonts-noto-cjk", "usr/share/doc/fonts-noto-cjk/copyright")
TEXLIVE = Package("texlive-lang-chinese", "usr/share/doc/texlive-doc/fonts/fandol/COPYING.gz")
PACKAGES = (TEXLIVE, NOTO)


@dataclass(frozen=True, slots=True)
class Role:
    """A typeface by what it is for.

    Args:
        id: Short id, used in file names: ``biao``.
        title: Chinese name, used in fonts.yaml: ``小标宋``.
        purpose: What is set in it.
        canonical: The face that offices own; also the font name written into .docx files.
        accepted: Family names that count as the canonical face.
        package: Debian package of the substitute.
        file: File name of the substitute in the package.
        index: Face in a collection; WeasyPrint and fontconfig would take the Japanese face 0.
        used: Name of the substitute.
        licence: Its licence.
    """

    id: str
    title: str
    purpose: str
    canonical: str
    accepted: tuple[str, ...]
    package: Package
    file: str
    index: int
    used: str
    licence: str

    @property
    def family(self) -> str:
        """Family name of the built face, our own so that no installed font can take its place."""
        return f"GW {self.id.capitalize()}"

    @property
    def file_name(self) -> str:
        """File name of the built face."""
        return f"GW-{self.id.capitalize()}.ttf"


ROLES = (
    Role(
        "biao", "小标宋", "发文机关标志、标题", "方正小标宋简体", ("方正小标宋_GBK", "FZXiaoBiaoSong-B05S", "FZXiaoBiaoSong-B05"),
        NOTO, "NotoSerifCJK-Bold.ttc", 2, "Noto Serif CJK SC Bold", OFL,
    ),
    Role(
        "fang", "仿宋", "正文", "仿宋_GB2312", ("仿宋", "FangSong", "FangSong_GB2312"),
        TEXLIVE, "FandolFang-Regular.otf", 0, "FandolFang", FANDOL,
    ),
    Role(
        "kai", "楷体", "二级标题", "楷体_GB2312", ("楷体", "KaiTi", "KaiTi_GB2312"),
        TEXLIVE, "FandolKai-Regular.otf", 0, "FandolKai", FANDOL,
    ),
    Role(
        "hei", "黑体", "一级标题、附件标识、表头", "黑体", ("SimHei",),
        NOTO, "NotoSansCJK-Regular.ttc", 2, "Noto Sans CJK SC", OFL,
    ),
    Role(
        "song", "宋体", "页码、表格、生僻字", "宋体", ("SimSun", "NSimSun", "新宋体"),
        NOTO, "NotoSerifCJK-Regular.ttc", 2, "Noto Serif CJK SC", OFL,
    ),
)  # fmt: skip
BY_ID = {role.id: role for role in ROLES}
BY_NAME = {name: role for role in ROLES for name in (role.id, role.title)}
