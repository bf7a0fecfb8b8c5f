"""The modules' content: reads, checks and keeps it. Knows no database, clock or settings."""
