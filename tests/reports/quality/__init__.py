"""The offer to carers."""
