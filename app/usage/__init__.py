"""What relatives used and for how long: a closed vocabulary of events and a daily roll-up."""
