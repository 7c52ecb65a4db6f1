from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from haidang.foundation import registry
from haidang.foundation.registry import NavigationLink


class DeskConfig(AppConfig):
    name = "haidang.desk"
    verbose_name = _("Desk")

    def ready(self) -> None:
        from haidang.agencies import rules
        from haidang.reports.rules import may_lead, may_work

        registry.navigation[:] = [
            NavigationLink("desk", _("Desk"), "desk:home", rules.may_see_programmes),
            NavigationLink("my_work", _("My work"), "reports:my_work", may_work),
            NavigationLink("leaders", _("For leaders"), "reports:leaders", may_lead),
            NavigationLink("obligations", _("Obligations"), "reports:obligations", rules.may_see_programmes),
            NavigationLink("regimes", _("Reports of the period"), "regimes:rounds", rules.may_see_programmes),
            NavigationLink("documents", _("Papers"), "documents:register", rules.may_see_programmes),
            NavigationLink("programme", _("Programmes"), "programme:list", rules.may_see_programmes),
            NavigationLink(
                "budget", _("Budget of the city"), "programme:city_budget", rules.may_see_programmes
            ),
            NavigationLink("agencies", _("Agencies"), "agencies:agencies", rules.may_see_programmes),
            NavigationLink("accounts", _("Accounts"), "agencies:accounts", rules.may_administer),
            NavigationLink("log", _("Log of actions"), "desk:log", rules.may_administer),
        ]
        registry.filtered_lists |= {"reports:obligations", "documents:register", "programme:page"}
        registry.shell_addresses["search"] = "desk:search"
        registry.name_notices({"desk.examples": _("about the demo")})
