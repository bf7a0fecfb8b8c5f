"""Hours that staff write down, and what an hour costs."""
