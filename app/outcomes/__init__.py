"""Check-ins: questionnaires as data, their scores, and what a relative sees of their own answers."""
