"""What it takes to look after relatives who use the toolkit: volumes, how fast, hours, and cost."""
