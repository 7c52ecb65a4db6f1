"""What a paper says of itself: kind, number, issuer, place, date, title, signer, recipients."""

from haidang.engines.reading.findings import HeadingFound
from haidang.engines.reading.letterhead import read_letterhead
from haidang.engines.reading.paper import Paper
from haidang.engines.reading.recipients import read_recipients
from haidang.engines.reading.signature import read_signer


def read_heading(paper: Paper) -> HeadingFound:
    """Read the head and the foot of a paper.

    This function will leave null what the paper does not have, and a number that was left blank.
    """
    head = read_letterhead(paper)
    signer, signer_lines = read_signer(paper)
    recipients, recipient_lines = read_recipients(paper)
    field_lines = dict(head.field_lines)
    field_lines |= {"signer": signer_lines} if signer_lines else {}
    field_lines |= {"recipients": recipient_lines} if recipient_lines else {}
    return HeadingFound(
        kind=head.kind,
        number=head.number,
        issuer=head.issuer,
        place=head.place,
        dated=head.dated,
        title=head.title,
        signer=signer,
        recipients=recipients,
        lines=tuple(sorted({number for lines in field_lines.values() for number in lines})),
        field_lines=field_lines,
    )
