"""The dossier on Khirbet Ammu: eleven reports in six languages, their claims and findings."""

from __future__ import annotations

from clash_findings import add_findings
from clash_values import FIGHTERS, ONE, SOME, TWO, UNKNOWN_MEN, US
from fixture import KHIRBET_AMMU, QAMISHLI, Draft

from sayso.model import Copy, Count, Dossier, Mention, Place, Text, When


def dossier(**more) -> Dossier:
    draft = Draft()
    _casualties(draft)
    _strikes(draft)
    _fire(draft)
    _rest(draft)
    add_findings(draft)
    return draft.dossier(**more)


def _casualties(d: Draft) -> None:
    civilian = {"victim_class": "civilian"}
    sana_uk = "загинув нібито один цивільний"
    d.claim(
        "v-kc",
        "vechir",
        "killed",
        ONE,
        sana_uk,
        [("SANA", "SANA")],
        before=("Reuters",),
        hedge="нібито",
        distancing=True,
        reasons=("Reuters is credited for the whole report", "the sentence cites SANA"),
        **civilian,
    )
    d.claim(
        "p-kc",
        "polissia",
        "killed",
        ONE,
        sana_uk,
        [("SANA", "SANA")],
        before=("Вечірній вісник", "Reuters"),
        hedge="нібито",
        distancing=True,
        reasons=(
            f"same words as {d.reports['vechir'].id}",
            "Reuters is credited for the whole report",
            "the sentence cites SANA",
        ),
        **civilian,
    )
    d.claim("h-kc", "harbour", "killed", ONE, "a civilian was killed", [("SANA", "SANA")], **civilian)
    d.claim("s-kc", "sada", "killed", ONE, "مدنياً استشهد", [("وكالة سانا", "SANA")], **civilian)
    d.claim(
        "k-kc",
        "kurier",
        "killed",
        ONE,
        "одном погибшем мирном жителе",
        [("Reuters", "Reuters"), ("SANA", "SANA")],
        **civilian,
    )
    d.claim(
        "t-kc",
        "tagesblick",
        "killed",
        SOME,
        "mindestens ein Zivilist getötet",
        [("SANA", "SANA")],
        hedge="soll",
        **civilian,
    )
    d.claim(
        "m-kc",
        "minbar",
        "killed",
        SOME,
        "ونفى شهود من القرية سقوط أي قتيل من المدنيين",
        [("شهود", "witnesses")],
        polarity="denied",
        **civilian,
    )
    d.claim(
        "k-kch",
        "kurier",
        "killed",
        ONE,
        "погиб местный житель 14 лет",
        [("Российский Центр по примирению сторон", "Russian Reconciliation Center")],
        victim_class="child",
    )
    d.claim(
        "t-kf",
        "tagesblick",
        "killed",
        ONE,
        "starb ein Kämpfer einer regierungstreuen Miliz",
        [("Syrischen Beobachtungsstelle für Menschenrechte", "Syrian Observatory for Human Rights")],
        victim_class="combatant",
    )
    d.claim(
        "m-kf",
        "minbar",
        "killed",
        ONE,
        "مسلحاً موالياً للنظام قُتل",
        [("المرصد السوري لحقوق الإنسان", "Syrian Observatory for Human Rights")],
        victim_class="combatant",
    )
    d.claim(
        "f-kf",
        "frontier",
        "killed",
        ONE,
        "one of the gunmen who fired at its patrol had died",
        [("US-led coalition", "US-led coalition")],
        victim_class="combatant",
    )
    d.claim(
        "g-ks",
        "guney",
        "killed",
        ONE,
        "bir rejim askeri öldü",
        [("Anadolu Ajansının", "Anadolu Agency"), ("yerel kaynaklara", "local sources")],
        victim_class="soldier",
    )
    d.claim(
        "y-k",
        "yug",
        "killed",
        Count(low=2, high=None),
        "погибли по меньшей мере два человека",
        unknown=True,
        reasons=("no source is named",),
        victim_class="unknown",
    )
    for key, quote, voice in (
        ("vechir", "ще один зазнав поранень", [("SANA", "SANA")]),
        ("polissia", "ще один зазнав поранень", [("SANA", "SANA")]),
        ("harbour", "another hurt", [("SANA", "SANA")]),
        ("sada", "وأصيب آخر", [("وكالة سانا", "SANA")]),
    ):
        before = {"vechir": ("Reuters",), "polissia": ("Вечірній вісник", "Reuters")}.get(key, ())
        d.claim(f"{key}-wc", key, "wounded", ONE, quote, voice, before=before, **civilian)
    wounded = {"victim_class": "combatant"}
    d.claim(
        "v-wf",
        "vechir",
        "wounded",
        ONE,
        "поранено одного бойовика",
        [("полковник Майлс Каггінс", "US-led coalition")],
        before=("Reuters",),
        **wounded,
    )
    d.claim(
        "h-wf",
        "harbour",
        "wounded",
        ONE,
        "one fighter was wounded",
        [("Colonel Myles Caggins", "US-led coalition")],
        **wounded,
    )
    d.claim(
        "f-wf",
        "frontier",
        "wounded",
        ONE,
        "in which one fighter was wounded",
        [("US-led coalition", "US-led coalition")],
        superseded=True,
        **wounded,
    )
    d.claim("c-ws", "statement", "wounded", ONE, "A coalition soldier had a minor scratch", victim_class="soldier")
    d.claim(
        "y-w",
        "yug",
        "wounded",
        Count(low=2, high=None, vague="several"),
        "ещё несколько ранены",
        unknown=True,
        reasons=("no source is named",),
        victim_class="unknown",
    )
    d.claim(
        "y-bg",
        "yug",
        "killed",
        Count(low=100, high=100, approx=True),
        "погибли около ста бойцов",
        unknown=True,
        background=True,
        reasons=("no source is named",),
        victim_class="combatant",
    )


def _strikes(d: Draft) -> None:
    media = [("сирійські та турецькі медіа", "Syrian and Turkish media")]
    d.claim("v-st", "vechir", "strikes", SOME, "завдали принаймні одного удару", media, before=("Reuters",))
    d.claim(
        "p-st",
        "polissia",
        "strikes",
        SOME,
        "завдали принаймні одного удару",
        media,
        before=("Вечірній вісник", "Reuters"),
        reasons=(f"same words as {d.reports['vechir'].id}",),
    )
    d.claim("v-st2", "vechir", "strikes", TWO, "два авіаудари", [("Anadolu", "Anadolu Agency")], before=("Reuters",))
    d.claim(
        "p-st2",
        "polissia",
        "strikes",
        TWO,
        "два авіаудари",
        [("Anadolu", "Anadolu Agency")],
        before=("Вечірній вісник", "Reuters"),
        reasons=(f"same words as {d.reports['vechir'].id}",),
    )
    d.claim("g-st", "guney", "strikes", TWO, "iki hava saldırısı düzenlediğini", [("Ajans", "Anadolu Agency")])
    d.claim("s-st", "sada", "strikes", SOME, "شنتا غارة واحدة على الأقل", [("ناشطون", "activists")], distancing=True)
    d.claim(
        "h-st",
        "harbour",
        "strikes",
        SOME,
        'reports of air strikes "are not correct"',
        [("Colonel Myles Caggins", "US-led coalition")],
        polarity="denied",
    )
    d.claim("c-st", "statement", "strikes", SOME, "did not carry out any air strike", polarity="denied")
    d.claim(
        "t-st",
        "tagesblick",
        "strikes",
        SOME,
        "Berichte über Luftangriffe bei Kamischli zurückgewiesen",
        [("Reuters", "Reuters"), ("Die von den USA geführte Koalition", "US-led coalition")],
        polarity="denied",
    )
    d.claim(
        "y-st",
        "yug",
        "strikes",
        SOME,
        "удар нанесла американская авиация",
        unknown=True,
        hedge="По неподтверждённым сообщениям",
        reasons=("no source is named",),
    )


def _fire(d: Draft) -> None:
    d.claim(
        "v-in",
        "vechir",
        "initiator",
        UNKNOWN_MEN,
        "патруль обстріляли невідомі",
        [("полковник Майлс Каггінс", "US-led coalition")],
        before=("Reuters",),
    )
    d.claim(
        "h-in",
        "harbour",
        "initiator",
        UNKNOWN_MEN,
        "Our troops were shot at by unknown people and returned fire",
        [("Colonel Myles Caggins", "US-led coalition")],
    )
    d.claim("c-in", "statement", "initiator", UNKNOWN_MEN, "came under small arms fire from unknown individuals")
    d.claim(
        "h-in2",
        "harbour",
        "initiator",
        FIGHTERS,
        "the first shots came from the checkpoint",
        [("Residents", "residents")],
    )
    d.claim(
        "g-in",
        "guney",
        "initiator",
        FIGHTERS,
        "ilk ateşi rejim yanlısı milisler açtı",
        unknown=True,
        hedge="İddiaya göre",
        reasons=("no source is named",),
    )
    d.claim("s-in", "sada", "initiator", US, "القوات الأمريكية هي التي بدأت إطلاق النار", [("الوكالة", "SANA")])


def _rest(d: Draft) -> None:
    d.claim(
        "f-da",
        "frontier",
        "damage",
        Text(value="two armoured trucks with punctured tyres"),
        "two armoured trucks had punctured tyres",
    )
    d.claim("h-pl", "harbour", "place", KHIRBET_AMMU, "Khirbet Ammu")
    d.claim("s-pl", "sada", "place", KHIRBET_AMMU, "قرية خربة عمو شرق القامشلي", [("وكالة سانا", "SANA")])
    d.claim("c-pl", "statement", "place", QAMISHLI, "near Qamishli")
    d.claim("h-ti", "harbour", "time", When(first="2020-02-12", last="2020-02-12"), "on Wednesday")
    d.copies.append(
        Copy(
            report_id=d.reports["polissia"].id,
            of_report_id=d.reports["vechir"].id,
            kind="near",
            score=0.94,
            evidence="Про це з посиланням на сирійські та турецькі медіа повідомляє агентство Reuters.",
        )
    )
    hasakah = Place(name="Al-Hasakah", lat=36.502, lon=40.747, precision="admin", uncertainty_km=60, country="Syria")
    for key, words, place in (
        ("harbour", "Khirbet Ammu", KHIRBET_AMMU),
        ("harbour", "Qamishli", QAMISHLI),
        ("sada", "القامشلي", QAMISHLI),
        ("vechir", "Камішлі", QAMISHLI),
        ("yug", "Камышлы", QAMISHLI),
        ("guney", "Kamışlı", hasakah),
    ):
        d.mentions.append(
            Mention(report_id=d.reports[key].id, kind="place", value=place.name, span=d.span(key, words), place=place)
        )
    d.mentions.append(
        Mention(report_id=d.reports["vechir"].id, kind="event", value="video", span=d.span("vechir", "відео"))
    )
