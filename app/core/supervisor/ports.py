"""Free TCP ports on this machine."""

import socket

from app.core.errors import SettingsError

LOOPBACK = "127.0.0.1"


def listen(*, first: int) -> socket.socket:
    """A socket that listens on loopback at `first`, or at the next free port after it.

    It is handed to the server while open, so two copies that start at the same moment never choose the same port,
    and a browser that is quicker than the server waits instead of failing.
    """
    for port in range(first, 65536):
        listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((LOOPBACK, port))
            listener.listen(128)
        except OSError:
            listener.close()
            continue
        return listener
    raise SettingsError(f"There is no free port from {first} on. Set PORT to another number.")


def free() -> int:
    """A port that nobody listens on now, for a program that cannot be handed a socket."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.bind((LOOPBACK, 0))
        return int(probe.getsockname()[1])


def answers_ok(*, port: int, path: str) -> bool:
    """Whether GET http://127.0.0.1:port/path says 200 within a second."""
    # Not http.client: it would bring TLS and email parsing into a process that stays.
    request = f"GET {path} HTTP/1.0\r\nHost: {LOOPBACK}:{port}\r\n\r\n"
    try:
        with socket.create_connection((LOOPBACK, port), timeout=1) as connection:
            connection.sendall(request.encode("ascii"))
            return connection.recv(64).split(b" ")[1:2] == [b"200"]
    except OSError:
        return False
