from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from haidang.foundation import registry


class FoundationConfig(AppConfig):
    name = "haidang.foundation"
    verbose_name = _("Foundation")

    def ready(self) -> None:
        registry.name_acts(
            {
                "foundation.forget_entries": _("removed the words of entries of the log"),
                "foundation.open_feed": _("opened an address for the own calendar"),
                "foundation.save_filter": _("saved a filter"),
                "foundation.forget_filter": _("removed a saved filter"),
                "foundation.revoke_feed": _("shut the address for the own calendar"),
                "foundation.forgotten": _("words removed with a secret paper"),
            }
        )
        registry.name_facts({"numbers": _("entries number")})
        registry.name_acts({"foundation.import_table": _("took over an Excel table")})
        registry.name_facts({"table": _("table"), "saved": _("rows saved"), "left": _("rows left out")})
