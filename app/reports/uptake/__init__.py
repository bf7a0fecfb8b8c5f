"""Who was invited and who came: the funnel, the table of the IMPART study, and each inviter's own numbers."""
