"""What the agencies app writes: agencies, their names and successions, accounts and posts."""

from haidang.agencies.operations.accounts import (
    change_account,
    change_own_password,
    choose_language,
    choose_theme,
    create_account,
    create_first_administrator,
    deactivate_account,
    end_post,
    give_post,
    prepare_account,
    reactivate_account,
    reset_password,
    unlock_account,
)
from haidang.agencies.operations.correcting import (
    correct_agency,
    correct_duty,
    correct_succession,
)
from haidang.agencies.operations.delegating import give_delegation, revoke_delegation
from haidang.agencies.operations.duplicates import merge_duplicate, undo_duplicate
from haidang.agencies.operations.naming import (
    add_agency_name,
    create_agency,
    end_agency_name,
    enter_agency,
    forget_agencies_of,
    rename_agency,
)
from haidang.agencies.operations.people import (
    change_contact,
    change_person,
    end_seat,
    give_seat,
    pass_seat_on,
)
from haidang.agencies.operations.reorganising import (
    Consent,
    carry_out_reorganisation,
    change_of_register,
    preview_reorganisation,
)
from haidang.agencies.operations.succession import (
    give_duty,
    pass_duty_on,
    record_succession,
)
from haidang.agencies.operations.undoing import forget_handovers, undo_reorganisation

__all__ = [
    "Consent",
    "add_agency_name",
    "carry_out_reorganisation",
    "change_account",
    "change_contact",
    "change_of_register",
    "change_own_password",
    "change_person",
    "choose_language",
    "choose_theme",
    "correct_agency",
    "correct_duty",
    "correct_succession",
    "create_account",
    "create_agency",
    "create_first_administrator",
    "deactivate_account",
    "end_agency_name",
    "end_post",
    "end_seat",
    "enter_agency",
    "forget_agencies_of",
    "forget_handovers",
    "give_delegation",
    "give_duty",
    "give_post",
    "give_seat",
    "merge_duplicate",
    "pass_duty_on",
    "pass_seat_on",
    "prepare_account",
    "preview_reorganisation",
    "reactivate_account",
    "record_succession",
    "rename_agency",
    "reset_password",
    "revoke_delegation",
    "undo_duplicate",
    "undo_reorganisation",
    "unlock_account",
]
