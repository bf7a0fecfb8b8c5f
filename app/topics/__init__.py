"""What relatives would like to read about: they ask, others say "I would like this too", staff answer."""
