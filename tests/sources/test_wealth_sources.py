"""Publishers' labels, footnotes and traps are read as what they mean, and what is unknown is
refused.
"""

import pandas as pd
import pytest

from qantar.common.errors import RefreshError
from qantar.sources import codes
from qantar.sources.base import Inputs
from qantar.sources.society import forbes_billionaires, kz_regions_bns, wid
from qantar.sources.society.kz_regions_bns import region_name


def put(folder, name, text):
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


@pytest.mark.parametrize(
    ("label", "name"),
    [
        ("Аktobе", "Aktobe"),  # Cyrillic А and е among Latin letters
        ("Аlmaty", "Almaty region"),
        ("Almaty city", "Almaty city"),
        ("Г.АЛМАТЫ", "Almaty city"),
        ("г. Алматы", "Almaty city"),
        ("Алматинская", "Almaty region"),
        ("Ontystyk Kazakhstan", "South Kazakhstan"),
        ("Soltustik Кazakhstan", "North Kazakhstan"),
        ("Республика Казахстан ", "Kazakhstan"),
        ("Republic of Kazakhstan3)", "Kazakhstan"),
        ("Turkistan2)", "Turkistan"),
        ("Туркестанская 1", "Turkistan"),
        ("Ұлытау", "Ulytau"),
        ("Zhetysu Region", "Zhetisu"),
        ("Западно-Казахстанская", "West Kazakhstan"),
    ],
)
def test_a_region_is_known_under_all_its_labels(label, name):
    assert region_name(label) == name


def test_an_unknown_region_is_refused():
    with pytest.raises(RefreshError, match="Atlantis"):
        region_name("Atlantis")


def test_footnotes_decimal_commas_and_dashes_of_a_sheet(tmp_path):
    put(tmp_path, "kz-regions-bns/sheet.csv", 'Region,2005,20061),20182)\nAkmola,"42,9",-,4.2\n')
    frame = kz_regions_bns._wide(Inputs(tmp_path), "sheet.csv", "poverty_share", 100, 6)
    assert list(frame.itertuples(index=False, name=None)) == [
        ("Akmola", 2005, "poverty_share", 0.429),
        ("Akmola", 2018, "poverty_share", 0.042),
    ]


def test_the_two_parts_of_south_kazakhstan_are_one_before_the_split(tmp_path):
    rows = "Туркестанская 1,{y},30\nг. Шымкент,{y},10\n"
    text = "Область,Год,Население\n" + rows.format(y=2017) + rows.format(y=2018)
    put(tmp_path, f"kz-regions-bns/{kz_regions_bns.PEOPLE}", text)
    found = (
        kz_regions_bns._people(Inputs(tmp_path)).set_index(["region", "year"])["value"].to_dict()
    )
    assert found == {
        ("South Kazakhstan", 2017): 40,
        ("Turkistan", 2018): 30,
        ("Shymkent city", 2018): 10,
    }


def test_codes_are_pairs_and_namibia_is_no_missing_value():
    assert codes.ALPHA3["NA"] == "NAM" and codes.ALPHA3["KZ"] == "KAZ"
    assert len(codes.EUROPEAN_UNION) == 27
    assert "KAZ" not in wid.OWN_WEALTH_SOURCES and {"USA", "RUS", "DEU"} <= set(
        wid.OWN_WEALTH_SOURCES
    )


def test_forbes_rows_without_a_country_count_for_the_world_only(tmp_path, monkeypatch):
    monkeypatch.setattr(
        forbes_billionaires.countries, "names", lambda inputs: {"KAZ": "Kazakhstan"}
    )
    text = "year,country,rank,worth\n2011,Kazakhstan,1,1500.0\n2011,,2,1000.0\n"
    put(tmp_path, forbes_billionaires.WORLD, text)
    table = forbes_billionaires.billionaires_totals(Inputs(tmp_path)).set_index("iso3")
    assert table.loc["KAZ", ["people", "total_usd_bn"]].tolist() == [1, 1.5]
    assert table.loc["WLD", ["people", "total_usd_bn"]].tolist() == [2, 2.5]
    put(tmp_path, forbes_billionaires.WORLD, text + "2011,Atlantis,3,1000.0\n")
    with pytest.raises(RefreshError, match="Atlantis"):
        forbes_billionaires.billionaires_totals(Inputs(tmp_path))


def test_repeated_income_shares_count_as_imputed(tmp_path, monkeypatch):
    monkeypatch.setattr(wid.countries, "names", lambda inputs: {"KAZ": "Kazakhstan"})
    values = {
        2016: (0.2, 0.4, 0.1),
        2017: (0.19, 0.41, 0.12),
        2018: (0.19, 0.41, 0.12),
        2019: (0.18, 0.42, 0.12),
    }
    rows = [
        f"KZ,sptinc992j,{percentile},{year},{value}"
        for year, shares in values.items()
        for percentile, value in zip(wid.GROUPS, shares, strict=True)
    ]
    put(tmp_path, wid.INCOME, "country,variable,percentile,year,value\n" + "\n".join(rows) + "\n")
    put(tmp_path, wid.NOT_EXTRAPOLATED, "country_code,report_year\nKAZ,2016\nKAZ,2017\nKAZ,2018\n")
    table = wid.income_shares(Inputs(tmp_path))
    imputed = table.groupby("year")["imputed"].agg(list)
    # 2018 repeats 2017; 2019 is missing from the release without extrapolated years.
    assert {year: set(flags) for year, flags in imputed.items()} == {
        2016: {False},
        2017: {False},
        2018: {True},
        2019: {True},
    }
    assert isinstance(table["imputed"].dtype, pd.BooleanDtype)
