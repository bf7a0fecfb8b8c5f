"""Risk: what relatives write is read for signs of danger, and a person looks in time."""
