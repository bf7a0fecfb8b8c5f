"""What a relative has read before the first message. Raise VERSION when it means something else: everybody reads it again."""

VERSION = 1
