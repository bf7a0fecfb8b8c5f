"""Imports every feature's tables, so that the metadata is complete."""

from app.accounts import models as accounts
from app.audit import models as audit
from app.core.db import Base
from app.invitations import models as invitations
from app.mail import models as mail
from app.modules import models as modules
from app.toolbox import models as toolbox
from app.trusts import models as trusts
from app.usage import models as usage

FEATURES = (accounts, audit, invitations, mail, modules, toolbox, trusts, usage)
metadata = Base.metadata
