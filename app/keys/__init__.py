"""Ledger of keys: what people keep is locked with a key of its own, wrapped by the trust's, wrapped by the root key."""
