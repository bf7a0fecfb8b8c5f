"""What staff said in rounds of NoMAD: the mean of each construct, round beside round."""
