"""The toolbox: keeping, writing, sharing, and taking out."""
