"""What people send from the forum's pages, one file a group of pages."""
