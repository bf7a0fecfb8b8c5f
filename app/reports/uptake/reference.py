"""What six NHS trusts reached in the IMPART study, to stand beside one's own figures. Counts only: rates are worked out.

Lobban and others, BMC Health Services Research 2020;20:219, table 3: six trusts, 18 months.
"""

from app.reports.uptake.counts import Uptake

IMPART = Uptake(
    trust="IMPART study",
    clinicians=281,
    clinicians_who_invited=57,
    invites=355,
    relatives=310,
    accounts=159,
    median=3,
    fewest=1,
    most=45,
)
