"""Site search: one box over the pages, the words and the helplines. What somebody asks is nowhere kept."""
