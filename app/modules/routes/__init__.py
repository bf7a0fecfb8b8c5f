"""The module pages: reading, answering, and the paper versions."""
