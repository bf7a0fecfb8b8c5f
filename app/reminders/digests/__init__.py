"""Numbers by mail for those who invite, once a week, and for trust leads, once a month. No name is in them."""
