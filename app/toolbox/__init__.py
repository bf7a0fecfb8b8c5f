"""What a relative keeps: saved answers and plans."""
