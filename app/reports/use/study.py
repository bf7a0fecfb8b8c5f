"""How much the relatives in the six trusts of the IMPART study used the toolkit, in 18 months.

Lobban and others, BMC Health Services Research 2020;20:219. The range is of all of them, as it was published.
"""

from app.reports.distribution import Distribution
from app.reports.use.measures import Measure

RELATIVES = 159
STUDY = {
    Measure.LOGINS: Distribution(
        n=RELATIVES, median=2, lower_quartile=1, upper_quartile=8, low=0, high=31, mean=3.78, deviation=4.43
    ),
    Measure.MINUTES: Distribution(
        n=RELATIVES, median=20.1, lower_quartile=4.9, upper_quartile=57.5, low=0, high=298, mean=40.6, deviation=54.54
    ),
}
