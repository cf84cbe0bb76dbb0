"""Colours: each readable on its own page, kept apart by every kind of eye, never standing for
two things.
"""

from itertools import combinations

import numpy as np
import pytest

from qantar.charting import colours

# Linear-RGB simulation matrices at full severity: Machado, Oliveira and Fernandes (2009), "A
# physiologically- based model for simulation of color vision deficiency", IEEE TVCG 15(6), table 1.
VISIONS = {
    "normal": np.eye(3),
    "protanopia": np.array(
        [
            [0.152286, 1.052583, -0.204868],
            [0.114503, 0.786281, 0.099216],
            [-0.003882, -0.048116, 1.051998],
        ]
    ),
    "deuteranopia": np.array(
        [
            [0.367322, 0.860646, -0.227968],
            [0.280085, 0.672501, 0.047413],
            [-0.011820, 0.042940, 0.968881],
        ]
    ),
    "tritanopia": np.array(
        [
            [1.255528, -0.076749, -0.178779],
            [-0.078411, 0.930809, 0.147602],
            [0.004733, 0.691367, 0.303900],
        ]
    ),
}
XYZ = np.array(
    [
        [0.4124564, 0.3575761, 0.1804375],
        [0.2126729, 0.7151522, 0.0721750],
        [0.0193339, 0.1191920, 0.9503041],
    ]
)
WHITE = XYZ.sum(axis=1)
# CIEDE2000 units; about 2 is the least that an attentive eye sees, 8 is plain at a glance.
APART = 8
DATA_COLOURS = {"hero": colours.HERO, "accent": colours.ACCENT, "grey": colours.GREY_MARK}
PAGES = {"light": lambda colour: colour, "dark": colours.DARK.__getitem__}


def linear(colour: str) -> np.ndarray:
    part = np.array([int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)])
    return np.where(part <= 0.04045, part / 12.92, ((part + 0.055) / 1.055) ** 2.4)


def luminance(colour: str) -> float:
    return float(XYZ[1] @ linear(colour))


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def lab(rgb: np.ndarray) -> np.ndarray:
    ratio = (XYZ @ np.clip(rgb, 0, 1)) / WHITE
    part = np.where(ratio > (6 / 29) ** 3, np.cbrt(ratio), ratio / (3 * (6 / 29) ** 2) + 4 / 29)
    return np.array([116 * part[1] - 16, 500 * (part[0] - part[1]), 200 * (part[1] - part[2])])


def ciede2000(one: np.ndarray, other: np.ndarray) -> float:
    """Colour difference: Sharma, Wu and Dalal (2005), Color Research & Application 30(1)."""
    (l1, a1, b1), (l2, a2, b2) = one, other
    mean = (np.hypot(a1, b1) + np.hypot(a2, b2)) / 2
    stretch = 1 + 0.5 * (1 - np.sqrt(mean**7 / (mean**7 + 25.0**7)))
    c1, c2 = np.hypot(a1 * stretch, b1), np.hypot(a2 * stretch, b2)
    h1, h2 = (np.degrees(np.arctan2(b, a * stretch)) % 360 for a, b in ((a1, b1), (a2, b2)))
    turn = 0 if c1 * c2 == 0 else (h2 - h1 + 180) % 360 - 180
    light, chroma = l2 - l1, c2 - c1
    hue = 2 * np.sqrt(c1 * c2) * np.sin(np.radians(turn) / 2)
    middle_l, middle_c = (l1 + l2) / 2, (c1 + c2) / 2
    middle_h = h1 + h2 if c1 * c2 == 0 else (h1 + turn / 2) % 360
    angle = np.radians
    weight = (
        1
        - 0.17 * np.cos(angle(middle_h - 30))
        + 0.24 * np.cos(angle(2 * middle_h))
        + 0.32 * np.cos(angle(3 * middle_h + 6))
        - 0.20 * np.cos(angle(4 * middle_h - 63))
    )
    s_l = 1 + 0.015 * (middle_l - 50) ** 2 / np.sqrt(20 + (middle_l - 50) ** 2)
    s_c, s_h = 1 + 0.045 * middle_c, 1 + 0.015 * middle_c * weight
    twist = 60 * np.exp(-(((middle_h - 275) / 25) ** 2))
    rotation = -2 * np.sqrt(middle_c**7 / (middle_c**7 + 25.0**7)) * np.sin(angle(twist))
    return float(
        np.sqrt(
            (light / s_l) ** 2
            + (chroma / s_c) ** 2
            + (hue / s_h) ** 2
            + rotation * (chroma / s_c) * (hue / s_h)
        )
    )


def seen(colour: str, vision: str) -> np.ndarray:
    return lab(VISIONS[vision] @ linear(colour))


def test_the_difference_formula_agrees_with_its_published_test_pairs() -> None:
    # Sharma, Wu and Dalal (2005), table 1, pairs 1, 7 and 17.
    pairs = [
        ((50, 2.6772, -79.7751), (50, 0, -82.7485), 2.0425),
        ((50, 0, 0), (50, -1, 2), 2.3669),
        ((50, 2.5, 0), (73, 25, -18), 27.1492),
    ]
    for one, other, difference in pairs:
        assert ciede2000(np.array(one), np.array(other)) == pytest.approx(difference, abs=1e-4)


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("name", DATA_COLOURS)
def test_colours_that_carry_data_stand_out_from_their_page(name: str, page: str) -> None:
    variant = PAGES[page]
    assert contrast(variant(DATA_COLOURS[name]), variant(colours.PAPER)) >= 3


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("vision", VISIONS)
def test_colours_that_carry_data_stay_apart_for_every_eye(page: str, vision: str) -> None:
    shown = {name: seen(PAGES[page](colour), vision) for name, colour in DATA_COLOURS.items()}
    for one, other in combinations(shown, 2):
        assert ciede2000(shown[one], shown[other]) >= APART, (one, other)


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("text", [colours.TEXT, colours.MUTED])
def test_words_in_charts_are_readable(page: str, text: str) -> None:
    variant = PAGES[page]
    assert contrast(variant(text), variant(colours.PAPER)) >= 4.5


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("vision", VISIONS)
def test_steps_from_little_to_much_are_in_order_of_lightness(page: str, vision: str) -> None:
    lightness = [seen(PAGES[page](step), vision)[0] for step in colours.STEPS]
    gaps = np.diff(lightness) if page == "dark" else -np.diff(lightness)
    assert (gaps >= APART).all(), lightness


def test_a_colour_stands_for_one_meaning() -> None:
    assert len(set(colours.DARK.values())) == len(colours.DARK)
    named = (colours.PAPER, colours.TEXT, colours.MUTED, colours.RULE, *DATA_COLOURS.values())
    assert len({*named, *colours.STEPS}) == len(named) + len(colours.STEPS)
