"""What is typed in the implementation workspace, one file a subject."""
