"""Which house rules hold. Raise VERSION when their meaning changes: everybody is asked again before they go on."""

VERSION = 1
