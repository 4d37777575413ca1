"""A second dossier, most of it right to left: a shelling told in Arabic, Persian and Hebrew; all invented."""

from __future__ import annotations

from fixture import Draft

from sayso.model import Count, Dossier, Incident, Party, Place, When

REPORTS = {
    "nahr": (
        "ar",
        "صحيفة النهر",
        "2021-05-04T09:15:00+03:00",
        "https://nahr.example/1",
        "قتيلان في قصف على سوق وادي السرو",
        """قتيلان في قصف على سوق وادي السرو

قالت مديرية الصحة إن مدنيين اثنين قتلا وأصيب سبعة آخرون في قصف مدفعي استهدف سوق وادي السرو صباح الثلاثاء.

واتهم الدفاع المدني قوات الجبل بإطلاق أربع قذائف على السوق.""",
    ),
    "afaq": (
        "ar",
        "آفاق نيوز",
        "2021-05-04",
        None,
        "ارتفاع حصيلة قصف السوق",
        """نقلت وكالة الأنباء عن مديرية الصحة أن حصيلة القصف ارتفعت إلى ثلاثة قتلى مدنيين بينهم طفل.

ونفى متحدث باسم قوات الجبل مسؤوليتها عن القصف، ويُزعم أن القذائف أُطلقت من التلال.""",
    ),
    "dana": (
        "fa",
        "خبرگزاری دانا",
        "2021-05-05",
        "https://dana.example/n/5",
        "کشته شدن سه غیرنظامی در بازار",
        """به گفته دفاع مدنی سه غیرنظامی در حمله به بازار کشته شدند.""",
    ),
    "kol": (
        "he",
        "קול העמק",
        "2021-05-05",
        None,
        None,
        """לפי סוכנות הידיעות, לפחות שלושה אזרחים נהרגו בהפגזה על השוק (12 פצועים נוספים).""",
    ),
}


def dossier() -> Dossier:
    d = Draft(REPORTS)
    two, three = Count(low=2, high=2), Count(low=3, high=3)
    civilian = {"victim_class": "civilian"}
    hills = Party(name="قوات الجبل")
    health = ("مديرية الصحة", "مديرية الصحة")
    defence = "الدفاع المدني"
    d.claim("n-k", "nahr", "killed", two, "مدنيين اثنين قتلا", [health], **civilian)
    d.claim(
        "a-k", "afaq", "killed", three, "ثلاثة قتلى مدنيين", [("وكالة الأنباء", "News Agency"), health], **civilian
    )
    d.claim("d-k", "dana", "killed", three, "سه غیرنظامی", [("دفاع مدنی", defence)], **civilian)
    d.claim(
        "k-k",
        "kol",
        "killed",
        Count(low=3, high=None),
        "לפחות שלושה אזרחים נהרגו",
        [("סוכנות הידיעות", "News Agency")],
        **civilian,
    )
    d.claim("n-w", "nahr", "wounded", Count(low=7, high=7), "وأصيب سبعة آخرون", [health], **civilian)
    d.claim(
        "k-w", "kol", "wounded", Count(low=12, high=12), "12 פצועים", unknown=True, reasons=("no source is named",)
    )
    d.claim("n-p", "nahr", "perpetrator", hills, "قوات الجبل بإطلاق أربع قذائف", [(defence, defence)])
    d.claim("a-p", "afaq", "perpetrator", hills, "ونفى متحدث باسم قوات الجبل مسؤوليتها عن القصف",
            [("متحدث باسم قوات الجبل", "قوات الجبل")], polarity="denied")  # fmt: skip
    d.finding(
        "Killed: civilians",
        "killed",
        "contested",
        [(two, "2 civilians", ["n-k"]), (three, "3 civilians", ["a-k", "d-k"]),
         (Count(low=3, high=None), "at least 3 civilians", ["k-k"])],
        ("2 and 3 exclude each other",),
        "civilian",
        earlier=("n-k",),
    )  # fmt: skip
    d.finding(
        "Wounded: civilians",
        "wounded",
        "single-origin",
        [(Count(low=7, high=7), "7 civilians", ["n-w"])],
        ("only مديرية الصحة says so",),
        "civilian",
    )
    d.finding(
        "Wounded: class not stated",
        "wounded",
        "unattributed",
        [(Count(low=12, high=12), "12", ["k-w"])],
        ("no origin could be named",),
        "unknown",
    )
    d.finding(
        "Who did it",
        "perpetrator",
        "contested",
        [(hills, "قوات الجبل", ["n-p", "a-p"])],
        ("قوات الجبل denies it",),
    )
    made = d.dossier()
    return d.dossier(
        incident=Incident(
            id="i-0000000000000002",
            name="وادي السرو, 2021-05-04",
            report_ids=made.incident.report_ids,
            claim_ids=made.incident.claim_ids,
            pairs=(),
            place=Place(name="وادي السرو"),
            when=When(first="2021-05-04", last="2021-05-04"),
        )
    )
