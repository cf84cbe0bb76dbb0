"""Key figures of the energy chapter: all there, of the right country, none where the tables are
silent.
"""

import pandas as pd
import pytest

from qantar import data
from qantar.chapters.energy import emissions as mining_emissions
from qantar.chapters.energy import figures as energy
from qantar.chapters.energy.parameters import EnergyParameters
from qantar.report.parameters import validate

OWNED = {
    "energy.coal_share_2021",
    "energy.generation_twh_2021",
    "energy.net_imports_twh_2023",
    "energy.carbon_intensity_2021",
    "energy.coal_share_last_above_70",
    "energy.coal_share_2021_vintage_range",
    "energy.uranium_share_2021",
    "energy.uranium_rank_2021",
    "energy.co2_rank_central_asia_2021",
    "energy.mining_load_topdown_mw_2021_08",
    "energy.mining_share_of_generation_2021_08",
    "energy.mining_load_fees_mw_2022",
    "energy.mining_co2_mt_2021_08",
    "energy.nuclear_share_2x1200",
}


@pytest.fixture(scope="module")
def tables():
    return {name: data.load(name) for name in energy.TABLES}


def figures(tables, **values):
    return {figure.id: figure for figure in energy.figures(tables, EnergyParameters(**values))}


def test_every_figure_the_chapter_owes_is_there_once_and_has_a_value(tables):
    made = energy.figures(tables, EnergyParameters())
    assert len({figure.id for figure in made}) == len(made)
    assert set(OWNED) <= {figure.id for figure in made}
    assert [figure.id for figure in made if figure.value is None] == []


def test_every_figure_names_tables_that_the_chapter_declares(tables):
    for figure in energy.figures(tables, EnergyParameters()):
        assert set(figure.tables) <= set(energy.TABLES), figure.id


@pytest.mark.parametrize(
    "country", ["UZB", "USA", "IRN", "KGZ", "DEU", "MYS", "CHN", "RUS", "CAN", "TKM", "ABW"]
)
def test_another_country_gives_the_same_figures_or_none(tables, country):
    made = figures(tables, country=country)
    assert set(made) == set(figures(tables))
    assert made["energy.generation_twh_2021"].value > 0
    # Kazakhstan's own tables must never leak into another country's figures.
    for name in (
        "peak_load_mw_2023",
        "coal_capacity_mw",
        "mining_load_fees_mw_2022",
        "coal_share_official_2023",
    ):
        assert made[f"energy.{name}"].value is None, name


def test_a_country_that_no_table_names_has_no_figure_at_all(tables):
    assert {figure.value for figure in figures(tables, country="AND").values()} == {None}


def test_an_id_that_names_a_parameters_value_exists_only_at_that_value(tables):
    assert "energy.nuclear_share_2x1200" not in figures(tables, nuclear_capacity_mw=1200.0)
    assert "energy.mining_co2_mt_2021_08" not in figures(tables, emission_factor="ipcc")


def test_the_chosen_month_moves_the_general_figure_and_not_the_dated_one(tables):
    usual, earlier = figures(tables), figures(tables, month="2020-04")
    dated, general = "energy.mining_load_topdown_mw_2021_08", "energy.mining_load_topdown_mw"
    assert earlier[dated].value == usual[dated].value == usual[general].value
    assert earlier[general].value < usual[general].value / 2
    assert earlier[general].as_of == "2020-04"


def test_the_way_of_counting_moves_emissions_inside_their_range(tables):
    choices = ("ember", "ipcc", "unece", "combustion", "coal")
    made = [figures(tables, emission_factor=choice)["energy.mining_co2_mt"] for choice in choices]
    assert len({round(figure.value, 3) for figure in made}) == len(choices)
    assert all(figure.low <= figure.value <= figure.high for figure in made)
    assert {figure.range_kind for figure in made} == {"methods"}


def test_the_models_bounds_are_named_its_extremes_and_never_an_error_margin(tables):
    for name in ("mining_load_topdown_mw", "mining_share_of_generation"):
        figure = figures(tables)[f"energy.{name}"]
        assert figure.range_kind == "model_extremes"
        assert figure.low < figure.value < figure.high


def test_no_release_has_coal_above_seventy_per_cent_in_2021_but_an_official_count_later_does(
    tables,
):
    """The text says so in words: if data change, the words must."""
    made = figures(tables)
    assert made["energy.coal_share_2021_vintage_range"].high < 0.70
    assert made["energy.coal_share_official_2023"].value > 0.70
    assert made["energy.coal_share_official_2023"].low < 0.70


def test_fuels_that_burn_nothing_count_as_zero_only_where_burning_alone_counts(tables):
    generation = pd.Series({"coal": 1.0, "hydro": 1.0})
    factors = {
        choice: mining_emissions.factors_of(tables["emission_factors"], choice)
        for choice in ("ipcc", "combustion")
    }
    assert mining_emissions.mix_intensity(generation, factors["combustion"])[0] == pytest.approx(
        760 / 2
    )
    assert mining_emissions.mix_intensity(generation, factors["ipcc"])[0] == pytest.approx(
        (820 + 24) / 2
    )


def test_a_fuel_without_a_factor_is_left_out_and_not_counted_as_clean(tables):
    factors = mining_emissions.factors_of(tables["emission_factors"], "unece")
    intensity, covered = mining_emissions.mix_intensity(
        pd.Series({"coal": 1.0, "oil": 3.0}), factors
    )
    assert (intensity, covered) == (pytest.approx(970), pytest.approx(0.25))


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"month": "2022-02"}, "month must lie within"),
        ({"fleet_efficiency_j_th": 120.0}, "fleet_range_j_th must hold fleet_efficiency_j_th"),
        ({"moved_months": ["2021-12", "2021-10"]}, "moved_months must be in order"),
        ({"peers": ["CHN", "CHN"]}, "peers must name each country once"),
        ({"emission_factor": "guess"}, "'ember', 'ipcc', 'unece', 'combustion' or 'coal'"),
        ({"nuclear_capacity_factor": 1.2}, "less than or equal to 1"),
    ],
)
def test_a_wrong_parameter_is_refused_in_one_line(values, expected):
    with pytest.raises(Exception, match=expected) as raised:
        validate("energy", EnergyParameters, values)
    assert "\n" not in str(raised.value) and str(raised.value).startswith("energy: ")


def test_an_edition_may_make_a_peer_the_country():
    assert EnergyParameters(country="UZB").country == "UZB"


def test_a_carbon_intensity_far_above_its_fuels_is_called_doubtful(tables):
    uzbekistan, kazakhstan = (figures(tables, country=iso3) for iso3 in ("UZB", "KAZ"))
    mix = uzbekistan["energy.carbon_intensity_mix"]
    # No mix of these fuels can lie above the dirtiest or below the cleanest of their factors.
    factors = tables["emission_factors"]["gco2e_kwh"]
    assert factors.min() < mix.low <= mix.value <= mix.high < factors.max()
    ratio = uzbekistan["energy.carbon_intensity_ratio"].value
    assert ratio == pytest.approx(uzbekistan["energy.carbon_intensity"].value / mix.high)
    assert "doubtful" in mining_emissions.doubt(ratio)
    assert mining_emissions.doubt(kazakhstan["energy.carbon_intensity_ratio"].value) == ""
    assert mining_emissions.doubt(None) == ""


def test_the_largest_source_is_the_countrys_own(tables):
    for iso3, source in (("KAZ", "coal"), ("IRN", "gas"), ("CAN", "hydro")):
        made = figures(tables, country=iso3)
        rows = tables["electricity"].query("iso3 == @iso3 and year == 2021")
        top = rows.loc[rows["generation_twh"].idxmax()]
        assert top["source"] == source
        total = made["energy.generation_twh_2021"].value
        assert made["energy.main_share_2021"].value == pytest.approx(top["generation_twh"] / total)
