"""Labels that contradict the text they stand above, found while reading the development half; each with its reason."""

from __future__ import annotations

MISTAKES: dict[tuple[str, str], str] = {
    ("ICO_UK_-_Colour_Car_Sales_Limited.md", "fine"): (
        "the text is the enforcement notice only; the penalty was set in another document"
    ),
    ("ICO_UK_-_Enforcement_Notice_and_Warning_Letter_-_Home_Office.md", "decided date"): (
        "the notice is dated 28 February 2024; the label gives the day it was published"
    ),
    ("UOOU_-_UOOU-00196_20.md", "fine"): "the text fines in Czech crowns; the label converts to euro",
    ("UODO_Poland_-_DKE.561.1.2020.md", "fine"): "the text fines in zloty; the label rounds its equivalent in euro",
    (
        "UODO_Poland_-_DKE.561.1.2020.md",
        "decided date",
    ): "the decision is dated 10 July 2020, as the label Published is",
    (
        "TA_Luxembourg_-_N_46189.md",
        "decided date",
    ): "the label is the day the case was filed; judgment was read on 28 July",
    ("IMY_Sweden_-_IMY-2023-4559.md", "decided date"): "day and month swapped: the decision is dated 2023-06-12",
    ("Datatilsynet_Norway_-_20_02191.md", "decided date"): "the letter is dated 2 July 2020",
    (
        "Personvernnemnda_Norway_-_PVN-2023-04.md",
        "respondent",
    ): "the label names the authority whose decision was appealed",
    ("HmbBfDI_Hamburg_-_Ende_des_ZOOM-Verfahrens.md", "respondent"): (
        "the warning went to the Senate Chancellery; the label names the product it used"
    ),
    ("AN_-_2185_2021.md", "respondent"): "the label names the authority whose decision was appealed",
}
