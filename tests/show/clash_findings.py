"""What the origins say in the reports on Khirbet Ammu, question by question."""

from __future__ import annotations

from clash_values import FIGHTERS, ONE, SOME, TWO, UNKNOWN_MEN, US
from fixture import KHIRBET_AMMU, QAMISHLI, Draft

from sayso.model import Count, Text, When


def add_findings(d: Draft) -> None:
    d.finding(
        "Killed: civilians",
        "killed",
        "contested",
        [
            (ONE, "1 civilian", ["v-kc", "p-kc", "h-kc", "s-kc", "k-kc"]),
            (SOME, "at least 1 civilian", ["t-kc", "m-kc"]),
        ],
        ("witnesses deny that any civilian was killed", "SANA alone says 1 civilian was killed"),
        "civilian",
        silent=("US-led coalition",),
        relations=((0, 1, "refine", "1 lies within at least 1"),),
    )
    d.finding(
        "Killed: children",
        "killed",
        "single-origin",
        [(ONE, "1 child", ["k-kch"])],
        ("only the Russian Reconciliation Center says so",),
        "child",
        silent=("US-led coalition",),
    )
    d.finding(
        "Killed: soldiers",
        "killed",
        "single-origin",
        [(ONE, "1 soldier", ["g-ks"])],
        ("only local sources say so, as told by Anadolu Agency",),
        "soldier",
    )
    d.finding(
        "Killed: combatants",
        "killed",
        "agreed",
        [(ONE, "1 combatant", ["t-kf", "m-kf", "f-kf"])],
        ("2 independent origins give 1",),
        "combatant",
    )
    d.finding(
        "Killed: class not stated",
        "killed",
        "unattributed",
        [(Count(low=2, high=None), "at least 2", ["y-k"])],
        ("no origin could be named",),
        "unknown",
    )
    d.finding(
        "Wounded: civilians",
        "wounded",
        "single-origin",
        [(ONE, "1 civilian", ["vechir-wc", "polissia-wc", "harbour-wc", "sada-wc"])],
        ("only SANA says so",),
        "civilian",
        silent=("US-led coalition",),
    )
    d.finding(
        "Wounded: combatants",
        "wounded",
        "single-origin",
        [(ONE, "1 combatant", ["v-wf", "h-wf", "f-wf"])],
        ("the US-led coalition has since revised its figure",),
        "combatant",
        earlier=("v-wf", "h-wf", "f-wf"),
    )
    d.finding(
        "Wounded: soldiers",
        "wounded",
        "single-origin",
        [(ONE, "1 soldier", ["c-ws"])],
        ("only the US-led coalition says so",),
        "soldier",
    )
    d.finding(
        "Wounded: class not stated",
        "wounded",
        "unattributed",
        [(Count(low=2, high=None, vague="several"), "several", ["y-w"])],
        ("no origin could be named",),
        "unknown",
    )
    d.finding(
        "Air strikes",
        "strikes",
        "contested",
        [
            (SOME, "at least 1", ["v-st", "p-st", "s-st", "h-st", "c-st", "t-st", "y-st"]),
            (TWO, "2", ["v-st2", "p-st2", "g-st"]),
        ],
        ("the US-led coalition denies at least 1", "Anadolu Agency gives 2"),
        relations=((1, 0, "refine", "2 lies within at least 1"),),
    )
    d.finding(
        "Who fired first",
        "initiator",
        "contested",
        [
            (UNKNOWN_MEN, "unknown individuals", ["v-in", "h-in", "c-in"]),
            (FIGHTERS, "pro-government fighters", ["h-in2", "g-in"]),
            (US, "US forces", ["s-in"]),
        ],
        ("pro-government fighters and US forces exclude each other",),
        relations=((0, 1, "compatible", "unknown does not exclude"), (1, 2, "contradict", "exclusive siblings")),
    )
    d.finding(
        "Damage",
        "damage",
        "single-origin",
        [
            (
                Text(value="two armoured trucks with punctured tyres"),
                "two armoured trucks with punctured tyres",
                ["f-da"],
            )
        ],
        ("only Frontier Daily says so",),
    )
    d.finding(
        "Place",
        "place",
        "agreed",
        [(KHIRBET_AMMU, "Khirbet Ammu", ["h-pl", "s-pl"]), (QAMISHLI, "near Qamishli", ["c-pl"])],
        ("Khirbet Ammu lies within 10 km of Qamishli",),
        relations=((0, 1, "refine", "inside"),),
    )
    d.finding(
        "Day",
        "time",
        "single-origin",
        [(When(first="2020-02-12", last="2020-02-12"), "12 Feb 2020", ["h-ti"])],
        ("only The Harbour Post says so",),
    )
