"""Pairs of wordings of which one must never be answered for the other."""

from __future__ import annotations

from collections.abc import Iterator

_SIDES: dict[str, list[tuple[str, str]]] = {
    "{} Korean troops are in the Kursk region": [("North", "South")],
    "{} Sudan signed the peace agreement": [("North", "South")],
    "The wildfire spread to {} Carolina": [("North", "South")],
    "Protests broke out in {} Berlin": [("East", "West")],
    "A tornado destroyed houses in {} Virginia": [("eastern", "western"), ("northern", "southern")],
    "It lives on the {} side": [("left", "right"), ("northern", "southern")],
    "Russia {} sending soldiers to the border": [
        ("confirms", "denies"), ("confirmed", "denied"), ("admits", "denies"),
        ("admits", "refutes"),
    ],
    "The minister {} the bribery allegations": [
        ("confirmed", "denied"), ("admitted", "refuted"), ("acknowledged", "dismissed"),
    ],
    "Vaccines {} autism": [("cause", "do not cause"), ("cause", "never cause")],
    "Masks {} spread the virus": [("do", "don't")],
    "The president {} met the ambassador": [("has", "has never"), ("has", "has not")],
    "There {} chemical weapons in the bunker": [("were", "were no"), ("were", "were not")],
    "The treaty {} ratified by the parliament": [("was", "was never"), ("was", "was not")],
    "The bridge was closed {} the storm": [("before", "after")],
    "The company fired its director {} the election": [("before", "after")],
    "Aid arrived {} the ceasefire": [("before", "after")],
    "{} people voted in 2020 than in 2016": [("More", "Fewer")],
    "{} women than men were hired by the agency": [("More", "Fewer")],
    "The city has {} hospitals than ten years ago": [("more", "fewer"), ("more", "less")],
    "About {} soldiers arrived in Vladivostok": [
        ("3,000", "12,000"), ("5,000", "8,000"), ("three thousand", "ten thousand"), ("3k", "7k"),
    ],
    "The flood killed {} people in the valley": [("18", "81"), ("200", "2,000"), ("12", "thirty")],
    "Inflation reached {} percent in the region": [("4", "14"), ("2.5", "25"), ("7", "8")],
    "{} said that the troops are in Kursk": [
        ("Austin", "Blinken"), ("Kirby", "Singh"), ("Macron", "Scholz"), ("Zelensky", "Putin"),
        ("Rutte", "Stoltenberg"),
    ],
    "{} wrote a letter to the intelligence committee": [("Turner", "Schiff"), ("Biden", "Trump")],
    "The mayor met {} in Geneva": [("Lavrov", "Blinken"), ("Guterres", "Borrell")],
    "Unemployment {} in Spain": [("rose", "fell"), ("increased", "decreased")],
    "Taxes will {} for families": [("increase", "decrease"), ("rise", "fall")],
    "The court ruled that the law is {}": [
        ("legal", "illegal"), ("constitutional", "unconstitutional"),
    ],
    "The drug is {} for children": [("safe", "unsafe"), ("safe", "dangerous")],
    "The army {} the city of Avdiivka": [("entered", "left"), ("attacked", "defended")],
    "The senator {} the bill on gun control": [("supports", "opposes"), ("accepted", "rejected")],
    "The treaty was signed in {} 2024": [("October", "November"), ("March", "April")],
    "The summit was held in {}": [("France", "Germany"), ("China", "Japan")],
    "Russia {} Ukraine with missiles": [("attacked", "defended")],
    "{} in 2022": [
        ("Russia invaded Ukraine", "Ukraine invaded Russia"),
        ("Turkey sued Greece", "Greece sued Turkey"),
    ],
}  # fmt: skip

_ASKED = ("{}", "is it true that {}?")


def swap_pairs() -> Iterator[tuple[str, str]]:
    """Every (wording on record, question for the other side)."""
    for frame, sides in _SIDES.items():
        for one, other in sides:
            wordings = frame.format(one), frame.format(other)
            for record, asked in (wordings, wordings[::-1]):
                for asking in _ASKED:
                    yield record, asking.format(asked)
