"""The pages of topics: for relatives and for the staff who answer."""
