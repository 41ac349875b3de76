#!/bin/sh
# Installs scoring from this folder, without network and without being root.
#
#   sh install.sh --prefix DIR [--python PYTHON] [--no-fonts]
#
# DIR/bin/scoring is the command afterwards. An earlier installation in DIR is replaced as a whole, or stays as it was.
set -eu
here=$(CDPATH= cd -- "$(dirname -- "$0")" && pwd)
sonames="libpango-1.0.so.0 libpangoft2-1.0.so.0 libharfbuzz-subset.so.0"
prefix='' python='' fonts=yes new=''

say() { printf '%s\n' "$@"; }
stop() { printf 'install.sh: %s\n' "$@" >&2; exit 1; }
clean() { [ -z "$new" ] || rm -rf "$new"; }
trap clean EXIT
trap 'exit 130' INT TERM HUP

while [ $# -gt 0 ]; do
    case $1 in
        --prefix) [ $# -ge 2 ] || stop "--prefix DIR"; prefix=$2; shift 2 ;;
        --python) [ $# -ge 2 ] || stop "--python PYTHON"; python=$2; shift 2 ;;
        --no-fonts) fonts=no; shift ;;
        -h | --help) sed -n '2,6s/^# \{0,1\}//p' "$0"; exit 0 ;;
        *) stop "未知选项：$1" "unknown option: $1 (see --help)" ;;
    esac
done
[ -n "$prefix" ] || stop "请用 --prefix 指明安装目录" "name the folder to install into: --prefix DIR"

target() { sed -n "s/^$1=//p" "$here/target"; }

# The Python that the wheels are for; another minor version cannot load them.
wanted=$(target python)
is_it() { "$1" -c 'import sys; sys.exit("%d.%d" % sys.version_info[:2] != sys.argv[1])' "$wanted" 2>/dev/null; }
find_python() {
    for candidate in ${python:-python$wanted python3}; do
        if is_it "$candidate"; then command -v "$candidate"; return; fi
    done
}
python=$(find_python)
[ -n "$python" ] || stop "没有找到 Python $wanted，请安装，或用 --python 指明" "no Python $wanted found: install it, or name it with --python"
[ "$(uname -m)" = "$(target machine)" ] || stop "本安装包用于 $(target machine)，本机是 $(uname -m)" "these files are for $(target machine), this machine is $(uname -m)"

say "核对文件 / checking the files"
(cd "$here" && sha256sum --check --quiet --strict SHA256SUMS) || stop "文件与 SHA256SUMS 不符，请重新拷贝" "files differ from SHA256SUMS: copy them again"

if [ -e "$prefix" ] && [ ! -f "$prefix/.scoring" ] && [ -n "$(ls -A "$prefix" 2>/dev/null)" ]; then
    stop "目录非空，且不是本程序的安装目录：$prefix" "this folder is not empty and holds no installation of scoring: $prefix"
fi
mkdir -p "$(dirname -- "$prefix")"
prefix=$(CDPATH= cd -- "$(dirname -- "$prefix")" && pwd)/$(basename -- "$prefix")
new=$prefix.new.$$
mkdir "$new" "$new/bin"
: >"$new/.scoring"

say "安装程序 / installing the program"
"$python" -m venv --without-pip "$new/venv"
for pip in "$here"/pip/pip-*.whl; do :; done # a wheel of pip runs as it is
"$new/venv/bin/python" "$pip/pip" install --quiet --disable-pip-version-check --no-input --no-cache-dir --isolated \
    --no-index -f "$here/wheels" --no-deps --require-hashes -r "$here/requirements.txt"

# The libraries of the PDF stack: the system's own where it has them, else those of this folder, for this program alone.
loads() { LD_LIBRARY_PATH=$1 "$new/venv/bin/python" -c 'import ctypes, sys; [ctypes.CDLL(name) for name in sys.argv[1:]]' $sonames 2>/dev/null; }
system() { (. /etc/os-release 2>/dev/null && printf '%s %s' "${ID:-}" "${VERSION_ID:-}"); }
if [ -d "$here/libraries" ] && ! loads ''; then
    [ "$(system)" = "$(target system)" ] || stop "本机（$(system)）没有 Pango，安装包中的库用于 $(target system)，请先安装 Pango" \
        "this machine ($(system)) has no Pango, and the libraries here are for $(target system): install Pango first"
    say "放入排版所需的系统库 / unpacking the libraries of the PDF stack"
    mkdir "$new/lib"
    for deb in "$here"/libraries/*.deb; do dpkg-deb -x "$deb" "$new/system"; done
    find "$new/system" -name '*.so.*' -exec mv {} "$new/lib/" \;
    loads "$new/lib" || stop "安装包中的库不能载入" "the libraries of this folder do not load"
fi

cat >"$new/bin/scoring" <<'END'
#!/bin/sh
# scoring as install.sh put it here: with its own libraries and fonts, wherever the folder is moved to.
home=$(CDPATH= cd -- "$(dirname -- "$(readlink -f -- "$0")")/.." && pwd)
if [ -d "$home/lib" ]; then LD_LIBRARY_PATH="$home/lib${LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH}"; export LD_LIBRARY_PATH; fi
if [ -d "$home/fonts" ]; then SCORING_FONT_CACHE="${SCORING_FONT_CACHE:-$home/fonts}"; export SCORING_FONT_CACHE; fi
exec "$home/venv/bin/python" -P "$home/venv/bin/scoring" "$@"
END
chmod 755 "$new/bin/scoring"

if [ $fonts = yes ] && [ -d "$here/fonts" ]; then
    say "生成字体，约需一分钟 / building the fonts, about a minute"
    SCORING_FONT_CACHE=$new/fonts "$new/bin/scoring" fonts build --from "$here/fonts" >"$new/fonts.log" 2>&1 || { cat "$new/fonts.log" >&2; stop "字体没有生成" "the fonts were not built"; }
    rm -f "$new/fonts.log"
fi

"$new/bin/scoring" --version >/dev/null || stop "安装后的程序不能运行" "the installed program does not run"
old=$prefix.old.$$
[ ! -e "$prefix" ] || mv "$prefix" "$old"
mv "$new" "$prefix"
new=''
rm -rf "$old"
say "已安装 / installed: $prefix/bin/scoring" "试用 / try it: $prefix/bin/scoring run $here/example --out out"
