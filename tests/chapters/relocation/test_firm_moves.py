"""What the chapter says of firms is what the table of their moves holds."""


def test_most_firms_of_the_table_waited(tables):
    own = tables.firm_moves[tables.firm_moves["iso3"] == "KAZ"]
    waited = set(own.loc[own["choice"] == "stays", "firm"])
    assert 2 * len(waited) > own["firm"].nunique()


def test_the_firm_that_set_up_in_america_left_its_machines(tables):
    rows = tables.firm_moves[tables.firm_moves["what"].str.contains("United States")]
    assert rows[["firm", "choice"]].to_numpy().tolist() == [["BitFuFu", "abandons"]]
