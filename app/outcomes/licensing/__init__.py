"""Which questionnaires a trust uses, by which licence and in which words. Never what anybody answered."""
