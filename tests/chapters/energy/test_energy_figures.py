"""Key figures of the energy chapter: right values, of the right country, none where unknown."""

import pytest

from qantar.chapters.energy import emissions, figures, frames
from qantar.chapters.energy.parameters import EnergyParameters
from qantar.report.chapter import Tables, chapter_figures
from qantar.report.parameters import validate

KAZAKH = (
    "peak_deficit_mw_2023",
    "coal_capacity_north",
    "mining_load_fees_mw_2022",
    "mining_load_unregistered_mw_2021_11",
    "mining_load_ministry_mw_2022_02",
    "coal_share_official_2023",
    "demand_growth_twh",
    "imports_from_russia_2022",
)


@pytest.fixture(scope="module")
def tables():
    return Tables.load(figures.TABLES)


def made(tables, **values):
    found = chapter_figures("energy", tables, EnergyParameters(**values))
    return {figure.id.removeprefix("energy."): figure for figure in found}


def test_every_figure_has_a_value_at_home(tables):
    assert [name for name, figure in made(tables).items() if figure.value is None] == []


def test_year_of_mining_is_what_the_audit_found(tables):
    """Twelve months of the map: 10.3 TWh, 8.9 % of generation, 8.6 Mt (correction 5)."""
    found = made(tables)
    assert found["mining_twh"].as_of == "2021"
    assert found["mining_twh"].value == pytest.approx(10.3, abs=0.05)
    assert found["mining_share_of_generation"].value == pytest.approx(0.089, abs=0.0005)
    assert found["mining_co2_mt"].value == pytest.approx(8.6, abs=0.05)


def test_map_claims_more_than_all_growth(tables):
    """Demand grew by 6.6 TWh, way (a) by 7.2 (correction 4)."""
    found = made(tables)
    assert found["demand_growth_twh"].value == pytest.approx(6.6, abs=0.05)
    assert found["mining_growth_twh"].value == pytest.approx(7.2, abs=0.05)
    assert found["other_growth_twh"].value == pytest.approx(-0.5, abs=0.05)


def test_declared_mining_exceeds_net_imports_of_2022(tables):
    """3.07 TWh against 1.45 TWh (correction 6), or 0.07 by trade set right."""
    found = made(tables)
    net = found["net_imports_twh_2022"]
    assert found["mining_declared_twh_2022"].value == pytest.approx(3.07)
    assert (net.low, net.value, net.high) == pytest.approx((0.067, 1.45, 1.45), abs=0.001)


def test_shortage_began_before_and_outlasted_the_boom(tables):
    found = made(tables)
    bought = found["peak_bought_mw_2020_12"]
    assert (bought.low, bought.high) == (500, 800)
    winters = ("deficit_mw_2021_22", "deficit_mw_2022", "deficit_mw_2023")
    assert [found[f"peak_{name}"].value for name in winters] == [600, 1256, 1519]


def test_analysts_capacities_rest_on_the_map(tables):
    """Three of the reports are way (a) again (correction 3)."""
    reports = tables.mining_load_reports.set_index("report")["independent_of_map"]
    assert set(reports.index[~reports]) == {"analyst-2021-01", "analyst-2021-10", "analyst-2023-05"}


def test_ministry_counted_more_than_any_month_of_the_map(tables):
    """Registered 640 MW, others up to 1,400; the map at most 1,774, in October 2021."""
    p = EnergyParameters()
    assert made(tables)["mining_load_ministry_mw_2022_02"].value == 640 + 1400
    assert frames.loads(tables, p)["load_mw"].max() == pytest.approx(1774, abs=0.5)
    assert frames.ministry_exceeds_map(tables, p)
    half = tables.mining_load_reports.assign(high_mw=tables.mining_load_reports["high_mw"] / 2)
    lower = Tables(**{**vars(tables), "mining_load_reports": half})
    assert not frames.ministry_exceeds_map(lower, p)


@pytest.mark.parametrize("country", ["UZB", "USA", "IRN", "DEU", "CHN", "RUS", "NOR", "ABW"])
def test_another_country_borrows_nothing(tables, country):
    found = made(tables, country=country)
    assert set(found) == set(made(tables))
    assert found["generation_twh"].value > 0
    assert [name for name in KAZAKH if found[name].value is not None] == []


def test_unknown_country_has_no_figure_at_all(tables):
    assert {figure.value for figure in made(tables, country="AND").values()} == {None}


def test_chosen_month_moves_the_month_and_not_the_year(tables):
    usual, earlier = made(tables), made(tables, month="2020-04")
    assert earlier["mining_load_topdown_mw"].value < usual["mining_load_topdown_mw"].value / 2
    assert earlier["mining_load_topdown_mw"].as_of == "2020-04"
    assert earlier["mining_twh"].value == usual["mining_twh"].value


@pytest.mark.parametrize("choice", ["ember", "ipcc", "unece", "combustion", "coal"])
def test_emissions_lie_within_their_range(tables, choice):
    found = made(tables, emission_factor=choice)["mining_co2_mt"]
    assert found.low < found.value < found.high and found.range_kind == "simulation95"


def test_wider_doubt_gives_a_wider_range(tables):
    narrow, wide = (made(tables, load_factor_95=factor)["mining_co2_mt"] for factor in (1.2, 2.0))
    assert wide.low < narrow.low < narrow.value == wide.value < narrow.high < wide.high


def test_index_extremes_are_named_extremes(tables):
    for name in ("mining_twh", "mining_load_topdown_mw"):
        figure = made(tables)[name]
        assert figure.range_kind == "model_extremes" and figure.low < figure.value < figure.high


def test_coal_passes_seventy_only_officially(tables):
    found = made(tables)
    assert found["coal_share_2021_vintage_range"].high < figures.THRESHOLD
    assert found["coal_share_official_2023"].value > figures.THRESHOLD
    assert found["coal_share_official_2023"].low < figures.THRESHOLD


@pytest.mark.parametrize(("iso3", "doubtful"), [("UZB", True), ("KAZ", False), ("AND", False)])
def test_intensity_far_above_its_fuels_is_doubtful(tables, iso3, doubtful):
    ratio = made(tables, country=iso3)["carbon_intensity_ratio"].value
    assert emissions.is_doubtful(ratio) is doubtful
    assert bool(emissions.doubt(ratio)) is doubtful


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"month": "2022-02"}, "month must lie within"),
        ({"fleet_efficiency_j_th": 120.0}, "fleet_range_j_th must hold fleet_efficiency_j_th"),
        ({"load_factor_95": 0.5}, "greater than or equal to 1"),
        ({"peers": ["CHN", "CHN"]}, "peers must name each country once"),
        ({"emission_factor": "guess"}, "'ember', 'ipcc', 'unece', 'combustion' or 'coal'"),
        ({"nuclear_capacity_factor": 1.2}, "less than or equal to 1"),
    ],
)
def test_wrong_parameter_is_refused_in_one_line(values, expected):
    with pytest.raises(Exception, match=expected) as raised:
        validate("energy", EnergyParameters, values)
    assert "\n" not in str(raised.value) and str(raised.value).startswith("energy: ")


def test_declared_mining_explains_only_the_first_imports(tables):
    """The text says so only while it holds."""
    p = EnergyParameters()
    assert frames.explains_first_imports(tables, p) and frames.exceeds_growth(tables, p)
    balance = tables.electricity_balance
    less = balance.assign(
        net_imports_twh=balance["net_imports_twh"].where(balance["year"] < 2023, 0)
    )
    other = Tables(**{**vars(tables), "electricity_balance": less})
    assert not frames.explains_first_imports(other, p)
    assert not frames.explains_first_imports(tables, EnergyParameters(country="NOR"))
    assert not frames.exceeds_growth(tables, EnergyParameters(country="NOR"))


@pytest.mark.parametrize(("iso3", "expected"), [("KAZ", True), ("USA", True), ("PRY", False)])
def test_coal_counts_where_it_was_ever_burnt(tables, iso3, expected):
    assert frames.uses_coal(tables, EnergyParameters(country=iso3)) is expected


@pytest.mark.parametrize(
    ("iso3", "source"),
    [("KAZ", "coal"), ("IRN", "gas"), ("CAN", "hydro"), ("AND", "no one source")],
)
def test_largest_source_is_the_countrys_own(tables, iso3, source):
    assert frames.main_source(tables, EnergyParameters(country=iso3)) == source
