from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from haidang.foundation import registry


class AgenciesConfig(AppConfig):
    name = "haidang.agencies"
    verbose_name = _("Agencies")

    def ready(self) -> None:
        from haidang.agencies import rules

        registry.acting_name_readers.append(rules.acting_agency_name)
        registry.shell_addresses["own_page"] = "agencies:own_account"
        registry.name_acts(
            {
                "agencies.create_agency": _("created an agency"),
                "agencies.add_agency_name": _("added a name to an agency"),
            }
        )
