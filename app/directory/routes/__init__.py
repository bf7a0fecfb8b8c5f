"""The pages of the directory: whom to ring now, everything to look through, and local help for its editors."""
