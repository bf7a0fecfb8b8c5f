"""The unit of work of a request, as a dependency of its route."""

from collections.abc import AsyncIterator
from typing import Annotated

from fastapi import Depends
from sqlalchemy.orm import Session
from starlette.concurrency import run_in_threadpool

from app.core.db import unit_of_work


async def _request_transaction() -> AsyncIterator[Session]:
    # Opening touches no database, so it needs no thread; committing does.
    work = unit_of_work(None)
    session = work.__enter__()
    try:
        yield session
    except BaseException as error:
        await run_in_threadpool(work.__exit__, type(error), error, error.__traceback__)
        raise
    await run_in_threadpool(work.__exit__, None, None, None)


# scope="function": with FastAPI's default the response would leave before the commit, and a failing commit
# would still show success.
Database = Annotated[Session, Depends(_request_transaction, scope="function")]
