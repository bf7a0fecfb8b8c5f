"""What running Holdfast takes: the hours that people log, and what an hour costs."""
