"""The figures, each one named function and one SQL statement."""
