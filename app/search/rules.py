"""Whether a question speaks of danger. No score and no guess about the person: it only puts numbers first."""

import re
import unicodedata

# Reviewed words, without apostrophes; each also finds what begins with it. Too many here costs nobody anything: a calm
# card with numbers. One too few may. How "suicide" is often typed at night belongs here too.
STEMS = (
    # Ending a life, and harm to oneself
    *("suicid", "sucid", "suisid", "suicd", "sucide", "suside", "self harm", "selfharm", "self injur", "harm", "hurt"),
    *("overdos", "over dos", "overdoes", "too many tablet", "too many pill", "took all", "taken all", "swallow"),
    *("end it all", "end my life", "end his life", "end her life", "end their life", "ending it"),
    *(
        "ending my life",
        "ending his life",
        "ending her life",
        "ending their life",
        "taking his life",
        "taking her life",
    ),
    *(
        "take my life",
        "take his life",
        "take her life",
        "my own life",
        "his own life",
        "her own life",
        "their own life",
    ),
    *(
        "dying",
        "not worth living",
        "dont want to live",
        "doesnt want to live",
        "no reason to live",
        "better off without",
    ),
    *("cutting", "cuts h", "cut him", "cut her", "cut my", "cut them", "drown", "poison", "jump", "said goodbye"),
    # Harm to others, and fear at home
    *("kill", "murder", "stab", "strangl", "chok", "suffocat", "throttl", "violen", "attack", "assault", "threat"),
    *("weapon", "knife", "knives", "machete", "razor", "punch", "kick", "abus", "hostage", "barricad"),
    *("danger", "unsafe", "not safe", "isnt safe", "afraid of", "scared of", "frightened of", "terrified"),
    *("voices tell", "voice tell", "voices say", "voices order", "command"),
    # The body
    *("not breath", "isnt breath", "stopped breath", "cant breath", "cannot breath", "hardly breath", "unconscious"),
    *("collaps", "wont wake", "not wak", "cant wake", "cannot wake", "bleed", "seizure", "chest pain", "toxic"),
    *("not eat", "wont eat", "stopped eat", "not drinking", "wont drink", "postpartum", "post partum"),
    # Gone
    *("missing", "disappear", "vanish", "run away", "ran away", "running away", "run off", "ran off"),
    *("not come home", "hasnt come home", "didnt come home", "cant find him", "cant find her", "cant find them"),
    # Asking for somebody at once
    *("emergenc", "crisis", "urgent", "ambulance", "police", "samaritan", "help me", "help now"),
)
# These only as they stand: "diet" and "hangover" are other things.
WHOLE = (
    *(
        "die",
        "dies",
        "dead",
        "death",
        "od",
        "hang",
        "hanging",
        "hanged",
        "gun",
        "guns",
        "axe",
        "hit",
        "hits",
        "hitting",
    ),
    *("beat", "beats", "beating", "beaten", "rape", "raped", "fire", "999", "111", "sos"),
)
_WHOLE = "|".join(WHOLE)
_DANGER = re.compile(rf"\b(?:{'|'.join(STEMS)}|(?:{_WHOLE})\b)")
_SILENT = "'’‘`\u200b\u200c\u200d\u2060\ufeff\u00ad"


def speaks_of_danger(question: str) -> bool:
    """Whether numbers to ring should stand above whatever was found."""
    return _DANGER.search(_plain(question)) is not None


def _plain(question: str) -> str:
    """Small letters and digits with one space between words; no accents, no apostrophes, nothing that cannot be seen."""
    letters = unicodedata.normalize("NFKD", question.casefold())
    kept = "".join(each for each in letters if not unicodedata.combining(each) and each not in _SILENT)
    return " ".join(re.findall(r"[^\W_]+", kept))
