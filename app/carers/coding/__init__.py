"""The codes under which a trust's record system wants to hear of an offer and of an account."""
