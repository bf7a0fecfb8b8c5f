"""What people do in the implementation workspace, one file a subject."""
