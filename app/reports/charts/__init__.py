"""Pictures of figures: what they show, as data. Each has the same facts as a table, and a file. Pure."""
