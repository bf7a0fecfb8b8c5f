"""Imports every feature's tables, so that the metadata is complete."""

from app.accounts import models as accounts
from app.audit import models as audit
from app.carers import models as carers
from app.core.db import Base
from app.directory import models as directory
from app.forum import models as forum
from app.implementation import models as implementation
from app.invitations import models as invitations
from app.joining import models as joining
from app.keys import models as keys
from app.lists import models as lists
from app.mail import models as mail
from app.messages import models as messages
from app.modules import models as modules
from app.network import models as network
from app.outcomes import models as outcomes
from app.reminders import models as reminders
from app.reports import models as reports
from app.risk import models as risk
from app.search import models as search
from app.toolbox import models as toolbox
from app.topics import models as topics
from app.training import models as training
from app.trusts import models as trusts
from app.usage import models as usage
from app.workload import models as workload

FEATURES = (
    accounts,
    audit,
    carers,
    directory,
    forum,
    implementation,
    invitations,
    joining,
    keys,
    lists,
    mail,
    messages,
    modules,
    network,
    outcomes,
    reminders,
    reports,
    risk,
    search,
    toolbox,
    topics,
    training,
    trusts,
    usage,
    workload,
)
metadata = Base.metadata
