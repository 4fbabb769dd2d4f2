"""Labels that contradict the text they stand above, found while reading the development part; each with its reason."""

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
    ("DPC_Ireland_-_TikTok.md", "decided date"): "the text, a news item, gives only the day it was announced",
    (
        "DPC_Ireland_-_Groupon_Ireland_Operations_Limited.md",
        "respondent",
    ): "the text decides against Groupon International Limited",
    ("ICO_UK_-_EA-2023-0252-FP.md", "fine"): "the text fines in pounds; the label says euro",
    ("DSB_Austria_-_D550.038_0003-DSB_2018.md", "fine"): "the label adds the costs of 480 to the fine of 4,800",
    ("CNIL_France_-_Unknown_27_01_2021.md", "fine"): (
        "the text fines the controller 150,000 and the processor 75,000; the label leaves out the second"
    ),
    (
        "HDPA_Greece_-_12_2021.md",
        "decided date",
    ): "the label is a meeting's day; the decision is dated 7 April 2021",
    (
        "HDPA_Greece_-_13_2021.md",
        "decided date",
    ): "the label is a meeting's day; the decision is dated 7 April 2021",
    ("Pers_nuvernd_Iceland_-_no._2020010552.md", "decided date"): (
        "the label is the day the page was put up; the ruling is dated 21 October 2021"
    ),
    ("AP_The_Netherlands_-_z2021-13185___z2022-07180.md", "decided date"): "the letter is dated 22 May 2023",
    ("AP_The_Netherlands_-_19.01.2023.md", "respondent"): (
        "the label gives the Dutch name of the Social Insurance Bank, as the translated text calls it"
    ),
    ("AEPD_Spain_-_EXP202310203.md", "decided date"): "on the day of the label the proceedings were only opened",
    (
        "IMY_Sweden_-_DI-2021-10448.md",
        "regulator",
    ): "the text is a leaflet about the register, not a decision",
    ("DPC_Ireland_-_Department_of_Social_Protection_DSP.md", "fine"): "the text tells of fines of 550,000 in all",
    ("Garante_per_la_protezione_dei_dati_personali_Italy_-_9670001.md", "fine"): "the text fines 50,000",
    ("UODO_Poland_-_DKN.5131.8.2022.md", "fine"): "the text fines in zloty; the label rounds its equivalent in euro",
    ("ICO_UK_-_Saga_Services_Limited.md", "fine"): (
        "the text, a news item, tells only what three companies were fined together"
    ),
    ("CNIL_France_-_MED-2019-027.md", "respondent"): "the label translates the Ministry of the Interior otherwise",
    ("Helsingin_hallinto-oikeus_Finland_-_116_2024.md", "respondent"): (
        "the label gives the Finnish name of a company that the text names in English"
    ),
    ("Retten_i_Svendborg_-_SS-640_2024-SVE.md", "respondent"): "the text names nobody",
    ("CJEU_-_C-205_21_-_Ministerstvo_na_vatreshnite_raboti.md", "respondent"): (
        "the label names the court that referred the questions; the proceedings before it are against V.S."
    ),
    ("Garante_per_la_protezione_dei_dati_personali_Italy_-_9670001.md", "decided date"): (
        "the label is the day of the newsletter; the order is of 13 May 2021"
    ),
    ("AP_The_Netherlands_-_16.06.2020.md", "decided date"): "the decision is dated 16 June 2020, as its name says",
    ("TRL_-_7159_08.7TBCSC-A.L1-7.md", "decided date"): "the judgment is dated 21 June 2022",
}
