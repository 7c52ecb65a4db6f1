"""Settings of a race course: its tables are made from the models, as in other tests; journeys go through migrations."""

from installation_settings import *  # noqa: F403
from installation_settings import INSTALLED_APPS

MIGRATION_MODULES = {app.rpartition(".")[2]: None for app in INSTALLED_APPS}
