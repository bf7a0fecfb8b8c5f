"""The bare handler: a FastAPI `def` route, the same SQL through raw psycopg connections, the same bytes ready-made."""

import os
import pickle
from pathlib import Path
from queue import LifoQueue
from typing import Any

import psycopg
from fastapi import FastAPI, Response

POOL = 10


def create_app() -> FastAPI:
    """The bare program; BARE names the file with the recorded pages."""
    recorded = pickle.loads(Path(os.environ["BARE"]).read_bytes())
    connections: LifoQueue[psycopg.Connection[Any]] = LifoQueue()
    for _each in range(POOL):
        connections.put(_connect(recorded["database"]))
    app = FastAPI(openapi_url=None)
    app.get("/health/live")(lambda: {"live": True})
    for path, (statements, body) in recorded["pages"].items():
        app.get(path.partition("?")[0])(_handler(connections, statements, body))
    return app


def _connect(url: str) -> psycopg.Connection[Any]:
    connection = psycopg.connect(url)
    connection.execute("SELECT set_config('role', 'holdfast_app', false)")
    connection.commit()
    return connection


def _handler(connections: "LifoQueue[psycopg.Connection[Any]]", statements: list[tuple[str, Any]], body: bytes) -> Any:
    def page() -> Response:
        connection = connections.get()
        try:
            for statement, values in statements:
                cursor = connection.execute(statement, values)
                if cursor.description:
                    cursor.fetchall()
            connection.commit()
        finally:
            connections.put(connection)
        return Response(body, media_type="text/html")

    return page
