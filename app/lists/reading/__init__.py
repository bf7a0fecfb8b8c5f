"""Reading a file of people to invite: bytes in, people or problems out. Pure."""
