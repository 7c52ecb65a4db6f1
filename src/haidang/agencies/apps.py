from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from haidang.foundation import registry


class AgenciesConfig(AppConfig):
    name = "haidang.agencies"
    verbose_name = _("Agencies")

    def ready(self) -> None:
        from haidang.agencies import enums, rules
        from haidang.agencies.operations.open_rows import register_open_rows

        register_open_rows()
        registry.acting_name_readers.append(rules.acting_agency_name)
        registry.conditions_of_work.append(rules.holds_a_post)
        registry.narrowings_to_work.append(rules.holding_a_post)
        registry.shell_addresses["own_page"] = "agencies:own_account"
        self._name_reorganisations()
        registry.name_acts(
            {
                "agencies.create_agency": _("created an agency"),
                "agencies.add_agency_name": _("added a name to an agency"),
                "agencies.rename_agency": _("changed the official name of an agency"),
                "agencies.end_agency_name": _("ended a name of an agency"),
                "agencies.record_succession": _("recorded a reorganisation"),
                "agencies.load_register": _("loaded the register of agencies"),
                "agencies.give_duty": _("gave a duty"),
                "agencies.pass_duty_on": _("passed a duty on"),
                "agencies.correct_agency": _("corrected what the register says of an agency"),
                "agencies.correct_succession": _("corrected a reorganisation"),
                "agencies.correct_duty": _("corrected a duty"),
                "agencies.create_account": _("created an account"),
                "agencies.change_account": _("changed an account"),
                "agencies.give_post": _("gave a post"),
                "agencies.end_post": _("ended a post"),
                "agencies.reset_password": _("gave a new password"),
                "agencies.change_own_password": _("changed the own password"),
                "agencies.deactivate_account": _("shut an account"),
                "agencies.reactivate_account": _("opened an account again"),
                "agencies.unlock_account": _("unlocked a log-in"),
            }
        )
        registry.name_facts(
            {
                "name": _("name"),
                "kind": _("kind"),
                "from": _("from"),
                "to": _("until"),
                "username": _("login"),
                "full_name": _("full name"),
                "email": _("e-mail"),
                "role": _("role"),
                "agency": _("agency"),
                "heirs": _("followed by"),
                "count": _("how many"),
                "reason": _("reason"),
                "source": _("source"),
                "is_verified": _("verified"),
                "holder": _("holder"),
                "effective_on": _("takes effect on"),
                "valid_from": _("valid from"),
                "valid_to": _("valid to"),
                "legal_basis": _("legal basis"),
            }
        )
        for choices in (enums.AgencyKind, enums.NameKind, enums.SuccessionKind, enums.Role):
            registry.name_facts(dict(choices.choices))

    def _name_reorganisations(self) -> None:
        registry.name_acts(
            {
                "agencies.reorganise": _("carried a reorganisation out"),
                "agencies.merge_duplicate": _("said that two entries are one body"),
                "agencies.undo_duplicate": _("took two merged entries apart"),
                "agencies.undo_reorganisation": _("undid a reorganisation"),
                "agencies.take_body_away": _("took away a body founded by an undone act"),
                "agencies.move_post": _("moved a post with a reorganisation"),
                "agencies.give_post_back": _("gave a post back after an undone reorganisation"),
                "agencies.move_unit": _("moved a unit with a reorganisation"),
                "agencies.give_unit_back": _("gave a unit back after an undone reorganisation"),
            }
        )

        _introduce_people()


def _introduce_people() -> None:
    """Who acts for whom, who sits where: how the shell, the log and the page of a leaving person hear of it."""
    from haidang.agencies import enums, rules
    from haidang.agencies.operations.open_seats import seats_of_people
    from haidang.agencies.queries import seats_and_delegations_of
    from haidang.agencies.registry import left_open_readers, open_work

    registry.acting_person_readers.append(rules.acting_person_name)
    registry.shell_addresses["stop_acting"] = "agencies:act_for"
    left_open_readers.append(seats_and_delegations_of)
    open_work.append(seats_of_people())
    registry.name_acts(
        {
            "agencies.add_person": _("entered a person into the directory"),
            "agencies.change_person": _("changed the data of a person"),
            "agencies.give_seat": _("gave a seat"),
            "agencies.pass_seat_on": _("handed a seat to another person"),
            "agencies.end_seat": _("ended a seat"),
            "agencies.change_contact": _("changed the contact of an office"),
            "agencies.move_seat": _("moved a seat with a reorganisation"),
            "agencies.give_seat_back": _("gave a seat back after an undone reorganisation"),
            "agencies.give_delegation": _("let somebody act for the own post"),
            "agencies.revoke_delegation": _("revoked a delegation"),
        }
    )
    registry.name_facts(
        {
            "person": _("person"),
            "seat_kind": _("seat"),
            "committee_place": _("place in the committee"),
            "position": _("position"),
            "delegate": _("who acts"),
            "grounds": _("paper or consent"),
        }
    )
    registry.name_notices({"agencies.delegation": _("acting for another")})
    for choices in (enums.SeatKind, enums.SeatPlace):
        registry.name_facts(dict(choices.choices))
