"""The letterhead that is proposed for a consolidated report."""

import pytest
from factories.agencies import make_agency, make_person
from factories.consolidation import begun
from factories.regimes import open_round

from haidang.agencies.enums import AgencyKind, Role
from haidang.regimes.queries.consolidation_heads import proposed_head

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("above", "kind", "superior"),
    [
        (
            ("Thành phố Hải Đăng", AgencyKind.PROVINCE),
            AgencyKind.DEPARTMENT,
            "Ủy ban nhân dân thành phố Hải Đăng",
        ),
        (("Quận Hải Châu", AgencyKind.DISTRICT), AgencyKind.DIVISION, "Ủy ban nhân dân quận Hải Châu"),
        (("Sở Nội vụ", AgencyKind.DEPARTMENT), AgencyKind.DIVISION, "Sở Nội vụ"),
        (("Thành phố Hải Đăng", AgencyKind.PROVINCE), AgencyKind.PARTY, ""),
        (("Thành phố Hải Đăng", AgencyKind.PROVINCE), AgencyKind.COMMITTEE, ""),
    ],
)
def test_committee_stands_above_its_departments(officer, above, kind, superior):
    name, kind_above = above
    issuer = make_agency("Cơ quan báo cáo", kind, parent=make_agency(name, kind_above))
    made = begun(open_round(officer, "Sở Du lịch"), make_person(Role.OFFICER, "nguoilap", issuer))

    head = proposed_head(made)

    assert (head.issuer, head.superior) == ("Cơ quan báo cáo", superior)
