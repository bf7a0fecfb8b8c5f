"""Making Holdfast part of the work: the go-live checklist, NoMAD rounds, suggestions, and what became of them."""
