"""The network map: the people, places and activities round somebody."""
