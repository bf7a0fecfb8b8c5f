"""Pages for staff: the queue, one flag, telling of a worry, figures, log, and settings."""
