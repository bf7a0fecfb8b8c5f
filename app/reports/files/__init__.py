"""The figures as files: each with its columns explained, a name with the time, and a line in the audit trail."""
