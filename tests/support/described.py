"""A few made-up decisions that people ask about by what happened, and not by the name in their heads."""

from __future__ import annotations

from ingest.sources.item import Item
from tests.support.shelf import text_item

DUTCH_FOUNDATION = """Autoriteit Persoonsgegevens

Decision of 16 June 2020 to impose an administrative fine

The Autoriteit Persoonsgegevens (AP) imposes an administrative fine of EUR 6,500 on Stichting Lakeside Fraction.

On 10 January 2019 the foundation sent an e-mail with an invitation for a supporters evening in Lakeside to 101 friends
of the party. The addresses of all recipients were visible to everybody who received the e-mail. The foundation did not
notify the AP of the breach within 72 hours, and so infringed Article 33(1) of the GDPR.
"""
DUTCH_DENTIST = """Autoriteit Persoonsgegevens

Decision of 4 February 2021 to impose an administrative fine

The Autoriteit Persoonsgegevens (AP) imposes an administrative fine of EUR 11,000 on an orthodontist in the Netherlands.

Patients registered through a form on the website of the orthodontist. The form was sent over an unencrypted connection,
so that the citizen service numbers of children were not secured. This infringes Article 32(1) of the GDPR.
"""
BULGARIAN_OPERATOR = """Commission for Personal Data Protection

Decision of 3 May 2022, Sofia, Republic of Bulgaria

The Commission for Personal Data Protection (CPDP) heard the complaint of Mrs. P.Q. against a mobile operator.

The husband of the complainant asked the operator for a transfer of her mobile number, and the operator ported the
number from the network of the previous operator without any request of the complainant herself.

The CPDP imposes a fine of BGN 3,000 on the mobile operator. The operator must prove to the commission within one month
that its processing complies with Article 24 of the GDPR.
"""
BULGARIAN_EMPLOYER = """Commission for Personal Data Protection

Decision of 1 December 2022, Sofia, Republic of Bulgaria

The Commission for Personal Data Protection (CPDP) heard the complaint of A.D. against "H.QB." EAD.

"H.QB." EAD registered an employment contract with the revenue agency that the complainant had never signed. The CPDP
issues an official warning to "H.QB." EAD, because the violation is the first of this employer.
"""
UNION_JUDGMENT = """JUDGMENT OF THE COURT (Fifth Chamber)

26 January 2023

In Case C\u2011905/21, request for a preliminary ruling under Article 267 TFEU

The Court of Justice of the European Union rules: national legislation which provides for the systematic collection of
fingerprints of every person accused of an intentional offence must be precluded where it does not oblige the police to
show that the collection is strictly necessary.
"""
PORTUGUESE_SHOP = """DELIBERATION/2019/555

I - Report

The CNPD drafted, on 7 January 2019, a deliberation project, in which the defendant was charged with an administrative
offence. The defendant runs a shop with nine cameras. No notice of the video surveillance was displayed in the shop.

The CNPD imposes a fine of EUR 1,500 on the defendant.
"""
DANISH_SHOP = """Datatilsynet

Decision of 21 March 2022, Denmark

The Danish Data Protection Agency (Datatilsynet) finds that Ravioli Firm ApS/KnitShoppen did not erase a customer from
its mailing list. Datatilsynet orders Ravioli Firm ApS/KnitShoppen to erase the customer from the mailing list by
11 April 2022.
"""
UNPLACED_BAKERY = """DECISION IN THE MATTER OF A LOYALTY CARD

The defendant runs a bakery in Slovakia and kept the birthdays of the holders of its loyalty card for eleven years.

The defendant must pay EUR 900 for keeping the birthdays longer than the loyalty card was valid.
"""


def described_items() -> tuple[Item, ...]:
    """The decisions as documents to ingest."""
    return (
        text_item("described/netherlands/foundation.txt", DUTCH_FOUNDATION),
        text_item("described/netherlands/orthodontist.txt", DUTCH_DENTIST),
        text_item("described/bulgaria/operator.txt", BULGARIAN_OPERATOR),
        text_item("described/bulgaria/employer.txt", BULGARIAN_EMPLOYER),
        text_item("described/union/judgment.txt", UNION_JUDGMENT),
        text_item("described/portugal/shop.txt", PORTUGUESE_SHOP),
        text_item("described/denmark/shop.txt", DANISH_SHOP),
        text_item("described/unplaced/bakery.txt", UNPLACED_BAKERY),
    )
