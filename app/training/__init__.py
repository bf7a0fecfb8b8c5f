"""The staff course: fifteen minutes, a practice team with pretend relatives, a short quiz, a certificate."""
