"""Makes the list of real words that only look like misspellings of the rules' words: `python -m bench.real_words`.

The frequency lists are those that zxcvbn, which checks passwords, ships.
"""

import textwrap
from collections.abc import Iterator

from zxcvbn.frequency_lists import FREQUENCY_LISTS

from app.risk.detector.lexicon import FOLDER, lexicon
from app.risk.detector.spelling import SHORTEST_MENDED

_HEAD = """# Real words that differ by a letter from a word of the rules, and so are not misspellings of it.
version: 1
note: Made by bench/real_words.py from the frequency lists that zxcvbn ships.
words: >-
"""


def real_words() -> Iterator[str]:
    """Words of ordinary English that would otherwise be mended into words of the rules."""
    words = lexicon()
    stems = tuple(words.stems)
    for name in ("english_wikipedia", "us_tv_and_film"):
        for each in FREQUENCY_LISTS[name]:
            plain = len(each) >= SHORTEST_MENDED and each.isascii() and each.isalpha()
            if plain and not each.startswith(stems) and words.spelling.would_mend(each):
                yield each


def main() -> None:
    """Writes the data file."""
    lines = textwrap.wrap(" ".join(sorted(set(real_words()))), 118, initial_indent="  ", subsequent_indent="  ")
    (FOLDER / "real_words.yaml").write_text(_HEAD + "\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
