#!/bin/sh
# Once, when the database is empty: the login owns the tables and works as holdfast_app, which owns nothing.
# Neither passes row-level security.
set -eu
psql --set ON_ERROR_STOP=1 --set password="$HOLDFAST_PASSWORD" --username postgres <<'SQL'
CREATE ROLE holdfast LOGIN NOSUPERUSER NOBYPASSRLS PASSWORD :'password';
CREATE ROLE holdfast_app NOLOGIN NOBYPASSRLS;
GRANT holdfast_app TO holdfast;
CREATE DATABASE holdfast OWNER holdfast;
\connect holdfast
-- Else row-level security keeps the index of words from being used (docs/operating.md).
ALTER FUNCTION pg_catalog.ts_match_vq(tsvector, tsquery) LEAKPROOF;
SQL
