"""The bare library: somebody's "all" is told to everybody with its `broadcast`, anything else to them alone."""

import asyncio
import sys
from contextlib import suppress

import uvloop
from websockets.asyncio.server import ServerConnection, broadcast, serve
from websockets.exceptions import ConnectionClosed

_here: set[ServerConnection] = set()
_HINT = '{"topic":"forum.thread.00000000-0000-0000-0000-000000000000","number":1}'


async def _keep(connection: ServerConnection) -> None:
    _here.add(connection)
    with suppress(ConnectionClosed):
        while True:
            if await connection.recv() == "all":
                broadcast(_here, _HINT)
            else:
                await connection.send(_HINT)
    _here.discard(connection)


async def _serve(port: int) -> None:
    async with serve(_keep, "127.0.0.1", port, compression=None, ping_interval=None):
        await asyncio.get_running_loop().create_future()


if __name__ == "__main__":
    uvloop.run(_serve(int(sys.argv[1])))
