"""What it takes to look after relatives."""
