"""When somebody is reminded of what. Pure: facts and the time in, at most one reminder out."""
