"""Who did what to whom: append-only and hash-chained; for investigation, never to drive a feature."""
