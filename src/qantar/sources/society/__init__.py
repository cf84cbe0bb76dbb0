"""Publishers of data on countries, people, incomes and government."""
