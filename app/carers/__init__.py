"""Who was never asked: a team's list of the carers it knows of, by initials and the team's own reference only."""
