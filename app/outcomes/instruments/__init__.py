"""Questionnaires as data. Pure: no database, no clock."""

from app.outcomes.instruments.instrument import Instrument as Instrument
from app.outcomes.instruments.loading import load as load
from app.outcomes.instruments.parts import Band as Band
from app.outcomes.instruments.parts import Item as Item
from app.outcomes.instruments.parts import Option as Option
from app.outcomes.instruments.parts import Risk as Risk
from app.outcomes.instruments.parts import Scale as Scale
from app.outcomes.instruments.parts import Step as Step
from app.outcomes.instruments.parts import Sum as Sum
from app.outcomes.instruments.words import Misfit as Misfit
from app.outcomes.instruments.words import WordsDoNotFit as WordsDoNotFit
