"""How what relatives answered in check-ins changed, from the start to 12 and to 24 weeks; never of one person."""
