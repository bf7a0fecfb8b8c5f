"""How many people each team works with, as the lead counts them: what invitations are held against."""
