"""Styles, scripts and pictures: read once at start, compressed once, named by what is in them."""

import gzip
import hashlib
import re
from dataclasses import dataclass
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

_OURS = Path(__file__).parent / "static"
_TYPES = {".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".svg": "image/svg+xml"}
_DESIGN_SYSTEM = "static/wagtailnhsukfrontend/css/nhsuk-frontend-10.4.2.min.css"
# The design system has its colours written out. These become properties that holdfast.css sets and a trust may change.
COLOURS = {
    "#005eb8": "brand",
    "#004b93": "brand-hover",
    "#003d78": "brand-hover",
    "#002f5c": "brand-deep",
    "#003087": "brand-deep",
    "#d9e7f4": "brand-pale",
    "#c7dcef": "brand-pale",
    "#7c2855": "link-hover",
    "#007f3b": "go",
    "#00662f": "go-hover",
    "#00401e": "go-deep",
    "#f0f4f5": "page",
    "#d8dde0": "line",
}


@dataclass(frozen=True)
class Asset:
    """One file as it is sent, plain and compressed, and the version that stands in its address."""

    body: bytes
    compressed: bytes
    media_type: str
    version: str


@lru_cache(maxsize=1)
def assets() -> dict[str, Asset]:
    """Every file by its name."""
    ours = {path.name: path.read_bytes() for path in sorted(_OURS.iterdir()) if path.suffix in _TYPES}
    return {name: _asset(name, body) for name, body in {"nhsuk.css": _design_system(), **ours}.items()}


def address(name: str) -> str:
    """Where a page finds a file; it changes with the content, so that browsers may keep the file for ever."""
    return f"/static/{name}?v={assets()[name].version}"


def app() -> ASGIApp:
    """What is mounted at /static."""
    return _serve


def _asset(name: str, body: bytes) -> Asset:
    compressed = gzip.compress(body, 9, mtime=0)
    return Asset(body, compressed, _TYPES[Path(name).suffix], hashlib.sha256(body).hexdigest()[:12])


def _design_system() -> bytes:
    """The NHS styles without their typeface, which is not ours to use, and with our colours."""
    package = find_spec("wagtailnhsukfrontend")
    if package is None or package.origin is None:
        raise FileNotFoundError("The package wagtail-nhsuk-frontend is not installed.")
    styles = (Path(package.origin).parent / _DESIGN_SYSTEM).read_text(encoding="utf-8")
    styles = re.sub(r"@font-face\s*\{[^}]*\}", "", styles)
    styles = re.sub(r":root\s*\{[^}]*\}", "", styles)
    styles = re.sub(r"Frutiger W01,\s*arial", "Arial", styles)
    for colour, name in COLOURS.items():
        styles = styles.replace(colour, f"var(--{name})")
    return styles.encode()


async def _serve(scope: Scope, _receive: Receive, send: Send) -> None:
    asset = assets().get(scope["path"].removeprefix(scope.get("root_path", "")).lstrip("/"))
    if asset is None or scope["method"] not in {"GET", "HEAD"}:
        await _send(send, 404 if asset is None else 405, {"content-type": "text/plain"}, b"")
        return
    zipped = "gzip" in Headers(scope=scope).get("accept-encoding", "")
    body = asset.compressed if zipped else asset.body
    headers = _headers(asset, body, zipped=zipped, known=scope["query_string"] == f"v={asset.version}".encode())
    await _send(send, 200, headers, body if scope["method"] == "GET" else b"")


def _headers(asset: Asset, body: bytes, *, zipped: bool, known: bool) -> dict[str, str]:
    # An address with another version comes from a page of an older or newer release: it must not stick.
    keep = "public, max-age=31536000, immutable" if known else "public, max-age=60"
    headers = {"content-type": asset.media_type, "content-length": str(len(body)), "cache-control": keep}
    return headers | {"vary": "accept-encoding"} | ({"content-encoding": "gzip"} if zipped else {})


async def _send(send: Send, status: int, headers: dict[str, str], body: bytes) -> None:
    raw = [(name.encode(), value.encode()) for name, value in headers.items()]
    await send({"type": "http.response.start", "status": status, "headers": raw})
    await send({"type": "http.response.body", "body": body})
