# One image for the web, the worker, the clock and the migrations; docker-compose.yml says which runs where.
FROM python:3.11-slim

WORKDIR /srv/holdfast
COPY requirements.lock ./
RUN pip install --no-cache-dir --require-hashes --no-deps --requirement requirements.lock

COPY pyproject.toml README.md LICENSE ./
COPY app app
COPY worker worker
COPY migrations migrations
COPY modules_content modules_content
RUN pip install --no-cache-dir --no-deps --no-build-isolation --editable . \
    && useradd --system --no-create-home --home-dir /nonexistent --shell /usr/sbin/nologin holdfast

# Nothing is written into the image: logs go to standard output, data to PostgreSQL.
USER holdfast
ENV ENV=production PYTHONUNBUFFERED=1 MALLOC_ARENA_MAX=2
EXPOSE 8000
CMD ["uvicorn", "app.main:create_app", "--factory", "--host", "0.0.0.0", "--port", "8000", "--no-access-log"]
