"""A PostgreSQL and a Valkey from wheels, for whoever has not configured their own."""
