"""Small content folders for tests: everything that a module can hold, and then one thing changed."""

from datetime import date
from pathlib import Path

from app.directory import content as directory
from app.modules.content import loader
from app.modules.content.library import Library, Prose
from app.modules.drawing import draw

TODAY = date(2026, 11, 24)

DIRECTORY = """\
samaritans:
  name: Samaritans
  number: "116 123"
  purpose: Somebody to talk to.
  kind: crisis
  hours: Free, day and night
  nations: [england, scotland, wales, northern-ireland]
  source: samaritans.org
  checked_on: 2026-11-22
  next_check: 2027-05-22
"""

EVIDENCE = """\
family-work:
  claim: Family work helps.
  checked_on: 2026-11-22
  sources:
    - stance: supporting
      says: It did in 53 trials.
      citation: A review
      year: 2010
      where: Results
      link: https://example.org/review
"""

FIGURES = """\
allowance:
  name: The allowance
  amount: "£86.45 a week"
  nations: [england, wales]
  source: https://www.gov.uk/allowance
  checked_on: 2026-11-22
  next_check: 2027-03-01
  expires: 2028-04-05
"""

JARGON = """\
care-coordinator:
  word: care coordinator
  also: [care coordinators, keyworker]
  plain: The person in the team who keeps an eye on everything.
cpn:
  word: CPN
  also: [mental health nurse]
  plain: A nurse who comes to the house.
  differs: In Scotland the short form is the same.
nurse:
  word: nurse
  plain: Somebody trained to look after people.
capacity:
  word: capacity
  plain: Being able to decide.
  link: false
"""

MODULE = """\
title: First steps
summary: What to do first.
for: [psychosis, bipolar]
minutes: 30
version: 1
written_on: 2026-11-22
reviewed_on: 2026-11-22
next_review: 2027-11-22
in_short:
  - Sit down first.
  - Turn the television off.
  - Ring {{samaritans.name}} on {{samaritans.number}}.
  - Write the hours down.
  - Sleep when you can.
"""

PAGE = """\
---
title: What now?
summary: The first page.
---
Ring **{{samaritans.name}}** on {{samaritans.number}}.

## Look

See [the next page](/modules/first-steps/my-plan) or [a review](https://example.org/review).

:::do What helps
- Turn it *down*. Less noise helps.
- Sit.
:::

:::dont What does not help
- argue, because it is real to him
:::

:::care urgent Ring if:
- he has not slept
:::

:::important You did not cause this
Nobody did.
:::

:::ask-your-team
- "What next?"
:::

:::evidence family-work
:::

:::story
title: The night bus
teller: Amira
provenance: composite
text: She waited.
:::

:::reflect
text: What would you keep?
:::

:::activity noticed
kind: checklist
title: What have you noticed?
text: Tick what fits.
options:
  - id: sleep
    text: He sleeps less
    feedback: Write the hours down.
  - id: food
    text: He eats less
    feedback: Ask him what he likes.
:::

:::quiz away
title: What did you take away?
questions:
  - id: cause
    question: Did you cause it?
    answers:
      - text: "No"
        feedback: Nobody did.
        fits: true
      - text: "Yes"
        feedback: Many people fear so.
        fits: false
:::
"""

PLAN = """\
---
title: My plan
summary: The second page.
---
A plan for a bad night with {{person}}. {{Person}} may help.

:::yours early-signs
:::

:::activity tired
kind: scale
title: How tired are you?
text: Choose a number.
low: Rested
high: Worn out
points: 5
feedback:
  - {from: 1, text: Good.}
  - {from: 4, text: Sleep first.}
:::

:::activity week
kind: choice
title: How was this week?
text: Choose one.
options:
  - {id: calm, text: Calm, feedback: Rest.}
  - {id: hard, text: Hard, feedback: Tell somebody.}
:::

:::activity try
kind: text
title: One thing to try
text: In your own words.
label: What I will try
feedback: One is enough for {{person}}.
:::

:::activity plan
kind: plan
title: My plan for a bad night
text: Fill in what you can.
fields:
  - {id: first, label: First I will, hint: Put the kettle on}
  - {id: ring, label: I will ring, card: Ring, yours: contacts}
feedback: Put it on the fridge.
:::

:::download
title: The plan on paper
text: To print.
prints: plan
:::
"""


def make_content(place: Path) -> Path:
    """A folder with one module of two pages that uses every block but the film."""
    folder = place / "content"
    files = {
        "directory.yaml": DIRECTORY,
        "evidence.yaml": EVIDENCE,
        "figures.yaml": FIGURES,
        "jargon.yaml": JARGON,
        "en/01-first-steps/module.yaml": MODULE,
        "en/01-first-steps/10-what-now.md": PAGE,
        "en/01-first-steps/20-my-plan.md": PLAN,
    }
    for name, text in files.items():
        write(folder / name, text)
    return folder


def write(path: Path, text: str) -> None:
    """A file, with the folders above it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def html_of(folder: Path, words: str) -> str:
    """What a page's words become, as far as it is the same for everybody."""
    write(folder / "en/01-first-steps/20-my-plan.md", f"---\ntitle: T\nsummary: S\n---\n{words}\n")
    found = library_of(folder).find("first-steps", "my-plan")
    assert found
    return "".join(part.html for part in found[1].parts if isinstance(part, Prose))


def library_of(folder: Path) -> Library:
    """Its modules, drawn as the program draws them."""
    return loader.load(folder, directory=directory.load(folder), draw=draw, today=TODAY)
