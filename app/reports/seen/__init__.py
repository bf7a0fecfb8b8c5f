"""What staff can see about one relative, told to that relative."""
