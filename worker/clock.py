"""The Celery program of the clock: `celery -A worker.clock beat`. It sends tasks by name and knows none of them."""

from app.core.queue import celery
from worker.schedule import SCHEDULE

app = celery()
app.conf.beat_schedule = SCHEDULE
